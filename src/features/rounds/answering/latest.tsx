// The latest accepted word on something, wherever it is shown: how it stands, which way it goes, and since when.

import { longDate } from '../../../kernel/words.ts'
import { confidences, directions } from '../model.ts'
import type { AcceptedWord } from '../queries.ts'
import { StatusPill } from './asked-list.tsx'

/** `Getting better · sure of it`; nothing where neither was said. */
export const goingWords = ({ direction, confidence }: Pick<AcceptedWord, 'direction' | 'confidence'>): string =>
  [direction && directions[direction], confidence && confidences[confidence].toLowerCase()].filter(Boolean).join(' · ')

/** `As of 8 November 2026 · nothing has changed since 3 August 2026` */
export const asOfWords = ({ on, since }: Pick<AcceptedWord, 'on' | 'since'>): string =>
  `As of ${longDate(on)}${since ? ` · nothing has changed since ${longDate(since)}` : ''}`

/** In full, for the page of the thing itself. */
export const LatestWord = ({ word }: { word: AcceptedWord }) => (
  <div>
    {word.status ? (
      <p class="row">
        <StatusPill status={word.status} /> <span>{goingWords(word)}</span>
      </p>
    ) : null}
    {word.words ? <blockquote class="said pre">{word.words}</blockquote> : null}
    <p class="meta">
      {asOfWords(word)}
      {word.by ? ` · said by ${word.by}` : ''}
    </p>
  </div>
)

/** How it stands and since when, for a line of a list. */
export const LatestStatus = ({ word }: { word: AcceptedWord }) => (
  <p class="meta">
    {word.status ? <StatusPill status={word.status} /> : null} {asOfWords({ on: word.on, since: null })}
  </p>
)
