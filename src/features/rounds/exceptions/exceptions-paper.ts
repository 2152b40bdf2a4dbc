// The exception summary as a document on paper: the same finding, reasons and words as on the page.

import { longDate } from '../../../kernel/words.ts'
import type { PaperDocument, PaperSection } from '../../../outside/pdf.ts'
import { goingWords } from '../answering/latest.tsx'
import { statusWords } from '../model.ts'
import { type Exceptional, findingOf, kinds, leadOf, missingWords, nobody, plannedWords } from './exceptions.ts'
import type { RoundSummary } from './exceptions-queries.ts'

/** The summary as one page on paper. */
export function exceptionPaper(
  { round, all, summary }: RoundSummary,
  partnership: { readonly name: string; readonly colour: string },
): PaperDocument {
  const planned = plannedWords(summary)
  const sections: PaperSection[] = [
    {
      heading: '',
      blocks: [
        {
          kind: 'note',
          words: `${leadOf(round, summary)} As at ${longDate(round.asAt)}. Each thing that was asked stands once, under its most pressing reason.`,
        },
      ],
    },
    ...summary.groups.map(
      ({ kind, found }): PaperSection => ({
        heading: `${kinds[kind]}: ${found.length}`,
        blocks: [{ kind: 'terms', items: found.map(one => ({ term: one.title, words: wordsOf(one) })) }],
      }),
    ),
    ...(planned ? [{ heading: 'Everything else', blocks: [{ kind: 'paragraph' as const, words: planned }] }] : []),
    ...(summary.missing.length
      ? [
          {
            heading: missingWords(round, summary, all.length),
            blocks: [
              {
                kind: 'list' as const,
                items: summary.missing.map(one => `${one.body ?? nobody}: ${one.titles.join(' · ')}`),
              },
            ],
          },
        ]
      : []),
  ]
  return {
    title: findingOf(round, summary),
    subtitle: `${round.title}: what the board should look at`,
    language: 'en-GB',
    published: round.asAt,
    author: partnership.name,
    partnership: partnership.name,
    colour: partnership.colour,
    sections,
  }
}

/** Who and how it stands, what is asked of the board, the reasons, and what was said. */
const wordsOf = (one: Exceptional): string =>
  [
    [one.body ?? nobody, one.now.status && statusWords[one.now.status], goingWords(one.now)]
      .filter(Boolean)
      .join(' · '),
    one.now.needs && `For the board: ${one.now.needs}`,
    [...one.reasons, one.now.words && `In their words: “${one.now.words}”`].filter(Boolean).join(' '),
  ]
    .filter(Boolean)
    .join('\n')
