// `thegither import groups`: a list of groups and seats into one partnership, with what is in doubt named first.

import { type Outcome, perform, preview as weigh } from '../operation/perform.ts'
import { type Environment, fileAt, flagsIn, Misuse } from './command.ts'
import { atDesk, operator, partnershipAt, sayWhyNot } from './desk.ts'
import { settingsFrom } from './installation.ts'

interface LeftOut {
  readonly line: number | null
  readonly words: string
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
  readonly counts: Readonly<Record<string, number>>
  readonly leftOut: readonly LeftOut[]
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
    const does = (name: string, raw: Record<string, unknown>, how: typeof perform = perform): Promise<Outcome> =>
      how(site.house, site.operations.get(`landscape.${name}`)!, raw, { actor: operator, partnership })
    const said = (outcome: Outcome & { ok: false }): number => {
      sayWhyNot(outcome)
      return 1
    }

    console.error(`Reading ${positionals[0]} (${file.bytes.length.toLocaleString('en-GB')} bytes) …`)
    const sent = await does('send-groups', { file }, values.preview ? weigh : perform)
    if (!sent.ok) return said(sent)
    const fact = sent.fact as unknown as Sent
    const id = sent.written.id
    sayWhatIsThere(fact, values.preview === true)
    if (values.preview) {
      console.error('This was a preview: nothing was written.')
      return 0
    }
    if (fact.looked.doubtful.length) {
      if (!values['take-suggestions']) {
        console.error(
          `Nothing was brought in. Say who these are at ${site.house.address}/p/${partnership.slug}/structure/import/${id}, or add --take-suggestions.`,
        )
        return 1
      }
      const taken = await does('take-suggestions', { import: id })
      if (!taken.ok) return said(taken)
    }

    let step = await does('bring-in-groups', { import: id })
    const counts: Record<string, number> = {}
    for (;;) {
      // The clock of a running server may have done the last step.
      if (!step.ok && step.kind === 'refused' && step.refusal.code === 'import-not-running') break
      if (!step.ok) return said(step)
      const now = step.fact as unknown as Step
      Object.assign(counts, now.counts)
      if (now.of > 0) console.error(`${now.done.toLocaleString('en-GB')} of ${now.of.toLocaleString('en-GB')} seats`)
      sayLeftOut(now.leftOut)
      if (now.ended) break
      step = await does('bring-in-rows', { import: id })
    }
    const { groupsNew = 0, groupsChanged = 0, groupsSame = 0, seatsNew = 0, seatsChanged = 0, seatsSame = 0 } = counts
    console.log(`groups: new ${groupsNew}, changed ${groupsChanged}, unchanged ${groupsSame}`)
    console.log(`seats: new ${seatsNew}, changed ${seatsChanged}, unchanged ${seatsSame}`)
    return 0
  })
}

function sayWhatIsThere({ groups, seats, looked }: Sent, withLeftOut: boolean): void {
  console.error(`${groups} groups with ${seats.toLocaleString('en-GB')} seats`)
  for (const { heading, meaning, sure } of looked.columns)
    if (meaning !== null && !sure) console.log(`column “${heading}” is taken for ${meaning}`)
  for (const { written, line, candidates, suggested } of looked.doubtful) {
    const likeliest = candidates.map(one => `${one.name} (${one.because})`).join(' or ')
    const otherwise = suggested === 'nobody' ? 'no body, it speaks for people directly' : 'a body that is not here yet'
    console.log(`in doubt, line ${line}: “${written}” – ${likeliest || otherwise}`)
  }
  if (withLeftOut) sayLeftOut(looked.entries.leftOut)
}

function sayLeftOut(leftOut: readonly LeftOut[]): void {
  for (const { line, words } of leftOut) console.log(line === null ? words : `line ${line}: ${words}`)
}
