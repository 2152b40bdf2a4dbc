// A partner's own template: what a column can show of an item, and the rules about the columns.

import { type Unit, units } from '../../../kernel/quantity.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Actor } from '../../../operation/actor.ts'
import { addressOfAction, type Horizon, horizonWords } from '../../delivery/public.ts'
import { type Confidence, confidences, type Direction, directions, type Status, statusWords } from '../model.ts'

/** What a column can show. */
export const shows = {
  reference: 'Reference number',
  title: 'Title',
  kind: 'Kind: action or figure',
  partnership: 'Partnership',
  outcomes: 'Outcomes it serves',
  lead: 'Who leads it',
  part: 'Your part: lead or partner',
  horizon: 'Horizon',
  starts: 'Starts',
  ends: 'Ends',
  status: 'Status in words',
  colour: 'Status as a colour word',
  direction: 'Direction',
  confidence: 'Confidence',
  words: 'Latest words',
  'as-at': 'Day of the latest words',
  checked: 'Whether the latest words are accepted',
  needs: 'What needs a decision',
  milestone: 'Next milestone',
  'milestone-due': 'Day of the next milestone',
  reached: 'Milestones reached, of all',
  risks: 'Risks open',
  figure: 'Latest figure',
  unit: 'What the figure counts',
  'figure-period': 'Time of the latest figure',
  address: 'Address on the web',
  fixed: 'The same words in every row',
  nothing: 'Nothing: a column to fill in by hand',
} as const
export type Shows = keyof typeof shows

/** A column: its heading, what it shows, and the words of a fixed one. */
export interface TemplateColumn {
  /** Null for the usual columns, which nobody defined. */
  readonly id: number | null
  readonly heading: string
  readonly shows: Shows
  readonly words: string
}

/** What a template has before anybody defined a column. */
export const usualColumns: readonly TemplateColumn[] = (
  [
    ['Reference', 'reference'],
    ['Title', 'title'],
    ['Kind', 'kind'],
    ['Partnership', 'partnership'],
    ['Outcomes', 'outcomes'],
    ['Our part', 'part'],
    ['Status', 'status'],
    ['Direction', 'direction'],
    ['Latest update', 'words'],
    ['As at', 'as-at'],
    ['Checked', 'checked'],
    ['Needs a decision', 'needs'],
    ['Next milestone', 'milestone'],
    ['Due', 'milestone-due'],
    ['Latest figure', 'figure'],
    ['Figure counts', 'unit'],
    ['Figure for', 'figure-period'],
    ['Web address', 'address'],
  ] as const
).map(([heading, shown]) => ({ id: null, heading, shows: shown, words: '' }))

/** An action or a figure of one organisation, in one partnership. */
export interface TemplateItem {
  readonly kind: 'action' | 'figure'
  readonly id: number
  readonly slug: string
  readonly partnership: string
  readonly title: string
  /** Titles, by name. */
  readonly outcomes: readonly string[]
  readonly lead: string | null
  /** `owner`: linked work of its own that others lead here. */
  readonly part: 'lead' | 'partner' | 'owner'
  readonly horizon: Horizon | null
  readonly starts: string | null
  readonly ends: string | null
  /** The latest that was accepted; of what its own people sent, also what waits to be checked. */
  readonly said: {
    readonly status: Status | null
    readonly direction: Direction | null
    readonly confidence: Confidence | null
    readonly words: string
    readonly needs: string
    readonly on: string
    readonly accepted: boolean
  } | null
  readonly next: { readonly words: string; readonly due: string } | null
  readonly milestones: { readonly reached: number; readonly all: number }
  readonly risks: number
  readonly figure: { readonly value: number; readonly period: string } | null
  readonly unit: Unit | null
}

const parts = { lead: 'Lead', partner: 'Partner', owner: 'Its own work, linked' } as const
const colours = { 'not-started': 'None', red: 'Red', amber: 'Amber', green: 'Green', complete: 'Complete' } as const
const counts: Readonly<Record<Unit, string>> = {
  ...(Object.fromEntries(units.map(unit => [unit, unit])) as Record<Unit, Unit>),
  percent: 'per cent',
  share: 'per cent',
}

const cells: Readonly<Record<Shows, (item: TemplateItem, address: string) => string | number | null>> = {
  reference: item => referenceOf(item),
  title: item => item.title,
  kind: item => (item.kind === 'action' ? 'Action' : 'Figure'),
  partnership: item => item.partnership,
  outcomes: item => item.outcomes.join('; '),
  lead: item => item.lead,
  part: item => parts[item.part],
  horizon: item => item.horizon && horizonWords[item.horizon],
  starts: item => item.starts,
  ends: item => item.ends,
  status: item => (item.said?.status ? statusWords[item.said.status] : null),
  colour: item => (item.said?.status ? colours[item.said.status] : null),
  direction: item => (item.said?.direction ? directions[item.said.direction] : null),
  confidence: item => (item.said?.confidence ? confidences[item.said.confidence] : null),
  words: item => item.said?.words ?? null,
  'as-at': item => item.said?.on ?? null,
  checked: item => item.said && (item.said.accepted ? 'Accepted' : 'Sent, not checked yet'),
  needs: item => item.said?.needs ?? null,
  milestone: item => item.next?.words ?? null,
  'milestone-due': item => item.next?.due ?? null,
  // In words, because a spreadsheet takes 2/5 for a day in May.
  reached: ({ milestones }) => (milestones.all ? `${milestones.reached} of ${milestones.all}` : null),
  risks: item => (item.kind === 'action' ? item.risks : null),
  figure: ({ figure, unit }) =>
    figure && (unit === 'share' ? Number((figure.value * 100).toPrecision(12)) : figure.value),
  unit: ({ unit }) => unit && counts[unit],
  'figure-period': item => item.figure?.period ?? null,
  address: (item, address) =>
    `${address}${item.kind === 'action' ? addressOfAction(item.slug, item.id) : `/p/${item.slug}/indicators/${item.id}`}`,
  fixed: () => null,
  nothing: () => null,
}

/** `A12` for an action, `F7` for a figure: the same wherever it is asked for, and of nothing else. */
export const referenceOf = (item: Pick<TemplateItem, 'kind' | 'id'>): string =>
  `${item.kind === 'action' ? 'A' : 'F'}${item.id}`

/** One row of the sheet, in the order of the columns. Dates are `YYYY-MM-DD`; what is not known is empty. */
export const rowOf = (
  columns: readonly TemplateColumn[],
  item: TemplateItem,
  address: string,
): (string | number | null)[] =>
  columns.map(column => (column.shows === 'fixed' ? column.words : cells[column.shows](item, address)))

// ── the rules ─────────────────────────────────────────────────────────────────

/** What the rules know of a template. */
export interface TemplateFacts {
  readonly organisation: number
  readonly leads: boolean
  /** In their order. */
  readonly columns: readonly { readonly id: number; readonly heading: string }[]
}

/** The same, and which column it is about. */
export interface ColumnFacts extends TemplateFacts {
  readonly column: number
}

const mostColumns = 60

/** Who has a part in a template: leads for the organisation define it, contributors take their items out in it. */
export function partInTemplate(actor: Actor, organisation: number): 'lead' | 'contributor' | null {
  const held = actor.roles.filter(one => one.organisation === organisation)
  // A coordinator can give themselves any part, so what they lead for where they coordinate does not count here: the
  // template is the organisation's in every partnership.
  const coordinates = (partnership: number) =>
    actor.roles.some(one => one.partnership === partnership && one.role === 'coordinator')
  if (actor.administrator || held.some(one => one.role === 'partner-lead' && !coordinates(one.partnership)))
    return 'lead'
  return held.some(one => one.role === 'partner-lead' || one.role === 'contributor') ? 'contributor' : null
}

/** Only whoever leads for the organisation says what its template is. */
export const mayDefine = (facts: TemplateFacts): Refusal | null =>
  facts.leads ? null : refuse('not-yours', 'Only those who lead for this organisation can change its template.')

export function decideColumn(
  facts: TemplateFacts,
  input: { readonly heading: string; readonly shows: Shows; readonly words: string },
) {
  if (facts.columns.length >= mostColumns)
    return refuse('too-many-columns', `A template can have ${mostColumns} columns. Drop one first.`)
  if (facts.columns.some(one => one.heading.toLowerCase() === input.heading.toLowerCase()))
    return refuse('heading-taken', 'There is a column of that name already. Give each its own.', 'heading')
  if (input.shows === 'fixed' && input.words === '')
    return refuse('words-missing', 'Write the words that are to stand in every row.', 'words')
  const words = input.shows === 'fixed' ? input.words : ''
  return { fact: 'ColumnAdded' as const, organisation: facts.organisation, ...input, words }
}

/** The whole order after moving one column by one place. */
export function decideMove(facts: ColumnFacts, to: 'up' | 'down') {
  const order = facts.columns.map(one => one.id)
  const from = order.indexOf(facts.column)
  const target = to === 'up' ? from - 1 : from + 1
  if (target < 0) return refuse('first-already', 'It is the first column already.')
  if (target >= order.length) return refuse('last-already', 'It is the last column already.')
  order.splice(target, 0, ...order.splice(from, 1))
  return { fact: 'ColumnMoved' as const, organisation: facts.organisation, column: facts.column, to, order }
}
