// The result of a vote: what the money goes to, why this project and not that one, what other rules would have done,
// and how to count it again. It reads what was counted, however many people voted.

import { capital, listOf, longDate, counted as many } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { download, type Params, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Lead, Meta, Section, Table } from '../../ui/parts.tsx'
import { addressOfAction } from '../delivery/public.ts'
import type { Source } from '../engagement/public.ts'
import { tieBreakingWords } from './counting/model.ts'
import { pabulibOf } from './exporting.ts'
import {
  addressOfBudget,
  addressOfProject,
  addressOfVote,
  type BudgetHere,
  budgetHere,
  crumbs,
  type ProjectsHere,
  projectsHere,
} from './here.tsx'
import type { ComparedRule, Counted, CountedProject } from './model.ts'
import { moneyIn } from './money.ts'
import type { ProjectRow } from './queries.ts'
import { changeWords, differenceWords, resultWords, ruleName, supportWords, whyWords } from './words.ts'

const resultPage = page({
  at: '/p/:slug/budgets/:budget/result',
  audience: 'anyone',
  read: projectsHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`Result: ${view.title}`} crumbs={crumbs(view)} current="voice">
      <h1>The result: {view.title}</h1>
      {view.counted ? <Result view={view} counted={view.counted} /> : <NotYet view={view} />}
    </Layout>
  ),
})

function NotYet({ view }: { view: BudgetHere }) {
  const base = addressOfBudget(view.slug, view.id)
  if (view.phase === 'vote')
    return (
      <Empty
        words={`People vote until ${longDate(view.closes)}. The result will stand here.`}
        href={addressOfVote(view)!}
        next="Vote"
      />
    )
  return (
    <Empty
      words={
        view.phase === 'count'
          ? 'The votes are being counted. The result will stand here.'
          : view.phase === 'called-off'
            ? 'This was called off, so there is no result.'
            : 'There was no vote yet. The result will stand here.'
      }
      href={base}
      next="See what it is about"
    />
  )
}

function Result({ view, counted }: { view: ProjectsHere; counted: Counted }) {
  const base = addressOfBudget(view.slug, view.id)
  return (
    <>
      {view.publishedOn ? null : (
        <p class="notice-line">
          Only members see this yet.{' '}
          {view.mayRun ? <a href={`${base}/run/publish`}>Let everyone see the result</a> : null}
        </p>
      )}
      <Lead>{resultWords(counted)}</Lead>
      <MoneyBar counted={counted} />
      <Recounts counted={counted} />
      <Funded view={view} counted={counted} />
      <WhyEach view={view} counted={counted} />
      <Rules view={view} counted={counted} />
      <HowCounted counted={counted} view={view} />
      <CountAgain view={view} counted={counted} />
    </>
  )
}

const [width, height] = [720, 36]

/** The money as one bar, a part for each project; the table below says the same. */
function MoneyBar({ counted }: { counted: Counted }) {
  const money = moneyIn(counted.currency)
  const all = Number(counted.amount)
  if (all <= 0) return null
  const funded = counted.projects.filter(one => one.funded && Number(one.cost) > 0)
  let at = 0
  const parts = funded.map(one => {
    const part = {
      code: one.code,
      x: at,
      wide: (Number(one.cost) / all) * width,
      words: `${one.title}: ${money(one.cost)}`,
    }
    at += part.wide
    return part
  })
  return (
    <figure class="money">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Of ${money(counted.amount)}, ${money(counted.spent)} goes to ${many(funded.length, 'project')} and ${money(counted.left)} is left. The table below names them.`}
      >
        <rect class="left" x="0" y="0" width={width} height={height} />
        {parts.map(part => (
          <rect key={part.code} x={part.x} y="0" width={Math.max(0.5, part.wide - 1.5)} height={height}>
            <title>{part.words}</title>
          </rect>
        ))}
      </svg>
      <figcaption class="meta">
        {money(counted.spent)} of {money(counted.amount)} goes to projects
        {Number(counted.left) > 0 ? `, ${money(counted.left)} is left (pale)` : ''}.
      </figcaption>
    </figure>
  )
}

/** A recount is one for everyone to see: what was counted first, why again, and what is different. */
function Recounts({ counted }: { counted: Counted }) {
  if (counted.before.length === 0) return null
  return (
    <Section heading="This was counted again">
      {counted.before.map((earlier, at) => {
        const next = counted.before[at + 1] ?? counted
        return (
          <p key={at}>
            It was counted on {longDate(earlier.on)}, with {many(earlier.voters, 'vote')}, and again on{' '}
            {longDate(next.on)}, with {many(next.voters, 'vote')}. The reason: {earlier.because}{' '}
            {changeWords(earlier.funded, next.funded, titleIn(counted))}
          </p>
        )
      })}
    </Section>
  )
}

const titleIn =
  ({ projects }: Counted) =>
  (code: string): string =>
    projects.find(one => one.code === code)?.title ?? code

/** The work stands beside a project once any has some. */
function Funded({ view, counted }: { view: ProjectsHere; counted: Counted }) {
  const money = moneyIn(counted.currency)
  const funded = counted.projects
    .filter(one => one.funded)
    .map(one => ({ ...one, project: view.listed.find(other => other.code === one.code) }))
  const worked = funded.some(one => one.project?.action)
  return (
    <Section heading="What the money goes to">
      <Table
        quiet
        caption="Projects that get money"
        empty="No project gets money."
        columns={[
          { words: 'Project' },
          { words: 'Cost', numeric: true },
          { words: 'Support' },
          ...(worked ? [{ words: 'Work that does it' }] : []),
        ]}
        rows={funded.map(one => [
          <TitleLink key="title" view={view} project={one} />,
          money(one.cost),
          supportWords(one),
          ...(worked ? [<Work key="work" slug={view.slug} action={one.project?.action ?? null} />] : []),
        ])}
      />
      {worked || funded.length === 0 || view.imported ? null : <p>The work that does each project will stand here.</p>}
    </Section>
  )
}

const Work = ({ slug, action }: { slug: string; action: ProjectRow['action'] }) =>
  action ? <a href={addressOfAction(slug, action.id)}>{action.title}</a> : <span>Not said yet</span>

function TitleLink({ view, project: { code, title } }: { view: ProjectsHere; project: CountedProject }) {
  const project = view.listed.find(other => other.code === code)
  return project ? <a href={addressOfProject(view.slug, view.id, project.id)}>{title}</a> : <span>{title}</span>
}

/** More reasons than this are opened by whoever wants to read them. */
const mostOpen = 12

/** For each project its own reasons, those with money first. */
function WhyEach({ view, counted }: { view: ProjectsHere; counted: Counted }) {
  const money = moneyIn(counted.currency)
  const score = (one: CountedProject) => Number(one.score ?? one.votes)
  const inOrder = counted.projects.toSorted((a, b) => score(b) - score(a))
  const groups = [
    { words: 'got money', projects: inOrder.filter(one => one.funded) },
    { words: 'got no money this time', projects: inOrder.filter(one => !one.funded) },
  ].filter(group => group.projects.length)
  return (
    <Section heading="Why this one and not that one">
      {counted.share === null ? null : (
        <p>
          There was {money(counted.amount)} for {many(counted.voters, 'voter')}
          {counted.raised > 0
            ? `: ${money(Number(counted.amount) / Math.max(1, counted.voters))} each. So that more of the money is used, it was counted as if everybody had ${money(counted.raised)} more: ${money(counted.share)} each.`
            : `: ${money(counted.share)} each.`}
        </p>
      )}
      {groups.map(({ words, projects }) =>
        counted.projects.length > mostOpen ? (
          <details key={words}>
            <summary>
              Why {many(projects.length, 'project')} {words}
            </summary>
            <Reasons view={view} counted={counted} projects={projects} />
          </details>
        ) : (
          <Reasons key={words} view={view} counted={counted} projects={projects} />
        ),
      )}
    </Section>
  )
}

const Reasons = ({
  view,
  counted,
  projects,
}: {
  view: ProjectsHere
  counted: Counted
  projects: readonly CountedProject[]
}) => (
  <dl class="reasons">
    {projects.map(one => (
      <div key={one.code}>
        <dt>
          <TitleLink view={view} project={one} />
          <span class="meta">
            {' '}
            {moneyIn(counted.currency)(one.cost)} · {supportWords(one)} ·{' '}
            <b>{one.funded ? 'gets money' : 'no money this time'}</b>
          </span>
        </dt>
        <dd>{whyWords(one, counted).join(' ')}</dd>
      </div>
    ))}
  </dl>
)

/** The other rules, and what would be different. */
function Rules({ view, counted }: { view: BudgetHere; counted: Counted }) {
  const money = moneyIn(counted.currency)
  const [declared] = counted.compared
  if (!declared) return null
  return (
    <Section
      heading="What other rules would have done"
      words={
        view.imported
          ? `Here it is counted by: ${ruleName(counted).toLowerCase()}.`
          : `The rule was declared before anybody voted: ${ruleName(counted).toLowerCase()}. It stays. This is to see what it does.`
      }
    >
      <DefinitionRows
        rows={counted.compared.map(one => ({
          term: one === declared ? `${ruleName(one)} (the rule here)` : ruleName(one),
          words: (
            <>
              {capital(many(one.funded.length, 'project'))} for {money(one.spent)}. {servedWords(one, counted.voters)}{' '}
              {one === declared
                ? ''
                : differenceWords(declared.funded, one.funded, titleIn(counted)) || 'Nothing would be different.'}
            </>
          ),
        }))}
      />
      <p>
        <a href={`${addressOfBudget(view.slug, view.id)}/rules`}>What each rule does, in words</a>
      </p>
    </Section>
  )
}

const servedWords = ({ votersServed }: ComparedRule, voters: number): string =>
  voters === 0
    ? ''
    : `${votersServed.toLocaleString('en-GB')} of ${many(voters, 'voter')} (${Math.round((votersServed / voters) * 100)}%) get at least one project that they voted for.`

const sourceWords: Readonly<Record<Source, string>> = {
  online: 'on line',
  paper: 'on paper',
  recorded: 'written down by us',
  imported: 'from the file',
}

function HowCounted({ view, counted }: { view: BudgetHere; counted: Counted }) {
  const sources = (Object.keys(sourceWords) as Source[]).flatMap(source => {
    const count = counted.sources[source]
    return count ? [`${count.toLocaleString('en-GB')} ${sourceWords[source]}`] : []
  })
  return (
    <Section heading="How it was counted">
      <p>
        {capital(many(counted.voters, 'vote'))}
        {sources.length ? `: ${listOf(sources)}` : ''}.
        {counted.setAside
          ? ` ${many(counted.setAside, 'vote')} ${counted.setAside === 1 ? 'was' : 'were'} set aside after somebody looked, and not counted.`
          : ''}
        {counted.takenBack
          ? ` ${many(counted.takenBack, 'person', 'people')} took ${counted.takenBack === 1 ? 'a vote' : 'their votes'} back.`
          : ''}
      </p>
      <p>
        {tieBreakingWords[counted.tieBreak]}
        {view.imported ? '' : ' This was declared before anybody voted.'}
      </p>
      <p>Every penny is counted exactly: nothing is rounded while counting. Amounts are shown to the nearest penny.</p>
      <Meta>Counted on {longDate(counted.on)}.</Meta>
    </Section>
  )
}

function CountAgain({ view, counted }: { view: BudgetHere; counted: Counted }) {
  return (
    <Section heading="Count it again yourself" wash>
      <p>
        All votes are in one open file. It has no names and nothing about who voted; equal votes stand together, so
        nobody can see who voted when.
      </p>
      <p class="row">
        {view.publishedOn ? (
          <ButtonLink href={`${addressOfBudget(view.slug, view.id)}/result.pb`}>All votes (Pabulib file)</ButtonLink>
        ) : (
          <span>The file is here once everyone can see the result.</span>
        )}
      </p>
      <p>
        The format is Pabulib’s (pabulib.org), which programs for counting read, such as pabutools and
        equalshares.net’s. Count by {ruleName(counted).toLowerCase()}. A project is worth its cost to those who voted
        for it. {tieBreakingWords[counted.tieBreak]} You must come to the same projects.
      </p>
    </Section>
  )
}

/** Everything is in it that a count needs, and nothing about persons. */
const resultFile = download({
  at: '/p/:slug/budgets/:budget/result.pb',
  audience: 'anyone',
  read: async (asking: Asking, params: Params) => {
    const found = await budgetHere(asking, params)
    if (!found?.publishedOn || !found.counted || found.activity === null) return null
    return {
      name: `budget-${found.id}.pb`,
      type: 'text/plain; charset=utf-8',
      body: await pabulibOf(asking.db, found, found.partnershipName),
    }
  },
})

export const resultPages = [resultPage, resultFile]
