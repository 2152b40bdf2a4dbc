// The words of the day's letter: its subject, and until when its link works.

import { expect, it } from 'vitest'
import { dayLetter, type Pending } from './message.ts'

const notice = (partnership: string | null, more: Partial<Pending> = {}): Pending => ({
  id: 1,
  partnership,
  heading: 'Muir asks you about 20 things, by 11 December 2026',
  words: 'Autumn: Safer nights.',
  path: '/home',
  request: 4,
  stop: '',
  ...more,
})
const subjectOf = (...places: (string | null)[]) =>
  dayLetter(
    places.map(place => notice(place)),
    'https://x.test',
    null,
  ).subject

it('says of one thing what it is, and of several who writes', () => {
  expect(subjectOf('Muir')).toBe('Muir asks you about 20 things, by 11 December 2026')
  expect(subjectOf('Muir', 'Muir')).toBe('From Muir: what waits for you')
  expect(subjectOf('Lorne', 'Muir', null)).toBe('From Lorne and Muir: what waits for you')
  expect(subjectOf('Carse', 'Lorne', 'Muir')).toBe('From Carse and two others: what waits for you')
  expect(subjectOf(null, null)).toBe('What waits for you')
})

it('says until when its link works', () => {
  const { body } = dayLetter([notice('Muir')], 'https://x.test', { secret: 'key', until: '2027-01-23' })
  expect(body).toContain('works until 23 January 2027:\nhttps://x.test/r/key')
})
