// What later rooms may use of the landscape.

export { groupKindWords } from './model.ts'
