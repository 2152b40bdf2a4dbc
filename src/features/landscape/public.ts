// What later rooms may use of the landscape.

export { settings } from './queries.ts'
