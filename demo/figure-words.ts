// The shape of an indicator's story in this folder.

import type { Body, Name } from './cast.ts'

export interface TargetWords {
  readonly on: string
  readonly by: Name
  readonly period: string
  readonly value: number
  readonly because: string
  readonly goal?: string
}

/** What a partnership uses and promises, whoever publishes it. */
interface Used {
  readonly key: string
  /** The day the partnership took it up. */
  readonly since: string
  readonly outcomes: readonly string[]
  readonly partner: Body | null
  readonly baseline?: string
  readonly targets: readonly TargetWords[]
  /** When its next figure is due; may be over. */
  readonly nextDue: string | null
}

/** From the catalogue. */
export interface NationalWords extends Used {
  readonly code: string
}

/** The partnership's own: readings run year by year from the first; each is recorded on the day it was known. */
export interface OwnWords extends Used {
  readonly name: string
  readonly kind: 'local' | 'soft'
  readonly definition: string
  readonly source: string
  readonly unit: 'percent' | 'number' | 'score' | 'days'
  readonly good: 'up' | 'down'
  /** Calendar years, or financial years that begin in them. */
  readonly years: 'calendar' | 'financial'
  readonly from: number
  readonly values: readonly number[]
  readonly retired?: { readonly on: string; readonly because: string }
}
