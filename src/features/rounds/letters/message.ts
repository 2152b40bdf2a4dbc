// The one letter of a day: everything a person is to hear, by partnership, with one link where something is to be answered.

import { inWords, listOf, longDate } from '../../../kernel/words.ts'

/** A notice that waits for a letter. */
export interface Pending {
  readonly id: number
  readonly partnership: string | null
  readonly heading: string
  readonly words: string
  readonly path: string
  readonly request: number | null
  readonly stop: string
}

/** A link to requests, and the last day on which it works. */
export interface Link {
  readonly secret: string
  readonly until: string
}

/** Subject and body of the day's letter; `link` is null where nothing in it is to be answered. */
export function dayLetter(
  notices: readonly Pending[],
  address: string,
  link: Link | null,
): { subject: string; body: string } {
  const places = [...new Set(notices.map(one => one.partnership))]
  const parts = places.map(place =>
    [
      ...(places.length > 1 && place ? [`${place.toUpperCase()}`] : []),
      ...notices
        .filter(one => one.partnership === place)
        .map(one => [one.heading, one.words, ...addressesOf(one, address)].filter(Boolean).join('\n')),
    ].join('\n\n'),
  )
  const answering = link
    ? [
        `Answer here. You need no account; the link is yours alone and works until ${longDate(link.until)}:\n${address}/r/${link.secret}`,
        'If somebody else opens it, we tell you.',
      ]
    : []
  return {
    subject: subjectOf(
      notices,
      places.flatMap(place => place ?? []),
    ),
    body: [...parts, ...answering].join('\n\n'),
  }
}

const addressesOf = ({ request, path, stop }: Pending, address: string): string[] => [
  ...(request === null && path ? [`${address}${path}`] : []),
  ...(stop ? [`Stop these letters: ${stop}`] : []),
]

/** One notice speaks for itself; of several it is said who writes, by name at most two. */
function subjectOf(notices: readonly Pending[], places: readonly string[]): string {
  if (notices.length === 1) return notices[0]!.heading
  const from = places.length > 2 ? [places[0]!, `${inWords(places.length - 1)} others`] : places
  return from.length ? `From ${listOf(from)}: what waits for you` : 'What waits for you'
}
