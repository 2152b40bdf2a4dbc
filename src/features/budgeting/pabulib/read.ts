// Reads participatory budgets in Pabulib's .pb format, leniently: what cannot be used is left out and said in words.

import { CsvError, parse } from 'csv-parse/sync'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { decodeText } from '../../../outside/sheets-csv.ts'
import { readDecimal } from '../counting/decimal.ts'
import {
  type Ballot,
  type BallotKind,
  type Choice,
  type Election,
  mergeBallots,
  type Project,
} from '../counting/model.ts'
import { tally } from '../counting/tally.ts'
import { kindOf, knapsackLimit, ownColumns, ownMeta } from './kinds.ts'

/** Something in the file that was left out or does not add up. */
export interface Remark {
  /** Line of the file, from 1; null where it is about the whole file. */
  readonly line: number | null
  readonly words: string
}

export interface PabulibFile {
  readonly election: Election
  readonly remarks: readonly Remark[]
}

interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

type Section = 'META' | 'PROJECTS' | 'VOTES'
const sections: readonly Section[] = ['META', 'PROJECTS', 'VOTES']

/**
 * Reads a .pb file. Facts about single voters (age, sex, way of voting) are not kept: counting does not need them.
 * Refuses what is no .pb file or lacks what no count can do without: `not-pabulib`, `pabulib-no-budget`,
 * `pabulib-ballots-unknown`, `pabulib-no-projects`.
 */
export function readPabulib(bytes: Uint8Array): PabulibFile | Refusal {
  const remarks: Remark[] = []
  const found = sectionsOf(rowsOf(decodeText(bytes).text.replace(/^\ufeff/, ''), remarks))
  if (!found) {
    const words =
      'This is not a Pabulib file: it needs the three parts META, PROJECTS and VOTES, each on a line of its own.'
    return refuse('not-pabulib', words)
  }
  const meta = readMeta(found.META)
  const budget = readDecimal(meta.get('budget') ?? '')
  if (budget === null || budget.startsWith('-'))
    return refuse('pabulib-no-budget', 'The file does not say how much money there is (the line “budget” under META).')
  const kind = kindIn(meta)
  if (!kind) {
    const words = `The file’s kind of ballot, “${meta.get('vote_type') ?? ''}”, is not one we can count.`
    return refuse('pabulib-ballots-unknown', words)
  }
  const projects = readProjects(found.PROJECTS, remarks)
  if (projects.length === 0) return refuse('pabulib-no-projects', 'The file has no project that can be read.')
  const ballots = readBallots(found.VOTES, kind, new Set(projects.map(project => project.id)), remarks)
  if ('refused' in ballots) return ballots
  const further = Object.fromEntries([...meta].filter(([key]) => !ownMeta.includes(key)))
  const name = meta.get('description') ?? ''
  const election = { name, kind, budget, projects, ballots: mergeBallots(kind, ballots), further }
  checkFigures(election, meta, found.PROJECTS, remarks)
  return { election, remarks }
}

function rowsOf(text: string, remarks: Remark[]): Row[] {
  const read = (quote: boolean): Row[] => {
    // With `info` each record comes with its line; the parser's types do not say so.
    const records: unknown = parse(text, {
      delimiter: ';',
      record_delimiter: ['\r\n', '\n', '\r'],
      quote: quote ? '"' : false,
      relax_column_count: true,
      relax_quotes: true,
      info: true,
      trim: true,
    })
    return (records as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      line: info.lines,
      cells: record.map(meaning),
    }))
  }
  try {
    return read(true)
  } catch (error) {
    // Files come from outside: the parser throws on a quotation mark that is never closed. Then none of them counts.
    if (!(error instanceof CsvError)) throw error
    remarks.push({
      line: null,
      words: 'A quotation mark is opened and not closed, so all of them were read as plain signs.',
    })
    return read(false)
  }
}

/** Some files write None for nothing. */
const meaning = (cell: string): string => (cell.toLowerCase() === 'none' ? '' : cell)

function sectionsOf(rows: readonly Row[]): Record<Section, Row[]> | null {
  const found = new Map<Section, Row[]>()
  let current: Row[] | null = null
  for (const row of rows) {
    if (row.cells.every(cell => cell === '')) continue
    // Spreadsheets fill every line up with empty cells.
    const alone = row.cells.slice(1).every(cell => cell === '')
    const section = alone && sections.find(name => name === row.cells[0]!.toUpperCase())
    if (section) {
      current = found.get(section) ?? []
      found.set(section, current)
    } else current?.push(row)
  }
  const [META, PROJECTS, VOTES] = sections.map(name => found.get(name))
  return META && PROJECTS && VOTES ? { META, PROJECTS, VOTES } : null
}

function readMeta(rows: readonly Row[]): Map<string, string> {
  const meta = new Map<string, string>()
  for (const { cells } of rows) {
    const [key = '', ...rest] = cells
    // A semicolon in an unquoted comment is part of the comment; empty cells at the end are filling.
    const value = rest.slice(0, rest.findLastIndex(cell => cell !== '') + 1).join(';')
    if (key && value && !(key === 'key' && value === 'value')) meta.set(key.toLowerCase(), value)
  }
  return meta
}

function kindIn(meta: ReadonlyMap<string, string>): BallotKind | undefined {
  const kind = kindOf[(meta.get('vote_type') ?? '').toLowerCase()]
  return kind === 'approval' && meta.has(knapsackLimit) ? 'knapsack' : kind
}

/** The rows of a part by the names of its columns. */
function* records(
  rows: readonly Row[],
): Iterable<{ line: number; cell: (column: string) => string; columns: string[] }> {
  const columns = rows[0]?.cells.map(column => column.toLowerCase()) ?? []
  for (const { line, cells } of rows.slice(1))
    yield { line, columns, cell: column => cells[columns.indexOf(column)] ?? '' }
}

function readProjects(rows: readonly Row[], remarks: Remark[]): Project[] {
  const projects = new Map<string, Project>()
  for (const { line, cell, columns } of records(rows)) {
    const id = cell('project_id')
    const cost = readDecimal(cell('cost'))
    const fault = !id
      ? 'it has no project number'
      : id.includes(',')
        ? `its project number ${id} has a comma, so no vote can name it`
        : projects.has(id)
          ? `project ${id} is there twice; the first was taken`
          : cost === null || cost.startsWith('-')
            ? `“${cell('cost')}” is not a cost`
            : null
    if (fault !== null || cost === null) {
      remarks.push({ line, words: `A project was left out: ${fault}.` })
      continue
    }
    const further = columns
      .filter(column => column && !ownColumns.includes(column) && cell(column))
      .map(column => [column, cell(column)])
    projects.set(id, { id, name: cell('name') || id, cost, further: Object.fromEntries(further) })
  }
  return [...projects.values()]
}

function readBallots(
  rows: readonly Row[],
  kind: BallotKind,
  known: Set<string>,
  remarks: Remark[],
): Ballot[] | Refusal {
  const columns = rows[0]?.cells.map(column => column.toLowerCase()) ?? []
  if (!columns.includes('vote')) return refuse('not-pabulib', 'The part VOTES has no column “vote”.')
  const ballots: Ballot[] = []
  for (const { line, cell } of records(rows)) {
    const named = split(cell('vote'))
    const points = kind === 'points' ? split(cell('points')) : []
    // A voter who is listed without points gave none: an empty ballot.
    if (kind === 'points' && points.length > 0 && points.length !== named.length) {
      const words = `A ballot was left out: it names ${named.length} projects and gives points ${points.length} times.`
      remarks.push({ line, words })
      continue
    }
    const choices = new Map<string, Choice>()
    for (const [at, project] of (kind === 'points' ? named.slice(0, points.length) : named).entries()) {
      const fault = known.has(project)
        ? choices.has(project)
          ? 'it is named twice on this ballot'
          : null
        : 'there is no such project'
      const given = kind === 'points' ? readDecimal(points[at]!) : undefined
      if (fault !== null) remarks.push({ line, words: `A vote for project ${project} was left out: ${fault}.` })
      else if (given === null)
        remarks.push({ line, words: `Points for project ${project} were left out: “${points[at]}” is not a number.` })
      else choices.set(project, given === undefined ? { project } : { project, points: given })
    }
    ballots.push({ choices: [...choices.values()], voters: 1 })
  }
  return ballots
}

const split = (list: string): string[] =>
  list
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')

/** Says where the file's own figures are not what its lines add up to. */
function checkFigures(election: Election, meta: ReadonlyMap<string, string>, rows: readonly Row[], remarks: Remark[]) {
  const counted = tally(election)
  const differs = (field: string, ours: number, words: string) => {
    const theirs = meta.get(field)
    if (theirs !== undefined && readDecimal(theirs) !== String(ours))
      remarks.push({ line: null, words: `The file says that it has ${theirs} ${words}; we read ${ours}.` })
  }
  differs('num_projects', election.projects.length, 'projects')
  differs('num_votes', counted.voters, 'ballots')
  const votes = new Map(counted.projects.map(project => [project.id, project.votes]))
  const wrong = [...records(rows)].filter(({ cell }) => {
    const [theirs, ours] = [readDecimal(cell('votes')), votes.get(cell('project_id'))]
    return theirs !== null && ours !== undefined && theirs !== String(ours)
  })
  const [first] = wrong
  if (first) {
    const id = first.cell('project_id')
    const words = `For ${wrong.length} of ${votes.size} projects the file’s number of votes is not what its ballots add up to: project ${id} is said to have ${first.cell('votes')}, the ballots give it ${votes.get(id)}. We count the ballots.`
    remarks.push({ line: null, words })
  }
}
