// What later rooms may use of partnerships.

export { basisWords, defaultTerms, organisationKinds, type Term } from './model.ts'
export { about, byAddress, listed, type PartnershipListed, type PartnerListed, type PartnerView, partner, partners } from './queries.ts'
export { maySpeakFor } from './rules.ts'
