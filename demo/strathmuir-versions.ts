// How Strathmuir's plan went from its first version to its second, and to the draft of a third.

import type { OutcomeWords } from './plan-words.ts'
import { addOutcome, addTheme, partnerKey, startPlan } from './plans.ts'
import { first, second, third } from './strathmuir-plan.ts'
import type { Event, Teller } from './teller.ts'

const slug = 'strathmuir'
const who = 'aileen'

export const strathmuirPlan: readonly Event[] = [
  {
    on: '2019-04-16',
    words: 'Entering the plan of 2017, which was agreed on paper',
    tell: async teller => {
      const { title, starts, ends, vision, summary, themes, adoptedOn, where } = first
      await startPlan(teller, slug, who, slug, { kind: 'community', title, starts, ends }, { vision, summary }, themes)
      const version = teller.number('version strathmuir')
      await teller.does(who, 'plans.propose-version', { version }, slug)
      await teller.does(who, 'plans.adopt-version', { version, adoptedOn, where }, slug)
    },
  },
  { on: second.draftedOn, words: 'Drafting the plan for 2024 to 2034', tell: draftSecond },
  {
    on: second.proposedOn,
    words: 'Proposing the plan for 2024 to 2034 to the partners',
    tell: async teller => {
      const version = teller.number('version strathmuir')
      await teller.does(who, 'plans.propose-version', { version }, slug)
    },
  },
  {
    on: second.adoptedOn,
    words: 'Adopting the plan for 2024 to 2034',
    tell: async teller => {
      const { adoptedOn, where, because } = second
      const version = teller.number('version strathmuir')
      await teller.does(who, 'plans.adopt-version', { version, adoptedOn, where, because }, slug)
    },
  },
  { on: third.draftedOn, words: 'Beginning the review after two years', tell: draftThird },
]

async function draftSecond(teller: Teller): Promise<void> {
  const { starts, ends, vision, summary, themes, newThemes, edited, removed, added } = second
  const plan = teller.number('plan strathmuir')
  const version = teller.keep('version strathmuir', await teller.does(who, 'plans.draft-next', { plan }, slug))
  await teller.does(who, 'plans.set-period', { version, starts, ends }, slug)
  await teller.does(who, 'plans.write-vision', { version, vision, summary }, slug)
  for (const theme of newThemes) await addTheme(teller, slug, who, version, theme)
  for (const { key, ...words } of themes)
    await teller.does(who, 'plans.edit-theme', { version, theme: teller.number(`theme ${key}`), ...words }, slug)
  for (const outcome of edited) await edit(teller, version, outcome)
  for (const key of removed)
    await teller.does(who, 'plans.remove-outcome', { version, outcome: teller.number(`outcome ${key}`) }, slug)
  await addAll(teller, version, added)
}

async function draftThird(teller: Teller): Promise<void> {
  const plan = teller.number('plan strathmuir')
  const version = await teller.does(who, 'plans.draft-next', { plan }, slug)
  await teller.does(who, 'plans.write-vision', { version, vision: second.vision, summary: third.summary }, slug)
  for (const outcome of third.edited) await edit(teller, version, outcome)
  await addAll(teller, version, third.added)
}

async function edit(
  teller: Teller,
  version: number,
  { key, theme, partner, parent: _, ...words }: Omit<OutcomeWords, 'goals'> & { theme: string },
): Promise<void> {
  const at = { plan: teller.number('plan strathmuir'), version, outcome: teller.number(`outcome ${key}`) }
  const placed = {
    theme: teller.number(`theme ${theme}`),
    partner: partner ? teller.number(partnerKey(slug, partner)) : '',
  }
  await teller.changes(who, 'plans.edit-outcome', at, { ...words, ...placed }, slug)
}

async function addAll(
  teller: Teller,
  version: number,
  added: Readonly<Record<string, readonly OutcomeWords[]>>,
): Promise<void> {
  for (const [theme, outcomes] of Object.entries(added))
    for (const outcome of outcomes) await addOutcome(teller, slug, who, version, theme, outcome)
}
