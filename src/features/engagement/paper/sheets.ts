// The sheets of a batch as a document: the questions as they were frozen, where a pen can answer them.

import { longDate } from '../../../kernel/words.ts'
import type { AnswerSheets, SheetQuestion } from '../../../outside/answer-sheets.ts'
import { conditionWords, howToAnswer } from '../asking/wording.ts'
import type { EngagementHere } from '../here.tsx'
import { money, type Option, type Question } from '../questions.ts'
import type { BatchShown } from './queries.ts'
import { byCode, onPaper } from './rules.ts'

interface Printed {
  readonly engagement: EngagementHere
  readonly batch: BatchShown
  readonly about: string
  readonly partnership: { readonly name: string; readonly colour: string }
  /** The installation's own. */
  readonly address: string
}

/** The sheets with these numbers; every word of it is the reader's to understand at twelve. */
export function sheetsOf(printed: Printed, numbers: readonly number[]): AnswerSheets {
  const { engagement, batch, about, partnership, address } = printed
  const base = `${address}/p/${engagement.slug}`
  const questions = onPaper(batch.questions)
  return {
    title: batch.title,
    author: engagement.organisationName,
    partnership: partnership.name,
    colour: partnership.colour,
    lead: [
      about || engagement.purpose,
      `${engagement.organisationName} asks. ${questions.length > 1 ? 'You need not answer every question. ' : ''}Please do not write your name on this sheet.`,
    ],
    questions: [
      ...(byCode(engagement) ? [codeAsked] : []),
      ...questions.map((question, index) => questionOn(question, index, questions)),
    ],
    ending: [
      `Hand this sheet in where you got it, by ${longDate(engagement.closes)}. It is typed in by people who work on this${batch.enteredTwice ? ', by two of them, each without seeing what the other typed' : ''}. It counts the same as an answer on line.`,
      `Answer once: on paper, or at ${base}/engagements/${engagement.id}. When this has closed, you can read there what everyone said, and later what became of it.`,
      `${engagement.admits === 'bodies' ? '' : 'We do not ask who you are. '}What you say about yourself is kept apart from the rest, and erased a year after this closes.`,
    ],
    sheets: numbers.map(sheet => ({ mark: markOf(batch.number, sheet) })),
  }
}

/** Stands before the questions where people are let in by codes. */
const codeAsked: SheetQuestion = {
  heading: 'Your code',
  hints: [
    'Copy it from the letter or card you were given. A sheet without it cannot be counted. Each code counts once, on line or on paper.',
  ],
  boxes: [],
  scale: null,
  lines: { words: '', count: 1 },
  allow: '',
}

export const markOf = (batch: number, sheet: number): string => `Batch ${batch} · sheet ${sheet}`

function questionOn(question: Question, index: number, all: readonly Question[]): SheetQuestion {
  const { kind, title, hint, about, options = [], scale, ballot } = question
  const begins = about !== undefined && all[index - 1]?.about === undefined
  const writes = kind === 'ranking' || ballot?.kind === 'ranking' || ballot?.kind === 'points'
  return {
    heading: all.length > 1 ? `${index + 1}. ${title}` : title,
    hints: [
      begins ? 'From here it is about you. You need not answer any of it.' : '',
      conditionWords(question, all),
      hint ?? '',
      withPen(question),
    ].filter(Boolean),
    boxes: [
      ...options.map(option => ({ words: optionWords(option), hint: option.hint ?? '', writes })),
      ...(about === undefined ? [] : [{ words: 'Prefer not to say', hint: '', writes }]),
    ],
    scale: scale
      ? {
          low: scale.low,
          high: scale.high,
          numbers: Array.from({ length: scale.to - scale.from + 1 }, (_, at) => String(scale.from + at)),
        }
      : null,
    lines:
      kind === 'text'
        ? { words: '', count: 6 }
        : kind === 'place' && about === undefined
          ? { words: 'Where in it, in your own words:', count: 2 }
          : null,
    allow: kind === 'text' ? 'You may quote my words, without my name' : '',
  }
}

/** How to answer with a pen: as on line, but boxes are ticked and there is no end to characters. */
function withPen(question: Question): string {
  switch (question.kind) {
    case 'one':
    case 'scale':
    case 'place':
      return 'Tick one box.'
    case 'text':
      return 'Please leave out names, and anything that shows who somebody is.'
    case 'ballot':
      return question.ballot!.kind === 'choose-one' ? 'Choose one project: tick one box.' : howToAnswer(question)
    default:
      return howToAnswer(question)
  }
}

const optionWords = ({ words, cost }: Option): string => (cost === undefined ? words : `${words}: ${money(cost)}`)
