// The one letter of a day: everything a person is to hear, by partnership, with one link where something is to be answered.

import { capital, counted, inWords } from '../../../kernel/words.ts'

export interface Pending {
  readonly id: number
  readonly partnership: string | null
  readonly heading: string
  readonly words: string
  readonly path: string
  readonly request: number | null
  readonly stop: string
}

/** Days that a link to requests works. */
export const linkDays = 60

/** Subject and body of the day's letter; `link` is null where nothing in it is to be answered. */
export function dayLetter(
  notices: readonly Pending[],
  address: string,
  link: string | null,
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
        `Answer here. You need no account; the link is yours alone and works for ${linkDays} days:\n${address}/r/${link}`,
        'If somebody else opens it, we tell you.',
      ]
    : []
  return { subject: subjectOf(notices, places.length), body: [...parts, ...answering].join('\n\n') }
}

const addressesOf = ({ request, path, stop }: Pending, address: string): string[] => [
  ...(request === null && path ? [`${address}${path}`] : []),
  ...(stop ? [`Stop these letters: ${stop}`] : []),
]

const subjectOf = (notices: readonly Pending[], places: number): string =>
  notices.length === 1
    ? notices[0]!.heading
    : `${capital(inWords(notices.length))} things for you${places > 1 ? `, from ${counted(places, 'partnership')}` : ''}`
