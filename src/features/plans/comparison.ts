// What can be read from wordings and from partners' answers, in words: differences between versions,
// where partners agree and where they differ, and how a plan is balanced. All pure.

import { capital, inWords, listOf, longDate } from '../../kernel/words.ts'
import { type Dimension, dimensions, type Horizon, horizonWords, type OutcomeWords, type Principle } from './model.ts'

export interface WordedOutcome extends OutcomeWords {
  readonly id: number
  readonly parentTitle: string | null
  readonly partnerName: string | null
  readonly goals: readonly { readonly key: string; readonly title: string; readonly framework: string }[]
  readonly position: number
}

export interface WordedTheme {
  readonly id: number
  readonly title: string
  readonly description: string
  readonly position: number
}

export interface Wording {
  readonly vision: string
  readonly summary: string
  readonly starts: string
  readonly ends: string
  readonly themes: readonly WordedTheme[]
  readonly outcomes: readonly WordedOutcome[]
}

const quoted = (words: string): string => `“${words}”`

/** The differences between two versions of a plan, each in a sentence; none gives an empty list. */
export function differences(before: Wording, after: Wording): string[] {
  return [
    ...changed('The vision', before.vision, after.vision),
    ...changed('The summary', before.summary, after.summary),
    ...(before.starts === after.starts && before.ends === after.ends
      ? []
      : [
          `The plan now runs from ${longDate(after.starts)} to ${longDate(after.ends)}; it was ${longDate(before.starts)} to ${longDate(before.ends)}.`,
        ]),
    ...themeDifferences(before.themes, after.themes),
    ...after.outcomes.flatMap(outcome => {
      const was = before.outcomes.find(one => one.id === outcome.id)
      return was
        ? outcomeDifferences(was, outcome, before, after)
        : [`The outcome ${quoted(outcome.title)} was added under ${themeOf(after, outcome)}.`]
    }),
    ...gone(before.outcomes, after.outcomes).map(outcome => `The outcome ${quoted(outcome.title)} was removed.`),
    ...orderDifferences(before, after),
  ]
}

const themeOf = (wording: Wording, outcome: { theme: number }): string =>
  quoted(wording.themes.find(theme => theme.id === outcome.theme)?.title ?? '')

const gone = <T extends { id: number }>(before: readonly T[], after: readonly T[]): T[] =>
  before.filter(one => !after.some(other => other.id === one.id))

/** A text of the plan itself: written, taken out, or read anew. */
function changed(what: string, was: string, is: string): string[] {
  if (was === is) return []
  if (was === '') return [`${what} was written: ${quoted(is)}`]
  return [is === '' ? `${what} was taken out: ${quoted(was)}` : `${what} ${quoted(was)} now reads ${quoted(is)}`]
}

const themeDifferences = (before: readonly WordedTheme[], after: readonly WordedTheme[]): string[] => [
  ...after.flatMap(theme => {
    const was = before.find(one => one.id === theme.id)
    if (!was) return [`The theme ${quoted(theme.title)} was added.`]
    return [
      ...(was.title === theme.title ? [] : [`The theme ${quoted(was.title)} is now called ${quoted(theme.title)}.`]),
      ...changed(`The description of the theme ${quoted(theme.title)}`, was.description, theme.description),
    ]
  }),
  ...gone(before, after).map(theme => `The theme ${quoted(theme.title)} was removed.`),
]

function outcomeDifferences(was: WordedOutcome, is: WordedOutcome, before: Wording, after: Wording): string[] {
  const name = quoted(is.title)
  const said = (list: readonly string[]) => (list.length ? listOf(list) : 'none')
  const dimensionsOf = (one: WordedOutcome) =>
    said((Object.keys(dimensions) as Dimension[]).filter(dimension => one.dimensions.includes(dimension)))
  const goalsOf = (one: WordedOutcome) => one.goals.map(goal => `${goal.title} (${goal.framework})`)
  const newGoals = goalsOf(is).filter(goal => !goalsOf(was).includes(goal))
  const oldGoals = goalsOf(was).filter(goal => !goalsOf(is).includes(goal))
  return [
    ...(was.title === is.title ? [] : [`${quoted(was.title)} now reads ${name}.`]),
    ...changed(`The description of ${name}`, was.description, is.description),
    ...(was.theme === is.theme ? [] : [`${name} moved from ${themeOf(before, was)} to ${themeOf(after, is)}.`]),
    ...(was.parent === is.parent
      ? []
      : [
          is.parent === null
            ? `${name} stands on its own now.`
            : `${name} is now part of ${quoted(is.parentTitle ?? '')}.`,
        ]),
    ...(was.horizon === is.horizon
      ? []
      : [
          `${name} is now ${horizonWords[is.horizon].toLowerCase()}; it was ${horizonWords[was.horizon].toLowerCase()}.`,
        ]),
    ...(dimensionsOf(was) === dimensionsOf(is)
      ? []
      : [`Sides of life that ${name} is about: ${dimensionsOf(is)}, was ${dimensionsOf(was)}.`]),
    ...(was.partner === is.partner
      ? []
      : [`Responsible for ${name}: ${is.partnerName ?? 'nobody'}, was ${was.partnerName ?? 'nobody'}.`]),
    ...(newGoals.length ? [`${name} now also serves ${listOf(newGoals)}.`] : []),
    ...(oldGoals.length ? [`${name} no longer serves ${listOf(oldGoals)}.`] : []),
  ]
}

/** Order counts only among what both versions hold. */
function orderDifferences(before: Wording, after: Wording): string[] {
  const isOther = (a: readonly number[], b: readonly number[]): boolean => {
    const shared = a.filter(id => b.includes(id))
    return b.filter(id => a.includes(id)).some((id, at) => shared[at] !== id)
  }
  const ids = (list: readonly { id: number }[]) => list.map(one => one.id)
  const under = (wording: Wording, theme: number) => ids(wording.outcomes.filter(one => one.theme === theme))
  return [
    ...(isOther(ids(before.themes), ids(after.themes)) ? ['The themes stand in another order.'] : []),
    ...after.themes
      .filter(theme => isOther(under(before, theme.id), under(after, theme.id)))
      .map(theme => `The outcomes under ${quoted(theme.title)} stand in another order.`),
  ]
}

export interface Stress {
  readonly partner: number
  readonly principle: Principle
  readonly outcomes: readonly number[]
}

interface Named {
  readonly id: number
  readonly title: string
}

export interface Stressed extends Named {
  readonly by: readonly string[]
}

export interface Consensus {
  /** How many partners have said what they stress, of how many. */
  readonly said: number
  readonly of: number
  /** Stressed by more than half of those who said. */
  readonly shared: readonly Stressed[]
  /** Stressed by some, but by half of them at most. */
  readonly some: readonly Stressed[]
  readonly nobody: readonly Named[]
  readonly principles: Readonly<Record<Principle, readonly string[]>>
  /** The same in sentences. */
  readonly findings: readonly string[]
}

const all = (count: number): string => (count === 2 ? 'both' : `all ${inWords(count)}`)

const principleShort: Record<Principle, string> = {
  vision: 'agreeing where to go',
  participation: 'people having a part',
  delivery: 'getting things done',
}

/** Where partners agree and where they differ ("Under the Skin", 2.2). */
export function consensus(
  stresses: readonly Stress[],
  outcomes: readonly Named[],
  partners: readonly { readonly id: number; readonly name: string }[],
): Consensus {
  const nameOf = (id: number) => partners.find(partner => partner.id === id)?.name ?? ''
  const said = stresses.filter(stress => partners.some(partner => partner.id === stress.partner))
  const ranked: Stressed[] = outcomes
    .map(({ id, title }) => ({
      id,
      title,
      by: said.filter(stress => stress.outcomes.includes(id)).map(stress => nameOf(stress.partner)),
    }))
    .sort((a, b) => b.by.length - a.by.length)
  const principles = {
    vision: said.filter(stress => stress.principle === 'vision').map(stress => nameOf(stress.partner)),
    participation: said.filter(stress => stress.principle === 'participation').map(stress => nameOf(stress.partner)),
    delivery: said.filter(stress => stress.principle === 'delivery').map(stress => nameOf(stress.partner)),
  }
  const shared = ranked.filter(one => said.length > 1 && one.by.length * 2 > said.length)
  const some = ranked.filter(one => one.by.length > 0 && !shared.includes(one))
  const nobody = ranked.filter(one => one.by.length === 0)
  const counts = { said: said.length, of: partners.length }
  return {
    ...counts,
    shared,
    some,
    nobody,
    principles,
    findings: said.length ? findingsOf({ ...counts, shared, some, nobody, principles }) : [],
  }
}

function findingsOf({ said, of, shared, some, nobody, principles }: Omit<Consensus, 'findings'>): string[] {
  const weighed = (Object.entries(principles) as [Principle, readonly string[]][]).filter(([, who]) => who.length)
  return [
    said === of
      ? of === 1
        ? 'The one partner has said what it stresses.'
        : `${capital(all(of))} partners have said what they stress.`
      : `${capital(inWords(said))} of ${inWords(of)} partners ${said === 1 ? 'has' : 'have'} said what ${said === 1 ? 'it stresses' : 'they stress'}.`,
    ...shared.map(
      one =>
        `They agree on ${quoted(one.title)}: ${one.by.length === said ? all(said) : `${inWords(one.by.length)} of ${inWords(said)}`} stress it.`,
    ),
    ...(shared.length === 0 && said > 1 && some.length ? [mostStressed(some, said)] : []),
    ...(nobody.length ? [`Nobody stresses ${listOf(nobody.map(one => quoted(one.title)))}.`] : []),
    weighed.length === 1
      ? `${said === 1 ? capital(weighed[0]![1][0]!) : 'All who answered'} ${said === 1 ? 'puts' : 'put'} ${principleShort[weighed[0]![0]]} first.`
      : `They differ over what comes first: ${listOf(weighed.map(([principle, who]) => `${principleShort[principle]} for ${who.length > 2 ? inWords(who.length) : listOf(who)}`))}.`,
  ]
}

/** Where no outcome is stressed by most: the ones that come nearest. `some` is in the order of how many stress it. */
function mostStressed(some: readonly Stressed[], said: number): string {
  const most = some.filter(one => one.by.length === some[0]!.by.length)
  return `No outcome is stressed by most of them. ${capital(listOf(most.map(one => quoted(one.title))))} ${most.length === 1 ? 'comes' : 'come'} nearest, with ${inWords(most[0]!.by.length)} of ${inWords(said)}${most.length === 1 ? '' : ' each'}.`
}

export interface Balance {
  readonly dimensions: Readonly<Record<Dimension, number>>
  readonly horizons: Readonly<Record<Horizon, number>>
  readonly findings: readonly string[]
}

/** How a plan's outcomes spread over sides of life and over time ("Under the Skin", 2.1 and 5.4). */
export function balance(outcomes: readonly Pick<OutcomeWords, 'dimensions' | 'horizon'>[]): Balance {
  const about = (dimension: Dimension) => outcomes.filter(one => one.dimensions.includes(dimension)).length
  const within = (horizon: Horizon) => outcomes.filter(one => one.horizon === horizon).length
  const spread = {
    dimensions: { economic: about('economic'), social: about('social'), environmental: about('environmental') },
    horizons: { long: within('long'), medium: within('medium'), short: within('short') },
  }
  const untold = outcomes.filter(one => one.dimensions.length === 0).length
  const without = <K extends string>(counts: Readonly<Record<K, number>>) =>
    (Object.keys(counts) as K[]).filter(key => counts[key] === 0)
  const noSide = without(spread.dimensions)
  const noTime = without(spread.horizons).map(horizon => horizonWords[horizon].toLowerCase())
  const either = (words: readonly string[]) => listOf(words).replace(/ and ([^,]*)$/, ' or $1')
  return {
    ...spread,
    findings: outcomes.length
      ? [
          untold < outcomes.length
            ? noSide.length
              ? `No outcome is about the ${either(noSide)} side of life.`
              : 'The outcomes cover the economic, social and environmental sides of life.'
            : 'No outcome says yet which sides of life it is about.',
          noTime.length ? `No outcome is ${either(noTime)}.` : 'Long term aims and quick gains are both in the plan.',
        ]
      : [],
  }
}

/** `Agreed by ten of twelve partners, one with a reservation`; null before anybody has. */
export function agreement(endorsements: readonly { readonly reservation: string }[], partners: number): string | null {
  if (endorsements.length === 0) return null
  const reserved = endorsements.filter(one => one.reservation !== '').length
  const who =
    endorsements.length === partners
      ? partners === 1
        ? 'its one partner'
        : `${all(partners)} partners`
      : `${inWords(endorsements.length)} of ${inWords(partners)} partners`
  const reservations = reserved ? `, ${inWords(reserved)} with a reservation` : ''
  return `Agreed by ${who}${reservations}`
}
