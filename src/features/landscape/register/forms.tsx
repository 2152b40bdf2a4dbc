// The forms of the register: each performs one verb.

import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { form, type Params } from '../../../ui/declare.ts'
import { DefinitionRows } from '../../../ui/parts.tsx'
import { outcomesToLink } from '../../plans/public.ts'
import { planStates } from '../model.ts'
import { type Body, owesTogether } from './duties.ts'
import type { PlanWords, RequirementWords } from './model.ts'
import * as operations from './operations.ts'
import * as queries from './queries.ts'
import {
  addressOfPlan,
  addressOfRequirement,
  type PlanHere,
  planCrumbs,
  planHere,
  type RequirementHere,
  registerCrumbs,
  registerHere,
  requirementCrumbs,
  requirementHere,
  requirementsCrumbs,
} from './register-here.ts'
import { planSeen, requirementSeen } from './rules.ts'
import { starterRequirements } from './starter-requirements.ts'
import { bearersWords, everyWords, periodWords, themesWords } from './words.ts'

const at = (path: string) => `/p/:slug/register/${path}`
const typed = (value: number | string | null): string => (value === null ? '' : String(value))

const takeStarterForm = form({
  at: at('requirements/take-starter'),
  audience: 'members',
  operation: operations.takeStarterRequirements,
  read: async ({ db, partnership }: Asking) => {
    const taken = await queries.codesTaken(db)
    return { slug: partnership!.slug, left: starterRequirements.filter(one => !taken.includes(one.code)) }
  },
  title: () => 'Take in the starter list',
  lead: ({ left }) =>
    left.length
      ? `${counted(left.length, 'plan or report', 'plans and reports')} that the law asks of public bodies in Scotland, each with its Act. You can change or drop each of them afterwards.`
      : 'Everything on the list was taken in already.',
  below: ({ left }) => (
    <ul class="many">
      {left.map(one => (
        <li key={one.code}>
          <a href={one.source}>{one.name}</a> <span class="meta">{one.legalBasis}</span>
        </li>
      ))}
    </ul>
  ),
  crumbs: requirementsCrumbs,
  button: 'Take it in',
  done: 'The starter list is here. Next: put plans on the register and say which of these they meet.',
  next: (_outcome, _params, base) => `${base}/register/requirements`,
})

const startOfRequirement = (one: RequirementWords) => ({
  name: one.name,
  demandedBy: one.demandedBy,
  legalBasis: one.legalBasis,
  source: one.source,
  ofKinds: one.ofKinds,
  everyMonths: typed(one.everyMonths),
  contains: one.contains,
  joint: one.joint ? 'yes' : '',
})

const addRequirementForm = form({
  at: at('requirements/add'),
  audience: 'members',
  operation: operations.addRequirement,
  read: async ({ partnership }: Asking) => ({ slug: partnership!.slug }),
  title: () => 'Add a requirement',
  lead: () => 'A plan or report that somebody demands: a law, a funder, an inspector, or a body’s own rule.',
  crumbs: requirementsCrumbs,
  button: 'Add it',
  done: 'The requirement is added.',
  next: ({ written }, { slug }) => addressOfRequirement(slug!, Number(written.id)),
})

const toRequirement = (_outcome: unknown, { slug, requirement }: Params) =>
  addressOfRequirement(slug!, Number(requirement))

const editRequirementForm = form({
  at: at('requirements/:requirement/edit'),
  audience: 'members',
  operation: operations.editRequirement,
  hidden: ['seen'],
  read: requirementHere,
  start: ({ requirement }) => ({ ...startOfRequirement(requirement), seen: requirementSeen(requirement) }),
  title: ({ requirement }) => `Change “${requirement.name}”`,
  below: view => <RequirementNow view={view} />,
  crumbs: requirementCrumbs,
  button: 'Save',
  done: 'Saved.',
  next: toRequirement,
})

const RequirementNow = ({ view: { slug, requirement: one } }: { view: RequirementHere }) => (
  <details>
    <summary>How it stands now</summary>
    <DefinitionRows
      rows={[
        { term: 'What is required', words: one.name },
        { term: 'Who demands it', words: one.demandedBy },
        { term: 'Rests on', words: one.legalBasis || 'Not said' },
        { term: 'Falls on', words: bearersWords(one.ofKinds) },
        { term: 'How often', words: everyWords(one.everyMonths) },
        { term: 'Must contain', words: themesWords(one.contains) || 'Not said' },
      ]}
    />
    <p>
      <a href={`${addressOfRequirement(slug, one.id)}/edit`}>Start again from these words</a>
    </p>
  </details>
)

const dropRequirementForm = form({
  at: at('requirements/:requirement/drop'),
  audience: 'members',
  operation: operations.dropRequirement,
  read: requirementHere,
  title: ({ requirement }) => `Drop “${requirement.name}”`,
  lead: () =>
    'Drop what falls on nobody here. Plans that meet it stay on the register, and no longer count as having to contain what it asks for.',
  crumbs: requirementCrumbs,
  button: 'Drop it',
  danger: true,
  done: 'The requirement is dropped.',
  next: (_outcome, _params, base) => `${base}/register/requirements`,
})

/** What can be ticked for a plan. */
const toTick = async ({ db }: Asking) => ({
  outcomes: await outcomesToLink(db),
  kept: await queries.plansKept(db),
})

type Tickable = Awaited<ReturnType<typeof toTick>> & Pick<PlanHere, 'requirements' | 'bodies'>

/** Of the requirements those that can be met by a plan of these bodies, and those that are ticked already. */
const ticks = (
  { outcomes, kept, requirements, bodies }: Tickable,
  of: readonly (number | null)[],
  ticked: readonly number[],
) => ({
  requirements: [...requirements.values()]
    .filter(one => owesTogether(one) || ticked.includes(one.id) || fallsOn(one, bodies, of))
    .map(one => ({ value: String(one.id), words: one.name })),
  outcomes: outcomes.map(one => ({ value: String(one.id), words: `${one.title} (${one.plan})` })),
  plan: kept.map(one => ({ value: String(one.id), words: one.title })),
})

const fallsOn = (one: RequirementWords, bodies: readonly Body[], of: readonly (number | null)[]): boolean =>
  bodies.some(body => of.includes(body.organisation) && one.ofKinds.includes(body.kind))

const startOfPlan = (one: PlanWords) => ({
  name: one.name,
  kind: one.kind,
  state: one.state,
  from: one.from ? longDate(one.from) : '',
  to: one.to ? longDate(one.to) : '',
  requirements: one.requirements.map(String),
  contains: one.contains,
  outcomes: one.outcomes.map(String),
  pages: typed(one.pages),
  hours: typed(one.hours),
  reportsAYear: typed(one.reportsAYear),
  reportHours: typed(one.reportHours),
  address: one.address,
  plan: typed(one.plan),
})

const registerForm = form({
  at: at('plans/add'),
  audience: 'members',
  operation: operations.registerPlan,
  read: async (asking: Asking, _params: Params, query: Params) => ({
    ...(await registerHere(asking)),
    ...(await toTick(asking)),
    asked: { organisation: query.organisation ?? '', requirement: query.requirement ?? '' },
  }),
  options: view => ({
    ...ticks(view, view.keeps, []),
    organisation: view.bodies
      .filter(one => one.organisation !== null && view.keeps.includes(one.organisation))
      .map(one => ({ value: String(one.organisation), words: one.name })),
  }),
  // Whoever keeps the plans of one body alone says nothing of it.
  start: ({ asked, keeps }) => ({
    organisation: asked.organisation || (keeps.length === 1 ? typed(keeps[0]!) : ''),
    requirements: [asked.requirement],
    state: 'in-force',
  }),
  needed: ({ coordinates }) => (coordinates ? [] : ['organisation']),
  title: () => 'Register a plan or report',
  lead: () => 'Say what you know. What you leave blank counts as not said, and you can add it later.',
  crumbs: registerCrumbs,
  button: 'Register it',
  done: 'It is on the register.',
  next: ({ written }, { slug }) => addressOfPlan(slug!, Number(written.id)),
})

const editForm = form({
  at: at('plans/:registeredPlan/edit'),
  audience: 'members',
  operation: operations.editPlan,
  hidden: ['seen'],
  read: async (asking: Asking, params: Params) => {
    const found = await planHere(asking, params)
    return found && { ...found, ...(await toTick(asking)) }
  },
  options: view => ticks(view, [view.plan.organisation], view.plan.requirements),
  start: ({ plan }) => {
    // As it was said: its end may have come since, which nobody has to say.
    const said = { ...plan, state: plan.saidState }
    return { ...startOfPlan(said), seen: planSeen(said) }
  },
  title: ({ plan }) => `Change “${plan.name}”`,
  below: view => <PlanNow view={view} />,
  crumbs: planCrumbs,
  button: 'Save',
  done: 'Saved.',
  next: (_outcome, { slug, registeredPlan }) => addressOfPlan(slug!, Number(registeredPlan)),
})

const PlanNow = ({ view: { slug, plan, requirements } }: { view: PlanHere }) => (
  <details>
    <summary>How it stands now</summary>
    <DefinitionRows
      rows={[
        { term: 'Name', words: plan.name },
        { term: 'How it stands', words: planStates[plan.state] },
        { term: 'From and to', words: periodWords(plan) },
        {
          term: 'It meets',
          words: plan.requirements.map(id => requirements.get(id)?.name).join(', ') || 'Nothing named',
        },
        { term: 'It contains besides', words: themesWords(plan.contains) || 'Nothing' },
        { term: 'Pages', words: plan.pages ?? 'Not said' },
        { term: 'Hours to write it', words: plan.hours ?? 'Not said' },
        { term: 'Reports a year', words: plan.reportsAYear ?? 'Not said' },
        { term: 'Hours for one of them', words: plan.reportHours ?? 'Not said' },
      ]}
    />
    <p>
      <a href={`${addressOfPlan(slug, plan.id)}/edit`}>Start again from these words</a>
    </p>
  </details>
)

const removeForm = form({
  at: at('plans/:registeredPlan/remove'),
  audience: 'members',
  operation: operations.removePlan,
  read: planHere,
  title: ({ plan }) => `Take “${plan.name}” off the register`,
  lead: () => 'Do this only when it was put there by mistake. When a plan is over, change how it stands to “Ended”.',
  crumbs: planCrumbs,
  button: 'Take it off',
  danger: true,
  done: 'It is off the register.',
  next: (_outcome, _params, base) => `${base}/register`,
})

export const registerForms = [
  takeStarterForm,
  addRequirementForm,
  editRequirementForm,
  dropRequirementForm,
  registerForm,
  editForm,
  removeForm,
]
