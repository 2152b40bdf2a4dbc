// A partner lead promises a value for an indicator: wrong at first, then right, then pressed twice.

import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../harness.ts'
import { expectHeading, expectWords, fill, follow, press, useBrowser, ways } from './browser.ts'

const house = useHouse()
const street = useBrowser(house)
const walks = [
  { ...ways[0], slug: 'muir' },
  { ...ways[1], slug: 'lorne' },
]
beforeAll(() => twoPartnerships(house))

describe.each(walks)('a target $way', ({ script, size, slug }) => {
  let lead: Page
  let indicator: number
  beforeAll(async () => {
    const coordinator = await house.person(`coordinator@${slug}.test`)
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        `select r.id from partner r join partnership p on p.id = r.partnership_id where p.slug = $1 order by r.id limit 1`,
        [slug],
      ),
    )
    indicator = await house.done(
      'indicators.define',
      {
        name: 'Homes in fuel poverty',
        kind: 'local',
        source: 'Our own count',
        unit: 'percent',
        good: 'down',
        frequency: 'yearly',
        outcomes: [],
        partner: String(rows[0].id),
      },
      coordinator,
      slug,
    )
    for (const [at, value] of [31, 30, 29, 28].entries())
      await house.done(
        'indicators.record-reading',
        { indicator, period: String(2022 + at), value, status: 'actual' },
        coordinator,
        slug,
      )
    lead = await street.tab({ script, size, as: await house.person(`lead@${slug}.test`) })
  })

  it('that is mistaken is answered with the mistakes, and with what was typed', async () => {
    await lead.goto(`/p/${slug}/indicators`)
    await follow(lead, 'Homes in fuel poverty')
    await follow(lead, 'Set a target')
    await fill(lead, { When: 'soon', Target: '20', Because: 'Because it is "cold" <here>' })
    await press(lead, 'Set the target')
    await expectWords(lead, 'There is a problem')
    expect(await lead.title()).toMatch(/^Error: Set a target/)
    const summary = lead.locator('.ds_error-summary')
    if (script) expect(await summary.evaluate(one => one === document.activeElement)).toBe(true)
    expect(await summary.locator('a').getAttribute('href')).toBe('#field-period')
    const when = lead.getByLabel('When')
    expect(await when.inputValue()).toBe('soon')
    expect(await when.getAttribute('aria-invalid')).toBe('true')
    expect(await when.getAttribute('aria-describedby')).toBe('hint-period error-period')
    expect(await lead.locator('#error-period').textContent()).toContain('must be a year')
    expect(await lead.getByLabel('Because').inputValue()).toBe('Because it is "cold" <here>')
    expect(await targets()).toEqual([])
  })

  it('that is right is shown to everyone, in the chart and in the table', async () => {
    await fill(lead, { When: '2034' })
    await press(lead, 'Set the target')
    await expectWords(lead, 'The target is set.')

    const resident = await street.tab({ script, size })
    await resident.goto(`/p/${slug}/indicators/${indicator}`)
    await expectHeading(resident, 'Homes in fuel poverty')
    await expectWords(resident, 'Because it is "cold" <here>')
    const chart = resident.locator(`svg.for-${size === 'phone' ? 'narrow' : 'wide'}`)
    expect(await chart.isVisible()).toBe(true)
    expect((await chart.locator('.end.target').textContent())?.replace(/\s/g, '')).toBe('target20%')
    const figures = resident.locator('.chart details table')
    expect(await figures.isVisible()).toBe(false)
    await resident.getByText('The same figures as a table').click()
    await figures.waitFor({ state: 'visible' })
    expect(await figures.getByRole('row', { name: '2034' }).textContent()).toContain('20%')
    await resident.context().close()
  })

  it('that is sent twice is kept once', async () => {
    await follow(lead, 'Set a target')
    await fill(lead, { When: '2030', Target: '24', Because: 'On the way' })
    const button = lead.getByRole('button', { name: 'Set the target' })
    if (script) await button.dblclick()
    else await button.click()
    await expectHeading(lead, 'Homes in fuel poverty')
    // The same again by the back button: harmless, and said so.
    await lead.goto(`/p/${slug}/indicators/${indicator}/targets`)
    await fill(lead, { When: '2030', Target: '24', Because: 'On the way' })
    await press(lead, 'Set the target')
    await expectWords(lead, 'There is a problem')
    expect((await targets()).filter(one => one.period === '2030')).toEqual([{ period: '2030', standing: true }])
  })

  const targets = async () =>
    (
      await asOwner(house.owner, client =>
        client.query<{ period: string; standing: boolean }>(
          'select period, superseded_at is null as standing from target where indicator_id = $1 order by id',
          [indicator],
        ),
      )
    ).rows
})
