// What later rooms may use of people.

export { LookAround } from './pages.tsx'
export { actorOfPerson, actorOfSession, holderOfToken, personas, personByEmail } from './queries.ts'
