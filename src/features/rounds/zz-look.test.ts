import { mkdirSync, writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { chromium } from 'playwright-core'
import { asOwner, useHouse } from '../../../test/harness.ts'
import { furnish } from '../../../test/surface.ts'
import { ask } from '../../operation/ask.ts'
import { exceptionPaper } from './exceptions-paper.ts'
import { roundSummary } from './exceptions-queries.ts'

const house = useHouse()
it('looks', async () => {
  const known = await furnish(house)
  const lead = await house.person('lead@muir.test')
  const co = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>, who = co) => house.done(name, raw, who, 'muir')
  const rows = async (text: string) => (await asOwner(house.owner, c => c.query(text))).rows
  const titles = ['Warm spaces in every village hall', 'Breakfast clubs in all primary schools', 'Night buses on Fridays and Saturdays', 'Paths to work for young people', 'Link workers in every surgery', 'A shared fund for families in crisis', 'Safer crossings near schools', 'Community growing on empty land']
  for (const title of titles) {
    const action = await done('delivery.propose-action', { title, about: '', horizon: 'medium', principle: 'delivery', starts: '2026-04-01', ends: '2028-03-31', partner: known.partner, outcomes: [known.outcome] })
    await done('delivery.promise-milestone', { action, words: 'Half of them are running', due: '2027-03-01' })
    await done('delivery.adopt-action', { action, despite: 'Yes' })
  }
  await rows(`update partner set left_on = null`)
  const other = (await rows(`select max(id) as id from partner where partnership_id = (select id from partnership where slug='muir')`))[0].id
  await rows(`update action set lead_partner_id = ${other} where id % 3 = 0`)
  house.now = new Date('2027-01-05T10:00:00Z')
  const open = async (title: string, starts: string, ends: string, closes: string) => {
    const round = await done('rounds.plan', { title, starts, ends, opens: house.now.toISOString().slice(0, 10), closes, remindDays: 5, deputyDays: 3, leadDays: 2 })
    await done('rounds.open-now', { round })
    return round
  }
  const items = (round: number) => rows(`select i.id, a.id as action, a.title from request_item i join action a on a.id = i.action_id where i.round_id = ${round} order by i.id`)
  const first = await open('October to December 2026', '2026-10-01', '2026-12-31', '2027-01-20')
  for (const [at, one] of (await items(first)).entries()) {
    await done('rounds.answer', { item: one.id, seen: 0, status: at === 3 ? 'red' : at === 7 ? 'amber' : 'green', direction: 'better', confidence: 'high', words: 'It runs in nine places and goes on as agreed in spring.' }, co)
    await done('rounds.accept-item', { item: one.id })
  }
  await done('rounds.close-early', { round: first, because: 'x' })
  await done('rounds.accept', { round: first })
  house.now = new Date('2027-02-01T10:00:00Z')
  const ms = await rows(`select m.id, m.action_id from milestone m order by m.action_id`)
  await done('delivery.move-milestone', { milestone: ms[3].id, due: '2027-06-30', because: 'The hall in Kirkton is closed for repairs until May' })
  house.now = new Date('2027-04-06T10:00:00Z')
  const second = await open('January to March 2027', '2027-01-01', '2027-03-31', '2027-04-20')
  const its = await items(second)
  const milestones = async (a: number) => (await rows(`select id from milestone where action_id = ${a}`)).map(o => o.id)
  const say = async (at: number, change: Record<string, unknown>) => {
    await done('rounds.answer', { item: its[at].id, seen: 0, status: 'green', direction: 'steady', confidence: 'high', words: 'Going as agreed.', reached: await milestones(its[at].action), ...change }, co)
  }
  await say(0, { status: 'amber', direction: 'worse', confidence: 'medium', words: 'Two of three builders have left for work in the city. Forty homes are done, and sixty wait.', needs: 'Whether to pay for a second team of builders, £20,000, from the reserve.' })
  await say(1, { needs: 'Who chairs the group after May.', words: 'All halls are open three days a week.' })
  await say(2, { status: 'red', direction: 'worse', confidence: 'low', words: 'The school kitchen cannot be used until the roof is mended.' })
  await say(3, { status: 'green', direction: 'better', words: 'The night bus runs again since February.', reached: [] })
  await say(4, { reached: [] })
  await say(5, {})
  const ni = (await rows(`select version from request_item where id = ${its[6].id}`))[0]
  await house.perform('rounds.no-change', { item: its[6].id, seen: ni.version }, co)
  await say(7, { status: 'amber', words: 'Waiting for the survey.' })
  for (const at of [0, 1, 2, 3]) await done('rounds.accept-item', { item: its[at].id })
  await done('rounds.accept-item', { item: its[6].id })

  mkdirSync('/tmp/exc', { recursive: true })
  const web = await house.web()
  const address = await web.listen({ port: 0, host: '127.0.0.1' })
  const cookie = await house.cookie(await house.person('observer@muir.test'))
  const pdf = await web.inject({ url: `/p/muir/rounds/${second}/exceptions.pdf`, headers: { cookie } })
  writeFileSync('/tmp/exc/exceptions.pdf', pdf.rawPayload)
  const muir = await house.partnership('muir')
  const found = await ask(house.site.house, co, muir, a => roundSummary(a.db, String(second), 'X12000001', a.today))
  writeFileSync('/tmp/exc/paper.json', JSON.stringify(exceptionPaper(found!, muir)))
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
  const [name, value] = cookie.split('=') as [string, string]
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    await context.addCookies([{ name, value, url: address }])
    for (const [as, path] of [['exc', `/p/muir/rounds/${second}/exceptions`], ['past', `/p/muir/rounds/${first}/exceptions`], ['action', `/p/muir/actions/${its[6].action}`], ['actions', '/p/muir/actions'], ['outcome', `/p/muir/outcomes/${known.outcome}-fewer-children-grow-up-poor`]] as const) {
      const page = await context.newPage()
      await page.goto(address + path)
      await page.screenshot({ path: `/tmp/exc/${as}-${width}.png`, fullPage: true })
      if (width === 390) console.log(as, await page.evaluate('document.documentElement.scrollWidth'))
      await page.close()
    }
  }
  await browser.close()
}, 120000)
