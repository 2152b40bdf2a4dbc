// What later rooms may use of rounds.

export { Asked, askedHeading, askedLead, waiting } from './answering/asked-list.tsx'
export { LatestStatus, LatestWord } from './answering/latest.tsx'
export { type AcceptedWord, askedOf, holderOfKey, latestWords } from './queries.ts'
export { loadShown, YourLoad } from './spread/spread-load.tsx'
export { addressOfTemplate } from './template/template-pages.tsx'
