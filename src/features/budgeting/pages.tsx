// The public pages of budgets: the list, the one with its next step for people.

import { counted, longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { type AnyFace, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Lead, Meta, Section } from '../../ui/parts.tsx'
import { addressOfEngagement } from '../engagement/public.ts'
import {
  addressOfBudget,
  addressOfProject,
  addressOfVote,
  type BudgetHere,
  isFunded,
  listCrumb,
  moneyOf,
  type ProjectsHere,
  projectsHere,
  Steps,
} from './here.tsx'
import { moneyIn } from './money.ts'
import { budgetsOf } from './queries.ts'
import { phaseOf } from './rules.ts'
import { ballotWords, phaseWords, resultWords, ruleName } from './words.ts'

const listPage = page({
  at: '/p/:slug/budgets',
  audience: 'anyone',
  read: async ({ db, partnership, standing, today }: Asking) => ({
    slug: partnership!.slug,
    budgets: (await budgetsOf(db, standing.inside)).map(one => ({ ...one, phase: phaseOf({ ...one, today }) })),
    mayStart: isCoordinator(standing) || standing.actsFor.length > 0,
  }),
  show: ({ slug, budgets, mayStart }, frame) => (
    <Layout frame={frame} title="You decide: budgets" current="voice">
      <h1>You decide: budgets</h1>
      <Lead>Part of the public money here is yours to give out. You say what it is for, and vote.</Lead>
      {mayStart ? (
        <p class="tools">
          <a href={`/p/${slug}/budgets/new`}>Start a budget</a>
          <a href={`/p/${slug}/budgets/bring`}>Bring one in from a file</a>
        </p>
      ) : null}
      {budgets.length === 0 ? (
        <Empty
          words={
            mayStart
              ? 'There is none yet. A budget belongs to an engagement: plan that first, then say how much money there is.'
              : 'There is none yet. Here you will see how much money there is, what people suggest, and the vote.'
          }
          href={`/p/${slug}/engagements`}
          next={mayStart ? 'See the engagements' : 'See what else you can have a say in'}
        />
      ) : (
        <div class="outcomes">
          {budgets.map(one => (
            <div class="outcome" key={one.id}>
              <h2>
                <a href={addressOfBudget(slug, one.id)}>{one.title}</a>
              </h2>
              <p>
                {moneyIn(one.currency)(one.amount)}
                {one.place ? ` for ${one.place.name}` : ''} · {counted(one.projects, 'project')}
              </p>
              <Meta>
                {one.state === 'draft' ? 'Only members see this yet. ' : ''}
                {phaseWords[one.phase]}
                {one.phase === 'vote'
                  ? ` until ${longDate(one.closes)}`
                  : one.phase === 'ideas'
                    ? ` until ${longDate(one.suggestUntil!)}`
                    : ''}
              </Meta>
            </div>
          ))}
        </div>
      )}
    </Layout>
  ),
})

const budgetPage = page({
  at: '/p/:slug/budgets/:budget',
  audience: 'anyone',
  read: projectsHere,
  show: (view, frame) => (
    <Layout frame={frame} title={view.title} crumbs={[listCrumb(view.slug)]} current="voice">
      <h1>{view.title}</h1>
      {view.state === 'draft' ? (
        <p class="notice-line">Only members see this yet. Everyone sees it once its engagement is announced.</p>
      ) : null}
      <Lead>{leadWords(view)}</Lead>
      <Steps view={view} />
      {view.inside ? (
        <p class="tools">
          <a href={`${addressOfBudget(view.slug, view.id)}/run`}>Run it</a>
        </p>
      ) : null}
      <NextForPeople view={view} />
      {view.about ? (
        <Section heading="What the money is for">
          <p class="pre">{view.about}</p>
        </Section>
      ) : null}
      <HowItWorks view={view} />
      <FindOutMore view={view} />
    </Layout>
  ),
})

/** How much, for where, and how far it is. */
function leadWords(view: BudgetHere): string {
  const money = moneyOf(view)(view.amount)
  const where = view.place ? ` for ${view.place.name}` : ''
  if (view.publishedOn && view.counted) return `${money}${where}. ${resultWords(view.counted)}`
  return `${money}${where}. ${view.imported ? 'The vote was held before, and was brought in from a file.' : `${phaseWords[view.phase]}.`}`
}

/** The one thing that somebody who lives here can do now. */
function NextForPeople({ view }: { view: ProjectsHere }) {
  const { slug, id, phase, closes, opens, suggestUntil, engagement } = view
  const base = addressOfBudget(slug, id)
  const shortlisted = view.listed.filter(one => one.state === 'shortlisted').length
  const vote = addressOfVote(view)
  switch (phase) {
    case 'ideas':
      return (
        <Section wash heading="What should the money do?">
          {view.state === 'draft' ? (
            <p>Once this is announced, people can suggest projects here until {longDate(suggestUntil!)}.</p>
          ) : (
            <>
              <p>
                Suggest a project until {longDate(suggestUntil!)}. You need no account, and need not say who you are. We
                find out what it costs. The vote opens on {longDate(opens)}.
              </p>
              <p class="row">
                <ButtonLink href={`${base}/suggest`}>Suggest a project</ButtonLink>
                {view.listed.length ? (
                  <ButtonLink href={`${base}/projects`} secondary>
                    See the projects so far
                  </ButtonLink>
                ) : null}
              </p>
            </>
          )}
        </Section>
      )
    case 'check':
    case 'shortlist':
      return (
        <Section wash heading={phase === 'check' ? 'What happens now' : 'The vote is coming'}>
          <p>
            {phase === 'check'
              ? 'For each project somebody finds out whether it can be done, and what it costs. If it cannot be done, you can read why.'
              : `There ${shortlisted === 1 ? 'is' : 'are'} ${counted(shortlisted, 'project')} to vote on. You can vote from ${longDate(opens)} to ${longDate(closes)}.`}
          </p>
          <p class="row">
            <ButtonLink href={`${base}/projects`}>See the projects</ButtonLink>
          </p>
        </Section>
      )
    case 'vote':
      return (
        <Section wash heading="Now you decide">
          <p>
            Vote until {longDate(closes)}. There are {counted(shortlisted, 'project')} to choose from.
          </p>
          <p class="row">
            <ButtonLink href={vote!}>Vote</ButtonLink>
            <ButtonLink href={`${base}/projects`} secondary>
              Read about the projects first
            </ButtonLink>
          </p>
        </Section>
      )
    case 'count':
      return (
        <Section wash heading="The vote is over">
          <p>The votes are counted now. The result will stand here.</p>
          <p class="row">
            <ButtonLink href={`${base}/projects`}>See the projects</ButtonLink>
          </p>
        </Section>
      )
    case 'result':
    case 'done':
      return (
        <Section wash heading={resultHeading(view)}>
          <ul>
            {view.listed
              .filter(one => isFunded(view, one))
              .map(one => (
                <li key={one.id}>
                  <a href={addressOfProject(slug, id, one.id)}>{one.title}</a>: {moneyOf(view)(one.cost!)}
                </li>
              ))}
          </ul>
          <p class="row">
            <ButtonLink href={`${base}/result`}>See the result, and why</ButtonLink>
          </p>
        </Section>
      )
    case 'called-off':
      return (
        <p class="said">
          This was called off: {view.of.calledOffBecause}{' '}
          <a href={addressOfEngagement(slug, engagement)}>Read more about it</a>
        </p>
      )
  }
}

function resultHeading({ phase, counted: result }: BudgetHere): string {
  if (!result?.funded.length) return 'The result is known'
  return phase === 'done' ? 'What you decided is being done' : 'This is what you decided'
}

function HowItWorks({ view }: { view: BudgetHere }) {
  const { slug, id, ballot, least, most, points } = view
  const limits = [
    least !== null && most !== null && least === most
      ? `You choose ${counted(most, 'project')}.`
      : [
          least === null ? '' : `You choose at least ${counted(least, 'project')}.`,
          most === null ? '' : `You can choose up to ${counted(most, 'project')}.`,
        ]
          .filter(Boolean)
          .join(' '),
    points === null ? '' : `There are ${counted(points, 'point')} for each person.`,
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <Section heading="How it is decided">
      <DefinitionRows
        rows={[
          { term: 'How people vote', words: `${ballotWords[ballot]} ${limits}`.trim() },
          {
            term: 'How votes are counted',
            words: (
              <>
                {ruleName(view)}. <a href={`${addressOfBudget(slug, id)}/rules`}>What that means</a>
              </>
            ),
          },
          { term: 'When people vote', words: `${longDate(view.opens)} to ${longDate(view.closes)}` },
          { term: 'Who asks', words: view.of.organisationName },
        ]}
      />
    </Section>
  )
}

const FindOutMore = ({ view: { slug, id, engagement, engagementTitle, projects } }: { view: BudgetHere }) => (
  <Section heading="Find out more">
    <ul class="plain">
      <li>
        <a href={`${addressOfBudget(slug, id)}/projects`}>All projects</a>: {counted(projects, 'project')}
      </li>
      <li>
        <a href={addressOfEngagement(slug, engagement)}>{engagementTitle}</a>: who may take part, who decides, and what
        became of it
      </li>
    </ul>
  </Section>
)

export const publicPages: readonly AnyFace[] = [listPage, budgetPage]
