// What a file may do to a reader: cells that are too long, figures that are too large, names that are one to the database,
// days in the past, people with a name in common, and groups that end while a list goes in.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { reading } from '../../../db/handles.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { Actor } from '../../../operation/actor.ts'
import { structureOn } from '../queries.ts'
import { holdsTooMuch } from './deciding.ts'
import { suggest } from './headings.ts'
import { lookAt, namesOnce } from './looking.ts'
import type { ImportFacts } from './model.ts'
import { findList } from './reading.ts'
import { decideSeats } from './rules.ts'
import { longList } from './some-workbooks.ts'
import { importFacts } from './store.ts'
import { kindByName, meetingsIn, minutesIn, piecesOf, whoIn } from './values.ts'

const quick = <T>(work: () => T): T => {
  const before = performance.now()
  const answer = work()
  expect(performance.now() - before).toBeLessThan(1000)
  return answer
}

function look(...rows: string[][]) {
  const listing = findList([{ name: 'Groups', rows: rows.map((cells, at) => ({ line: at + 1, cells })) }], 'a.csv')
  if (isRefusal(listing)) throw new Error(listing.words)
  const known = { organisations: [], spellings: new Map<string, number>(), constituencies: new Set<string>() }
  return lookAt(listing, { headings: {}, organisations: {} }, known)
}

describe('long cells', () => {
  it('are read in no time', () => {
    expect(quick(() => piecesOf('a;'.repeat(3000), () => false))).toHaveLength(3000)
    quick(() => look(['Group', 'Length', 'Meetings'], ['Board', '1'.repeat(40_000), '1'.repeat(40_000)]))
    quick(() => look(['Group', 'Members', 'Organisation'], ['Board', '('.repeat(80_000), '('.repeat(80_000)]))
    quick(() => look(['Group', 'Chair'], ['Board', `A${' ('.repeat(40_000)}`]))
  })

  it('are cut, and that is said without what was cut', () => {
    const { entries } = look(
      ['Group', 'Remit', 'Organisation', 'Post', 'Name'],
      ['G'.repeat(300), 'R'.repeat(9000), 'O'.repeat(300), 'P'.repeat(300), 'N'.repeat(300)],
    )
    const [group] = entries.groups
    expect([group!.name.length, group!.words.remit!.length]).toEqual([160, 2000])
    const [seat] = group!.seats
    expect([seat!.organisation.length, seat!.post!.length]).toEqual([160, 160])
    expect(seat!.holder).toMatchObject({ name: 'N'.repeat(120) })
    expect(entries.leftOut).toHaveLength(5)
    expect(entries.leftOut[0]).toEqual({
      line: 2,
      words: '“Group” is longer than 160 characters here: the rest was cut off.',
    })
  })

  it('lose their control characters', () => {
    const { entries } = look(['Group', 'Organisation'], ['Bo\u0000ard\ufffe', 'Fi\u0007re'])
    expect(entries.groups).toMatchObject([{ name: 'Board', seats: [{ organisation: 'Fire' }] }])
  })
})

describe('more than any partnership has', () => {
  it('is not spread out', () => {
    const members = Array.from({ length: 150 }, (_, at) => `Body ${at} (200)`).join(';')
    const looked = quick(() => look(['Group', 'Members'], ...Array.from({ length: 2000 }, () => ['Board', members])))
    expect(looked.seats).toBeLessThan(100_000)
    expect(holdsTooMuch(looked)).toBe(true)
    expect(holdsTooMuch(look(['Group'], ...Array.from({ length: 1001 }, (_, at) => [`G ${at}`])))).toBe(true)
    expect(holdsTooMuch(look(['Group'], ...Array.from({ length: 1000 }, (_, at) => [`G ${at}`])))).toBe(false)
  })
})

describe('what people write', () => {
  it.each([
    ['Monthly (2nd Thursday)', 12],
    ['Quarterly (1st Tuesday)', 4],
    ['Quarterly (10 a.m.)', 4],
    ['bi-monthly (6)', 6],
    ['Regular (4 meetings a year)', 4],
    ['Board (every 6 weeks)', 8.67],
    ['2 per quarter', 8],
    ['3 times per term', null],
    ['4,5', null],
    ['4,5 a year', null],
  ])('%s is %s meetings', (words, meetings) => expect(meetingsIn(words)).toBe(meetings))

  it.each([
    ['10.00-12.00 hrs', 120],
    ['10am - 12 noon', 120],
    ['2-4pm', 120],
    ['11-1pm', 120],
    ['9.30 to 16:00', 390],
    ['9.30am–5 p.m.', 450],
    ['1½ hours', 90],
    ['1 1/2 hours', 90],
    ['½ hour', 30],
    ['half an hour', 30],
    ['an hour and a half', 90],
    ['2-3 hours', 150],
    ['1.5-2.5 hours', 120],
    ['1,5 hours', null],
  ])('%s is %s minutes', (words, minutes) => expect(minutesIn(words, '')).toBe(minutes))

  it.each([
    'Vacant post',
    'VACANT - awaiting nomination',
    'Vacant (Police)',
    'TBC (new Ch Insp)',
    'Post vacant',
    '(vacant)',
  ])('%s is nobody', words => expect(whoIn(words)).toBe('nobody'))

  it('kinds stand in whole words', () => {
    expect(
      ['Forward Planning Group', 'Local Employability Partnership', 'Ward 4 Forum', 'Networking hub'].map(kindByName),
    ).toEqual(['thematic', 'board', 'locality', 'network'])
    expect(whoIn('Vacanti Rossi')).toMatchObject({ name: 'Vacanti Rossi' })
  })

  it('notes and short words are no guessed headings', () => {
    expect(['Notes', 'Comments', 'Remarks', 'Meetings – Notes', 'Noted', 'Actor'].map(suggest)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

it('a seat whose organisation nobody settled is named', () => {
  const { entries } = look(['Group', 'Organisation'], ['Board', 'Fire'])
  const known = { groups: new Map(), seats: [], people: [], ended: new Map<string, string>() }
  const { added, leftOut } = decideSeats(entries.groups, known, () => null, '2026-11-22')
  expect(added).toEqual([])
  expect(leftOut).toEqual([{ line: 2, words: expect.stringContaining('The seat was left out.') }])
})

it('names that are one to the database stand once', () => {
  const looked = look(['Group', 'Organisation'], ['ΟΔΟΣ', 'Fire'], ['οδοσ', 'Police'], ['Board', 'Fire'])
  const same = new Map([
    ['ΟΔΟΣ', 'x'],
    ['οδοσ', 'x'],
    ['Board', 'board'],
  ])
  const once = namesOnce(looked, same, new Map([['board', 'BOARD']]))
  expect([once.entries.groups.map(group => group.name), once.seats]).toEqual([['ΟΔΟΣ', 'BOARD'], 2])
  expect(once.entries.leftOut).toEqual([{ line: 3, words: expect.stringContaining('same name as in line 2') }])
})

describe('through a database', () => {
  const house = useHouse()
  let coordinator: Actor
  beforeAll(async () => {
    await twoPartnerships(house)
    coordinator = await house.person('coordinator@muir.test')
    for (const name of ['Fire', 'Police', 'Council'])
      await house.done(
        'partnerships.register-organisation',
        { name, shortName: '', kind: 'other' },
        house.administrator,
        'muir',
      )
  })

  const does = (name: string, raw: Record<string, unknown>) => house.done(`landscape.${name}`, raw, coordinator, 'muir')
  const tries = async (name: string, raw: Record<string, unknown>, actor = coordinator) => {
    const said = await house.perform(`landscape.${name}`, raw, actor, 'muir')
    return said.ok ? said.fact.fact : 'refusal' in said ? said.refusal.code : said.errors
  }
  const read = async <T>(work: Parameters<typeof reading<T>>[2]) =>
    reading(house.database.root, [(await house.partnership('muir')).id], work)
  const sent = (text: string) => does('send-groups', { file: { name: 'a.csv', bytes: Buffer.from(text) } })
  const facts = async (id: number) => (await read(db => importFacts(db, id, false))) as ImportFacts
  const group = async (name: string) =>
    (await read(db => structureOn(db, house.now.toISOString().slice(0, 10)))).groups.find(one => one.name === name)!
  const rows = async <T extends object>(text: string): Promise<T[]> =>
    (await asOwner(house.owner, client => client.query<T>(text))).rows
  async function broughtIn(text: string) {
    const id = await sent(text)
    await does('take-suggestions', { import: id })
    await does('bring-in-groups', { import: id })
    return facts(id)
  }

  it('refuses more seats than there are anywhere', async () => {
    const members = Array.from({ length: 150 }, (_, at) => `Body ${at} (200)`).join(';')
    const file = `Group\tMembers\n${`Board\t${members}\n`.repeat(3)}`
    expect(await tries('send-groups', { file: { name: 'a.tsv', bytes: Buffer.from(file) } })).toBe('too-much')
  })

  it('founds groups whose names only the database holds for one, and joint bodies', async () => {
    const { leftOut, counts } = await broughtIn(
      'Group,Kind,Organisation\nΟΔΟΣ,,Fire\nοδοσ,,Police\nCare Board,Linked joint body,Fire\n',
    )
    const [{ one }] = (await rows<{ one: boolean }>(`select lower('ΟΔΟΣ') = lower('οδοσ') as one`)) as [
      { one: boolean },
    ]
    expect(leftOut).toHaveLength(one ? 1 : 0)
    expect(counts.groupsNew).toBe(one ? 2 : 3)
    expect((await group('Care Board')).jointBody).not.toBeNull()
    const again = await broughtIn('Group,Organisation\nοδοσ,Fire\nCare Board,Fire\n')
    expect(again.counts).toMatchObject({ groupsNew: 0, groupsSame: 2, seatsNew: 0 })
  })

  it('takes two names with one address, keeps no address of theirs, and knows them again', async () => {
    const file = 'Group,Organisation,Name,Email\nMail,Fire,Ann One,x@y.test\nMail,Police,Ann Two,x@y.test\n'
    expect((await broughtIn(file)).counts.seatsNew).toBe(2)
    expect(await rows(`select name from person where email = 'x@y.test'`)).toEqual([])
    expect((await broughtIn(file)).counts).toMatchObject({ seatsSame: 2, seatsNew: 0, seatsChanged: 0 })
  })

  it('tells namesakes of other organisations apart', async () => {
    const file = 'Group,Organisation,Name\nTwins,Fire,Jo Kerr\nTwins,Police,Jo Kerr\n'
    const people = async (name: string) => (await group(name)).seats.map(seat => seat.person)
    await broughtIn(file)
    const twins = await people('Twins')
    expect(new Set(twins).size).toBe(2)
    const next = await broughtIn(`${file}More,Fire,Jo Kerr\nMore,Council,Jo Kerr\n`)
    expect(next.counts).toMatchObject({ seatsSame: 2, seatsNew: 2, seatsChanged: 0 })
    expect(await people('Twins')).toEqual(twins)
    expect((await people('More')).filter(person => twins.includes(person))).toHaveLength(1)
  })

  it('does not rewrite who sat when', async () => {
    await broughtIn('Group,Organisation,Name,Established,Since\nPast,Fire,Ann Archer,2019-04-01,2024-01-01\n')
    const early = await broughtIn('Group,Organisation,Name,Since\nPast,Fire,Bob Brown,2020-01-01\n')
    expect(early.leftOut).toEqual([{ line: 2, words: expect.stringContaining('Today was put instead') }])
    const sat = (name: string) =>
      rows(
        `select s.since::text, s.until::text from sitting s join person p on p.id = s.person_id where p.name = '${name}'`,
      )
    const today = house.now.toISOString().slice(0, 10)
    expect(await sat('Ann Archer')).toEqual([{ since: '2024-01-01', until: today }])
    expect(await sat('Bob Brown')).toEqual([{ since: today, until: null }])
  })

  it('does not put a seat back on days on which it stood before it ended', async () => {
    const file = 'Group,Organisation,Established,Since\nBack,Fire,2019-04-01,2024-01-01\n'
    await broughtIn(file)
    const first = (await group('Back')).seats[0]!
    await does('end-seat', { seat: first.id, on: '2026-11-01' })
    const again = await broughtIn(file)
    expect(again.leftOut).toEqual([{ line: 2, words: expect.stringContaining('Today was put instead') }])
    expect(
      (await read(db => structureOn(db, '2026-06-01'))).groups.find(one => one.name === 'Back')!.seats,
    ).toHaveLength(1)
  })

  it('brings links of every kind out and in', async () => {
    const { groupRows, headings } = await import('./exporting.ts')
    const { writeCsv } = await import('../../../outside/sheets.ts')
    await broughtIn('Group,Part of,Co-ordinates with,Informs\nUpper,,,\nLower,Upper,Sider,"Upper;Sider"\nSider,,,\n')
    const links = async () =>
      (await read(db => structureOn(db, house.now.toISOString().slice(0, 10)))).links.map(link => link.kind).sort()
    const before = await links()
    expect(before).toEqual(['coordinates-with', 'informs', 'informs', 'part-of'])
    const out = await read(db => groupRows(db, house.now.toISOString().slice(0, 10)))
    const { counts, leftOut } = await broughtIn(writeCsv(headings, out))
    expect([counts.groupsChanged, counts.seatsChanged, counts.seatsNew, leftOut]).toEqual([0, 0, 0, []])
    expect(await links()).toEqual(before)
  })

  it('makes no body of a person’s name unless somebody says so', async () => {
    const id = await sent('Group,Organisation,Name\nDesk,Morag Bain,Morag Bain\nDesk,Lorne Trust,Iain Orr\n')
    await does('take-suggestions', { import: id })
    expect(await tries('bring-in-groups', { import: id })).toBe('still-doubtful')
    expect(await tries('take-suggestions', { import: id })).toBe('one-by-one')
    await does('say-organisation', { import: id, written: 'Morag Bain', organisation: 'nobody' })
    await does('bring-in-groups', { import: id })
    expect(await rows(`select name from organisation where name in ('Morag Bain', 'Lorne Trust')`)).toEqual([
      { name: 'Lorne Trust' },
    ])
  })

  it('keeps nothing of a title or a note, and nothing at all of a file put aside', async () => {
    const done = await broughtIn('Jo Kerr is ill\n\nGroup,Organisation\nTitled,Fire\nNote: ask Ann Lee\n')
    expect(done.leftOut).toEqual([
      { line: 1, words: 'A line above the headings.' },
      { line: 5, words: 'A note.' },
    ])
    const id = await sent('Jo Kerr is ill\n\nGroup,Fish\nTitled,Fire\n')
    await does('say-heading', { import: id, heading: 'Fish', meaning: 'organisation' })
    await does('drop-import', { import: id })
    expect(await facts(id)).toMatchObject({ name: '', headings: {}, organisations: {}, leftOut: [], kept: null })
  })

  it('leaves out rows of a group that ended meanwhile, and can be stopped', async () => {
    const id = await sent(longList(2500))
    await does('take-suggestions', { import: id })
    await does('bring-in-groups', { import: id })
    const last = await group('Group 33')
    await does('end-group', { group: last.id, because: 'Done', on: null, into: null })
    await tries('bring-in-rows', { import: id }, house.administrator)
    const { leftOut, done } = await facts(id)
    expect([done, leftOut.length, leftOut[0]!.words]).toEqual([990, 30, expect.stringContaining('The group ended')])
    expect(await rows(`select 1 from seat where group_id = ${last.id}`)).toEqual([])
    expect(await tries('drop-import', { import: id })).toBe('ImportDropped')
    expect(await facts(id)).toMatchObject({ stage: 'dropped', done: 990, kept: null, leftOut: [] })
    expect(await tries('bring-in-rows', { import: id }, house.administrator)).toBe('import-not-running')
    expect((await group('Group 1')).seats).toHaveLength(30)
  })

  it('leaves no group half alive where it ends at the same time', async () => {
    for (let at = 0; at < 5; at++) {
      await broughtIn(`Group,Remit,Organisation\nRace ${at},First,Fire\n`)
      const { id } = await group(`Race ${at}`)
      const waiting = await sent(`Group,Remit,Organisation\nRace ${at},Second,Fire\nRace ${at},,Police\n`)
      await Promise.all([
        tries('bring-in-groups', { import: waiting }),
        tries('end-group', { group: id, because: 'Done', on: null, into: null }),
      ])
      const [ended] = await rows<{ until: string | null }>(`select until::text from partnership_group where id = ${id}`)
      const alive = await rows(`select 1 from seat where group_id = ${id} and until is null
        union all select 1 from group_text where group_id = ${id} and until is null`)
      if (ended!.until !== null) expect(alive).toEqual([])
      else expect(alive.length).toBeGreaterThan(0)
    }
  })
})
