// What later rooms may use of indicators.

export { type Frequency, type IndicatorKind, unitWords } from './model.ts'
export { IndicatorPicture } from './picture.tsx'
export { type IndicatorRow, indicatorsOf, outcomeTitles } from './queries.ts'
export { gaps, inUnit, mayAnswer, unrealFor } from './rules.ts'
export { gapFor, standingFor } from './standing.ts'
export { ableToAnswer, outcomesKnown, recordFigure, setNextDue } from './store.ts'
export { answer, asAt, type Judged, judge, movement, namedMovement } from './story.ts'
