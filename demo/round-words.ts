// The shape of a round's story in this folder: what is said, by whom, how many days after it opened.

import type { Name, Slug } from './cast.ts'

type Status = 'not-started' | 'red' | 'amber' | 'green' | 'complete'
type Direction = 'better' | 'steady' | 'worse'
type Confidence = 'high' | 'medium' | 'low'

/** How it stands, which way it goes, how sure they are; work that is complete goes nowhere. */
type Stands = readonly [Status, Direction, Confidence] | readonly ['complete']

/** One step on a thing that was asked about, like `action nights` or `indicator dark`. */
interface OfThing {
  readonly after: number
  readonly of: string
  readonly by: Name
}

type Said = OfThing & {
  readonly stands?: Stands
  readonly words: string
  /** What it needs the board to decide. */
  readonly needs?: string
  /** Milestones of the action that were reached, by their place in its list. */
  readonly reached?: readonly number[]
}

export type Step =
  | (Said & { readonly does: 'answers' | 'begins' })
  | (OfThing & { readonly does: 'keeps' })
  | (OfThing & { readonly does: 'passes-on'; readonly to: Name; readonly note: string })
  | (OfThing & { readonly does: 'returns'; readonly note: string })
  | { readonly after: number; readonly does: 'accepts'; readonly by: Name; readonly of: readonly string[] }
  | { readonly after: number; readonly does: 'accepts-all' | 'accepts-round'; readonly by: Name }
  /** What the clock does by itself. */
  | { readonly after: number; readonly does: 'reminds' | 'tells-deputies' | 'tells-leads' | 'closes' }

export interface RoundWords {
  readonly key: string
  readonly slug: Slug
  readonly coordinator: Name
  /** The day it opens. */
  readonly opens: string
  readonly title: string
  readonly steps: readonly Step[]
}
