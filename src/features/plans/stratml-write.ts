// Writes a plan as a StratML file that holds to the published schema of its part.

import {
  addressOf,
  cleanText,
  dateOf,
  decimalOf,
  type IndicatorDocument,
  type OrganisationDocument,
  type OutcomeDocument,
  type PlanDocument,
  type RelationshipDocument,
  type ResultDocument,
  type StakeholderDocument,
  type StatementDocument,
  type SubmitterDocument,
  type ThemeDocument,
  withIdentifiers,
} from './stratml.ts'

/**
 * The plan as UTF-8 XML, two spaces deep; the same document always gives the same text. What has no text is left out,
 * and so are dates, numbers and addresses that the schema would not have. Part 1 leaves out indicators and roles.
 */
export function writeStratml(document: PlanDocument, part: 1 | 2): string {
  const plan = withIdentifiers(document)
  const root = part === 1 ? strategicPlan(plan) : performancePlan(plan)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${printed(root, '')}`
}

const strategicPlan = (plan: PlanDocument): Written => ({
  name: 'StrategicPlan',
  attributes: { xmlns: 'urn:ISO:std:iso:17469:tech:xsd:stratml_core' },
  content: present([
    ...heading(plan),
    core(plan, 1),
    parent('AdministrativeInformation', {}, [...administration(plan), submitter(plan.submitter)]),
  ]),
})

const performancePlan = (plan: PlanDocument): Written => ({
  name: 'PerformancePlanOrReport',
  attributes: {
    xmlns: 'urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport',
    Type: plan.type ?? (hasActualResults(plan) ? 'Performance_Report' : 'Performance_Plan'),
  },
  content: present([
    ...heading(plan),
    core(plan, 2),
    parent('AdministrativeInformation', {}, [leaf('Identifier', plan.identifier), ...administration(plan)]),
    submitter(plan.submitter, plan.submitter?.identifier),
  ]),
})

const hasActualResults = (plan: PlanDocument): boolean =>
  plan.themes
    .flatMap(theme => theme.outcomes)
    .flatMap(outcome => outcome.indicators)
    .flatMap(indicator => indicator.measurementInstances)
    .some(instance => instance.actualResults.some(actual => result('ActualResult', actual)))

const heading = (plan: PlanDocument): Maybe[] => [
  required('Name', plan.title),
  leaf('Description', plan.description),
  leaf('OtherInformation', plan.otherInformation),
]

/** The schema wants at least one goal, so a plan that has none yet gets an empty one, which is passed over on reading. */
const core = (plan: PlanDocument, part: 1 | 2): Written => ({
  name: 'StrategicPlanCore',
  attributes: {},
  content: present([
    ...plan.organisations.map(organisation(part)),
    statement('Vision', plan.vision),
    statement('Mission', plan.mission),
    ...plan.values.map(value =>
      parent('Value', {}, [leaf('Name', value.name), leaf('Description', value.description)]),
    ),
    ...(plan.themes.length ? plan.themes.map(goal(part)) : [emptyGoal]),
  ]),
})

const organisation = (part: 1 | 2) => (of: OrganisationDocument) =>
  parent('Organization', {}, [
    leaf('Name', of.name),
    leaf('Acronym', of.acronym),
    leaf('Identifier', of.identifier),
    leaf('Description', of.description),
    ...of.stakeholders.map(stakeholder(part)),
  ])

const statement = (name: string, of: StatementDocument | undefined): Maybe =>
  of && parent(name, {}, [leaf('Description', of.description), leaf('Identifier', of.identifier)])

const goal = (part: 1 | 2) => (theme: ThemeDocument) =>
  parent('Goal', {}, [
    required('Name', theme.title),
    required('Description', theme.description),
    leaf('Identifier', theme.identifier),
    leaf('SequenceIndicator', theme.sequence),
    ...theme.stakeholders.map(stakeholder(part)),
    leaf('OtherInformation', theme.otherInformation),
    ...theme.outcomes.map(objective(part)),
  ])

const objective = (part: 1 | 2) => (outcome: OutcomeDocument) =>
  parent('Objective', {}, [
    leaf('Name', outcome.title),
    leaf('Description', outcome.description),
    leaf('Identifier', outcome.identifier),
    leaf('SequenceIndicator', outcome.sequence),
    ...outcome.stakeholders.map(stakeholder(part)),
    leaf('OtherInformation', outcome.otherInformation),
    ...(part === 2 ? outcome.indicators.map(performanceIndicator) : []),
  ])

const stakeholder = (part: 1 | 2) => (of: StakeholderDocument) =>
  parent('Stakeholder', { StakeholderTypeType: of.type }, [
    required('Name', of.name),
    leaf('Description', of.description),
    ...(part === 2 ? of.roles : []).map(role =>
      parent('Role', {}, [
        required('Name', role.name),
        leaf('Description', role.description),
        ...[...new Set(role.types)].map(type => leaf('RoleType', type)),
      ]),
    ),
  ])

const performanceIndicator = (indicator: IndicatorDocument): Maybe =>
  parent(
    'PerformanceIndicator',
    { ValueChainStage: indicator.valueChainStage, PerformanceIndicatorType: indicator.type },
    [
      leaf('SequenceIndicator', indicator.sequence),
      required('MeasurementDimension', indicator.measurementDimension),
      required('UnitOfMeasurement', indicator.unitOfMeasurement),
      leaf('Identifier', indicator.identifier),
      ...indicator.relationships.map(relationship),
      ...indicator.measurementInstances.map(instance =>
        parent('MeasurementInstance', {}, [
          ...instance.targetResults.map(target => result('TargetResult', target)),
          ...instance.actualResults.map(actual => result('ActualResult', actual)),
        ]),
      ),
      leaf('OtherInformation', indicator.otherInformation),
    ],
  )

const relationship = (of: RelationshipDocument): Maybe =>
  parent('Relationship', { RelationshipType: of.type }, [
    leaf('Identifier', of.identifier),
    ...of.referents.map(referent => leaf('ReferentIdentifier', referent)),
    leaf('Name', of.name),
    leaf('Description', of.description),
  ])

const result = (name: string, of: ResultDocument): Maybe =>
  parent(name, {}, [
    leaf('StartDate', dateOf(of.starts ?? '')),
    leaf('EndDate', dateOf(of.ends ?? '')),
    leaf('NumberOfUnits', decimalOf(of.numberOfUnits ?? '')),
    parent('Descriptor', {}, [
      leaf('DescriptorName', of.descriptor?.name),
      leaf('DescriptorValue', of.descriptor?.value),
    ]),
    leaf('Description', of.description),
  ])

const administration = (plan: PlanDocument): Maybe[] => [
  leaf('StartDate', dateOf(plan.period.starts ?? '')),
  leaf('EndDate', dateOf(plan.period.ends ?? '')),
  leaf('PublicationDate', dateOf(plan.publicationDate ?? '')),
  leaf('Source', addressOf(plan.source ?? '')),
]

const submitter = (of: SubmitterDocument | undefined, identifier?: string): Maybe =>
  parent('Submitter', {}, [
    leaf('Identifier', identifier),
    leaf('GivenName', of?.givenName),
    leaf('Surname', of?.surname),
    leaf('PhoneNumber', of?.phoneNumber),
    leaf('EmailAddress', of?.emailAddress),
  ])

interface Written {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly content: string | readonly Written[]
}
type Maybe = Written | undefined

const emptyGoal: Written = {
  name: 'Goal',
  attributes: {},
  content: [
    { name: 'Name', attributes: {}, content: '' },
    { name: 'Description', attributes: {}, content: '' },
  ],
}

const present = (parts: readonly Maybe[]): Written[] => parts.filter(part => part !== undefined)

/** An element the schema insists on, empty when there is no text. */
const required = (name: string, text = ''): Written => ({ name, attributes: {}, content: cleanText(text) })

/** An element that may be missing, and is when there is no text. */
const leaf = (name: string, text = ''): Maybe => (cleanText(text) ? required(name, text) : undefined)

/** An element with parts; nothing when neither its parts nor its attributes say anything. */
function parent(name: string, choices: Record<string, string | undefined>, parts: readonly Maybe[]): Maybe {
  const content = present(parts)
  const attributes: Record<string, string> = {}
  for (const [key, choice] of Object.entries(choices)) if (choice) attributes[key] = choice
  const saysNothing = Object.keys(attributes).length === 0 && content.every(part => part.content === '')
  return saysNothing ? undefined : { name, attributes, content }
}

function printed({ name, attributes, content }: Written, indent: string): string {
  const opening = Object.entries(attributes).reduce((tag, [key, value]) => `${tag} ${key}="${escaped(value)}"`, name)
  const inside =
    typeof content === 'string'
      ? escaped(content)
      : `\n${content.map(part => printed(part, `${indent}  `)).join('')}${indent}`
  return `${indent}<${opening}>${inside}</${name}>\n`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
