import { chromium } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { stranger } from '../../../operation/actor.ts'
import { type SomeEngagement, someEngagement } from './some-engagement.ts'

const house = useHouse()
let some: SomeEngagement
let receipt = ''
beforeAll(async () => {
  await twoPartnerships(house)
  some = await someEngagement(house)
  const words = ['More benches by the pond, please. My mother cannot walk all the way round without a rest.', 'Safe crossings near the school', 'Benches and crossings', 'Leave it as it is', 'Lights on the path']
  const receipts: string[] = []
  for (const [at, q2] of words.entries()) receipts.push(await some.respond(`device-${at}`, { q2, 'q2.quote': 'yes' }))
  receipt = receipts[3]!
  await some.wrote(words[0]!)
  await some.wrote(words[1]!)
  const done = (n: string, raw: Record<string, unknown>, actor = some.coordinator) => house.done('engagement.' + n, raw, actor, 'muir')
  const b = await done('add-theme', { engagement: some.engagement, title: 'Somewhere to sit', words: 'Benches, walls, anything to rest on' })
  const c = await done('add-theme', { engagement: some.engagement, title: 'Safe crossings' })
  const said = await Promise.all(words.map(w => some.saidBy(w)))
  await done('sort', { said: said[0], themes: [b] })
  await done('sort', { said: said[1], themes: [c] })
  await done('sort', { said: said[2], themes: [b, c] })
  await done('sort', { said: said[0], themes: [b] }, house.administrator)
  await done('sort', { said: said[1], themes: [c] }, house.administrator)
  await done('sort', { said: said[2], themes: [c] }, house.administrator)
  await done('choose-quote', { said: said[0], theme: b, who: 'A daughter in Muirtown' })
  await done('moderate', { thing: 'said', number: said[3], verdict: 'hide', reason: 'off-subject', words: 'We asked what to change.' })
  await done('moderate', { thing: 'said', number: said[4], verdict: 'hide', reason: 'repeats', words: '' })
  await house.perform('engagement.appeal', { receipt, thing: 'said', number: said[3], words: 'Nothing is an answer too.' }, stranger, 'muir')
  await asOwner(house.owner, client => client.query(`insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, answers, network, received_at)
    select partnership_id, id, 1, sha256(convert_to('k' || n, 'UTF8')), sha256(convert_to('q' || n, 'UTF8')), 'online', case when n < 300 then jsonb_build_object('q1', n) else '{"q1":"a"}' end, sha256(convert_to(case when n < 300 then n::text else 'x' end, 'UTF8')), now() + n * interval '2 seconds' from activity, generate_series(1, 340) n where id = $1`, [some.questionnaire]))
  await done('look-for-clusters', { activity: some.questionnaire })
  await done('judge-cluster', { cluster: 1, judged: 'set-aside', because: 'Forty answers in eighty seconds from one network, each the same.' })
})
it('looks', async () => {
  const web = await house.web()
  const address = await web.listen({ port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' ') })
  const cookie = await house.cookie(house.administrator)
  const mine = await house.cookie(some.coordinator)
  const base = `/p/muir/engagements/${some.engagement}`
  const said = await some.saidBy('Leave it as it is')
  const pages: [string, string, string][] = [
    ['queue', `${base}/run/moderate`, cookie], ['queue-mine', `${base}/run/moderate?of=answers`, mine], ['hide', `${base}/run/moderate/said/1?verdict=hide`, cookie],
    ['appeal-decide', `${base}/run/moderate/appeals/1`, cookie], ['log', `${base}/moderation`, ''], ['appeal', `/p/muir/receipts/${receipt}/appeal/said/${said}`, ''],
    ['sorting', `${base}/run/sorting`, cookie], ['next', `${base}/run/sorting/next`, cookie], ['search', `${base}/run/sorting/search?q=bench`, cookie], ['theme', `${base}/run/sorting/themes/1`, cookie], ['quote', `${base}/run/sorting/texts/2/quote`, cookie],
    ['checks', `${base}/run/checks`, cookie], ['judge', `${base}/run/checks/2`, cookie], ['report', `${base}/checks`, ''],
  ]
  for (const width of [390, 1280]) {
    for (const [name, path, who] of pages) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, extraHTTPHeaders: who ? { cookie: who } : {} })
      const tab = await context.newPage()
      const answer = await tab.goto(address + path)
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth)
      console.log(name, width, answer!.status(), wide > width ? `TOO WIDE ${wide}` : '')
      await tab.screenshot({ path: `/tmp/hearing-shots/${name}-${width}.png`, fullPage: true })
      await context.close()
    }
  }
  await browser.close()
  expect(1).toBe(1)
}, 240_000)
