// What later rooms may use of delivery.

export { Claims } from './claims/parts.tsx'
export { Credit } from './initiatives/parts.tsx'
export {
  asks,
  type Claim,
  claims,
  consentWords,
  type Horizon,
  horizonWords,
  impacts,
  likelihoods,
  type Principle,
  preconditionKinds,
  preconditionWords,
  principleWords,
} from './model.ts'
export {
  type ActionRow,
  type ActionView,
  action,
  actionsOf,
  type Measure,
  type Milestone,
  type Risk,
  type ServedOutcome,
} from './queries.ts'

export { missingOf, spread, threadGaps, worksFor } from './rules.ts'
export { reachMilestones } from './store.ts'

export const addressOfAction = (slug: string, id: number): string => `/p/${slug}/actions/${id}`
