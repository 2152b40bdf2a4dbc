// Comparing two at a time: every pair once, a changed mind, and what comes out of everybody's.

import { beforeAll, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { within } from '../../../db/handles.ts'
import { stranger } from '../../../operation/actor.ts'
import { countPairs } from './counting.ts'

const house = useHouse()
let engagement: number
let activity: number
const ids: number[] = []

beforeAll(async () => {
  await twoPartnerships(house)
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) =>
    house.done(`engagement.${name}`, raw, coordinator, 'muir')
  engagement = await done('plan', {
    title: 'What matters most',
    purpose: 'Where to begin',
    subject: 'town',
    audience: 'Everyone',
    level: 'involve',
    opens: house.now.toISOString().slice(0, 10),
    closes: '2027-06-30',
  })
  activity = await done('add-activity', { engagement, kind: 'pairs', title: 'Which matters more?' })
  for (const title of ['Buses', 'Parks', 'Shops', 'Paths']) ids.push(await done('add-option', { activity, title }))
  await done('promise-answer', {
    engagement,
    decidedBy: 'The board',
    answerDue: '2027-09-30',
    admits: 'anyone',
    resultsShown: 'while-open',
  })
  await done('announce', { engagement })
  await done('open', { engagement })
})

const device = (n: number) => `device-${String(n).padStart(15, '0')}`
const says = (n: number, one: number, other: number, chosen: string) =>
  house.perform('engagement.compare', { activity, device: device(n), one, other, chosen }, stranger, 'muir')
const counted = async () => {
  const { id } = await house.database.root
    .selectFrom('partnership')
    .select('id')
    .where('slug', '=', 'muir')
    .executeTakeFirstOrThrow()
  return within(house.database.root, [id], db => countPairs(db, activity))
}

it('refuses the same thing twice on the list, and changes once it is open', async () => {
  const coordinator = await house.person('coordinator@muir.test')
  const again = await house.perform('engagement.add-option', { activity, title: 'buses' }, coordinator, 'muir')
  expect(again).toMatchObject({ ok: false, refusal: { code: 'option-known' } })
  const late = await house.perform('engagement.add-option', { activity, title: 'Lights' }, coordinator, 'muir')
  expect(late).toMatchObject({ ok: false, refusal: { code: 'open-already' } })
})

it('shows every pair once, with the question and no third choice but “the same”', async () => {
  const web = await house.web()
  const url = `/p/muir/engagements/${engagement}/pairs/${activity}`
  const seen = new Set<string>()
  let cookie = ''
  for (let at = 0; at < 6; at++) {
    const { body, headers } = await web.inject({ url, headers: { cookie } })
    cookie ||= String(headers['set-cookie']).split(';')[0]!
    expect(body).toContain('They matter the same')
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)![1]!
    const [one, other, mark] = [value('one'), value('other'), value('device')]
    seen.add([one, other].toSorted().join('-'))
    const { statusCode, headers: after } = await web.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ device: mark, one, other, chosen: one }).toString(),
    })
    expect([statusCode, after.location]).toEqual([303, url])
  }
  expect(seen.size).toBe(6)
  const { body } = await web.inject({ url, headers: { cookie } })
  expect(body).toContain('You have compared them all')
  expect(body).toMatch(/\/p\/muir\/receipts\/[A-Z2-9-]{19}/)
})

it('counts everybody once for each pair, and a changed mind as the newer answer', async () => {
  const before = await counted()
  expect(before).toMatchObject({ people: 1, comparisons: 6 })
  for (let n = 1; n <= 30; n++) await says(n, ids[0]!, ids[1 + (n % 3)]!, String(ids[0]))
  const all = await counted()
  expect(all).toMatchObject({ people: 31, comparisons: 36 })
  expect(all.options[0]!.title).toBe('Buses')
  expect(all.options[0]!.interval.low).toBeGreaterThan(0.5)

  const changed = await says(1, ids[0]!, ids[2]!, String(ids[2]))
  expect(changed).toMatchObject({ ok: true })
  expect((changed as { written: { again?: boolean } }).written.again).toBe(false)
  expect(await counted()).toMatchObject({ people: 31, comparisons: 36 })
  const same = await says(1, ids[2]!, ids[0]!, String(ids[2]))
  expect(same).toMatchObject({ ok: true, written: { again: true } })
})

it('is counted again when somebody who was counted goes on', async () => {
  const recounts = async () =>
    (
      await asOwner(house.owner, client => client.query('select recount from activity where id = $1', [activity]))
    ).rows.map(row => row.recount)
  await house.done('engagement.count', { activity }, house.administrator, 'muir')
  expect(await recounts()).toEqual([false])
  await says(1, ids[1]!, ids[2]!, 'same')
  expect(await recounts()).toEqual([true])
})

it('refuses a pair that is not compared and a choice that is neither', async () => {
  expect(await says(40, ids[0]!, 999_999, String(ids[0]))).toMatchObject({ refusal: { code: 'pair-unknown' } })
  expect(await says(40, ids[0]!, ids[1]!, '999999')).toMatchObject({ refusal: { code: 'choice-unknown' } })
  expect(await says(40, ids[0]!, ids[0]!, 'same')).toMatchObject({ refusal: { code: 'pair-unknown' } })
})

it('shows no pair and no button once it has closed', async () => {
  const coordinator = await house.person('coordinator@muir.test')
  await house.done('engagement.close', { engagement }, coordinator, 'muir')
  const web = await house.web()
  const { body } = await web.inject(`/p/muir/engagements/${engagement}/pairs/${activity}`)
  expect(body).toContain('This closed on')
  expect(body).not.toContain('Next pair')
  expect(body).not.toContain('They matter the same')
})
