// Every published election that is at hand must come out as the reference implementation counts it.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { readPabulib } from '../pabulib/read.ts'
import { writePabulib } from '../pabulib/write.ts'
import { countEqualShares } from './equal-shares.ts'
import { countGreedy } from './greedy.ts'
import type { Election } from './model.ts'

const folder = new URL('../../../../../shared/data/consultations/pabulib', import.meta.url).pathname
const expectedFile = join(folder, 'expected/pabutools_expected.csv')
const there = existsSync(expectedFile)
if (!there) console.info('Published elections are not at hand (../shared/data): they are not counted here.')

interface Expected {
  readonly file: string
  readonly rule: string
  readonly params: string
  readonly selected_project_ids: string
}

const expected: Expected[] = there ? parse(readFileSync(expectedFile, 'utf8'), { columns: true, bom: true }) : []
const files = there ? readdirSync(folder).filter(name => name.endsWith('.pb')) : []

const known = new Map<string, Election>()

function read(file: string): Election {
  const before = known.get(file)
  if (before) return before
  const found = readPabulib(readFileSync(join(folder, file)))
  if (isRefusal(found)) throw new Error(`${file}: ${found.words}`)
  known.set(file, found.election)
  return found.election
}

/** The ids that our count funds under a row's rule; null for a rule that is not ours. */
function funded(row: Expected): readonly string[] | null {
  const election = read(row.file)
  const rules = {
    // Their additive satisfaction of points is ours by cardinality: the score on the ballot.
    satisfaction: row.params.includes('sat=cost') ? ('cost' as const) : ('cardinality' as const),
    tieBreaking: 'lexico' as const,
  }
  if (row.rule === 'greedy_utilitarian_welfare') return countGreedy(election, rules).funded
  if (row.rule !== 'method_of_equal_shares') return null
  return countEqualShares(election, { ...rules, completion: row.params.includes('add1') ? 'add1' : 'none' }).funded
}

describe.skipIf(!there)('published elections, counted as pabutools counts them', () => {
  const ours = expected.filter(row => row.rule !== 'sequential_phragmen')
  if (ours.length < expected.length)
    console.info(`${expected.length - ours.length} rows are by sequential Phragmén, a rule that is not offered here.`)

  it.each(ours)('$file by $rule, $params', row => {
    const ids = funded(row)
    // A project number may have a space in it, and the file parts numbers by spaces.
    expect(ids?.join(' ').split(' ').sort()).toEqual(row.selected_project_ids.split(' ').sort())
  })
})

describe.skipIf(!there)('published files', () => {
  it.each(files)('%s is read, and is the same election after it is written', file => {
    const election = read(file)
    const again = readPabulib(Buffer.from(writePabulib(election)))
    expect(again).toEqual({ election, remarks: [] })
  })
})
