// Who shows the results of which kind of activity.

import type { Geometry } from 'geojson'
import type { VNode } from 'preact'
import { type ActivityHere, addressOfEngagement } from '../here.tsx'
import type { IdeasCounted } from '../ideas/counting.ts'
import { IdeasResult } from '../ideas/result.tsx'
import type { ActivityKind } from '../model.ts'
import type { PairsCounted } from '../pairs/counting.ts'
import { PairsResult } from '../pairs/result.tsx'
import type { StatementsCounted } from '../statements/counting.ts'
import { StatementsResult } from '../statements/result.tsx'
import type { AnswersCounted, PeopleCounted } from './model.ts'
import { hidesSome, QuestionResult } from './question-result.tsx'
import { WhyHidden } from './showing.tsx'

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
  return (
    <>
      {questions.map((question, at) => (
        <QuestionResult
          key={question.id}
          at={at + 1}
          question={question}
          responses={people.responses}
          shapes={shapes}
          words={addressOfEngagement(view.slug, view.id)}
        />
      ))}
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
