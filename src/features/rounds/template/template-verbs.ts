// The verbs of a partner's own template. It exists once in the installation, like the organisation it belongs to.

import { sql } from 'kysely'
import { choice, line, ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import * as template from './template.ts'
import * as store from './template-store.ts'

export const addColumn = operation({
  name: 'rounds.add-column',
  summary: 'Add a column to the template in which your organisation takes its items out of every partnership.',
  scope: 'commons',
  unseen: true,
  about: 'template',
  input: {
    organisation: ref('Organisation'),
    heading: line('What the column is called', { max: 100, hint: 'Just as it stands in your own template' }),
    shows: choice('What it shows', template.shows),
    words: line('The words for every row', {
      max: 500,
      optional: true,
      hint: 'Only for “the same words in every row”, for example the name of your division',
    }),
  },
  load: (db, input, { actor }) => store.templateFacts(db, input.organisation, actor),
  permit: template.mayDefine,
  decide: template.decideColumn,
  write: async (db, { organisation, heading, shows, words }) => {
    const { rows } = await sql<{ id: number }>`
      insert into template_column (organisation_id, position, heading, shows, words)
      select ${organisation}, coalesce(max(position), 0) + 1, ${heading}, ${shows}, ${words} from template_column where organisation_id = ${organisation}
      returning id`.execute(db)
    return { id: rows[0]!.id }
  },
  keep: ({ fact, organisation, shows }) => ({ fact, organisation, shows }),
})

export const moveColumn = operation({
  name: 'rounds.move-column',
  summary: 'Move a column of your organisation’s template one place.',
  scope: 'commons',
  unseen: true,
  about: 'template',
  input: {
    column: ref('Column'),
    towards: choice('Where to', { up: 'One place nearer to the front', down: 'One place nearer to the end' }),
  },
  load: (db, input, { actor }) => store.columnFacts(db, input.column, actor),
  permit: template.mayDefine,
  decide: (facts, input) => template.decideMove(facts, input.towards),
  write: async (db, fact) => {
    await store.setOrder(db, fact.organisation, fact.order)
    return { id: fact.column }
  },
  keep: ({ fact, organisation, column, to }) => ({ fact, organisation, column, to }),
})

export const dropColumn = operation({
  name: 'rounds.drop-column',
  summary: 'Drop a column of your organisation’s template.',
  scope: 'commons',
  unseen: true,
  about: 'template',
  input: { column: ref('Column') },
  load: (db, input, { actor }) => store.columnFacts(db, input.column, actor),
  permit: template.mayDefine,
  decide: ({ organisation, column }) => ({ fact: 'ColumnDropped' as const, organisation, column }),
  write: async (db, fact) => {
    await db
      .deleteFrom('template_column')
      .where('organisation_id', '=', fact.organisation)
      .where('id', '=', fact.column)
      .execute()
    return { id: fact.column }
  },
})
