// A round, from its opening to the public page: the manager at a desk, the owner on a phone without scripts or an account,
// who comes by the link of a letter that a real mail server received.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { tick } from '../../src/jobs/clockwork.ts'
import { openPost, type Post } from '../../src/jobs/post.ts'
import { mailThrough } from '../../src/outside/mail.ts'
import { adoptedAction, linkIn } from '../asked.ts'
import { twoPartnerships, useHouse } from '../harness.ts'
import { bodyOf, headersOf, openMailServer, type TestMailServer } from '../mail-server.ts'
import { choose, tick as choosing, expectHeading, expectWords, fill, follow, press, useBrowser } from './browser.ts'

const house = useHouse()
const street = useBrowser(house)
let post: Post
let server: TestMailServer
let action: number

beforeAll(async () => {
  await twoPartnerships(house)
  await house.database.root.deleteFrom('letter').execute()
  action = await adoptedAction(house, 'muir', 'Young drivers’ course in schools', {
    owner: await house.person('contributor@muir.test'),
  })
  server = await openMailServer()
  post = await openPost(house.database)
  await post.work(mailThrough(server.url, 'post@together.example'), { keepWords: false })
})
afterAll(async () => {
  await post.stop()
  await server.close()
})

/** What the clock does, with letters going through the real post. */
const clock = () => tick({ ...house.site, house: { ...house.site.house, post: post.put } })

const letters = () => server.received.filter(one => one.recipients.includes('contributor@muir.test'))

describe('a round', () => {
  it('is opened, answered through a letter, returned, mended, accepted and read by everyone', async () => {
    const manager = await street.tab({ as: await house.person('coordinator@muir.test') })
    const owner = await street.tab({ script: false, size: 'phone' })
    const resident = await street.tab({ script: false, size: 'phone' })

    // The manager plans it with what the form suggests, and opens it today.
    await manager.goto('/p/muir/rounds')
    await follow(manager, 'Plan a single round')
    await press(manager, 'Plan it')
    await follow(manager, 'Open it today')
    await press(manager, 'Open it')
    await expectHeading(manager, 'missing')

    // The owner gets one letter, whose answers go to a person, and comes by its link.
    await clock()
    await vi.waitFor(() => expect(letters()).toHaveLength(1), { timeout: 20_000 })
    const { subject, 'reply-to': replyTo } = headersOf(letters()[0]!.source)
    expect(subject).toContain('muir together asks you about 1 thing')
    expect(replyTo).toContain('coordinator@muir.test')
    await owner.goto(`/r/${linkIn(bodyOf(letters()[0]!.source))}`)
    await expectHeading(owner, 'Questions for contributor of muir')
    await press(owner, 'Go on')
    await expectHeading(owner, 'One thing to answer')
    await follow(owner, 'Write an update')

    // Half an answer is kept; what is missing is said beside its field, with the words still there.
    await fill(owner, { 'In your own words': 'The course ran in four' })
    await press(owner, 'Save, finish later')
    await expectWords(owner, 'Saved. It is not sent yet.')
    await follow(owner, 'Go on')
    await press(owner, 'Send it')
    await expectWords(owner, 'Choose how it stands.')
    expect(await owner.getByLabel('In your own words').inputValue()).toBe('The course ran in four')
    await choosing(owner, 'Green: going as planned')
    await choosing(owner, 'Getting better')
    await choosing(owner, 'Sure of it')
    await fill(owner, { 'In your own words': 'The course ran in schools this term.' })
    await press(owner, 'Send it')
    await expectHeading(owner, 'All answered. Thank you')

    // The manager returns it with a note; the owner mends it from the next day's letter.
    await manager.reload()
    await follow(manager, 'Return with a note')
    await fill(manager, { 'What is missing': 'How many schools, please?' })
    await press(manager, 'Return it')
    await resident.goto(`/p/muir/actions/${action}`)
    await expectWords(resident, 'No progress has been reported yet')
    house.now = new Date('2026-11-23T08:00:00Z')
    await clock()
    await vi.waitFor(() => expect(letters()).toHaveLength(2), { timeout: 20_000 })
    await owner.goto(`/r/${linkIn(bodyOf(letters()[1]!.source))}`)
    await choosing(owner, 'I am contributor of muir')
    await press(owner, 'Go on')
    await expectWords(owner, 'How many schools, please?')
    await follow(owner, 'Mend it')
    await fill(owner, { 'In your own words': 'The course ran in four of six schools this term.' })
    await press(owner, 'Send it')
    await expectHeading(owner, 'All answered. Thank you')

    // Accepted, it stands on the public page with its date.
    await manager.goto('/p/muir/rounds')
    await follow(manager, 'July to September 2026')
    await manager
      .locator('main')
      .getByRole('button', { name: /^Accept ?: Young drivers/ })
      .click()
    await expectWords(manager, 'Accepted')
    await resident.reload()
    await expectWords(resident, 'The course ran in four of six schools this term.')
    await expectWords(resident, 'Green: as planned')
    await expectWords(resident, '23 November 2026')
    expect(await resident.locator('body').textContent()).not.toContain('contributor of muir')
  })

  it('keeps what is written while it is written, where there are scripts', async () => {
    const slug = 'lorne'
    const lead = await house.person('lead@lorne.test')
    await adoptedAction(house, slug, 'Ferries that come', { owner: lead })
    const coordinator = await house.person('coordinator@lorne.test')
    const days = { remindDays: 5, deputyDays: 3, leadDays: 2 }
    const opens = house.now.toISOString().slice(0, 10)
    const asked = { title: 'Autumn', starts: '2026-07-01', ends: '2026-09-30', opens, closes: '2026-12-18', ...days }
    const round = await house.done('rounds.plan', asked, coordinator, slug)
    await house.done('rounds.open-now', { round }, coordinator, slug)

    const tab = await street.tab({ as: lead })
    await tab.goto('/home')
    await follow(tab, 'Write an update')
    // Nothing is saved of what nobody changed.
    await tab.waitForTimeout(2500)
    expect(await tab.locator('[data-saved]').textContent()).toBe('')
    await tab.getByLabel('In your own words').pressSequentially('Two boats of three')
    await tab.locator('[data-saved]', { hasText: 'It is not sent yet' }).waitFor()
    // The tab is lost; the words are not.
    await tab.close()
    const again = await street.tab({ as: lead })
    await again.goto('/home')
    await expectWords(again, 'Two boats of three')
    await follow(again, 'Go on')
    await choosing(again, 'Green: going as planned')
    await choosing(again, 'Steady')
    await choosing(again, 'Fairly sure')
    await again.locator('[data-saved]', { hasText: 'It is not sent yet' }).waitFor()
    await press(again, 'Send it')
    await expectHeading(again, 'All answered. Thank you')
    await choose(again, 'You')
  })
})
