// What later rooms may use of people.

export { nameless } from './model.ts'
export { LookAround } from './pages.tsx'
export { actorOfPerson, actorOfSession, holderOfToken, personas, personByEmail } from './queries.ts'
export { nameWhoHasNone } from './store.ts'
