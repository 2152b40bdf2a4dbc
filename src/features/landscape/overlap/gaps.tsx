// What falls between the groups, each with its next step: outcomes that nobody or too many mind, groups that are for
// nothing in the plan or seem asleep, empty seats.

import type { VNode } from 'preact'
import { capital, counted, inWords, longDate } from '../../../kernel/words.ts'
import { addressOfGroup } from '../structure-here.tsx'
import type { GroupRow, OutcomeRow } from './queries.ts'
import { dormant, manyMind, mindedBy, withoutRemit } from './rules.ts'

interface Gap {
  readonly words: VNode | string
  readonly next?: { readonly href: string; readonly words: string }
}

interface Shown {
  readonly slug: string
  readonly groups: readonly GroupRow[]
  readonly outcomes: readonly OutcomeRow[]
  readonly coordinates: boolean
  readonly today: string
}

export function Gaps({ slug, groups, outcomes, coordinates, today }: Shown) {
  const names = new Map(groups.map(group => [group.id, group.name]))
  const link = (id: number) => (
    <a key={id} href={addressOfGroup(slug, id)}>
      {names.get(id)}
    </a>
  )
  const minds = outcomes.map(outcome => ({ ...outcome, by: mindedBy(outcome, groups) }))
  const forCoordinators = (next: Gap['next']) => (coordinates ? next : undefined)
  const nobody = minds
    .filter(one => !one.by.length)
    .map(
      (one): Gap => ({
        words: <a href={`/p/${slug}/outcomes/${one.id}`}>{one.title}</a>,
        next: forCoordinators({ href: `/p/${slug}/structure`, words: 'Choose the group that minds it' }),
      }),
    )
  const several = minds
    .filter(one => one.by.length >= manyMind)
    .map(
      (one): Gap => ({
        words: (
          <>
            <a href={`/p/${slug}/outcomes/${one.id}`}>{one.title}</a>:{' '}
            {one.by.flatMap((id, at) => (at ? [', ', link(id)] : [link(id)]))}
          </>
        ),
        next: forCoordinators({ href: `/p/${slug}/structure/scenarios`, words: 'Try on paper who keeps it' }),
      }),
    )
  const without = groups.filter(withoutRemit).map(
    (one): Gap => ({
      words: link(one.id),
      next: forCoordinators({ href: `${addressOfGroup(slug, one.id)}/remit`, words: 'Say what it minds' }),
    }),
  )
  const asleep = groups.flatMap((one): Gap[] => {
    const why = dormant(one, today)
    if (why === null) return []
    return [
      {
        words: (
          <>
            {link(one.id)}:{' '}
            {why === 'long-since-it-met'
              ? `last met on ${longDate(one.lastMet!)}`
              : `was to be reviewed by ${longDate(one.review!)}`}
          </>
        ),
        next: forCoordinators({ href: addressOfGroup(slug, one.id), words: 'Say when it met, or end it' }),
      },
    ]
  })
  const empty = groups
    .filter(one => one.vacant)
    .toSorted((a, b) => b.vacant - a.vacant)
    .map(
      (one): Gap => ({
        words: (
          <>
            {link(one.id)}: {inWords(one.vacant)} of {counted(one.seats, 'seat')}
          </>
        ),
        next: forCoordinators({ href: addressOfGroup(slug, one.id), words: 'Say who sits there' }),
      }),
    )
  const lists = [
    [`${capital(outcomesWords(nobody.length))} that no group minds`, nobody],
    [`${capital(outcomesWords(several.length))} that ${inWords(manyMind)} groups or more mind`, several],
    [`${capital(groupsWords(without.length))} without an outcome, theme or place`, without],
    [`${capital(groupsWords(asleep.length))} that may be asleep`, asleep],
    [`${capital(groupsWords(empty.length))} with empty seats`, empty],
  ] as const
  const found = lists.filter(([, gaps]) => gaps.length)
  if (!found.length)
    return (
      <p>
        {outcomes.length
          ? 'Every outcome has a group, and every group a remit, its seats and its meetings.'
          : 'Every group has a remit, its seats and its meetings.'}
      </p>
    )
  return (
    <>
      {found.map(([heading, gaps]) => (
        <details key={heading} open={gaps.length <= 3}>
          <summary>{heading}</summary>
          <ul class="plain">
            {gaps.map((gap, at) => (
              <li key={at}>
                {gap.words}
                {gap.next ? (
                  <>
                    {' · '}
                    <a href={gap.next.href}>{gap.next.words}</a>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      ))}
      <p class="meta">
        A group may be asleep when it last met longer ago than twice the usual time between its meetings, and six months
        at the least, or when its review is more than a year late.
      </p>
    </>
  )
}

const outcomesWords = (count: number): string => `${inWords(count)} ${count === 1 ? 'outcome' : 'outcomes'}`
const groupsWords = (count: number): string => `${inWords(count)} ${count === 1 ? 'group' : 'groups'}`
