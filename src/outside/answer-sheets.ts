// Sheets that people fill in with a pen: A4, large enough to read, each with its own mark; tagged to PDF/UA-1 like
// every document of ours, so that they can be listened to as well.

import { brandOf } from '../kernel/colour.ts'
import { sheetsTemplate } from './answer-sheets-template.ts'
import { layOut } from './pdf.ts'

/** Every string stands as it is: nothing in it is markup. */
export interface AnswerSheets {
  readonly title: string
  /** The body that asks. */
  readonly author: string
  /** Stands at the head of each page, beside the mark. */
  readonly partnership: string
  readonly colour?: string
  /** What people should know before they begin. */
  readonly lead: readonly string[]
  readonly questions: readonly SheetQuestion[]
  /** How to hand it in, and what happens to it. */
  readonly ending: readonly string[]
  readonly sheets: readonly AnswerSheet[]
}

export interface AnswerSheet {
  /** On each of its pages: `Batch 12 · sheet 7`. */
  readonly mark: string
}

export interface SheetQuestion {
  readonly heading: string
  /** How to answer, in a sentence. */
  readonly hints: readonly string[]
  /** A box before each: to tick, or wider, to write a number in. */
  readonly boxes: readonly { readonly words: string; readonly hint: string; readonly writes: boolean }[]
  /** Numbers in a row, each with a box under it, between words for its two ends. */
  readonly scale: { readonly low: string; readonly high: string; readonly numbers: readonly string[] } | null
  /** Lines to write on, and what stands before them. */
  readonly lines: { readonly words: string; readonly count: number } | null
  /** Something to allow, with a box of its own. */
  readonly allow: string
}

/** All sheets as one document; each begins on a leaf of its own, printed on one side or on both. */
export const writeAnswerSheets = (asked: AnswerSheets): Promise<Uint8Array> =>
  layOut(sheetsTemplate, { ...asked, colour: brandOf(asked.colour) } as AnswerSheets)
