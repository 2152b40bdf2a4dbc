// The words of sorting: what people wrote is put into themes by people, and some of it is quoted.

import { refuse } from '../../../../kernel/refusal.ts'

/** What the rules know of a text. */
export interface TextFacts {
  readonly said: number
  readonly engagement: number
  /** Who asks; whoever acts for it may sort. */
  readonly organisation: number | null
  readonly words: string
  readonly quotable: boolean
  readonly hidden: boolean
  /** Taken back by whoever wrote it. */
  readonly withdrawn: boolean
  /** Its answer does not count, by somebody's judgement. */
  readonly setAside: boolean
  /** Themes of its engagement that are in use. */
  readonly themes: readonly number[]
  /** Themes it is quoted for. */
  readonly quotedFor: readonly number[]
}

export interface ThemeFacts {
  readonly theme: number
  readonly engagement: number
  readonly organisation: number | null
  readonly dropped: boolean
  /** Priorities that are made of it. */
  readonly priorities: readonly string[]
}

export const signedOut = refuse('signed-out', 'Sign in first: what is sorted is kept by who sorted it.')
export const nothingTicked = refuse('nothing-ticked', 'Tick at least one theme, or “None of these”.', 'themes')
export const bothTicked = refuse('both-ticked', 'Tick themes, or “None of these”, but not both.', 'none')
export const themeUnknown = refuse('theme-unknown', 'Choose from the themes of this engagement.', 'themes')
export const themeToQuoteUnknown = refuse('theme-unknown', 'Choose from the themes of this engagement.', 'theme')
export const erased = refuse('erased', 'These words were erased on their day.')
export const takenBack = refuse('taken-back', 'Whoever wrote this has taken it back.')
export const setAside = refuse('set-aside', 'This answer was set aside and is not counted, so it cannot be quoted.')
export const notQuotable = refuse('not-quotable', 'Whoever wrote this did not agree to be quoted.')
export const hidden = refuse('hidden', 'This is hidden, so it cannot be quoted.')
export const quotedAlready = refuse('quoted-already', 'This is quoted for that theme already.', 'theme')
export const themeDropped = refuse('theme-dropped', 'This theme is no longer used.')
export const themeInUse = (priorities: readonly string[]) =>
  refuse(
    'theme-in-use',
    `What people want most is made of this theme: ${priorities.map(title => `“${title}”`).join(', ')}. Take it out there first.`,
  )
