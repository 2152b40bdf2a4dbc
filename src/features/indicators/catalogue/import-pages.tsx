// Importing published readings in a browser: send the file, see what it would do, then import it.

import { isRefusal } from '../../../kernel/refusal.ts'
import { counted } from '../../../kernel/words.ts'
import { form } from '../../../ui/declare.ts'
import { Table } from '../../../ui/parts.tsx'
import { countsInWords, mostListed } from '../../places/public.ts'
import type { Preset } from '../published.ts'
import { presets } from './model.ts'
import * as operations from './operations.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const crumbs = () => [
  { href: '/indicators', words: 'Compare areas' },
  { href: '/imports', words: 'What was imported' },
]

const uploadPage = form({
  at: '/indicators/import',
  audience: 'administrators',
  operation: operations.uploadReadings,
  read: async () => ({}),
  title: () => 'Import readings',
  lead: () => 'Nothing is imported yet: the next page shows what this file would do.',
  crumbs,
  button: 'Look at the file',
  next: ({ fact, written }) => `/indicators/import/${(fact as unknown as { preset: Preset }).preset}/${written.id}`,
})

const confirmPage = form({
  at: '/indicators/import/:preset/:upload',
  audience: 'administrators',
  operation: operations.confirmReadings,
  read: async ({ db, viewer }, { preset, upload }) => {
    if (!Object.hasOwn(presets, preset!)) return null
    const sent = await store.waiting(db, upload!, viewer.person)
    if (!sent) return null
    const facts = await store.importFacts(db, preset as Preset, sent.file, sent.metadata)
    return { name: sent.file.name, outcome: isRefusal(facts) ? facts : rules.decideImport(facts) }
  },
  title: ({ name }) => `Import ${name}?`,
  lead: ({ outcome }) =>
    isRefusal(outcome)
      ? outcome.words
      : `${counted(outcome.indicators, 'indicator')}. Rows of this file would be: ${countsInWords(outcome)}.`,
  below: ({ outcome }) =>
    isRefusal(outcome) || outcome.leftOut.length === 0 ? null : (
      <Table
        caption={
          outcome.refused > mostListed
            ? `The first ${mostListed} of ${outcome.refused.toLocaleString('en-GB')} that are left out`
            : 'What is left out, and why'
        }
        columns={[{ words: 'Row', numeric: true }, { words: 'Why' }]}
        rows={outcome.leftOut.map(each => [each.line, each.words])}
        empty=""
      />
    ),
  crumbs,
  button: 'Import it',
  done: 'The readings are imported.',
  next: () => '/imports',
})

export const importFaces = [uploadPage, confirmPage]
