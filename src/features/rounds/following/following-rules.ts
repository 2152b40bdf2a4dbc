// The rules about following, and the one letter that asks for a yes.

import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { email, maybe } from '../../../operation/fields.ts'
import type { Context, Letter, Written } from '../../../operation/operation.ts'

export const rhythms = { weekly: 'Every week', monthly: 'Every month' } as const
/** Of an engagement people hear each time it moves; nobody chooses that for anything else. */
export const rhythmWords = { ...rhythms, 'as-it-moves': 'Each time it moves' } as const
export type FollowRhythm = keyof typeof rhythmWords

/** What is followed: one of these. */
export interface Subject {
  readonly outcome: number | null
  readonly place: string | null
  readonly engagement: number | null
}

/** Letters that wait for a yes at one address at once; more are not sent, and the page says the same. */
export const waitingAtOnce = 3
/** Days in which a letter can be answered with a yes. */
export const daysToConfirm = 7

/** What is known when somebody asks to follow. */
export interface AskingFacts {
  /** What is to be followed, by name. */
  readonly title: string
  /** Who asks: whoever is signed in, or whoever has the address; null where nobody has it yet. */
  readonly person: number | null
  /** They follow it already, or a letter about it waits for a yes. */
  readonly known: boolean
  /** Letters that wait for a yes at this address, here and elsewhere. */
  readonly waiting: number
}

export interface FollowInput extends Subject {
  readonly rhythm: FollowRhythm
  readonly email: string | null
}

export const chooseOne = refuse('choose-one', 'Choose one outcome or one place to follow.')
export const addressMissing = refuse('address-missing', 'Enter the address that we should write to.', 'email')

/** What is written of somebody who follows. */
export interface Followed extends Omit<FollowInput, 'email'> {
  readonly fact: 'FollowBegun' | 'FollowAsked'
  readonly person: number | null
  /** The address of somebody who is not known yet. */
  readonly email: string | null
  /** A row is written; without it everything looks the same and nothing happens. */
  readonly counts: boolean
}

/**
 * Whoever is signed in follows at once. Anybody else gets one letter to say yes to, so that nobody is written to against
 * their will; whether an address is known, follows already, or has had enough letters, the answer is the same.
 */
export function decideFollowing(
  facts: AskingFacts,
  { outcome, place, engagement, rhythm, email }: FollowInput,
  actor: { readonly person: number | null },
): Followed | Refusal {
  if ([outcome, place, engagement].filter(one => one !== null).length !== 1) return chooseOne
  const what = { outcome, place, engagement, rhythm }
  if (actor.person !== null) return { fact: 'FollowBegun', ...what, person: actor.person, email: null, counts: true }
  if (email === null) return addressMissing
  return {
    fact: 'FollowAsked',
    ...what,
    person: facts.person,
    email: facts.person === null ? email : null,
    counts: !facts.known && facts.waiting < waitingAtOnce,
  }
}

/** Whom to ask for a yes, with the key; neither where nobody is to be asked. */
export interface Asked extends Written {
  readonly to?: number
}

/**
 * The letter that asks for a yes, where one is due. It is the one place where somebody who is not signed in learns
 * whether anything came of asking.
 */
export function confirmingLetters(
  { rhythm }: Pick<Followed, 'rhythm'>,
  title: string,
  { partnership, address }: Pick<Context, 'partnership' | 'address'>,
  { to, sealed }: Asked,
): readonly Letter[] {
  const { slug, name } = partnership!
  return to === undefined
    ? []
    : [{ to, ...confirmingLetter(title, rhythm, { name }, `${address}/p/${slug}/follow/${sealed}`) }]
}

/** The address to write to, as every verb of following asks for it; whoever is signed in needs none. */
export const addressAsked = maybe(
  email('Your email address', { hint: 'Used for these letters and nothing else. One step stops them for good.' }),
)

const confirmingLetter = (
  title: string,
  rhythm: FollowRhythm,
  { name }: { readonly name: string },
  address: string,
): { subject: string; body: string } => ({
  subject: `Do you want to hear when this moves: ${title}?`,
  body: [
    `Somebody, probably you, asked ${name} to write to this address ${whenWritten[rhythm]} about “${title}”.`,
    `If it was you, open this address and press the button:\n${address}`,
    `If it was not you, do nothing: we write no more, and forget this address after ${daysToConfirm} days.`,
  ].join('\n\n'),
})

const whenWritten: Readonly<Record<FollowRhythm, string>> = {
  weekly: 'every week when something moves',
  monthly: 'every month when something moves',
  'as-it-moves': 'each time something moves',
}
