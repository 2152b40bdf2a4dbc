// How much rests on whom: counting, the effective number of owners, and where to lend a hand. Pure rules.

import type { Frequency } from '../../indicators/public.ts'

/** An action under way or a figure in use, in one partnership. Numbers are those of people and organisations. */
export interface Owned {
  readonly about: 'action' | 'indicator'
  readonly id: number
  readonly title: string
  readonly partnership: number
  /** Whoever is named, or else leads for the responsible organisation; null where nobody answers for it. */
  readonly owner: number | null
  readonly deputy: number | null
  readonly organisation: number | null
  /** What joins it to the same thing in other partnerships: answered once. */
  readonly sameAs: string | null
  /** Of a figure: how often a new one comes. */
  readonly frequency: Frequency | null
}

/** What rests on one person or one body. */
export interface Load {
  readonly who: number
  readonly actions: number
  readonly figures: number
  /** Of everything there is, from 0 to 1. */
  readonly share: number
}

/** Loads by person or by body, the largest first; what has none is left out. */
export function loadsBy(things: readonly Owned[], of: (thing: Owned) => number | null): Load[] {
  const counts = new Map<number, { actions: number; figures: number }>()
  for (const thing of things) {
    const who = of(thing)
    if (who === null) continue
    const count = counts.get(who) ?? { actions: 0, figures: 0 }
    count[thing.about === 'action' ? 'actions' : 'figures']++
    counts.set(who, count)
  }
  return [...counts]
    .map(([who, { actions, figures }]) => ({ who, actions, figures, share: (actions + figures) / things.length }))
    .sort((a, b) => b.share - a.share || a.who - b.who)
}

/**
 * Simpson's index, in economics Herfindahl's: the sum of squared shares (E. H. Simpson, Measurement of Diversity,
 * Nature 163, 1949). 1 when one has everything; 1/n when n have the same.
 */
export function simpsonIndex(counts: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((sum, count) => sum + (count / all) ** 2, 0)
}

/** Its inverse, the effective number (Hill's number of order 2): as if so many shared it evenly. Null of nothing. */
export const inverseSimpsonIndex = (counts: readonly number[]): number | null =>
  counts.some(count => count > 0) ? 1 / simpsonIndex(counts) : null

export const limits = {
  /** Shares are not judged before there are so many things. */
  things: 10,
  person: 1 / 5,
  body: 2 / 5,
  /** Somebody stands in for at least so many, and for more than they answer for. */
  deputy: 3,
} as const

export type Warning =
  | { readonly kind: 'person-share'; readonly person: number; readonly count: number }
  | { readonly kind: 'body-share'; readonly organisation: number; readonly count: number }
  | { readonly kind: 'no-deputy'; readonly person: number; readonly things: readonly Owned[] }
  | { readonly kind: 'nobody'; readonly things: readonly Owned[] }
  | { readonly kind: 'deputy-for-many'; readonly person: number; readonly count: number; readonly owns: number }

/** Where a partnership leans on too few, most urgent first. Never a judgement of anybody. */
export function warningsOf(things: readonly Owned[]): Warning[] {
  const nobody = things.filter(one => one.owner === null)
  const count = (load: Load) => load.actions + load.figures
  const people = loadsBy(things, one => one.owner)
  const bodies = loadsBy(things, one => one.organisation)
  const judged = things.length >= limits.things
  const alone = new Map<number, Owned[]>()
  for (const one of things.filter(lacksDeputy)) alone.set(one.owner!, [...(alone.get(one.owner!) ?? []), one])
  const owns = new Map(people.map(load => [load.who, count(load)]))
  return [
    ...(nobody.length ? [{ kind: 'nobody' as const, things: nobody }] : []),
    ...people
      .filter(load => judged && load.share > limits.person)
      .map(load => ({ kind: 'person-share' as const, person: load.who, count: count(load) })),
    ...bodies
      .filter(load => judged && load.share > limits.body)
      .map(load => ({ kind: 'body-share' as const, organisation: load.who, count: count(load) })),
    ...[...alone]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([person, theirs]) => ({ kind: 'no-deputy' as const, person, things: theirs })),
    ...loadsBy(things, one => (one.deputy === one.owner ? null : one.deputy))
      .filter(load => count(load) >= limits.deputy && count(load) > (owns.get(load.who) ?? 0))
      .map(load => ({
        kind: 'deputy-for-many' as const,
        person: load.who,
        count: count(load),
        owns: owns.get(load.who) ?? 0,
      })),
  ]
}

/** Somebody answers for it, and nobody else stands in. */
export const lacksDeputy = (one: Owned): boolean =>
  one.owner !== null && (one.deputy === null || one.deputy === one.owner)

/** How much rests on one person. */
export interface OwnLoad {
  readonly actions: number
  readonly figures: number
  readonly partnerships: readonly number[]
  readonly withoutDeputy: number
  /** Minutes a quarter, about. */
  readonly minutes: number
}

const perQuarter = { yearly: 1 / 4, quarterly: 1, monthly: 1, irregular: 0 } as const satisfies Record<
  Frequency,
  number
>

/**
 * What one person answers for over all partnerships. An action is asked once a quarter, a figure as often as a new one
 * comes; the same thing in several partnerships takes its minutes once.
 */
export function loadOf(things: readonly Owned[], person: number, minutesEach: number): OwnLoad {
  const theirs = things.filter(one => one.owner === person)
  const asked = new Map(theirs.map(one => [one.sameAs ?? `${one.about} ${one.id}`, one]))
  const answers = [...asked.values()].reduce((sum, one) => sum + (one.frequency ? perQuarter[one.frequency] : 1), 0)
  return {
    actions: theirs.filter(one => one.about === 'action').length,
    figures: theirs.filter(one => one.about === 'indicator').length,
    partnerships: [...new Set(theirs.map(one => one.partnership))],
    withoutDeputy: theirs.filter(lacksDeputy).length,
    minutes: Math.ceil(answers * minutesEach),
  }
}
