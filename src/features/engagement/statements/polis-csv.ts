// Conversations as Polis exports them: comments.csv, votes.csv and summary.csv, read and written.

import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { readSheet, readSheets, type Sheet, writeCsv } from '../../../outside/sheets.ts'
import type { Opinion } from './statements-of-groups.ts'

export interface PolisStatement {
  /** comment-id: a number in Polis, any text here. */
  readonly statement: string
  /** author-id; '' where the file does not say. */
  readonly author: string
  /** Milliseconds since 1970; null where the file does not say. */
  readonly timestamp: number | null
  /** 1 let in, −1 kept out, 0 not looked at. */
  readonly moderated: -1 | 0 | 1
  readonly words: string
}

export interface PolisVote {
  readonly timestamp: number | null
  readonly statement: string
  /** voter-id. */
  readonly participant: string
  /** As Polis' files have it: 1 agrees, −1 disagrees, 0 passes. (Its database and its programs have the opposite sign.) */
  readonly vote: Opinion
}

export interface PolisConversation {
  readonly statements: readonly PolisStatement[]
  /** Every vote that was cast; a later one on the same statement takes the place of an earlier one. */
  readonly votes: readonly PolisVote[]
  /** Name and value, in the order of the file: topic, url, views, voters … */
  readonly summary: readonly (readonly [name: string, value: string])[]
}

export interface PolisFiles<File> {
  readonly comments: File
  readonly votes: File
  readonly summary: File
}

/** A row that was left out, or a figure that is not what the rows say. */
export interface PolisProblem {
  readonly file: keyof PolisFiles<unknown>
  readonly line: number
  readonly words: string
}

export interface PolisReading {
  readonly conversation: PolisConversation
  readonly problems: readonly PolisProblem[]
}

/**
 * Reads a conversation. Columns may stand in any order and others are passed over; what has no statement, no voter or
 * no vote that can be read is left out and said. Text is trimmed.
 */
export async function readPolis(
  files: Omit<PolisFiles<Uint8Array>, 'summary'> & Partial<Pick<PolisFiles<Uint8Array>, 'summary'>>,
): Promise<PolisReading | Refusal> {
  const comments = await columnsOf(files.comments, 'comments.csv', ['comment-id', 'comment-body'])
  if (isRefusal(comments)) return comments
  const cast = await columnsOf(files.votes, 'votes.csv', ['comment-id', 'voter-id', 'vote'])
  if (isRefusal(cast)) return cast
  const summary = files.summary ? await summaryOf(files.summary) : []
  if (isRefusal(summary)) return summary
  const { statements, problems: ofStatements } = statementsOf(comments)
  const { votes, problems: ofVotes } = votesOf(cast, new Set(statements.map(({ statement }) => statement)))
  const problems = [...ofStatements, ...ofVotes, ...differentTallies(comments, statements, votes)]
  return { conversation: { statements, votes, summary }, problems }
}

/** The three files with Polis' columns; agrees and disagrees count every vote in the list, as Polis counts them. */
export function writePolis({ statements, votes, summary }: PolisConversation): PolisFiles<string> {
  const tallies = talliesOf(votes)
  const [first, ...others] = summary
  return {
    comments: writeComments(statements.map(one => ({ ...one, ...(tallies.get(one.statement) ?? noVotes) }))),
    votes: writeVotes(votes),
    summary: first ? writeCsv(first, others) : '',
  }
}

/** The datetime is the timestamp in words, in UTC. */
export const writeComments = (
  statements: readonly (PolisStatement & { readonly agrees: number; readonly disagrees: number })[],
): string =>
  writeCsv(
    commentColumns,
    statements.map(({ statement, author, timestamp, agrees, disagrees, moderated, words }) => {
      return [timestamp, inWords(timestamp), statement, author, agrees, disagrees, moderated, words]
    }),
  )

export const writeVotes = (votes: readonly PolisVote[]): string =>
  writeCsv(
    voteColumns,
    votes.map(({ timestamp, statement, participant, vote }) => {
      return [timestamp, inWords(timestamp), statement, participant, vote]
    }),
  )

/** The vote of each person on each statement that stands: the last by its time; without a time, the last in the list. */
export function standingVotes(votes: readonly PolisVote[]): PolisVote[] {
  const standing = new Map<string, PolisVote>()
  for (const vote of votes) {
    const key = JSON.stringify([vote.participant, vote.statement])
    const before = standing.get(key)
    const older = before && vote.timestamp !== null && before.timestamp !== null && vote.timestamp < before.timestamp
    if (!older) standing.set(key, vote)
  }
  return [...standing.values()]
}

const commentColumns = [
  'timestamp',
  'datetime',
  'comment-id',
  'author-id',
  'agrees',
  'disagrees',
  'moderated',
  'comment-body',
]
const voteColumns = ['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote']

async function columnsOf(bytes: Uint8Array, name: string, needed: readonly string[]): Promise<Sheet | Refusal> {
  const sheet = await readSheet(bytes, name)
  if (isRefusal(sheet)) return sheet
  const missing = needed.filter(column => !sheet.headings.includes(column))
  if (missing.length === 0) return sheet
  return refuse('polis-columns', `${name} has no column called ${missing.join(' and none called ')}.`)
}

async function summaryOf(bytes: Uint8Array): Promise<[string, string][] | Refusal> {
  const sheets = await readSheets(bytes, 'summary.csv')
  if (isRefusal(sheets)) return sheets
  const rows = sheets.flatMap(({ rows }) => rows).filter(({ cells }) => cells.some(cell => cell !== ''))
  return rows.map(({ cells: [name, ...value] }) => [name!, value.join(', ')])
}

function statementsOf(sheet: Sheet): { statements: PolisStatement[]; problems: PolisProblem[] } {
  const statements = new Map<string, PolisStatement>()
  const problems = sheet.problems.map((problem): PolisProblem => ({ file: 'comments', ...problem }))
  for (const { line, cells } of sheet.rows) {
    const [statement, words] = [cells['comment-id']!, cells['comment-body']!]
    const leaveOut = (why: string): number => problems.push({ file: 'comments', line, words: `Left out: ${why}` })
    if (statement === '') leaveOut('the statement has no comment-id.')
    else if (words === '') leaveOut(`statement ${statement} has no words.`)
    else if (statements.has(statement)) leaveOut(`statement ${statement} is there already.`)
    else {
      const moderated = cells.moderated === '1' ? 1 : cells.moderated === '-1' ? -1 : 0
      const author = cells['author-id'] ?? ''
      statements.set(statement, { statement, author, timestamp: timeOf(cells.timestamp), moderated, words })
    }
  }
  return { statements: [...statements.values()], problems }
}

function votesOf(sheet: Sheet, statements: ReadonlySet<string>): { votes: PolisVote[]; problems: PolisProblem[] } {
  const votes: PolisVote[] = []
  const problems = sheet.problems.map((problem): PolisProblem => ({ file: 'votes', ...problem }))
  for (const { line, cells } of sheet.rows) {
    const [statement, participant] = [cells['comment-id']!, cells['voter-id']!]
    const vote = opinionOf(cells.vote!)
    const leaveOut = (why: string): number => problems.push({ file: 'votes', line, words: `Left out: ${why}` })
    if (!statements.has(statement)) leaveOut(`there is no statement “${statement}” in comments.csv.`)
    else if (participant === '') leaveOut('the vote has no voter-id.')
    else if (vote === null) leaveOut(`“${cells.vote}” is not a vote: it can be 1, 0 or -1.`)
    else votes.push({ timestamp: timeOf(cells.timestamp), statement, participant, vote })
  }
  return { votes, problems }
}

/** Where comments.csv has other numbers of agrees and disagrees than votes.csv has votes. */
function differentTallies(
  sheet: Sheet,
  statements: readonly PolisStatement[],
  votes: readonly PolisVote[],
): PolisProblem[] {
  if (!sheet.headings.includes('agrees') || !sheet.headings.includes('disagrees')) return []
  const tallies = talliesOf(votes)
  const read = new Set(statements.map(({ statement }) => statement))
  return sheet.rows.flatMap(({ line, cells }): PolisProblem[] => {
    const statement = cells['comment-id']!
    const { agrees, disagrees } = tallies.get(statement) ?? noVotes
    const first = read.delete(statement)
    if (!first || (Number(cells.agrees) === agrees && Number(cells.disagrees) === disagrees)) return []
    const said = `${cells.agrees} agree and ${cells.disagrees} disagree`
    const words = `Statement ${statement}: comments.csv says ${said}, votes.csv has ${agrees} and ${disagrees}.`
    return [{ file: 'comments', line, words }]
  })
}

const noVotes = { agrees: 0, disagrees: 0 }

function talliesOf(votes: readonly PolisVote[]): Map<string, { agrees: number; disagrees: number }> {
  const tallies = new Map<string, { agrees: number; disagrees: number }>()
  for (const { statement, vote } of votes) {
    const { agrees, disagrees } = tallies.get(statement) ?? noVotes
    tallies.set(statement, { agrees: agrees + (vote === 1 ? 1 : 0), disagrees: disagrees + (vote === -1 ? 1 : 0) })
  }
  return tallies
}

/** Some programs write whole numbers as 1.0. */
function opinionOf(cell: string): Opinion | null {
  const vote = Number(cell)
  return cell !== '' && (vote === 1 || vote === 0 || vote === -1) ? ((vote + 0) as Opinion) : null
}

function timeOf(cell: string | undefined): number | null {
  const time = Number(cell)
  return cell && Number.isSafeInteger(time) && Math.abs(time) <= 8.64e15 ? time : null
}

/** `Wed Jun 18 08:16:54 UTC 2014`, as Polis writes times. */
function inWords(timestamp: number | null): string {
  if (timestamp === null) return ''
  const time = new Date(timestamp)
  const [weekday, day, month, year] = time.toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${day} ${time.toISOString().slice(11, 19)} UTC ${year}`
}
