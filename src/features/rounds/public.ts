// What later rooms may use of rounds.

export { Asked, askedHeading, askedLead, waiting } from './answering/asked-list.tsx'
export { LatestStatus, LatestWord } from './answering/latest.tsx'
export {
  addressAsked,
  confirmingLetters,
  decideFollowing,
} from './following/following-rules.ts'
export { askingFacts, followedBy, writeFollow } from './following/following-store.ts'
export { type AcceptedWord, askedOf, holderOfKey, latestWords } from './queries.ts'
export { loadShown, YourLoad } from './spread/spread-load.tsx'
export { addressOfTemplate } from './template/template-pages.tsx'
