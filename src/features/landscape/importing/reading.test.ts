import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { entriesOf, type Likely } from './entries.ts'
import { suggest, understand } from './headings.ts'
import { findList, type Listing } from './reading.ts'
import { dayIn, kindByName, meetingsIn, minutesIn, officeIn, piecesOf, whoIn } from './values.ts'

const unknown: Likely = () => 'unknown'

/** A sheet from lines of cells between bars; the first line is line 1. */
const sheet = (text: string, name = 'Sheet1') => ({
  name,
  rows: text.split('\n').map((line, at) => ({ line: at + 1, cells: line.split('|').map(cell => cell.trim()) })),
})
function found(...sheets: ReturnType<typeof sheet>[]): Listing {
  const list = findList(sheets, 'groups.xlsx')
  if (isRefusal(list)) throw new Error(list.words)
  return list
}
const groupsIn = (text: string, likely = unknown) => {
  const list = found(sheet(text))
  return entriesOf(list, understand(list.columns, {}), likely)
}

describe('headings', () => {
  it.each([
    ['Group name', 'group', false],
    ['Organisation (lead)', 'organisation', false],
    ['ORGANISATON', 'organisation', true],
    ['Reports to', 'parent', false],
    ['Meetings – How often', 'meetings', false],
    ['Substitute – Name', 'substitute', false],
    ['Group – Name', 'group', false],
    ['Named Representative', 'person', false],
  ])('%s means %s', (heading, meaning, near) => expect(suggest(heading)).toEqual({ meaning, near }))

  it('are not guessed from nothing', () => {
    for (const heading of ['RAG', 'Risk', 'Comments', '', 'Budget 2026']) expect(suggest(heading)).toBeNull()
  })

  it('mean each thing once: what was said, then what is known, then guesses', () => {
    const columns = ['Orgnisation', 'Organisation', 'Agency'].map((heading, column) => ({ heading, column }))
    expect(understand(columns, {}).map(one => one.meaning)).toEqual([null, 'organisation', null])
    expect(understand(columns, { Agency: 'organisation' }).map(one => one.meaning)).toEqual([
      null,
      null,
      'organisation',
    ])
  })
})

describe('what people write', () => {
  it.each([
    ['monthly', 12],
    ['6 weekly', 8.67],
    ['every six weeks', 8.67],
    ['Quarterly', 4],
    ['4 x year', 4],
    ['4 times a year', 4],
    ['x6', 6],
    ['twice a year', 2],
    ['bi-monthly (6)', 6],
    ['Bi-monthly', 6],
    ['every two months', 6],
    ['Six-monthly', 2],
    ['fortnightly', 26],
    ['once a month', 12],
    ['2 per month', 24],
    ['annually', 1],
    ['10', 10],
    ['as needed', null],
    ['900', null],
  ])('%s is %s meetings a year', (words, meetings) => expect(meetingsIn(words)).toBe(meetings))

  it.each([
    ['2 hrs', '', 120],
    ['2 hours', '', 120],
    ['90 mins', '', 90],
    ['1h30', '', 90],
    ['1 hr 30 mins', '', 90],
    ['1.5 hours', '', 90],
    ['half day', '', 210],
    ['2-3 hours', '', 150],
    ['02:30', '', 150],
    ['2', 'Length', 120],
    ['90', 'Length', 90],
    ['5', 'Minutes a meeting', 5],
    ['long', '', null],
  ])('%s under “%s” is %s minutes', (words, heading, minutes) => expect(minutesIn(words, heading)).toBe(minutes))

  it.each([
    ['14 March 2024', '2024-03-14'],
    ['14/3/24', '2024-03-14'],
    ['14th Mar 2024', '2024-03-14'],
    ['2024-03-14 00:00', '2024-03-14'],
    ['March 2024', '2024-03-01'],
    ['Mar-24', '2024-03-01'],
    ['2019', '2019-01-01'],
    ['31/2/2024', null],
    ['soon', null],
  ])('%s is the day %s', (words, day) => expect(dayIn(words)).toBe(day))

  it('offices, kinds and who sits', () => {
    expect(
      ['Chair', 'Vice Chair', 'Depute convener', 'Co-chair', 'in attendance', 'Head of Roads'].map(officeIn),
    ).toEqual(['chair', 'vice-chair', 'vice-chair', 'chair', 'in-attendance', null])
    expect(
      ['CPP Board', 'Poverty short-life working group', 'East Locality Partnership', 'Climate'].map(kindByName),
    ).toEqual(['board', 'working-group', 'locality', 'thematic'])
    expect(['', 'n/a', 'TBC', 'Vacant', 'somebody', 'person 14', 'Jo Kerr'].map(words => whoIn(words))).toEqual([
      'unsaid',
      'unsaid',
      'nobody',
      'nobody',
      'somebody',
      { name: '', email: '', number: 14 },
      { name: 'Jo Kerr', email: '', number: null },
    ])
    expect(whoIn('', 'Jo.Kerr@nhs.test')).toMatchObject({ name: 'Jo Kerr', email: 'jo.kerr@nhs.test' })
    expect(piecesOf('Board; A; B\nC', words => words === 'A; B')).toEqual(['Board', 'A; B', 'C'])
  })
})

describe('the list in a workbook', () => {
  it('is the sheet with the most headings, below its title; the rest is named', () => {
    const list = found(
      sheet('Contacts|Phone\nJo|1', 'Phones'),
      sheet('Our groups\n\nAs at June\nGroup|Organisation|Role\nBoard|Fire|Chair', 'Groups'),
    )
    expect([list.sheet, list.columns.map(one => one.heading), list.rows.map(row => row.line)]).toEqual([
      'Groups',
      ['Group', 'Organisation', 'Role'],
      [5],
    ])
    expect(list.leftOut.map(one => [one.words, one.said])).toEqual([
      ['The sheet “Phones” was not read: it looks less like a list of groups.', undefined],
      ['A line above the headings.', 'Our groups'],
      ['A line above the headings.', 'As at June'],
    ])
  })

  it('may have its headings in two lines, the upper one going on to the right', () => {
    const list = found(sheet('Group||Member|||Note\nName|Type|Organisation|Role|Name|\nBoard|Board|Fire|Chair|Jo|x'))
    expect(understand(list.columns, {}).map(one => [one.heading, one.meaning])).toEqual([
      ['Group – Name', 'group'],
      ['Group – Type', 'kind'],
      ['Member – Organisation', 'organisation'],
      ['Member – Role', 'post'],
      ['Member – Name', 'person'],
      ['Note', null],
    ])
  })

  it('does not take its first row for headings, though it says Chair and Board', () => {
    const list = found(sheet('Group|Kind|Organisation|Office\nBoard|Board|Police|Chair\n|||'))
    expect(list.rows.map(row => row.line)).toEqual([2])
  })

  it('is refused in plain words where there is none', () => {
    expect(findList([sheet('1|2\n3|4')], 'x.csv')).toMatchObject({ refused: true, code: 'no-groups', field: 'file' })
  })

  it('has blank lines, sums, repeated headings and lines across that are no rows', () => {
    const { groups, leftOut } = groupsIn(
      'Group|Organisation|Name\nStrategic|Strategic|Strategic\nBoard|Fire|A\n||\n|Police|B\nGroup|Organisation|Name\nEast|East|East\n|Fire|C\nTotal|3|',
    )
    expect(groups.map(group => [group.name, group.seats.length])).toEqual([
      ['Board', 2],
      ['East', 1],
    ])
    expect(leftOut).toEqual([
      { line: 2, words: 'A line across the sheet was read as a heading.', said: 'Strategic' },
      { line: 6, words: 'This row repeats the headings.' },
      { line: 9, words: 'This row is a sum.' },
    ])
  })

  it('names what it does not understand, and rows that are no seat, without names of people', () => {
    const { groups, leftOut } = groupsIn(
      'Group|Meets|Organisation|Office|Name|Since\nBoard|when asked|Fire|Boss|Ann|once\n|monthly||Chair|Bob|\n|quarterly|Police|||',
    )
    expect(groups).toMatchObject([{ name: 'Board', words: { meetings: 12 }, seats: [{ post: 'Boss' }, {}] }])
    expect(leftOut.map(one => [one.line, one.words])).toEqual([
      [2, '“Meets” says “when asked”, which is not understood.'],
      [2, '“Since” says “once”, which is no day.'],
      [3, 'This row has no organisation, and nobody whom the seat speaks for. The seat was not brought in.'],
      [4, '“Meets” says something else than line 3 does for the same group. The first was kept.'],
    ])
    expect(JSON.stringify(leftOut)).not.toMatch(/Ann|Bob/)
  })

  it('counts seats in brackets, and cuts members at commas only where that makes organisations', () => {
    const known: Likely = words => (['Fire', 'Police', 'Bute (2)'].includes(words) ? 'known' : 'unknown')
    const { groups } = groupsIn(
      'Group|Members\nA|Fire (2); Police\nB|Fire, Police\nC|Fish, Chips and Peas\nD|Bute (2)',
      known,
    )
    expect(groups.map(group => group.seats.map(seat => seat.organisation))).toEqual([
      ['Fire', 'Fire', 'Police'],
      ['Fire', 'Police'],
      ['Fish, Chips and Peas'],
      ['Bute (2)'],
    ])
  })
})
