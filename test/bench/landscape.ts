// Overlap and merge candidates for many partnerships at once, against a bare self-join of the same seats; and the page
// that shows them, with many partnerships beside it and with none.

import type { OwnerConnection } from '../../src/db/server.ts'
import { landscapesDue } from '../../src/features/landscape/overlap/due.ts'
import { tick } from '../../src/jobs/clockwork.ts'
import { asOwner, type House } from '../house-on.ts'
import { compared, type Row } from './account.ts'
import { inTurns, milliseconds, timed } from './measures.ts'

const groups = 60
const seats = 15
/** Bodies that sit in each partnership: a council area has about as many. */
const bodies = 40

/**
 * Gives every copy of Strathmuir in a database sixty groups of fifteen seats, by SQL: each seat another body's, held by
 * one of its three people, each group with two outcomes, a place and some words for a remit.
 */
export async function fillLandscapes(owner: OwnerConnection): Promise<void> {
  await asOwner(owner, async client => {
    await client.query(`
      create temp table here as select id, slug from partnership where slug ~ '^muir[0-9]*$';
      insert into place (code, name, kind, invented) select 'BENCH' || n, 'Locality ' || n, 'locality', true from generate_series(1, 12) n;
      create temp table body as with made as (
        insert into organisation (name, kind) select 'Bench body ' || n,
          (array['council', 'health-board', 'police', 'fire', 'third-sector', 'college', 'enterprise', 'community'])[1 + n % 8]
        from generate_series(1, ${bodies}) n returning id)
        select id, row_number() over (order by id) as n from made;
      create temp table worker as with made as (
        insert into person (name) select h.slug || ' ' || b.n || ' ' || k from here h, body b, generate_series(0, 2) k returning id, name)
        select id, split_part(name, ' ', 1) as slug, split_part(name, ' ', 2)::int as body, split_part(name, ' ', 3)::int as k from made;
      create temp table circle as with made as (
        insert into partnership_group (partnership_id, since) select h.id, '2024-04-01' from here h, generate_series(1, ${groups}) n
        returning partnership_id, id)
        select partnership_id, id, row_number() over (partition by partnership_id order by id) as n from made;
      insert into group_text (partnership_id, group_id, since, name, kind, remit, meetings_a_year, meeting_minutes, last_met_on)
        select partnership_id, id, '2024-04-01', 'Group ' || n || ' for ' || w[1 + n % 24],
          (array['thematic', 'working-group', 'network', 'locality'])[1 + n % 4],
          (select string_agg(w[1 + (n * k * 7 + k) % 24], ' ') from generate_series(1, 14) k), 4 + n % 9, 60 + 30 * (n % 4), '2026-06-01'
        from circle, string_to_array('housing poverty children families work skills transport climate energy paths safety alcohol drugs prevention health care learning growth rural digital income food voice trust', ' ') w;
      insert into group_remit (partnership_id, group_id, outcome_id, since)
        select m.partnership_id, m.id, o.id, '2024-04-01' from circle m join lateral (
          select id from outcome o where o.partnership_id = m.partnership_id order by hashint8(o.id % 1000000 * 60 + m.n) limit 2) o on true;
      insert into group_remit (partnership_id, group_id, place_code, since)
        select partnership_id, id, 'BENCH' || 1 + n % 12, '2024-04-01' from circle where n % 3 > 0;
      create temp table filled as with made as (
        insert into seat (partnership_id, group_id, organisation_id, office, filled_by, since)
          select m.partnership_id, m.id, b.id, case when b.at = 1 then 'chair' else 'member' end, 'nominated', '2024-04-01'
          from circle m join lateral (select id, row_number() over () as at from (
            select id from body order by hashint8(n * 61 + m.n) limit ${seats}) few) b on true
        returning partnership_id, id, group_id, organisation_id)
        select made.*, m.n from made join circle m on (m.partnership_id, m.id) = (made.partnership_id, made.group_id);
      insert into sitting (partnership_id, seat_id, part, person_id, since)
        select f.partnership_id, f.id, 'holder', w.id, '2024-04-01' from filled f
        join here h on h.id = f.partnership_id join body b on b.id = f.organisation_id
        join worker w on (w.slug, w.body, w.k) = (h.slug, b.n, f.n % 3) where f.n % 10 <> 0 or f.id % 5 <> 0;
      insert into landscape (partnership_id, changed_at) select id, '2024-04-01' from here on conflict do nothing`)
    await client.query('vacuum analyze')
  })
}

/** All partnerships worked out by the clock, against counting by one query which bodies each two groups share. */
export async function workingOut(house: House, times: number): Promise<Row> {
  const { site } = house
  const clockwork = { house: site.house, timed: [landscapesDue], findPartnershipByNumber: site.findPartnershipByNumber }
  const ours = async () => {
    await asOwner(house.owner, client =>
      client.query(
        'truncate group_measure, organisation_measure, person_measure, overlap, merge_candidate; update landscape set computed_at = null',
      ),
    )
    return timed(async () => {
      const done = await tick(clockwork)
      if (done !== times) throw new Error(`${done} of ${times} partnerships were worked out`)
    })
  }
  const bare = () => asOwner(house.owner, client => timed(() => client.query({ text: selfJoin, rowMode: 'array' })))
  return compared({
    name: `Overlap and merge candidates of ${times} partnerships`,
    means: `${times} partnerships with ${groups} groups of ${seats} seats each, held for ${bodies} bodies. Ours is the clock’s own round: for each partnership the structure is read, hours by group, body and person, five measures for every two groups and what could be merged are worked out and written, all of it for the first time, with history, one transaction each. Bare is one query as the owner of the tables: a self-join of the seats that counts the bodies which each two groups share, its rows fetched. Five pairs.`,
    pairs: await inTurns(5, ours, bare),
    show: milliseconds,
    atMost: 10,
  })
}

const selfJoin = `select a.group_id, b.group_id, count(distinct a.organisation_id) from seat a join seat b
  on a.partnership_id = b.partnership_id and a.organisation_id = b.organisation_id and a.group_id < b.group_id group by 1, 2`

/** The pages of what was worked out, where there are many partnerships against where there is one. */
export async function overlapPages(many: House, one: House, times: number): Promise<Row[]> {
  const load = async (house: House, url: string) => {
    const web = await house.web()
    const headers = { cookie: await house.cookie(await house.person('observer@muir.test')) }
    return () =>
      timed(async () => {
        const { statusCode } = await web.inject({ url, headers })
        if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`)
      })
  }
  // As the server does by itself after a while: what was worked out just now has not been counted yet.
  for (const { owner } of [many, one]) await asOwner(owner, client => client.query('vacuum analyze'))
  const rows: Row[] = []
  for (const [name, path] of [
    ['Overlap page', '/p/muir/structure/overlap'],
    ['Merge candidates page', '/p/muir/structure/merge'],
  ] as const)
    rows.push(
      compared({
        name: `${name}, ${times} partnerships against 1`,
        means: `${path} of a partnership with ${groups} groups of ${seats} seats, read from what was worked out and rendered for a signed-in member, in a database with ${times} such partnerships against one with a single one: one request, in one process, without a network. Four hundred pairs.`,
        pairs: await inTurns(400, await load(many, path), await load(one, path)),
        show: milliseconds,
        atMost: 1.1,
      }),
    )
  return rows
}
