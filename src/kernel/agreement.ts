// How far two people who coded the same things, each alone, agree beyond what chance would give.

/** The words of Landis & Koch (1977), The measurement of observer agreement for categorical data, Biometrics 33. */
export type AgreementWord = 'poor' | 'slight' | 'fair' | 'moderate' | 'substantial' | 'almost perfect'

export interface Agreement {
  /** How many things both have coded. */
  readonly count: number
  /** The share of them on which both say the same, 0 to 1. */
  readonly observed: number
  /** The share expected by chance, from how often each uses each category. */
  readonly expected: number
  /** (observed − expected) / (1 − expected): 1 is full agreement, 0 is chance. Null where both only ever say one thing. */
  readonly kappa: number | null
  /** What Landis & Koch call a kappa of this size; they call their bounds arbitrary. Null without kappa. */
  readonly word: AgreementWord | null
}

/**
 * Agreement of two coders over nominal categories (yes and no, or several): one pair for each thing that both coded.
 * Null where there is none. Source: Cohen (1960), A coefficient of agreement for nominal scales, Educational and
 * Psychological Measurement 20.
 */
export function agreement<Category extends string | number | boolean>(
  pairs: readonly (readonly [Category, Category])[],
): Agreement | null {
  const count = pairs.length
  if (count === 0) return null
  const [first, second] = [new Map<Category, number>(), new Map<Category, number>()]
  let same = 0
  for (const [one, other] of pairs) {
    first.set(one, (first.get(one) ?? 0) + 1)
    second.set(other, (second.get(other) ?? 0) + 1)
    if (one === other) same++
  }
  const byChance = [...first].reduce((sum, [category, times]) => sum + times * (second.get(category) ?? 0), 0)
  const observed = same / count
  const expected = byChance / count ** 2
  const kappa = byChance === count ** 2 ? null : (observed - expected) / (1 - expected)
  return { count, observed, expected, kappa, word: kappa === null ? null : wordFor(kappa) }
}

/** Landis & Koch give the bounds in hundredths: to 0.20 is slight, from 0.21 fair. */
function wordFor(kappa: number): AgreementWord {
  if (kappa < 0) return 'poor'
  const hundredths = Math.round(kappa * 100)
  if (hundredths <= 20) return 'slight'
  if (hundredths <= 40) return 'fair'
  if (hundredths <= 60) return 'moderate'
  return hundredths <= 80 ? 'substantial' : 'almost perfect'
}
