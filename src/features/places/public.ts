// What later rooms may use of places.

export { type PlaceKind, placeKindWords } from './kinds.ts'
export { countsInWords, type ImportCounts, type LeftOut, mostListed, notForYou } from './model.ts'
export { populationsByGroup } from './population-groups.ts'
export { boundariesOf, childrenOf, findPlaces, shapesOf } from './queries.ts'
export { piecesOf, ringArea } from './rings.ts'
export { dropUploads, keepUpload, oneAtATime, uploaded } from './store.ts'
