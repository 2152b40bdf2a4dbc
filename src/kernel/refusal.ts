// A refusal is an expected "no", worded once for people. Bugs and outside failures are thrown instead.

export interface Refusal {
  readonly refused: true
  /** Stable word for programs: `already-adopted`, `not-found` … */
  readonly code: string
  /** One plain sentence for a person. */
  readonly words: string
  /** The input field it is about, when there is one. */
  readonly field?: string
  /** A sentence for each of several inputs, when more than one is wrong. */
  readonly fields?: Readonly<Record<string, string>>
}

export const refuse = (code: string, words: string, field?: string): Refusal =>
  field === undefined ? { refused: true, code, words } : { refused: true, code, words, field }

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
