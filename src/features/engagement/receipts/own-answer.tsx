// One's own answer: each question as it was asked with what was answered, ideas and statements, comparisons; and how
// one's own words were moderated, with the way to ask for another look.

import type { ComponentChildren } from 'preact'
import { DefinitionRows, Meta, Section } from '../../../ui/parts.tsx'
import { type Reason, reasons } from '../hearing/moderation/model.ts'
import { answerWords, askedOf } from './answer-words.ts'
import type { OpenedAnswer, Own } from './queries.ts'

interface Props {
  readonly answer: OpenedAnswer
  readonly slug: string
  readonly receipt: string
}

export function OwnAnswer({ answer, slug, receipt }: Props) {
  const { questions, organisation } = answer
  const own = (one: Own) => <Moderated key={`${one.thing}-${one.id}`} own={one} slug={slug} receipt={receipt} />
  return (
    <>
      {questions.length ? (
        <Section heading="What you answered">
          <DefinitionRows
            rows={askedOf(questions, answer.answers).map(question => ({
              term: question.title,
              words: <Answered question={question.id} answer={answer} own={own} />,
            }))}
          />
          {organisation ? <Meta>You answered for {organisation}. Your words are shown as they are.</Meta> : null}
        </Section>
      ) : null}
      <Texts heading="Your ideas" texts={answer.ideas} own={own} />
      <Texts heading="Your comments" texts={answer.comments} own={own} on="On" />
      <Texts heading="Your statements" texts={answer.statements} own={own} />
      <Lines heading="Ideas that you support" lines={answer.supported} />
      <Lines
        heading="What matters more to you"
        lines={answer.compared.map(({ one, other, chosen }) =>
          chosen === null ? `${one} and ${other}: the same` : `${chosen}, more than ${chosen === one ? other : one}`,
        )}
      />
      <Lines
        heading="What you think of statements"
        lines={answer.stances.map(({ words, stance }) => `${stanceWords[stance]}: ${words}`)}
      />
    </>
  )
}

const stanceWords = { 1: 'I agree', [-1]: 'I disagree', 0: 'I passed' } as const

function Answered({
  question: id,
  answer,
  own,
}: {
  question: string
  answer: OpenedAnswer
  own: (one: Own) => ComponentChildren
}) {
  const question = answer.questions.find(one => one.id === id)!
  const given = answer.answers[id] ?? answer.about[id]
  const texts = answer.said.filter(one => one.question === id)
  const files = answer.files.filter(one => one.question === id)
  if (given === undefined && texts.length + files.length === 0) return <span class="meta">You left this out</span>
  return (
    <>
      {given === undefined ? null : answerWords(question, given).map(line => <div key={line}>{line}</div>)}
      {files.map(one => (
        <div key={one.name}>Your file: {one.name}</div>
      ))}
      {texts.map(one => (
        <div key={one.id}>
          {one.words ? (
            <span class="pre">{one.words}</span>
          ) : (
            <span class="meta">Your words were erased on their day.</span>
          )}
          {one.quotable ? <Meta>You said that it may be quoted.</Meta> : null}
          {own(one)}
        </div>
      ))}
    </>
  )
}

const Texts = ({
  heading,
  texts,
  own,
  on,
}: {
  heading: string
  texts: readonly Own[]
  own: (one: Own) => ComponentChildren
  /** Stands before what it was written about. */
  on?: string
}) =>
  texts.length ? (
    <Section heading={heading}>
      <ul class="plain">
        {texts.map(one => (
          <li key={one.id}>
            {one.title ? <b>{on ? `${on} “${one.title}”` : one.title}</b> : null}
            {one.words ? <div class="pre">{one.words}</div> : null}
            {own(one)}
          </li>
        ))}
      </ul>
    </Section>
  ) : null

const Lines = ({ heading, lines }: { heading: string; lines: readonly string[] }) =>
  lines.length ? (
    <Section heading={heading}>
      <ul>
        {lines.map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ul>
    </Section>
  ) : null

/** Whether others can see it, and if not, why, and what can be done. Nothing where it simply stands. */
function Moderated({ own, slug, receipt }: { own: Own; slug: string; receipt: string }) {
  const { thing, id, state, moderated } = own
  if (state === 'waiting') return thing === 'said' ? null : <Meta>Others see it when somebody has read it.</Meta>
  if (state === 'shown') return thing === 'said' ? null : <Meta>Everyone can see it.</Meta>
  return (
    <div>
      <p class="late">
        This is not shown to others.{' '}
        {moderated ? `${reasons[moderated.reason as Reason] ?? moderated.reason}. ${moderated.words}` : ''}
      </p>
      {moderated?.appealVerdict ? (
        <Meta>Somebody else looked at it again, and it stays hidden. {moderated.appealWords}</Meta>
      ) : moderated?.appealed ? (
        <Meta>You asked for another look. Somebody else decides.</Meta>
      ) : moderated ? (
        <p>
          <a href={`/p/${slug}/receipts/${receipt}/appeal/${thing}/${id}`}>Ask for another look</a>
        </p>
      ) : null}
    </div>
  )
}
