// The forms of an action itself: each performs one verb.

import { longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { form, type Params } from '../../ui/declare.ts'
import { DefinitionRows } from '../../ui/parts.tsx'
import { members, partners } from '../partnerships/public.ts'
import { outcomesToLink, placesWithin } from '../plans/public.ts'
import { type ActionHere, actionHere, crumbs, toAction } from './action-here.ts'
import { horizonWords, preconditionWords, principleWords } from './model.ts'
import * as operations from './operations.ts'
import { missingOf, seenOf } from './rules.ts'
import * as ties from './ties.ts'

const at = (path: string) => `/p/:slug/actions/:action/${path}`
const shared = { audience: 'members', crumbs, next: toAction } as const

/** The action, with what can be chosen from. */
const withPartners = async (asking: Asking, params: Params) => {
  const found = await actionHere(asking, params)
  return found && { ...found, offered: await partners(asking.db) }
}
const asPartners = (list: Awaited<ReturnType<typeof partners>>) =>
  list.map(one => ({ value: String(one.id), words: one.name }))
const asOutcomes = (list: Awaited<ReturnType<typeof outcomesToLink>>) =>
  list.map(one => ({ value: String(one.id), words: `${one.title} (${one.plan})` }))

const proposeForm = form({
  at: '/p/:slug/actions/propose',
  audience: 'members',
  operation: operations.proposeAction,
  read: async ({ db, partnership }: Asking) => ({
    slug: partnership!.slug,
    partners: await partners(db),
    outcomes: await outcomesToLink(db),
  }),
  options: view => ({ partner: asPartners(view.partners), outcomes: asOutcomes(view.outcomes) }),
  title: () => 'Propose a piece of work',
  lead: () => 'Only members see it until it is adopted.',
  crumbs: ({ slug }) => [{ href: `/p/${slug}/actions`, words: 'What we are doing' }],
  button: 'Propose it',
  done: 'It is proposed. Next: milestones, measures, and who answers for it.',
  next: toAction,
})

const editForm = form({
  ...shared,
  at: at('edit'),
  operation: operations.editAction,
  hidden: ['seen'],
  read: actionHere,
  start: one => ({
    title: one.title,
    about: one.about,
    horizon: one.horizon,
    principle: one.principle,
    starts: longDate(one.starts),
    ends: longDate(one.ends),
    seen: seenOf(one),
  }),
  title: one => `Change “${one.title}”`,
  below: one => (
    <details>
      <summary>How it stands now</summary>
      <DefinitionRows
        rows={[
          { term: 'What is to be done', words: one.title },
          { term: 'What it does for people here', words: one.about || 'Not written yet' },
          { term: 'When', words: `${longDate(one.starts)} to ${longDate(one.ends)}` },
          { term: 'More', words: `${horizonWords[one.horizon]} · ${principleWords[one.principle]}` },
        ]}
      />
      <p>
        <a href={`/p/${one.slug}/actions/${one.id}/edit`}>Start again from these words</a>
      </p>
    </details>
  ),
  button: 'Save',
  done: 'Saved.',
})

const leadForm = form({
  ...shared,
  at: at('lead'),
  operation: operations.giveLead,
  read: withPartners,
  options: one => ({ partner: asPartners(one.offered) }),
  start: one => ({ partner: String(one.lead?.partner ?? '') }),
  title: one => `Who leads “${one.title}”?`,
  lead: one => (one.lead ? `${one.lead.name} leads it now.` : 'Nobody leads it yet.'),
  button: 'Save',
  done: 'Saved.',
})

const ownerForm = form({
  ...shared,
  at: at('owner'),
  operation: operations.nameOwner,
  read: async (asking, params) => {
    const found = await actionHere(asking, params)
    return found && { ...found, people: await members(asking.db) }
  },
  options: ({ people }) => {
    const able = new Map(
      people
        .filter(one => one.role !== 'observer')
        .map(one => [one.person, one.organisation ? `${one.name} (${one.organisation})` : one.name]),
    )
    const listed = [...able].map(([person, words]) => ({ value: String(person), words }))
    return { person: listed, deputy: listed }
  },
  start: one => ({ person: String(one.owner?.person ?? ''), deputy: String(one.deputy?.person ?? '') }),
  title: one => `Who answers for “${one.title}”?`,
  lead: () => 'They are asked how it goes. Only members see their names.',
  button: 'Save',
  done: 'Saved.',
})

const settleForm = form({
  ...shared,
  at: at('settle'),
  operation: operations.settle,
  read: actionHere,
  title: one => `What must be clear before “${one.title}” starts`,
  lead: one => {
    const missing = missingOf(one.linked, one.preconditions)
    if (one.linked?.reporting === 'publishes')
      return 'Its owner reports elsewhere and works under its own authority, so nothing has to be settled here.'
    return missing.length
      ? `Not settled yet: ${missing.map(kind => preconditionWords[kind].toLowerCase()).join(', ')}.`
      : 'Everything is settled. An answer given again replaces the one before.'
  },
  button: 'Save',
  done: 'Saved.',
})

const adoptForm = form({
  ...shared,
  at: at('adopt'),
  operation: operations.adoptAction,
  read: actionHere,
  title: one => `Adopt “${one.title}”`,
  lead: one => {
    const missing = missingOf(one.linked, one.preconditions)
    return missing.length
      ? `From then on everyone can see it. Not settled yet: ${missing.map(kind => preconditionWords[kind].toLowerCase()).join(', ')}. Settle it first, or write why the work can start all the same.`
      : 'From then on everyone can see it.'
  },
  button: 'Adopt it',
  done: 'Adopted. Everyone can see it now.',
})

const stopForm = form({
  ...shared,
  at: at('stop'),
  operation: operations.stopAction,
  read: actionHere,
  title: one => `Stop “${one.title}”`,
  lead: () => 'What was recorded stays readable, with your reason. Nothing more can be recorded for it.',
  button: 'Stop it',
  danger: true,
  done: 'It is stopped.',
})

const partForm = form({
  ...shared,
  at: at('parts'),
  operation: ties.setPart,
  read: withPartners,
  options: one => ({ partner: asPartners(one.offered) }),
  title: one => `Who does what in “${one.title}”`,
  lead: one =>
    one.parts.length
      ? `Taking part now: ${one.parts.map(part => part.name).join(', ')}. New words for one of them replace the old.`
      : 'No partner has a part in it yet.',
  button: 'Save',
  done: 'Saved.',
})

async function partHere(asking: Asking, params: Params) {
  const found = await actionHere(asking, params)
  const part = found?.parts.find(one => String(one.partner) === params.partner)
  return found && part ? { ...found, part } : null
}

const ownPartForm = form({
  ...shared,
  at: at('parts/:partner'),
  operation: ties.setPart,
  read: partHere,
  start: ({ part }) => ({ does: part.does }),
  title: ({ part, title }) => `What ${part.name} does in “${title}”`,
  button: 'Save',
  done: 'Saved.',
})

const endPartForm = form({
  ...shared,
  at: at('parts/:partner/end'),
  operation: ties.endPart,
  read: partHere,
  title: ({ part, title }) => `${part.name} no longer has a part in “${title}”`,
  lead: ({ part }) => `It stood there with: “${part.does}”`,
  button: 'Take it off',
  danger: true,
  done: 'It is taken off.',
})

const linkForm = form({
  ...shared,
  at: at('outcomes'),
  operation: ties.linkOutcome,
  read: async (asking, params) => {
    const found = await actionHere(asking, params)
    return found && { ...found, offered: await outcomesToLink(asking.db) }
  },
  options: one => ({ outcome: asOutcomes(one.offered) }),
  title: one => `What does “${one.title}” serve?`,
  lead: one =>
    one.outcomes.length
      ? `Now: ${one.outcomes.map(outcome => outcome.title).join('; ')}. What you say of one of these replaces what was said.`
      : 'It serves no outcome yet.',
  button: 'Save',
  done: 'Saved.',
})

const unlinkForm = form({
  ...shared,
  at: at('outcomes/:outcome/unlink'),
  operation: ties.unlinkOutcome,
  read: async (asking, params) => {
    const found = await actionHere(asking, params)
    const outcome = found?.outcomes.find(one => String(one.id) === params.outcome)
    return found && outcome ? { ...found, outcome } : null
  },
  title: () => 'Take away this link',
  lead: ({ title, outcome }) => `“${title}” would no longer be shown under “${outcome.title}”.`,
  button: 'Take it away',
  danger: true,
  done: 'The link is taken away.',
})

const placeForm = form({
  ...shared,
  at: at('places'),
  operation: ties.addPlace,
  read: async (asking, params) => {
    const found = await actionHere(asking, params)
    return found && { ...found, offered: await placesWithin(asking.db, asking.partnership!.areaCode) }
  },
  options: one => ({
    place: one.offered
      .filter(place => !one.places.some(named => named.code === place.code))
      .map(place => ({ value: place.code, words: place.name })),
  }),
  title: one => `Where is “${one.title}”?`,
  lead: one =>
    one.places.length
      ? `Named now: ${one.places.map(place => place.name).join(', ')}.`
      : 'No place is named yet, so it is for the whole area.',
  button: 'Add the place',
  done: 'The place is added.',
})

const removePlaceForm = form({
  ...shared,
  at: at('places/:place/remove'),
  operation: ties.removePlace,
  read: async (asking, params) => {
    const found = await actionHere(asking, params)
    const place = found?.places.find(one => one.code === params.place)
    return found && place ? { ...found, place } : null
  },
  title: ({ place, title }: ActionHere & { place: { name: string } }) => `Take ${place.name} off “${title}”`,
  button: 'Take it off',
  danger: true,
  done: 'The place is taken off.',
})

export const actionForms = [
  proposeForm,
  editForm,
  leadForm,
  ownerForm,
  settleForm,
  adoptForm,
  stopForm,
  partForm,
  ownPartForm,
  endPartForm,
  linkForm,
  unlinkForm,
  placeForm,
  removePlaceForm,
]
