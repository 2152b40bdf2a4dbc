// The verbs of places: importing lookups, boundaries and population, at once or after a preview, and knowing Scotland from the start.

import type { Refusal } from '../../kernel/refusal.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { choice, code, file, line, maybe, ref, whole } from '../../operation/fields.ts'
import type { Context } from '../../operation/operation.ts'
import { operation } from '../../operation/operation.ts'
import { anyone, onlyAdministrators } from '../../operation/permission.ts'
import type { ImportFacts, PlacesImported } from './model.ts'
import * as model from './model.ts'
import * as groups from './population-groups.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const kind = choice('What is in it', model.importKinds)
const year = maybe(
  whole('Year', 1801, 2099, { hint: 'Of people counted, where neither a column nor the name of the file says it' }),
)
const inventedKinds = { council: 'Council', 'intermediate-zone': 'Neighbourhood' } as const
const sheet = file('File', { hint: 'As it was published, up to 20 MB' })

const decide = (facts: ImportFacts | Refusal) => (isRefusal(facts) ? facts : rules.decidePlaces(facts))
/** A refusal of a file that was sent before is shown where that file is named. */
const onUpload = (refusal: Refusal): Refusal => ({ ...refusal, field: 'upload' })
const keep = ({ changes: _, ...kept }: PlacesImported) => kept

export const importPlaces = operation({
  name: 'places.import',
  summary: 'Import places from an official lookup, their boundaries, or how many people live in them.',
  scope: 'commons',
  about: 'place',
  input: { file: sheet, kind, year },
  // A large file is read only for somebody who may import it.
  load: async (db, input, { standing }) => {
    if (!standing.administrator) return model.notForYou
    await store.oneAtATime(db)
    return store.importFacts(db, input.kind, input.file, input.year)
  },
  permit: onlyAdministrators,
  decide,
  write: async (db, fact) => {
    await store.writeImport(db, fact.changes)
    return {}
  },
  keep,
})

export const uploadPlaces = operation({
  name: 'places.upload',
  summary: 'Send a file of places, to see what importing it would do.',
  scope: 'commons',
  about: 'upload',
  input: { file: sheet, kind, year },
  load: async (db, input, { standing }) =>
    standing.administrator ? store.importFacts(db, input.kind, input.file, input.year) : model.notForYou,
  permit: onlyAdministrators,
  decide: (facts, input) =>
    isRefusal(facts) ? facts : { fact: 'FileUploaded' as const, kind: input.kind, year: input.year, file: input.file },
  write: async (db, fact, { actor, now }) => ({ id: await store.keepUpload(db, fact.file, actor.person!, now) }),
  keep: ({ fact, kind }) => ({ fact, kind }),
})

export const confirmPlaces = operation({
  name: 'places.confirm-import',
  summary: 'Import the file of places that you sent and looked at.',
  scope: 'commons',
  about: 'place',
  input: { kind, upload: ref('File'), year },
  load: async (db, input, { actor, standing }: Context) => {
    const sent = standing.administrator ? await store.uploaded(db, input.upload, actor.person) : null
    if (!sent) return null
    await store.oneAtATime(db)
    return store.importFacts(db, input.kind, sent, input.year)
  },
  permit: onlyAdministrators,
  decide: (facts, input) => {
    const decided = decide(facts)
    return 'fact' in decided ? { ...decided, upload: input.upload } : onUpload(decided)
  },
  write: async (db, fact) => {
    await store.writeImport(db, fact.changes)
    await store.dropUploads(db, [fact.upload])
    return {}
  },
  keep,
})

/** Performed by the house at every start, so that national figures can be imported into a new installation. */
export const registerScotland = operation({
  name: 'places.register-scotland',
  summary: 'Know Scotland and its 32 councils, with the spellings that publishers use.',
  surface: 'internal',
  scope: 'commons',
  about: 'place',
  input: {},
  load: db => store.missingOfScotland(db),
  permit: anyone,
  decide: ({ all, absent, different, spellings }) => ({
    fact: 'ScotlandRegistered' as const,
    imported: absent.length,
    changed: different.length,
    unchanged: all - absent.length - different.length,
    refused: 0,
    spellings,
  }),
  write: async (db, fact) => {
    if (fact.imported || fact.changed || fact.spellings) await store.registerScotland(db)
    return {}
  },
})

/** The demonstration's own: a place that exists nowhere else. */
export const invent = operation({
  name: 'places.invent',
  summary: 'Make up a place for a demonstration.',
  surface: 'internal',
  scope: 'commons',
  about: 'place',
  input: {
    code: code('Code'),
    name: line('Name', { max: 120 }),
    kind: choice('Kind', inventedKinds),
    parent: maybe(code('Larger place it is in')),
  },
  load: (db, input) => store.inventionFacts(db, input),
  permit: anyone,
  decide: (facts, input) => rules.decideInvention(facts, input),
  write: async (db, fact) => {
    await store.invent(db, fact)
    return { id: fact.code }
  },
})

export const importGroups = operation({
  name: 'places.import-groups',
  summary: 'Import how many people of which group (age, sex …) live in places, as a census counts them.',
  scope: 'commons',
  about: 'place',
  input: { file: sheet },
  load: async (db, input, { standing }) => {
    if (!standing.administrator) return model.notForYou
    await store.oneAtATime(db)
    return groups.groupFacts(db, input.file)
  },
  permit: onlyAdministrators,
  decide: facts => (isRefusal(facts) ? facts : groups.decideGroups(facts)),
  write: async (db, fact) => {
    await groups.writeGroups(db, fact.rows)
    return {}
  },
  keep: ({ rows: _, ...kept }) => kept,
})
