// What later rooms may use of partnerships.

export { basisWords, defaultTerms, organisationKinds, type Term } from './model.ts'
export { about, byAddress, byNumber, listed, members, organisations, partner, partners } from './queries.ts'
