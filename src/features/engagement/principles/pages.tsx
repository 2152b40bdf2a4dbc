// The eight principles of one engagement: the page everyone reads, the page they are written from, a form for each.

import { capital, counted, inWords, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta } from '../../../ui/parts.tsx'
import { addressOfEngagement, crumbs, type EngagementHere, engagementHere, RunLinks, runCrumbs } from '../here.tsx'
import { hints, meaningOf, nameOf } from './model.ts'
import { planPrinciple, reviewPrinciple } from './operations.ts'
import { type PrincipleRow, principlesOf } from './queries.ts'
import { mayPlanPrinciple, mayReviewPrinciple } from './rules.ts'

async function principlesHere(asking: Asking, params: Params) {
  const found = await engagementHere(asking, params)
  if (!found) return null
  const rows = await principlesOf(asking.db, found.id)
  return {
    ...found,
    rows,
    mayPlan: found.mayRun && mayPlanPrinciple(found, asking.today) === null,
    mayReview: found.mayRun && mayReviewPrinciple(found, asking.today) === null,
    /** Whether it is time to look back. */
    over: mayReviewPrinciple(found, asking.today) === null,
  }
}
type View = NonNullable<Awaited<ReturnType<typeof principlesHere>>>

const publicPage = page({
  at: '/p/:slug/engagements/:engagement/principles',
  audience: 'anyone',
  read: principlesHere,
  show: (view, frame) => {
    const shown = view.inside ? view.rows : view.rows.filter(one => one.plan !== '' || one.review !== '')
    return (
      <Layout frame={frame} title="How we went about it" crumbs={crumbs(view)} current="voice">
        <h1>How we went about it</h1>
        {shown.length ? (
          <>
            <Lead>
              Eight principles make it worth people’s while to take part. This is what we planned for each, and what
              happened. It is no score.
            </Lead>
            {shown.map(one => (
              <section class="outcome" key={one.principle} aria-labelledby={one.principle}>
                <h2 class="h3" id={one.principle}>
                  {nameOf(one.principle)}
                </h2>
                <p class="meta">{meaningOf(one.principle)}</p>
                <Both view={view} one={one} />
              </section>
            ))}
          </>
        ) : (
          <Empty words="Nothing has been written about this yet. What we plan, and later how it went, will stand here." />
        )}
        {view.mayRun ? (
          <p>
            <ButtonLink href={`${addressOfEngagement(view.slug, view.id)}/run/principles`} secondary>
              Write about these
            </ButtonLink>
          </p>
        ) : null}
      </Layout>
    )
  },
})

/** The gaps are named for members only: for others what is not written is not there. */
const Both = ({ view: { inside, over }, one }: { view: View; one: PrincipleRow }) => (
  <>
    {one.plan || inside ? (
      <Written heading="What we planned" words={one.plan} evidence={one.planEvidence} on={one.planned} />
    ) : null}
    {one.review || (inside && over) ? (
      <Written heading="What happened" words={one.review} evidence={one.reviewEvidence} on={one.reviewed} />
    ) : null}
  </>
)

interface WrittenProps {
  readonly heading: string
  readonly words: string
  readonly evidence: string
  readonly on: string | null
}

const Written = ({ heading, words, evidence, on }: WrittenProps) => (
  <>
    <p>
      <b>{heading}:</b> {words || <i>not written yet</i>}
    </p>
    {words ? (
      <Meta>
        {evidence ? (
          <>
            Evidence: <Evidence words={evidence} /> ·{' '}
          </>
        ) : null}
        {on ? `written on ${longDate(on)}` : null}
      </Meta>
    ) : null}
  </>
)

/** Web addresses in it can be followed. */
const Evidence = ({ words }: { words: string }) => (
  <>
    {words.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, at) =>
      at % 2 ? (
        <a href={part} rel="nofollow" key={at}>
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </>
)

const writePage = page({
  at: '/p/:slug/engagements/:engagement/run/principles',
  audience: 'members',
  read: principlesHere,
  show: (view, frame) => {
    const run = `${addressOfEngagement(view.slug, view.id)}/run/principles`
    return (
      <Layout frame={frame} title={`Eight principles: ${view.title}`} crumbs={runCrumbs(view)} current="voice">
        <h1>Eight principles</h1>
        <RunLinks slug={view.slug} id={view.id} current="/principles" />
        <Lead>{gapWords(view)}</Lead>
        <p>
          A line or two for each is enough, with something that shows it. Everyone reads it on{' '}
          <a href={`${addressOfEngagement(view.slug, view.id)}/principles`}>its public page</a>
          {view.state === 'draft' ? ', once it is announced' : ''}. It is no score.
        </p>
        <ul class="plain">
          {view.rows.map(one => (
            <li key={one.principle}>
              <h2 class="h3">{nameOf(one.principle)}</h2>
              <p class="meta">{meaningOf(one.principle)}</p>
              <Both view={view} one={one} />
              <p class="row">
                {view.mayPlan ? <Change href={`${run}/${one.principle}/plan`} what="plan" one={one} /> : null}
                {view.mayReview ? <Change href={`${run}/${one.principle}/review`} what="review" one={one} /> : null}
              </p>
            </li>
          ))}
        </ul>
      </Layout>
    )
  },
})

const Change = ({ href, what, one }: { href: string; what: 'plan' | 'review'; one: PrincipleRow }) => (
  <a href={href}>
    {one[what] ? 'Change' : 'Write'} the {what}
    <span class="unseen"> for {nameOf(one.principle)}</span>
  </a>
)

function gapWords({ rows, over, state }: View): string {
  if (state === 'called-off') return 'It was called off, so nothing more is written here.'
  const missing = rows.filter(one => (over ? one.review : one.plan) === '').length
  if (missing === 0) return over ? 'You have looked back at all eight.' : 'All eight are planned.'
  return over
    ? `It is over. ${capital(inWords(missing))} of eight ${missing === 1 ? 'is' : 'are'} not looked back at yet.`
    : `${capital(counted(missing, 'plan'))} of eight ${missing === 1 ? 'is' : 'are'} not written yet.`
}

/** The principle in the address, for those who may run the engagement. */
async function principleHere(asking: Asking, params: Params) {
  const found = await principlesHere(asking, params)
  const one = found?.rows.find(row => row.principle === params.principle)
  return found?.mayRun && one ? { ...found, one } : null
}

const next = (_outcome: unknown, { engagement }: Params, base: string): string =>
  `${base}/engagements/${engagement}/run/principles`
const withPrinciples = (one: EngagementHere) => [
  ...runCrumbs(one),
  { href: `${addressOfEngagement(one.slug, one.id)}/run/principles`, words: 'Eight principles' },
]

const planForm = form({
  at: '/p/:slug/engagements/:engagement/run/principles/:principle/plan',
  audience: 'members',
  operation: planPrinciple,
  read: principleHere,
  start: ({ one }) => ({ words: one.plan, evidence: one.planEvidence }),
  crumbs: withPrinciples,
  title: ({ one }) => `${nameOf(one.principle)}: what we will do`,
  lead: ({ one }) => `${meaningOf(one.principle)}. ${hints[one.principle].before}`,
  button: 'Save',
  done: 'Saved.',
  next,
})

const reviewForm = form({
  at: '/p/:slug/engagements/:engagement/run/principles/:principle/review',
  audience: 'members',
  operation: reviewPrinciple,
  read: principleHere,
  start: ({ one }) => ({ words: one.review, evidence: one.reviewEvidence }),
  crumbs: withPrinciples,
  title: ({ one }) => `${nameOf(one.principle)}: what happened`,
  lead: ({ one }) => (
    <>
      <p class="lead">
        {meaningOf(one.principle)}. {hints[one.principle].after}
      </p>
      {one.plan ? <p class="said">What you planned: {one.plan}</p> : null}
    </>
  ),
  button: 'Save',
  done: 'Saved.',
  next,
})

export const faces: readonly AnyFace[] = [publicPage, writePage, planForm, reviewForm]
