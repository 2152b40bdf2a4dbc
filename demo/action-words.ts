// The shape of joint work as it stands in this folder; outcomes, bodies and people are named by their keys.

import type { Body, Name } from './cast.ts'

type Gate = 'authority' | 'accountable-body' | 'audit' | 'data-protection'

interface MilestoneWords {
  readonly words: string
  readonly due: string
  readonly reached?: string
  readonly moved?: { readonly on: string; readonly due: string; readonly because: string }
}

interface MeasureWords {
  readonly asks: 'how-much' | 'how-well' | 'better-off'
  readonly words: string
  readonly unit: 'number' | 'percent' | 'days' | 'minutes' | 'hours' | 'pounds'
  /** Each is recorded two weeks after its period. */
  readonly readings: readonly (readonly [period: string, value: number])[]
}

interface RiskWords {
  readonly words: string
  readonly likelihood: 'unlikely' | 'possible' | 'likely'
  readonly impact: 'minor' | 'moderate' | 'major'
  readonly partner: Body
  readonly response: string
}

interface ContributionWords {
  readonly on: string
  readonly partner: Body
  readonly claim: 'would-not-have-happened' | 'sooner' | 'better' | 'anyway' | 'too-early'
  readonly words: string
  readonly evidence: string
  readonly evidenceAddress?: string
}

interface BenefitWords {
  readonly on: string
  readonly partner: Body
  readonly kind: 'trust' | 'relationships' | 'shared-vision' | 'bid-infrastructure' | 'co-ordinated-consultation'
  readonly experiencedBy: string
  readonly words: string
}

/** What an action serves, how much it should matter for it, and why. */
type Service = readonly [outcome: string, matters: 'a-lot' | 'some' | 'a-little', because?: string]

interface Worded {
  readonly key: string
  readonly title: string
  readonly about: string
  readonly horizon: 'quick-win' | 'medium' | 'long'
  readonly principle: 'vision' | 'participation' | 'delivery'
  readonly starts: string
  readonly ends: string
  readonly outcomes: readonly Service[]
}

/** A piece of joint work, from its proposal to wherever it has come. */
export interface ActionWords extends Worded {
  readonly lead: Body
  readonly owner: Name
  readonly deputy?: Name
  /** Codes of places. */
  readonly places?: readonly string[]
  /** What other partners do in it. */
  readonly parts?: readonly (readonly [partner: Body, does: string])[]
  readonly settled: Partial<Record<Gate, string>>
  readonly notNeeded?: Partial<Record<Gate, string>>
  readonly milestones: readonly MilestoneWords[]
  readonly measures: readonly MeasureWords[]
  readonly risks?: readonly RiskWords[]
  readonly contributions?: readonly ContributionWords[]
  readonly benefits?: readonly BenefitWords[]
  readonly proposedOn: string
  readonly adoptedOn?: string
  /** Why it was adopted although something was missing. */
  readonly despite?: string
  /** An initiative of its lead, which is answered once for every partnership. */
  readonly joins?: string
  readonly stopped?: { readonly on: string; readonly because: string }
}

/** Work that an organisation does already, registered by it in one partnership. */
export interface InitiativeWords {
  readonly key: string
  readonly owner: Body
  readonly registeredOn: string
  readonly name: string
  readonly about: string
  readonly address: string
  readonly reporting: 'publishes' | 'answers-once'
}

/** Work of somebody else that the partnership asks to show as linked. */
export interface LinkedWords extends Worded {
  readonly initiative: string
  readonly linkedOn: string
  readonly consent?: { readonly on: string; readonly by: Name; readonly words: string }
  readonly adoptedOn?: string
  readonly quotations: readonly { readonly on: string; readonly words: string; readonly address: string }[]
}
