// The pages of projects: the list, the one with what became of it, suggesting one, and one's own suggestion.

import { counted, longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { type AnyFace, form, type Params, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Lead, Meta, Pill, Section, type Tone } from '../../ui/parts.tsx'
import { addressOfAction } from '../delivery/public.ts'
import { addressOfActivity, receiptHash } from '../engagement/public.ts'
import { placesWithin } from '../plans/public.ts'
import {
  addressOfBudget,
  addressOfProject,
  addressOfVote,
  type BudgetHere,
  budgetHere,
  crumbs,
  isFunded,
  moneyOf,
  type ProjectHere,
  type ProjectsHere,
  projectHere,
  projectsHere,
} from './here.tsx'
import { suggestProject } from './project-operations.ts'
import { notShown, type ProjectRow, suggestionBy } from './queries.ts'
import { stateWords, whyWords } from './words.ts'

const stateTones: Readonly<Record<ProjectRow['state'], Tone>> = {
  suggested: 'warn',
  shown: 'flat',
  feasible: 'good',
  'not-feasible': 'bad',
  shortlisted: 'good',
  hidden: 'bad',
}

/** Where a project stands, in words; once there is a result, whether it gets money. */
export function StatePill({ view, project }: { view: BudgetHere; project: ProjectRow }) {
  const result = view.counted && project.state === 'shortlisted' && (view.publishedOn || view.inside)
  if (!result) return <Pill tone={stateTones[project.state]}>{stateWords[project.state]}</Pill>
  return isFunded(view, project) ? (
    <Pill tone="good" sign="✓">
      Gets money
    </Pill>
  ) : (
    <Pill tone="flat">No money this time</Pill>
  )
}

const projectsPage = page({
  at: '/p/:slug/budgets/:budget/projects',
  audience: 'anyone',
  read: async (asking: Asking, params: Params) => {
    const found = await projectsHere(asking, params)
    return found && { ...found, reasons: await notShown(asking.db, found.id) }
  },
  show: (view, frame) => {
    const shown = view.listed.filter(one => one.state !== 'suggested' && one.state !== 'hidden')
    const possible = shown.filter(one => one.state !== 'not-feasible')
    const impossible = shown.filter(one => one.state === 'not-feasible')
    const base = addressOfBudget(view.slug, view.id)
    return (
      <Layout frame={frame} title={`Projects: ${view.title}`} crumbs={crumbs(view)} current="voice">
        <h1>Projects</h1>
        <Lead>{projectsLead(view, shown)}</Lead>
        {view.phase === 'vote' || (view.phase === 'ideas' && view.state === 'announced') ? (
          <p class="row">
            <ButtonLink href={view.phase === 'vote' ? addressOfVote(view)! : `${base}/suggest`}>
              {view.phase === 'vote' ? 'Vote' : 'Suggest a project'}
            </ButtonLink>
          </p>
        ) : null}
        {possible.length ? <ProjectList view={view} projects={possible} heading="h2" /> : null}
        {impossible.length ? (
          <Section heading="Cannot be done" words="Each with the reason.">
            <ProjectList view={view} projects={impossible} heading="h3" />
          </Section>
        ) : null}
        {view.reasons.length ? (
          <Section heading="Not shown">
            <p>
              {counted(view.reasons.length, 'suggestion')} {view.reasons.length === 1 ? 'is' : 'are'} not shown.{' '}
              {view.reasons.length === 1 ? 'The reason:' : 'The reasons:'}
            </p>
            <ul>
              {view.reasons.map((reason, at) => (
                <li key={at}>{reason}</li>
              ))}
            </ul>
          </Section>
        ) : null}
      </Layout>
    )
  },
})

function projectsLead(view: ProjectsHere, shown: readonly ProjectRow[]): string {
  const money = moneyOf(view)
  if (shown.length === 0)
    return view.phase === 'ideas' ? 'There is none yet. Yours could be the first.' : 'There is none yet.'
  const all = shown.filter(one => one.state === 'shortlisted').reduce((sum, one) => sum + Number(one.cost), 0)
  return all > 0
    ? `${counted(shown.length, 'project')} for ${money(view.amount)}. Those on the shortlist cost ${money(all)} together${all > Number(view.amount) ? ', so not all of them can be done' : ''}.`
    : `${counted(shown.length, 'project')} for ${money(view.amount)}.`
}

interface ProjectListProps {
  readonly view: BudgetHere
  readonly projects: readonly ProjectRow[]
  readonly heading: 'h2' | 'h3'
}

const ProjectList = ({ view, projects, heading: Heading }: ProjectListProps) => (
  <div class="outcomes">
    {projects.map(one => (
      <div class="outcome" key={one.id}>
        <Heading>
          <a href={addressOfProject(view.slug, view.id, one.id)}>{one.title}</a>
        </Heading>
        <p>
          {one.cost === null ? 'The cost is not known yet' : moneyOf(view)(one.cost)}
          {one.place ? ` · ${one.place.name}` : ''}
        </p>
        <p class="row">
          <StatePill view={view} project={one} />
        </p>
        {one.because ? <Meta>{one.because}</Meta> : null}
      </div>
    ))}
  </div>
)

const projectPage = page({
  at: '/p/:slug/budgets/:budget/projects/:project',
  audience: 'anyone',
  read: projectHere,
  show: (view, frame) => {
    const { project, slug, id } = view
    return (
      <Layout
        frame={frame}
        title={project.title || 'A suggestion'}
        crumbs={[...crumbs(view), { href: `${addressOfBudget(slug, id)}/projects`, words: 'Projects' }]}
        current="voice"
      >
        <h1>{project.title || 'A suggestion that was erased'}</h1>
        <p class="row">
          <StatePill view={view} project={project} />
          <span class="meta">{originWords(view)}</span>
        </p>
        {project.words ? <p class="pre">{project.words}</p> : null}
        <DefinitionRows rows={projectRows(view)} />
        {view.phase === 'vote' && project.state === 'shortlisted' ? (
          <p class="row">
            <ButtonLink href={addressOfVote(view)!}>Vote</ButtonLink>
          </p>
        ) : null}
        <Why view={view} />
        <Follows view={view} />
        {view.mayRun ? <ProjectTools view={view} /> : null}
      </Layout>
    )
  },
})

function originWords({ project, slug }: ProjectHere) {
  const on = longDate(project.addedAt)
  switch (project.origin) {
    case 'suggested':
      return `Suggested by somebody who lives or works here, ${on}`
    case 'idea':
      return project.idea ? (
        <>
          Grew from{' '}
          <a href={addressOfActivity(slug, project.idea.engagement, { id: project.idea.activity, kind: 'ideas' })}>
            an idea that people gave
          </a>
        </>
      ) : (
        'Grew from an idea that people gave'
      )
    case 'added':
      return `Put forward by the partnership, ${on}`
    case 'imported':
      return `Number ${project.code} in the file`
  }
}

function projectRows(view: ProjectHere) {
  const { project } = view
  const money = moneyOf(view)
  return [
    ...(project.cost !== null
      ? [{ term: 'What it costs', words: money(project.cost) }]
      : project.suggestedCost !== null
        ? [{ term: 'What it may cost', words: `${money(project.suggestedCost)}, as its suggester thinks` }]
        : []),
    ...(project.place ? [{ term: 'Where', words: project.place.name }] : []),
    ...(project.because
      ? [{ term: project.state === 'not-feasible' ? 'Why it cannot be done' : 'Good to know', words: project.because }]
      : []),
    ...(project.checkedOn ? [{ term: 'Checked', words: longDate(project.checkedOn) }] : []),
  ]
}

function Why({ view }: { view: ProjectHere }) {
  const counting = view.publishedOn ? view.counted : null
  const facts = counting?.projects.find(one => one.code === view.project.code)
  if (!counting || !facts) return null
  return (
    <Section heading={facts.funded ? 'Why it gets money' : 'Why it gets no money this time'}>
      {whyWords(facts, counting).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        <a href={`${addressOfBudget(view.slug, view.id)}/result`}>The whole result</a>
      </p>
    </Section>
  )
}

function Follows({ view }: { view: ProjectHere }) {
  const { project, slug } = view
  if (!view.publishedOn || !isFunded(view, project)) return null
  return (
    <Section heading="What is being done">
      {project.action ? (
        <p>
          <a href={addressOfAction(slug, project.action.id)}>{project.action.title}</a>
          {project.action.stopped
            ? ': this work was stopped'
            : project.action.milestones > 0
              ? `: ${project.action.reached} of ${counted(project.action.milestones, 'step')} done`
              : ''}
        </p>
      ) : (
        <p>Nobody has said yet which work does this. It is owed since {longDate(view.publishedOn)}.</p>
      )}
    </Section>
  )
}

/** What those who run it can do with a project now. */
export function projectWays(view: BudgetHere, project: ProjectRow): readonly { href: string; words: string }[] {
  const at = `${addressOfBudget(view.slug, view.id)}/run/projects/${project.id}`
  const changes = (view.state === 'draft' || view.state === 'announced') && !view.imported
  const ways = {
    show: { href: `${at}/show`, words: 'Show it' },
    hide: { href: `${at}/hide`, words: 'Do not show it' },
    check: { href: `${at}/check`, words: project.checkedOn ? 'Check it again' : 'Check it' },
    shortlist: { href: `${at}/shortlist`, words: 'Put it on the shortlist' },
    off: { href: `${at}/take-off`, words: 'Take it off the shortlist' },
    edit: { href: `${at}/edit`, words: 'Change its words' },
    follow: { href: `${at}/follow`, words: project.action ? 'Say which other work does it' : 'Say which work does it' },
  }
  if (view.publishedOn && isFunded(view, project)) return [ways.follow]
  if (view.state === 'called-off' || view.imported) return []
  const edit = project.origin === 'added' && changes ? [ways.edit] : []
  switch (project.state) {
    case 'suggested':
      return [...(changes ? [ways.check] : []), ways.show, ways.hide]
    case 'hidden':
      return [ways.show]
    case 'shown':
      return [...(changes ? [ways.check] : []), ...edit, ways.hide]
    case 'feasible':
      return changes ? [ways.shortlist, ways.check, ...edit, ways.hide] : [ways.hide]
    case 'not-feasible':
      return changes ? [ways.check, ...edit, ways.hide] : [ways.hide]
    case 'shortlisted':
      return changes ? [ways.off, ways.check, ...edit] : []
  }
}

const ProjectTools = ({ view }: { view: ProjectHere }) => {
  const ways = projectWays(view, view.project)
  return ways.length ? (
    <Section heading="For those who run it">
      <p class="tools">
        {ways.map(way => (
          <a key={way.href} href={way.href}>
            {way.words}
          </a>
        ))}
      </p>
    </Section>
  ) : null
}

const suggestForm = form({
  at: '/p/:slug/budgets/:budget/suggest',
  audience: 'anyone',
  operation: suggestProject,
  rationed: 'crowd',
  device: 'device',
  read: async (asking: Asking, params: Params) => {
    const found = await budgetHere(asking, params)
    return found && !found.imported
      ? { ...found, around: await placesWithin(asking.db, asking.partnership!.areaCode) }
      : null
  },
  options: ({ around }) => ({ place: around.map(one => ({ value: one.code, words: one.name })) }),
  crumbs,
  title: () => 'Suggest a project',
  lead: view => (
    <>
      <p class="lead">
        {moneyOf(view)(view.amount)}
        {view.place ? ` for ${view.place.name}` : ''}. What should be done with it?
      </p>
      <p class="meta">
        {view.phase === 'ideas'
          ? `You can suggest projects until ${longDate(view.suggestUntil!)}. A person reads each one before everyone can see it. You get a number, with which you can see what becomes of yours.`
          : 'Projects cannot be suggested for this now.'}
      </p>
    </>
  ),
  sends: ({ phase, state }) => phase === 'ideas' && state === 'announced',
  button: 'Send my suggestion',
  next: ({ written }, { slug, budget }) => `/p/${slug}/budgets/${budget}/suggestions/${written.reveal}`,
})

const longestReceipt = 60

const suggestionPage = page({
  at: '/p/:slug/budgets/:budget/suggestions/:receipt',
  audience: 'anyone',
  // It is its writer's: the page is kept for nobody else.
  device: true,
  read: async (asking: Asking, params: Params) => {
    const { receipt = '' } = params
    if (receipt.length > longestReceipt) return null
    const found = await budgetHere(asking, params)
    const suggestion = found && (await suggestionBy(asking.db, found.id, receiptHash(receipt)))
    return found && suggestion ? { ...found, suggestion, receipt: receipt.toUpperCase() } : null
  },
  show: (view, frame) => {
    const { suggestion, slug, id } = view
    const waits = suggestion.state === 'suggested'
    return (
      <Layout frame={frame} title="Your suggestion" crumbs={crumbs(view)} current="voice">
        <h1>{waits ? 'Thank you for your suggestion' : 'Your suggestion'}</h1>
        <Lead>{becameWords(view)}</Lead>
        <p class="secret">
          <span class="unseen">The number of your suggestion: </span>
          <code>{view.receipt}</code>
        </p>
        <Meta>
          Keep this page or its number. Nobody can look it up for you, because nobody knows which suggestion is yours.
        </Meta>
        <Section heading={suggestion.title}>
          <p class="pre">{suggestion.words}</p>
        </Section>
        <p class="row">
          {waits || suggestion.state === 'hidden' ? (
            <ButtonLink href={addressOfBudget(slug, id)} secondary>
              Back to the budget
            </ButtonLink>
          ) : (
            <ButtonLink href={addressOfProject(slug, id, suggestion.id)} secondary>
              See it as everyone does
            </ButtonLink>
          )}
        </p>
      </Layout>
    )
  },
})

function becameWords(
  view: BudgetHere & { readonly suggestion: Pick<ProjectRow, 'state' | 'because' | 'cost' | 'code'> },
) {
  const { state, because, cost } = view.suggestion
  if (view.publishedOn && state === 'shortlisted')
    return isFunded(view, view.suggestion)
      ? 'It gets money. People voted for it.'
      : 'People voted on it. It gets no money this time.'
  switch (state) {
    case 'suggested':
      return 'A person reads it next. After that everyone can see it.'
    case 'hidden':
      return `It is not shown to others. The reason: ${because} You can suggest it again in other words.`
    case 'shown':
      return 'Everyone can see it now. Somebody finds out whether it can be done, and what it costs.'
    case 'feasible':
      return `It can be done, for ${moneyOf(view)(cost!)}.`
    case 'not-feasible':
      return `It cannot be done. The reason: ${because}`
    case 'shortlisted':
      return `It is on the shortlist: people ${view.phase === 'vote' ? 'vote on it now' : 'will vote on it'}. It costs ${moneyOf(view)(cost!)}.`
  }
}

export const projectPages: readonly AnyFace[] = [projectsPage, projectPage, suggestForm, suggestionPage]
