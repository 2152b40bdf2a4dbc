// Who shows the results of which kind of activity.

import type { Geometry } from 'geojson'
import type { VNode } from 'preact'
import { counted } from '../../../kernel/words.ts'
import { type ActivityHere, addressOfEngagement } from '../here.tsx'
import type { IdeasCounted } from '../ideas/counting.ts'
import { IdeasResult } from '../ideas/result.tsx'
import type { ActivityKind } from '../model.ts'
import type { PairsCounted } from '../pairs/counting.ts'
import { PairsResult } from '../pairs/result.tsx'
import type { StatementsCounted } from '../statements/counting.ts'
import { StatementsResult } from '../statements/result.tsx'
import type { AnswersCounted, PeopleCounted, QuestionCounted } from './model.ts'
import { hidesSome, QuestionResult } from './question-result.tsx'
import { figure, WhyHidden } from './showing.tsx'

export interface ResultProps {
  readonly view: ActivityHere
  readonly people: PeopleCounted
  /** What this kind's counter answered. */
  readonly result: unknown
  readonly shapes: ReadonlyMap<string, Geometry>
  /** Whether no answer can come in any more. */
  readonly isAllIn: boolean
}
export type ResultOf = (props: ResultProps) => VNode | null

function AnswersResult({ view, people, result, shapes }: ResultProps) {
  const { questions } = result as AnswersCounted
  const shown = (question: QuestionCounted, at: number) => (
    <QuestionResult
      key={question.id}
      at={at + 1}
      question={question}
      shapes={shapes}
      words={addressOfEngagement(view.slug, view.id)}
    />
  )
  const now = questions.filter(one => one.inForce)
  const before = questions.filter(one => !one.inForce)
  return (
    <>
      {people.earlier ? (
        <p>
          {figure(people.earlier)} of {counted(people.responses, 'person', 'people')} answered an earlier version of the
          questions. Each answer is counted under the words it was given to.{' '}
          <a href={`${addressOfEngagement(view.slug, view.id)}/questions/${view.activity.id}`}>What changed, and why</a>
        </p>
      ) : null}
      {now.map(shown)}
      {before.length ? (
        <>
          <h2>Asked in an earlier version only</h2>
          {before.map((question, at) => shown(question, now.length + at))}
        </>
      ) : null}
      {questions.some(question => question.splits.some(hidesSome)) ? <WhyHidden /> : null}
    </>
  )
}

export const resultParts: Readonly<Record<ActivityKind, ResultOf>> = {
  questionnaire: AnswersResult,
  vote: AnswersResult,
  meeting: AnswersResult,
  ideas: ({ view, result }) => <IdeasResult view={view} result={result as IdeasCounted} />,
  pairs: ({ result }) => <PairsResult result={result as PairsCounted} />,
  statements: ({ view, result, isAllIn }) => (
    <StatementsResult view={view} result={result as StatementsCounted} isAllIn={isAllIn} />
  ),
}
