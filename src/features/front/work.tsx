// Actions as a list, wherever one is shown: what it is, who leads, and what comes next; with the words for each.

import type { ComponentChildren } from 'preact'
import { capital, counted, inWords, longDate } from '../../kernel/words.ts'
import { Pill } from '../../ui/parts.tsx'
import { type ActionRow, addressOfAction, horizonWords, type ServedOutcome } from '../delivery/public.ts'
import { type AcceptedWord, LatestStatus } from '../rounds/public.ts'
import { NewerMark, type NewerWord } from './newer-words.tsx'

interface WorkListProps {
  readonly slug: string
  readonly rows: readonly ActionRow[]
  /** What stands in the last column instead of what comes next. */
  readonly last?: (row: ActionRow) => ComponentChildren
  /** A short fact in place of how long the work is meant to take. */
  readonly fact?: (row: ActionRow) => string
  /** How each stands, by its number. */
  readonly words?: ReadonlyMap<number, AcceptedWord>
  /** What was sent since, for those who may work on it. */
  readonly newer?: ReadonlyMap<number, NewerWord>
}

/** On a wide screen three columns, on a phone one below the other. */
export const WorkList = ({
  slug,
  rows,
  last = row => <Next row={row} />,
  fact = span,
  words,
  newer,
}: WorkListProps) => (
  <ul class="work">
    {rows.map(row => (
      <li key={row.id}>
        <div>
          <a href={addressOfAction(slug, row.id)}>{row.title}</a>
          {row.state === 'proposed' ? (
            <>
              {' '}
              <Pill tone="flat">Proposed</Pill>
            </>
          ) : null}
          <p class="meta">
            {row.linked ? `Linked work of ${row.linked.owner} · ` : ''}
            {fact(row)}
          </p>
        </div>
        <div>{whoLeads(row)}</div>
        <div>
          {words?.has(row.id) ? <LatestStatus word={words.get(row.id)!} /> : null}
          <NewerMark newer={newer?.get(row.id) ?? null} first={!words?.has(row.id)} />
          {last(row)}
        </div>
      </li>
    ))}
  </ul>
)

/** `Quick win · May 2025 to March 2027` */
export const span = ({ horizon, starts, ends }: Pick<ActionRow, 'horizon' | 'starts' | 'ends'>): string =>
  `${horizonWords[horizon]} · ${months(starts, ends)}`

/** How much it should matter, as it ends a sentence: `It should matter …`. */
export const mattering: Record<ServedOutcome['matters'], string> = {
  'a-lot': 'a lot',
  some: 'to some degree',
  'a-little': 'a little',
}

const month = (date: string) => longDate(date).replace(/^\d+ /, '')
/** `May 2025 to March 2027` */
export const months = (starts: string, ends: string): string =>
  month(starts) === month(ends) ? month(starts) : `${month(starts)} to ${month(ends)}`

/** `NHS Strathmuir, with two others`; of work whose owner reports elsewhere, that owner where no partner leads. */
function whoLeads({ lead, partners, linked }: Pick<ActionRow, 'lead' | 'partners' | 'linked'>): string {
  if (!lead && linked?.reporting === 'publishes')
    return partners ? `${linked.owner}, with ${counted(partners, 'partner')}` : linked.owner
  if (!lead)
    return partners ? `Nobody leads this yet; ${counted(partners, 'partner')} take part` : 'Nobody leads this yet'
  return partners > 1 ? `${lead.name}, with ${inWords(partners - 1)} ${partners === 2 ? 'other' : 'others'}` : lead.name
}

/** What is late, and what comes next; else that nothing more is to come. */
export function Next({ row }: { row: Pick<ActionRow, 'state' | 'overdue' | 'next' | 'milestones' | 'linked'> }) {
  if (row.state === 'stopped') return <>Stopped</>
  const late = row.overdue
    ? `${capital(inWords(row.overdue))} ${row.overdue === 1 ? 'milestone' : 'milestones'} overdue`
    : ''
  const next = row.next ? `Next: ${row.next.words}, by ${longDate(row.next.due)}` : ''
  if (late)
    return (
      <>
        <span class="late">{late}</span>
        {next ? <p class="meta">{next}</p> : null}
      </>
    )
  if (next) return <>{next}</>
  if (row.milestones.all > 0) return <>Every milestone is reached</>
  return <>{row.linked?.reporting === 'publishes' ? 'Its owner reports elsewhere' : 'No milestone yet'}</>
}

/** `Two of five milestones are reached`; nothing where none was promised. */
export function reachedWords({ reached, all }: ActionRow['milestones']): string {
  if (all === 0) return ''
  if (all === 1) return reached ? 'The one milestone is reached' : 'The one milestone is not reached yet'
  if (reached === 0) return `None of ${inWords(all)} milestones is reached yet`
  if (reached === all) return `All ${inWords(all)} milestones are reached`
  return `${capital(inWords(reached))} of ${inWords(all)} milestones ${reached === 1 ? 'is' : 'are'} reached`
}
