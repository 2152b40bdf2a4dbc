// The rules of sorting: when a text counts for a theme, how far two people agree, and what may be quoted.

import { type Agreement, agreement } from '../../../../kernel/agreement.ts'
import type { Refusal } from '../../../../kernel/refusal.ts'
import * as model from './model.ts'

/** The first texts are given to everybody who sorts, so that it can be seen how far they agree. */
export const firstForAll = 50

export function maySort(
  facts: model.TextFacts,
  { themes, none }: { readonly themes: readonly number[]; readonly none: boolean },
  person: number | null,
): Refusal | null {
  if (person === null) return model.signedOut
  if (facts.withdrawn) return model.takenBack
  if (facts.words === '') return model.erased
  if (themes.length === 0 && !none) return model.nothingTicked
  if (themes.length > 0 && none) return model.bothTicked
  return themes.every(theme => facts.themes.includes(theme)) ? null : model.themeUnknown
}

/** Only with the writer's leave, as it was written, and of answers that count. */
export function mayQuote(facts: model.TextFacts, theme: number): Refusal | null {
  if (facts.withdrawn) return model.takenBack
  if (facts.words === '') return model.erased
  if (!facts.quotable) return model.notQuotable
  if (facts.hidden) return model.hidden
  if (facts.setAside) return model.setAside
  if (!facts.themes.includes(theme)) return model.themeToQuoteUnknown
  return facts.quotedFor.includes(theme) ? model.quotedAlready : null
}

export const mayEditTheme = ({ dropped }: model.ThemeFacts): Refusal | null => (dropped ? model.themeDropped : null)

export const mayDropTheme = (facts: model.ThemeFacts): Refusal | null =>
  mayEditTheme(facts) ?? (facts.priorities.length ? model.themeInUse(facts.priorities) : null)

/** Of the texts that two people both sorted, for one theme: how many each of them gave it, and how many both. */
export interface Sorted {
  readonly both: number
  readonly one: number
  readonly other: number
  readonly together: number
}

/** Cohen's kappa of two people for one theme, or for all at once (each text and theme is one yes or no). */
export const agreementOn = (tables: readonly Sorted[]): Agreement | null =>
  agreement(
    tables.flatMap(({ both, one, other, together }) => [
      ...pairs(together, [true, true]),
      ...pairs(one - together, [true, false]),
      ...pairs(other - together, [false, true]),
      ...pairs(both - one - other + together, [false, false]),
    ]),
  )

const pairs = (count: number, pair: readonly [boolean, boolean]) => Array.from({ length: count }, () => pair)
