// What later rooms may use of plans.

import { slugOf } from '../../kernel/words.ts'

export type { Consensus, WordedOutcome, WordedTheme } from './comparison.ts'
export { agreement, balance, consensus } from './comparison.ts'
export type { Dimension, Horizon, PlanKind, State } from './model.ts'
export { dimensions, horizons, horizonWords, planKinds, principles } from './model.ts'
export type { FrameworkView, OutcomeView, PlanListed, VersionView, Voice } from './queries.ts'
export { adoptedPlan, frameworks, outcome, outcomesOf, plansOf, versionView, voices } from './queries.ts'
export { registerFrameworks as seedFrameworks } from './registry.ts'
export type { IndicatorDocument } from './stratml.ts'
export { documentOfVersion } from './stratml-export.ts'
export { writeStratml } from './stratml-write.ts'

/** `/p/strathmuir/outcomes/12-fewer-children` */
export const addressOfOutcome = (slug: string, id: number, title: string): string =>
  `/p/${slug}/outcomes/${[id, slugOf(title)].filter(Boolean).join('-')}`
