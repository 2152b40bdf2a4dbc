// Questions as people answer them: every kind drawn with plain inputs, its error beside it, what was typed still there.

import type { Geometry } from 'geojson'
import { type ComponentChildren, Fragment } from 'preact'
import { type Attempt, anchorOf, Choices, Field, typed } from '../../../ui/form.tsx'
import { NumberedMap } from '../../../ui/NumberedMap.tsx'
import { conditionWords, howToAnswer } from '../asking/wording.ts'
import { mostCharacters, type Option, money as pounds, preferNotToSay, type Question } from '../questions.ts'

interface QuestionsProps {
  readonly questions: readonly Question[]
  readonly attempt: Attempt
  /** Boundaries of the places that can be chosen, by code; a place without one stands in the list only. */
  readonly shapes?: ReadonlyMap<string, Geometry>
  /** An amount of money in words. */
  readonly money?: (amount: number) => string
}

/** Inputs are named as `readAnswers` reads them; every error it can name has its anchor here. */
export const Questions = ({ questions, attempt, shapes, money = pounds }: QuestionsProps) => (
  <>
    {questions.map((question, index) => (
      <Fragment key={question.id}>
        {question.about && !questions[index - 1]?.about ? <AboutYou /> : null}
        <QuestionAsked at={index} questions={questions} attempt={attempt} shapes={shapes} money={money} />
      </Fragment>
    ))}
  </>
)

/** One of the questions, as it stands among them. */
export function QuestionAsked({ at, questions, attempt, shapes, money = pounds }: QuestionsProps & { at: number }) {
  const question = questions[at]!
  return (
    <Asked
      question={question}
      title={titleOf(question, questions.length > 1 ? at + 1 : null)}
      hint={hintOf(question, questions, money)}
      attempt={attempt}
      shapes={shapes}
      money={money}
    />
  )
}

export const AboutYou = () => (
  <>
    <h2>About you</h2>
    <p>
      You need not answer any of these. They show us whether we have heard from all kinds of people. Your answers are
      kept apart from the rest, shown only as counts of many people, and erased a year after this closes.
    </p>
  </>
)

const titleOf = ({ title }: Question, number: number | null): string =>
  number === null ? title : `${number}. ${title}`

const hintOf = (question: Question, questions: readonly Question[], money: (amount: number) => string): string =>
  [conditionWords(question, questions), question.hint, howToAnswer(question, money)].filter(Boolean).join(' ')

interface AskedProps {
  readonly question: Question
  /** With its number. */
  readonly title: string
  readonly hint: string
  readonly attempt: Attempt
  readonly shapes?: ReadonlyMap<string, Geometry>
  readonly money: (amount: number) => string
}

function Asked(props: AskedProps) {
  switch (props.question.kind) {
    case 'one':
    case 'several':
      return <Chosen {...props} />
    case 'scale':
      return <Scale {...props} />
    case 'ranking':
      return <Rows {...props} of="Place of" />
    case 'text':
      return <InWords {...props} />
    case 'place':
      return <Place {...props} />
    case 'file':
      return <Sent {...props} />
    case 'ballot':
      return <Ballot {...props} />
  }
}

function Ballot(props: AskedProps) {
  const { kind } = props.question.ballot!
  if (kind === 'ranking') return <Rows {...props} of="Place of" />
  return kind === 'points' ? <Rows {...props} of="Points for" /> : <Chosen {...props} />
}

/** One or several of a list, as round buttons or ticks. */
function Chosen({ question, title, hint, attempt, money }: AskedProps) {
  const spends = question.ballot?.kind === 'knapsack' && question.options?.every(one => Number.isInteger(one.cost))
  const many = question.kind === 'several' || ['approval', 'knapsack'].includes(question.ballot?.kind ?? '')
  return (
    <Frame question={question} attempt={attempt} look={spends ? 'spends' : undefined}>
      <Choices field={choiceOf(question, title, hint, many, money)} attempt={attempt} />
      {spends ? (
        // The stylesheet adds up what is ticked; readers are told when it is sent, and each project says its cost.
        <p class="spent" aria-hidden="true">
          of {money(question.ballot!.amount ?? 0)}
        </p>
      ) : null}
    </Frame>
  )
}

const choiceOf = (
  question: Question,
  title: string,
  hint: string,
  many: boolean,
  money: (amount: number) => string,
) => ({
  name: question.id,
  label: many && !question.required ? `${title} (optional)` : title,
  hint,
  kind: many ? ('choices' as const) : ('choice' as const),
  // Nobody need say anything about themselves; that is said once, above.
  required: question.required || question.about !== undefined,
  options: [
    ...(question.options ?? []).map(option => optionOf(option, money)),
    ...(question.about ? [{ value: preferNotToSay, words: 'Prefer not to say' }] : []),
    // A round button cannot be taken back, so an optional question has one that says nothing.
    ...(!many && !question.required && !question.about ? [{ value: '', words: 'No answer' }] : []),
  ],
})

const optionOf = ({ id, words, hint, cost }: Option, money: (amount: number) => string) => ({
  value: id,
  words: cost === undefined ? words : `${words}: ${money(cost)}`,
  hint,
  cost: Number.isInteger(cost) ? cost : undefined,
})

/** Whole numbers in a row, with the words of both ends. */
function Scale({ question, title, hint, attempt }: AskedProps) {
  const { id, required } = question
  const { from, to, low, high } = question.scale!
  const [chosen] = typed(attempt, id)
  const error = attempt.errors[id]
  const steps = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const ends: Readonly<Record<number, string>> = { [from]: low, [to]: high }
  return (
    <Frame question={question} attempt={attempt}>
      <Group question={question} title={title} hint={hint} error={error}>
        <div class="scale">
          {[...steps.map(String), ...(required ? [] : [''])].map((value, index) => (
            <div class="ds_radio ds_radio--small" key={value}>
              <input
                class="ds_radio__input"
                type="radio"
                id={index === 0 ? anchorOf(id) : `${anchorOf(id)}-${index}`}
                name={id}
                value={value}
                checked={chosen === value}
                aria-invalid={error ? 'true' : undefined}
              />
              <label class="ds_radio__label" for={index === 0 ? anchorOf(id) : `${anchorOf(id)}-${index}`}>
                {value || 'No answer'}
                {value && ends[Number(value)] ? <span class="unseen">, {ends[Number(value)]}</span> : null}
              </label>
            </div>
          ))}
        </div>
        <p class="ends" aria-hidden="true">
          <span>
            {from}: {low}
          </span>{' '}
          <span>
            {to}: {high}
          </span>
        </p>
      </Group>
    </Frame>
  )
}

/** A number beside each thing: its place in the order, or its points. */
function Rows({ question, title, hint, attempt, money, of }: AskedProps & { readonly of: string }) {
  const { id, options = [] } = question
  return (
    <Frame question={question} attempt={attempt}>
      <Group question={question} title={title} hint={hint} error={attempt.errors[id]} anchored>
        {options.map(option => {
          const { value, words, hint: more } = optionOf(option, money)
          const name = `${id}.${value}`
          const error = attempt.errors[name]
          const by = [more && `hint-${name}`, error && `error-${name}`].filter(Boolean).join(' ')
          return (
            <div class={error ? 'placing ds_question--error' : 'placing'} key={value}>
              <label for={anchorOf(name)}>
                <span class="unseen">{of}</span> {words}
              </label>
              <input
                class={error ? 'ds_input ds_input--fixed-3 ds_input--error' : 'ds_input ds_input--fixed-3'}
                type="text"
                inputmode="numeric"
                autocomplete="off"
                id={anchorOf(name)}
                name={name}
                value={typed(attempt, name)[0] ?? ''}
                aria-describedby={by || undefined}
                aria-invalid={error ? 'true' : undefined}
              />
              {more ? (
                <p class="ds_hint-text" id={`hint-${name}`}>
                  {more}
                </p>
              ) : null}
              <ErrorOf name={name} error={error} />
            </div>
          )
        })}
      </Group>
    </Frame>
  )
}

function InWords({ question, title, hint, attempt }: AskedProps) {
  const { id, required } = question
  return (
    <div class="in-words" id={`question-${id}`}>
      <Field field={{ name: id, label: title, hint, kind: 'text', required, max: mostCharacters }} attempt={attempt} />
      <QuoteTick name={`${id}.quote`} attempt={attempt} title={title} />
    </div>
  )
}

/** Words are quoted only where their writer lets us. */
const QuoteTick = ({ name, attempt, title }: { name: string; attempt: Attempt; title: string }) => (
  <div class="ds_checkbox ds_checkbox--small">
    <input
      class="ds_checkbox__input"
      type="checkbox"
      id={anchorOf(name)}
      name={name}
      value="yes"
      checked={typed(attempt, name)[0] === 'yes'}
    />
    <label class="ds_checkbox__label" for={anchorOf(name)}>
      You may quote my words, without my name
      <span class="unseen"> (“{title}”)</span>
    </label>
  </div>
)

/** An area from a list, with a numbered map of them where there are boundaries; and where in it, in words. */
function Place({ question, title, hint, attempt, shapes, money }: AskedProps) {
  const { id, options = [] } = question
  const where = `${id}.where`
  const mapped = shapes && options.some(option => shapes.has(option.id))
  const numbered = options.map((option, index) => ({ ...option, words: `${index + 1}. ${option.words}` }))
  const hints = mapped ? `${hint} The numbers are those on the map.`.trim() : hint
  const field = choiceOf(mapped ? { ...question, options: numbered } : question, title, hints, false, money)
  return (
    <Frame question={question} attempt={attempt}>
      <div class={mapped ? 'on-map' : undefined}>
        <Choices field={field} attempt={attempt} />
        {mapped ? (
          <NumberedMap
            id={`map-${id}`}
            title={`Map of the ${options.length} places to choose from, with their numbers`}
            shapes={shapes}
            areas={options.map((option, index) => ({
              code: option.id,
              name: option.words,
              number: index + 1,
              chooses: index === 0 ? anchorOf(id) : `${anchorOf(id)}-${index}`,
            }))}
          />
        ) : null}
      </div>
      {question.about ? null : (
        <Field
          field={{
            name: where,
            label: 'Where is it, in your own words?',
            hint: 'For example: the corner by the library. Please do not give the address of somebody’s home.',
            kind: 'line',
            required: false,
          }}
          attempt={attempt}
        />
      )}
    </Frame>
  )
}

function Sent({ question, title, hint, attempt }: AskedProps) {
  const { id, required } = question
  // A browser never sends back which file had been chosen.
  const again = attempt.words || Object.keys(attempt.errors).length ? ' If you had chosen one, choose it again.' : ''
  return <Field field={{ name: id, label: title, hint: hint + again, kind: 'file', required }} attempt={attempt} />
}

interface FrameProps {
  readonly question: Question
  readonly attempt: Attempt
  readonly look?: string
  readonly children: ComponentChildren
}

function Frame({ question, attempt, look, children }: FrameProps) {
  const looks = ['ds_question', attempt.errors[question.id] && 'ds_question--error', look].filter(Boolean)
  return (
    <div class={looks.join(' ')} id={`question-${question.id}`}>
      {children}
    </div>
  )
}

interface GroupProps {
  readonly question: Question
  readonly title: string
  readonly hint: string
  readonly error?: string
  /** The group itself is what an error about the whole leads to. */
  readonly anchored?: boolean
  readonly children: ComponentChildren
}

function Group({ question: { id, required }, title, hint, error, anchored, children }: GroupProps) {
  const by = [hint && `hint-${id}`, error && `error-${id}`].filter(Boolean).join(' ')
  return (
    <fieldset
      id={anchored ? anchorOf(id) : undefined}
      tabindex={anchored ? -1 : undefined}
      aria-describedby={by || undefined}
    >
      <legend>{required ? title : `${title} (optional)`}</legend>
      {hint ? (
        <p class="ds_hint-text" id={`hint-${id}`}>
          {hint}
        </p>
      ) : null}
      <ErrorOf name={id} error={error} />
      {children}
    </fieldset>
  )
}

const ErrorOf = ({ name, error }: { readonly name: string; readonly error?: string }) =>
  error ? (
    <p class="ds_question__error-message" id={`error-${name}`}>
      <span class="unseen">Error:</span> {error}
    </p>
  ) : null
