import { beforeAll, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../../test/harness.ts'
import { reading } from '../../../../db/handles.ts'
import { sql } from 'kysely'
import { someEngagement } from '../some-engagement.ts'
import { log, tally, appeals } from './queries.ts'
import { themesOf } from '../sorting/queries.ts'
const house = useHouse()
it('measures', async () => {
  await twoPartnerships(house)
  const some = await someEngagement(house)
  const q = (t: string) => asOwner(house.owner, c => c.query(t))
  await q(`insert into moderation (partnership_id, engagement_id, thing, thing_id, verdict, reason, words, decided_at, appealed_at, appeal)
   select e.partnership_id, e.id, 'said', n % 280000, case when n % 10 = 0 then 'hide' else 'show' end, case when n % 10 = 0 then (array['names-person','hateful','repeats'])[1 + n % 3] else '' end, 'about', now(), case when n % 1000 = 0 then now() end, '' from engagement e, generate_series(1, 300000) n where e.id = ${some.engagement}`)
  await q(`insert into response (partnership_id, activity_id, version, voter_key, receipt_hash, source, received_at) select partnership_id, id, 1, n::text::bytea, n::text::bytea, 'online', now() from activity, generate_series(1,100000) n where id = ${some.questionnaire}`)
  await q(`insert into said (partnership_id, activity_id, response_id, question, words) select partnership_id, activity_id, id, 'q2', 'x' from response`)
  await q(`insert into voice_theme (partnership_id, engagement_id, title, position) select partnership_id, id, 't' || n, n from engagement, generate_series(1,20) n where id = ${some.engagement}`)
  await q(`insert into coded select partnership_id, id, (select min(id) from person), now() from said`)
  await q(`insert into coding select s.partnership_id, s.id, (select min(id) from voice_theme) + s.id % 20, (select min(id) from person) from said s`)
  await q('vacuum analyze moderation'); await q('analyze')
  const p = (await house.partnership('muir')).id
  const time = async (name: string, work: any) => { for (let i = 0; i < 3; i++) { const t = performance.now(); const r = await reading(house.database.root, [p], work); console.log(name, Math.round(performance.now() - t), JSON.stringify(r).slice(0, 250)) } }
  await time('tally', (db: any) => tally(db, some.engagement))
  await time('log', (db: any) => log(db, some.engagement, { limit: 200 }))
  await time('appeals', (db: any) => appeals(db, some.engagement))
  await time('themesOf', (db: any) => themesOf(db, some.engagement))
  if (process.env.EXTRA) for (const s of process.env.EXTRA.split(';;')) await q(s)
  await q('analyze moderation')
  await time('tally2', (db: any) => tally(db, some.engagement))
  await time('log2', (db: any) => log(db, some.engagement, { limit: 200 }))
  await time('appeals2', (db: any) => appeals(db, some.engagement))
  await time('explain', (db: any) => sql.raw(process.env.EXPLAIN ?? 'select 1').execute(db).then((r: any) => { console.log(r.rows.map((x: any) => Object.values(x)[0]).join('\n').slice(0,5000)); return 1 }))
}, 200000)
