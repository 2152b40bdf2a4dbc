// A year of the clock at fixed moments, through both changes of the hour: every notice once, in its order, by day.

import { beforeAll, expect, it } from 'vitest'
import { adoptedAction, planRound } from '../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { tick } from '../../jobs/clockwork.ts'

const house = useHouse()

interface Told {
  readonly on: string
  readonly hour: number
  readonly to: string
  readonly cause: string
  readonly brought: string | null
}

const londonHour = (moment: Date) =>
  Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' }).format(moment),
  )
const londonDay = (moment: Date) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' }).format(moment)

const rows = async <T extends object>(sql: string): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(sql))).rows

const told = async (): Promise<Told[]> =>
  (
    await rows<{ at: Date; to: string; cause: string; brought: Date | null }>(
      `select n.made_at as at, p.email as to, n.cause, n.brought_at as brought from notice n join person p on p.id = n.person_id order by n.id`,
    )
  ).map(one => ({
    on: londonDay(one.at),
    hour: londonHour(one.at),
    to: one.to.split('@')[0]!,
    cause: one.cause,
    brought: one.brought && londonDay(one.brought),
  }))

/** Opening and closing days; the hour changes on 29 March 2026 and on 25 October 2026. */
const rounds = [
  { title: 'Winter', opens: '2026-01-12', closes: '2026-01-30' },
  // Over the night that is an hour short: reminded on the 28th, deputies on the 30th.
  { title: 'Spring', opens: '2026-03-16', closes: '2026-04-02' },
  { title: 'Summer', opens: '2026-07-06', closes: '2026-07-24' },
  // Opens the morning after the night that is an hour long.
  { title: 'Autumn', opens: '2026-10-25', closes: '2026-11-12' },
] as const

beforeAll(async () => {
  house.now = new Date('2025-12-20T09:00:00Z')
  await twoPartnerships(house)
  const [owner, deputy] = await Promise.all([house.person('contributor@muir.test'), house.person('member@muir.test')])
  await adoptedAction(house, 'muir', 'Safer nights', { owner, deputy })
  for (const one of rounds) await planRound(house, 'muir', one)
  // What the neighbour plans and calls off is never heard of.
  const off = await planRound(house, 'lorne', { title: 'Called off', opens: '2026-05-04', closes: '2026-05-20' })
  const iona = await house.person('coordinator@lorne.test')
  await house.done('rounds.cancel', { round: off, because: 'Elections' }, iona, 'lorne')
}, 60_000)

it('tells everyone once, in the right order, in the daytime', async () => {
  const from = Date.parse('2026-01-01T00:00:00Z')
  const hour = 3_600_000
  for (let at = 0; at < 365 * 24; at++) {
    const moment = new Date(from + at * hour)
    // Every hour of the days around the changes of the hour; on other days the hours that matter.
    const near = /^2026-(03-(28|29|30)|10-(24|25|26))/.test(moment.toISOString())
    if (!near && ![5, 6, 7, 14, 23].includes(moment.getUTCHours())) continue
    house.now = moment
    await tick(house.site)
    if (moment.getUTCHours() === 14) await tick(house.site)
  }

  const day = (closes: string, before: number) =>
    new Date(Date.parse(closes) - before * 24 * hour).toISOString().slice(0, 10)
  const expected = rounds.flatMap(({ opens, closes }, at) => {
    const round = at + 1
    return [
      [day(opens, 1), 'coordinator', `announce-${round}`],
      [opens, 'contributor', `open-${round}`],
      [day(closes, 5), 'contributor', `remind-${round}`],
      [day(closes, 3), 'member', `deputy-${round}`],
      [day(closes, 2), 'lead', `lead-${round}`],
      [day(closes, 1), 'contributor', `warn-${round}`],
      [day(closes, 1), 'coordinator', `warn-board-${round}`],
      [day(closes, -1), 'coordinator', `close-${round}`],
    ]
  })
  const numbers = new Map(
    (await rows<{ id: string; title: string }>('select id, title from round order by id')).map(one => [
      String(one.id),
      one.title,
    ]),
  )
  const plain = (cause: string) => {
    const [, kind, id] = /^([a-z-]+?)-(\d+)/.exec(cause)!
    return `${kind}-${rounds.findIndex(one => one.title === numbers.get(id!)) + 1}`
  }
  const heard = await told()
  expect(heard.map(one => [one.on, one.to, plain(one.cause)])).toEqual(expected)
  // In the first hour of the day, by the clock on the wall, whichever way it was changed.
  expect(new Set(heard.map(one => one.hour))).toEqual(new Set([7]))
  // Each went out the same day, and all that was due to one person on one day as one letter.
  expect(heard.every(one => one.brought === one.on)).toBe(true)
  const letters = await rows<{ cause: string }>(`select cause from letter where cause like 'day-%'`)
  expect(letters.length).toBe(new Set(heard.map(one => `${one.to} ${one.on}`)).size)
  expect((await rows<{ state: string }>('select state from round order by id')).map(one => one.state)).toEqual([
    'closed',
    'closed',
    'closed',
    'closed',
    'cancelled',
  ])
}, 120_000)

it('makes up for days when nothing ran, without telling anything twice', async () => {
  house.now = new Date('2027-01-04T09:00:00Z')
  await planRound(house, 'muir', { title: 'Missed', opens: '2027-01-11', closes: '2027-01-29' })
  const before = (await told()).length
  // Nothing runs from before the announcement until four days after opening.
  house.now = new Date('2027-01-15T09:00:00Z')
  await tick(house.site)
  const [late] = await rows<{ closes: string; state: string }>(
    `select closes_on as closes, state from round where title = 'Missed'`,
  )
  // Owners lose no time: it stays open as long as was meant.
  expect(late).toEqual({ closes: '2027-02-02', state: 'open' })
  expect((await told()).slice(before).map(one => [one.on, one.to])).toEqual([['2027-01-15', 'contributor']])
})
