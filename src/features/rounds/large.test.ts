// A round as large as they come: 3 partnerships, 400 things in each, 60 people, answered through the public links.

import { beforeAll, expect, it } from 'vitest'
import { dayLetters, green, post } from '../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { each, fillThree, openLetters, openThree, people, slugs } from '../../../test/large-round.ts'

const house = useHouse()

const count = async (sql: string): Promise<number> =>
  Number((await asOwner(house.owner, client => client.query(`select count(*) from ${sql}`))).rows[0].count)

beforeAll(async () => {
  await twoPartnerships(house)
  await fillThree(house)
}, 60_000)

it('asks sixty people with sixty letters, takes every answer, and the counts agree', async () => {
  await openThree(house, '2026-11-22', '2026-12-11')
  expect(await count('request_item')).toBe(slugs.length * each)
  expect(await count('request')).toBe(slugs.length * people)
  const letters = (await dayLetters(house)).filter(one => one.to.startsWith('officer'))
  expect(letters).toHaveLength(people)
  expect(new Set(letters.map(one => one.to)).size).toBe(people)
  expect(letters[0]!.subject).toBe('From carse together and two others: what waits for you')

  const web = await house.web()
  const asked = await openLetters(house, web)
  expect(asked.flatMap(one => one.items)).toHaveLength(slugs.length * each)
  for (const { link, cookie, items } of asked)
    for (const item of items) {
      const sent = await post(
        web,
        `/r/${link}/items/${item}`,
        { seen: '0', ...green, words: `Said of ${item}` },
        cookie,
      )
      if (sent.statusCode !== 303) throw new Error(`${item}: ${sent.statusCode} ${sent.body}`)
    }
  expect(await count(`request_item where state = 'submitted' and words = 'Said of ' || id`)).toBe(slugs.length * each)
  expect(await count(`history where operation = 'rounds.answer'`)).toBe(slugs.length * each)

  for (const slug of slugs) {
    const coordinator = await house.person(`coordinator@${slug}.test`)
    const round = Number(
      (
        await asOwner(house.owner, client =>
          client.query('select r.id from round r join partnership p on p.id = r.partnership_id where p.slug = $1', [
            slug,
          ]),
        )
      ).rows[0].id,
    )
    await house.done('rounds.accept-all', { round }, coordinator, slug)
    await house.done('rounds.close-early', { round, because: 'All is in' }, coordinator, slug)
    await house.done('rounds.accept', { round }, coordinator, slug)
  }
  expect(await count(`request_item where state = 'accepted' and accepted_at is not null`)).toBe(slugs.length * each)
  expect(await count(`round where state = 'accepted'`)).toBe(slugs.length)
}, 180_000)
