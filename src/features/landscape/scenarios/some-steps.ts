// Steps and structures with links for the tests of this folder: any at all.

import fc from 'fast-check'
import { linkKinds, type StepKind, stepKinds } from '../model.ts'
import { structureArbitrary } from '../overlap/some-structure.ts'
import type { GroupLink, Structure } from '../structure.ts'
import type { Step } from './model.ts'

export const step = (kind: StepKind, group: number, words: Partial<Step> = {}): Step => ({
  kind,
  group,
  into: null,
  name: '',
  outcome: null,
  theme: null,
  place: null,
  meetings: null,
  minutes: null,
  ...words,
})

/** Links lead from later groups to earlier ones, so that there is no circle; every group has a name of its own. */
export const linkedArbitrary: fc.Arbitrary<Structure> = fc
  .tuple(
    structureArbitrary,
    fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(...(Object.keys(linkKinds) as (keyof typeof linkKinds)[])),
      ),
      { maxLength: 8 },
    ),
  )
  .map(([structure, drawn]) => {
    const count = structure.groups.length
    const links = new Map<string, GroupLink>()
    for (const [from, to, kind] of drawn)
      if (from > to && from <= count) links.set(`${from} ${to} ${kind}`, { from, to, kind })
    return {
      ...structure,
      groups: structure.groups.map(group => ({ ...group, name: `${group.name} ${group.id}` })),
      links: [...links.values()],
    }
  })

export const stepsArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...(Object.keys(stepKinds) as StepKind[])),
      group: fc.integer({ min: 1, max: 6 }),
      into: fc.integer({ min: 1, max: 6 }),
      name: fc.constantFrom('', '', 'One group for all', 'Housing group 1'),
      part: fc.option(fc.integer({ min: 1, max: 6 })),
      of: fc.constantFrom('outcome' as const, 'theme' as const, 'place' as const),
      meetings: fc.option(fc.integer({ min: 0, max: 24 })),
      minutes: fc.integer({ min: 30, max: 240 }),
    })
    .map(({ kind, group, into, name, part, of, meetings, minutes }) => {
      if (kind === 'retire') return step(kind, group)
      if (kind === 'merge') return step(kind, group, { into, name })
      if (kind === 'change-meetings') return step(kind, group, { meetings, minutes })
      return step(kind, group, { into, [of]: of === 'place' && part !== null ? `S1300000${part}` : part })
    }),
  { maxLength: 6 },
)
