// The public page of what was asked: every version of the questions as people saw it, from when, and why it changed.

import { listOf, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { dayIn } from '../../../operation/perform.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section } from '../../../ui/parts.tsx'
import { activityHere, addressOfActivity, crumbs } from '../here.tsx'
import { money, preferNotToSay, type Question } from '../questions.ts'
import { type AskedVersion, askedVersions } from './queries.ts'
import { changesBetween } from './rules.ts'
import { conditionWords, howToAnswer } from './wording.ts'

async function asked(asking: Asking, params: Params) {
  const found = await activityHere(asking, params)
  if (!found || !['questionnaire', 'vote'].includes(found.activity.kind)) return null
  return { ...found, versions: await askedVersions(asking.db, found.activity.id) }
}
type View = NonNullable<Awaited<ReturnType<typeof asked>>>

export const askedPage = page({
  at: '/p/:slug/engagements/:engagement/questions/:activity',
  audience: 'anyone',
  read: asked,
  show: (view, frame) => (
    <Layout frame={frame} title={`What was asked: ${view.activity.title}`} current="voice" crumbs={crumbs(view)}>
      <h1>What was asked: {view.activity.title}</h1>
      <Lead>{summary(view)}</Lead>
      {view.state === 'open' ? (
        <p>
          <ButtonLink href={addressOfActivity(view.slug, view.id, view.activity)}>Answer</ButtonLink>
        </p>
      ) : null}
      {view.versions.length === 0 ? (
        <Empty words="There is nothing to see yet." />
      ) : (
        view.versions.map((version, at) => (
          <Version key={version.version} view={view} version={version} before={view.versions[at + 1]} open={at === 0} />
        ))
      )}
    </Layout>
  ),
})

function summary({ versions, opens, state }: View): string {
  if (versions.length === 0)
    return state === 'called-off'
      ? 'This was called off before anybody was asked.'
      : `The questions are shown here from the day it opens, ${longDate(opens)}.`
  return versions.length === 1
    ? 'Everyone was asked the same questions.'
    : 'The questions changed while people answered. Every version stays here, with the reason.'
}

function Version(props: { view: View; version: AskedVersion; before?: AskedVersion; open: boolean }) {
  const { view, version, before, open } = props
  const since = `Asked from ${longDate(dayIn(version.frozen))}`
  const list = <QuestionList questions={version.questions} />
  return (
    <Section heading={view.versions.length > 1 ? `Version ${version.version}` : 'The questions'}>
      <Meta>{since}</Meta>
      {version.because ? (
        <p>
          <strong>Why it changed:</strong> {version.because}
        </p>
      ) : null}
      {before ? <Changes before={before.questions} after={version.questions} /> : null}
      {open ? (
        list
      ) : (
        <details>
          <summary>The questions of version {version.version}</summary>
          {list}
        </details>
      )}
    </Section>
  )
}

function Changes({ before, after }: { before: readonly Question[]; after: readonly Question[] }) {
  const { added, changed, removed } = changesBetween(before, after)
  const row = (words: string, titles: readonly string[]) =>
    titles.length ? (
      <li>
        {words}: {listOf(titles.map(title => `“${title}”`))}
      </li>
    ) : null
  return added.length + changed.length + removed.length ? (
    <ul>
      {row('New', added)}
      {row('In other words, or with other answers', changed)}
      {row('No longer asked', removed)}
    </ul>
  ) : (
    <p>The questions stand in another order.</p>
  )
}

const QuestionList = ({ questions }: { questions: readonly Question[] }) => (
  <ol class="as-asked">
    {questions.map(question => {
      const notes = [conditionWords(question, questions), question.hint, howToAnswer(question)].filter(Boolean)
      return (
        <li key={question.id}>
          <strong>{question.title}</strong>
          {notes.length ? <Meta>{notes.join(' ')}</Meta> : null}
          <Answers question={question} />
        </li>
      )
    })}
  </ol>
)

function Answers({ question: { options = [], scale, about } }: { question: Question }) {
  if (scale)
    return (
      <p>
        From {scale.from} ({scale.low}) to {scale.to} ({scale.high})
      </p>
    )
  const offered = [...options, ...(about ? [{ id: preferNotToSay, words: 'Prefer not to say' }] : [])]
  return offered.length ? (
    <ul>
      {offered.map(option => (
        <li key={option.id}>
          {option.words}
          {'cost' in option && option.cost !== undefined ? `: ${money(option.cost)}` : ''}
        </li>
      ))}
    </ul>
  ) : null
}
