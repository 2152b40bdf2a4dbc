// The forms of groups, seats and ties: each performs one verb.

import { longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { form, type Params } from '../../ui/declare.ts'
import { DefinitionRows } from '../../ui/parts.tsx'
import { organisations } from '../partnerships/public.ts'
import { placesWithin } from '../plans/public.ts'
import { groupKindWords, linkKinds } from './model.ts'
import * as operations from './operations.ts'
import { groupNames, jointBodies, peopleToSeat, remitTitles } from './queries.ts'
import { seenOf } from './rules.ts'
import * as seats from './seats.ts'
import {
  asOptions,
  type GroupHere,
  groupCrumbs,
  groupHere,
  groupOf,
  structureCrumbs,
  toGroup,
} from './structure-here.tsx'
import * as ties from './ties.ts'

const at = (path: string) => `/p/:slug/structure/groups/:group/${path}`
const shared = { audience: 'members', crumbs: groupCrumbs, next: toGroup } as const

/** A group that still stands, with more that is read for the form. */
const standing =
  <M extends object>(read: (asking: Asking) => Promise<M>) =>
  async (asking: Asking, params: Params): Promise<(GroupHere & M) | null> => {
    const found = await groupHere(asking, params)
    return found && found.until === null ? { ...found, ...(await read(asking)) } : null
  }
const asItStands = standing(async () => ({}))
const withGroups = standing(async ({ db }) => ({ groups: await groupNames(db) }))
const withOrganisations = standing(async ({ db }) => ({ offered: await organisations(db) }))
const withRemits = standing(async ({ db, partnership }) => ({
  titles: await remitTitles(db),
  places: await placesWithin(db, partnership!.areaCode),
}))

const addForm = form({
  at: '/p/:slug/structure/groups/new',
  audience: 'members',
  operation: operations.addGroup,
  read: async ({ partnership }: Asking) => ({ slug: partnership!.slug }),
  title: () => 'Add a group that exists',
  lead: ({ slug }) => (
    <p class="lead">
      This is for the register of what there is. Is it new? Then{' '}
      <a href={`/p/${slug}/structure/proposals/new`}>propose it</a>: you first see which group could do it already. A
      joint body that governs itself is <a href={`/p/${slug}/structure/bodies/link`}>linked</a> instead.
    </p>
  ),
  crumbs: structureCrumbs,
  button: 'Add it',
  done: 'The group is added. Next: who sits in it, whom it reports to, and what it minds.',
  next: toGroup,
})

const describeForm = form({
  ...shared,
  at: at('describe'),
  operation: operations.describeGroup,
  read: asItStands,
  hidden: ['seen'],
  start: ({ now }) => ({
    seen: seenOf(now),
    name: now.name,
    kind: now.kind,
    remit: now.remit,
    legalBasis: now.legalBasis,
    secretariat: now.secretariat,
    meetings: String(now.meetings ?? ''),
    minutes: String(now.minutes ?? ''),
    lastMet: now.lastMet ? longDate(now.lastMet) : '',
    review: now.review ? longDate(now.review) : '',
  }),
  title: one => `Change what is said of “${one.now.name}”`,
  lead: () => 'What it was before stays on record, with its days.',
  renews: { input: 'seen', after: 'changed-meanwhile' },
  below: ({ now }) => (
    <details>
      <summary>How it stands now</summary>
      <DefinitionRows
        rows={[
          { term: 'Name', words: now.name },
          { term: 'Kind', words: groupKindWords[now.kind] },
          { term: 'What it is for', words: now.remit || 'Not said yet' },
          { term: 'Law it rests on', words: now.legalBasis || 'None' },
          { term: 'Paperwork', words: now.secretariat || 'Not said yet' },
        ]}
      />
    </details>
  ),
  button: 'Save',
  done: 'Saved.',
})

const metForm = form({
  ...shared,
  at: at('met'),
  operation: operations.recordMeeting,
  read: asItStands,
  start: ({ now }) => ({ lastMet: now.lastMet ? longDate(now.lastMet) : '' }),
  title: one => `When did “${one.now.name}” last meet?`,
  button: 'Save',
  done: 'Saved.',
})

const endForm = form({
  ...shared,
  at: at('end'),
  operation: operations.endGroup,
  read: asItStands,
  title: one => `Record the end of “${one.now.name}”`,
  lead: one => (
    <p class="lead">
      Its seats, links and remit end with it; what it was stays on record. Do you want to merge it, or several changes
      at once? <a href={`/p/${one.slug}/structure/scenarios/new`}>Try it on paper</a> first.
    </p>
  ),
  button: 'Record its end',
  danger: true,
  done: 'The end of the group is recorded.',
})

const registerBodyForm = form({
  at: '/p/:slug/structure/bodies/new',
  audience: 'members',
  operation: operations.registerBody,
  read: async ({ partnership }: Asking) => ({ slug: partnership!.slug }),
  title: () => 'Register a joint body',
  lead: () => 'It exists once for all partnerships here, and keeps its own governance.',
  crumbs: structureCrumbs,
  button: 'Register it',
  done: 'The joint body is registered. Now give it its place here.',
  next: (_outcome, _params, base) => `${base}/structure/bodies/link`,
})

const linkBodyForm = form({
  at: '/p/:slug/structure/bodies/link',
  audience: 'members',
  operation: operations.linkBody,
  read: async ({ db, partnership }: Asking) => ({ slug: partnership!.slug, bodies: await jointBodies(db) }),
  options: ({ bodies }) => ({ body: asOptions(bodies) }),
  title: () => 'Link a joint body',
  lead: ({ slug, bodies }) => (
    <p class="lead">
      {bodies.length ? 'Is it not in the list?' : 'No joint body is registered yet.'}{' '}
      <a href={`/p/${slug}/structure/bodies/new`}>Register it</a> first.
    </p>
  ),
  crumbs: structureCrumbs,
  button: 'Link it',
  done: 'The joint body has its place in the structure.',
  next: toGroup,
})

const reportsForm = form({
  ...shared,
  at: at('reports'),
  operation: operations.sayWhatItReports,
  read: async (asking, params) => {
    const found = await groupHere(asking, params)
    return found?.body && found.until === null ? found : null
  },
  start: one => ({ reports: one.reports }),
  title: one => `What “${one.now.name}” reports here`,
  button: 'Save',
  done: 'Saved.',
})

const linkForm = form({
  ...shared,
  at: at('link'),
  operation: ties.linkGroups,
  read: withGroups,
  options: one => ({ other: asOptions(one.groups.filter(group => group.id !== one.id)) }),
  title: one => `Link “${one.now.name}” to another group`,
  button: 'Link them',
  done: 'The groups are linked.',
})

const unlinkForm = form({
  ...shared,
  at: '/p/:slug/structure/links/:groupLink/end',
  operation: ties.unlinkGroups,
  read: async (asking, params) => {
    const found = await groupOf(asking, 'group_link', params.groupLink)
    const link = found?.links.find(one => one.id === Number(params.groupLink))
    return found && link ? { ...found, link } : null
  },
  title: () => 'End this link?',
  lead: ({ now, link }) => {
    const [from, to] = link.inward ? [link.name, now.name] : [now.name, link.name]
    return `“${from}” ${linkKinds[link.kind]} “${to}” since ${longDate(link.since)}.`
  },
  button: 'End the link',
  danger: true,
  done: 'The link has ended.',
})

const remitForm = form({
  ...shared,
  at: at('remit'),
  operation: ties.addToRemit,
  read: withRemits,
  options: ({ titles, places }) => ({
    outcome: titles.outcomes.map(one => ({ value: String(one.id), words: one.title })),
    theme: titles.themes.map(one => ({ value: String(one.id), words: one.title })),
    place: places.map(one => ({ value: one.code, words: one.name })),
  }),
  title: one => `What “${one.now.name}” minds`,
  lead: () => 'Choose one; you can add more after.',
  button: 'Add it',
  done: 'It stands in the remit now.',
})

const takeOutForm = form({
  ...shared,
  at: '/p/:slug/structure/remits/:remit/end',
  operation: ties.takeFromRemit,
  read: async (asking, params) => {
    const found = await groupOf(asking, 'group_remit', params.remit)
    const remit = found?.remits.find(one => one.id === Number(params.remit))
    return found && remit ? { ...found, remit } : null
  },
  title: ({ remit, now }) => `Take “${remit.words}” out of what “${now.name}” minds?`,
  button: 'Take it out',
  danger: true,
  done: 'It is out of the remit.',
})

const addSeatForm = form({
  ...shared,
  at: at('seats/new'),
  operation: seats.addSeat,
  read: withOrganisations,
  options: one => ({ organisation: asOptions(one.offered) }),
  start: () => ({ office: 'member', filledBy: 'nominated', voting: 'true' }),
  title: one => `Add a seat to “${one.now.name}”`,
  lead: one => (
    <p class="lead">
      A seat is an organisation’s, or speaks for people directly. Is the organisation not in the list?{' '}
      <a href={`/p/${one.slug}/organisations/add`}>Register it</a> first.
    </p>
  ),
  button: 'Add the seat',
  done: 'The seat is added. It is vacant until you say who holds it.',
})

/** A seat that still stands, with its group. */
const seatHere =
  <M extends object>(read: (asking: Asking) => Promise<M>) =>
  async (asking: Asking, params: Params) => {
    const found = await groupOf(asking, 'seat', params.seat)
    const seat = found?.seats.find(one => one.id === Number(params.seat))
    return found && seat && seat.until === null && found.until === null
      ? { ...found, seat, ...(await read(asking)) }
      : null
  }
const asItSits = seatHere(async () => ({}))
const withPeople = seatHere(async ({ db }) => ({ people: await peopleToSeat(db) }))
const seatAt = (path: string) => `/p/:slug/structure/seats/:seat/${path}`
const seatWords = ({ seat }: { seat: { organisationName: string | null; constituency: string } }) =>
  seat.organisationName ?? seat.constituency

const fillForm = form({
  ...shared,
  at: seatAt('fill'),
  operation: seats.fillSeat,
  read: withPeople,
  options: one => ({ person: asOptions(one.people) }),
  title: one => `Who sits for ${seatWords(one)}?`,
  lead: one =>
    `${one.seat.personName ? `${one.seat.personName} does now. ` : ''}Leave both blank if somebody does whose name you do not want to keep.`,
  button: 'Save',
  done: 'The seat is filled.',
})

const substituteForm = form({
  ...shared,
  at: seatAt('substitute'),
  operation: seats.nameSubstitute,
  read: withPeople,
  options: one => ({ person: asOptions(one.people) }),
  title: one => `Who stands in for ${seatWords(one)}?`,
  lead: one => (one.seat.substituteName ? `${one.seat.substituteName} does now.` : 'Nobody does yet.'),
  button: 'Save',
  done: 'The stand-in is named.',
})

const vacateForm = form({
  ...shared,
  at: seatAt('vacate'),
  operation: seats.vacateSeat,
  read: asItSits,
  title: one => `Is the seat of ${seatWords(one)} vacant?`,
  lead: () => 'The seat stays; nobody holds it from then on.',
  button: 'Record it as vacant',
  done: 'The seat is vacant.',
})

const endSeatForm = form({
  ...shared,
  at: seatAt('end'),
  operation: seats.endSeat,
  read: asItSits,
  title: one => `Take away the seat of ${seatWords(one)}?`,
  lead: () => 'The group has one seat less from then on. Who sat there when stays on record.',
  button: 'Take it away',
  danger: true,
  done: 'The seat is gone.',
})

export const structureForms = [
  addForm,
  describeForm,
  metForm,
  endForm,
  registerBodyForm,
  linkBodyForm,
  reportsForm,
  linkForm,
  unlinkForm,
  remitForm,
  takeOutForm,
  addSeatForm,
  fillForm,
  substituteForm,
  vacateForm,
  endSeatForm,
]
