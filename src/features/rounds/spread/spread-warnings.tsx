// Where a partnership leans on too few, in words, each with its next step. Not as blame.

import { capital, inWords } from '../../../kernel/words.ts'
import { addressOf } from '../board/board-answers.tsx'
import type { Owned, Warning } from './spread.ts'

/** What the page of a partnership knows. */
export interface Ownership {
  readonly slug: string
  readonly things: readonly Owned[]
  readonly warnings: readonly Warning[]
  readonly asked: { readonly people: ReadonlyMap<number, number>; readonly bodies: ReadonlyMap<number, number> }
  readonly names: { readonly people: ReadonlyMap<number, string>; readonly bodies: ReadonlyMap<number, string> }
  /** The viewer coordinates, and sees everybody. */
  readonly all: boolean
  readonly viewer: number | null
  readonly mayName: (one: Owned) => boolean
}

export const thingsWords = (count: number) => `${inWords(count)} ${count === 1 ? 'thing' : 'things'}`
export const rests = (count: number) => (count === 1 ? 'rests' : 'rest')

export const standsInFor = ({ things }: Ownership, person: number) =>
  things.filter(one => one.deputy === person && one.owner !== person)

/** Each warning with its next step. */
export function Warnings({ view, warnings }: { view: Ownership; warnings: readonly Warning[] }) {
  if (!warnings.length) return null
  const alone = warnings.filter(one => one.kind === 'no-deputy')
  return (
    <ul class="plain">
      {warnings.map(warning => {
        if (warning.kind === 'no-deputy' && alone.length > 1)
          return warning === alone[0] ? <Alone key="alone" view={view} alone={alone} /> : null
        const { words, next, things } = worded(view, warning)
        return (
          <li key={words}>
            <h3>{words}</h3>
            <p>{next}</p>
            <Things view={view} things={things} summary={`Show all ${inWords(things.length)}`} />
          </li>
        )
      })}
    </ul>
  )
}

/** Where many have no deputy, they stand together, folded by person. */
function Alone({ view, alone }: { view: Ownership; alone: readonly (Warning & { kind: 'no-deputy' })[] }) {
  const count = alone.reduce((sum, one) => sum + one.things.length, 0)
  return (
    <li>
      <h3>{capital(thingsWords(count))} have no deputy</h3>
      <p>Each rests on one person: name a deputy.</p>
      {alone.map(({ person, things }) => (
        <Things
          key={person}
          view={view}
          things={things}
          summary={`${view.names.people.get(person)!}: ${thingsWords(things.length)}`}
          folded
        />
      ))}
    </li>
  )
}

/** Those without a deputy stand together, as one place. */
export const placesToHelp = (warnings: readonly Warning[]): number => {
  const alone = warnings.filter(one => one.kind === 'no-deputy').length
  return warnings.length - alone + Math.min(alone, 1)
}

/** What a warning says, the next step, and the things it can be taken with. */
function worded(view: Ownership, warning: Warning): { words: string; next: string; things: readonly Owned[] } {
  const { things, viewer } = view
  const all = things.length
  const own = 'person' in warning && warning.person === viewer
  const name = 'person' in warning ? view.names.people.get(warning.person)! : ''
  switch (warning.kind) {
    case 'nobody':
      return {
        words: `Nobody answers for ${thingsWords(warning.things.length)}`,
        next: 'Say who does.',
        things: warning.things,
      }
    case 'person-share':
      return {
        words: `${capital(inWords(warning.count))} of ${all} rest on ${own ? 'you' : name}`,
        next: 'That is more than a fifth. Could somebody else take some of it on?',
        things: things.filter(one => one.owner === warning.person),
      }
    case 'body-share':
      return {
        words: `${capital(inWords(warning.count))} of ${all} rest on ${view.names.bodies.get(warning.organisation)!}`,
        next: 'That is more than two fifths. Could another partner lead some of it?',
        things: things.filter(one => one.organisation === warning.organisation),
      }
    case 'no-deputy': {
      const count = warning.things.length
      return {
        words: `${capital(thingsWords(count))} ${rests(count)} on ${own ? 'you' : name} alone`,
        next: `${count === 1 ? 'It rests' : 'They rest'} on one person: name a deputy.`,
        things: warning.things,
      }
    }
    case 'deputy-for-many':
      return {
        words: `${own ? 'You stand' : `${name} stands`} in for ${thingsWords(warning.count)}, and ${own ? 'answer' : 'answers'} for ${warning.owns ? inWords(warning.owns) : 'none'}`,
        next: `If the owners are away at once, all of it comes to ${own ? 'you' : name}. Name other deputies for some.`,
        things: standsInFor(view, warning.person),
      }
  }
}

interface ThingsProps {
  readonly view: Ownership
  readonly things: readonly Owned[]
  /** Said on the fold. */
  readonly summary: string
  /** Also where there are few. */
  readonly folded?: boolean
}

/** Folded away where there are many. Whoever may name people is led to where that is done. */
function Things({ view, things, summary, folded = things.length > 3 }: ThingsProps) {
  const list = (
    <ul>
      {things.map(one => (
        <li key={`${one.about} ${one.id}`}>
          <a href={placeOf(view, one)}>{one.title}</a>
        </li>
      ))}
    </ul>
  )
  return folded ? (
    <details>
      <summary>{summary}</summary>
      {list}
    </details>
  ) : (
    list
  )
}

const placeOf = ({ slug, mayName }: Ownership, one: Owned): string =>
  `${addressOf(slug, { about: one.about, subject: one.id })}${mayName(one) ? '/owner' : ''}`
