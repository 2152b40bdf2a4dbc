// The forms of the gate: proposing, changing a proposal, and the three ways to settle it.

import { counted } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { form, type Params } from '../../../ui/declare.ts'
import { partners } from '../../partnerships/public.ts'
import { outcomesToLink, placesWithin } from '../../plans/public.ts'
import { groupNames, remitTitles } from '../queries.ts'
import { listPage } from './list.tsx'
import * as operations from './operations.ts'
import { proposalPage } from './page.tsx'
import { gateCrumbs, type ProposalHere, proposalHere, whoCould } from './proposal-here.tsx'
import * as queries from './queries.ts'
import { couldFrom, leastReason, type Ranked, seenOf } from './rules.ts'

const at = (path: string) => `/p/:slug/structure/proposals/:proposal/${path}`
const crumbs = (one: ProposalHere) => [
  ...gateCrumbs(one),
  { href: `/p/${one.slug}/structure/proposals/${one.id}`, words: one.name },
]
const toProposal = ({ written }: { written: { id?: number | string } }, _params: unknown, base: string): string =>
  `${base}/structure/proposals/${written.id}`
const shared = { audience: 'members', crumbs, next: toProposal } as const

interface Choice {
  readonly value: string
  readonly words: string
}
const asChoices = (list: readonly queries.Named[]): Choice[] =>
  list.map(one => ({ value: String(one.id), words: one.name }))

/** What a proposal can name. */
async function nameable({ db, partnership }: Asking) {
  const outcomes = await outcomesToLink(db)
  const plans = new Set(outcomes.map(one => one.plan)).size
  const { themes } = await remitTitles(db)
  const places = await placesWithin(db, partnership!.areaCode)
  return {
    outcomes: outcomes.map(one => ({
      value: String(one.id),
      words: plans > 1 ? `${one.title} (${one.plan})` : one.title,
    })),
    themes: themes.map(one => ({ value: String(one.id), words: one.title })),
    places: places.map(one => ({ value: one.code, words: one.name })),
    organisations: asChoices(await queries.organisationsToWant(db)),
  }
}

const proposeForm = form({
  at: '/p/:slug/structure/proposals/new',
  audience: 'members',
  operation: operations.propose,
  read: async asking => ({ slug: asking.partnership!.slug, offered: await nameable(asking) }),
  options: view => view.offered,
  title: () => 'Who could do it?',
  lead: ({ slug }) => (
    <>
      <p class="lead">
        Say what is needed. You then see which existing groups could do it, and why. The more you tick, the better the
        answer.
      </p>
      <p>
        It exists already? <a href={`/p/${slug}/structure/groups/new`}>Add it to the register</a>.
      </p>
    </>
  ),
  crumbs: gateCrumbs,
  button: 'See who could do it',
  done: 'The proposal is kept. These groups could do it.',
  next: toProposal,
})

/** What is offered, with what the proposal names and is offered no longer. */
const withOwn = (offered: readonly Choice[], own: readonly Choice[]): Choice[] => [
  ...offered,
  ...own.filter(one => !offered.some(each => each.value === one.value)),
]

const editForm = form({
  ...shared,
  at: at('edit'),
  operation: operations.editProposal,
  hidden: ['seen'],
  renews: { input: 'seen', after: 'changed-meanwhile' },
  read: async (asking, params) => {
    const found = await proposalHere(asking, params)
    return found && { ...found, offered: await nameable(asking) }
  },
  options: one => ({
    outcomes: withOwn(one.offered.outcomes, asChoices(one.outcomes)),
    themes: withOwn(one.offered.themes, asChoices(one.themes)),
    places: withOwn(
      one.offered.places,
      one.places.map(each => ({ value: each.code, words: each.name })),
    ),
    organisations: withOwn(one.offered.organisations, asChoices(one.organisations)),
  }),
  start: one => {
    const proposed = queries.proposedOf(one)
    return {
      kind: one.kind,
      name: one.name,
      purpose: one.purpose,
      askedBy: one.askedBy,
      outcomes: proposed.outcomes.map(String),
      themes: proposed.themes.map(String),
      places: proposed.places,
      organisations: proposed.organisations.map(String),
      seen: seenOf({ ...proposed, kind: one.kind, askedBy: one.askedBy }),
    }
  },
  title: one => `Change “${one.name}”`,
  button: 'Save',
  done: 'Saved. The groups are ranked again.',
})

/** The proposal with the groups of today that could do it. */
async function weighed(asking: Asking, params: Params) {
  const found = await proposalHere(asking, params)
  return found && { ...found, ranked: (await queries.ranked(asking.db, asking.today, [queries.proposedOf(found)]))[0]! }
}

/** What is asked of a national initiative, and of nothing else. */
const fit = ['adapts', 'adaptsWords', 'repeats'] as const
const fitNeeded = (one: ProposalHere): readonly string[] => (one.kind === 'national-initiative' ? fit : [])
const fitOmitted = (one: ProposalHere): readonly string[] => (one.kind === 'national-initiative' ? [] : fit)

const giveForm = form({
  ...shared,
  at: at('give'),
  operation: operations.giveToGroup,
  read: async (asking, params, query) => {
    const found = await weighed(asking, params)
    return found && { ...found, groups: await groupNames(asking.db), chosen: query.group ?? '' }
  },
  options: ({ groups, ranked }) => ({ group: bestFirst(groups, ranked) }),
  start: ({ chosen }) => ({ group: chosen }),
  needed: fitNeeded,
  omit: one => [...(one.groups.some(group => group.kind === 'joint-body') ? [] : ['agreed']), ...fitOmitted(one)],
  title: one => `Which group takes on “${one.name}”?`,
  lead: one => `${whoCould(one.ranked)} Its remit grows by what the proposal names and it does not mind yet.`,
  button: 'Give it to this group',
  done: 'It is given to the group. Its remit has grown.',
})

/** All groups, those that could do it first. */
function bestFirst(groups: readonly { id: number; name: string }[], ranked: readonly Ranked[]): Choice[] {
  const could = ranked.filter(one => one.score >= couldFrom)
  return [
    ...could.map(one => ({ value: String(one.group), words: `${one.name} (could do it)` })),
    ...asChoices(groups.filter(group => !could.some(one => one.group === group.id))),
  ]
}

const setUpForm = form({
  ...shared,
  at: at('set-up'),
  operation: operations.setUpNevertheless,
  read: async (asking, params) => {
    const found = await weighed(asking, params)
    return found && { ...found, offered: await partners(asking.db) }
  },
  options: ({ offered }) => ({
    sponsor: offered.map(one => ({ value: String(one.organisation), words: one.name })),
  }),
  needed: fitNeeded,
  omit: fitOmitted,
  title: one => `Set up “${one.name}” nevertheless`,
  lead: one => {
    const { ranked } = one
    const reason =
      ranked[0] && ranked[0].score >= couldFrom
        ? ` Say why that is not enough, in a whole sentence: at least ${counted(leastReason, 'character')}.`
        : ''
    return `${whoCould(ranked)}${reason} Each organisation that is needed gets a vacant seat.`
  },
  button: 'Set it up',
  done: 'It is set up. Next: who sits in it, and whom it reports to.',
})

const turnDownForm = form({
  ...shared,
  at: at('turn-down'),
  operation: operations.turnDown,
  read: proposalHere,
  title: one => `Turn down “${one.name}”`,
  lead: () => 'It stays readable, with your reason.',
  button: 'Turn it down',
  danger: true,
  done: 'It is turned down.',
})

export const faces = [listPage, proposalPage, proposeForm, editForm, giveForm, setUpForm, turnDownForm]
