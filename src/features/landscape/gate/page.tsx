// One proposal: the groups that could do it first, then the three ways on; once settled, what was decided and why.

import { capital, counted, inWords, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Lead, Section } from '../../../ui/parts.tsx'
import { addressOfAction } from '../../delivery/public.ts'
import { addressOfOutcome } from '../../plans/public.ts'
import { proposalKinds } from '../model.ts'
import { addressOfGroup } from '../structure-here.tsx'
import { adaptations, stageWords } from './model.ts'
import { HowItIsRanked, Ranking, scoreWords } from './parts.tsx'
import { gateCrumbs, proposalHere, whoCould } from './proposal-here.tsx'
import * as queries from './queries.ts'
import { couldFrom, mayPropose, mostShown } from './rules.ts'

async function one(asking: Asking, params: Params) {
  const found = await proposalHere(asking, params)
  if (!found) return null
  const open = found.stage === 'open'
  const asked = queries.proposedOf(found)
  return {
    ...found,
    at: `/p/${found.slug}/structure/proposals/${found.id}`,
    ranked: open ? (await queries.ranked(asking.db, asking.today, [asked]))[0]! : [],
    serving: found.kind === 'national-initiative' ? await queries.workServing(asking.db, asked.outcomes) : [],
    settles: open && isCoordinator(asking.standing),
    mayEdit: open && mayPropose(null, asking.standing) === null,
  }
}
type View = NonNullable<Awaited<ReturnType<typeof one>>>

export const proposalPage = page({
  at: '/p/:slug/structure/proposals/:proposal',
  audience: 'members',
  read: one,
  show: (view, frame) => (
    <Layout frame={frame} title={view.name} current="structure" crumbs={gateCrumbs(view)}>
      <h1>{view.name}</h1>
      <Lead>{view.stage === 'open' ? whoCould(view.ranked) : became(view)}</Lead>
      {view.kind === 'national-initiative' ? <National view={view} /> : <Ordinary view={view} />}
      <Section heading={view.stage === 'open' ? 'What is proposed' : 'What was proposed'}>
        <Proposal view={view} />
      </Section>
    </Layout>
  ),
})

function became(view: View): string {
  const on = longDate(view.settled!)
  if (view.stage === 'turned-down') return `It was turned down on ${on}.`
  return view.stage === 'taken-on'
    ? `${view.group!.name} took it on, on ${on}.`
    : `It was set up nevertheless on ${on}, as ${view.group!.name}.`
}

const Ordinary = ({ view }: { view: View }) =>
  view.stage === 'open' ? (
    <>
      <Section heading="Who could do it">
        <Could view={view} />
      </Section>
      <Section heading="Three ways on">
        <WaysOn view={view} />
      </Section>
    </>
  ) : (
    <>
      <Section heading="What was decided">
        <Decided view={view} />
      </Section>
      <WasShown view={view} />
    </>
  )

/** A national initiative: four questions, answered by what is known until somebody decides. */
function National({ view }: { view: View }) {
  const open = view.stage === 'open'
  return (
    <>
      <Section heading="Where it fits">
        {view.outcomes.length ? (
          <>
            <p>It would work for {view.outcomes.length === 1 ? 'this outcome' : 'these outcomes'} of ours:</p>
            <ul>
              {view.outcomes.map(each => (
                <li key={each.id}>
                  <a href={addressOfOutcome(view.slug, each.id, each.name)}>{each.name}</a>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>It names no outcome of ours.</p>
        )}
        {open ? <Could view={view} /> : <WasShown view={view} under />}
      </Section>
      <Section heading="Who takes it on">{open ? <WaysOn view={view} /> : <Decided view={view} />}</Section>
      <Section heading="What it repeats">
        {view.repeats ? (
          <p class="pre">{view.repeats}</p>
        ) : open ? (
          <p>Nobody has said yet. Whoever settles it says it.</p>
        ) : (
          <p>It was turned down before anybody said.</p>
        )}
        <Serving view={view} />
      </Section>
      <Section heading="Who adapts to whom">
        {view.adapts ? (
          <>
            <p>
              <strong>{adaptations[view.adapts]}.</strong>
            </p>
            <p class="pre">{view.adaptsWords}</p>
          </>
        ) : open ? (
          <p>Not decided yet. Whoever settles it says who changes what.</p>
        ) : (
          <p>Nobody adapts: it was turned down.</p>
        )}
      </Section>
    </>
  )
}

function Serving({ view: { slug, serving } }: { view: View }) {
  if (serving.length === 0) return null
  return (
    <>
      <p>Work that serves the same outcomes now:</p>
      <ul>
        {serving.map(each => (
          <li key={each.action}>
            <a href={addressOfAction(slug, each.action)}>{each.title}</a> ({counted(each.outcomes, 'outcome')})
          </li>
        ))}
      </ul>
    </>
  )
}

function Could({ view }: { view: View }) {
  const { slug, ranked, settles, at } = view
  if (ranked.length === 0)
    return (
      <>
        <p>
          No existing group has an outcome, a theme, a place, an organisation or a word in common with it. If that is
          surprising, say more of what it would do, or of what the groups are for.
        </p>
        <HowItIsRanked />
      </>
    )
  const shown = ranked.slice(0, mostShown)
  const could = shown.filter(each => each.score >= couldFrom)
  const touch = shown.slice(could.length)
  const give = settles ? `${at}/give` : undefined
  const more = ranked.length - shown.length
  const theRest = (
    <>
      <Ranking slug={slug} ranked={touch} give={give} />
      {more ? <p class="meta">{counted(more, 'more group')} with less in common.</p> : null}
    </>
  )
  return (
    <>
      {could.length ? (
        <Ranking slug={slug} ranked={could} give={give} />
      ) : (
        <p>Nothing fits. These groups have something in common with it.</p>
      )}
      {could.length && touch.length ? (
        <details>
          <summary>{capital(inWords(touch.length + more))} more that only touch it</summary>
          {theRest}
        </details>
      ) : touch.length ? (
        theRest
      ) : null}
      <HowItIsRanked />
    </>
  )
}

function WaysOn({ view: { settles, at } }: { view: View }) {
  if (!settles) return <p>A coordinator gives it to one of the groups, sets it up nevertheless, or turns it down.</p>
  return (
    <>
      <p class="row">
        <ButtonLink href={`${at}/give`}>Give it to an existing group</ButtonLink>
        <ButtonLink href={`${at}/set-up`} secondary>
          Set it up nevertheless
        </ButtonLink>
        <ButtonLink href={`${at}/turn-down`} secondary>
          Turn it down
        </ButtonLink>
      </p>
      <p class="meta">To set it up nevertheless takes a reason, a partner that answers for it and a day of review.</p>
    </>
  )
}

const Decided = ({ view }: { view: View }) => (
  <DefinitionRows
    rows={[
      {
        term: 'Decided',
        words: view.group ? (
          <>
            {stageWords[view.stage]}: <a href={addressOfGroup(view.slug, view.group.id)}>{view.group.name}</a>
          </>
        ) : (
          stageWords[view.stage]
        ),
      },
      { term: 'On', words: longDate(view.settled!) },
      { term: 'Because', words: view.because },
      ...(view.sponsor ? [{ term: 'Answers for it', words: view.sponsor.name }] : []),
      ...(view.review ? [{ term: 'To be reviewed', words: longDate(view.review) }] : []),
    ]}
  />
)

/** The groups that stood there on the day it was settled. */
function WasShown({ view, under }: { view: View; under?: boolean }) {
  const list = view.shown.length ? (
    <ul class="plain">
      {view.shown.map(each => (
        <li key={each.group}>
          <a href={addressOfGroup(view.slug, each.group)}>{each.name}</a>{' '}
          <span class="meta">{scoreWords(each.score)}</span>
          <p class="meta">{each.because.join('. ')}.</p>
        </li>
      ))}
    </ul>
  ) : (
    <p>No existing group had anything in common with it.</p>
  )
  return under ? (
    <details>
      <summary>What had been shown on {longDate(view.settled!)}</summary>
      {list}
    </details>
  ) : (
    <Section heading="What had been shown" words={`The groups as they stood on ${longDate(view.settled!)}.`}>
      {list}
    </Section>
  )
}

function Proposal({ view }: { view: View }) {
  const titles = (list: readonly { readonly name: string }[]) =>
    list.length ? list.map(each => each.name).join('; ') : 'None named'
  return (
    <>
      <DefinitionRows
        rows={[
          { term: 'What it is', words: proposalKinds[view.kind] },
          { term: 'What it would do', words: view.purpose },
          ...(view.askedBy ? [{ term: 'Asked for by', words: view.askedBy }] : []),
          { term: 'Outcomes', words: titles(view.outcomes) },
          { term: 'Themes', words: titles(view.themes) },
          { term: 'Places', words: titles(view.places) },
          { term: 'Organisations it needs', words: titles(view.organisations) },
          { term: 'Proposed on', words: longDate(view.made) },
        ]}
      />
      {view.mayEdit ? (
        <p>
          <a href={`${view.at}/edit`}>Change what it says</a>
        </p>
      ) : null}
    </>
  )
}
