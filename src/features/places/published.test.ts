import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import { readSheet } from '../../outside/sheets.ts'
import { readPlaces, scotland, scottishCode } from './published.ts'

function good<T extends object>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Error(outcome.words)
  return outcome
}

const places = async (file: string | Uint8Array) =>
  good(readPlaces(good(await readSheet(typeof file === 'string' ? new TextEncoder().encode(file) : file))))

describe('Scotland', () => {
  it('has 32 councils with codes and spellings of their own', () => {
    expect(scotland.councils).toHaveLength(32)
    const names = scotland.councils.flatMap(each => [each.name, ...each.otherNames])
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(scotland.councils.map(each => each.code)).size).toBe(32)
  })

  it.each([
    ['Argyll & Bute', 'S12000035'],
    ['Edinburgh, City of', 'S12000036'],
    ['Edinburgh City', 'S12000036'],
    ['Eilean Siar', 'S12000013'],
    ['The Highland Council', 'S12000017'],
    ['perth & kinross', 'S12000048'],
    ['S12000047', 'S12000047'],
    ['Scotland', 'S92000003'],
    ['Strathmuir', null],
    ['', null],
  ])('knows %s', (written, code) => expect(scottishCode(written)).toBe(code))
})

const head = 'DZ2011_Code,DZ2011_Name,IZ2011_Code,IZ2011_Name,LA_Code,LA_Name,HB_Code,HB_Name'

describe('lookups', () => {
  it('takes each place once, with its parents', async () => {
    const read = await places(`${head}
S01000001,One,S02000001,Zone,S12000047,Fife,S08000029,Fife
S01000002,Two,S02000001,Zone,S12000047,Fife,S08000029,Fife`)
    expect(read.places.map(each => `${each.kind} ${each.name}`)).toEqual([
      'data-zone One',
      'intermediate-zone Zone',
      'council Fife',
      'health-board Fife',
      'data-zone Two',
    ])
    expect(read.parents).toContainEqual({ place: 'S02000001', parent: 'S12000047' })
    expect(read.parents).toContainEqual({ place: 'S01000002', parent: 'S08000029' })
    expect(read.parents).toHaveLength(2 * 3 + 1 + 1)
    expect(read.refused).toEqual([])
  })

  it('refuses codes of the wrong shape, second names and second parents by line', async () => {
    const read = await places(`${head}
S01000001,One,S02000001,Zone,S12000047,Fife,S08000029,Fife
S0100002,Two,S02000001,Zone,S12000047,Fife,S08000029,Fife
S01000003,Three,S02000001,Other,S12000047,Fife,S08000029,Fife
S01000004,Four,S02000001,Zone,S12000048,Perth and Kinross,S08000030,Tayside
S01000005,,S02000001,Zone,S12000047,Fife,S08000029,Fife`)
    expect(read.refused).toEqual([
      { line: 3, column: 'DZ2011_Code', words: '“S0100002” is not the code of a data zone.' },
      { line: 4, column: 'IZ2011_Name', words: 'S02000001 is called “Zone” further up and “Other” here.' },
      { line: 5, words: 'S02000001 is in S12000047 on line 2 and in S12000048 here.' },
      { line: 6, column: 'DZ2011_Code', words: 'The data zone S01000005 has no name.' },
    ])
    expect(read.places.map(each => each.name)).toEqual([
      'One',
      'Zone',
      'Fife',
      'Fife',
      'Three',
      'Four',
      'Perth and Kinross',
      'Tayside',
    ])
  })

  it('knows columns of other publishers, days, and a council by any of its spellings', async () => {
    const wards = await places(
      'ward21_name,ward21_code,ltla21_name,ltla21_code\nLeith,S13002930,"Edinburgh, City of",S12000036',
    )
    expect(wards.places.map(each => each.name)).toEqual(['Leith', 'City of Edinburgh'])
    expect(wards.parents).toEqual([{ place: 'S13002930', parent: 'S12000036' }])
    const boards = await places(
      'hb19_name,hb19_code,date_enacted,date_archived\nNHS Fife,S08000018,2014-04-01,2018-02-01\nNHS Fife,S08000029,2018-02-02,\nNHS Tayside,S08000030,soon,',
    )
    expect(boards.places).toEqual([
      {
        code: 'S08000018',
        name: 'Fife',
        kind: 'health-board',
        line: 2,
        dates: { opened: '2014-04-01', closed: '2018-02-01' },
      },
      { code: 'S08000029', name: 'Fife', kind: 'health-board', line: 3, dates: { opened: '2018-02-02', closed: null } },
    ])
    expect(boards.refused).toEqual([
      { line: 4, column: 'date_enacted', words: '“soon” is not a day. Write it like 2019-04-01.' },
    ])
  })

  it('takes codes of data zones without names beside localities, and alone they are no lookup', async () => {
    const read = await places('DZ2011_Code,Locality_Code,Locality_Name\nS01000001,Leven-1,Levenmouth')
    expect(read.places).toEqual([
      { code: 'S01000001', name: null, kind: 'data-zone', line: 2 },
      { code: 'LEVEN-1', name: 'Levenmouth', kind: 'locality', line: 2 },
    ])
    expect(read.parents).toEqual([{ place: 'S01000001', parent: 'LEVEN-1' }])
    const sheet = good(await readSheet(new TextEncoder().encode('dz11_code,total_population\nS01000001,500')))
    expect(readPlaces(sheet)).toMatchObject({ refused: true, code: 'not-places' })
  })

  it('refuses a file without places', async () => {
    const sheet = good(await readSheet(new TextEncoder().encode('a,b\n1,2')))
    expect(readPlaces(sheet)).toMatchObject({ refused: true, code: 'not-places' })
  })
})

const published = new URL('../../../../shared/data/', import.meta.url)
const file = (path: string) => readFileSync(new URL(path, published))

describe.skipIf(!existsSync(published))('published files (skipped where ../shared/data is missing)', () => {
  it('reads the data zone lookup', async () => {
    const read = await places(new Uint8Array(file('lookups/DataZone2011lookup_2024-12-16.csv')))
    const counts = new Map<string, number>()
    for (const { kind } of read.places) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({
      'data-zone': 6976,
      'intermediate-zone': 1279,
      ward: 355,
      council: 32,
      'health-board': 14,
      'health-and-care': 31,
      'police-division': 13,
      'fire-area': 14,
      'resilience-partnership': 12,
      'scottish-constituency': 73,
      'uk-constituency': 57,
      nation: 1,
    })
    // A data zone is in one place of each of 11 other kinds, a council in one of each of 5.
    expect(read.parents).toHaveLength(6976 * 11 + 1279 + 355 + 32 * 5 + (14 + 31 + 13 + 14 + 12 + 73 + 57))
    expect(read.refused).toEqual([])
    expect(read.places.map(each => each.name)).toContain('Annandale East and Eskdale')
    const councils = read.places.filter(each => each.kind === 'council').map(({ code, name }) => ({ code, name }))
    expect(councils.sort((a, b) => a.code.localeCompare(b.code))).toEqual(
      scotland.councils.map(({ code, name }) => ({ code, name })).sort((a, b) => a.code.localeCompare(b.code)),
    )
  })
})
