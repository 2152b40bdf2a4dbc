// The kinds of places: what they are called, the family of their official codes, and how published files head them.

/** Of the two words, the first is for one of them. */
interface KindOfPlace {
  readonly words: readonly [string, string]
  /** Source: Register of Geographic Codes of the ONS; the letter and the first two figures are the family. */
  readonly code: RegExp
  readonly heading: RegExp
}

/**
 * In the order in which a name is understood where several kinds share it: the council Fife, not the health board.
 * Kinds that figures are seldom published for come last.
 */
export const kindsOfPlaces = {
  nation: { words: ['nation', 'nations'], code: /^S92\d{6}$/, heading: /^Country_?Code$/i },
  council: { words: ['council', 'councils'], code: /^S12\d{6}$/, heading: /^(LA|ltla)(\d\d)?_?Code$/i },
  'health-board': { words: ['health board', 'health boards'], code: /^S08\d{6}$/, heading: /^HB(\d\d)?_?Code$/i },
  // A council draws and codes its own (2015 Act, s.9), so anything goes that is no code of a register or made up here.
  locality: {
    words: ['locality', 'localities'],
    code: /^(?!S(01|02|08|12|13|14|16|32|37|39|42|92)\d{6}$|X\d{8}$)[A-Z0-9-]{1,40}$/,
    heading: /^Locality(\d\d|\d{4})?_?Code$/i,
  },
  ward: { words: ['ward', 'wards'], code: /^S13\d{6}$/, heading: /^(MM)?Ward(\d\d)?_?Code$/i },
  'intermediate-zone': {
    words: ['intermediate zone', 'intermediate zones'],
    code: /^S02\d{6}$/,
    heading: /^IZ(\d\d|\d{4})?_?Code$/i,
  },
  'data-zone': {
    words: ['data zone', 'data zones'],
    code: /^S01\d{6}$/,
    heading: /^(DZ|Data_?Zone)(\d\d|\d{4})?_?Code$/i,
  },
  'health-and-care': {
    words: ['health and social care partnership', 'health and social care partnerships'],
    code: /^S37\d{6}$/,
    heading: /^(HIA|HSCP)(\d\d|\d{4})?_?Code$/i,
  },
  'police-division': {
    words: ['police division', 'police divisions'],
    code: /^S32\d{6}$/,
    heading: /^SPD(\d\d|\d{4})?_?Code$/i,
  },
  'fire-area': {
    words: ['fire and rescue area', 'fire and rescue areas'],
    code: /^S39\d{6}$/,
    heading: /^SFRLSO(\d\d|\d{4})?_?Code$/i,
  },
  'resilience-partnership': {
    words: ['local resilience partnership', 'local resilience partnerships'],
    code: /^S42\d{6}$/,
    heading: /^LRP(\d\d|\d{4})?_?Code$/i,
  },
  'scottish-constituency': {
    words: ['Scottish Parliament constituency', 'Scottish Parliament constituencies'],
    code: /^S16\d{6}$/,
    heading: /^SPC(\d\d|\d{4})?_?Code$/i,
  },
  'uk-constituency': {
    words: ['UK Parliament constituency', 'UK Parliament constituencies'],
    code: /^S14\d{6}$/,
    heading: /^UKPC(\d\d|\d{4})?_?Code$/i,
  },
} as const satisfies Readonly<Record<string, KindOfPlace>>

export type PlaceKind = keyof typeof kindsOfPlaces

export const placeKinds = Object.keys(kindsOfPlaces) as [PlaceKind, ...PlaceKind[]]

/** What one place of a kind is called, and several: `['council', 'councils']`. */
export const placeKindWords = Object.fromEntries(placeKinds.map(kind => [kind, kindsOfPlaces[kind].words])) as Readonly<
  Record<PlaceKind, readonly [string, string]>
>

const codes = placeKinds.filter(kind => kind !== 'locality').map(kind => kindsOfPlaces[kind].code)

/** Of a register: a council's own codes of its localities are none. */
export const isOfficialCode = (written: string): boolean => codes.some(code => code.test(written))
