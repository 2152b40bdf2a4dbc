// What could be merged: for each pair of groups what it would save, what it would lose, and whose voice it keeps.

import { capital, inWords, listOf } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Pill } from '../../../ui/parts.tsx'
import { type Settings, settings } from '../queries.ts'
import { addressOfGroup, LandscapeLinks } from '../structure-here.tsx'
import { AsWorkedOut, addressOfPair, HowAlike, HowHours, hours, percent, pounds, tryOnPaper } from './overlap-here.tsx'
import { type CandidateRow, candidateRows } from './queries.ts'
import { candidateFrom, mostCandidates } from './rules.ts'

const shownFirst = 12

async function candidatesHere({ db, partnership }: Asking, _params: Params, query: Params) {
  const candidates = await candidateRows(db)
  return {
    slug: partnership!.slug,
    known: await settings(db),
    candidates,
    shown: query.all === '1' ? candidates : candidates.slice(0, shownFirst),
  }
}

export const mergePage = page({
  at: '/p/:slug/structure/merge',
  audience: 'members',
  read: candidatesHere,
  show: ({ slug, known, candidates, shown }, frame) => (
    <Layout frame={frame} title="What could be merged" current="structure">
      <LandscapeLinks slug={slug} current="structure/merge" />
      <h1>
        {candidates.length
          ? `${capital(inWords(candidates.length))} ${candidates.length === 1 ? 'pair of groups' : 'pairs of groups'} could be looked at as one`
          : 'No two groups are so alike that they could be one'}
      </h1>
      <Lead>
        These groups are at least {percent(candidateFrom)} alike. That is a reason to look, not to merge: people who
        know both decide. A seat that speaks for a community never goes, and nothing changes here until somebody changes
        it.
      </Lead>
      <AsWorkedOut known={known} />
      {shown.length ? (
        <ul class="plain candidates">
          {shown.map(one => (
            <li key={`${one.group} ${one.into}`}>
              <Candidate slug={slug} one={one} known={known} />
            </li>
          ))}
        </ul>
      ) : (
        <Empty
          words="The page of overlaps shows what groups have in common all the same."
          href={`/p/${slug}/structure/overlap`}
          next="See overlap and hours"
        />
      )}
      {shown.length < candidates.length ? (
        <p>
          <a href={`/p/${slug}/structure/merge?all=1`}>Show all {candidates.length}</a>
        </p>
      ) : null}
      {candidates.length ? (
        <p class="meta">
          Savings of several pairs do not add up, because a group can stand in more than one pair. No more than{' '}
          {mostCandidates} pairs are kept, the most alike first.
        </p>
      ) : null}
      <HowMerged />
      <HowAlike />
      <HowHours preparation={known.preparationHours} />
    </Layout>
  ),
})

const HowMerged = () => (
  <details>
    <summary>How we work out a merger</summary>
    <p>
      The group that is lower down goes into the higher one; of two of the same kind, the one with fewer seats goes. The
      merged group meets as often and as long as the one that stays. An organisation keeps as many seats as it has in
      the group where it has more. Every seat that speaks for a community or the third sector stays, and so does every
      councillor’s. The merged group has the outcomes, themes and places of both.
    </p>
    <p>
      Hours saved are the hours of both groups now, less the hours of the merged one. Linked joint bodies are never
      merged, and no board goes into a smaller group.
    </p>
  </details>
)

function Candidate({ slug, one, known }: { slug: string; one: CandidateRow; known: Settings }) {
  const names = listOf([one.groupName, one.intoName])
  return (
    <article class="candidate">
      <h2 class="h3">
        <a href={addressOfGroup(slug, one.group)}>{one.groupName}</a> into{' '}
        <a href={addressOfGroup(slug, one.into)}>{one.intoName}</a>
      </h2>
      <p class="row">
        <Pill tone="flat">{percent(one.score)} alike</Pill>
        <a href={addressOfPair(slug, one.group, one.into)}>
          What they have in common <span class="unseen">: {names}</span>
        </a>
      </p>
      <p>{savings(one, known.hourCost)}</p>
      {one.loses.length ? (
        <details>
          <summary>
            Would lose {inWords(one.loses.length)} {one.loses.length === 1 ? 'thing' : 'things'}
            <span class="unseen">: {names}</span>
          </summary>
          <ul>
            {one.loses.map((loss, at) => (
              <li key={at}>{loss.words}</li>
            ))}
          </ul>
        </details>
      ) : (
        <p>Nothing would be lost.</p>
      )}
      {one.keeps.length ? (
        <p class="kept">
          <b>Voices that stay.</b> {one.keeps.join(' ')}
        </p>
      ) : null}
      <p class="row">
        <ButtonLink href={tryOnPaper(slug, one.group, one.into)} secondary>
          Try it on paper<span class="unseen">: {names}</span>
        </ButtonLink>
      </p>
    </article>
  )
}

function savings({ savesMeetings, savesHours }: CandidateRow, hourCost: number | null): string {
  const meetings =
    savesMeetings === null ? null : `${rounded(savesMeetings)} ${savesMeetings === 1 ? 'meeting' : 'meetings'} a year`
  if (savesHours === null)
    return meetings
      ? `Would save ${meetings}. How many hours is not known: nobody has said how long both meet.`
      : 'What it would save is not known: nobody has said how often and how long both meet.'
  const cost = hourCost === null ? '' : ` (${pounds(Math.abs(savesHours) * hourCost)})`
  if (savesHours < 0)
    return `Would save ${meetings}, but take ${hours(-savesHours)}${cost} more: more people would go to more meetings.`
  return `Would save ${meetings}, and about ${hours(savesHours)}${cost}.`
}

const rounded = (count: number): string => String(Math.round(count * 10) / 10)
