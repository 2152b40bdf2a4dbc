// The forms of plans: each performs one verb.

import { counted } from '../../kernel/words.ts'
import type { Asking, AskingHere } from '../../operation/ask.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { form, type Params } from '../../ui/declare.ts'
import { DefinitionRows } from '../../ui/parts.tsx'
import { partner, partners } from '../partnerships/public.ts'
import * as answers from './answers.ts'
import type { WordedOutcome } from './comparison.ts'
import * as operations from './operations.ts'
import { addressOfPlan, outcomeMeta } from './PlanParts.tsx'
import * as queries from './queries.ts'
import { versionHere } from './reading-pages.tsx'
import { seenOf } from './rules.ts'
import * as wording from './wording.ts'

const asOptions = (list: readonly { id: number; title: string }[]) =>
  list.map(one => ({ value: String(one.id), words: one.title }))

const beginning = async ({ db, partnership }: Asking) => ({
  slug: partnership!.slug,
  places: await queries.placesWithin(db, partnership!.areaCode),
  plans: await queries.plansOf(db, true),
})
const beginningOptions = ({ places, plans }: Awaited<ReturnType<typeof beginning>>) => ({
  place: places.map(one => ({ value: one.code, words: one.name })),
  parentPlan: asOptions(plans),
})
const planCrumb = ({ slug }: { slug: string }) => [{ href: `/p/${slug}/plan`, words: 'Our plan' }]

const startForm = form({
  at: '/p/:slug/plans/start',
  audience: 'members',
  operation: operations.startPlan,
  read: beginning,
  options: beginningOptions,
  title: () => 'Start a plan',
  lead: () => 'It begins as a draft that only members see.',
  crumbs: planCrumb,
  button: 'Start',
  done: 'The plan is started. Write its vision first.',
  next: ({ written }, _params, base) => `${base}/plans/${written.id}/draft`,
})

const importForm = form({
  at: '/p/:slug/plans/import',
  audience: 'members',
  operation: operations.importStratml,
  read: beginning,
  options: beginningOptions,
  title: () => 'Take in a plan from a file',
  lead: () =>
    'The plan becomes a draft. What the file holds that has no place here is kept with it, and what cannot be kept is listed.',
  crumbs: planCrumb,
  button: 'Take it in',
  done: 'The plan is in, as a draft.',
  next: ({ written }, _params, base) => `${base}/plans/${written.id}/draft`,
})

const nextForm = form({
  at: '/p/:slug/plans/:plan/next',
  audience: 'members',
  operation: operations.draftNext,
  read: async ({ db, partnership }, params) => {
    const found = (await queries.plansOf(db, true)).find(one => String(one.id) === params.plan)
    return found ? { slug: partnership!.slug, ...found } : null
  },
  title: ({ title }) => `Draft the next version of “${title}”`,
  lead: () =>
    'The draft begins with the adopted words. The adopted version stays in force until the next one is adopted.',
  crumbs: found => [{ href: addressOfPlan(found.slug, found), words: found.title }],
  button: 'Draft it',
  done: 'The draft is ready to be changed.',
  next: (_outcome, params, base) => `${base}/plans/${params.plan}/draft`,
})

async function open(asking: Asking, params: Params) {
  const view = await versionHere(asking as AskingHere, params)
  return view && { ...view, slug: asking.partnership!.slug }
}
type Open = NonNullable<Awaited<ReturnType<typeof open>>>
const toDraft = (_outcome: unknown, params: Params, base: string) => `${base}/plans/${params.plan}/draft`
const crumbs = ({ slug, plan, title, number }: Open) => [
  { href: `/p/${slug}/plans/${plan}/draft`, words: `${title}, version ${number}` },
]
const at = (path: string) => `/p/:slug/plans/:plan/versions/:version/${path}`
const shared = { audience: 'members', crumbs, next: toDraft } as const

const visionForm = form({
  ...shared,
  at: at('vision'),
  operation: wording.writeVision,
  read: open,
  start: ({ vision, summary }) => ({ vision, summary }),
  title: () => 'Vision and summary',
  button: 'Save',
  done: 'Saved.',
})

const periodForm = form({
  ...shared,
  at: at('period'),
  operation: wording.setPeriod,
  read: open,
  start: ({ starts, ends }) => ({ starts, ends }),
  title: () => 'Period of the plan',
  button: 'Save',
  done: 'Saved.',
})

const addThemeForm = form({
  ...shared,
  at: at('themes'),
  operation: wording.addTheme,
  read: open,
  title: () => 'Add a theme',
  button: 'Add it',
  done: 'The theme is added.',
})

async function openTheme(asking: Asking, params: Params) {
  const view = await open(asking, params)
  const theme = view?.themes.find(one => String(one.id) === params.theme)
  return view && theme ? { ...view, theme } : null
}

const editThemeForm = form({
  ...shared,
  at: at('themes/:theme'),
  operation: wording.editTheme,
  read: openTheme,
  start: ({ theme }) => ({ title: theme.title, description: theme.description }),
  title: ({ theme }) => `Change “${theme.title}”`,
  button: 'Save',
  done: 'Saved.',
})

const removeThemeForm = form({
  ...shared,
  at: at('themes/:theme/remove'),
  operation: wording.removeTheme,
  read: openTheme,
  title: ({ theme }) => `Remove “${theme.title}” from the draft`,
  lead: () => 'It stays in the versions that were adopted with it.',
  button: 'Remove it',
  danger: true,
  done: 'The theme is removed from the draft.',
})

async function openOutcomes(asking: Asking, params: Params) {
  const view = await open(asking, params)
  const wider = view?.parentPlan ? await queries.versionOf(asking.db, view.parentPlan, ['adopted']) : null
  return (
    view && {
      ...view,
      partners: await partners(asking.db),
      wider: wider === null ? [] : await queries.outcomesOf(asking.db, wider),
    }
  )
}
const outcomeOptions = (view: NonNullable<Awaited<ReturnType<typeof openOutcomes>>> & { outcome?: WordedOutcome }) => ({
  theme: asOptions(view.themes),
  parent: [
    ...asOptions(view.outcomes.filter(one => one.id !== view.outcome?.id)),
    ...asOptions(view.wider).map(one => ({ ...one, words: `${one.words} (${view.parentTitle})` })),
  ],
  partner: view.partners.map(one => ({ value: String(one.id), words: one.name })),
})

const addOutcomeForm = form({
  ...shared,
  at: at('outcomes'),
  operation: wording.addOutcome,
  read: openOutcomes,
  options: outcomeOptions,
  // Goals have a form of their own.
  hidden: ['goals'],
  title: () => 'Add an outcome',
  button: 'Add it',
  done: 'The outcome is added.',
})

async function openOutcome(asking: Asking, params: Params) {
  const view = await openOutcomes(asking, params)
  const outcome = view?.outcomes.find(one => String(one.id) === params.outcome)
  return view && outcome ? { ...view, outcome } : null
}

const editOutcomeForm = form({
  ...shared,
  at: at('outcomes/:outcome'),
  operation: wording.editOutcome,
  read: openOutcome,
  options: outcomeOptions,
  hidden: ['seen'],
  renews: { input: 'seen', after: 'changed-meanwhile' },
  start: ({ outcome }) => ({
    theme: String(outcome.theme),
    title: outcome.title,
    description: outcome.description,
    horizon: outcome.horizon,
    dimensions: outcome.dimensions,
    parent: String(outcome.parent ?? ''),
    partner: String(outcome.partner ?? ''),
    seen: seenOf(outcome),
  }),
  title: ({ outcome }) => `Change “${outcome.title}”`,
  below: ({ outcome, ...view }) => (
    <details>
      <summary>How it stands now</summary>
      <DefinitionRows
        rows={[
          { term: 'Outcome', words: outcome.title },
          { term: 'In one sentence', words: outcome.description || 'Not written yet' },
          { term: 'More', words: outcomeMeta(outcome) },
        ]}
      />
      <p>
        <a href={`/p/${view.slug}/plans/${view.plan}/versions/${view.version}/outcomes/${outcome.id}`}>
          Start again from these words
        </a>
      </p>
    </details>
  ),
  button: 'Save',
  done: 'Saved.',
})

const removeOutcomeForm = form({
  ...shared,
  at: at('outcomes/:outcome/remove'),
  operation: wording.removeOutcome,
  read: openOutcome,
  title: ({ outcome }) => `Remove “${outcome.title}” from the draft`,
  lead: () => 'It stays in the versions that were adopted with it.',
  button: 'Remove it',
  danger: true,
  done: 'The outcome is removed from the draft.',
})

const goalsForm = form({
  ...shared,
  at: at('outcomes/:outcome/goals'),
  operation: wording.mapOutcome,
  read: async (asking, params) => {
    const view = await openOutcome(asking, params)
    return view && { ...view, frameworks: await queries.frameworks(asking.db) }
  },
  options: ({ frameworks }) => ({
    goals: frameworks.flatMap(framework =>
      framework.goals.map(goal => ({
        value: `${framework.code}:${goal.code}`,
        words: goal.title,
        hint: `${framework.name}, ${framework.version}`,
      })),
    ),
  }),
  start: ({ outcome }) => ({ goals: outcome.goals.map(goal => goal.key) }),
  title: ({ outcome }) => `Wider goals that “${outcome.title}” serves`,
  button: 'Save',
  done: 'Saved.',
})

const proposeForm = form({
  ...shared,
  at: at('propose'),
  operation: operations.proposeVersion,
  read: open,
  title: ({ title, number }) => `Propose version ${number} of “${title}”`,
  lead: ({ outcomes }) =>
    `Every partner’s lead gets a letter that asks whether they agree. Its ${counted(outcomes.length, 'outcome')} and all other words stand still while they answer.`,
  button: 'Propose it',
  done: 'Proposed. The partners’ leads have been written to.',
})

const withdrawForm = form({
  ...shared,
  at: at('withdraw'),
  operation: operations.withdrawProposal,
  read: open,
  title: () => 'Withdraw the proposal',
  lead: () =>
    'It becomes a draft again. Partners who agreed are asked again when you propose it next, because its words may change.',
  button: 'Withdraw it',
  danger: true,
  done: 'It is a draft again.',
})

const adoptForm = form({
  ...shared,
  at: at('adopt'),
  operation: operations.adoptVersion,
  read: open,
  title: ({ title, number }) => `Record that version ${number} of “${title}” was adopted`,
  lead: () => 'From then on everyone can read it, and its words do not change.',
  button: 'Record it',
  done: 'Adopted. Everyone can read it now.',
  next: (_outcome, params, base) => `${base}/plans/${params.plan}`,
})

const discardForm = form({
  ...shared,
  at: at('discard'),
  operation: operations.discardDraft,
  read: open,
  title: ({ title, number }) => `Discard the draft of version ${number} of “${title}”`,
  lead: ({ number }) =>
    number === 1 ? 'The whole plan goes: no version of it was adopted.' : 'The adopted version stays as it is.',
  button: 'Discard it',
  danger: true,
  done: 'The draft is discarded.',
  next: (_outcome, _params, base) => `${base}/plan`,
})

/** The version, with the partners that whoever looks may answer for. */
async function openForAnswers(asking: Asking, params: Params) {
  const view = await open(asking, params)
  if (!view) return null
  const { standing } = asking
  const mine = (await queries.voices(asking.db, view.version)).filter(
    one => isCoordinator(standing) || standing.leads.includes(one.organisation),
  )
  return { ...view, mine }
}
type ForAnswers = NonNullable<Awaited<ReturnType<typeof openForAnswers>>>
const partnerOptions = (view: ForAnswers) => view.mine.map(one => ({ value: String(one.partner), words: one.name }))
/** What was said before, where there is only one partner to answer for. */
const only = (view: ForAnswers) => (view.mine.length === 1 ? view.mine[0] : undefined)
const toVersion = (_outcome: unknown, params: Params, base: string) =>
  `${base}/plans/${params.plan}/versions/${params.version}`
const toVersionCrumb = (view: ForAnswers) => [
  {
    href: `/p/${view.slug}/plans/${view.plan}/versions/${view.version}`,
    words: `${view.title}, version ${view.number}`,
  },
]

const endorseForm = form({
  at: at('endorse'),
  audience: 'members',
  operation: answers.endorse,
  read: openForAnswers,
  options: view => ({ partner: partnerOptions(view) }),
  start: view => ({ partner: String(only(view)?.partner ?? ''), reservation: only(view)?.reservation ?? '' }),
  title: ({ title, number }) => `Agree with version ${number} of “${title}”`,
  lead: () => 'What you say is shown to everyone with the plan.',
  crumbs: toVersionCrumb,
  button: 'We agree',
  done: 'Recorded. Thank you.',
  next: toVersion,
})

const stressForm = form({
  at: at('stress'),
  audience: 'members',
  operation: answers.stress,
  read: openForAnswers,
  options: view => ({ partner: partnerOptions(view), outcomes: asOptions(view.outcomes) }),
  start: view => ({
    partner: String(only(view)?.partner ?? ''),
    principle: only(view)?.principle ?? '',
    outcomes: (only(view)?.outcomes ?? []).map(String),
    words: only(view)?.words ?? '',
  }),
  title: () => 'What you stress',
  lead: () =>
    'Partners can agree on a plan and still care most about different parts. Saying so helps to work together.',
  crumbs: toVersionCrumb,
  button: 'Save',
  done: 'Recorded. Thank you.',
  next: toVersion,
})

async function objectiveHere({ db, partnership }: Asking, params: Params) {
  const one = /^\d{1,15}$/.test(params.partner!) ? await partner(db, Number(params.partner)) : null
  const objective = one?.ownObjectives.find(mine => String(mine.id) === params.objective)
  if (!one || !objective) return null
  const linked = await queries.outcomesOfObjective(db, objective.id)
  return { slug: partnership!.slug, partner: one, objective, linked, offered: await queries.outcomesToLink(db) }
}
type ObjectiveHere = NonNullable<Awaited<ReturnType<typeof objectiveHere>>>
const objectiveCrumbs = ({ slug, partner }: ObjectiveHere) => [
  { href: `/p/${slug}/partners`, words: 'Who is involved' },
  { href: `/p/${slug}/partners/${partner.id}`, words: partner.name },
]
const toObjective = (_outcome: unknown, params: Params, base: string) =>
  `${base}/partners/${params.partner}/objectives/${params.objective}/outcomes`

const linkForm = form({
  at: '/p/:slug/partners/:partner/objectives/:objective/outcomes',
  audience: 'members',
  operation: answers.linkObjective,
  read: objectiveHere,
  options: ({ offered, linked }) => ({
    outcome: offered
      .filter(one => !linked.some(other => other.id === one.id))
      .map(one => ({ value: String(one.id), words: `${one.title} (${one.plan})` })),
  }),
  title: () => 'Shared outcomes that this objective serves',
  lead: ({ objective, partner }) => `${partner.shortName}: “${objective.words}”`,
  crumbs: objectiveCrumbs,
  below: ({ slug, partner, objective, linked }) =>
    linked.length ? (
      <section>
        <h2>Linked already</h2>
        <ul class="plain">
          {linked.map(one => (
            <li key={one.id}>
              {one.title}{' '}
              <a href={`/p/${slug}/partners/${partner.id}/objectives/${objective.id}/outcomes/${one.id}/unlink`}>
                Take away <span class="unseen">the link to {one.title}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    ) : null,
  button: 'Link it',
  done: 'Linked.',
  next: toObjective,
})

const unlinkForm = form({
  at: '/p/:slug/partners/:partner/objectives/:objective/outcomes/:outcome/unlink',
  audience: 'members',
  operation: answers.unlinkObjective,
  read: async (asking, params) => {
    const found = await objectiveHere(asking, params)
    const linked = found?.linked.find(one => String(one.id) === params.outcome)
    return found && linked ? { ...found, title: linked.title } : null
  },
  title: () => 'Take away this link',
  lead: ({ objective, title }) => `“${objective.words}” would no longer be shown under “${title}”.`,
  crumbs: objectiveCrumbs,
  button: 'Take it away',
  danger: true,
  done: 'The link is taken away.',
  next: toObjective,
})

export const formFaces = [
  startForm,
  importForm,
  nextForm,
  visionForm,
  periodForm,
  addThemeForm,
  editThemeForm,
  removeThemeForm,
  addOutcomeForm,
  editOutcomeForm,
  removeOutcomeForm,
  goalsForm,
  proposeForm,
  withdrawForm,
  adoptForm,
  discardForm,
  endorseForm,
  stressForm,
  linkForm,
  unlinkForm,
]
