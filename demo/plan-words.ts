// The shape of a plan's words as they stand in this folder; other outcomes and bodies are named by their keys.

import type { Body } from './cast.ts'

export interface OutcomeWords {
  readonly key: string
  readonly title: string
  readonly description: string
  readonly horizon: 'long' | 'medium' | 'short'
  readonly dimensions: readonly ('economic' | 'social' | 'environmental')[]
  readonly partner: Body | null
  /** `framework:goal` */
  readonly goals: readonly string[]
  /** The outcome it is part of, here or in the wider plan. */
  readonly parent?: string
}

export interface ThemeWords {
  readonly key: string
  readonly title: string
  readonly description: string
  readonly outcomes: readonly OutcomeWords[]
}

/** A plan that is started, and as far as it has come. */
export interface PlanWords {
  readonly key: string
  readonly kind: 'community' | 'locality' | 'community-of-interest'
  readonly title: string
  readonly place?: string
  readonly community?: string
  readonly parentPlan?: string
  readonly starts: string
  readonly ends: string
  readonly draftedOn: string
  readonly proposedOn?: string
  readonly adoptedOn?: string
  readonly where?: string
  /** Partners that agreed with it while it was before them. */
  readonly agreedBy?: readonly Body[]
  readonly vision: string
  readonly summary: string
  readonly themes: readonly ThemeWords[]
}
