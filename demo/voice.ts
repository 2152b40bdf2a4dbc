// How people of Strathmuir were asked, what they said, and what became of it.

import { seededRandom } from '../src/kernel/seeded.ts'
import type { Body, Name } from './cast.ts'
import { bodyKey } from './plans.ts'
import type { Event, Teller } from './teller.ts'

export const slug = 'strathmuir'

type Raw = Readonly<Record<string, unknown>>

export const engagementKey = (key: string): string => `engagement ${key}`
export const activityKey = (key: string): string => `activity ${key}`

export const voice = (teller: Teller, who: Name, verb: string, raw: Raw): Promise<number> =>
  teller.does(who, `engagement.${verb}`, raw, slug)

export interface EngagementTold {
  readonly key: string
  readonly title: string
  readonly purpose: string
  readonly subject: string
  readonly audience: string
  readonly level: 'inform' | 'consult' | 'involve' | 'decide-together'
  readonly opens: string
  readonly closes: string
  readonly body?: Body
  readonly outcomes: readonly string[]
  readonly places: readonly string[]
}

const wordingOf = (teller: Teller, { key: _, body, outcomes, ...words }: EngagementTold) => ({
  ...words,
  organisation: body ? teller.number(bodyKey(body)) : '',
  outcomes: outcomes.map(one => teller.number(`outcome ${one}`)),
})

/** Plans an engagement; answers its number. */
export async function plans(teller: Teller, who: Name, told: EngagementTold): Promise<number> {
  return teller.keep(engagementKey(told.key), await voice(teller, who, 'plan', wordingOf(teller, told)))
}

/** An exercise that runs somewhere else. */
export const linked = (
  on: string,
  who: Name,
  told: EngagementTold & { readonly address: string; readonly heard: string },
): Event => ({
  on,
  words: `Linking “${told.title}”`,
  tell: async teller => {
    const engagement = await voice(teller, who, 'link', wordingOf(teller, told))
    teller.keep(engagementKey(told.key), engagement)
    await voice(teller, who, 'announce', { engagement })
  },
})

/** The device of the n-th person who takes part in something. */
export const deviceOf = (key: string, n: number): string => `${key}-device-${String(n).padStart(16, '0')}`

/** Chooses one of several by how often each should come: `[['bus', 5], ['car', 2]]`. The same n gives the same one. */
export function drawn<T>(shares: readonly (readonly [T, number])[], n: number): T {
  const all = shares.reduce((sum, [, share]) => sum + share, 0)
  let left = seededRandom(n * 7919 + 13)() * all
  for (const [one, share] of shares) {
    left -= share
    if (left < 0) return one
  }
  return shares.at(-1)![0]
}
