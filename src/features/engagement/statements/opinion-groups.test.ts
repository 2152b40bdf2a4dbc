import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import { seededRandom } from '../../../kernel/seeded.ts'
import { type OpinionGroups, type OpinionVote, opinionGroups } from './opinion-groups.ts'
import { readPolis, standingVotes } from './polis-csv.ts'

const statements = [...Array(12).keys()].map(at => `s${at}`)

/** People of camps of the sizes given; each camp has a view on every statement, held nine times in ten. */
function camps(sizes: readonly number[], voted = 0.8): OpinionVote[] {
  const random = seededRandom(4)
  const views = sizes.map(() => statements.map(() => (random() < 0.5 ? 1 : -1)))
  return sizes.flatMap((size, camp) =>
    [...Array(size).keys()].flatMap(at =>
      statements.flatMap((statement, s): OpinionVote[] => {
        if (random() > voted) return []
        const view = views[camp]![s]! as 1 | -1
        const vote = random() < 0.9 ? view : random() < 0.5 ? 0 : (-view as 1 | -1)
        return [{ participant: `${camp}-${String(at).padStart(3, '0')}`, statement, vote }]
      }),
    ),
  )
}

const found = (answer: OpinionGroups | Refusal): OpinionGroups => {
  if (isRefusal(answer)) throw new Error(answer.words)
  return answer
}

/** Hubert & Arabie (1985): 1 where two ways of grouping are one, about 0 where they have nothing in common. */
function adjustedRandIndex(pairs: readonly (readonly [string, string])[]): number {
  const twos = (keys: readonly string[]) => {
    const counts = new Map<string, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  }
  const [both, one, other] = [
    twos(pairs.map(pair => pair.join('|'))),
    twos(pairs.map(([a]) => a)),
    twos(pairs.map(([, b]) => b)),
  ]
  const chance = (one * other) / ((pairs.length * (pairs.length - 1)) / 2)
  return (both - chance) / ((one + other) / 2 - chance)
}

describe('opinionGroups', () => {
  it.each([[[60, 40]], [[50, 40, 30]]])('finds camps of %j again, largest first', sizes => {
    const { groups, participants, silhouette, caution, measuredOn } = found(opinionGroups(statements, camps(sizes)))
    expect(groups).toHaveLength(sizes.length)
    expect(groups.map(({ size }) => size)).toEqual(groups.map(({ size }) => size).sort((a, b) => b - a))
    const index = adjustedRandIndex(participants.map(({ participant, group }) => [participant[0]!, `${group}`]))
    expect(index).toBeGreaterThan(0.9)
    expect(silhouette).toBeGreaterThan(0.5)
    expect(measuredOn).toBe(participants.length)
    expect(caution).toBeNull()
  })
  it('gives the same picture whatever the order of the votes', () => {
    const votes = camps([30, 25])
    const picture = opinionGroups(statements, votes)
    fc.assert(
      fc.property(fc.shuffledSubarray(votes, { minLength: votes.length }), shuffled => {
        expect(opinionGroups(statements, shuffled)).toEqual(picture)
      }),
      { numRuns: 10 },
    )
  })
  it('draws people where their votes put them', () => {
    // Two statements, all voted on: the covariance is [[1, r], [r, 1]] × n / (n − 1), its directions (1, ±1) / √2.
    const corners = [
      [1, 1, 8],
      [-1, -1, 8],
      [1, -1, 2],
      [-1, 1, 2],
    ] as const
    const votes = corners.flatMap(([first, second, times], corner) =>
      [...Array(times).keys()].flatMap((at): OpinionVote[] => [
        { participant: `${corner}${at}`, statement: 'a', vote: first },
        { participant: `${corner}${at}`, statement: 'b', vote: second },
      ]),
    )
    const { participants, variance, leastVotes } = found(opinionGroups(['a', 'b'], votes))
    expect(leastVotes).toBe(2)
    expect(variance[0]).toBeCloseTo(0.8, 10)
    expect(variance[1]).toBeCloseTo(0.2, 10)
    const agreeing = participants.find(({ participant }) => participant === '00')!
    expect(agreeing.x).toBeCloseTo(Math.SQRT2, 10)
    expect(agreeing.y).toBeCloseTo(0, 10)
  })
  it('moves people with few votes out again', () => {
    const votes = camps([30, 25], 1)
    const whole = found(opinionGroups(statements, votes))
    const few = new Set(statements.slice(0, 7))
    const without = votes.filter(({ participant, statement }) => participant !== '0-000' || few.has(statement))
    const picture = found(opinionGroups(statements, without))
    const x = (of: OpinionGroups) => of.participants.find(({ participant }) => participant === '0-000')!.x
    expect(Math.sign(x(picture))).toBe(Math.sign(x(whole)))
    expect(Math.abs(x(picture))).toBeGreaterThan(0.6 * Math.abs(x(whole)))
  })
  it('leaves out who voted too little and votes on other statements, and counts the later of two votes', () => {
    const votes = camps([30, 25], 1)
    const noise: OpinionVote[] = [
      ...statements.slice(0, 6).map((statement): OpinionVote => ({ participant: 'few', statement, vote: 1 })),
      { participant: '0-000', statement: 'gone', vote: 1 },
    ]
    const earlier = votes.slice(0, 40).map((vote): OpinionVote => ({ ...vote, vote: 0 }))
    const picture = found(opinionGroups(statements, [...earlier, ...noise, ...votes]))
    expect(picture.leftOut).toBe(1)
    expect({ ...picture, leftOut: 0 }).toEqual(opinionGroups(statements, votes))
  })
  it('says so where a group cannot but be small', () => {
    const alike = camps([3, 9], 1)
    const picture = found(opinionGroups(statements, alike))
    expect(picture.groups.map(({ size, small }) => [size, small])).toEqual([
      [9, false],
      [3, true],
    ])
    expect(picture.caution).toContain('fewer than 5 people')
  })
  it('prefers groups of five and more to clearer ones with a few people aside', () => {
    // Two camps on the first six statements; four people who care for the last six only, far from both.
    const aside = (count: number): OpinionVote[] =>
      [40, 40, count].flatMap((size, camp) =>
        [...Array(size).keys()].flatMap(at =>
          statements.map((statement, s): OpinionVote => {
            const vote = camp === 2 ? (s < 6 ? 0 : 1) : s > 5 ? 0 : camp === 0 ? 1 : -1
            return { participant: `${camp}-${at}`, statement, vote }
          }),
        ),
      )
    expect(found(opinionGroups(statements, aside(5))).groups.map(({ size }) => size)).toEqual([40, 40, 5])
    const picture = found(opinionGroups(statements, aside(4)))
    expect(picture.groups).toHaveLength(2)
    expect(picture.groups.every(({ size }) => size >= 40)).toBe(true)
    expect(picture.caution).toBeNull()
  })
  it('has no groups of few people, of one statement, or of people who all say the same', () => {
    expect(opinionGroups(statements, camps([9], 1))).toMatchObject({ refused: true, code: 'too-few-participants' })
    expect(opinionGroups(['s0'], camps([30], 1))).toMatchObject({ refused: true, code: 'too-few-participants' })
    const same = camps([20], 1).map((vote): OpinionVote => ({ ...vote, vote: 1 }))
    expect(opinionGroups(statements, same)).toMatchObject({ refused: true, code: 'all-alike' })
    const many = [...Array(501).keys()].map(String)
    expect(opinionGroups(many, [])).toMatchObject({ refused: true, code: 'too-many-statements' })
  })
  it('measures a sample where people are many, the same one each time', () => {
    const votes = camps([1500, 1200], 1)
    const picture = found(opinionGroups(statements, votes))
    expect(picture.measuredOn).toBe(2000)
    expect(picture.participants).toHaveLength(2700)
    expect(picture.groups).toHaveLength(2)
    expect(opinionGroups(statements, votes)).toEqual(picture)
  })
})

const published = new URL('../../../../../shared/data/consultations/polis/', import.meta.url)
const here = existsSync(published)

describe.skipIf(!here)(`published conversations${here ? '' : ' (left out: ../shared/data is not here)'}`, () => {
  // Statements that were kept out are left aside; people are those whom Polis put in a group and who are in ours.
  it.each([
    ['15-per-hour-seattle', 138, 0.83, 0.44],
    ['brexit-consensus', 189, 0.96, 0.87],
  ] as const)(
    '%s: two groups, %i people, and most of them as Polis had them',
    async (name, people, sameShare, index) => {
      const real = (file: string) => readFileSync(new URL(`${name}/${file}.csv`, published))
      const reading = await readPolis({ comments: real('comments'), votes: real('votes') })
      if (isRefusal(reading)) throw new Error(reading.words)
      const { statements, votes } = reading.conversation
      const letIn = statements.filter(({ moderated }) => moderated !== -1).map(({ statement }) => statement)
      const picture = found(opinionGroups(letIn, standingVotes(votes)))
      expect(picture.groups).toHaveLength(2)
      expect(picture.participants).toHaveLength(people)

      const rows: Record<string, string>[] = parse(real('participants-votes'), { columns: true, bom: true })
      const theirs = new Map(rows.map(row => [row.participant!, row['group-id']!]))
      const pairs = picture.participants.map(
        ({ participant, group }) => [theirs.get(participant)!, `${group}`] as const,
      )
      expect(pairs.every(([their]) => their !== '')).toBe(true)
      const same = pairs.filter(([their, our]) => their === our).length / pairs.length
      expect(Math.max(same, 1 - same)).toBeGreaterThan(sameShare)
      expect(adjustedRandIndex(pairs)).toBeGreaterThan(index)
    },
  )
  it.each(['15-per-hour-seattle', 'brexit-consensus'])('%s: the standing votes are those of its matrix', async name => {
    const real = (file: string) => readFileSync(new URL(`${name}/${file}.csv`, published))
    const reading = await readPolis({ comments: real('comments'), votes: real('votes') })
    if (isRefusal(reading)) throw new Error(reading.words)
    const ours = new Map(
      standingVotes(reading.conversation.votes).map(vote => [`${vote.participant} ${vote.statement}`, vote.vote]),
    )
    const rows: Record<string, string>[] = parse(real('participants-votes'), { columns: true, bom: true })
    for (const row of rows) {
      const own = reading.conversation.statements.map(({ statement }) => ours.get(`${row.participant} ${statement}`))
      const theirs = reading.conversation.statements.map(({ statement }) => row[statement])
      expect(own.map(vote => (vote === undefined ? '' : `${vote}`))).toEqual(theirs)
      expect(own.filter(vote => vote === 1)).toHaveLength(Number(row['n-agree']))
      expect(own.filter(vote => vote === -1)).toHaveLength(Number(row['n-disagree']))
    }
  })
})
