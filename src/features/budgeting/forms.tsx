// The forms of those who run a budget: each performs one verb.

import { counted, longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { actsFor } from '../../operation/permission.ts'
import { type AnyFace, form, type Params } from '../../ui/declare.ts'
import { Section } from '../../ui/parts.tsx'
import { placesWithin } from '../plans/public.ts'
import {
  addressOfBudget,
  listCrumb,
  moneyOf,
  type ProjectHere,
  projectToBeRun,
  runCrumbs,
  toBeRun,
  toRun,
} from './here.tsx'
import * as operations from './operations.ts'
import * as projects from './project-operations.ts'
import { engagementsFor, ideasFor, workFor } from './queries.ts'
import { areTermsFrozen } from './rules.ts'
import { resultWords, ruleName } from './words.ts'

const around = ({ db, partnership }: Asking) => placesWithin(db, partnership!.areaCode)
const asPlaces = (places: Awaited<ReturnType<typeof around>>) => ({
  place: places.map(one => ({ value: one.code, words: one.name })),
})

/** The engagements that whoever asks may run, as choices. */
const engagementsOffered = async (asking: Asking, what: 'start' | 'bring') =>
  (await engagementsFor(asking.db, what, asking.today)).filter(one => actsFor(asking.standing, one.organisation))

const asEngagements = (offered: Awaited<ReturnType<typeof engagementsOffered>>) => ({
  engagement: offered.map(one => ({ value: String(one.id), words: `${one.title} (from ${longDate(one.opens)})` })),
})

const PlanFirst = ({ slug, none, words }: { slug: string; none: boolean; words: string }) => (
  <p class={none ? 'notice-line' : 'meta'}>
    {words} <a href={`/p/${slug}/engagements/new`}>Plan an engagement</a>
  </p>
)

const startForm = form({
  at: '/p/:slug/budgets/new',
  audience: 'members',
  operation: operations.startBudget,
  read: async (asking: Asking) => ({
    slug: asking.partnership!.slug,
    engagements: await engagementsOffered(asking, 'start'),
    around: await around(asking),
  }),
  crumbs: ({ slug }) => [listCrumb(slug)],
  title: () => 'Start a participatory budget',
  lead: ({ slug, engagements }) => (
    <>
      <p class="lead">
        People decide together what part of the public money is for. They can suggest projects, you find out what can be
        done, and they vote.
      </p>
      <PlanFirst
        slug={slug}
        none={engagements.length === 0}
        words={
          engagements.length === 0
            ? 'There is no engagement that a budget could belong to: it must not have opened yet.'
            : 'A budget belongs to an engagement. People vote while that is open.'
        }
      />
    </>
  ),
  start: () => ({
    ballot: 'approval',
    rule: 'equal-shares',
    completion: 'add1-utilitarian',
    tieBreak: 'votes-cost-list',
  }),
  options: ({ engagements, around: places }) => ({ ...asEngagements(engagements), ...asPlaces(places) }),
  button: 'Start it',
  done: 'The budget is started. Next: its projects.',
  next: ({ written }, { slug }) => `/p/${slug}/budgets/${written.id}/run`,
})

const bringForm = form({
  at: '/p/:slug/budgets/bring',
  audience: 'members',
  operation: operations.bringPabulib,
  read: async (asking: Asking) => ({
    slug: asking.partnership!.slug,
    engagements: await engagementsOffered(asking, 'bring'),
  }),
  crumbs: ({ slug }) => [listCrumb(slug)],
  title: () => 'Bring in a budget from a file',
  lead: ({ slug, engagements }) => (
    <>
      <p class="lead">
        A vote that was held before, here or anywhere: its projects and every ballot, to be counted, explained and
        compared.
      </p>
      <PlanFirst
        slug={slug}
        none={engagements.length === 0}
        words={
          engagements.length === 0
            ? 'It needs an engagement that is announced and over. Plan one with the days of that vote.'
            : 'It belongs to an engagement that is over.'
        }
      />
    </>
  ),
  options: ({ engagements }) => asEngagements(engagements),
  button: 'Bring it in',
  done: 'It is here. Below stands what of the file could not be used.',
  next: ({ written }, { slug }) => `/p/${slug}/budgets/${written.id}/run`,
})

const at = (path: string) => `/p/:slug/budgets/:budget/run/${path}`
const shared = { audience: 'members', crumbs: runCrumbs, next: toRun } as const

const editForm = form({
  ...shared,
  at: at('edit'),
  operation: operations.editBudget,
  read: async (asking: Asking, params: Params) => {
    const found = await toBeRun(asking, params)
    return found && { ...found, frozen: areTermsFrozen(found), around: await around(asking) }
  },
  options: ({ around: places }) => asPlaces(places),
  start: one => ({
    title: one.title,
    about: one.about,
    amount: one.amount,
    place: one.place?.code ?? '',
    suggestUntil: one.suggestUntil ? longDate(one.suggestUntil) : '',
    ballot: one.ballot,
    points: String(one.points ?? ''),
    least: String(one.least ?? ''),
    most: String(one.most ?? ''),
    rule: one.rule,
    completion: one.completion,
    tieBreak: one.tieBreak,
  }),
  title: one => `Change “${one.title}”`,
  lead: ({ frozen }) =>
    frozen
      ? 'People vote, or have voted, on the terms. You can change the name, what is said of it and the place; money, limits, ballot and rule stay.'
      : 'Everything can be changed until the vote opens.',
  button: 'Save',
  done: 'Saved.',
})

const prepareForm = form({
  ...shared,
  at: at('prepare'),
  operation: operations.prepareVote,
  read: toBeRun,
  title: () => 'Make the vote',
  lead: view => {
    const listed = view.listed.filter(one => one.state === 'shortlisted')
    const all = listed.reduce((sum, one) => sum + Number(one.cost), 0)
    const money = moneyOf(view)
    return (
      <>
        <p class="lead">
          {counted(listed.length, 'project')} on the shortlist cost {money(all)} together. There is {money(view.amount)}
          .
        </p>
        {listed.length > 1 && all <= Number(view.amount) ? (
          <p class="notice-line">The money pays for all of them, so there is nothing to decide.</p>
        ) : null}
        <p>
          The vote opens and closes with the engagement: {longDate(view.opens)} to {longDate(view.closes)}. Until it
          opens it follows whatever you change on the shortlist and in the terms.
        </p>
      </>
    )
  },
  button: 'Make the vote',
  done: 'The vote is ready.',
})

const countForm = form({
  ...shared,
  at: at('count'),
  operation: operations.countVotes,
  read: toBeRun,
  omit: ({ counted: before }) => (before ? [] : ['because']),
  needed: ({ counted: before }) => (before ? ['because'] : []),
  title: ({ counted: before }) => (before ? 'Count the votes again' : 'Count the votes'),
  lead: view =>
    view.counted
      ? `It was counted on ${longDate(view.counted.on)}. A recount takes votes as they stand now: on line and on paper, without those set aside or taken back. Everyone sees that it is one.`
      : `By the rule that was declared: ${ruleName(view).toLowerCase()}. Votes on line and on paper count alike. Only members see the result until you publish it.`,
  button: 'Count them',
  done: 'Counted.',
  next: (_outcome, { slug, budget }) => `/p/${slug}/budgets/${budget}/result`,
})

const publishForm = form({
  ...shared,
  at: at('publish'),
  operation: operations.publishResult,
  read: async (asking: Asking, params: Params) => {
    const found = await toBeRun(asking, params)
    return found?.counted ? { ...found, counted: found.counted } : null
  },
  title: () => 'Publish the result',
  lead: view => (
    <>
      <p class="lead">{resultWords(view.counted)}</p>
      <p>
        Everyone will see what the money goes to, why each project got money or did not, and a file of all votes without
        anything about who gave them. Those who asked to hear of it are told.{' '}
        <a href={`${addressOfBudget(view.slug, view.id)}/result`}>Look at it first</a>
      </p>
    </>
  ),
  button: 'Publish it',
  done: 'Everyone can see the result now.',
  next: (_outcome, { slug, budget }) => `/p/${slug}/budgets/${budget}/result`,
})

const addForm = form({
  ...shared,
  at: at('projects/new'),
  operation: projects.addProject,
  read: async (asking: Asking, params: Params) => {
    const found = await toBeRun(asking, params)
    return found && { ...found, around: await around(asking) }
  },
  options: ({ around: places }) => asPlaces(places),
  title: () => 'Add a project',
  lead: () => 'One of your own. Everyone sees it at once. Next you say whether it can be done, and what it costs.',
  button: 'Add it',
  done: 'It is on the list.',
})

const ideaForm = form({
  ...shared,
  at: at('ideas'),
  operation: projects.bringIdea,
  read: async (asking: Asking, params: Params) => {
    const found = await toBeRun(asking, params)
    return found && { ...found, ideas: await ideasFor(asking.db, found.id) }
  },
  options: ({ ideas }) => ({
    idea: ideas.map(one => ({
      value: String(one.id),
      words: `${one.title} (${counted(one.support, 'person', 'people')} for it; ${one.engagement})`,
    })),
  }),
  title: () => 'Bring in an idea that people gave',
  lead: ({ ideas }) =>
    ideas.length
      ? 'It comes on the list in its writer’s own words, and says where it grew from.'
      : 'There are no ideas to bring in: none was given in an engagement and shown, or all are on the list.',
  button: 'Bring it in',
  done: 'The idea is on the list.',
})

const onProject = (path: string) => at(`projects/:project/${path}`)
const ofProject = {
  ...shared,
  read: projectToBeRun,
  lead: (view: ProjectHere) => <Told view={view} />,
} as const

/** What is said of the project, above what is asked about it. */
const Told = ({ view: { project } }: { view: ProjectHere }) =>
  project.words ? <p class="said pre">{project.words}</p> : <p class="meta">Nothing more is said of it.</p>

const editProjectForm = form({
  ...shared,
  at: onProject('edit'),
  operation: projects.editProject,
  read: async (asking: Asking, params: Params) => {
    const found = await projectToBeRun(asking, params)
    return found?.project.origin === 'added' ? { ...found, around: await around(asking) } : null
  },
  options: ({ around: places }) => asPlaces(places),
  start: ({ project }) => ({ title: project.title, words: project.words, place: project.place?.code ?? '' }),
  title: ({ project }) => `Change “${project.title}”`,
  button: 'Save',
  done: 'Saved.',
})

const showForm = form({
  ...ofProject,
  at: onProject('show'),
  operation: projects.showProject,
  title: ({ project }) => `Show “${project.title}” to everyone`,
  button: 'Show it',
  done: 'Everyone can see it.',
})

const hideForm = form({
  ...ofProject,
  at: onProject('hide'),
  operation: projects.hideProject,
  title: ({ project }) => `Do not show “${project.title}”`,
  button: 'Do not show it',
  danger: true,
  done: 'It is not shown. The reason is.',
})

const checkForm = form({
  ...ofProject,
  at: onProject('check'),
  operation: projects.checkProject,
  start: ({ project }) => ({
    feasible: project.state === 'not-feasible' ? 'no' : project.checkedOn ? 'yes' : '',
    cost: project.cost ?? '',
    because: project.state === 'suggested' || project.state === 'hidden' ? '' : project.because,
  }),
  title: ({ project }) => `Check “${project.title}”`,
  lead: view => (
    <>
      <Told view={view} />
      {view.project.suggestedCost !== null ? (
        <p class="meta">Its suggester thinks that it costs {moneyOf(view)(view.project.suggestedCost)}.</p>
      ) : null}
      {view.project.state === 'suggested' ? (
        <p class="notice-line">Once it is checked, everyone can see it. If it must not be shown, do not check it.</p>
      ) : null}
    </>
  ),
  button: 'Save the check',
  done: 'Checked.',
})

const shortlistForm = form({
  ...ofProject,
  at: onProject('shortlist'),
  operation: projects.shortlistProject,
  title: ({ project }) => `Put “${project.title}” on the shortlist`,
  button: 'Put it on the shortlist',
  done: 'It is on the shortlist.',
})

const takeOffForm = form({
  ...ofProject,
  at: onProject('take-off'),
  operation: projects.takeOffShortlist,
  title: ({ project }) => `Take “${project.title}” off the shortlist`,
  button: 'Take it off',
  danger: true,
  done: 'It is off the shortlist.',
})

const followForm = form({
  ...shared,
  at: onProject('follow'),
  operation: projects.followThrough,
  read: async (asking: Asking, params: Params) => {
    const found = await projectToBeRun(asking, params)
    return found && { ...found, work: await workFor(asking.db) }
  },
  options: ({ work }) => ({ action: work.map(one => ({ value: String(one.id), words: one.title })) }),
  start: ({ project }) => ({ action: project.action ? String(project.action.id) : '' }),
  title: ({ project }) => `Which work does “${project.title}”?`,
  lead: () => 'People see it beside the project, with how far it is. Choose work that the partnership has adopted.',
  below: ({ slug, project }) => (
    <Section heading="It is not there?">
      <p>
        <a href={`/p/${slug}/actions/propose?title=${encodeURIComponent(project.title)}`}>Propose it as new work</a>,
        and come back when it is adopted.
      </p>
    </Section>
  ),
  button: 'Link the work',
  done: 'The work is linked.',
})

export const forms: readonly AnyFace[] = [
  startForm,
  bringForm,
  editForm,
  prepareForm,
  countForm,
  publishForm,
  addForm,
  ideaForm,
  editProjectForm,
  showForm,
  hideForm,
  checkForm,
  shortlistForm,
  takeOffForm,
  followForm,
]
