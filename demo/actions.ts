// How joint work is proposed, adopted, counted, claimed and stopped, and how work of others is linked.

import { parsePeriod } from '../src/kernel/period.ts'
import type { ActionWords, InitiativeWords, LinkedWords } from './action-words.ts'
import { bodyOf, cast, type Name, type Slug } from './cast.ts'
import { bodyKey, dayAfter, later, leadOf, partnerKey } from './plans.ts'
import type { Event, Teller } from './teller.ts'

export const actionKey = (key: string): string => `action ${key}`
export const milestoneKey = (key: string, index: number): string => `milestone ${key} ${index}`
const measureKey = (key: string, index: number): string => `measure ${key} ${index}`
const initiativeKey = (key: string): string => `initiative ${key}`

export const actionEvents = (slug: Slug, coordinator: Name, actions: readonly ActionWords[]): Event[] =>
  actions.flatMap(one => [
    proposed(slug, one),
    ...readings(slug, one),
    ...milestones(slug, one),
    ...adopted(slug, coordinator, one),
    ...claims(slug, one),
    ...stopped(slug, coordinator, one),
  ])

const proposed = (slug: Slug, one: ActionWords): Event => ({
  on: one.proposedOn,
  words: `Proposing “${one.title}”`,
  tell: async teller => {
    const { key, title, about, horizon, principle, starts, ends } = one
    const who = leadOf(slug, one.lead)
    const partner = (body: ActionWords['lead']) => teller.number(partnerKey(slug, body))
    const wording = { title, about, horizon, principle, starts, ends, partner: partner(one.lead), outcomes: [] }
    const action = teller.keep(actionKey(key), await teller.does(who, 'delivery.propose-action', wording, slug))
    const does = (verb: string, raw: Readonly<Record<string, unknown>>) =>
      teller.does(who, `delivery.${verb}`, { action, ...raw }, slug)
    const owner = { person: await teller.person(one.owner), deputy: one.deputy ? await teller.person(one.deputy) : '' }
    await does('name-owner', owner)
    await serve(teller, slug, who, action, one)
    for (const place of one.places ?? []) await does('add-place', { place })
    for (const [body, words] of one.parts ?? []) await does('set-part', { partner: partner(body), does: words })
    for (const [kind, words] of Object.entries(one.settled)) await does('settle', { kind, answer: 'settled', words })
    for (const [kind, words] of Object.entries(one.notNeeded ?? {}))
      await does('settle', { kind, answer: 'not-needed', words })
    for (const [index, { words, due }] of one.milestones.entries())
      teller.keep(milestoneKey(key, index), await does('promise-milestone', { words, due }))
    for (const [index, { asks, words, unit }] of one.measures.entries())
      teller.keep(measureKey(key, index), await does('add-measure', { asks, words, unit }))
    for (const risk of one.risks ?? []) await does('raise-risk', { ...risk, partner: partner(risk.partner) })
    if (one.joins) await does('join-initiative', { initiative: teller.number(initiativeKey(one.joins)) })
  },
})

async function serve(
  teller: Teller,
  slug: Slug,
  who: Name,
  action: number,
  { outcomes }: Pick<ActionWords, 'outcomes'>,
): Promise<void> {
  for (const [key, matters, because = ''] of outcomes) {
    const link = { action, outcome: teller.number(`outcome ${key}`), matters, because }
    await teller.does(who, 'delivery.link-outcome', link, slug)
  }
}

const adopted = (slug: Slug, coordinator: Name, one: Pick<ActionWords, 'key' | 'title' | 'adoptedOn' | 'despite'>) =>
  one.adoptedOn
    ? [
        {
          on: one.adoptedOn,
          words: `Adopting “${one.title}”`,
          tell: async (teller: Teller) => {
            const raw = { action: teller.number(actionKey(one.key)), despite: one.despite ?? '' }
            await teller.does(coordinator, 'delivery.adopt-action', raw, slug)
          },
        },
      ]
    : []

const readings = (slug: Slug, one: ActionWords): Event[] =>
  one.measures.flatMap(({ words, readings: read }, index) =>
    read.map(([period, value]) => ({
      on: later(dayAfter(parsePeriod(period)!.end, 14), one.proposedOn),
      words: `${words}, ${period}`,
      tell: async teller => {
        const raw = { measure: teller.number(measureKey(one.key, index)), period, value }
        await teller.does(leadOf(slug, one.lead), 'delivery.record-measure', raw, slug)
      },
    })),
  )

const milestones = (slug: Slug, one: ActionWords): Event[] =>
  one.milestones.flatMap(({ words, reached, moved }, index) => {
    const does = (verb: string, on: string, raw: Readonly<Record<string, unknown>>): Event => ({
      on,
      words,
      tell: async teller => {
        const milestone = teller.number(milestoneKey(one.key, index))
        await teller.does(leadOf(slug, one.lead), `delivery.${verb}`, { milestone, ...raw }, slug)
      },
    })
    return [
      ...(moved ? [does('move-milestone', moved.on, { due: moved.due, because: moved.because })] : []),
      ...(reached ? [does('reach-milestone', reached, { on: reached })] : []),
    ]
  })

const claims = (slug: Slug, one: ActionWords): Event[] => {
  const says = (verb: string, { on, partner: body, ...raw }: { on: string; partner: ActionWords['lead'] }): Event => ({
    on,
    words: `${bodyOf(body).shortName} says what came of “${one.title}”`,
    tell: async teller => {
      const said = { ...raw, action: teller.number(actionKey(one.key)), partner: teller.number(partnerKey(slug, body)) }
      await teller.does(leadOf(slug, body), `delivery.${verb}`, said, slug)
    },
  })
  return [
    ...(one.contributions ?? []).map(said => says('claim-contribution', { evidenceAddress: '', ...said })),
    ...(one.benefits ?? []).map(said => says('record-benefit', said)),
  ]
}

const stopped = (slug: Slug, coordinator: Name, { key, title, stopped: end }: ActionWords): Event[] =>
  end
    ? [
        {
          on: end.on,
          words: `Stopping “${title}”`,
          tell: async teller => {
            const raw = { action: teller.number(actionKey(key)), because: end.because }
            await teller.does(coordinator, 'delivery.stop-action', raw, slug)
          },
        },
      ]
    : []

/** Owners register what they do already; each once, wherever it is linked later. */
export const initiativeEvents = (slug: Slug, initiatives: readonly InitiativeWords[]): Event[] =>
  initiatives.map(({ key, owner, registeredOn, ...words }) => ({
    on: registeredOn,
    words: `${bodyOf(owner).shortName} registers “${words.name}”`,
    tell: async teller => {
      const raw = { organisation: teller.number(bodyKey(owner)), ...words }
      const id = await teller.does(leadOf(slug, owner), 'delivery.register-initiative', raw, slug)
      teller.keep(initiativeKey(key), id)
    },
  }))

/** Work of others: linked by the coordinator, agreed to by its owner, adopted, and quoted as it is published. */
export const linkedEvents = (slug: Slug, coordinator: Name, linked: readonly LinkedWords[]): Event[] =>
  linked.flatMap(one => {
    const { consent } = one
    const link: Event = {
      on: one.linkedOn,
      words: `Asking whether “${one.title}” may be linked`,
      tell: async teller => {
        const { key, initiative, title, about, horizon, principle, starts, ends } = one
        const words = { title, about, horizon, principle, starts, ends, outcomes: [] }
        const raw = { initiative: teller.number(initiativeKey(initiative)), ...words }
        const action = await teller.does(coordinator, 'delivery.link-initiative', raw, slug)
        await serve(teller, slug, coordinator, teller.keep(actionKey(key), action), one)
      },
    }
    const answered: Event[] = consent
      ? [
          {
            on: consent.on,
            words: `${cast[consent.by].name} agrees to link “${one.title}”`,
            tell: async teller => {
              const raw = { action: teller.number(actionKey(one.key)), answer: 'given', words: consent.words }
              await teller.does(consent.by, 'delivery.answer-consent', raw, slug)
            },
          },
        ]
      : []
    const quoted = one.quotations.map(
      (quotation): Event => ({
        on: dayAfter(quotation.on, 2),
        words: `Quoting what was published of “${one.title}”`,
        tell: async teller => {
          const raw = { initiative: teller.number(initiativeKey(one.initiative)), ...quotation }
          await teller.does(coordinator, 'delivery.quote-publication', raw, slug)
        },
      }),
    )
    return [link, ...answered, ...adopted(slug, coordinator, one), ...quoted]
  })
