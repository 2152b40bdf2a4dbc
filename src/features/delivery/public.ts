// What later rooms may use of delivery.

export { Claims } from './claims/parts.tsx'
export { Credit } from './initiatives/parts.tsx'
export {
  answers,
  asks,
  benefitKinds,
  type Claim,
  claims,
  consentWords,
  type Horizon,
  horizons,
  horizonWords,
  impacts,
  likelihoods,
  matters,
  type Principle,
  preconditionKinds,
  preconditions,
  preconditionWords,
  principles,
  principleWords,
  reportings,
  type State,
  stateWords,
} from './model.ts'
export {
  type ActionRow,
  type ActionView,
  action,
  actionsOf,
  type Benefit,
  type Body,
  type Contribution,
  type Measure,
  type Milestone,
  type Publication,
  type Risk,
  type ServedOutcome,
} from './queries.ts'

export { missingOf, spread, threadGaps, worksFor } from './rules.ts'
export { reachMilestones } from './store.ts'

export const addressOfAction = (slug: string, id: number): string => `/p/${slug}/actions/${id}`
