import { describe, expect, it } from 'vitest'
import { initialsOf, matcher, plainOrganisation } from './organisations.ts'

const organisations = [
  'NHS Forth Valley',
  'Police Scotland',
  'Scottish Fire and Rescue Service',
  'Stirling Council',
  'Forth Valley College',
  'The Bridge',
  'Bridge Ltd',
].map((name, at) => ({ id: at + 1, name, shortName: name.startsWith('Scottish') ? 'SFRS' : '', partner: at < 3 }))
const match = matcher({
  organisations,
  spellings: new Map([
    ['the polis', 2],
    ['polis', 2],
  ]),
  constituencies: new Set(['carers']),
})

describe('a written name', () => {
  it.each([
    ['NHS Forth Valley', 1],
    ['nhs  forth valley', 1],
    ['The NHS Forth Valley.', 1],
    ['Scottish Fire & Rescue Service', 3],
    ['SFRS', 3],
    ['sfrs', 3],
    ['The Polis', 2],
    ['The Bridge', 6],
    ['Carers', 'nobody'],
  ])('%s is certain', (written, is) => expect(match(written)).toEqual({ certain: true, is }))

  it.each([
    ['NHSFV', 1, 'has these initials'],
    ['NHS FV', 1, 'has these initials'],
    ['Polcie Scotland', 2, 'is spelt nearly like this'],
    ['Stirling', 4, 'has these words in its name'],
    ['Police Scotland, Forth Valley Division', 2, 'is part of what was written'],
  ])('%s is doubtful, and %s comes first', (written, organisation, because) => {
    const found = match(written)
    if (found.certain) throw new Error('certain')
    expect(found.candidates[0]).toMatchObject({ organisation, because })
    expect(found.suggested).toBe(organisation)
  })

  it('that two organisations have is doubtful', () => {
    const found = match('bridge')
    expect(found).toMatchObject({ certain: false })
    expect(!found.certain && found.candidates.map(one => one.organisation).slice(0, 2)).toEqual([7, 6])
  })

  it('that is like none is a new one, unless it reads like people', () => {
    expect(match('Lorne Woodland Trust')).toEqual({ certain: false, candidates: [], suggested: 'new' })
    expect(match('Tenants reps')).toEqual({ certain: false, candidates: [], suggested: 'nobody' })
  })
})

it('shortens names to initials with and without small words, capitals kept', () => {
  expect(initialsOf('NHS Forth Valley')).toEqual(['nfv', 'nhsfv'])
  expect(initialsOf('Scottish Fire and Rescue Service')).toEqual(['sfars', 'sfrs'])
  expect(initialsOf('Fife')).toEqual([])
  expect(plainOrganisation('The  Òrain & Sons, Ltd.')).toBe('orain and sons')
})
