// Groups and seats without scripts: a messy workbook becomes a structure, the clutter is seen, a merger is tried on paper,
// shared and adopted, and what was before stays to be seen. Something new goes to a group that is there already, and
// everyone sees where boundaries meet. Every page on the way is looked at by axe, and at 320 px.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import ExcelJS from 'exceljs'
import type { Page, Response } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { tick } from '../../src/jobs/clockwork.ts'
import { asOwner, twoPartnerships, useHouse } from '../harness.ts'
import {
  choose,
  tick as choosing,
  expectHeading,
  expectWords,
  fill,
  follow,
  press,
  sizes,
  useBrowser,
} from './browser.ts'

const house = useHouse()
const street = useBrowser(house)
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const withoutScripts = { script: false, size: 'phone' } as const

/** The inspector shows the same words in a browser that has scripts: without them a page cannot be looked into. */
let inspector: Page
/** Holders of seats, as the workbook has them. */
const holders = ['Ann Lee', 'Morag Bain', 'Euan Ross', 'Iona Reid', 'Kirsty Orr', 'Callum Weir']

beforeAll(async () => {
  await twoPartnerships(house)
  await house.perform('places.register-scotland', {}, house.administrator)
  for (const [name, kind] of [
    ['NHS Forth Valley', 'health-board'],
    ['Police Scotland', 'police'],
    ['Scottish Fire and Rescue Service', 'fire'],
  ] as const)
    await house.done('partnerships.register-organisation', { name, kind }, house.administrator, 'muir')
  for (const slug of ['muir', 'lorne']) await adoptPlan(slug)
  const context = await street.open({ inspected: true })
  inspector = await context.newPage()
})

async function adoptPlan(slug: string): Promise<void> {
  const coordinator = await house.person(`coordinator@${slug}.test`)
  const done = (name: string, raw: Record<string, unknown>) => house.done(`plans.${name}`, raw, coordinator, slug)
  const number = async (sql: string): Promise<number> =>
    Number((await asOwner(house.owner, client => client.query(sql, [slug]))).rows[0].number)
  await done('start-plan', { kind: 'community', title: 'Our ten years', starts: '2024-04-01', ends: '2034-03-31' })
  const ours = 'join partnership p on p.id = o.partnership_id where p.slug = $1'
  const version = await number(`select max(o.id) as number from plan_version o ${ours}`)
  const partner = await number(`select min(o.id) as number from partner o ${ours}`)
  await done('write-vision', { version, vision: 'A good life for everyone', summary: 'What we want.' })
  const theme = await done('add-theme', { version, title: 'Homes and health', description: '' })
  for (const title of ['People live well', 'Homes are warm'])
    await done('add-outcome', {
      version,
      theme,
      title,
      description: `${title}, everywhere.`,
      horizon: 'long',
      dimensions: ['social'],
      partner,
    })
  await done('propose-version', { version })
  await done('adopt-version', { version, adoptedOn: '2024-03-14', where: 'Board', because: '' })
}

const notASheet = Buffer.from('%PDF-1.7\n%\u0000\u0001\u0002 minutes')

/** A list as a partnership keeps it: a title, headings in two lines, merged cells, blank lines, short and wrong names. */
async function messyList(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Groups 2026')
  const rows = [
    ['Who sits where in Strathmuir'],
    [],
    ['Group', '', 'Meetings', '', 'Member', '', 'Spring 2026', 'What for'],
    ['Name', 'Type', 'How often', 'Length', 'Organisation', 'Role', 'Who comes', 'Outcomes'],
    ['CPP Board', 'Board', 'Quarterly', '2 hrs', 'Council of muir', 'Chair', 'Ann Lee', ''],
    ['', '', '', '', 'SFRS', 'Member', 'Callum Weir', ''],
    ['', '', '', '', 'Health board of muir', 'Member', '', ''],
    [],
    [
      'Health and Wellbeing Group',
      'Thematic',
      '6 weekly',
      '90 mins',
      'NHSFV',
      'Chair',
      'Morag Bain',
      'People live well',
    ],
    ['', '', '', '', 'Police Scotland', 'Member', 'Euan Ross', ''],
    ['', '', '', '', 'Council of muir', 'Member', 'Iona Reid', ''],
    ['', '', '', '', 'Council of muir', 'Member', 'Vacant', ''],
    [],
    [
      'Living Well Partnership',
      'Thematic',
      'Quarterly',
      '2 hrs',
      'NHS Forth Valley',
      'Chair',
      'Morag Bain',
      'People live well',
    ],
    ['', '', '', '', 'Polcie Scotland', 'Member', 'Euan Ross', ''],
    ['', '', '', '', 'Carers reps', 'Member', 'Kirsty Orr', ''],
    ['Note: updated after the October board'],
  ]
  for (const row of rows) sheet.addRow(row)
  for (const area of ['A1:H1', 'A3:B3', 'C3:D3', 'E3:F3', 'A5:A7', 'A9:A12']) sheet.mergeCells(area)
  return Buffer.from((await workbook.xlsx.writeBuffer()) as ArrayBuffer)
}

/** A minute later the clock does what is due. */
async function aMinuteLater(): Promise<void> {
  house.now = new Date(house.now.getTime() + 60_000)
  await tick(house.site)
}

describe('groups and seats, without scripts', () => {
  it('come in as a workbook, are seen to repeat each other, are merged on paper, and then in truth', {
    timeout: 180_000,
  }, async () => {
    // The coordinator signs in by a letter and finds nothing yet.
    const page = await street.tab(withoutScripts)
    const seen = watch(page)
    await signIn(page, 'coordinator@muir.test')
    await page.goto('/p/muir')
    await choose(page, 'Groups and plans')
    await sound(seen, 'No groups yet')

    await bringIn(page, seen)

    // The structure stands, with its groups.
    await sound(seen, 'Three groups')
    await follow(page, 'Health and Wellbeing Group')
    await sound(seen, 'Health and Wellbeing Group')
    await expectWords(page, 'Morag Bain')

    // The clock works it out; the clutter is seen.
    await choose(page, 'Groups and plans')
    await follow(page, 'Overlap and hours')
    await sound(seen, 'Being worked out')
    await aMinuteLater()
    await page.reload()
    await sound(seen, 'Three groups take about')
    await expectWords(page, 'One outcome that no group minds')
    await expectWords(page, 'Homes are warm')
    await follow(page, 'What could be merged')
    await sound(seen, 'One pair of groups could be looked at as one')
    await expectWords(page, 'Voices that stay.')
    await expectWords(page, 'Carers reps')
    await expectWords(page, 'Would save')
    await follow(page, 'What they have in common')
    await sound(seen, 'alike')

    // From there it is tried on paper, with today beside it.
    await follow(page, 'Try it on paper')
    await sound(seen, 'Try a change on paper')
    await fill(page, { 'What you call it': 'One group for living well' })
    await press(page, 'Draft it')
    await expectWords(page, 'There is a problem')
    expect(await page.getByLabel('What you call it').inputValue()).toBe('One group for living well')
    await sound(seen, 'Try a change on paper')
    await fill(page, { Why: 'The same people come to both.' })
    await press(page, 'Draft it')
    await sound(seen, 'One group for living well')
    await expectWords(page, 'On paper there are 2 groups instead of 3.')
    await expectWords(page, 'Every outcome, voice and organisation that has a place today keeps one.')
    const beside = page.getByRole('table', { name: 'Measures of today and on paper' })
    expect(await beside.getByRole('row', { name: /^Groups/ }).textContent()).toMatch(/Groups\s*3\s*2/)
    const paper = new URL(page.url()).pathname

    // A member of the board sees it once it is shared, and can change nothing.
    const member = await street.tab({ script: false, as: await house.person('member@muir.test') })
    const seenByMember = watch(member)
    expect((await member.goto(paper))?.status()).toBe(404)
    await follow(page, 'Share it with members')
    await sound(seen, 'Share “One group for living well”?')
    await press(page, 'Share it with members')
    await expectWords(page, 'It is shared. All members can see it.')
    await member.goto('/p/muir')
    await choose(member, 'Groups and plans')
    await follow(member, 'Try it on paper')
    await sound(seenByMember, 'One change is tried on paper')
    await follow(member, 'One group for living well')
    await sound(seenByMember, 'One group for living well')
    await expectWords(member, 'On paper there are 2 groups instead of 3.')
    const offered = (await member.locator('main').textContent()) ?? ''
    for (const words of ['Adopt it', 'Add a step', 'Take it out', 'Do not take it on'])
      expect(offered).not.toContain(words)
    await member.goto(`${paper}/adopt`)
    await fill(member, { Reason: 'I would like it.' })
    await press(member, 'Adopt it')
    await sound(seenByMember, 'You cannot do this')
    expect(seenByMember.latest?.status()).toBe(403)

    // It is adopted from a day; one that has not come is refused, and what was typed stays.
    house.now = new Date('2026-11-26T09:00:00Z')
    await signIn(page, 'coordinator@muir.test')
    await page.goto(paper)
    await follow(page, 'Adopt it')
    await sound(seen, 'Adopt “One group for living well”?')
    await fill(page, { 'From which day': '1 January 2027', Reason: 'Two evenings a quarter were lost.' })
    await press(page, 'Adopt it')
    await expectWords(page, 'There is a problem')
    expect(await page.locator('#error-on').textContent()).toContain('This day has not come yet.')
    expect(await page.getByLabel('From which day').inputValue()).toBe('1 January 2027')
    expect(await page.getByLabel('Reason').inputValue()).toBe('Two evenings a quarter were lost.')
    await sound(seen, 'Adopt “One group for living well”?')
    await fill(page, { 'From which day': '25 November 2026' })
    await press(page, 'Adopt it')
    await expectWords(page, 'It is adopted. The structure has changed')
    await sound(seen, 'One group for living well')

    // History shows it, before and after, and the day before it still has both groups.
    await choose(page, 'Groups and plans')
    await expectHeading(page, 'Two groups')
    await follow(page, 'What changed')
    await sound(seen, 'One restructuring on record')
    await follow(page, 'One group for living well')
    await sound(seen, 'One group for living well')
    await expectWords(page, 'Two evenings a quarter were lost.')
    const changed = page.getByRole('table', { name: 'Measures before and after' })
    expect(await changed.getByRole('row', { name: /^Groups/ }).textContent()).toMatch(/Groups\s*3\s*2/)
    await expectWords(page, 'Living Well Partnership, now part of Health and Wellbeing Group')
    await page.goto('/p/muir/structure')
    await fill(page, { Day: '2026-11-24' })
    await press(page, 'See that day')
    await sound(seen, 'On 24 November 2026: three groups')
    expect(page.url()).toContain('?on=2026-11-24')
    for (const name of ['Health and Wellbeing Group', 'Living Well Partnership'])
      expect(await page.locator('main table').getByRole('link', { name }).count()).toBe(1)
    await follow(page, 'What changed since')
    await sound(seen, 'From 24 November 2026 to 26 November 2026')
    await expectWords(page, '1 group went')

    // Nobody outside sees the structure before it is public.
    const stranger = await street.tab(withoutScripts)
    const seenByStranger = watch(stranger)
    expect((await stranger.goto('/p/muir/structure'))?.status()).toBe(404)
    await page.goto('/p/muir/structure')
    await follow(page, 'Show it to everybody')
    await sound(seen, 'Show the structure to everybody?')
    await press(page, 'Show it to everybody')
    await sound(seen, 'Two groups')
    await expectWords(page, 'Everybody can see the structure now.')

    // Then everybody does, and nobody's name is in any of it.
    const people = await everybodysName()
    expect(people).toEqual(expect.arrayContaining(holders))
    const sees = async (heading: string) => {
      const words = await sound(seenByStranger, heading)
      expect(people.filter(name => words.includes(name))).toEqual([])
    }
    await stranger.goto('/p/muir')
    await follow(stranger, 'See which groups meet')
    await sees('Two groups')
    await stranger.goto('/p/muir/structure?on=2026-11-24')
    await sees('three groups')
    for (const name of ['CPP Board', 'Health and Wellbeing Group', 'Living Well Partnership']) {
      await follow(stranger, name)
      await sees(name)
      await stranger.goto('/p/muir/structure?on=2026-11-24')
    }
    await stranger.goto('/p/muir/structure')
    await follow(stranger, 'Health and Wellbeing Group')
    await expectWords(stranger, 'Carers reps')
    for (const address of ['overlap', 'merge', 'scenarios', 'history', 'proposals', 'import', 'groups.csv']) {
      await stranger.goto(`/p/muir/structure/${address}`)
      expect(new URL(stranger.url()).pathname, address).toBe('/sign-in')
    }
  })
})

const everybodysName = async (): Promise<string[]> =>
  (await asOwner(house.owner, client => client.query<{ name: string }>('select name from person'))).rows.map(
    one => one.name,
  )

/** The workbook's way in: a file that is none, then the list, with what is doubtful in it. */
async function bringIn(page: Page, seen: Seen): Promise<void> {
  await follow(page, 'Bring in a spreadsheet')
  await sound(seen, 'Bring in a spreadsheet of groups')
  const field = page.getByLabel('Your spreadsheet')
  await field.setInputFiles({ name: 'minutes.pdf', mimeType: 'application/pdf', buffer: notASheet })
  await press(page, 'Look at the file')
  await expectWords(page, 'There is a problem')
  expect(await page.locator('#error-file').textContent()).toContain('is not a spreadsheet that can be read')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await sound(seen, 'Bring in a spreadsheet of groups')
  await field.setInputFiles({ name: 'groups.xlsx', mimeType: xlsx, buffer: await messyList() })
  await press(page, 'Look at the file')
  await sound(seen, 'Your file has 3 groups and 10 seats')
  await expectWords(page, '4 names to settle')
  await expectWords(page, 'Note: updated after the October board')

  // A column that is not known is said to hold the people.
  const columns = page.getByRole('table', { name: 'What the columns hold' })
  const who = columns.getByRole('row', { name: /Who comes/ })
  expect(await who.textContent()).toContain('Not known: it stays out')
  await who.getByRole('link', { name: 'Change' }).click()
  await sound(seen, 'Who comes” hold?')
  await page.getByLabel('What it holds').selectOption('Who holds the seat')
  await press(page, 'Save')
  await expectHeading(page, 'Your file has 3 groups and 10 seats')
  expect(await who.textContent()).toContain('Who holds the seat')

  // One name is settled by hand, the others as they are suggested.
  const name = page.getByRole('group', { name: '“NHSFV”' })
  expect(await name.getByLabel('NHS Forth Valley').isChecked()).toBe(true)
  await press(page, 'That is right for NHSFV')
  await expectWords(page, '3 names to settle')
  await sound(seen, 'Your file has 3 groups')
  await follow(page, 'Another body for Carers reps')
  await sound(seen, 'Who is “Carers reps”?')
  expect(await page.locator('select[name=organisation]').inputValue()).toBe('nobody')
  await page.goBack()
  await press(page, 'Take all 3 suggestions')
  await expectWords(page, 'The suggestions are taken.')
  await sound(seen, 'Your file has 3 groups')
  const settled = page.getByRole('table', { name: 'Names that are settled' })
  expect(await settled.getByRole('row', { name: /Polcie Scotland/ }).textContent()).toContain('Police Scotland')
  await press(page, 'Bring in 3 groups with 10 seats')
  await sound(seen, 'Your list is in')
  await expectWords(page, 'groups: 3 new. Seats: 10 new.')
  await follow(page, 'See the groups')
}

describe('something new, without scripts', () => {
  it('is given to a group that is there already', async () => {
    const coordinator = await house.person('coordinator@lorne.test')
    const done = (name: string, raw: Record<string, unknown>) =>
      house.done(`landscape.${name}`, raw, coordinator, 'lorne')
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        `select r.organisation_id as organisation, (select max(t.id) from theme t where t.partnership_id = r.partnership_id) as theme from partner r join partnership p on p.id = r.partnership_id where p.slug = 'lorne' order by r.id limit 1`,
      ),
    )
    const meets = { meetings: 4, minutes: 120, since: '2020-01-01' }
    const homes = await done('add-group', {
      name: 'Homes group',
      kind: 'thematic',
      remit: 'Warm homes in winter',
      ...meets,
    })
    // Who minds the theme minds its outcomes.
    await done('add-to-remit', { group: homes, theme: rows[0].theme })
    await done('add-group', { name: 'Roads group', kind: 'thematic', remit: 'Paths and winter roads', ...meets })
    await done('add-seat', {
      group: homes,
      organisation: rows[0].organisation,
      office: 'chair',
      filledBy: 'nominated',
      voting: true,
      on: '2021-01-01',
    })

    // Somebody who acts for a partner asks for it, on a phone.
    const asking = await street.tab({ ...withoutScripts, as: await house.person('contributor@lorne.test') })
    const seen = watch(asking)
    await asking.goto('/p/lorne')
    await choose(asking, 'Groups and plans')
    await follow(asking, 'Before something new')
    await sound(seen, 'Before something new')
    await follow(asking, 'Ask who could do it')
    await sound(seen, 'Who could do it?')
    await choosing(asking, 'A new group')
    await fill(asking, { 'Its name': 'Winter warmth group' })
    await choosing(asking, 'Homes are warm')
    await choosing(asking, 'Council of lorne')
    await press(asking, 'See who could do it')
    await expectWords(asking, 'There is a problem')
    expect(await asking.getByLabel('Its name').inputValue()).toBe('Winter warmth group')
    await sound(seen, 'Who could do it?')
    await fill(asking, { 'What it would do': 'Keep homes warm in winter' })
    await press(asking, 'See who could do it')
    await sound(seen, 'Winter warmth group')
    const first = asking.locator('main ol.plain > li').first()
    expect(await first.locator('h3').textContent()).toBe('Homes group')
    expect(await first.locator('ul').textContent()).toContain('Council of lorne')
    await expectWords(asking, 'A coordinator gives it to one of the groups')

    // The coordinator gives it to the first of them, at a desk.
    const settling = await street.tab({ script: false, as: coordinator })
    const seenBySettler = watch(settling)
    await settling.goto('/p/lorne/structure/proposals')
    await sound(seenBySettler, 'One proposal waits')
    await follow(settling, 'Winter warmth group')
    await sound(seenBySettler, 'Winter warmth group')
    await follow(settling, 'Give it to this group')
    await sound(seenBySettler, 'Which group takes on “Winter warmth group”?')
    expect(await settling.getByLabel('Homes group (could do it)').isChecked()).toBe(true)
    await fill(settling, { 'Why this group': 'They do most of it now.' })
    await press(settling, 'Give it to this group')
    await expectWords(settling, 'It is given to the group. Its remit has grown.')
    await expectWords(settling, 'Homes group took it on')
    await sound(seenBySettler, 'Winter warmth group')
    await follow(settling, 'Homes group')
    await sound(seenBySettler, 'Homes group')
    await expectWords(settling, 'Homes are warm')
    await asking.goto('/p/lorne/structure/proposals')
    await sound(seen, 'No proposal waits')
  })
})

// Fife's people live in two health boards; all of Falkirk's live in one.
const lookup = `DZ2011_Code,DZ2011_Name,IZ2011_Code,IZ2011_Name,MMWard_Code,MMWard_Name,LA_Code,LA_Name,HB_Code,HB_Name
S01000001,One,S02000001,Falkirk,S13000001,Falkirk North,S12000014,Falkirk,S08000019,NHS Forth Valley
S01000002,Two,S02000002,Leven,S13000002,Leven,S12000047,Fife,S08000029,NHS Fife
S01000003,Three,S02000003,Kincardine,S13000003,Kincardine,S12000047,Fife,S08000019,NHS Forth Valley
`
const population = `dz11_code,total_population,year
S01000001,500,2021
S01000002,750,2021
S01000003,250,2021
`

describe('where boundaries meet, without scripts', () => {
  it('is seen by everyone once places were imported, and goes out as a file', async () => {
    const stranger = await street.tab(withoutScripts)
    const seen = watch(stranger)
    await stranger.goto('/coterminosity')
    await expectWords(stranger, 'Nothing has been compared yet')
    await sound(seen, 'Where boundaries meet')

    const administrator = await street.tab({ script: false, as: house.administrator })
    const seenByAdministrator = watch(administrator)
    for (const [kind, text] of [
      ['lookup', lookup],
      ['population', population],
    ] as const) {
      house.now = new Date(house.now.getTime() + 60_000)
      const file = { name: `${kind}.csv`, bytes: Buffer.from(text) }
      expect((await house.perform('places.import', { kind, file }, house.administrator)).ok).toBe(true)
    }
    await aMinuteLater()
    await administrator.goto('/coterminosity')
    await expectWords(administrator, 'Work out a pair again')
    await sound(seenByAdministrator, 'Where boundaries meet')

    await stranger.goto('/coterminosity')
    await expectWords(stranger, 'How many council areas each body deals with')
    await sound(seen, 'Where boundaries meet')
    await stranger.getByLabel('Compare', { exact: true }).selectOption('council')
    await stranger.getByLabel('with', { exact: true }).selectOption('health-board')
    await press(stranger, 'Show')
    await sound(seen, 'Councils and health boards')
    const fife = stranger.getByRole('table', { name: 'Councils' }).getByRole('row', { name: /^Fife/ })
    expect(await fife.textContent()).toContain('Split')
    expect(await fife.textContent()).toContain('75.0%')

    const [file] = await Promise.all([stranger.waitForEvent('download'), follow(stranger, 'Download all of it')])
    const lines = readFileSync(await file.path(), 'utf8').split(/\r?\n/)
    expect(lines).toContainEqual(
      expect.stringMatching(/^council,S12000047,Fife,split,health-board,S08000019,Forth Valley,250,0.25/),
    )
    await follow(stranger, 'Fife')
    await sound(seen, 'Fife')
  })
})

// ── looking at what was seen ──────────────────────────────────────────────────

interface Seen {
  readonly page: Page
  /** What the tab shows, as it was sent. */
  latest: Response | undefined
}

function watch(page: Page): Seen {
  const seen: Seen = { page, latest: undefined }
  page.on('response', response => {
    if (response.request().isNavigationRequest() && response.status() !== 303) seen.latest = response
  })
  return seen
}

/**
 * The page with this heading, once it is there: axe finds nothing in it at a desk or on a phone, and nothing scrolls
 * sideways at 320 px. Answers it as it was sent.
 */
async function sound(seen: Seen, heading: string): Promise<string> {
  await expectHeading(seen.page, heading)
  const address = seen.latest!.url()
  const words = await seen.latest!.text()
  const same = (url: URL) => url.href === address
  await inspector.route(same, route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: words }))
  await inspector.goto(address)
  await inspector.unroute(same)
  await expectHeading(inspector, heading)
  await inspector.addScriptTag({ content: axeSource })
  await inspector.evaluate(unfold)
  const faults: string[] = []
  for (const size of ['desk', 'phone'] as const) {
    await inspector.setViewportSize(sizes[size])
    faults.push(...(await inspector.evaluate(findings)))
  }
  await inspector.setViewportSize(sizes.narrow)
  faults.push(...(await inspector.evaluate(widest)))
  expect(faults, `${heading} (${address})`).toEqual([])
  return words
}

/** Runs in the page. */
async function findings(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: { run(at: Document, options: object): Promise<AxeResults> } }
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
  return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${one.help}: ${node.html.slice(0, 160)}`))
}

/** Runs in the page. */
function unfold(): void {
  for (const one of document.querySelectorAll('details')) one.open = true
}

/** Runs in the page, at 320 px. */
function widest(): string[] {
  const { scrollWidth } = document.documentElement
  return scrollWidth > 320 ? [`is ${scrollWidth} px wide at 320`] : []
}

/** By the link of a letter. */
async function signIn(page: Page, email: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await fill(page, { 'Your email address': email })
  await press(page, 'Send me a link')
  await expectHeading(page, 'Look in your email')
  const { body } = await house.database.root
    .selectFrom('letter')
    .innerJoin('person', 'person.id', 'letter.person_id')
    .select('letter.body')
    .where('person.email', '=', email)
    .orderBy('letter.id', 'desc')
    .executeTakeFirstOrThrow()
  const { pathname, search } = new URL(/https?:\S+/.exec(body)![0])
  await page.goto(pathname + search)
  await press(page, 'Sign in')
  await page.waitForURL(url => url.pathname !== '/sign-in/link')
}
