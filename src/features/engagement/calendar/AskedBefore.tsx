// Who was asked about this before, where, and what they said: each with its reasons.

import { capital, inWords } from '../../../kernel/words.ts'
import { addressOfEngagement } from '../here.tsx'
import { decisionAnswers } from '../model.ts'
import type { Asked, Found } from './rules.ts'
import { spanWords } from './words.ts'

const headings = {
  clash: 'Open in the same days',
  repeat: 'Asked about the same',
} as const

/** The answer in short; `days` is whether its days are known, so that one can say what else is open then. */
export function foundWords(found: readonly Found[], days: boolean): string {
  const clashes = found.filter(one => one.kind === 'clash').length
  const repeats = found.length - clashes
  return [
    clashes
      ? `${capital(inWords(clashes))} ${clashes === 1 ? 'other' : 'others'} would be open in the same days.`
      : days
        ? 'Nothing else is open in the same days.'
        : 'Say the days too, and you see what else is open then.',
    repeats
      ? `People are asked about the same ${repeats === 1 ? 'once' : `${repeats} times`} in the three years before or the year after.`
      : 'Nobody was asked about the same in the three years before.',
  ].join(' ')
}

interface AskedBeforeProps {
  readonly slug: string
  readonly found: readonly Found[]
  /** One level under what it is part of. */
  readonly heading: 'h2' | 'h3'
}

export const AskedBefore = ({ slug, found, heading: Heading }: AskedBeforeProps) => (
  <>
    {(['clash', 'repeat'] as const).map(kind => {
      const those = found.filter(one => one.kind === kind)
      return those.length ? (
        <section key={kind}>
          <Heading class="h3">{headings[kind]}</Heading>
          <ul class="plain">
            {those.map(({ asked, reasons }) => (
              <li key={asked.id}>
                <p>
                  <a href={addressOfEngagement(slug, asked.id)}>{asked.title}</a>
                  <br />
                  {reasons.join(' ')}
                </p>
                <p class="meta">
                  Who asked: {asked.organisationName} · Asked: {asked.audience} ·{' '}
                  {asked.places.length ? asked.places.map(one => one.name).join(', ') : 'the whole area'} ·{' '}
                  {spanWords(asked.opens, asked.closes)}
                  {asked.state === 'draft' ? ' · only planned yet' : ''}
                </p>
                <Said asked={asked} />
              </li>
            ))}
          </ul>
        </section>
      ) : null
    })}
  </>
)

const Said = ({ asked: { heard, priorities, state, linked } }: { asked: Asked }) => (
  <>
    {heard ? (
      <p>
        <b>What people said:</b> {heard}
      </p>
    ) : null}
    {priorities.length ? (
      <>
        <p>
          <b>What people wanted:</b>
        </p>
        <ul>
          {priorities.map(one => (
            <li key={one.title}>
              {one.title}
              {one.answer ? ` – ${decisionAnswers[one.answer].toLowerCase()}: ${one.reason}` : ' – no answer yet'}
            </li>
          ))}
        </ul>
      </>
    ) : null}
    {!heard && priorities.length === 0 && (state === 'closed' || linked) ? (
      <p class="meta">What people said is not written down yet.</p>
    ) : null}
  </>
)
