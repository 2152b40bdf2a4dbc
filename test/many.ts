// The furnished partnership with many rows in it, and with many partnerships beside it: cost must follow neither.

import type { OwnerConnection } from '../src/db/server.ts'
import type { Actor } from '../src/operation/actor.ts'
import { asOwner, type House } from './house-on.ts'
import type { Known } from './surface.ts'

/**
 * Grows Strathmuir by its verbs to eight outcomes, twenty indicators of its own, five national ones, twelve partners
 * with objectives, six plans, thirteen actions, eleven
 * initiatives, and a landscape of fifteen groups with plans, dates, scenarios and proposals; answers the numbers of its own indicators.
 */
export async function enlarge(house: House, known: Known): Promise<number[]> {
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>, actor = coordinator) => house.done(name, raw, actor, 'muir')
  const { version, partner, theme } = known
  const outcomes = [known.outcome]
  for (const at of upTo(7))
    outcomes.push(
      String(
        await done('plans.add-outcome', {
          version,
          theme,
          title: `Outcome ${at}: people here live better and longer`,
          description: 'What would be different in ten years, for whom, and how we would see it. '.repeat(3),
          horizon: 'long',
          dimensions: ['social'],
          partner,
        }),
      ),
    )
  await done('plans.propose-version', { version })
  await done('plans.endorse', { version, partner, reservation: '' })
  await done('plans.adopt-version', { version, adoptedOn: '2025-03-14', where: 'Board', because: 'More to do.' })
  await done('plans.draft-next', { plan: known.plan })
  for (const at of upTo(5))
    await done('plans.start-plan', {
      kind: 'thematic',
      title: `Thematic plan ${at}`,
      starts: '2024-04-01',
      ends: '2034-03-31',
    })
  for (const at of upTo(8)) {
    const engagement = await done('engagement.plan', {
      title: `Exercise ${at}: what people here want`,
      purpose: 'What should change',
      subject: `subject ${at}`,
      audience: 'Everyone',
      level: 'consult',
      opens: '2027-03-01',
      closes: '2027-04-30',
      outcomes,
    })
    const promise = { decidedBy: 'The board', answerDue: '2027-09-30', admits: 'anyone', resultsShown: 'while-open' }
    await done('engagement.promise-answer', { engagement, ...promise })
    await done('engagement.announce', { engagement })
  }

  for (const at of upTo(10)) {
    const kind = 'community'
    const organisation = await done(
      'partnerships.register-organisation',
      { name: `Body ${at}`, kind },
      house.administrator,
    )
    const taken = { organisation, basis: 'voluntary', joined: '2020-04-01' }
    const body = await done('partnerships.take-in-partner', taken, house.administrator)
    await done('partnerships.add-objective', { partner: body, words: `Objective of body ${at}` })
  }

  for (const at of upTo(12)) {
    const action = await done('delivery.propose-action', {
      title: `Action ${at}: grants for homes`,
      horizon: 'quick-win',
      principle: 'delivery',
      starts: '2026-04-01',
      ends: '2027-03-31',
      partner,
      outcomes: [outcomes[at % 8]],
    })
    for (const month of upTo(5))
      await done('delivery.promise-milestone', { action, words: `Step ${month}`, due: `2026-0${month}-28` })
    await done('delivery.adopt-action', { action, despite: 'The board accepts it' })
  }

  for (const at of upTo(5))
    await done('rounds.plan', {
      title: `Round ${at}`,
      starts: '2026-10-01',
      ends: '2026-12-31',
      opens: `2027-01-0${at}`,
      closes: '2027-02-01',
      remindDays: 5,
      deputyDays: 3,
      leadDays: 2,
    })
  // The round that is open asks about all of it, as if it had been there when it opened.
  await asOwner(house.owner, client =>
    client.query(`insert into request_item (partnership_id, round_id, request_id, action_id)
      select a.partnership_id, q.round_id, q.id, a.id from action a join request q on q.partnership_id = a.partnership_id
      where a.adopted_on is not null and not exists (select 1 from request_item i where i.action_id = a.id)`),
  )

  for (const at of upTo(10))
    await done('delivery.register-initiative', {
      organisation: known.organisation,
      name: `Initiative ${at}`,
      about: 'What the council has done for years, for whom, and how people take part in it.',
      reporting: 'publishes',
    })

  await enlargeLandscape(house, known, coordinator)

  const indicators = [Number(known.indicator)]
  for (const at of upTo(19)) {
    const indicator = await done('indicators.define', {
      name: `Figure ${at}`,
      kind: 'local',
      source: 'Our own count',
      unit: 'percent',
      good: 'down',
      frequency: 'yearly',
      outcomes: [outcomes[at % 8]],
      partner,
    })
    for (const year of upTo(5))
      await done('indicators.record-reading', {
        indicator,
        period: String(2019 + year),
        value: 30 - year,
        status: 'actual',
      })
    indicators.push(indicator)
  }
  await asOwner(house.owner, client =>
    client.query(`
      insert into catalogue_indicator (code, name, source, unit, good, frequency)
        select 'M' || n, 'National figure ' || n, 'Invented', 'percent', 'up', 'yearly' from generate_series(1, 40) n;
      insert into catalogue_reading (indicator_code, place_code, period, starts_on, ends_on, value, status)
        select 'M' || n, place, y::text, make_date(y, 1, 1), make_date(y, 12, 31), n, 'actual'
        from generate_series(1, 40) n, generate_series(2015, 2024) y, unnest(array['X12000001', 'X12000002']) place`),
  )
  for (const at of upTo(5))
    await done('indicators.take-from-catalogue', { code: `M${at}`, outcomes: [outcomes[at % 8]] })
  return indicators
}

async function enlargeLandscape(house: House, known: Known, coordinator: Actor): Promise<void> {
  const { organisation, outcome, into, group, other } = known
  const done = (name: string, raw: Record<string, unknown>) => house.done(`landscape.${name}`, raw, coordinator, 'muir')
  const lasting = { since: '2020-01-01', meetings: 6, minutes: 120 }
  for (const at of upTo(12)) {
    const added = await done('add-group', { ...lasting, name: `Group ${at}`, kind: 'thematic', remit: 'Warm homes' })
    await done('link-groups', { group: added, kind: 'reports-to', other: into })
    await done('add-to-remit', { group: added, outcome })
    await done('add-seat', { group: added, organisation, office: 'member', filledBy: 'nominated', voting: true })
    await done('fill-seat', { seat: await newestSeat(house), person: coordinator.person })
  }
  for (const at of upTo(4)) {
    const on = `2024-0${at}-01`
    await done('record-restructuring', { on, name: `Change ${at}`, reason: 'There were too many groups' })
    const scenario = await done('draft-scenario', { name: `Scenario ${at}`, why: 'Fewer meetings', group, into: other })
    await done('share-scenario', { scenario })
    await done('propose', { kind: 'group', name: `Proposal ${at}`, purpose: 'Keep homes warm', outcomes: [outcome] })
    const requirement = await done('add-requirement', {
      name: `Requirement ${at}`,
      demandedBy: 'Parliament',
      ofKinds: ['council'],
      contains: ['housing', 'needs'],
    })
    await done('register-plan', {
      organisation,
      name: `Plan of homes ${at}`,
      kind: 'strategy',
      state: 'in-force',
      requirements: [requirement],
    })
    await done('add-cycle', {
      organisation,
      kind: 'reporting',
      name: `Report ${at}`,
      first: `2027-0${at}-15`,
      every: 'year',
    })
  }
  await house.done('landscape.work-out', {}, house.administrator, 'muir')
}

const newestSeat = async (house: House): Promise<number> =>
  (await asOwner(house.owner, client => client.query('select max(id)::int as id from seat'))).rows[0].id

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)

/**
 * Sets `times` copies of Strathmuir with its people beside it, by SQL: every number but those of organisations,
 * initiatives and joint bodies is moved by a million for each copy, so every copy has rows, members and an address (`muir1`, `muir2` …) of its own.
 */
export async function multiply(owner: OwnerConnection, times: number): Promise<void> {
  await asOwner(owner, async client => {
    // In the order they were made, so that what is referred to is there first.
    const { rows: tables } = await client.query<{ name: string; walled: boolean; columns: string; copied: string }>(`
      select c.relname as name, c.relrowsecurity as walled, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns,
        string_agg(case when a.atttypid = 'bigint'::regtype and a.attname not in ('organisation_id', 'sponsor_organisation_id', 'initiative_id', 'joint_body_id') then a.attname || ' + copy * 1000000'
                        when a.attname in ('slug', 'email', 'key') then a.attname || ' || copy' else quote_ident(a.attname) end, ', ' order by a.attnum) as copied
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and (c.relrowsecurity or c.relname in ('person', 'partnership', 'partnership_address'))
      group by c.oid order by c.oid`)
    for (const { name, walled, columns, copied } of tables) {
      const muir = `(select id from partnership where slug = 'muir')`
      const which = walled
        ? `partnership_id = ${muir}`
        : name === 'person'
          ? `id in (select person_id from membership where partnership_id = ${muir} union select person_id from sitting where partnership_id = ${muir}
              union select second_by from paper_sheet where partnership_id = ${muir} and second_by is not null)`
          : `slug = 'muir'`
      // The triggers that freeze adopted plans would refuse copies of them.
      await client.query(`alter table ${name} disable trigger user;
        insert into ${name} (${columns}) overriding system value
          select ${copied} from ${name}, generate_series(1, ${times}) copy where ${which};
        alter table ${name} enable trigger user`)
    }
    await client.query('vacuum analyze')
  })
}
