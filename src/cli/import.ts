// `thegither import`: takes in files as they are published, and says what became of their rows.

import { perform, preview as weigh } from '../operation/perform.ts'
import { type Command, fileAt, flagsIn, Misuse } from './command.ts'
import { atDesk, operator, sayWhyNot } from './desk.ts'
import { importGroups } from './import-groups.ts'
import { settingsFrom } from './installation.ts'

/** What the fact of an importing verb says: its rows counted, and why the first of them were left out. */
interface Imported {
  readonly imported: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  readonly leftOut: readonly { readonly line: number | null; readonly words: string }[]
  /** Boundaries that were mended. */
  readonly mended?: readonly string[]
}

const text = { type: 'string' } as const
const preview = { type: 'boolean' } as const

/** Which verb takes in what, with which flags; the first is needed. */
const kinds = {
  indicators: { verb: 'indicators.import-readings', needs: 'preset', flags: { preset: text, metadata: text, preview } },
  places: { verb: 'places.import', needs: 'kind', flags: { kind: text, year: text, preview } },
} as const

export const importFile: Command = {
  name: 'import',
  usage:
    'indicators FILE --preset cpop|lgbf|long [--metadata FILE] [--preview]\n       thegither import places FILE --kind lookup|boundaries|population [--year 2021] [--preview]\n       thegither import groups FILE --partnership SLUG [--take-suggestions] [--preview]',
  summary: 'take in a published file of readings or places, or a list of groups and seats',
  help: () =>
    [
      '--preset      whose file it is: cpop (Improvement Service), lgbf, or long (one reading a row)',
      '--metadata    the file that says what the indicators mean, where it is published apart',
      '--kind        lookup (codes, names, days and parents; your own localities too), boundaries (GeoJSON or TopoJSON),',
      '              or population',
      '--year        of population, where no column “year” says it and no name of a file such as mid2021.csv',
      '--partnership whose groups they are',
      '--take-suggestions  take the likeliest body for every name that is in doubt; without it nothing is brought in then',
      '--preview     say what would happen, and do nothing',
      'The last line counts the rows. The same file twice changes nothing.',
    ].join('\n'),
  run: async ([kind, ...words], environment) => {
    if (kind === 'groups') return importGroups(words, environment)
    if (kind !== 'indicators' && kind !== 'places')
      throw new Misuse('Say what the file holds: groups, indicators or places.')
    const { verb: name, needs, flags } = kinds[kind]
    const { values, positionals } = flagsIn(words, flags, ['FILE'])
    const { metadata, preview: only, ...said } = values as Record<string, unknown>
    if (said[needs] === undefined) throw new Misuse(`--${needs} is missing.`)
    const raw = {
      ...said,
      file: fileAt(positionals[0]!),
      ...(metadata === undefined ? {} : { metadata: fileAt(String(metadata)) }),
    }
    return atDesk(settingsFrom(environment), async site => {
      console.error(`Reading ${positionals[0]} (${raw.file.bytes.length.toLocaleString('en-GB')} bytes) …`)
      const verb = site.operations.get(name)!
      const outcome = await (only ? weigh : perform)(site.house, verb, raw, { actor: operator, partnership: null })
      if (!outcome.ok) {
        sayWhyNot(outcome)
        return 1
      }
      const { imported, changed, unchanged, refused, leftOut, mended = [] } = outcome.fact as unknown as Imported
      for (const name of mended) console.log(`mended: ${name}`)
      for (const { line, words } of leftOut) console.log(line === null ? words : `line ${line}: ${words}`)
      if (only) console.error('This was a preview: nothing was written.')
      console.log(`imported ${imported}, changed ${changed}, unchanged ${unchanged}, refused ${refused}`)
      return imported + changed + unchanged > 0 ? 0 : 1
    })
  },
}
