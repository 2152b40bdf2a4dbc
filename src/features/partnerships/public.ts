// What later rooms may use of partnerships.

export { basisWords, defaultTerms, organisationKinds, type Term } from './model.ts'
export {
  about,
  byAddress,
  listed,
  type PartnerListed,
  type PartnershipListed,
  type PartnerView,
  partner,
  partners,
} from './queries.ts'
export { maySpeakFor } from './rules.ts'
