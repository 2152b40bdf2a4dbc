// How partners come in, plans are written, proposed and adopted, and partners answer them.

import { type Body, bodyOf, cast, type Name, type Slug } from './cast.ts'
import type { OutcomeWords, PlanWords, ThemeWords } from './plan-words.ts'
import type { PartnerWords } from './strathmuir-partners.ts'
import type { Event, Teller } from './teller.ts'

export const bodyKey = (body: Body): string => `body ${body}`
export const partnerKey = (slug: Slug, body: Body): string => `partner ${slug} ${body}`

/** Partners that joined before the partnership came here are taken in when it does. */
const hereFrom = ({ joined }: PartnerWords): string => later(joined, '2019-04-03')

/** Partners are taken in on the day they joined. */
export const takeIn = (slug: Slug, coordinator: Name, partners: readonly PartnerWords[]): Event[] =>
  partners.map(one => ({
    on: hereFrom(one),
    words: `${bodyOf(one.body).name} becomes a partner`,
    tell: async teller => {
      const known = bodyKey(one.body)
      if (!teller.has(known))
        teller.keep(known, await teller.does(coordinator, 'partnerships.register-organisation', bodyOf(one.body), slug))
      const raw = { organisation: teller.number(known), basis: one.basis, joined: one.joined }
      teller.keep(partnerKey(slug, one.body), await teller.does(coordinator, 'partnerships.take-in-partner', raw, slug))
    },
  }))

/** Partners say what matters to them: their leads do, or the coordinator where there is none yet. */
export const speak = (slug: Slug, coordinator: Name, partners: readonly PartnerWords[]): Event[] =>
  partners.flatMap(one => {
    const since = cast[one.lead].parts.find(part => part.slug === slug && part.body === one.body)?.since
    return says(slug, since ? one.lead : coordinator, one, later(since ?? '', hereFrom(one)))
  })

export const later = (one: string, other: string): string => (one > other ? one : other)

/** What a partner says of itself; by its lead, or written down by the coordinator where it has none yet. */
function says(slug: Slug, who: Name, one: PartnerWords, on: string): Event[] {
  const partner = (teller: Teller) => teller.number(partnerKey(slug, one.body))
  const { shortName } = bodyOf(one.body)
  const first: Event = {
    on: later(on, slug === 'strathmuir' ? '2023-10-17' : on),
    words: `${shortName} says what matters to it`,
    tell: async teller => {
      if (one.priority)
        await teller.does(
          who,
          'partnerships.declare-priority',
          { partner: partner(teller), priority: one.priority },
          slug,
        )
      for (const [index, [words]] of one.objectives.entries())
        teller.keep(
          objectiveKey(slug, one, index),
          await teller.does(who, 'partnerships.add-objective', { partner: partner(teller), words }, slug),
        )
    },
  }
  if (!one.sponsor) return [first]
  const { sponsor, letter } = one
  const sponsored: Event = {
    on: letter ? later(letter.on, first.on) : first.on,
    words: `${shortName} says whom it answers to`,
    tell: async teller => {
      const raw = { partner: partner(teller), sponsor, letter: letter?.words ?? '', letterOn: letter?.on ?? '' }
      await teller.does(who, 'partnerships.name-sponsor', raw, slug)
    },
  }
  return [first, sponsored]
}

const objectiveKey = (slug: Slug, one: PartnerWords, index: number): string => `objective ${slug} ${one.body} ${index}`

/**
 * Partners answer the version of a plan that is before them, and link their own objectives to its outcomes. Those that
 * have not agreed say what they stress and make their links on the day `meanwhile`, where one is given.
 */
export const answers = (slug: Slug, plan: string, partners: readonly PartnerWords[], meanwhile?: string): Event[] =>
  partners.flatMap(one => {
    const on = one.agreed ?? meanwhile
    return on
      ? [
          {
            on,
            words: `${bodyOf(one.body).shortName} answers “${plan}”`,
            tell: teller => answer(teller, slug, plan, one),
          },
        ]
      : []
  })

async function answer(teller: Teller, slug: Slug, plan: string, one: PartnerWords): Promise<void> {
  const { lead, agreed, reservation = '', stress, objectives } = one
  const outcome = (key: string) => teller.number(`outcome ${key}`)
  const voice = { version: teller.number(`version ${plan}`), partner: teller.number(partnerKey(slug, one.body)) }
  if (agreed) await teller.does(lead, 'plans.endorse', { ...voice, reservation }, slug)
  if (stress)
    await teller.does(lead, 'plans.stress', { ...voice, ...stress, outcomes: stress.outcomes.map(outcome) }, slug)
  for (const [index, [, served]] of objectives.entries())
    for (const key of served) {
      const link = { objective: teller.number(objectiveKey(slug, one, index)), outcome: outcome(key) }
      await teller.does(lead, 'plans.link-objective', link, slug)
    }
}

/** A plan from its first draft to wherever it has come. */
export function planEvents(slug: Slug, coordinator: Name, plan: PlanWords): Event[] {
  const events: Event[] = [
    {
      on: plan.draftedOn,
      words: `Drafting “${plan.title}”`,
      tell: async teller => {
        const { kind, title, starts, ends, vision, summary } = plan
        const parentPlan = plan.parentPlan ? teller.number(`plan ${plan.parentPlan}`) : ''
        const begun = {
          kind,
          title,
          place: plan.place ?? '',
          community: plan.community ?? '',
          parentPlan,
          starts,
          ends,
        }
        await startPlan(teller, slug, coordinator, plan.key, begun, { vision, summary }, plan.themes)
      },
    },
  ]
  const { proposedOn, adoptedOn } = plan
  const version = (teller: Teller) => teller.number(`version ${plan.key}`)
  if (proposedOn)
    events.push({
      on: proposedOn,
      words: `Proposing “${plan.title}” to the partners`,
      tell: async teller =>
        void (await teller.does(coordinator, 'plans.propose-version', { version: version(teller) }, slug)),
    })
  if (proposedOn && plan.agreedBy)
    for (const [index, body] of plan.agreedBy.entries())
      events.push({
        on: dayAfter(proposedOn, 3 * (index + 1)),
        words: `${bodyOf(body).shortName} agrees with “${plan.title}”`,
        tell: async teller => {
          const raw = { version: version(teller), partner: teller.number(partnerKey(slug, body)), reservation: '' }
          await teller.does(leadOf(slug, body), 'plans.endorse', raw, slug)
        },
      })
  if (adoptedOn)
    events.push({
      on: adoptedOn,
      words: `Adopting “${plan.title}”`,
      tell: async teller => {
        const raw = { version: version(teller), adoptedOn, where: plan.where ?? '' }
        await teller.does(coordinator, 'plans.adopt-version', raw, slug)
      },
    })
  return events
}

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + 86_400_000 * days).toISOString().slice(0, 10)

/** Who leads for a body in a partnership. */
export const leadOf = (slug: Slug, body: Body): Name =>
  (Object.keys(cast) as Name[]).find(who =>
    cast[who].parts.some(part => part.slug === slug && part.body === body && part.role === 'partner-lead'),
  )!

export async function startPlan(
  teller: Teller,
  slug: Slug,
  who: Name,
  key: string,
  begun: Readonly<Record<string, unknown>>,
  words: { readonly vision: string; readonly summary: string },
  themes: readonly ThemeWords[],
): Promise<void> {
  const { plan, version } = await teller.starts(who, begun, slug)
  teller.keep(`plan ${key}`, plan)
  teller.keep(`version ${key}`, version)
  await teller.does(who, 'plans.write-vision', { version, ...words }, slug)
  for (const { outcomes, ...theme } of themes) {
    await addTheme(teller, slug, who, version, theme)
    for (const outcome of outcomes) await addOutcome(teller, slug, who, version, theme.key, outcome)
  }
}

export async function addTheme(
  teller: Teller,
  slug: Slug,
  who: Name,
  version: number,
  { key, ...words }: Omit<ThemeWords, 'outcomes'>,
): Promise<void> {
  teller.keep(`theme ${key}`, await teller.does(who, 'plans.add-theme', { version, ...words }, slug))
}

export async function addOutcome(
  teller: Teller,
  slug: Slug,
  who: Name,
  version: number,
  theme: string,
  { key, partner, parent, ...words }: OutcomeWords,
): Promise<void> {
  const raw = {
    ...words,
    version,
    theme: teller.number(`theme ${theme}`),
    partner: partner ? teller.number(partnerKey(slug, partner)) : '',
    parent: parent ? teller.number(`outcome ${parent}`) : '',
  }
  teller.keep(`outcome ${key}`, await teller.does(who, 'plans.add-outcome', raw, slug))
}
