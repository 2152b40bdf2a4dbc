// What paper knows: a batch of printed sheets, what people read from one, and the words it refuses with.

import { refuse } from '../../../kernel/refusal.ts'
import type { ActivityFacts } from '../model.ts'
import type { Question } from '../questions.ts'
import type { SheetEntry } from '../tables.ts'

export type SheetState = SheetEntry['state']

export const sheetStates = {
  filled: 'It is filled in',
  blank: 'It is blank: nothing is written on it',
  spoilt: 'It is spoilt: you cannot tell what was meant, or the rules were not kept',
} as const satisfies Record<SheetState, string>

/** Paper comes by post: sheets are taken for so many days after the last day. */
export const daysForPost = 60
export const mostSheets = 2000

/** What the rules know of a batch. */
export interface BatchFacts extends ActivityFacts {
  readonly batch: number
  /** Printed on every sheet. */
  readonly number: number
  readonly sheets: number
  readonly enteredTwice: boolean
  readonly closedOn: string | null
  /** The version of the questions that is printed. */
  readonly printed: number
  readonly questions: readonly Question[]
}

/** What was entered of one sheet so far; its entries are gone once it is settled. */
export interface SheetFacts {
  readonly first: SheetEntry | null
  readonly firstBy: number | null
  readonly second: SheetEntry | null
  readonly secondBy: number | null
  readonly settledOn: string | null
  readonly outcome: SheetState | null
  readonly response: number | null
}

/** What the code on a sheet lets in. */
export interface Voter {
  /** The same as on line, so that nobody answers on line and on paper. */
  readonly voterKey: Buffer
  /** The invited body whose code it is. */
  readonly organisation: number | null
  /** It has answered already: on line, or on another sheet. */
  readonly answered: boolean
}

/** An engagement's secret, and whether it has been erased with everything about persons. */
export interface Keyed {
  readonly secret: Buffer
}

export const notOnPaper = refuse('not-on-paper', 'Only questions and votes can be printed.', 'activity')
export const onlySignedIn = refuse(
  'only-signed-in',
  'Only people who are signed in can take part in this. A sheet of paper does not show whose it is, so it cannot be answered on paper.',
)
export const notFrozen = refuse(
  'questions-not-frozen',
  'These questions can still change. Sheets can be printed once it has opened.',
)
export const batchClosed = refuse('batch-closed', 'This batch is closed, so nothing more is entered.')
export const nobody = refuse('signed-out', 'Sign in first: a sheet is entered by a person.')
export const settledAlready = refuse('settled-already', 'This sheet is done. If it is wrong, correct it.')
export const othersEntered = refuse(
  'others-entered',
  'Two people have entered this sheet already. Where they differ, somebody else looks at it and settles it.',
)
export const enteredIt = refuse(
  'entered-it-yourself',
  'You entered this sheet. Somebody who did not has to look at it and say what counts.',
)
export const becauseMissing = refuse('because-missing', 'Say why it is corrected.', 'because')
export const codeMissing = refuse(
  'code-missing',
  'Type the code on the sheet. Where it has none, or nobody can read it, choose that the sheet is spoilt.',
  'code',
)
export const codeUnknown = refuse(
  'code-unknown',
  'We do not know this code. Look at each letter again. Where the sheet has it so, choose that the sheet is spoilt.',
  'code',
)
export const nothingOnIt = refuse(
  'nothing-on-it',
  'No answer is filled in here. Where the sheet has none either, choose that it is blank.',
  'state',
)
export const notEntered = refuse('not-entered', 'Nobody has entered this sheet yet. Enter it first.')
export const secondMissing = refuse(
  'second-missing',
  'Another person has to enter this sheet too, before it is settled.',
)
export const erased = refuse('erased', 'Everything about persons was erased, so nothing more is entered.')
