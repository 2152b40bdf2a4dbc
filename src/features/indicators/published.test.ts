import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import { readSheet, type Sheet } from '../../outside/sheets.ts'
import { type Preset, type Published, readPublished } from './published.ts'
import { lgbfPeriod } from './published-lgbf.ts'

function good<T extends object>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Error(outcome.words)
  return outcome
}

const sheetOf = async (text: string): Promise<Sheet> => good(await readSheet(new TextEncoder().encode(text)))

const read = async (preset: Preset, text: string, metadata?: string): Promise<Published> =>
  good(readPublished(preset, await sheetOf(text), metadata === undefined ? undefined : await sheetOf(metadata)))

const shown = (published: Published) =>
  published.readings.map(each =>
    [each.line, each.indicator, each.place, each.period.text, each.value, each.status].join(' '),
  )

describe('cpop', () => {
  const head = 'CPP,Indicator,Type,Year,value,IndicatorFullName,FG'

  it('tells raw, imputed and projected values apart, and says why a value is missing', async () => {
    const published = await read(
      'cpop',
      `${head}
Fife,Child Poverty,Raw data,2021/22,20.5,Child Poverty (%),3
Fife,Child Poverty,Imputed,2022/23,21,Child Poverty (%),3
Scotland,Child Poverty,Projected,2023/24,22,Child Poverty (%),NA
Fife,Child Poverty,Raw data,2020/21,NA,Child Poverty (%),3
Fife,Child Poverty,Guessed,2019/20,1,Child Poverty (%),3
Fife,Child Poverty,Raw data,last year,1,Child Poverty (%),3`,
    )
    expect(shown(published)).toEqual([
      '2 cpop-child-poverty Fife 2021/22 20.5 actual',
      '3 cpop-child-poverty Fife 2022/23 21 estimated',
      '4 cpop-child-poverty Scotland 2023/24 22 projected',
    ])
    expect(published.families).toEqual([{ scheme: 'cpop', family: '3', place: 'Fife' }])
    expect(published.refused).toEqual([
      { line: 5, column: 'value', words: 'The publisher gives no figure here (“NA”).' },
      { line: 6, column: 'Type', words: '“Guessed” is not Raw data, Imputed or Projected.' },
      { line: 7, column: 'Year', words: '“last year” is not a year such as 2021/22.' },
    ])
  })

  it('lists the same reading twice and refuses two values for one', async () => {
    const published = await read(
      'cpop',
      `${head}
Fife,Crime Rate,Raw data,2021/22,5,,3
Fife,Crime Rate,Raw data,2021/22,5.0,,3
Fife,Crime Rate,Raw data,2021/22,6,,3
Fife,Crime Rate,Imputed,2021/22,5,,2`,
    )
    expect(published.readings).toHaveLength(1)
    expect(published.repeated).toEqual([{ line: 3, sameAs: 2 }])
    expect(published.refused.map(each => [each.line, each.words])).toEqual([
      [4, 'Line 2 already gives Fife for 2021/22: 5, not 6. Line 2 was kept.'],
      [5, 'Line 2 puts Fife in family group 3, this line in 2. Line 2 was kept.'],
      [5, 'Line 2 already gives Fife for 2021/22: actual, not estimated. Line 2 was kept.'],
    ])
  })

  it('takes definitions from the metadata, under the names it uses', async () => {
    const { indicators } = await read(
      'cpop',
      `${head}\nFife,Attainment,Raw data,2021/22,5.8,,3\nFife,Depopulation,Raw data,2021/22,99,,3\nFife,Happiness,Raw data,2021/22,1,,3`,
      'Indicator,Definition,Source\nAverage Highest Attainment,Score of leavers,Scottish Government',
    )
    expect(indicators.map(each => [each.name, each.definition.slice(0, 18), each.unit, each.good])).toEqual([
      ['Attainment', 'Score of leavers', 'score', 'up'],
      ['Depopulation', 'Population in 2010', 'score', 'down'],
      ['Happiness', '', 'number', 'neither'],
    ])
  })

  it('passes on rows that the spreadsheet could not place', async () => {
    const published = await read('cpop', 'InterZone,Indicator,Year,value\nS02001236,Child Poverty,2014/15,4,937\n')
    expect(published.refused).toEqual([{ line: 2, words: expect.stringContaining('5 cells') }])
  })

  it('refuses another file', async () => {
    expect(readPublished('cpop', await sheetOf('a,b\n1,2'))).toMatchObject({ refused: true, code: 'not-cpop' })
    expect(readPublished('lgbf', await sheetOf('a,b\n1,2'))).toMatchObject({ refused: true, code: 'not-lgbf' })
  })
})

describe('lgbf', () => {
  it.each([
    ['2010-11', '2010/11', '2010-04-01', '2011-03-31'],
    ['1999-00', '1999/00', '1999-04-01', '2000-03-31'],
    ['2010-12', '2010/11 to 2011/12', '2010-04-01', '2012-03-31'],
    ['2012-15', '2012/13 to 2014/15', '2012-04-01', '2015-03-31'],
    ['2007-11', '2007/08 to 2010/11', '2007-04-01', '2011-03-31'],
  ])('reads %s as %s', (written, text, start, end) => expect(lgbfPeriod(written)).toEqual({ text, start, end }))

  it.each(['', '2010', '2010/11', '2010-10', '2010-30'])('does not read %s', written =>
    expect(lgbfPeriod(written)).toBeNull(),
  )

  const head = ',Code,LocalAuthority,Year,LA_IndicatorReal,Scotland_Indicator_Real,FG_Avg_Indicator_Real,FamilyGroup'
  const file = `${head}
0,CHN24,Angus,2021-22,0.21,0.24,0.2,3
1,CHN24,Fife,2021-22,0.25,0.24,0.25,Most Deprived
2,CHN24,Moray,2021-22,0.22,0.26,0.2,2
3,CHN14a,Fife,2021-22,20.4,21.5,20,Most Deprived
4,ENV06,Fife,2021-22,0.5,0.4,0.45,Urban
5,,,,,,,`

  it('gives Scotland one reading for each code and period, and refuses another figure for it', async () => {
    const published = await read('lgbf', file)
    expect(shown(published)).toEqual([
      '2 CHN24 Angus 2021/22 0.21 actual',
      '2 CHN24 Scotland 2021/22 0.24 actual',
      '3 CHN24 Fife 2021/22 0.25 actual',
      '4 CHN24 Moray 2021/22 0.22 actual',
      '5 CHN14a Fife 2021/22 20.4 actual',
      '5 CHN14a Scotland 2021/22 21.5 actual',
      '6 ENV06 Fife 2021/22 0.5 actual',
      '6 ENV06 Scotland 2021/22 0.4 actual',
    ])
    expect(published.refused).toEqual([
      {
        line: 4,
        column: 'Scotland_Indicator_Real',
        words: 'Line 2 already gives Scotland for 2021/22: 0.24, not 0.26. Line 2 was kept.',
      },
      { line: 7, words: 'The row is empty: it has no code, council, year or value.' },
    ])
    expect(published.repeated).toEqual([])
  })

  it('tells two schemes of family groups by their labels', async () => {
    expect((await read('lgbf', file)).families).toEqual([
      { scheme: 'lgbf-people', family: '3', place: 'Angus' },
      { scheme: 'lgbf-people', family: 'Most Deprived', place: 'Fife' },
      { scheme: 'lgbf-people', family: '2', place: 'Moray' },
      { scheme: 'lgbf-other', family: 'Urban', place: 'Fife' },
    ])
  })

  it('works without metadata, and with it chooses the unit that fits the figures', async () => {
    const bare = await read('lgbf', file)
    expect(bare.indicators.map(each => [each.code, each.name, each.unit, each.good, each.familyScheme])).toEqual([
      ['CHN24', 'CHN24', 'number', 'neither', 'lgbf-people'],
      ['CHN14a', 'CHN14a', 'number', 'neither', 'lgbf-people'],
      ['ENV06', 'ENV06', 'number', 'neither', 'lgbf-other'],
    ])
    const metadata = `Title,Code,ReportingPeriod,MeasureType,NumberFormat,Ranking_Type,Source,Numerator_Correct,Denominator_Correct
Child poverty,CHN 24,Annual,Percentage,0.0%,Ascending,HMRC,Children in poverty,All children
Literacy gap,chn14A,2 Yearly,Percentage,0.0%,Ascending,SG,,
Recycling,ENV06,Annual,Percentage,0.0%,Descending,SEPA,,`
    const { indicators } = await read('lgbf', file, metadata)
    expect(indicators.map(each => [each.name, each.unit, each.good, each.frequency, each.definition])).toEqual([
      ['Child poverty', 'share', 'down', 'yearly', 'Children in poverty divided by All children. HMRC'],
      ['Literacy gap', 'percent', 'down', 'irregular', 'Literacy gap. SG'],
      ['Recycling', 'share', 'up', 'yearly', 'Recycling. SEPA'],
    ])
  })
})

describe('long', () => {
  it('takes headings in any order and case, and common other names', async () => {
    const published = await read(
      'long',
      'VALUE;Year;Area;Indicator Code;Indicator;Group;Status\n"25%";2021/22;Fife;CHN24;Child poverty;girls;Estimated\n£1,200;2021;Fife;X1;Pay;;',
    )
    expect(shown(published)).toEqual(['2 CHN24 Fife 2021/22 25 estimated', '3 X1 Fife 2021 1200 actual'])
    expect(published.readings[0]!.group).toBe('girls')
    expect(published.indicators.map(each => [each.code, each.name, each.unit])).toEqual([
      ['CHN24', 'Child poverty', 'percent'],
      ['X1', 'Pay', 'pounds'],
    ])
  })

  it('makes a code of a name, and tells groups apart', async () => {
    const published = await read(
      'long',
      'place,indicator,period,value,group\nFife,Child poverty,2021,1,\nFife,child poverty,2021,2,girls\nFife,CHN24,2021,3,',
    )
    expect(published.readings.map(each => each.indicator)).toEqual(['child-poverty', 'child-poverty', 'CHN24'])
    expect(published.refused).toEqual([])
  })

  it('refuses every bad cell with its column', async () => {
    const { refused, readings } = await read(
      'long',
      'Place,Indicator,Period,Value,Status\n,A,2021,1,\nFife,,2021,1,\nFife,A,soon,1,\nFife,A,2021,many,constructor\nFife,A,,,',
    )
    expect(readings).toEqual([])
    expect(refused.map(each => `${each.line} ${each.column}: ${each.words}`)).toEqual([
      '2 Place: There is no place.',
      '3 Indicator: There is no indicator.',
      '4 Period: “soon” is not a period. Write it like 2021, 2021/22, 2024 Q1, 2024-05 or 2019 to 2021.',
      '5 Value: “many” is not a number.',
      '5 Status: “constructor” is not actual, estimated or projected.',
      '6 Period: There is no period.',
      '6 Value: There is no value.',
    ])
  })

  it('refuses two names that would share a code', async () => {
    const { refused } = await read('long', 'place,indicator,period,value\nFife,Pay (all),2021,1\nFife,Pay: all,2022,2')
    expect(refused).toEqual([
      expect.objectContaining({
        line: 3,
        column: 'indicator',
        words: expect.stringContaining('share the code pay-all'),
      }),
    ])
  })

  it('refuses a file without the columns it needs', async () => {
    expect(readPublished('long', await sheetOf('place,value\nFife,1'))).toMatchObject({
      words: 'The file has no columns for indicator and period. It needs place, indicator, period and value.',
    })
  })
})

const published = new URL('../../../../shared/data/indicators/', import.meta.url)
const publishedSheet = async (path: string) =>
  good(await readSheet(new Uint8Array(readFileSync(new URL(path, published)))))

describe.skipIf(!existsSync(published))('published files (skipped where ../shared/data is missing)', () => {
  let cpop: Published
  let zones: Published
  let lgbf: Published
  let lgbfRows: Sheet
  let lgbfList: Sheet

  beforeAll(async () => {
    const metadata = await publishedSheet('cpop/Metadata.csv')
    cpop = good(readPublished('cpop', await publishedSheet('cpop/CPPcleandata.csv'), metadata))
    zones = good(readPublished('cpop', await publishedSheet('cpop/IGZ_timeseries_raw_long_Sep23.csv'), metadata))
    lgbfRows = await publishedSheet('lgbf/lgbf_raw_real_by_council_with_scotland_and_family_group.csv')
    lgbfList = await publishedSheet('lgbf/lgbf_indicator_information.csv')
    lgbf = good(readPublished('lgbf', lgbfRows, lgbfList))
  })

  it('reads the outcomes profile by partnership', () => {
    expect([cpop.readings.length, cpop.indicators.length, cpop.families.length]).toEqual([8_809, 20, 32])
    expect(cpop.refused.map(each => each.words)).toEqual(Array(2).fill('The publisher gives no figure here (“NA”).'))
    const statuses = ['actual', 'estimated', 'projected'].map(
      status => cpop.readings.filter(each => each.status === status).length,
    )
    expect(statuses).toEqual([6_895, 1_023, 891])
    expect(cpop.indicators.filter(each => each.definition === '' || each.unit === 'number')).toEqual([])
    expect(cpop.indicators.find(each => each.name === 'Attainment')!.definition).toContain(
      'highest level of qualification',
    )
    expect(cpop.readings[0]).toMatchObject({
      place: 'Aberdeen City',
      value: 90.08333333333331,
      period: { text: '2010/11' },
    })
  })

  it('reads the outcomes profile by intermediate zone into the same indicators', () => {
    expect([zones.readings.length, zones.indicators.length, zones.refused, zones.repeated]).toEqual([
      101_039,
      8,
      [],
      [],
    ])
    const codes = new Set(cpop.indicators.map(each => each.code))
    expect(zones.indicators.filter(each => !codes.has(each.code))).toEqual([])
  })

  it('reads the benchmarking framework', () => {
    expect([lgbf.readings.length, lgbf.indicators.length, lgbf.families.length]).toEqual([33_257 + 1_059, 108, 64])
    expect(lgbf.readings.filter(each => each.place === 'Scotland')).toHaveLength(1_059)
    expect(lgbf.refused).toEqual([
      expect.objectContaining({
        column: 'Scotland_Indicator_Real',
        words: expect.stringContaining('585.8142564, not 513.4303331'),
      }),
      expect.objectContaining({ words: 'The row is empty: it has no code, council, year or value.' }),
    ])
    expect(lgbf.repeated).toEqual([])
    const schemes = lgbf.indicators.map(each => each.familyScheme)
    expect(['lgbf-people', 'lgbf-other'].map(scheme => schemes.filter(each => each === scheme).length)).toEqual([
      59, 49,
    ])
  })

  it('gives every indicator the way that is better and the unit that fits', () => {
    const byCode = new Map(lgbf.indicators.map(each => [each.code, each]))
    const counts = (pick: (each: Published['indicators'][number]) => string) => {
      const found: Record<string, number> = {}
      for (const each of lgbf.indicators) found[pick(each)] = (found[pick(each)] ?? 0) + 1
      return found
    }
    expect(byCode.get('C&L01')).toMatchObject({
      name: 'Cost per Attendance at Sports Facilities',
      good: 'down',
      unit: 'pounds',
    })
    expect(byCode.get('CHN04')).toMatchObject({ good: 'up', unit: 'share' })
    expect(byCode.get('CHN14a')).toMatchObject({ good: 'down', unit: 'percent' })
    expect(byCode.get('CORP03c')).toMatchObject({ good: 'neither' })
    expect(counts(each => each.good)).toEqual({ down: 53, up: 51, neither: 4 })
    expect(counts(each => each.unit)).toEqual({
      pounds: 22,
      share: 64,
      number: 1,
      percent: 2,
      score: 6,
      rate: 4,
      tonnes: 5,
      days: 4,
    })
    expect(counts(each => each.frequency)).toEqual({ yearly: 101, irregular: 7 })
  })

  it('gives spans as long as the publisher says: years together by reporting period', () => {
    const stated = new Map(
      lgbfList.rows.map(row => [row.cells.Code, Number(/^(\d) Year Aggr/.exec(row.cells.ReportingPeriod!)?.[1] ?? 1)]),
    )
    const odd = new Set<string>()
    for (const { indicator, period } of lgbf.readings) {
      const years = Number(period.end.slice(0, 4)) - Number(period.start.slice(0, 4))
      if (years !== stated.get(indicator)) odd.add(`${stated.get(indicator)} as ${period.text}`)
    }
    expect([...odd]).toEqual(['3 as 2010/11 to 2013/14'])
  })

  it('keeps the published figures: the mean of a family group is the one in the file', () => {
    const values = new Map(
      lgbf.readings.map(each => [`${each.indicator} ${each.place} ${each.period.text}`, each.value]),
    )
    const peers = lgbfRows.rows.filter(
      row => row.cells.Code === 'CHN24' && row.cells.Year === '2021-22' && row.cells.FamilyGroup === 'Most Deprived',
    )
    const mean =
      peers.reduce((sum, row) => sum + values.get(`CHN24 ${row.cells.LocalAuthority} 2021/22`)!, 0) / peers.length
    expect(peers).toHaveLength(8)
    expect(mean).toBeCloseTo(Number(peers[0]!.cells.FG_Avg_Indicator_Real), 8)
  })
})
