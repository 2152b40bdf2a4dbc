// A plan as StratML (ISO 17469-1 Part 1, strategic plans; Part 2, performance plans and reports) can carry it,
// and the rules that reading and writing share: which texts, dates, numbers, addresses and identifiers may stand in a file.

import { isDate } from '../../kernel/period.ts'

/** Vision → Vision, theme → Goal, outcome → Objective, indicator → PerformanceIndicator (Part 2 only). */
export interface PlanDocument {
  /** AdministrativeInformation/Identifier (Part 2 only). */
  identifier?: string
  /** Part 2 only; when missing, a plan with actual results is written as a report and any other as a plan. */
  type?: 'Strategic_Plan' | 'Performance_Plan' | 'Performance_Report'
  title: string
  description?: string
  otherInformation?: string
  organisations: OrganisationDocument[]
  vision?: StatementDocument
  mission?: StatementDocument
  values: { name?: string; description?: string }[]
  themes: ThemeDocument[]
  /** `YYYY-MM-DD`. */
  period: { starts?: string; ends?: string }
  /** `YYYY-MM-DD`. */
  publicationDate?: string
  /** An http(s) address, or one without its `https://`. */
  source?: string
  submitter?: SubmitterDocument
}

export interface OrganisationDocument {
  name: string
  acronym?: string
  identifier: string
  description?: string
  stakeholders: StakeholderDocument[]
}

export interface StatementDocument {
  description: string
  identifier: string
}

/** A partner, person or group with a part in a goal or an objective. Part 1 carries no roles. */
export interface StakeholderDocument {
  name: string
  description?: string
  type?: 'Person' | 'Organization' | 'Generic_Group'
  roles: RoleDocument[]
}

export interface RoleDocument {
  name: string
  description?: string
  types: ('Performer' | 'Beneficiary')[]
}

export interface ThemeDocument {
  identifier: string
  title: string
  description?: string
  sequence?: string
  stakeholders: StakeholderDocument[]
  otherInformation?: string
  outcomes: OutcomeDocument[]
}

export interface OutcomeDocument {
  identifier: string
  title: string
  description?: string
  sequence?: string
  stakeholders: StakeholderDocument[]
  otherInformation?: string
  indicators: IndicatorDocument[]
}

export interface IndicatorDocument {
  identifier: string
  sequence?: string
  valueChainStage?: 'Outcome' | 'Output_Processing' | 'Output' | 'Input_Processing' | 'Input'
  type?: 'Quantitative' | 'Qualitative'
  /** What is measured. */
  measurementDimension: string
  unitOfMeasurement: string
  relationships: RelationshipDocument[]
  measurementInstances: { targetResults: ResultDocument[]; actualResults: ResultDocument[] }[]
  otherInformation?: string
}

export interface RelationshipDocument {
  identifier?: string
  type?: 'Broader_Than' | 'Peer_To' | 'Narrower_Than'
  /** Identifiers of what it points to, in this file or another. */
  referents: string[]
  name?: string
  description?: string
}

/** A target or a reading. */
export interface ResultDocument {
  /** `YYYY-MM-DD`. */
  starts?: string
  /** `YYYY-MM-DD`. */
  ends?: string
  /** A decimal as text (`12.50`), so that it is written as it was read. */
  numberOfUnits?: string
  descriptor?: { name?: string; value?: string }
  description?: string
}

export interface SubmitterDocument {
  identifier?: string
  givenName?: string
  surname?: string
  phoneNumber?: string
  emailAddress?: string
}

/** Text without what XML 1.0 forbids (control characters, halves of surrogate pairs), `\n` line ends, blank as ''. */
export function cleanText(text: string): string {
  const kept = text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
  return kept.trim() === '' ? '' : kept
}

/** `YYYY-MM-DD` from an XML date, whose time or time zone is let go; '' when it is no date. */
export function dateOf(text: string): string {
  const date = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text.trim())?.[1] ?? ''
  return isDate(date) && date >= '0001' ? date : ''
}

/** A decimal as XML writes it, commas between thousands let go; '' when it is none. */
export function decimalOf(text: string): string {
  const decimal = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text.trim()) ? text.trim().replaceAll(',', '') : text.trim()
  return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(decimal) && decimal.length <= 20 ? decimal : ''
}

const webAddress =
  /^(?:https?:\/\/[\w.~%-]+(?::\d{1,5})?|[\w.~%-]+)(?:\/[\w.~!$&'()*+,;=:@%/-]*)?(?:\?[\w.~!$&'()*+,;=:@%/?-]*)?(?:#[\w.~!$&'()*+,;=:@%/?-]*)?$/i

/** A web address with its odd letters percent-encoded; '' when it is none, as with `javascript:` and the like. */
export function addressOf(text: string): string {
  const encoded = cleanText(text)
    .trim()
    .replace(/[^\w.~!$&'()*+,;=:@%/?#-]/gu, encodeURIComponent)
    .replace(/%(?![\da-f]{2})/gi, '%25')
  return webAddress.test(encoded) ? encoded : ''
}

/** The text as an identifier (`xsd:ID`): a UUID that begins with a figure gets `_` before it; '' when it cannot be one. */
export function identifierOf(text: string): string {
  const name = text.trim()
  if (/^[A-Za-z_][A-Za-z0-9._-]*$/.test(name)) return name
  return /^[A-Za-z0-9._-]+$/.test(name) ? `_${name}` : ''
}

/**
 * The same document with every identifier fit to stand and used once. The first holder keeps it; whoever has none gets
 * one from its place (`_theme-1`, `_outcome-1-2`), always the same for the same document. Relationships follow.
 */
export function withIdentifiers(document: PlanDocument): PlanDocument {
  const wanted = new Set(identifiersIn(document).map(identifierOf))
  const given = new Set<string>()
  const renamed = new Map<string, string>()

  const give = (text: string, place: string): string => {
    let identifier = identifierOf(text)
    if (identifier === '' || given.has(identifier)) {
      identifier = place
      for (let n = 2; given.has(identifier) || wanted.has(identifier); n++) identifier = `${place}-${n}`
    }
    given.add(identifier)
    if (text.trim() && !renamed.has(text.trim())) renamed.set(text.trim(), identifier)
    return identifier
  }
  const keep = (text = ''): string | undefined => {
    const identifier = identifierOf(text)
    if (identifier === '' || given.has(identifier) || wanted.has(identifier)) return undefined
    given.add(identifier)
    return identifier
  }
  // Older files put what a relationship points to in its own Identifier, which has to be unique today.
  const related = (relationship: RelationshipDocument): RelationshipDocument => {
    const identifier = keep(relationship.identifier)
    const pointed = identifier || !relationship.identifier?.trim() ? [] : [relationship.identifier]
    return { ...relationship, identifier, referents: [...relationship.referents, ...pointed] }
  }
  const followed = (relationship: RelationshipDocument): RelationshipDocument => ({
    ...relationship,
    referents: relationship.referents.map(referent => renamed.get(referent.trim()) ?? referent),
  })

  const named: PlanDocument = {
    ...document,
    organisations: document.organisations.map((organisation, i) => ({
      ...organisation,
      identifier: give(organisation.identifier, `_organisation-${i + 1}`),
    })),
    vision: document.vision && { ...document.vision, identifier: give(document.vision.identifier, '_vision') },
    mission: document.mission && { ...document.mission, identifier: give(document.mission.identifier, '_mission') },
    themes: document.themes.map((theme, i) => ({
      ...theme,
      identifier: give(theme.identifier, `_theme-${i + 1}`),
      outcomes: theme.outcomes.map((outcome, j) => ({
        ...outcome,
        identifier: give(outcome.identifier, `_outcome-${i + 1}-${j + 1}`),
        indicators: outcome.indicators.map((indicator, k) => ({
          ...indicator,
          identifier: give(indicator.identifier, `_indicator-${i + 1}-${j + 1}-${k + 1}`),
        })),
      })),
    })),
    identifier: keep(document.identifier),
    submitter: document.submitter && { ...document.submitter, identifier: keep(document.submitter.identifier) },
  }
  const relatedPlan = withRelationships(named, related)
  return withRelationships(relatedPlan, followed)
}

const identifiersIn = (document: PlanDocument): string[] =>
  [
    ...document.organisations,
    ...(document.vision ? [document.vision] : []),
    ...(document.mission ? [document.mission] : []),
    ...document.themes,
    ...document.themes.flatMap(theme => theme.outcomes),
    ...document.themes.flatMap(theme => theme.outcomes).flatMap(outcome => outcome.indicators),
  ].map(holder => holder.identifier)

const withRelationships = (
  document: PlanDocument,
  change: (relationship: RelationshipDocument) => RelationshipDocument,
): PlanDocument => ({
  ...document,
  themes: document.themes.map(theme => ({
    ...theme,
    outcomes: theme.outcomes.map(outcome => ({
      ...outcome,
      indicators: outcome.indicators.map(indicator => ({
        ...indicator,
        relationships: indicator.relationships.map(change),
      })),
    })),
  })),
})
