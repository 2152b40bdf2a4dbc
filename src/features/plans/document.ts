// Between a plan and its StratML document, both ways. What a file brought that has no place of its own here is kept
// with the version, so that it goes out again as it came in. What StratML has no element for (horizon, sides of life,
// what an outcome is part of, goals) stands as lines in OtherInformation and is read back from there.

import type { WordedOutcome, Wording } from './comparison.ts'
import { type Dimension, dimensions, type Horizon, horizons } from './model.ts'
import type { IndicatorDocument, OutcomeDocument, PlanDocument, StakeholderDocument, ThemeDocument } from './stratml.ts'
import type { Skipped } from './stratml-read.ts'

/** What a text became when it was read in; while it still reads so, the file's own text goes out. */
interface KeptText {
  readonly title: string
  readonly description: string
}

/** The row `plan_import.document`. */
export interface KeptFile {
  readonly document: PlanDocument
  readonly skipped: readonly Skipped[]
  readonly as: { title: string; summary: string; vision: string; starts: string; ends: string }
  /** By the number of the theme or outcome that it became: its identifier in the document. */
  readonly themes: Readonly<Record<string, KeptText & { identifier: string }>>
  readonly outcomes: Readonly<
    Record<string, KeptText & { identifier: string; partnerName: string | null; rest: string }>
  >
}

export interface IncomingOutcome extends KeptText {
  readonly identifier: string
  readonly horizon: Horizon
  readonly dimensions: readonly Dimension[]
  readonly parent: string | null
  readonly partner: number | null
  readonly partnerName: string | null
  readonly goals: readonly string[]
  /** OtherInformation without the lines that were read from it. */
  readonly rest: string
}

export interface Incoming {
  readonly as: KeptFile['as']
  readonly themes: readonly (KeptText & { identifier: string; outcomes: readonly IncomingOutcome[] })[]
}

const tidy = (text = ''): string => text.trim()
const oneLine = (text = ''): string => text.replace(/\s+/g, ' ').trim()

/** A plan is for ten years where the file does not say. */
const inTenYears = (day: string): string => `${Number(day.slice(0, 4)) + 10}${day.slice(4)}`.replace('-02-29', '-02-28')

/**
 * What a document becomes here. A stakeholder whose name is a partner's is taken as the partner responsible.
 * Goals that no framework here has stay in the text they came in.
 */
export function incoming(
  document: PlanDocument,
  known: {
    today: string
    partners: readonly { readonly id: number; readonly name: string }[]
    goals: ReadonlySet<string>
  },
): Incoming {
  const starts = document.period.starts || known.today
  const ends = document.period.ends && document.period.ends > starts ? document.period.ends : inTenYears(starts)
  const named = (title: string, description: string | undefined, otherwise: string) =>
    oneLine(title) || oneLine(description).slice(0, 120) || otherwise
  const isHere = new Set(document.themes.flatMap(theme => theme.outcomes).map(outcome => outcome.identifier))
  const parents = new Map<string, string>()
  const mayBePart = (outcome: string, parent: string): boolean => {
    for (let at: string | undefined = parent; at !== undefined; at = parents.get(at)) if (at === outcome) return false
    if (!isHere.has(parent)) return false
    parents.set(outcome, parent)
    return true
  }
  return {
    as: {
      title: oneLine(document.title) || 'A plan without a name',
      summary: tidy(document.description),
      vision: tidy(document.vision?.description),
      starts,
      ends,
    },
    themes: document.themes.map((theme, index) => ({
      identifier: theme.identifier,
      title: named(theme.title, theme.description, `Theme ${index + 1}`),
      description: tidy(theme.description),
      outcomes: theme.outcomes.map((outcome, at) => {
        const lines = readLines(outcome.otherInformation ?? '', known.goals, parent =>
          mayBePart(outcome.identifier, parent),
        )
        const names = new Set(outcome.stakeholders.map(one => one.name.trim().toLowerCase()))
        const partner = known.partners.find(one => names.has(one.name.toLowerCase()))
        return {
          identifier: outcome.identifier,
          title: named(outcome.title, outcome.description, `Outcome ${index + 1}.${at + 1}`),
          description: tidy(outcome.description),
          horizon: lines.horizon,
          dimensions: lines.dimensions,
          parent: lines.parent,
          goals: lines.goals,
          rest: lines.rest,
          partner: partner?.id ?? null,
          partnerName: partner?.name ?? null,
        }
      }),
    })),
  }
}

interface Lines {
  readonly horizon: Horizon
  readonly dimensions: readonly Dimension[]
  readonly parent: string | null
  readonly goals: readonly string[]
  /** What is no line of ours. */
  readonly rest: string
}

const line = /^(Horizon|Dimensions|Part of|Goals): (.+)$/

/** A line that names a goal or an outcome that cannot be stays in the text. */
function readLines(
  otherInformation: string,
  goals: ReadonlySet<string>,
  mayBePartOf: (parent: string) => boolean,
): Lines {
  const read: { -readonly [K in keyof Omit<Lines, 'rest'>]: Lines[K] } = {
    horizon: 'long',
    dimensions: [],
    parent: null,
    goals: [],
  }
  const rest = otherInformation.split('\n').filter(text => {
    const [, name, value = ''] = line.exec(text) ?? []
    const listed = value.split(', ')
    if (name === 'Horizon' && Object.hasOwn(horizons, value)) read.horizon = value as Horizon
    else if (name === 'Dimensions' && listed.every(one => Object.hasOwn(dimensions, one)))
      read.dimensions = listed as Dimension[]
    else if (name === 'Part of' && mayBePartOf(value)) read.parent = value
    else if (name === 'Goals' && listed.every(one => goals.has(one))) read.goals = listed
    else return true
    return false
  })
  return { ...read, rest: rest.join('\n') }
}

/** Only what differs from the ordinary is written, so that a file from elsewhere goes out without lines of ours. */
const linesOf = (outcome: WordedOutcome, parent: string | undefined): string[] => [
  ...(outcome.horizon === 'long' ? [] : [`Horizon: ${outcome.horizon}`]),
  ...(outcome.dimensions.length ? [`Dimensions: ${outcome.dimensions.join(', ')}`] : []),
  ...(parent ? [`Part of: ${parent}`] : []),
  ...(outcome.goals.length ? [`Goals: ${outcome.goals.map(goal => goal.key).join(', ')}`] : []),
]

export interface Outgoing {
  readonly plan: { readonly title: string; readonly adoptedOn: string | null }
  readonly wording: Wording
  readonly kept: KeptFile | null
  readonly partnership: { readonly name: string; readonly partners: readonly string[]; readonly address: string }
  /** What measures an outcome (Part 2), beside what the file brought. */
  readonly indicatorsOf?: (outcome: number) => readonly IndicatorDocument[]
}

/** The document of one version of a plan. */
export function planDocument({ plan, wording, kept, partnership, indicatorsOf }: Outgoing): PlanDocument {
  const came = kept?.document
  const identifiers = identifiersFor(wording, kept)
  const themes: ThemeDocument[] = wording.themes.map(theme => {
    const before = kept?.themes[theme.id]
    const file = before && came?.themes.find(one => one.identifier === before.identifier)
    return {
      identifier: identifiers.themes.get(theme.id)!,
      title: asCame(theme.title, before?.title, file?.title) ?? '',
      description: asCame(theme.description, before?.description, file?.description),
      sequence: file?.sequence,
      stakeholders: file?.stakeholders ?? [],
      otherInformation: file?.otherInformation,
      outcomes: wording.outcomes
        .filter(outcome => outcome.theme === theme.id)
        .map(outcome => outcomeDocument(outcome, kept, identifiers.outcomes, indicatorsOf)),
    }
  })
  return {
    ...(came ?? {
      values: [],
      organisations: [
        {
          name: partnership.name,
          identifier: '_partnership',
          stakeholders: partnership.partners.map(name => ({ name, type: 'Organization' as const, roles: [] })),
        },
      ],
      source: partnership.address,
    }),
    title: asCame(plan.title, kept?.as.title, came?.title) ?? '',
    description: asCame(wording.summary, kept?.as.summary, came?.description),
    vision:
      wording.vision === (kept?.as.vision ?? '')
        ? came?.vision
        : { description: wording.vision, identifier: came?.vision?.identifier ?? '_vision' },
    period: {
      starts: asCame(wording.starts, kept?.as.starts, came?.period.starts),
      ends: asCame(wording.ends, kept?.as.ends, came?.period.ends),
    },
    publicationDate: plan.adoptedOn ?? came?.publicationDate,
    themes,
  }
}

/** The file's own text while nobody has changed what it became. */
const asCame = (now: string, became: string | undefined, came: string | undefined): string | undefined =>
  now === became ? came : now || undefined

function outcomeDocument(
  outcome: WordedOutcome,
  kept: KeptFile | null,
  identifiers: ReadonlyMap<number, string>,
  indicatorsOf: Outgoing['indicatorsOf'],
): OutcomeDocument {
  const before = kept?.outcomes[outcome.id]
  const file =
    before && kept?.document.themes.flatMap(theme => theme.outcomes).find(one => one.identifier === before.identifier)
  const parent = outcome.parent === null ? undefined : identifiers.get(outcome.parent)
  const lines = linesOf(outcome, parent)
  return {
    identifier: identifiers.get(outcome.id)!,
    title: asCame(outcome.title, before?.title, file?.title) ?? '',
    description: asCame(outcome.description, before?.description, file?.description),
    sequence: file?.sequence,
    stakeholders: stakeholdersOf(outcome, before?.partnerName ?? null, file?.stakeholders ?? []),
    otherInformation: [before?.rest, ...lines].filter(Boolean).join('\n') || undefined,
    indicators: [...(file?.indicators ?? []), ...(indicatorsOf?.(outcome.id) ?? [])],
  }
}

/** The partner responsible stands first among the stakeholders; one who no longer is goes. */
function stakeholdersOf(
  outcome: WordedOutcome,
  was: string | null,
  came: readonly StakeholderDocument[],
): StakeholderDocument[] {
  if (outcome.partnerName === was) return [...came]
  const others = came.filter(one => was === null || one.name.trim().toLowerCase() !== was.toLowerCase())
  if (outcome.partnerName === null) return others
  const responsible = {
    name: outcome.partnerName,
    type: 'Organization' as const,
    roles: [{ name: 'Responsible', types: ['Performer' as const] }],
  }
  return [responsible, ...others]
}

/** The identifier a file brought, else one from the record's number that no other has. */
function identifiersFor(wording: Wording, kept: KeptFile | null) {
  const taken = new Set(
    [...Object.values(kept?.themes ?? {}), ...Object.values(kept?.outcomes ?? {})].map(one => one.identifier),
  )
  const fresh = (wanted: string): string => {
    let identifier = wanted
    for (let n = 2; taken.has(identifier); n++) identifier = `${wanted}-${n}`
    taken.add(identifier)
    return identifier
  }
  return {
    themes: new Map(
      wording.themes.map(theme => [theme.id, kept?.themes[theme.id]?.identifier ?? fresh(`_theme-${theme.id}`)]),
    ),
    outcomes: new Map(
      wording.outcomes.map(one => [one.id, kept?.outcomes[one.id]?.identifier ?? fresh(`_outcome-${one.id}`)]),
    ),
  }
}
