// What later rooms may use of partnerships.

export { basisWords, defaultTerms, organisationKinds, type Term } from './model.ts'
export { about, byAddress, listed, partner, partners } from './queries.ts'
