// What the pages of scenarios and of what changed stand on: crumbs, the scenario in hand, steps in words, shared parts.

import { isRefusal } from '../../../kernel/refusal.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import type { Params } from '../../../ui/declare.ts'
import { Table } from '../../../ui/parts.tsx'
import { outcomesInForce } from '../overlap/queries.ts'
import { settings, structureOn } from '../queries.ts'
import { isNumber, structureCrumbs } from '../structure-here.tsx'
import type { SideBySide } from './comparing.ts'
import * as queries from './queries.ts'
import { applySteps, mayWorkOn } from './rules.ts'

export const addressOfScenario = (slug: string, id: number): string => `/p/${slug}/structure/scenarios/${id}`
export const addressOfChange = (slug: string, id: number): string => `/p/${slug}/structure/history/${id}`

export const scenariosCrumbs = (here: { slug: string }) => [
  ...structureCrumbs(here),
  { href: `/p/${here.slug}/structure/scenarios`, words: 'Try it on paper' },
]
export const historyCrumbs = (here: { slug: string }) => [
  ...structureCrumbs(here),
  { href: `/p/${here.slug}/structure/history`, words: 'What changed' },
]

export interface ScenarioHere extends queries.ScenarioView {
  readonly slug: string
  readonly coordinates: boolean
  /** It was neither adopted nor dropped. */
  readonly open: boolean
}

/** The scenario of the address; null where it is not there, or is a draft and the viewer no coordinator. */
export async function scenarioHere(
  { db, partnership, standing }: Asking,
  params: Params,
): Promise<ScenarioHere | null> {
  const coordinates = isCoordinator(standing)
  const found = isNumber(params.scenario) ? await queries.scenario(db, Number(params.scenario), coordinates) : null
  return found && { ...found, slug: partnership!.slug, coordinates, open: !isRefusal(mayWorkOn(found)) }
}

/** The same, with the structure of today and what the steps make of it. */
export async function onPaper(asking: Asking, params: Params) {
  const found = await scenarioHere(asking, params)
  if (!found) return null
  const today = await structureOn(asking.db, asking.today)
  return {
    ...found,
    today,
    paper: applySteps(today, found.steps),
    outcomes: await outcomesInForce(asking.db),
    known: await settings(asking.db),
  }
}
export type OnPaperHere = NonNullable<Awaited<ReturnType<typeof onPaper>>>

/** A step as a sentence without its full stop. */
export function stepWords(step: queries.StepView): string {
  const { groupName, intoName, meetings, minutes } = step
  switch (step.kind) {
    case 'merge':
      return `Merge ${groupName} into ${intoName}${step.name ? `, called “${step.name}” from then on` : ''}`
    case 'retire':
      return `End ${groupName}`
    case 'move-remit':
      return `Move ${step.remitWords ? `“${step.remitWords}”` : 'the whole remit'} from ${groupName} to ${intoName}`
    case 'change-meetings':
      return `${groupName} meets ${[
        meetings === null ? '' : meetings === 1 ? 'once a year' : `${meetings} times a year`,
        minutes === null ? '' : `for ${minutes} minutes`,
      ]
        .filter(Boolean)
        .join(', ')}`
  }
}

interface BesideProps {
  readonly caption: string
  readonly of: string
  readonly before: string
  readonly after: string
  readonly lines: readonly SideBySide[]
}

/** Measures of two structures in two columns, with the difference in words. */
export const Beside = ({ caption, of, before, after, lines }: BesideProps) => (
  <Table
    caption={caption}
    quiet
    columns={[
      { words: of },
      { words: before, numeric: true },
      { words: after, numeric: true },
      { words: 'Difference', numeric: true },
    ]}
    rows={lines.map(line => [line.words, line.before, line.after, line.difference])}
    empty=""
  />
)
