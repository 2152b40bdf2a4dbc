// A plan from its first words to its second version: coordinator, partner lead and resident, each in their own browser.

import { beforeAll, describe, expect, it } from 'vitest'
import { twoPartnerships, useHouse } from '../harness.ts'
import { choose, expectHeading, expectWords, fill, follow, press, tick, useBrowser, ways } from './browser.ts'

const house = useHouse()
const street = useBrowser(house)
beforeAll(() => twoPartnerships(house))
const walks = [
  { ...ways[0], slug: 'muir', council: 'Council of muir' },
  { ...ways[1], slug: 'lorne', council: 'Council of lorne' },
]

describe.each(walks)('a plan $way', ({ script, size, slug, council }) => {
  it('is written, agreed, adopted, read and changed', async () => {
    const coordinator = await street.tab({ script, size, as: await house.person(`coordinator@${slug}.test`) })
    const resident = await street.tab({ script, size })

    // It is written as a draft.
    await coordinator.goto(`/p/${slug}`)
    await follow(coordinator, 'Go to the plan')
    await follow(coordinator, 'Start the plan')
    expect(await coordinator.getByLabel('Community plan').isChecked()).toBe(true)
    await fill(coordinator, { Title: 'Our ten years', 'First day': '1 April 2026', 'Last day': '31 March 2036' })
    await press(coordinator, 'Start')
    await expectWords(coordinator, 'The plan is started. Write its vision first.')

    await follow(coordinator, 'Change Vision')
    await fill(coordinator, { Vision: 'Everyone has a warm home', Summary: 'What we agreed, in short.' })
    await press(coordinator, 'Save')
    await follow(coordinator, 'Add a theme')
    await fill(coordinator, { Title: 'Homes' })
    await press(coordinator, 'Add it')
    for (const title of ['Homes are warm', 'Rents can be paid']) {
      await follow(coordinator, 'Add an outcome')
      await fill(coordinator, { Outcome: title, 'In one sentence': `${title}, for everyone.` })
      await tick(coordinator, 'Long term')
      await tick(coordinator, 'Social')
      await coordinator.getByLabel('Partner responsible').selectOption(council)
      await press(coordinator, 'Add it')
      await expectWords(coordinator, 'The outcome is added.')
    }
    await resident.goto(`/p/${slug}/plan`)
    await expectWords(resident, 'No plan has been adopted yet.')

    // It is proposed, and waits for the partner lead, who agrees with a reservation.
    await follow(coordinator, 'Propose it to the partners')
    await press(coordinator, 'Propose it')
    await expectWords(coordinator, 'Proposed. The partners’ leads have been written to.')

    const lead = await street.tab({ script, size, as: await house.person(`lead@${slug}.test`) })
    await lead.goto('/home')
    await follow(lead, 'Say whether you accept “Our ten years”')
    await expectHeading(lead, 'Everyone has a warm home')
    await follow(lead, 'Say whether you agree')
    expect(await lead.getByLabel(council).isChecked()).toBe(true)
    await fill(lead, { Reservation: 'As far as the money goes.' })
    await press(lead, 'We agree')
    await expectWords(lead, 'Recorded. Thank you.')
    await expectWords(lead, 'As far as the money goes.')
    await lead.goto('/home')
    expect(await lead.locator('main').textContent()).not.toContain('Say whether you accept')
    await lead.context().close()

    // It is adopted, and a resident reads it.
    await choose(coordinator, 'Our plan')
    await follow(coordinator, 'See the version being worked on')
    await expectWords(coordinator, 'One of two partners has agreed')
    await follow(coordinator, 'Record that it was adopted')
    await fill(coordinator, { 'Adopted on': '20 November 2026', Where: 'Town Hall' })
    await press(coordinator, 'Record it')
    await expectHeading(coordinator, 'Everyone has a warm home')

    await resident.goto(`/p/${slug}`)
    await follow(resident, 'Read the plan')
    await expectHeading(resident, 'Everyone has a warm home')
    await expectWords(resident, 'As far as the money goes.')
    await follow(resident, 'Homes are warm')
    await expectHeading(resident, 'Homes are warm')
    await expectWords(resident, council)

    // It is changed in a second version, which says what is different and why.
    await follow(coordinator, 'Draft the next version')
    await press(coordinator, 'Draft it')
    await expectWords(coordinator, 'It still says what the adopted version says.')
    await follow(coordinator, 'Change Homes are warm')
    await fill(coordinator, { Outcome: 'Homes are warm and dry' })
    await press(coordinator, 'Save')
    await expectWords(coordinator, '“Homes are warm” now reads “Homes are warm and dry”')
    await follow(coordinator, 'Propose it to the partners')
    await press(coordinator, 'Propose it')
    await follow(coordinator, 'Record that it was adopted')
    await fill(coordinator, { 'Adopted on': '21 November 2026' })
    await press(coordinator, 'Record it')
    await expectWords(coordinator, 'There is a problem')
    expect(await coordinator.getByLabel('Adopted on').inputValue()).toBe('21 November 2026')
    await fill(coordinator, { 'What changed, and why': 'Damp came up at every meeting.' })
    await press(coordinator, 'Record it')
    await expectWords(coordinator, 'Adopted. Everyone can read it now.')

    await resident.goto(`/p/${slug}/plan`)
    await follow(resident, 'Homes are warm and dry')
    await expectHeading(resident, 'Homes are warm and dry')
    await resident.goto(`/p/${slug}/plan`)
    await expectWords(resident, 'Damp came up at every meeting.')
    await follow(resident, 'Version 1')
    await expectWords(resident, 'Version 1 of “Our ten years”')
    expect(await resident.locator('main').textContent()).not.toContain('and dry')
    await expectWords(resident, 'Homes are warm')
  })
})
