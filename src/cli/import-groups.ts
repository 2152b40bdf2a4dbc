// `thegither import groups`: a list of groups and seats into one partnership, with what is in doubt named first.

import { type Db, reading } from '../db/handles.ts'
import type { AnyOperation } from '../operation/operation.ts'
import { type Outcome, perform, preview as weigh } from '../operation/perform.ts'
import { type Environment, fileAt, flagsIn, Misuse } from './command.ts'
import { atDesk, operator, partnershipAt, sayWhyNot } from './desk.ts'
import { settingsFrom } from './installation.ts'

interface LeftOut {
  readonly line: number | null
  readonly words: string
  readonly said?: string
}

/** What the fact of the sending verb says of a file. */
interface Sent {
  readonly groups: number
  readonly seats: number
  readonly looked: {
    readonly columns: readonly { readonly heading: string; readonly meaning: string | null; readonly sure: boolean }[]
    readonly entries: { readonly leftOut: readonly LeftOut[] }
    readonly doubtful: readonly {
      readonly written: string
      readonly line: number
      readonly candidates: readonly { readonly name: string; readonly because: string }[]
      readonly suggested: number | 'new' | 'nobody'
    }[]
  }
}

/** What the facts of the verbs that bring in say. */
interface Step {
  readonly done: number
  readonly of: number
  readonly ended: boolean
}

const flags = {
  partnership: { type: 'string' },
  preview: { type: 'boolean' },
  'take-suggestions': { type: 'boolean' },
} as const

export async function importGroups(words: readonly string[], environment: Environment): Promise<number> {
  const { values, positionals } = flagsIn(words, flags, ['FILE'])
  if (values.partnership === undefined) throw new Misuse('Say which partnership: --partnership SLUG.')
  const slug = values.partnership
  const file = fileAt(positionals[0]!)
  return atDesk(settingsFrom(environment), async site => {
    const partnership = await partnershipAt(site, slug)
    const pages = `${site.house.address}/p/${partnership.slug}/structure/import`
    const does = (name: string, raw: Record<string, unknown>, how: typeof perform = perform): Promise<Outcome> =>
      how(site.house, site.operations.get(`landscape.${name}`)!, raw, { actor: operator, partnership })
    const said = (outcome: Outcome & { ok: false }): number => {
      sayWhyNot(outcome)
      return 1
    }

    const waits = (outcome: Outcome & { ok: false }, id: unknown): number => {
      said(outcome)
      console.error(`The file waits at ${pages}/${id}: say there what is in doubt, bring it in, or put it aside.`)
      return 1
    }

    console.error(`Reading ${positionals[0]} (${file.bytes.length.toLocaleString('en-GB')} bytes) …`)
    const sent = await does('send-groups', { file }, values.preview ? weigh : perform)
    if (!sent.ok) return said(sent)
    const fact = sent.fact as unknown as Sent
    const id = sent.written.id
    sayWhatIsThere(fact, site.operations.get('landscape.say-heading')!, values.preview === true)
    if (values.preview) {
      console.error('This was a preview: nothing was written.')
      return 0
    }
    if (fact.looked.doubtful.length) {
      if (!values['take-suggestions']) {
        await does('drop-import', { import: id })
        console.error(
          `Nothing was brought in. Add --take-suggestions, or send the file at ${pages} and say there who these are.`,
        )
        return 1
      }
      const taken = await does('take-suggestions', { import: id })
      if (!taken.ok) return waits(taken, id)
    }

    const begun = await does('bring-in-groups', { import: id })
    if (!begun.ok) return waits(begun, id)
    for (let step = begun; ; ) {
      const now = step.fact as unknown as Step
      if (now.of > 0) console.error(`${now.done.toLocaleString('en-GB')} of ${now.of.toLocaleString('en-GB')} seats`)
      if (now.ended) break
      const next = await does('bring-in-rows', { import: id })
      // The clock of a running server may have done the last step.
      if (!next.ok && next.kind === 'refused' && next.refusal.code === 'import-not-running') break
      if (!next.ok) return said(next)
      step = next
    }
    const { stage, counts, left_out } = await reading(site.house.root, [partnership.id], db => importAt(db, Number(id)))
    sayLeftOut(left_out)
    if (stage === 'dropped') console.error('Somebody put the file aside meanwhile: the rest did not come in.')
    const { groupsNew = 0, groupsChanged = 0, groupsSame = 0, seatsNew = 0, seatsChanged = 0, seatsSame = 0 } = counts
    console.log(`groups: new ${groupsNew}, changed ${groupsChanged}, unchanged ${groupsSame}`)
    console.log(`seats: new ${seatsNew}, changed ${seatsChanged}, unchanged ${seatsSame}`)
    return 0
  })
}

/** The import as it stands, whoever did its steps. */
const importAt = (db: Db, id: number) =>
  db.selectFrom('group_import').select(['stage', 'counts', 'left_out']).where('id', '=', id).executeTakeFirstOrThrow()

function sayWhatIsThere({ groups, seats, looked }: Sent, sayHeading: AnyOperation, withLeftOut: boolean): void {
  const words = new Map(
    sayHeading.input.meaning!.options!.map((one: { value: string; words: string }) => [one.value, one.words]),
  )
  console.error(`${groups} groups with ${seats.toLocaleString('en-GB')} seats`)
  for (const { heading, meaning, sure } of looked.columns)
    if (meaning !== null && !sure) console.log(`column “${heading}” is taken for: ${words.get(meaning)}`)
  for (const { written, line, candidates, suggested } of looked.doubtful) {
    const likeliest = candidates.map(one => `${one.name} (${one.because})`).join(' or ')
    const otherwise = suggested === 'nobody' ? 'no body, it speaks for people directly' : 'a body that is not here yet'
    console.log(`in doubt, line ${line}: “${written}” – ${likeliest || otherwise}`)
  }
  if (withLeftOut) sayLeftOut(looked.entries.leftOut)
}

function sayLeftOut(leftOut: readonly LeftOut[]): void {
  for (const { line, words, said } of leftOut)
    console.log(`${line === null ? '' : `line ${line}: `}${words}${said ? ` “${said}”` : ''}`)
}
