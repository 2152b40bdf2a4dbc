// From the one-time link of a new installation to a coordinator who has given the partnership its colour.

import { beforeAll, describe, expect, it } from 'vitest'
import { stranger } from '../../src/operation/actor.ts'
import { type House, useHouse } from '../harness.ts'
import { choose, expectHeading, expectWords, fill, follow, press, tick, useBrowser, ways } from './browser.ts'

describe.each(ways)('a newcomer $way', ({ script, size }) => {
  const house = useHouse({ demonstration: false })
  const street = useBrowser(house)
  let oneTimeLink: string

  beforeAll(async () => {
    await house.done('places.register-scotland', {}, house.administrator)
    const made = await house.perform('people.first-administrator', {}, stranger)
    oneTimeLink = `/sign-in/link?token=${made.ok ? made.written.reveal : ''}`
  })

  it('founds a partnership and hands it over', async () => {
    // The first administrator comes in, says where to reach them, and founds a partnership.
    const page = await street.tab({ script, size })
    await page.goto('/')
    await expectHeading(page, 'Welcome to Thegither')
    await page.goto(oneTimeLink)
    await expectHeading(page, 'Sign in to Thegither')
    await press(page, 'Sign in')
    await expectWords(page, 'You have no email address here yet')
    await follow(page, 'Give your email address')
    await fill(page, { 'Your email address': 'admin@fife.test' })
    await press(page, 'Save')
    await expectWords(page, 'Your address is kept.')

    await follow(page, 'Found a partnership')
    await fill(page, { Name: 'Fife Together', Address: 'fife' })
    await page.getByLabel('Area').selectOption('Fife')
    await press(page, 'Found it')
    await expectWords(page, 'The partnership is founded.')
    await expectHeading(page, 'Give somebody a part')
    await fill(page, { Name: 'Ailsa Crail', 'Email address': 'ailsa@fife.test' })
    await tick(page, 'Coordinator')
    await press(page, 'Give the role')
    await expectWords(page, 'Ailsa Crail')
    await page.context().close()

    // The coordinator asks for a link, and comes in with it.
    const theirs = await street.tab({ script, size })
    await theirs.goto('/p/fife')
    await expectHeading(theirs, 'Fife Together is writing its plan')
    await choose(theirs, 'Sign in')
    await fill(theirs, { 'Your email address': 'ailsa@fife.test' })
    await press(theirs, 'Send me a link')
    await expectHeading(theirs, 'Look in your email')
    const theirLink = await linkInTheLetterTo(house, 'ailsa@fife.test')
    await theirs.goto(theirLink)
    await press(theirs, 'Sign in')
    await expectHeading(theirs, 'Nothing waits for you')
    await follow(theirs, 'Fife Together')
    await expectHeading(theirs, 'Fife Together is writing its plan')

    // They are told beside the field when a colour is too pale, and see what was typed.
    await choose(theirs, 'Settings')
    await follow(theirs, 'Colour')
    await fill(theirs, { Colour: '#ffff99' })
    await press(theirs, 'Use this colour')
    await expectWords(theirs, 'There is a problem')
    expect(await theirs.title()).toMatch(/^Error: /)
    expect(await theirs.locator('.ds_question--error').textContent()).toContain('White words on this colour')
    expect(await theirs.getByLabel('Colour').inputValue()).toBe('#ffff99')
    expect(await theirs.locator('.ds_error-summary a').getAttribute('href')).toBe('#field-colour')

    await fill(theirs, { Colour: '#5b2a86' })
    await press(theirs, 'Use this colour')
    await expectWords(theirs, 'The colour is changed.')
    expect(await theirs.locator('html').getAttribute('style')).toContain('#5b2a86')

    // They sign out, and the used link says that it is used.
    await choose(theirs, 'Sign out')
    await press(theirs, 'Sign out')
    await expectHeading(theirs, 'One partnership works together here')
    await theirs.goto('/home')
    await expectHeading(theirs, 'Sign in')
    await theirs.goto(theirLink)
    await press(theirs, 'Sign in')
    await expectWords(theirs, 'This link has been used already.')
    await follow(theirs, 'Ask for a new link')
    await expectHeading(theirs, 'Sign in')
  })
})

/** The address in the latest letter to somebody, without its host: the letter names the house's own. */
async function linkInTheLetterTo(house: House, email: string): Promise<string> {
  const { body } = await house.database.root
    .selectFrom('letter')
    .innerJoin('person', 'person.id', 'letter.person_id')
    .select('letter.body')
    .where('person.email', '=', email)
    .orderBy('letter.id', 'desc')
    .executeTakeFirstOrThrow()
  const { pathname, search } = new URL(/https?:\S+/.exec(body)![0])
  return pathname + search
}
