// The five steps: we asked, you said, we decided, we did, it changed. The first is the same for all that people want;
// the other four are shown for each, and a step that is still owed looks it.

import { daysBetween } from '../../../kernel/days.ts'
import { isSmall } from '../../../kernel/suppression.ts'
import { counted, longDate } from '../../../kernel/words.ts'
import { Meta, Pill, type Tone } from '../../../ui/parts.tsx'
import { Sparkline } from '../../../ui/Sparkline.tsx'
import { addressOfAction } from '../../delivery/public.ts'
import { type DecisionAnswer, decisionAnswers } from '../model.ts'
import type { Owed } from './owed.ts'
import type { Decision, Figure, Priority, Work } from './queries.ts'
import { noProof, owedSince, sinceWords } from './words.ts'

const tones: Readonly<Record<DecisionAnswer, Tone>> = { yes: 'good', 'in-part': 'warn', no: 'bad' }
export const AnswerPill = ({ answer }: { answer: DecisionAnswer }) => (
  <Pill tone={tones[answer]}>{decisionAnswers[answer]}</Pill>
)

interface StepsProps {
  readonly slug: string
  readonly priority: Priority
  /** What is owed about this one. */
  readonly owed: readonly Owed[]
  readonly closes: string
  readonly answerDue: string | null
}

/** Steps two to five, for one thing that people want. */
export function PrioritySteps({ slug, priority, owed, closes, answerDue }: StepsProps) {
  const { decision, actions, figures } = priority
  const owes = (...kinds: readonly Owed['kind'][]) => owed.find(one => kinds.includes(one.kind))
  const answerOwed = owes('answer')
  return (
    <ol class="steps" start={2} style="counter-reset: step 1">
      <li>
        <h3>You said</h3>
        <Said priority={priority} />
      </li>
      <li class={decision ? undefined : 'owed'}>
        <h3>We decided</h3>
        {decision ? (
          <Decided decision={decision} earlier={priority.decisions.filter(one => one !== decision)} closes={closes} />
        ) : (
          <>
            <p>No answer yet.</p>
            <p class={answerOwed ? 'meta late' : 'meta'}>
              {answerOwed
                ? owedSince(answerOwed)
                : answerDue
                  ? `It is promised for ${longDate(answerDue)}.`
                  : 'Nobody has said when it comes.'}
            </p>
          </>
        )}
      </li>
      {decision?.answer === 'no' ? (
        <li>
          <h3>We did</h3>
          <p>Nothing follows, because the answer is no.</p>
        </li>
      ) : (
        <>
          <li class={actions.some(one => one.stopped === null) && !owes('action-late') ? undefined : 'owed'}>
            <h3>We did</h3>
            <Done slug={slug} actions={actions} decided={decision !== null} owed={owes('action')} />
          </li>
          <li class={figures.some(one => one.since.length) ? undefined : 'owed'}>
            <h3>{figures.some(one => one.since.length) ? 'It changed' : 'Did it change anything?'}</h3>
            <Changed slug={slug} figures={figures} owed={owes('measure', 'reading')} begun={actions.length > 0} />
          </li>
        </>
      )}
    </ol>
  )
}

/** More than these stay folded. */
const quotesShown = 3

function Said({ priority: { words, themes, quotes, namedOn } }: { priority: Priority }) {
  return (
    <>
      {words ? <p class="pre">{words}</p> : null}
      {themes.length ? <p>It is made of what people said about {themesInWords(themes)}.</p> : null}
      {quotes.slice(0, quotesShown).map(quote => (
        <Quote key={quote.words} quote={quote} />
      ))}
      {quotes.length > quotesShown ? (
        <details>
          <summary>{counted(quotes.length - quotesShown, 'more voice')}</summary>
          {quotes.slice(quotesShown).map(quote => (
            <Quote key={quote.words} quote={quote} />
          ))}
        </details>
      ) : null}
      <Meta>Named from what people said on {longDate(namedOn)}</Meta>
    </>
  )
}

const Quote = ({ quote: { words, who } }: { quote: Priority['quotes'][number] }) => (
  <blockquote class="said">
    “{words}”{who ? <span class="meta"> {who}</span> : null}
  </blockquote>
)

/** Themes by their names, with how many people they come from where that points at nobody. */
const themesInWords = (themes: Priority['themes']) =>
  themes.map(({ id, title, people }, at) => (
    <span key={id}>
      {at === 0 ? '' : at === themes.length - 1 ? ' and ' : ', '}
      <b>{title}</b>
      {people > 0 && !isSmall(people) ? ` (${counted(people, 'person', 'people')})` : ''}
    </span>
  ))

function Decided({ decision, earlier, closes }: { decision: Decision; earlier: readonly Decision[]; closes: string }) {
  const after = daysBetween(closes, decision.on)
  return (
    <>
      <p>
        <AnswerPill answer={decision.answer} /> <span class="pre">{decision.reason}</span>
      </p>
      <Meta>
        {decision.decidedBy}, {longDate(decision.on)}
        {after > 0 ? ` · ${counted(after, 'day')} after closing` : ''}
        {decision.organisation ? ` · responsible: ${decision.organisation}` : ''}
      </Meta>
      {earlier.length ? (
        <details>
          <summary>
            {earlier.length === 1 ? 'The answer before' : `${counted(earlier.length, 'answer')} before`}
          </summary>
          {earlier.map(one => (
            <p key={one.id}>
              <AnswerPill answer={one.answer} /> {one.reason}{' '}
              <span class="meta">
                {one.decidedBy}, {longDate(one.on)}
                {one.replacedOn ? `, until ${longDate(one.replacedOn)}` : ''}
              </span>
            </p>
          ))}
        </details>
      ) : null}
    </>
  )
}

function Done({
  slug,
  actions,
  decided,
  owed,
}: {
  slug: string
  actions: readonly Work[]
  decided: boolean
  owed: Owed | undefined
}) {
  return (
    <>
      {actions.map(one => (
        <div key={one.id}>
          <p>
            <a href={addressOfAction(slug, one.id)}>{one.title}</a>
            {one.reached ? `. ${one.reached.words}: reached on ${longDate(one.reached.on)}.` : ''}
          </p>
          <Meta>
            {one.lead ? `Responsible: ${one.lead}` : 'Nobody leads it yet'}
            {one.stopped
              ? ` · stopped on ${longDate(one.stopped)}${one.stoppedBecause ? `: ${one.stoppedBecause}` : ''}`
              : one.next
                ? ` · next: ${one.next.words}, by ${longDate(one.next.due)}`
                : ` · ${longDate(one.starts)} to ${longDate(one.ends)}`}
            {one.lateSince ? <span class="late"> · late: a part was due on {longDate(one.lateSince)}</span> : null}
          </Meta>
        </div>
      ))}
      {actions.length === 0 ? (
        <p>{decided ? 'Nobody has said yet what is done.' : 'Nothing yet: the answer comes first.'}</p>
      ) : null}
      {owed ? <p class="meta late">{owedSince(owed)}</p> : null}
    </>
  )
}

function Changed({
  slug,
  figures,
  owed,
  begun,
}: {
  slug: string
  figures: readonly Figure[]
  owed: Owed | undefined
  begun: boolean
}) {
  return (
    <>
      {figures.map(figure => (
        <div key={figure.indicator.id}>
          <p>
            <a href={`/p/${slug}/indicators/${figure.indicator.id}`}>{figure.indicator.name}</a>: {sinceWords(figure)}
          </p>
          {figure.since.length ? (
            <Sparkline
              values={figure.indicator.readings.filter(one => one.status === 'actual').map(one => one.value)}
            />
          ) : null}
          <Meta>
            {figure.indicator.source || 'Source not given'}
            {figure.indicator.invented && !/invented/i.test(figure.indicator.source) ? ' · invented figures' : ''}
          </Meta>
        </div>
      ))}
      {figures.some(one => one.since.length) ? <Meta>{noProof}</Meta> : null}
      {figures.length === 0 ? (
        <p>
          {begun
            ? 'Nobody has said yet which figure would show it.'
            : 'Nothing yet. When something is done, a figure will show here whether anything changed.'}
        </p>
      ) : null}
      {owed ? <p class="meta late">{owedSince(owed)}</p> : null}
    </>
  )
}
