// The page of what was counted of an activity. It reads one row, however many people answered.

import { capital, counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { shapesOf } from '../../places/public.ts'
import { activityHere, addressOfActivity, addressOfEngagement, crumbs, runCrumbs, toRun } from '../here.tsx'
import type { Source } from '../model.ts'
import { allIn, whenAllIn } from './all-in.ts'
import { responsesFile, shownToAll } from './exporting.tsx'
import type { AnswersCounted, PeopleCounted } from './model.ts'
import { bringResponses } from './operations.ts'
import { resultParts } from './parts.tsx'
import { type ResultKept, resultOf } from './queries.ts'
import { questionsFile, questionsFileForMembers } from './questions-file.tsx'
import { ChoseToAnswer, countAndShare, figure, momentWords } from './showing.tsx'

async function resultsHere(asking: Asking, params: Params) {
  const view = await activityHere(asking, params)
  if (!view || view.linked) return null
  const kept = view.resultsOpen ? await resultOf(asking.db, view.activity.id) : null
  const isAllIn = kept !== null && (await allIn(asking.db, view.activity.id, asking.today))
  return { ...view, kept, isAllIn, shapes: await shapesOf(asking.db, placesIn(kept)) }
}
type View = NonNullable<Awaited<ReturnType<typeof resultsHere>>>

const placesIn = (kept: ResultKept | null): string[] => {
  const { questions = [] } = (kept?.counted.result ?? {}) as Partial<AnswersCounted>
  return questions.filter(one => one.shape === 'place').flatMap(one => one.options.map(option => option.id))
}

const resultsPage = page({
  at: '/p/:slug/engagements/:engagement/results/:activity',
  audience: 'anyone',
  read: resultsHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`Results: ${view.activity.title}`} crumbs={crumbs(view)} current="voice">
      <h1>{view.activity.title}: results</h1>
      {view.resultsOpen ? <Results view={view} /> : <NotShown view={view} />}
    </Layout>
  ),
})

const NotShown = ({ view: { slug, id, state, closes, activity } }: { view: View }) =>
  state === 'called-off' ? (
    <Empty words="This was called off, so there are no results." />
  ) : (
    <Empty
      words={`Results are shown when this has closed, after ${longDate(closes)}. That way nobody is led by what others said.`}
      href={state === 'open' ? addressOfActivity(slug, id, activity) : addressOfEngagement(slug, id)}
      next={state === 'open' ? 'Take part' : 'See what it is about'}
    />
  )

function Results({ view }: { view: View }) {
  const { kept, slug, id, state, activity } = view
  if (!kept || kept.counted.people.responses === 0)
    return (
      <Empty
        words={
          kept || state !== 'open'
            ? 'Nobody has answered yet.'
            : 'Nothing has been counted yet. Answers are counted every few minutes.'
        }
        href={addressOfEngagement(slug, id)}
        next="See what it is about"
      />
    )
  const { people, result } = kept.counted
  const Part = resultParts[activity.kind]
  const onlyMembers = !shownToAll(view)
  return (
    <>
      <Lead>
        {capital(counted(people.responses, 'person', 'people'))} answered{state === 'open' ? ' so far' : ''}.
        {onlyMembers ? ' Only those who run this see these figures yet.' : ''}
      </Lead>
      <Meta>As counted on {momentWords(kept.at)}.</Meta>
      {activity.kind === 'vote' ? null : <ChoseToAnswer />}
      <Part view={view} people={people} result={result} shapes={view.shapes} isAllIn={view.isAllIn} />
      <HowItCame people={people} />
      {asksAbout(view, result) ? <WhoTookPart view={view} result={result} /> : null}
      {activity.kind === 'questionnaire' || activity.kind === 'vote' || activity.kind === 'meeting' ? (
        <OpenData view={view} member={onlyMembers} />
      ) : null}
      {activity.kind === 'vote' ? null : <Ranges />}
    </>
  )
}

const asksAbout = ({ questions }: View, result: unknown): boolean =>
  questions.some(one => one.about) || Boolean((result as AnswersCounted).groupings?.length)

const sourceWords: Readonly<Record<Source, string>> = {
  online: 'On line',
  paper: 'On paper',
  recorded: 'Written down by us',
  imported: 'Brought in from a file',
}

function HowItCame({ people }: { people: PeopleCounted }) {
  const { responses, sources, weeks, paper, setAside, takenBack } = people
  return (
    <Section heading="How people took part">
      <Table
        quiet
        caption="How people took part"
        empty=""
        columns={[{ words: 'How' }, { words: 'Answers', numeric: true }]}
        rows={(Object.keys(sourceWords) as Source[])
          .filter(source => sources[source])
          .map(source => [sourceWords[source], countAndShare(sources[source]!, responses)])}
      />
      {weeks.length > 1 ? (
        <details>
          <summary>Week by week</summary>
          <Table
            quiet
            caption="Answers by week"
            empty=""
            columns={[{ words: 'Week from' }, { words: 'Answers', numeric: true }]}
            rows={weeks.map(week => [longDate(week.starts), figure(week.responses)])}
          />
        </details>
      ) : null}
      {paper ? (
        <p>
          Of {counted(paper.printed, 'sheet')} of paper, {figure(paper.filled)} came back filled in,{' '}
          {figure(paper.blank)} blank, and {figure(paper.spoilt)} spoilt. Blank and spoilt sheets are not counted above.
          {paper.answeredAlready
            ? ` Nor ${paper.answeredAlready === 1 ? 'is' : 'are'} ${figure(paper.answeredAlready)} filled in with a code that had been used to answer already.`
            : ''}
        </p>
      ) : null}
      {setAside ? (
        <p>
          {capital(counted(setAside, 'answer'))} {setAside === 1 ? 'was' : 'were'} set aside after somebody looked, and{' '}
          {setAside === 1 ? 'is' : 'are'} not counted.
        </p>
      ) : null}
      {takenBack ? (
        <p>
          {capital(counted(takenBack, 'person', 'people'))} took {takenBack === 1 ? 'an' : 'their'} answer back.
        </p>
      ) : null}
    </Section>
  )
}

function WhoTookPart({ view, result }: { view: View; result: unknown }) {
  const { slug, id } = view
  const when = whenAllIn(view)
  return (
    <Section heading="Who took part">
      {(result as AnswersCounted).grouped === null ? (
        <p>
          Some questions were about the person.{' '}
          {when === null
            ? 'What was answered to them is not shown, because this was called off.'
            : `Who took part, and answers by group, are shown ${when}. Before that, somebody who watches the figures could work out what one person said.`}
        </p>
      ) : (
        <p>
          Some questions were about the person.{' '}
          <a href={`${addressOfEngagement(slug, id)}/reach`}>Who took part, and who lives here</a>
        </p>
      )}
    </Section>
  )
}

/** While only those who run it see results, the questions have an address of their own, which no cache on the way keeps. */
const OpenData = ({ view, member }: { view: View; member: boolean }) => {
  const { slug, id, activity, isAllIn } = view
  const when = whenAllIn(view)
  const at = (path: string) =>
    path.replace(':slug', slug).replace(':engagement', String(id)).replace(':activity', String(activity.id))
  return (
    <Section heading="The answers themselves">
      <p>
        {isAllIn
          ? 'Free to use by anyone. They have no names, nothing that people said about themselves, and only such words as their writers let us quote. They are in no order; each has the Monday of the week in which it came, and how it came where at least five came that way in that week.'
          : when === null
            ? 'The answers one by one are not given out, because this was called off.'
            : `The answers one by one are here, free to use by anyone, ${when}.`}
      </p>
      <ul>
        {isAllIn ? (
          <li>
            <a href={at(responsesFile.at)}>All answers (CSV)</a>
          </li>
        ) : null}
        <li>
          <a href={at(member ? questionsFileForMembers.at : questionsFile.at)}>The questions (JSON)</a>
        </li>
      </ul>
    </Section>
  )
}

const Ranges = () => (
  <details>
    <summary>What “likely range” means</summary>
    <p>
      Had other people like these happened to answer, the share would be a little different. In 19 of 20 such cases it
      would be inside the range (95% interval by Wilson’s method). The range cannot make up for people who were not
      reached at all.
    </p>
  </details>
)

const bringForm = form({
  at: '/p/:slug/engagements/:engagement/run/bring/:activity',
  audience: 'members',
  operation: bringResponses,
  read: async (asking, params) => {
    const view = await activityHere(asking, params)
    return view?.mayRun ? view : null
  },
  title: ({ activity }) => `Bring answers into “${activity.title}”`,
  lead: () =>
    'Answers that were given before, here or elsewhere. The file must have the same questions as stand here now. They cannot be changed afterwards.',
  below: () => (
    <details>
      <summary>What the file looks like</summary>
      <p>
        As the answers come out of here: a row for each answer, with a <code>number</code> that no other has, the{' '}
        <code>day</code> it was given, such as 2026-11-22, and a column for each question, such as{' '}
        <code>q1: Do you use the park?</code> Several choices stand in one cell, with a semicolon between them. Things
        put in order have a column each, with the place from 1. The same file sent twice counts once.
      </p>
    </details>
  ),
  crumbs: runCrumbs,
  button: 'Bring them in',
  done: 'The answers are here.',
  next: toRun,
})

export const faces = [resultsPage, responsesFile, questionsFile, questionsFileForMembers, bringForm]
