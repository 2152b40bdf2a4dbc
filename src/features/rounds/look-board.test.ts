import { chromium } from 'playwright-core'
import { beforeAll, it } from 'vitest'
import { adoptedAction, green, letterTo, linkIn, openLink, planRound, post } from '../../../test/asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { tick } from '../../jobs/clockwork.ts'

const house = useHouse()
beforeAll(async () => {
  await twoPartnerships(house)
})
it('looks', async () => {
  const web = await house.web()
  await web.listen({ port: 4711, host: '127.0.0.1' })
  const person = (e: string) => house.person(`${e}@muir.test`)
  await asOwner(house.owner, c =>
    c.query(
      `update person set name = case email when 'lead@muir.test' then 'Catriona Muir' when 'contributor@muir.test' then 'Dr Ewan Blair' when 'member@muir.test' then 'Superintendent Isla Grant' when 'coordinator@muir.test' then 'Morag Sinclair' else name end; update partnership set name = 'Strathmuir Together', subtitle='Community planning partnership' where slug = 'muir'; update organisation set name = 'Strathmuir Council' where name = 'Council of muir'; update organisation set name = 'NHS Strathmuir' where name = 'Health board of muir'`,
    ),
  )
  const lead = await person('lead'),
    contributor = await person('contributor'),
    member = await person('member')
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const shoot = async (name: string, path: string, who = 'coordinator') => {
    const cookie = (await house.cookie(await person(who))).split('=')
    for (const width of [390, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 900 } })
      await context.addCookies([{ name: cookie[0]!, value: cookie[1]!, url: 'http://127.0.0.1:4711' }])
      const page = await context.newPage()
      const r = await page.goto(`http://127.0.0.1:4711${path}`)
      if (r!.status() !== 200) console.log(name, r!.status(), (await page.content()).slice(0, 400))
      const over = (await page.evaluate('document.documentElement.scrollWidth')) as number
      if (over > width) console.log('OVERFLOW', name, width, over)
      await page.screenshot({ path: `/tmp/look-board/${name}-${width}.png`, fullPage: true })
      await context.close()
    }
  }
  await shoot('empty', '/p/muir/rounds')
  await shoot('schedule', '/p/muir/rounds/schedule')
  await shoot('plan', '/p/muir/rounds/plan')
  const titles = [
    'Safer weekend nights in Kirkton town centre',
    'Warm homes grants for families in old stone houses',
    'New paths to the three primary schools',
    'Money advice in every surgery',
    'First jobs for care leavers',
    'Community transport on Sundays',
    'A drop-in for young carers',
    'Fewer falls at home',
    'Fibre for the upper glen',
    'Apprenticeships in joinery',
    'Parks looked after together',
    'Stop smoking in pregnancy',
    'Library hubs open late',
  ]
  const owners = [
    lead,
    contributor,
    lead,
    member,
    contributor,
    lead,
    member,
    contributor,
    lead,
    lead,
    member,
    contributor,
    null,
  ]
  const ids: number[] = []
  for (const [n, t] of titles.entries())
    ids.push(
      await adoptedAction(
        house,
        'muir',
        t,
        owners[n] ? { owner: owners[n]!, ...(n % 3 ? {} : { deputy: member === owners[n] ? lead : member }) } : {},
      ),
    )
  const coordinator = await person('coordinator')
  // an earlier accepted round
  const first = await planRound(house, 'muir', {
    opens: '2026-11-22',
    closes: '2026-12-01',
    title: 'April to June 2026',
  })
  await house.done('rounds.open-now', { round: first }, coordinator, 'muir')
  const itemsOf = async (r: number) =>
    (
      await asOwner(house.owner, c =>
        c.query(
          `select i.id::int as id, a.title, q.person_id::int as person from request_item i join action a on a.id=i.action_id left join request q on q.id = i.request_id where i.round_id=${r} order by i.id`,
        ),
      )
    ).rows as { id: number; title: string; person: number }[]
  const who = new Map([lead, contributor, member].map(o => [o.person, o]))
  for (const i of await itemsOf(first))
    if (i.person)
      await house.perform(
        'rounds.answer',
        {
          item: i.id,
          seen: 0,
          ...green,
          words: 'Going as planned: the first homes are done and people tell us that they notice.',
        },
        who.get(i.person)!,
      )
  await house.perform('rounds.accept-all', { round: first }, coordinator, 'muir')
  await house.perform('rounds.close-early', { round: first, because: 'All is in' }, coordinator, 'muir')
  await house.perform('rounds.accept', { round: first }, coordinator, 'muir')
  await asOwner(house.owner, c =>
    c.query(
      `update request_item set submitted_at = submitted_at - interval '100 days'; update round set opens_on = opens_on - 110, closes_on = closes_on - 110, starts_on='2026-04-01', ends_on='2026-06-30'; delete from notice`,
    ),
  )
  house.now = new Date('2026-11-22T10:30:00Z')
  const sched = await house.perform(
    'rounds.set-schedule',
    { rhythm: 'quarterly', gapDays: 5, openDays: 18, remindDays: 5, deputyDays: 3, leadDays: 2 },
    coordinator,
    'muir',
  )
  const round = await planRound(house, 'muir', {
    opens: '2026-11-23',
    closes: '2026-12-10',
    title: 'July to September 2026',
  })
  await shoot('planned', `/p/muir/rounds/${round}`)
  house.now = new Date('2026-11-23T08:00:00Z')
  await tick(house.site)
  await shoot('begun', `/p/muir/rounds/${round}`)
  const its = await itemsOf(round)
  const say = (n: number, more: object = {}) => {
    const i = its[n]!
    return house.perform(
      'rounds.answer',
      {
        item: i.id,
        seen: 0,
        ...green,
        words:
          'Marshals were out on 26 nights. Assaults are down by 14 per cent on last year, and the taxi rank is lit.\n\nNext: the same at the station.',
        ...more,
      },
      who.get(i.person)!,
    )
  }
  await say(0)
  await say(2, {
    status: 'amber',
    direction: 'steady',
    confidence: 'medium',
    needs: 'Whether to pay for the crossing at Mill Road before the school opens.',
  })
  await say(5)
  await say(8)
  await say(1)
  await say(4, { status: 'red', direction: 'worse', confidence: 'low' })
  await house.perform('rounds.no-change', { item: its[7]!.id, seen: 0 }, contributor)
  await house.perform('rounds.accept-item', { item: its[0]!.id }, coordinator, 'muir')
  await house.perform('rounds.accept-item', { item: its[1]!.id }, coordinator, 'muir')
  await house.perform(
    'rounds.return-item',
    { item: its[8]!.id, note: 'Which villages have it now, and when does the rest follow?' },
    coordinator,
    'muir',
  )
  house.now = new Date('2026-12-08T08:00:00Z')
  await tick(house.site)
  const link = linkIn((await letterTo(house, 'member@muir.test')).body)
  const cookie = await openLink(web, link, { who: 'other', name: 'Fiona Reid' })
  await post(
    web,
    `/r/${link}/items/${its[6]!.id}`,
    { seen: '0', ...green, words: 'Eleven young carers came each week.' },
    cookie,
  )
  await house.perform('rounds.save-draft', { item: its[9]!.id, seen: 0, words: 'Half a' }, lead)
  const requests = (
    await asOwner(house.owner, c =>
      c.query(`select id::int as id, person_id::int as person from request where round_id = ${round}`),
    )
  ).rows as { id: number; person: number }[]
  const c = await house.perform(
    'rounds.chase',
    { request: requests.find(r => r.person === member.person)!.id, note: '' },
    coordinator,
    'muir',
  )
  console.log(sched.ok, c.ok)
  await shoot('board', `/p/muir/rounds/${round}`)
  await shoot('list', `/p/muir/rounds`)
  await shoot('observer', `/p/muir/rounds/${round}`, 'observer')
  await shoot('return', `/p/muir/items/${its[2]!.id}/return`)
  await shoot('give', `/p/muir/items/${its[12]!.id}/give`)
  await shoot('chase', `/p/muir/requests/${requests[0]!.id}/chase`)
  await shoot('extend', `/p/muir/rounds/${round}/extend`)
  await shoot('close', `/p/muir/rounds/${round}/close`)
  await browser.close()
}, 240000)
