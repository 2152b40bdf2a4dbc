// Reads a StratML file as people really have them: keeps what it can and lists what it left out.
// Hostile or broken files end in a refusal.

import { isUtf8 } from 'node:buffer'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import { windows1252 } from '../../kernel/windows-1252.ts'
import {
  addressOf,
  cleanText,
  dateOf,
  decimalOf,
  type IndicatorDocument,
  identifierOf,
  type OrganisationDocument,
  type OutcomeDocument,
  type PlanDocument,
  type RelationshipDocument,
  type ResultDocument,
  type StakeholderDocument,
  type StatementDocument,
  type ThemeDocument,
  withIdentifiers,
} from './stratml.ts'

/** Something in the file that the document does not carry, or carries otherwise. */
export interface Skipped {
  /** `/StrategicPlan/StrategicPlanCore/Goal[2]/Foo`; `/` for the whole file. */
  path: string
  /** What was lost, in a sentence. */
  words: string
}

const mostBytes = 5 * 1024 * 1024
const mostTags = 200_000
const mostSkipped = 200

/**
 * A plan from a StratML file of any version: names are read without their prefixes, in any order, missing or empty
 * ones are passed over. Refuses with `file-too-large`, `unknown-encoding`, `unsafe-file`, `not-xml` or `not-stratml`.
 * Identifiers in the result are unique; missing ones are made from the place (`_theme-1`).
 */
export function readStratml(
  xml: string | Uint8Array,
): { document: PlanDocument; part: 1 | 2; skipped: Skipped[] } | Refusal {
  if (xml.length > mostBytes) return refuse('file-too-large', 'This file is larger than 5 MB, the most we can open.')
  const opened = typeof xml === 'string' ? { text: xml } : decoded(xml)
  if (isRefusal(opened)) return opened
  const root = rootOf(opened.text)
  if (isRefusal(root)) return root
  if (root.name !== 'StrategicPlan' && root.name !== 'PerformancePlanOrReport')
    return refuse('not-stratml', `This file is not a StratML plan: it begins with “${excerpt(root.name)}”.`)
  const document = withIdentifiers(readPlan(root))
  const skipped = [...(opened.guessed ?? []), ...leftOut(root)]
  return { document, part: root.name === 'StrategicPlan' ? 1 : 2, skipped: shortened(skipped) }
}

function readPlan(root: Part): PlanDocument {
  const core = root.one('StrategicPlanCore') ?? root
  const administration = root.one('AdministrativeInformation')
  const submitter = root.one('Submitter') ?? administration?.one('Submitter')
  return {
    type: root.choice('Type', ['Strategic_Plan', 'Performance_Plan', 'Performance_Report']),
    title: root.text('Name'),
    description: root.optional('Description'),
    otherInformation: root.optional('OtherInformation'),
    organisations: core.all('Organization').map(readOrganisation),
    vision: readStatement(core.one('Vision')),
    mission: readStatement(core.one('Mission')),
    values: core.all('Value').map(value => ({
      name: value.optional('Name'),
      description: value.optional('Description'),
    })),
    themes: core.all('Goal').map(readTheme),
    identifier: administration?.optional('Identifier'),
    period: { starts: administration?.date('StartDate'), ends: administration?.date('EndDate') },
    publicationDate: administration?.date('PublicationDate'),
    source: administration?.fitting('Source', addressOf, 'a web address'),
    submitter: submitter && {
      identifier: submitter.optional('Identifier'),
      givenName: submitter.optional('GivenName', 'FirstName'),
      surname: submitter.optional('Surname', 'LastName'),
      phoneNumber: submitter.optional('PhoneNumber'),
      emailAddress: submitter.optional('EmailAddress'),
    },
  }
}

const readOrganisation = (part: Part): OrganisationDocument => ({
  name: part.text('Name'),
  acronym: part.optional('Acronym'),
  identifier: part.text('Identifier'),
  description: part.optional('Description'),
  stakeholders: part.all('Stakeholder').map(readStakeholder),
})

const readStatement = (part: Part | undefined): StatementDocument | undefined =>
  part && { description: part.text('Description'), identifier: part.text('Identifier') }

const readTheme = (part: Part): ThemeDocument => ({
  identifier: part.text('Identifier'),
  title: part.text('Name'),
  description: part.optional('Description'),
  sequence: part.optional('SequenceIndicator'),
  stakeholders: part.all('Stakeholder').map(readStakeholder),
  otherInformation: part.optional('OtherInformation'),
  outcomes: part.all('Objective').map(readOutcome),
})

const readOutcome = (part: Part): OutcomeDocument => ({
  identifier: part.text('Identifier'),
  title: part.text('Name'),
  description: part.optional('Description'),
  sequence: part.optional('SequenceIndicator'),
  stakeholders: part.all('Stakeholder').map(readStakeholder),
  otherInformation: part.optional('OtherInformation'),
  indicators: part.all('PerformanceIndicator').map(readIndicator),
})

const readStakeholder = (part: Part): StakeholderDocument => ({
  name: part.text('Name'),
  description: part.optional('Description'),
  type: part.choice('StakeholderTypeType', ['Person', 'Organization', 'Generic_Group']),
  roles: part.all('Role').map(role => ({
    name: role.text('Name'),
    description: role.optional('Description'),
    types: role.choices('RoleType', ['Performer', 'Beneficiary']),
  })),
})

const readIndicator = (part: Part): IndicatorDocument => ({
  identifier: part.text('Identifier'),
  sequence: part.optional('SequenceIndicator'),
  valueChainStage: part.choice('ValueChainStage', [
    'Outcome',
    'Output_Processing',
    'Output',
    'Input_Processing',
    'Input',
  ]),
  type: part.choice('PerformanceIndicatorType', ['Quantitative', 'Qualitative']),
  measurementDimension: part.text('MeasurementDimension'),
  unitOfMeasurement: part.text('UnitOfMeasurement'),
  relationships: part.all('Relationship').map(readRelationship),
  measurementInstances: part.all('MeasurementInstance').map(instance => ({
    targetResults: instance.all('TargetResult').map(readResult),
    actualResults: instance.all('ActualResult').map(readResult),
  })),
  otherInformation: part.optional('OtherInformation'),
})

const readRelationship = (part: Part): RelationshipDocument => ({
  identifier: part.optional('Identifier'),
  type: part.choice('RelationshipType', ['Broader_Than', 'Peer_To', 'Narrower_Than']),
  referents: part.texts('ReferentIdentifier'),
  name: part.optional('Name'),
  description: part.optional('Description'),
})

function readResult(part: Part): ResultDocument {
  const descriptor = part.one('Descriptor')
  return {
    starts: part.date('StartDate'),
    ends: part.date('EndDate'),
    numberOfUnits: part.fitting('NumberOfUnits', decimalOf, 'a plain number'),
    descriptor: descriptor && {
      name: descriptor.optional('DescriptorName'),
      value: descriptor.optional('DescriptorValue'),
    },
    description: part.optional('Description'),
  }
}

const choiceAttributes = ['StakeholderTypeType', 'ValueChainStage', 'PerformanceIndicatorType', 'RelationshipType']

/** An element of the file. It remembers what was asked of it, so that what nobody asked for can be listed. */
class Part {
  /** How it was read; undefined when nobody asked for it. */
  read?: 'as text' | 'as parts'
  readonly troubles: Skipped[] = []
  private readonly asked = new Set<string>()

  constructor(
    readonly name: string,
    readonly path: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly content: readonly (Part | string)[],
  ) {}

  get parts(): Part[] {
    return this.content.filter(part => typeof part !== 'string')
  }

  knows(name: string): boolean {
    return this.asked.has(name)
  }

  saysNothing(): boolean {
    const silent = !choiceAttributes.some(name => this.attributes[name]?.trim())
    return silent && this.content.every(part => (typeof part === 'string' ? !cleanText(part) : part.saysNothing()))
  }

  /** The text in it; marks such as HTML's are kept as text. */
  words(): string {
    return cleanText(this.content.map(part => (typeof part === 'string' ? part : part.markup())).join(''))
  }

  private markup(): string {
    const attributes = Object.entries(this.attributes).map(([name, value]) => ` ${name}="${value}"`)
    const inside = this.content.map(part => (typeof part === 'string' ? part : part.markup())).join('')
    return inside
      ? `<${this.name}${attributes.join('')}>${inside}</${this.name}>`
      : `<${this.name}${attributes.join('')}/>`
  }

  private find(names: readonly string[], how: 'as text' | 'as parts', most: number): Part[] {
    for (const name of names) this.asked.add(name)
    const found = this.parts.filter(part => names.includes(part.name) && !part.saysNothing()).slice(0, most)
    for (const part of found) part.read = how
    return found
  }

  all(name: string): Part[] {
    return this.find([name], 'as parts', Number.POSITIVE_INFINITY)
  }

  one(name: string): Part | undefined {
    return this.find([name], 'as parts', 1)[0]
  }

  texts(name: string): string[] {
    return this.find([name], 'as text', Number.POSITIVE_INFINITY).map(part => part.words())
  }

  text(...names: string[]): string {
    return this.find(names, 'as text', 1)[0]?.words() ?? ''
  }

  optional(...names: string[]): string | undefined {
    return this.text(...names) || undefined
  }

  date(name: string): string | undefined {
    return this.fitting(name, dateOf, 'a date such as 2026-03-31')
  }

  fitting(name: string, accept: (text: string) => string, kind: string): string | undefined {
    const part = this.find([name], 'as text', 1)[0]
    const accepted = accept(part?.words() ?? '')
    if (part && !accepted) part.unfit(part.words(), kind)
    return accepted || undefined
  }

  choice<T extends string>(attribute: string, allowed: readonly T[]): T | undefined {
    const written = this.attributes[attribute]?.trim()
    const chosen = allowed.find(one => one === written)
    if (written && !chosen) this.unfit(written, `one of ${allowed.join(', ')}`, `${this.path}/@${attribute}`)
    return chosen
  }

  choices<T extends string>(name: string, allowed: readonly T[]): T[] {
    return this.find([name], 'as text', Number.POSITIVE_INFINITY).flatMap(part => {
      const chosen = allowed.find(one => one === part.words().trim())
      if (!chosen) part.unfit(part.words(), `one of ${allowed.join(', ')}`)
      return chosen ?? []
    })
  }

  private unfit(written: string, kind: string, path = this.path): void {
    this.troubles.push({ path, words: `“${excerpt(written)}” is not ${kind}, so it was left out.` })
  }
}

/** What the document does not carry, in the order of the file. */
function leftOut(root: Part): Skipped[] {
  const identifiers = new Set<string>()
  const walk = (part: Part): Skipped[] => {
    const loose = cleanText(part.content.filter(one => typeof one === 'string').join(''))
    return [
      ...part.troubles,
      ...(loose ? [{ path: part.path, words: `Loose text was left out: “${excerpt(loose)}”.` }] : []),
      ...part.parts.flatMap(child => {
        if (child.read === 'as parts') return walk(child)
        if (child.read === 'as text') return [...child.troubles, ...identifierTrouble(part, child)]
        if (part.knows(child.name)) return child.saysNothing() ? [] : [{ path: child.path, words: surplus(child) }]
        return [{ path: child.path, words: unknown(child) }]
      }),
    ]
  }
  const identifierTrouble = (parent: Part, child: Part): Skipped[] => {
    if (child.name !== 'Identifier' || parent.name === 'Relationship') return []
    const identifier = identifierOf(child.words())
    if (identifier && !identifiers.has(identifier)) {
      identifiers.add(identifier)
      return []
    }
    const why = identifier ? 'is used more than once' : 'cannot stand as an identifier'
    return [{ path: child.path, words: `“${excerpt(child.words())}” ${why}, so it was not kept.` }]
  }
  return walk(root)
}

const surplus = (part: Part): string =>
  `Only one “${part.name}” can be kept here. This one was left out: “${excerpt(part.words())}”.`

const unknown = (part: Part): string =>
  part.words()
    ? `We do not know “${excerpt(part.name)}” here, so it was left out: “${excerpt(part.words())}”.`
    : `We do not know “${excerpt(part.name)}” here, so it was left out. It was empty.`

const excerpt = (text: string): string => {
  const line = text.slice(0, 1000).replace(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 79).replace(/[\ud800-\udbff]$/, '')}…` : line
}

const shortened = (skipped: Skipped[]): Skipped[] =>
  skipped.length <= mostSkipped
    ? skipped
    : [
        ...skipped.slice(0, mostSkipped),
        { path: '/', words: `${(skipped.length - mostSkipped).toLocaleString('en-GB')} more were left out.` },
      ]

/** The text of the bytes by byte order mark, else by what the file declares, else UTF-8. */
function decoded(bytes: Uint8Array): { text: string; guessed?: Skipped[] } | Refusal {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return { text: new TextDecoder('utf-16le').decode(bytes) }
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return { text: new TextDecoder('utf-16be').decode(bytes) }

  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 300))
  const declared = /<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)/i.exec(start)?.[1] ?? 'utf-8'
  if (/^(windows-?1252|cp-?1252|iso-?8859-?1|latin-?1)$/i.test(declared)) return { text: windows1252(bytes) }
  // A file that says UTF-16 and can be read this far does not hold it.
  if (!/^(utf-?8|utf-?16(le|be)?|(us-)?ascii)$/i.test(declared))
    return refuse(
      'unknown-encoding',
      `We cannot read the letters of this file (“${excerpt(declared)}”). Save it as UTF-8.`,
    )
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) }
  const words = 'Some letters are not in UTF-8, so the file was read as Windows-1252. Look at accents and quotes.'
  return { text: windows1252(bytes), guessed: [{ path: '/', words }] }
}

const parser = new XMLParser({
  preserveOrder: true,
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 50,
})

/** The root of a well-formed file that is safe to open: no document type, not too many tags, not too deep. */
function rootOf(file: string): Part | Refusal {
  const xml = file.replace(/^\ufeff/, '').trimStart()
  if (hasDocumentType(xml))
    return refuse('unsafe-file', 'This file brings its own document type (DOCTYPE), which is not safe to open.')
  if (tagsIn(xml) > mostTags) return refuse('file-too-large', 'This file has too many parts for a plan.')
  const wellFormed = XMLValidator.validate(xml)
  if (wellFormed !== true)
    return refuse('not-xml', `This file is not proper XML: something is wrong at line ${wellFormed.err.line}.`)
  let nodes: OrderedNode[]
  try {
    nodes = parser.parse(xml)
  } catch {
    return refuse('not-xml', 'This file is not XML we can open: it is too deep, or uses names that are not allowed.')
  }
  const roots = partsOf(nodes, '').filter(part => typeof part !== 'string')
  return roots.length === 1 ? roots[0]! : refuse('not-xml', 'This file is not proper XML: it needs one outer element.')
}

/** Whether a document type comes before the first element. */
function hasDocumentType(xml: string): boolean {
  let at = 0
  for (;;) {
    while (/\s/.test(xml.charAt(at))) at++
    const end = xml.startsWith('<?', at) ? '?>' : xml.startsWith('<!--', at) ? '-->' : null
    if (end === null) return /^<!doctype/i.test(xml.slice(at, at + 9))
    const closed = xml.indexOf(end, at)
    if (closed < 0) return false
    at = closed + end.length
  }
}

function tagsIn(xml: string): number {
  let count = 0
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) count++
  return count
}

/** fast-xml-parser's ordered form: one key for the name, `:@` for attributes. */
type OrderedNode = Record<string, unknown>

function partsOf(nodes: readonly OrderedNode[], path: string): (Part | string)[] {
  const names = nodes.map(node => Object.keys(node).find(key => key !== ':@') ?? '')
  const totals = new Map<string, number>()
  for (const name of names) totals.set(name, (totals.get(name) ?? 0) + 1)
  const soFar = new Map<string, number>()
  return nodes.map((node, i) => {
    const name = names[i]!
    const inside = node[name]
    if (typeof inside === 'string') return withoutEntities(inside)
    const below = inside as OrderedNode[]
    if (name === '#cdata') return below.map(text => String(text['#text'] ?? '')).join('')
    const nth = (soFar.get(name) ?? 0) + 1
    soFar.set(name, nth)
    const place = `${path}/${name.slice(0, 60)}${totals.get(name)! > 1 ? `[${nth}]` : ''}`
    const attributes = Object.entries((node[':@'] ?? {}) as Record<string, string>)
    return new Part(
      name,
      place,
      Object.fromEntries(attributes.map(([key, value]) => [key, withoutEntities(value)])),
      partsOf(below, place),
    )
  })
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The five entities of XML and numbered letters; others, such as HTML's `&nbsp;`, stay as they stand. */
const withoutEntities = (text: string): string =>
  text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name) return named[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
