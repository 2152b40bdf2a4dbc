// What later rooms may use of rounds.

export { Asked, askedHeading, askedLead, StatusPill, waiting } from './answering.tsx'
export { confidences, directions, type Status, statusWords } from './model.ts'
export { askedOf, holderOfKey, type LatestWord, latestWords } from './queries.ts'
