// Published votes, brought in through the verb and counted, against what the reference implementation counted.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Counted } from './model.ts'
import { readPabulib } from './pabulib/read.ts'

const folder = new URL('../../../../shared/data/consultations/pabulib', import.meta.url).pathname
const expectedFile = join(folder, 'expected/pabutools_expected.csv')
const there = existsSync(expectedFile)
if (!there) console.info('Published elections are not at hand (../shared/data): none is brought in here.')

interface Expected {
  readonly file: string
  readonly rule: string
  readonly params: string
  readonly n_votes: string
  readonly selected_project_ids: string
}
const expected: Expected[] = there ? parse(readFileSync(expectedFile, 'utf8'), { columns: true, bom: true }) : []

const house = useHouse()
let engagement: number
const done = async (name: string, raw: Record<string, unknown>) =>
  house.done(name, raw, await house.person('coordinator@muir.test'), 'muir')

beforeAll(async () => {
  await twoPartnerships(house)
  engagement = await done('engagement.plan', {
    title: 'Votes held before',
    purpose: 'To learn from them',
    subject: 'money',
    audience: 'Everyone',
    level: 'decide-together',
    opens: '2023-04-03',
    closes: '2023-04-21',
  })
  const bring = { engagement, file: { name: 'x.pb', bytes: Buffer.from('META\nPROJECTS\n') } }
  const coordinator = await house.person('coordinator@muir.test')
  expect(await house.perform('budgeting.bring-pabulib', bring, coordinator, 'muir')).toMatchObject({
    refusal: { code: 'not-announced' },
  })
  await done('engagement.promise-answer', {
    engagement,
    decidedBy: 'Those who voted',
    answerDue: '2023-06-30',
    admits: 'anyone',
    resultsShown: 'after-closing',
  })
  await done('engagement.announce', { engagement })
  expect(await house.perform('budgeting.bring-pabulib', bring, coordinator, 'muir')).toMatchObject({
    refusal: { code: 'not-pabulib', field: 'file' },
  })
})

const files = [
  'Poland_Wieliczka_2023_Green_Budget.pb',
  'Poland_Swiecie_2023.pb',
  'Poland_Poznan_2024_2_-_Kiekrz_Krzyzowniki-Smochowice_Podolany_Strzeszyn__small.pb',
]

describe.skipIf(!there)('published votes', () => {
  it.each(files)('%s', async name => {
    const began = performance.now()
    const bytes = readFileSync(join(folder, name))
    const budget = await done('budgeting.bring-pabulib', { engagement, file: { name, bytes } })
    const brought = performance.now()
    await done('budgeting.count-vote', { budget })
    console.info(
      `${name}: brought in ${Math.round(brought - began)} ms, counted ${Math.round(performance.now() - brought)} ms`,
    )
    const { rows } = await asOwner(house.owner, client =>
      client.query<{ counted: Counted; responses: number; alike: number; state: string }>(
        `select b.counted, (select count(*)::int from response r where r.activity_id = b.activity_id) as responses,
           (select count(distinct voter_key)::int from response r where r.activity_id = b.activity_id) as alike,
           (select state from engagement e where e.id = b.engagement_id) as state from budget b where b.id = $1`,
        [budget],
      ),
    )
    const [{ counted, responses, alike, state }] = rows as [(typeof rows)[number]]
    const ours = expected.filter(row => row.file === name)
    expect(responses).toBe(Number(ours[0]!.n_votes))
    expect(alike).toBe(responses)
    expect(counted.voters).toBe(responses)
    expect(state).toBe('closed')
    const inFile = readPabulib(bytes)
    if (isRefusal(inFile)) throw new Error(inFile.words)
    expect(counted.projects.map(one => one.code)).toEqual(inFile.election.projects.map(one => one.id))
    const funded = (rule: string, completion: string) =>
      counted.compared.find(one => one.rule === rule && one.completion === completion)!.funded
    const set = (ids: readonly string[]) => ids.join(' ').split(' ').toSorted()
    let compared = 0
    for (const row of ours.filter(one => one.params.includes('sat=cost'))) {
      const found =
        row.rule === 'greedy_utilitarian_welfare'
          ? funded('greedy', 'none')
          : row.rule === 'method_of_equal_shares'
            ? funded('equal-shares', row.params.includes('add1') ? 'add1' : 'none')
            : null
      if (!found) continue
      compared++
      expect(set(found), `${row.rule}, ${row.params}`).toEqual(set(row.selected_project_ids.split(' ')))
    }
    expect(compared).toBeGreaterThanOrEqual(2)
    // Its page says why of every project.
    await done('budgeting.publish-result', { budget })
    const web = await house.web()
    const { body, statusCode } = await web.inject(`/p/muir/budgets/${budget}/result`)
    expect(statusCode).toBe(200)
    expect(body.match(/<b>(gets money|no money this time)<\/b>/g)!.length).toBe(counted.projects.length)
    const again = await web.inject(`/p/muir/budgets/${budget}/result.pb`)
    const out = readPabulib(again.rawPayload)
    if (isRefusal(out)) throw new Error(out.words)
    expect(out.election.ballots).toEqual(inFile.election.ballots)
  })
})
