// The page from which a budget is run: the one next step, its projects, and its terms; and the way from the vote of an
// engagement to the budget it belongs to.

import { capital, counted, longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { type Params, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Lead, Meta, Section } from '../../ui/parts.tsx'
import { addressOfEngagement, ballotKinds, engagementHere, isNumber, progress } from '../engagement/public.ts'
import {
  addressOfBudget,
  addressOfProject,
  addressOfVote,
  crumbs,
  isFunded,
  moneyOf,
  type ProjectsHere,
  projectsHere,
  Steps,
} from './here.tsx'
import { tieBreaks } from './model.ts'
import { projectWays, StatePill } from './project-pages.tsx'
import { budgetOfVote, unsettled } from './queries.ts'
import { areTermsFrozen } from './rules.ts'
import { phaseWords, resultWords, ruleName } from './words.ts'

async function runHere(asking: Asking, params: Params) {
  const found = await projectsHere(asking, params)
  if (!found) return null
  const { db } = asking
  return {
    ...found,
    votes: found.activity === null ? 0 : ((await progress(db, found.engagement)).answered[found.activity] ?? 0),
    open: found.activity === null ? { sheets: 0, clusters: 0 } : await unsettled(db, found.activity),
  }
}
type RunView = NonNullable<Awaited<ReturnType<typeof runHere>>>

const runPage = page({
  at: '/p/:slug/budgets/:budget/run',
  audience: 'members',
  read: runHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`Run it: ${view.title}`} crumbs={crumbs(view)} current="voice">
      <h1>{view.title}</h1>
      <Lead>{stateWords(view)}</Lead>
      <Steps view={view} />
      {view.mayRun ? <Next view={view} /> : null}
      <NotSettled view={view} />
      <FromFile view={view} />
      <Projects view={view} />
      <Terms view={view} />
    </Layout>
  ),
})

function stateWords(view: RunView): string {
  const { phase, suggestUntil, opens, closes, votes } = view
  if (view.counted && view.publishedOn) return `${phaseWords[phase]}. ${resultWords(view.counted)}`
  if (view.counted) return `Counted, and only members see it yet. ${resultWords(view.counted)}`
  switch (phase) {
    case 'ideas':
      return `People can suggest projects until ${longDate(suggestUntil!)}. The vote opens on ${longDate(opens)}.`
    case 'shortlist':
      return `The vote is ready. It opens by itself on ${longDate(opens)}.`
    case 'vote':
      return `People vote until ${longDate(closes)}. ${capital(counted(votes, 'vote'))} so far.`
    case 'count':
      return `The vote is over, with ${counted(votes, 'vote')}.`
    default:
      return `${phaseWords[phase]}.`
  }
}

interface Step {
  readonly words: string
  readonly href?: string
  readonly button?: string
}

/** The one thing to do next. */
export function nextStep(view: ProjectsHere): Step {
  const run = `${addressOfBudget(view.slug, view.id)}/run`
  const of = `${addressOfEngagement(view.slug, view.engagement)}/run`
  const step = (words: string, href: string, button: string): Step => ({ words, href, button })
  const inState = (state: string) => view.listed.filter(one => one.state === state)
  const waiting = inState('suggested')
  const [unread] = waiting
  if (view.phase === 'called-off') return { words: 'It was called off, so there is nothing to do.' }
  if (unread && (view.state === 'draft' || view.state === 'announced'))
    return step(
      `${capital(counted(waiting.length, 'suggestion'))} ${waiting.length === 1 ? 'waits' : 'wait'} for somebody to read ${waiting.length === 1 ? 'it' : 'them'}.`,
      addressOfProject(view.slug, view.id, unread.id),
      'Read the first',
    )
  switch (view.phase) {
    case 'ideas':
    case 'check':
    case 'shortlist':
      return beforeVote(view, step, run, of)
    case 'vote':
      return {
        words: 'Nothing now. You can print ballots and enter those that come back on paper.',
        href: `${of}/paper`,
        button: 'Ballots on paper',
      }
    case 'count':
      return view.counted
        ? step('Look at the result. When it is right, let everyone see it.', `${run}/publish`, 'Publish the result')
        : step('Everybody has voted. Count the votes by the rule that was declared.', `${run}/count`, 'Count the votes')
    case 'result': {
      const unfollowed = view.listed.filter(one => isFunded(view, one) && one.action === null)
      const [next] = unfollowed
      return next
        ? step(
            `${capital(counted(unfollowed.length, 'project'))} got money, and nobody has said which work does ${unfollowed.length === 1 ? 'it' : 'them'}.`,
            `${run}/projects/${next.id}/follow`,
            `Say which work does “${next.title}”`,
          )
        : followed
    }
    case 'done':
      return view.counted?.funded.length ? followed : { words: 'No project got money, so no work follows.' }
  }
}

const followed: Step = { words: 'Every project that got money has its work. People see there how it goes.' }

function beforeVote(
  view: ProjectsHere,
  step: (words: string, href: string, button: string) => Step,
  run: string,
  of: string,
): Step {
  if (view.state === 'open' || view.state === 'closed')
    return {
      words:
        'The engagement has opened, and there was no vote in it. Start the budget again in an engagement that has not opened yet.',
    }
  const inState = (...states: string[]) => view.listed.filter(one => states.includes(one.state))
  const [unchecked] = inState('shown')
  const shortlisted = inState('shortlisted')
  const [feasible] = inState('feasible')
  if (view.phase === 'ideas' && view.state === 'draft')
    return step('People can suggest projects once the engagement is announced.', of, 'Announce the engagement')
  if (unchecked)
    return step(
      `${capital(counted(inState('shown').length, 'project'))} ${inState('shown').length === 1 ? 'is' : 'are'} not checked yet: can it be done, and what does it cost?`,
      `${run}/projects/${unchecked.id}/check`,
      `Check “${unchecked.title}”`,
    )
  if (view.phase === 'ideas')
    return step(
      `Suggestions come in until ${longDate(view.suggestUntil!)}. You can add projects of your own.`,
      `${run}/projects/new`,
      'Add a project',
    )
  if (view.listed.length === 0)
    return step('There are no projects yet.', `${run}/projects/new`, 'Add the first project')
  if (shortlisted.length < 2 && feasible)
    return step(
      'Put what can be done on the shortlist: people vote on the shortlist.',
      `${run}/projects/${feasible.id}/shortlist`,
      `Shortlist “${feasible.title}”`,
    )
  if (shortlisted.length < 2)
    return step('A vote needs at least two projects that can be done.', `${run}/projects/new`, 'Add another project')
  if (view.activity === null)
    return step(
      `${capital(counted(shortlisted.length, 'project'))} ${shortlisted.length === 1 ? 'is' : 'are'} on the shortlist. Make the vote from it.`,
      `${run}/prepare`,
      'Make the vote',
    )
  return view.state === 'draft'
    ? step('The vote is ready. Announce the engagement, so that it can open on its day.', of, 'Go to the engagement')
    : step(
        `The vote is ready, and opens by itself on ${longDate(view.opens)}.`,
        addressOfVote(view)!,
        'See it as people will',
      )
}

function Next({ view }: { view: RunView }) {
  const { words, href, button } = nextStep(view)
  return (
    <Section wash heading="Next">
      <p>{words}</p>
      {href && button ? <ButtonLink href={href}>{button}</ButtonLink> : null}
    </Section>
  )
}

/** What would change a count, said before it is counted. */
function NotSettled({ view: { open, slug, engagement, phase, publishedOn } }: { view: RunView }) {
  if ((phase !== 'count' && phase !== 'vote') || publishedOn || open.sheets + open.clusters === 0) return null
  const of = `${addressOfEngagement(slug, engagement)}/run`
  return (
    <Section heading="Not settled yet">
      <ul>
        {open.sheets > 0 ? (
          <li>
            {counted(open.sheets, 'sheet')} of paper {open.sheets === 1 ? 'is' : 'are'} begun and would not be counted.{' '}
            <a href={`${of}/paper`}>Finish them first</a>
          </li>
        ) : null}
        {open.clusters > 0 ? (
          <li>
            {counted(open.clusters, 'group')} of votes that look alike {open.clusters === 1 ? 'waits' : 'wait'} for
            somebody’s judgement. <a href={`${of}/checks`}>Look at them first</a>
          </li>
        ) : null}
      </ul>
    </Section>
  )
}

/** What of a file could not be used, and what does not add up in it. */
function FromFile({ view: { outside } }: { view: RunView }) {
  if (!outside) return null
  const { name, remarks, remarked } = outside
  return (
    <Section heading="The file it came from">
      <p>
        {name}.{' '}
        {remarked === 0
          ? 'All of it could be read.'
          : `${capital(counted(remarked, 'thing'))} in it ${remarked === 1 ? 'was' : 'were'} left out, or ${remarked === 1 ? 'does' : 'do'} not add up:`}
      </p>
      {remarks.length ? (
        <ul>
          {remarks.map(({ line, words }, at) => (
            <li key={at}>
              {line === null ? '' : `Line ${line}: `}
              {words}
            </li>
          ))}
        </ul>
      ) : null}
      {remarked > remarks.length ? <Meta>And {remarked - remarks.length} more of the same kind.</Meta> : null}
    </Section>
  )
}

function Projects({ view }: { view: RunView }) {
  const { slug, id, listed, mayRun, imported } = view
  const run = `${addressOfBudget(slug, id)}/run`
  const money = moneyOf(view)
  const changes = mayRun && !imported && (view.state === 'draft' || view.state === 'announced')
  return (
    <Section heading="Projects">
      {listed.length === 0 ? (
        <Empty words="None yet." href={changes ? `${run}/projects/new` : undefined} next="Add a project" />
      ) : (
        <DefinitionRows
          rows={listed.map(one => ({
            term: one.title || 'Erased',
            words: (
              <>
                <span class="row">
                  <StatePill view={view} project={one} /> {one.cost === null ? 'Cost not known' : money(one.cost)}
                </span>
                <ul class="inline">
                  <li>
                    <a href={addressOfProject(slug, id, one.id)}>
                      Read it<span class="unseen">: {one.title}</span>
                    </a>
                  </li>
                  {(mayRun ? projectWays(view, one) : []).map(way => (
                    <li key={way.href}>
                      <a href={way.href}>
                        {way.words}
                        <span class="unseen">: {one.title}</span>
                      </a>
                    </li>
                  ))}
                </ul>
              </>
            ),
          }))}
        />
      )}
      {changes ? (
        <p class="tools">
          <a href={`${run}/projects/new`}>Add a project</a>
          <a href={`${run}/ideas`}>Bring in an idea that people gave</a>
        </p>
      ) : null}
    </Section>
  )
}

function Terms({ view }: { view: RunView }) {
  const { slug, id, mayRun } = view
  const base = addressOfBudget(slug, id)
  const frozen = areTermsFrozen(view)
  return (
    <Section
      heading="Terms"
      words={
        frozen
          ? 'Money, limits, ballot and rule are frozen: people vote, or have voted, on them.'
          : 'Everything can be changed until the vote opens. After that money, limits, ballot and rule are frozen.'
      }
    >
      <DefinitionRows
        rows={[
          { term: 'Money', words: moneyOf(view)(view.amount) },
          { term: 'Place', words: view.place?.name ?? 'The whole area' },
          {
            term: 'Suggestions',
            words: view.suggestUntil ? `Until ${longDate(view.suggestUntil)}` : 'People are not asked for projects',
          },
          { term: 'How people vote', words: `${ballotKinds[view.ballot]}${limitWords(view)}` },
          { term: 'How votes are counted', words: ruleName(view) },
          { term: 'Who goes first of equals', words: tieBreaks[view.tieBreak] },
          {
            term: 'Engagement',
            words: <a href={`${addressOfEngagement(slug, view.engagement)}/run`}>{view.engagementTitle}</a>,
          },
        ]}
      />
      {mayRun && view.phase !== 'called-off' ? (
        <p class="tools">
          <a href={`${base}/run/edit`}>{frozen ? 'Change its words' : 'Change the terms'}</a>
          {view.counted ? <a href={`${base}/run/count`}>Count again</a> : null}
          {view.counted ? <a href={`${base}/result`}>See the result</a> : null}
          <a href={base}>See it as everyone does</a>
        </p>
      ) : null}
    </Section>
  )
}

const limitWords = ({ least, most, points }: RunView): string =>
  [
    least === null ? '' : `at least ${least}`,
    most === null ? '' : `at most ${most}`,
    points === null ? '' : counted(points, 'point'),
  ]
    .filter(Boolean)
    .map(words => `, ${words}`)
    .join('')

/** From the vote of an engagement to its budget. */
const votePage = page({
  at: '/p/:slug/engagements/:engagement/run/vote/:activity',
  audience: 'members',
  read: async (asking: Asking, params: Params) => {
    const found = await engagementHere(asking, params)
    const activity = found?.activities.find(one => String(one.id) === params.activity && one.kind === 'vote')
    if (!found || !activity || !isNumber(params.activity)) return null
    const budget = await budgetOfVote(asking.db, activity.id)
    return budget ? { movedTo: `${addressOfBudget(found.slug, budget.id)}/run` } : { ...found, activity }
  },
  show: (view, frame) => (
    <Layout
      frame={frame}
      title={view.activity.title}
      crumbs={[{ href: `${addressOfEngagement(view.slug, view.id)}/run`, words: `Run it: ${view.title}` }]}
      current="voice"
    >
      <h1>{view.activity.title}</h1>
      <Empty
        words="A vote belongs to a budget: how much money there is, and what projects people can choose. Start the budget first. Its vote takes this place."
        href={view.mayRun ? `/p/${view.slug}/budgets/new?engagement=${view.id}` : undefined}
        next="Start the budget"
      />
    </Layout>
  ),
})

export const runPages = [runPage, votePage]
