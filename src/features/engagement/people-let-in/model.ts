// What letting people in knows: codes, invited bodies and postcodes, and the words it refuses with.

import { refuse } from '../../../kernel/refusal.ts'
import { type Admits, admissions, type EngagementFacts } from '../model.ts'

/** An engagement with what turns a code into what is kept of it. */
export interface LetInFacts extends EngagementFacts {
  readonly secret: Buffer
  /** The number that the next codes get in this engagement. */
  readonly nextBatch: number
}

/** A body as it stands in this engagement. */
export interface BodyFacts {
  readonly organisation: number
  readonly name: string
  /** It answered something, so it needs no other code; also where it took that back. */
  readonly answered: boolean
}

export const mostCodes = 5000
export const mostPostcodes = 200_000

export const admitsOtherwise = (admits: Admits) =>
  refuse(
    'admits-otherwise',
    `This is not how people take part here now: it is “${admissions[admits].split(':')[0]}”. Change who may take part first.`,
  )
export const erased = refuse('erased', 'Everything about persons was erased, so nobody can be let in any more.')
export const withdrawnAlready = refuse('withdrawn-already', 'These codes were withdrawn already.')
export const nobodyInvited = refuse('nobody-invited', 'Choose at least one body.', 'organisations')
export const bodyUnknown = refuse('organisation-unknown', 'Choose bodies from the list.', 'organisations')
export const noList = refuse('no-list', 'Choose a file, or paste a list.', 'list')
export const twoLists = refuse('two-lists', 'Choose a file or paste a list, not both.', 'list')
export const noColumn = refuse(
  'no-postcode-column',
  'No column of this file has the heading “postcode”. Give the column with the postcodes that heading.',
  'file',
)
