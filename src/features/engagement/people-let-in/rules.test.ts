// What a code looks like, and what is read as a postcode.

import { describe, expect, it } from 'vitest'
import { plainCode } from '../admission.ts'
import { columnOf, keptWords, newCode, readPostcodes, writtenIn } from './rules.ts'

describe('codes', () => {
  it('have two groups of five signs that are never taken for one another', () => {
    const codes = Array.from({ length: 500 }, newCode)
    for (const code of codes) expect(code).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{5}-[ACDEFGHJKMNPQRTUVWXY34679]{5}$/)
    expect(new Set(codes.map(plainCode)).size).toBe(500)
  })
})

describe('postcodes', () => {
  it('are read however they are written, each once, and what is none is named with its line', () => {
    expect(readPostcodes(writtenIn('Postcode\neh1 1aa, EH11AA;G2  8DL\n\nnot one\nEH1'))).toEqual({
      good: ['EH11AA', 'G28DL'],
      bad: [
        { line: 4, written: 'not one' },
        { line: 5, written: 'EH1' },
      ],
    })
  })

  it('stand in the column under their heading, wherever it is', () => {
    const rows = [
      { line: 1, cells: ['Our list'] },
      { line: 3, cells: ['Street', 'Post code'] },
      { line: 4, cells: ['High Street', 'EH1 1AA'] },
    ]
    expect(columnOf(rows)).toEqual([{ line: 4, words: 'EH1 1AA' }])
    expect(columnOf([{ line: 1, cells: ['EH1 1AA'] }])).toEqual([{ line: 1, words: 'EH1 1AA' }])
    expect(columnOf([{ line: 1, cells: ['High Street', 'EH1 1AA'] }])).toBeNull()
  })

  it('name no more than twenty that were left out', () => {
    const bad = Array.from({ length: 25 }, (_, line) => ({ line: line + 1, written: 'x' }))
    const words = keptWords({ good: ['EH11AA'], bad })
    expect(words).toMatch(/^1 postcode is on the list now.\n25 left out/)
    expect(words).toMatch(/and 5 more\.$/)
  })
})
