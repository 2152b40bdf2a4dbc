import { describe, expect, it } from 'vitest'
import { nextStatement } from './next.ts'

const asked = [...Array(30).keys()].map(id => ({ id, answers: id === 17 ? 0 : 5 }))
const device = (n: number) => `device-${n}`

describe('nextStatement', () => {
  it('asks what the fewest have answered first', () => {
    expect(nextStatement(asked, new Set(), device(1))!.id).toBe(17)
  })
  it('is the same for a device each time, and another for others', () => {
    const after = new Set([17])
    const firsts = [...Array(40).keys()].map(n => nextStatement(asked, after, device(n))!.id)
    expect([...Array(40).keys()].map(n => nextStatement(asked.toReversed(), after, device(n))!.id)).toEqual(firsts)
    expect(new Set(firsts).size).toBeGreaterThan(10)
  })
  it('asks each once, and then nothing', () => {
    const seen = new Set<number>()
    for (;;) {
      const next = nextStatement(asked, seen, device(1))
      if (!next) break
      expect(seen.has(next.id)).toBe(false)
      seen.add(next.id)
    }
    expect(seen.size).toBe(30)
  })
})
