// The starter list: every requirement has its law, its source, and words that the register knows.

import { describe, expect, it } from 'vitest'
import { bearers, contentThemes } from './model.ts'
import { starterRequirements } from './starter-requirements.ts'

describe('the starter list', () => {
  it('has at least eighteen requirements, each once', () => {
    expect(starterRequirements.length).toBeGreaterThanOrEqual(18)
    for (const key of ['code', 'name', 'source'] as const)
      expect(new Set(starterRequirements.map(one => one[key])).size, key).toBe(starterRequirements.length)
  })

  it('names for each the provision, and the place at legislation.gov.uk where just that can be read', () => {
    for (const one of starterRequirements) {
      const [, number] = /(?:section|sections|regulation|article|articles) (\d+[A-Z]?)/.exec(one.legalBasis) ?? []
      expect(number, `${one.code} names no provision`).toBeDefined()
      expect(one.legalBasis, one.code).toMatch(/(Act|Regulations|Order) \d{4}/)
      expect(one.source, one.code).toMatch(
        new RegExp(
          `^https://www\\.legislation\\.gov\\.uk/(asp|ukpga|ssi)/\\d{4}/\\d+/(section|regulation|article)/${number}(/made)?$`,
        ),
      )
      // An Act is of the year in its address.
      expect(one.legalBasis, one.code).toContain(one.source.split('/')[4]!)
    }
  })

  it('falls on known kinds of body and asks for known contents', () => {
    for (const one of starterRequirements) {
      expect(one.ofKinds.length, one.code).toBeGreaterThan(0)
      expect(one.contains.length, one.code).toBeGreaterThan(0)
      for (const kind of one.ofKinds) expect(Object.keys(bearers)).toContain(kind)
      for (const theme of one.contains) expect(Object.keys(contentThemes)).toContain(theme)
      expect(new Set(one.contains).size, one.code).toBe(one.contains.length)
    }
  })

  it('says how often in months, or leaves it open', () => {
    for (const { code, everyMonths } of starterRequirements)
      expect(everyMonths === null || (Number.isInteger(everyMonths) && everyMonths >= 12), code).toBe(true)
    const every = (code: string) => starterRequirements.find(one => one.code === code)!.everyMonths
    expect([every('loip-report'), every('childrens-services-plan'), every('local-development-plan')]).toEqual([
      12, 36, 120,
    ])
  })
})
