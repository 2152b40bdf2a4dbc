// How partners come in, plans are written, proposed and adopted, and partners answer them.

import { type Body, bodyOf, cast, type Name, type Slug } from './cast.ts'
import type { OutcomeWords, PlanWords, ThemeWords } from './plan-words.ts'
import type { PartnerWords } from './strathmuir-partners.ts'
import type { Event, Teller } from './teller.ts'

export const partnerKey = (slug: Slug, body: Body): string => `partner ${slug} ${body}`

/** A partner is taken in on the day it joined (or when the partnership began here), and then says what matters to it. */
export const partnerEvents = (slug: Slug, coordinator: Name, partners: readonly PartnerWords[]): Event[] =>
  partners.flatMap(one => {
    const { name, shortName, kind } = bodyOf(one.body)
    const here = one.joined < '2019-04-03' ? '2019-04-03' : one.joined
    const takenIn: Event = {
      on: here,
      words: `${name} becomes a partner`,
      tell: async teller => {
        const known = `body ${name}`
        if (!teller.has(known))
          teller.keep(
            known,
            await teller.does(coordinator, 'partnerships.register-organisation', { name, shortName, kind }, slug),
          )
        const raw = { organisation: teller.number(known), basis: one.basis, joined: one.joined }
        teller.keep(partnerKey(slug, one.body), await teller.does(coordinator, 'partnerships.take-in-partner', raw, slug))
      },
    }
    const since = cast[one.lead].parts.find(part => part.slug === slug && part.body === one.body)?.since
    return [takenIn, ...says(slug, since ? one.lead : coordinator, one, later(since ?? here, here))]
  })

const later = (one: string, other: string): string => (one > other ? one : other)

/** What a partner says of itself; by its lead, or written down by the coordinator where it has none yet. */
function says(slug: Slug, who: Name, one: PartnerWords, on: string): Event[] {
  const partner = (teller: Teller) => teller.number(partnerKey(slug, one.body))
  const { shortName } = bodyOf(one.body)
  const first: Event = {
    on: later(on, slug === 'strathmuir' ? '2023-10-17' : on),
    words: `${shortName} says what matters to it`,
    tell: async teller => {
      if (one.priority)
        await teller.does(who, 'partnerships.declare-priority', { partner: partner(teller), priority: one.priority }, slug)
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

/** Partners answer the version of a plan that is before them, and link their own objectives to its outcomes. */
export const voiceEvents = (slug: Slug, plan: string, partners: readonly PartnerWords[]): Event[] =>
  partners.flatMap(one => {
    const { agreed, stress } = one
    if (agreed === null) return []
    const who = one.lead
    return [
      {
        on: agreed,
        words: `${bodyOf(one.body).shortName} answers the plan`,
        tell: async teller => {
          const voice = { version: teller.number(`version ${plan}`), partner: teller.number(partnerKey(slug, one.body)) }
          await teller.does(who, 'plans.endorse', { ...voice, reservation: one.reservation ?? '' }, slug)
          if (stress) {
            const outcomes = stress.outcomes.map(outcome => teller.number(`outcome ${outcome}`))
            await teller.does(who, 'plans.stress', { ...voice, ...stress, outcomes }, slug)
          }
          for (const [index, [, outcomes]] of one.objectives.entries())
            for (const outcome of outcomes) {
              const link = {
                objective: teller.number(objectiveKey(slug, one, index)),
                outcome: teller.number(`outcome ${outcome}`),
              }
              await teller.does(who, 'plans.link-objective', link, slug)
            }
        },
      },
    ]
  })

/** A plan from its first draft to wherever it has come. */
export function planEvents(slug: Slug, coordinator: Name, plan: PlanWords): Event[] {
  const events: Event[] = [
    {
      on: plan.draftedOn,
      words: `Drafting “${plan.title}”`,
      tell: async teller => {
        const { kind, title, starts, ends, vision, summary } = plan
        const parentPlan = plan.parentPlan ? teller.number(`plan ${plan.parentPlan}`) : ''
        const begun = { kind, title, place: plan.place ?? '', community: plan.community ?? '', parentPlan, starts, ends }
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
