import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import {
  type PolisConversation,
  type PolisFiles,
  type PolisReading,
  readPolis,
  standingVotes,
  writePolis,
} from './polis-csv.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function read(files: { comments: string; votes: string; summary?: string }): Promise<PolisReading> {
  const { comments, votes, summary } = files
  const reading = await readPolis({
    comments: bytes(comments),
    votes: bytes(votes),
    ...(summary === undefined ? {} : { summary: bytes(summary) }),
  })
  if (isRefusal(reading)) throw new Error(reading.words)
  return reading
}

const comments = `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1403054214174,Wed Jun 18 08:16:54 WIB 2014,0,7,2,1,1,"More buses, please.
"
1403058803883,Wed Jun 18 09:33:23 WIB 2014,13,8,0,0,-1,Hello.
`
const votes = `timestamp,datetime,comment-id,voter-id,vote
1403054215000,Wed Jun 18 08:16:55 WIB 2014,0,7,1
1403054219000,Wed Jun 18 08:16:59 WIB 2014,0,9,-1
1403054217000,Wed Jun 18 08:16:57 WIB 2014,0,9,1
`

describe('readPolis', () => {
  it('reads statements, votes and the summary', async () => {
    const { conversation, problems } = await read({ comments, votes, summary: 'topic,Buses\nurl,\nvoters,2\n' })
    expect(problems).toEqual([])
    expect(conversation.statements).toEqual([
      { statement: '0', author: '7', timestamp: 1403054214174, moderated: 1, words: 'More buses, please.' },
      { statement: '13', author: '8', timestamp: 1403058803883, moderated: -1, words: 'Hello.' },
    ])
    expect(conversation.votes).toHaveLength(3)
    expect(conversation.votes[1]).toEqual({ timestamp: 1403054219000, statement: '0', participant: '9', vote: -1 })
    expect(conversation.summary).toEqual([
      ['topic', 'Buses'],
      ['url', ''],
      ['voters', '2'],
    ])
  })
  it('counts the last vote by its time, wherever it stands in the file', async () => {
    const { conversation } = await read({ comments, votes })
    const standing = standingVotes(conversation.votes)
    expect(standing.map(({ participant, vote }) => [participant, vote])).toEqual([
      ['7', 1],
      ['9', -1],
    ])
    const untimed = standing
      .flatMap(vote => [vote, { ...vote, vote: 0 as const }])
      .map(vote => ({ ...vote, timestamp: null }))
    expect(standingVotes(untimed).map(({ vote }) => vote)).toEqual([0, 0])
  })
  it('takes columns in any order and numbers as other programs write them', async () => {
    const { conversation, problems } = await read({
      comments: 'comment-body;importance;comment-id\r\nTrees;3;4\r\n',
      votes: '\ufeffvote\tvoter-id\tcomment-id\n1.0\tx\t4\n-0\ty\t4\n',
    })
    expect(problems).toEqual([])
    expect(conversation.statements).toEqual([
      { statement: '4', author: '', timestamp: null, moderated: 0, words: 'Trees' },
    ])
    expect(conversation.votes.map(({ vote }) => vote)).toEqual([1, 0])
  })
  it('says what it left out, and why', async () => {
    const { conversation, problems } = await read({
      comments: 'comment-id,comment-body\n1,Trees\n1,Trees again\n2,\n,No number\n',
      votes: 'comment-id,voter-id,vote\n1,a,1\n2,a,1\n9,a,1\n1,,1\n1,b,yes\n1,b,\n1,b,1,slipped\n',
    })
    expect(conversation.statements.map(({ statement }) => statement)).toEqual(['1'])
    expect(conversation.votes).toHaveLength(1)
    expect(problems.map(({ file, line }) => `${file} ${line}`).sort()).toEqual([
      'comments 3',
      'comments 4',
      'comments 5',
      'votes 3',
      'votes 4',
      'votes 5',
      'votes 6',
      'votes 7',
      'votes 8',
    ])
    expect(problems.find(({ file, line }) => file === 'votes' && line === 6)!.words).toContain('“yes” is not a vote')
  })
  it('says where the numbers of agrees and disagrees are not those of the votes', async () => {
    const { problems } = await read({ comments: comments.replace(',2,1,1,', ',5,1,1,'), votes })
    expect(problems.map(({ words }) => words)).toEqual([
      'Statement 0: comments.csv says 5 agree and 1 disagree, votes.csv has 2 and 1.',
    ])
  })
  it('refuses a file without the columns it needs', async () => {
    const answer = await readPolis({ comments: bytes(comments), votes: bytes('a,b\n1,2\n') })
    expect(isRefusal(answer) && answer.words).toContain('votes.csv has no column called comment-id')
  })
})

describe('writePolis', () => {
  it('writes the columns of Polis, with no text that could run as a formula', async () => {
    const { conversation } = await read({ comments, votes })
    const [first, ...others] = conversation.statements
    const files = writePolis({ ...conversation, statements: [{ ...first!, words: '=1+1' }, ...others] })
    const lines = files.comments.replace('\ufeff', '').split('\r\n')
    expect(lines[0]).toBe('timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body')
    expect(lines[1]).toBe("1403054214174,Wed Jun 18 01:16:54 UTC 2014,0,7,2,1,1,'=1+1")
    expect(files.votes).toContain('1403054219000,Wed Jun 18 01:16:59 UTC 2014,0,9,-1')
    expect((await read(files)).conversation.statements[0]!.words).toBe('=1+1')
  })
  it('comes back in unchanged, whatever people write', async () => {
    const id = fc.nat(9).map(String)
    const words = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom('=SUM(A1)', "'quoted'", '-5', '+44 1', 'a\n"b", c', '@x', "'=x"),
    )
    const conversations = fc.record({
      statements: fc.uniqueArray(
        fc.record({
          statement: id,
          author: id,
          timestamp: fc.option(fc.nat()),
          moderated: fc.constantFrom<-1 | 0 | 1>(-1, 0, 1),
          words: words
            .map(text => text.trim())
            .filter(text => text !== '' && !['\u0000', '\ufffe', '\uffff'].some(sign => text.includes(sign))),
        }),
        { selector: ({ statement }) => statement, minLength: 1, maxLength: 6 },
      ),
      votes: fc.array(
        fc.record({
          timestamp: fc.option(fc.nat()),
          statement: fc.nat(99).map(String),
          participant: id,
          vote: fc.constantFrom<-1 | 0 | 1>(-1, 0, 1),
        }),
      ),
      summary: fc.constantFrom<PolisConversation['summary']>(
        [],
        [
          ['topic', '=1+1'],
          ['url', 'https://x'],
        ],
      ),
    })
    await fc.assert(
      fc.asyncProperty(conversations, async ({ statements, votes, summary }) => {
        const cast = votes.map(vote => ({
          ...vote,
          statement: statements[Number(vote.statement) % statements.length]!.statement,
        }))
        const conversation = { statements, votes: cast, summary }
        const { conversation: back, problems } = await read(writePolis(conversation))
        expect(back).toEqual(conversation)
        expect(problems).toEqual([])
      }),
    )
  })
})

const published = new URL('../../../../../shared/data/consultations/polis/', import.meta.url)
const here = existsSync(published)

describe.skipIf(!here)(`published conversations${here ? '' : ' (left out: ../shared/data is not here)'}`, () => {
  const real = (name: string, file: string) => readFileSync(new URL(`${name}/${file}.csv`, published))
  // In both files 1 agrees and −1 disagrees; agrees and disagrees count every vote, also those taken back later.
  it.each([
    ['15-per-hour-seattle', 54, 2995, 2872],
    ['brexit-consensus', 50, 5312, 5303],
  ] as const)(
    '%s comes in whole, its tallies agree, and it goes out and comes back the same',
    async (name, statements, cast, standing) => {
      const files: PolisFiles<Uint8Array> = {
        comments: real(name, 'comments'),
        votes: real(name, 'votes'),
        summary: real(name, 'summary'),
      }
      const reading = await readPolis(files)
      if (isRefusal(reading)) throw new Error(reading.words)
      expect(reading.problems).toEqual([])
      expect(reading.conversation.statements).toHaveLength(statements)
      expect(reading.conversation.votes).toHaveLength(cast)
      expect(standingVotes(reading.conversation.votes)).toHaveLength(standing)
      expect(new Map(reading.conversation.summary).get('comments')).toBe(`${statements}`)
      expect(await read(writePolis(reading.conversation))).toEqual(reading)
    },
  )
})
