// The verbs of the catalogue: importing published readings, at once or after a preview.

import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import { choice, file, line, maybe } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyAdministrators } from '../../../operation/permission.ts'
import { dropUploads, keepUpload, notForYou, oneAtATime } from '../../places/public.ts'
import { type ImportFacts, presets, type ReadingsImported } from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const input = {
  file: file('File', { hint: 'As it was published: CSV or Excel, up to 20 MB' }),
  preset: choice('What kind of file it is', presets),
  metadata: maybe(
    file('The publisher’s list of indicators', {
      hint: 'Their names, definitions and units, where it is a second file',
    }),
  ),
}

const decide = (facts: ImportFacts | Refusal) => (isRefusal(facts) ? facts : rules.decideImport(facts))
/** A refusal of a file that was sent before is shown where that file is named. */
const onUpload = (refusal: Refusal): Refusal => ({ ...refusal, field: 'upload' })
const keep = ({ changes: _, ...kept }: ReadingsImported) => kept

export const importReadings = operation({
  name: 'indicators.import-readings',
  summary: 'Import published readings of national indicators.',
  scope: 'commons',
  about: 'indicator',
  input,
  // A large file is read only for somebody who may import it.
  load: async (db, { preset, file, metadata }, { standing }) => {
    if (!standing.administrator) return notForYou
    await oneAtATime(db)
    return store.importFacts(db, preset, file, metadata)
  },
  permit: onlyAdministrators,
  decide,
  write: async (db, fact, { now }) => {
    await store.writeImport(db, fact.changes, now)
    return {}
  },
  keep,
})

export const uploadReadings = operation({
  name: 'indicators.upload-readings',
  summary: 'Send a file of readings, to see what importing it would do.',
  scope: 'commons',
  about: 'upload',
  input,
  load: async (db, { preset, file, metadata }, { standing }) =>
    standing.administrator ? store.importFacts(db, preset, file, metadata) : notForYou,
  permit: onlyAdministrators,
  decide: (facts, { preset, file, metadata }) =>
    isRefusal(facts) ? facts : { fact: 'FileUploaded' as const, preset, files: metadata ? [file, metadata] : [file] },
  write: async (db, { files }, { actor, now }) => {
    const kept: number[] = []
    for (const each of files) kept.push(await keepUpload(db, each, actor.person!, now))
    return { id: kept.join('-') }
  },
  keep: ({ fact, preset }) => ({ fact, preset }),
})

export const confirmReadings = operation({
  name: 'indicators.confirm-readings',
  summary: 'Import the file of readings that you sent and looked at.',
  scope: 'commons',
  about: 'indicator',
  input: { preset: input.preset, upload: line('File', { max: 40 }) },
  load: async (db, { preset, upload }, { actor, standing }) => {
    const sent = standing.administrator ? await store.waiting(db, upload, actor.person) : null
    if (!sent) return null
    await oneAtATime(db)
    return store.importFacts(db, preset, sent.file, sent.metadata)
  },
  permit: onlyAdministrators,
  decide: (facts, { upload }) => {
    const decided = decide(facts)
    return 'fact' in decided ? { ...decided, upload } : onUpload(decided)
  },
  write: async (db, fact, { now }) => {
    await store.writeImport(db, fact.changes, now)
    await dropUploads(db, store.uploadNumbers(fact.upload)!)
    return {}
  },
  keep,
})
