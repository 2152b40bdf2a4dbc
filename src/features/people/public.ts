// What later rooms may use of people.

export { actorOfPerson, actorOfSession, holderOfToken, type Persona, personByEmail, personas } from './queries.ts'
export { LookAround } from './pages.tsx'
