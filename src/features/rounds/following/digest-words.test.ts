import { describe, expect, it } from 'vitest'
import { digestWords, type Moved, sentenceOf } from './digest-words.ts'

const action = { subject: 7, title: 'Warm homes grants' }
const indicator = { subject: 3, title: 'Children in low-income families' }

describe('a sentence of a digest', () => {
  it('says each kind of thing plainly', () => {
    const said = (
      [
        { kind: 'version', subject: 1, title: 'Plan for Muir', number: 1 },
        { kind: 'version', subject: 1, title: 'Plan for Muir', number: 3 },
        {
          ...indicator,
          kind: 'reading',
          unit: 'percent',
          value: 25.2,
          period: '2025/26',
          before: { value: 26, period: '2024/25' },
          place: null,
        },
        { ...indicator, kind: 'reading', unit: 'percent', value: 31, period: '2025', before: null, place: 'Muirhouse' },
        { ...indicator, kind: 'target', unit: 'percent', value: 15, period: '2034' },
        { ...action, kind: 'adopted' },
        {
          ...action,
          kind: 'update',
          about: 'action',
          status: 'amber',
          direction: 'better',
          words: 'Two builders left.',
        },
        { ...indicator, kind: 'update', about: 'indicator', status: null, direction: null, words: 'Rents rose.' },
        { ...action, kind: 'milestone', words: 'The first 50 homes' },
        { ...action, kind: 'stopped', because: 'The money ended.' },
      ] satisfies Moved[]
    ).map(sentenceOf)
    expect(said).toEqual([
      'The plan “Plan for Muir” was adopted.',
      'The plan “Plan for Muir” was adopted anew, as version 3.',
      'New figure. Children in low-income families: 25.2% in 2025/26, was 26.0% in 2024/25.',
      'New figure. Children in low-income families in Muirhouse: 31.0% in 2025.',
      'New target. Children in low-income families: 15.0% by 2034.',
      'New work: Warm homes grants.',
      'Warm homes grants. Amber: at risk, getting better. “Two builders left.”',
      'Children in low-income families. “Rents rose.”',
      'Reached: The first 50 homes (Warm homes grants).',
      'Stopped: Warm homes grants. “The money ended.”',
    ])
  })

  it('keeps long words short, on one line', () => {
    const words = `${'word '.repeat(100)}\nend`
    const said = sentenceOf({ ...action, kind: 'stopped', because: words })
    expect(said.length).toBeLessThan(320)
    expect(said).toMatch(/word …”$/)
    expect(said).not.toContain('\n')
  })
})

describe('a digest', () => {
  it('gives each thing its address, and counts what is too much for a letter', () => {
    const moved: Moved[] = Array.from({ length: 23 }, (_, at) => ({
      kind: 'adopted',
      subject: at + 1,
      title: `Work ${at}`,
    }))
    const { heading, words } = digestWords(moved, {
      title: 'Fewer children grow up poor',
      since: '2026-11-01',
      from: 'Muir Together',
      slug: 'muir',
      address: 'https://x.test',
    })
    expect(heading).toBe('What moved since 1 November 2026: Fewer children grow up poor')
    expect(words).toMatch(/^Muir Together writes to you/)
    expect(words).toContain('New work: Work 0.\nhttps://x.test/p/muir/actions/1\n')
    expect(words).not.toContain('Work 20')
    expect(words).toContain('And 3 more things.')
  })
})
