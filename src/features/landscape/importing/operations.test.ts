// Lists of groups through a real database: a messy workbook, the same file twice, another holder, long lists in steps.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { reading } from '../../../db/handles.ts'
import { tick } from '../../../jobs/clockwork.ts'
import type { Actor } from '../../../operation/actor.ts'
import { structureOn } from '../queries.ts'
import type { ImportFacts } from './model.ts'
import { bytesOf, longList, messyWorkbook, newWorkbook } from './some-workbooks.ts'
import { importFacts } from './store.ts'

const house = useHouse()
let coordinator: Actor
const organisations = new Map<string, number>()

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  for (const [name, shortName] of [
    ['NHS Forth Valley', ''],
    ['Police Scotland', ''],
    ['Strathmuir Council', ''],
    ['Scottish Fire and Rescue Service', 'SFRS'],
    ['Third Sector Interface Strathmuir', ''],
  ] as const)
    organisations.set(
      name,
      await house.done(
        'partnerships.register-organisation',
        { name, shortName, kind: 'other' },
        house.administrator,
        'muir',
      ),
    )
})

const does = (name: string, raw: Record<string, unknown>, actor = coordinator, slug = 'muir') =>
  house.done(`landscape.${name}`, raw, actor, slug)
const tries = async (name: string, raw: Record<string, unknown>, actor = coordinator, slug = 'muir') => {
  const said = await house.perform(`landscape.${name}`, raw, actor, slug)
  return said.ok ? said.fact.fact : 'refusal' in said ? said.refusal.code : said.errors
}
const read = async <T>(work: Parameters<typeof reading<T>>[2], slug = 'muir') =>
  reading(house.database.root, [(await house.partnership(slug)).id], work)
const structure = (slug = 'muir') => read(db => structureOn(db, house.now.toISOString().slice(0, 10)), slug)
const sent = (bytes: Uint8Array | string, name = 'groups.xlsx', actor = coordinator, slug = 'muir') =>
  does('send-groups', { file: { name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes } }, actor, slug)
const facts = async (id: number, slug = 'muir') => (await read(db => importFacts(db, id, false), slug)) as ImportFacts
const rows = async <T extends object>(text: string): Promise<T[]> =>
  (await asOwner(house.owner, client => client.query<T>(text))).rows

/** Sends a file, takes what is suggested, brings it in, and answers what became of it. */
async function broughtIn(bytes: Uint8Array | string, name = 'groups.xlsx', actor = coordinator, slug = 'muir') {
  const id = await sent(bytes, name, actor, slug)
  await does('take-suggestions', { import: id }, actor, slug)
  await does('bring-in-groups', { import: id }, actor, slug)
  return facts(id, slug)
}

const same = (counts: ImportFacts['counts']) => ({
  ...counts,
  groupsNew: 0,
  groupsChanged: 0,
  groupsSame: counts.groupsNew + counts.groupsChanged + counts.groupsSame,
  seatsNew: 0,
  seatsChanged: 0,
  seatsSame: counts.seatsNew + counts.seatsChanged + counts.seatsSame,
})

describe('a messy workbook', () => {
  it('is looked at first, with what is doubtful listed, and nothing is brought in before that is settled', async () => {
    const id = await sent(await messyWorkbook())
    expect((await structure()).groups).toEqual([])
    const said = await house.perform('landscape.bring-in-groups', { import: id }, coordinator, 'muir')
    expect(said).toMatchObject({
      ok: false,
      refusal: { code: 'still-doubtful', words: expect.stringContaining('4 names') },
    })
    const { looked } = await looks(id)
    expect(looked.doubtful.map(one => [one.written, one.suggested, one.seats])).toEqual([
      ['NHSFV', organisations.get('NHS Forth Valley'), 2],
      ['Strathmuir TSI', organisations.get('Third Sector Interface Strathmuir'), 1],
      ['Polcie Scotland', organisations.get('Police Scotland'), 1],
      ['Carers reps', 'nobody', 1],
    ])
    for (const [written, organisation] of [
      ['NHSFV', organisations.get('NHS Forth Valley')],
      ['Polcie Scotland', organisations.get('Police Scotland')],
      ['Strathmuir TSI', organisations.get('Third Sector Interface Strathmuir')],
      ['Carers reps', 'nobody'],
    ])
      await does('say-organisation', { import: id, written, organisation })
    expect(await tries('bring-in-groups', { import: id })).toBe('GroupsBroughtIn')
    const done = await facts(id)
    expect(done).toMatchObject({ stage: 'done', kept: null, counts: { groupsNew: 4, seatsNew: 9 } })
    expect(done.leftOut).toEqual([
      { line: null, words: expect.stringContaining('“Read me” was not read') },
      { line: null, words: 'The column “RAG” was not read.' },
      { line: 1, words: 'A line above the headings.' },
      { line: 9, words: 'This row repeats the headings.' },
      { line: 14, words: expect.stringContaining('no organisation') },
      { line: 16, words: expect.stringContaining('“The Cabinet”') },
      { line: 17, words: expect.stringContaining('“now and then”, which is not understood') },
      { line: 19, words: 'This row is a sum.' },
      { line: 20, words: 'A note.' },
    ])
    // Left out, and shown to others: nobody's name.
    expect(JSON.stringify(done.leftOut)).not.toMatch(/Morag|Somebody Else|Orr/)
  })

  it('has become groups with their words, links, seats and who sits in them', async () => {
    const { groups, links } = await structure()
    const named = Object.fromEntries(groups.map(group => [group.name, group]))
    expect(Object.keys(named).sort()).toEqual([
      'CPP Board',
      'Digital network',
      'East Locality Partnership',
      'Health and Wellbeing Group',
    ])
    expect(named['CPP Board']).toMatchObject({ kind: 'board', meetings: 4, minutes: 120 })
    expect(named['Health and Wellbeing Group']).toMatchObject({ kind: 'thematic', meetings: 8.67, minutes: 90 })
    expect(named['East Locality Partnership']).toMatchObject({ kind: 'locality', meetings: 6, minutes: 210 })
    expect(named['Digital network']).toMatchObject({ kind: 'network', seats: [] })
    const nhs = organisations.get('NHS Forth Valley')
    expect(
      named['CPP Board']!.seats.map(seat => [
        seat.organisation,
        seat.office,
        seat.elected,
        seat.held,
        seat.substitute !== null,
      ]),
    ).toEqual([
      [nhs, 'chair', false, true, true],
      [organisations.get('Strathmuir Council'), 'vice-chair', true, true, false],
      [organisations.get('Police Scotland'), 'member', false, true, false],
    ])
    const health = named['Health and Wellbeing Group']!.seats
    expect(health.map(seat => [seat.constituency, seat.held]).sort()).toEqual([
      ['', false],
      ['', false],
      ['', true],
      ['Carers reps', true],
    ])
    // One person chairs both.
    expect(health.find(seat => seat.organisation === nhs)!.person).toBe(named['CPP Board']!.seats[0]!.person)
    const name = (id: number) => groups.find(group => group.id === id)!.name
    expect(links.map(link => [name(link.from), link.kind, name(link.to)]).sort()).toEqual([
      ['Digital network', 'reports-to', 'CPP Board'],
      ['Health and Wellbeing Group', 'reports-to', 'CPP Board'],
    ])
  })

  it('changes nothing the second time, and nothing is doubtful any more', async () => {
    const before = await structure()
    const id = await sent(await messyWorkbook())
    expect((await looks(id)).looked.doubtful).toEqual([])
    await does('bring-in-groups', { import: id })
    const { counts } = await facts(id)
    expect(counts).toEqual(same(counts))
    expect(await structure()).toEqual(before)
  })

  it('keeps nobody’s name in history', async () => {
    const [{ all }] = (await rows<{ all: string }>(
      `select string_agg(fact::text, ' ') as all from history where operation like 'landscape.%'`,
    )) as [{ all: string }]
    expect(all).toContain('GroupsBroughtIn')
    expect(all).not.toMatch(/Morag|Euan|Reid|NHSFV/)
  })
})

/** What the preview shows. */
async function looks(id: number) {
  const { lookAt } = await import('./looking.ts')
  const { knownOrganisations } = await import('./store.ts')
  return read(async db => {
    const { kept, headings, organisations: settled } = (await importFacts(db, id, false))!
    if (!kept || !('listing' in kept)) throw new Error('not waiting')
    return { looked: lookAt(kept.listing, { headings, organisations: settled }, await knownOrganisations(db)) }
  })
}

describe('people', () => {
  it('are others after a change, and who sat before stays on record', async () => {
    const first = await broughtIn('Group,Organisation,Name\nDesk group,Police Scotland,Ann Archer\n', 'a.csv')
    expect(first.counts).toMatchObject({ groupsNew: 1, seatsNew: 1 })
    house.now = new Date('2026-11-25T10:00:00Z')
    const next = await broughtIn('Group,Organisation,Name\nDesk group,Police Scotland,Bob Brown\n', 'a.csv')
    expect(next.counts).toMatchObject({ groupsSame: 1, seatsNew: 0, seatsChanged: 1 })
    expect(
      await rows(
        `select p.name, s.since::text, s.until::text from sitting s join person p on p.id = s.person_id where p.name in ('Ann Archer', 'Bob Brown') order by s.id`,
      ),
    ).toEqual([
      { name: 'Ann Archer', since: '2026-11-22', until: '2026-11-25' },
      { name: 'Bob Brown', since: '2026-11-25', until: null },
    ])
    const vacant = await broughtIn('Group,Organisation,Name\nDesk group,Police Scotland,Vacant\n', 'a.csv')
    expect(vacant.counts.seatsChanged).toBe(1)
    expect((await structure()).groups.find(group => group.name === 'Desk group')!.seats).toMatchObject([
      { held: false },
    ])
  })

  it('are known by address here, and no account of somebody elsewhere is taken over', async () => {
    const before = (await rows<{ id: number }>('select id from person')).length
    const file =
      'Group,Organisation,Name,Email\nMail group,Police Scotland,Whatever Name,LEAD@muir.test\nMail group,SFRS,Lead elsewhere,lead@lorne.test\nMail group,NHS Forth Valley,New Person,new@nhs.test\n'
    await broughtIn(file, 'mail.csv')
    const seats = (await structure()).groups.find(group => group.name === 'Mail group')!.seats
    const people = await rows<{ id: number; name: string; email: string | null }>(
      'select id::int, name, email from person order by id',
    )
    const who = (organisation: string) =>
      people.find(one => one.id === seats.find(seat => seat.organisation === organisations.get(organisation))!.person)
    expect(who('Police Scotland')).toMatchObject({ name: 'lead of muir', email: 'lead@muir.test' })
    expect(who('Scottish Fire and Rescue Service')).toMatchObject({ name: 'Lead elsewhere', email: null })
    expect(who('NHS Forth Valley')).toMatchObject({ name: 'New Person', email: null })
    expect(people.length).toBe(before + 2)
    const again = await broughtIn(file, 'mail.csv')
    expect(again.counts).toEqual(same(again.counts))
  })

  it('are not known by the number of somebody who has no part here', async () => {
    const stranger = (await house.person('lead@lorne.test')).person
    await broughtIn(`Group,Organisation,Held by\nNumbers,Police Scotland,person ${stranger}\n`, 'n.csv')
    expect((await structure()).groups.find(group => group.name === 'Numbers')!.seats).toMatchObject([
      { held: true, person: null },
    ])
  })
})

describe('headings', () => {
  it('are said where they are not understood, and others then give way', async () => {
    const id = await sent('Fish,Fowl,Name\nWater group,SFRS,Iain\n', 'odd.csv')
    expect(await tries('bring-in-groups', { import: id })).toBe('no-group-column')
    await does('say-heading', { import: id, heading: 'Fish', meaning: 'group' })
    await does('say-heading', { import: id, heading: 'Fowl', meaning: 'person' })
    expect((await looks(id)).looked.columns.map(one => one.meaning)).toEqual(['group', 'person', null])
    await does('say-heading', { import: id, heading: 'Name', meaning: 'person' })
    await does('say-heading', { import: id, heading: 'Fowl', meaning: 'organisation' })
    expect((await looks(id)).looked.columns.map(one => one.meaning)).toEqual(['group', 'organisation', 'person'])
    expect(await tries('say-heading', { import: id, heading: 'Flesh', meaning: 'person' })).toBe('heading-unknown')
    await does('bring-in-groups', { import: id })
    expect((await structure()).groups.find(group => group.name === 'Water group')!.seats).toHaveLength(1)
    expect(await tries('drop-import', { import: id })).toBe('import-over')
  })
})

describe('who may', () => {
  it('send, settle and bring in: coordinators', async () => {
    const lead = await house.person('lead@muir.test')
    const id = await sent('Group\nOnly one\n', 'one.csv')
    expect(await tries('send-groups', { file: { name: 'a.csv', bytes: Buffer.from('Group\nx\n') } }, lead)).toBe(
      'not-yours',
    )
    for (const verb of ['take-suggestions', 'bring-in-groups', 'drop-import'])
      expect(await tries(verb, { import: id }, lead), verb).toBe('not-yours')
    const neighbour = await house.person('coordinator@lorne.test')
    expect(await tries('bring-in-groups', { import: id }, neighbour, 'lorne')).toBe('not-found')
    await does('drop-import', { import: id })
    expect(await facts(id)).toMatchObject({ stage: 'dropped', kept: null, name: '' })
    expect(await tries('bring-in-rows', { import: id }, coordinator)).toBe('not-yours')
  })
})

describe('a row a group', () => {
  it('has its members in one cell, cut where that is safe', async () => {
    const workbook = await newWorkbook()
    const sheet = workbook.addWorksheet('List')
    sheet.addRow(['Forum', 'Chair', 'Members', 'Frequency'])
    sheet.addRow([
      'Justice forum',
      'Ann Lee (Police Scotland)',
      'NHS Forth Valley; SFRS (2)\nStrathmuir Council',
      'twice a year',
    ])
    sheet.addRow(['Fire forum', '', 'SFRS, Police Scotland, NHS Forth Valley', '4 x year'])
    sheet.addRow(['Long name forum', '', 'Fish, Chips and Peas Association', 'termly'])
    await broughtIn(await bytesOf(workbook))
    const { groups, organisations: named } = await structure()
    const seats = (name: string) =>
      groups
        .find(group => group.name === name)!
        .seats.map(seat => `${named.get(seat.organisation!)!.name} ${seat.office}`)
        .sort()
    expect(seats('Justice forum')).toEqual([
      'NHS Forth Valley member',
      'Police Scotland chair',
      'Scottish Fire and Rescue Service member',
      'Scottish Fire and Rescue Service member',
      'Strathmuir Council member',
    ])
    expect(seats('Fire forum')).toHaveLength(3)
    expect(seats('Long name forum')).toEqual(['Fish, Chips and Peas Association member'])
  })
})

describe('a file in Windows-1252', () => {
  it('keeps its dashes and apostrophes', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Group;Organisation;Name\nChildren'),
      Buffer.from([0x92]),
      Buffer.from('s board '),
      Buffer.from([0x96]),
      Buffer.from(' East;\u00a0'.normalize(), 'latin1'),
      Buffer.from('SFRS;Se'),
      Buffer.from([0xe1]),
      Buffer.from('n\n'),
    ])
    await broughtIn(bytes, 'old.csv')
    expect((await structure()).groups.map(group => group.name)).toContain('Children’s board – East')
    expect(await rows(`select name from person where name like 'Se_n'`)).toEqual([{ name: 'Seán' }])
  })
})

describe('a long list', () => {
  it('goes in step by step: the clock does it, and nothing is there twice', async () => {
    const actor = await house.person('coordinator@lorne.test')
    const id = await sent(longList(2500), 'long.csv', actor, 'lorne')
    await does('take-suggestions', { import: id }, actor, 'lorne')
    await does('bring-in-groups', { import: id }, actor, 'lorne')
    expect(await facts(id, 'lorne')).toMatchObject({ stage: 'running', rows: 2500, done: 0 })
    expect(await tries('bring-in-rows', { import: id }, house.administrator, 'lorne')).toBe('SeatsBroughtIn')
    expect(await facts(id, 'lorne')).toMatchObject({ stage: 'running', done: 990 })
    await tick(house.site)
    const done = await facts(id, 'lorne')
    expect(done).toMatchObject({
      stage: 'done',
      done: 2500,
      kept: null,
      counts: { groupsNew: 84, seatsNew: 2500 },
      leftOut: [],
    })
    const { groups, links } = await structure('lorne')
    expect([groups.length, links.length, groups.reduce((sum, group) => sum + group.seats.length, 0)]).toEqual([
      84, 83, 2500,
    ])
    expect(groups[0]!.since).toBe('2024-04-01')
    const again = await sent(longList(2500), 'long.csv', actor, 'lorne')
    await does('bring-in-groups', { import: again }, actor, 'lorne')
    await tick(house.site)
    expect((await facts(again, 'lorne')).counts).toEqual(same(done.counts))
  })
})

describe('what goes out', () => {
  it('comes back in and changes nothing, whatever the structure', async () => {
    const { groupRows, headings } = await import('./exporting.ts')
    const { writeCsv, writeXlsx } = await import('../../../outside/sheets.ts')
    await does('link-groups', {
      group: (await structure()).groups[0]!.id,
      kind: 'informs',
      other: (await structure()).groups[1]!.id,
    })
    const day = house.now.toISOString().slice(0, 10)
    const out = await read(db => groupRows(db, day))
    expect(JSON.stringify(out)).not.toMatch(/Morag|Euan|lead of muir/)
    const before = await structure()
    for (const bytes of [Buffer.from(writeCsv(headings, out)), await writeXlsx('Groups', headings, out)]) {
      const id = await sent(bytes, 'groups.csv')
      const { looked } = await looks(id)
      expect(looked.doubtful).toEqual([])
      expect(looked.columns.filter(one => one.meaning === null || !one.sure)).toEqual([])
      await does('bring-in-groups', { import: id })
      const { counts, leftOut } = await facts(id)
      expect(leftOut).toEqual([])
      expect(counts).toEqual(same(counts))
      expect(counts.groupsSame).toBe(before.groups.length)
    }
    expect(await structure()).toEqual(before)
  })
})
