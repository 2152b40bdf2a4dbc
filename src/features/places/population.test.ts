import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { readSheet } from '../../outside/sheets.ts'
import { readPopulation } from './population.ts'

const read = async (text: string, name = 'people.csv', year: number | null = null) => {
  const sheet = await readSheet(new TextEncoder().encode(text), name)
  return isRefusal(sheet) ? sheet : readPopulation(sheet, name, year)
}
const row = (line: number, code: string, year: number, persons: number) => ({ line, code, year, persons })

describe('population', () => {
  it('takes the year from its column, then from who sends it, then from the name of the file', async () => {
    const column = 'hb19_code,year,total_population\nS08000015,1981,"377,854"'
    expect(await read(column, 'mid2021.csv', 2020)).toMatchObject({ rows: [row(2, 'S08000015', 1981, 377854)] })
    const plain = 'dz11_code,dz11_name,total_population\nS01009308,Abbey Parks North,547'
    expect(await read(plain, 'population_mid2021_dz11.csv')).toMatchObject({ rows: [row(2, 'S01009308', 2021, 547)] })
    expect(await read(plain, 'mid2021.csv', 2020)).toMatchObject({ rows: [row(2, 'S01009308', 2020, 547)] })
    expect(await read(plain, 'population_2021.csv')).toMatchObject({ code: 'no-year', field: 'year' })
  })

  it('counts the smallest place in a row, and everyone in it', async () => {
    const text =
      'ltla19_name,ltla19_code,dz11_code,sex,all_ages\nFife,S12000047,S01009308,Persons,547\nFife,S12000047,S01009308,Males,270'
    expect(await read(text, 'mid-2022.csv')).toEqual({
      rows: [row(2, 'S01009308', 2022, 547)],
      refused: [{ line: 3, words: 'This row counts “Males”. Only rows for everyone are taken in.' }],
    })
  })

  it('refuses by row what is no figure, no year, or stands above', async () => {
    const text =
      'code,year,population\nS12000047,2021,-1\nS12000047,2021,1.5\nS12000047,21,5\n,2021,5\nS12000047,2021,5\nS12000047,2021,5'
    expect(await read(text)).toEqual({
      rows: [row(6, 'S12000047', 2021, 5)],
      refused: [
        { line: 2, words: '“-1” is not a number of people.' },
        { line: 3, words: '“1.5” is not a number of people.' },
        { line: 4, words: '“21” is not a year.' },
        { line: 5, words: 'This row has no code of a place.' },
        { line: 7, words: 'S12000047 has a figure for 2021 on line 6.' },
      ],
    })
  })

  it('refuses a file without codes or people', async () => {
    expect(await read('name,persons\nFife,5')).toMatchObject({ code: 'not-population' })
    expect(await read('code,name\nS12000047,Fife')).toMatchObject({ code: 'not-population' })
  })
})
