// The performance plan as other systems get it: valid by the published schema, with targets and readings in it.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { useHouse } from '../../../test/harness.ts'
import { furnish } from '../../../test/surface.ts'

const schema = join(import.meta.dirname, '../../../../shared/data/plans/stratml/PerformancePlanOrReport20160216.xsd')
const house = useHouse()
beforeAll(() => furnish(house))

it('carries what measures each outcome, what was promised and what was read', async () => {
  const { body, statusCode } = await (await house.web()).inject('/p/muir/performance-plan.stratml.xml')
  expect(statusCode).toBe(200)
  expect(body).toContain('Children in low-income families')
  expect(body).toContain('<NumberOfUnits>25.2</NumberOfUnits>')
  expect(body).toContain('The board asks for it')
})

it.skipIf(!existsSync(schema))('is valid by the schema of Part 2 (skips where ../shared/data is missing)', async () => {
  const { body } = await (await house.web()).inject('/p/muir/performance-plan.stratml.xml')
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'plan.xml', contents: body }],
    schema: [{ fileName: 'part2.xsd', contents: readFileSync(schema, 'utf8') }],
  })
  expect(errors).toEqual([])
  expect(valid).toBe(true)
})
