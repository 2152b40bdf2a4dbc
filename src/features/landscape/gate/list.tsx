// The list of the gate: reviews that are due, what waits to be settled, and what became of the rest.

import { capital, inWords, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Pill, Section } from '../../../ui/parts.tsx'
import { proposalKinds } from '../model.ts'
import { addressOfGroup, LandscapeLinks } from '../structure-here.tsx'
import { stageWords } from './model.ts'
import * as queries from './queries.ts'
import { couldFrom, mayPropose, type Ranked } from './rules.ts'

async function list({ db, partnership, standing, today }: Asking) {
  const all = await queries.proposals(db)
  const open = all.filter(one => one.stage === 'open')
  const ranked = await queries.ranked(db, today, open.map(queries.proposedOf))
  return {
    slug: partnership!.slug,
    today,
    open: open.map((one, at) => ({ ...one, best: ranked[at]![0] })),
    settled: all.filter(one => one.stage !== 'open'),
    due: await queries.reviewsDue(db, today),
    mayPropose: mayPropose(null, standing) === null,
    coordinates: isCoordinator(standing),
  }
}
type List = Awaited<ReturnType<typeof list>>

export const listPage = page({
  at: '/p/:slug/structure/proposals',
  audience: 'members',
  read: list,
  show: (view, frame) => (
    <Layout frame={frame} title="Before something new" current="structure">
      <LandscapeLinks slug={view.slug} current="structure/proposals" />
      <h1>{headline(view)}</h1>
      {view.open.length || view.settled.length ? (
        <>
          <Lead>Before anybody sets up something new, it is asked here who could do it.</Lead>
          {view.mayPropose ? (
            <p class="row">
              <ButtonLink href={`/p/${view.slug}/structure/proposals/new`}>Propose something new</ButtonLink>
            </p>
          ) : null}
        </>
      ) : (
        <Empty
          words="Before anybody sets up something new, ask here who could do it."
          href={view.mayPropose ? `/p/${view.slug}/structure/proposals/new` : undefined}
          next={view.mayPropose ? 'Ask who could do it' : undefined}
        />
      )}
      {view.coordinates ? (
        <p>
          It exists already? <a href={`/p/${view.slug}/structure/groups/new`}>Add it to the register</a>.
        </p>
      ) : null}
      <ReviewsDue view={view} />
      <Open view={view} />
      <Settled view={view} />
    </Layout>
  ),
})

function headline({ open, settled }: List): string {
  if (open.length) return `${capital(inWords(open.length))} ${open.length === 1 ? 'proposal waits' : 'proposals wait'}`
  return settled.length ? 'No proposal waits' : 'Before something new'
}

function ReviewsDue({ view: { slug, due, today } }: { view: List }) {
  if (due.length === 0) return null
  return (
    <Section
      heading="Reviews due"
      words="These groups were set up for a time. Is each still needed? If it is, give it a later day of review. If not, end it."
    >
      <ul class="plain">
        {due.map(one => (
          <li key={one.group}>
            <a href={addressOfGroup(slug, one.group)}>{one.name}</a>{' '}
            {one.review < today ? (
              <Pill tone="bad">Was due on {longDate(one.review)}</Pill>
            ) : (
              <Pill tone="warn">Due on {longDate(one.review)}</Pill>
            )}
            <p class="meta">
              {one.sponsor} answers for it ·{' '}
              <a href={`/p/${slug}/structure/proposals/${one.proposal}`}>
                why it was set up<span class="unseen">: {one.name}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Open({ view: { slug, open } }: { view: List }) {
  if (open.length === 0) return null
  return (
    <Section heading="Open">
      <ul class="plain">
        {open.map(one => (
          <li key={one.id}>
            <a href={`/p/${slug}/structure/proposals/${one.id}`}>{one.name}</a>
            <p class="meta">
              {proposalKinds[one.kind]}, proposed on {longDate(one.made)}
              {one.askedBy ? `, asked for by ${one.askedBy}` : ''} · {nearest(one.best)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function nearest(best: Ranked | undefined): string {
  if (!best) return 'No existing group has anything in common with it'
  return best.score >= couldFrom ? `${best.name} could do it` : 'No existing group fits'
}

function Settled({ view: { slug, settled } }: { view: List }) {
  if (settled.length === 0) return null
  return (
    <Section heading="Settled">
      <ul class="plain">
        {settled.map(one => (
          <li key={one.id}>
            <a href={`/p/${slug}/structure/proposals/${one.id}`}>{one.name}</a>
            <p class="meta">
              {becameShort(one)}, on {longDate(one.settled!)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const becameShort = (one: queries.ProposalView): string =>
  one.group ? `${stageWords[one.stage]}: ${one.group.name}` : stageWords[one.stage]
