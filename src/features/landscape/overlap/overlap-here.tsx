// What the pages of overlap share: their crumbs, shares and hours in words, when it was worked out, and how.

import { longDate } from '../../../kernel/words.ts'
import { Meta } from '../../../ui/parts.tsx'
import type { Settings } from '../queries.ts'
import { structureCrumbs } from '../structure-here.tsx'
import { candidateFrom, type Measure, weights } from './rules.ts'

export const overlapCrumbs = (slug: string) => [
  ...structureCrumbs({ slug }),
  { href: `/p/${slug}/structure/overlap`, words: 'Overlap and hours' },
]

export const addressOfPair = (slug: string, one: number, other: number): string =>
  `/p/${slug}/structure/overlap/${Math.min(one, other)}/${Math.max(one, other)}`

export const tryOnPaper = (slug: string, group: number, into: number): string =>
  `/p/${slug}/structure/scenarios/new?group=${group}&into=${into}`

export const percent = (share: number): string => `${Math.round(share * 100)}%`

export const whole = (count: number): string => Math.round(count).toLocaleString('en-GB')

/** `120 hours`, `1 hour`. */
export const hours = (count: number): string => `${whole(count)} ${Math.round(count) === 1 ? 'hour' : 'hours'}`

export const pounds = (count: number): string => `£${whole(count)}`

const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })

/** When what stands here was worked out, and whether it is still so. */
export function AsWorkedOut({ known: { workedOutAt, stale } }: { known: Settings }) {
  if (workedOutAt === null) return <Meta>It will be worked out within a minute.</Meta>
  return (
    <Meta>
      As worked out on {longDate(day.format(workedOutAt))} at {time.format(workedOutAt)}.
      {stale ? ' Something was changed since: it will be worked out again within a minute.' : ''}
    </Meta>
  )
}

export const measureWords: Readonly<Record<Measure, { readonly name: string; readonly formula: string }>> = {
  organisations: {
    name: 'Bodies',
    formula: 'Bodies with a seat in both groups, divided by bodies with a seat in either.',
  },
  people: {
    name: 'People',
    formula:
      'People who hold a seat in both, divided by people who hold a seat in either. Whoever stands in is left out.',
  },
  outcomes: {
    name: 'Outcomes and themes',
    formula: 'Outcomes and themes of the plan that both have in their remit, divided by those that either has.',
  },
  places: { name: 'Places', formula: 'Places that both work for, divided by places that either works for.' },
  words: {
    name: 'Words',
    formula:
      'Words in the name and remit of both, divided by words in either: in small letters, in the singular (Harman’s S-stemmer), without small words and words that every group has, like “group” or “partnership”.',
  },
}

export const measureNames = Object.keys(weights) as Measure[]

/** How it is worked out, for whoever asks. */
export const HowAlike = () => (
  <details>
    <summary>How alike two groups are, and how we work it out</summary>
    <p>
      Each measure is Jaccard’s index: what is in both groups, divided by what is in either. It is 100% when they have
      the very same, and 0% when they share nothing.
    </p>
    <ul>
      {measureNames.map(name => (
        <li key={name}>
          <b>{measureWords[name].name}</b>, counts {percent(weights[name])}. {measureWords[name].formula}
        </li>
      ))}
    </ul>
    <p>
      How alike two groups are is the mean of these, each counted by its weight. Where one of the two has none of
      something (no place, no people named), it is left out, and the other measures count for more.
    </p>
    <p>
      From {percent(candidateFrom)} on, two groups stand in the list of what could be merged. Left out are linked joint
      bodies, groups of which nobody has said which bodies sit there, groups for different places (locality partnerships
      are alike by design), and a locality partnership with a group that is not for its place.
    </p>
  </details>
)

export const HowHours = ({ preparation }: { preparation: number }) => (
  <details>
    <summary>How we estimate hours</summary>
    <p>
      Meetings a year × (length of a meeting + {preparation} {preparation === 1 ? 'hour' : 'hours'} to get ready) ×
      seats that somebody holds. It is an estimate of what is planned, not a record of who came. A seat that nobody
      holds takes no hours, and whoever stands in is not counted. In the hours of one person, two seats in one group
      count once. Groups of which nobody has entered who sits there, or how often and how long they meet, are left out.
    </p>
  </details>
)
