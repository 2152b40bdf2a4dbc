// Cycles as a document: the answer, every date month by month, and whether budgets are known in time.

import { grouped } from '../../../kernel/grouped.ts'
import { longDate } from '../../../kernel/words.ts'
import type { PaperBlock, PaperDocument } from '../../../outside/pdf.ts'
import type { CyclesHere } from './cycles-here.ts'
import { datesIn } from './dates.ts'
import {
  answerOf,
  bodyWords,
  clashLines,
  clashWords,
  formula,
  kindWords,
  monthWords,
  spanWords,
  spreadWords,
  timingWords,
} from './words.ts'

export function cyclesPaper(here: CyclesHere, colour: string): PaperDocument {
  const { needs, window, cycles } = here
  const lines = clashLines(here.clashes)
  const months = grouped(datesIn(cycles, window), one => one.on.slice(0, 7))
  return {
    title: 'Dates that come back',
    subtitle: spanWords(window),
    language: 'en-GB',
    published: here.today,
    author: here.name,
    partnership: here.name,
    colour,
    sections: [
      {
        heading: 'Are budgets known when plans need them?',
        blocks: [
          { kind: 'paragraph', words: answerOf(needs) },
          ...needs.flatMap((need): PaperBlock[] => [
            { kind: 'paragraph', words: spreadWords(need) },
            {
              kind: 'table',
              caption: `${need.cycle.name}, ${longDate(need.on)}`,
              headings: ['Body', 'Sets its budget', 'Against the day it is needed'],
              rows: need.timings.map(one => [
                bodyWords(one),
                one.set ? longDate(one.set) : 'nobody has said',
                timingWords(one.days),
              ]),
            },
          ]),
          ...formula.map((words): PaperBlock => ({ kind: 'note', words })),
        ],
      },
      {
        heading: 'Month by month',
        blocks: months.map(([month, dates]) => ({
          kind: 'table',
          caption: monthWords(month),
          headings: ['Day', 'Whose', 'What', 'Name'],
          rows: dates.map(({ cycle, on }) => [
            String(Number(on.slice(8))),
            cycle.body,
            kindWords[cycle.kind],
            cycle.name,
          ]),
          numeric: [0],
        })),
      },
      {
        heading: 'What stands in each other’s way',
        blocks: (['boards', 'crunches', 'crowded'] as const).flatMap((kind): PaperBlock[] => [
          { kind: 'paragraph', words: clashWords[kind] },
          { kind: 'list', items: lines[kind].length ? lines[kind].map(line => line.words) : ['None.'] },
        ]),
      },
    ],
  }
}
