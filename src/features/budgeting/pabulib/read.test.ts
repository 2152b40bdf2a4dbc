// Real quirks of .pb files, and what is refused.

import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { type PabulibFile, readPabulib } from './read.ts'

const bytes = (text: string) => Buffer.from(text)

function read(text: string | Uint8Array): PabulibFile {
  const found = readPabulib(typeof text === 'string' ? bytes(text) : text)
  if (isRefusal(found)) throw new Error(found.words)
  return found
}

const plain = `META
key;value
description;Park money
country;Scotland
num_projects;2
num_votes;3
budget;1000,50
vote_type;approval
PROJECTS
project_id;cost;votes;name;category;selected
1;700;2;"Benches; and ""bins""";Green;1
A/2;300.50;1;None;;0
VOTES
voter_id;vote;age
7;1,A/2;33
8;1;50
9;;20
`

describe('a .pb file', () => {
  it('is read with its decimals, quotes and optional columns, without facts about voters', () => {
    expect(read(plain)).toEqual({
      election: {
        name: 'Park money',
        kind: 'approval',
        budget: '1000.5',
        projects: [
          { id: '1', name: 'Benches; and "bins"', cost: '700', further: { category: 'Green', selected: '1' } },
          { id: 'A/2', name: 'A/2', cost: '300.5', further: { selected: '0' } },
        ],
        ballots: [
          { choices: [{ project: '1' }, { project: 'A/2' }], voters: 1 },
          { choices: [{ project: '1' }], voters: 1 },
          { choices: [], voters: 1 },
        ],
        further: { country: 'Scotland' },
      },
      remarks: [],
    })
  })

  it('is the same with a byte order mark, Windows line ends, filled-up lines or Windows letters', () => {
    const { election } = read(plain)
    expect(read(`\ufeff${plain.replaceAll('\n', '\r\n')}`).election).toEqual(election)
    expect(read(plain.replaceAll('\n', ';;;\n')).election).toEqual(election)
    const accented = plain.replace('Park money', 'Pàirc')
    expect(read(Buffer.from(accented, 'latin1')).election.name).toBe('Pàirc')
  })

  it('says what it leaves out and why', () => {
    const text = plain
      .replace('A/2;300.50', '1;5;;Twice;;\n3;dear;0;No cost;;\nA/2;300.50')
      .replace('8;1;50', '8;1,1,99;50')
    const { election, remarks } = read(text)
    expect(election.ballots).toEqual(read(plain).election.ballots)
    expect(remarks).toEqual([
      { line: 12, words: 'A project was left out: project 1 is there twice; the first was taken.' },
      { line: 13, words: 'A project was left out: “dear” is not a cost.' },
      { line: 18, words: 'A vote for project 1 was left out: it is named twice on this ballot.' },
      { line: 18, words: 'A vote for project 99 was left out: there is no such project.' },
    ])
  })

  it('says where its own figures are not what its lines add up to', () => {
    const { remarks } = read(plain.replace('num_votes;3', 'num_votes;4').replace('1;700;2', '1;700;5'))
    expect(remarks.map(remark => remark.words)).toEqual([
      'The file says that it has 4 ballots; we read 3.',
      'For 1 of 2 projects the file’s number of votes is not what its ballots add up to: project 1 is said to have 5, the ballots give it 2. We count the ballots.',
    ])
  })

  it('reads points, and leaves out a ballot whose points do not match', () => {
    const points = plain
      .replace('vote_type;approval', 'vote_type;cumulative\nmax_sum_points;3')
      .replace('vote;age', 'vote;points')
      .replace('7;1,A/2;33', '7;A/2,1;0,5')
      .replace('8;1;50', '8;1;2,1')
      .replace('1;700;2', '1;700;')
      .replace('A/2;300.50;1', 'A/2;300.50;')
    const { election, remarks } = read(points)
    expect(election.kind).toBe('points')
    expect(election.ballots[0]?.choices).toEqual([
      { project: '1', points: '5' },
      { project: 'A/2', points: '0' },
    ])
    expect(remarks[0]).toEqual({
      line: 17,
      words: 'A ballot was left out: it names 1 projects and gives points 2 times.',
    })
  })

  it('knows a knapsack by its limit and takes no quotation mark at its word that is never closed', () => {
    expect(read(plain.replace('budget;', 'max_sum_cost;1000\nbudget;')).election.kind).toBe('knapsack')
    const { election, remarks } = read(plain.replace('None', '"Open'))
    expect(election.projects[1]?.name).toBe('"Open')
    expect(election.ballots).toEqual(read(plain).election.ballots)
    expect(remarks[0]?.words).toMatch(/^A quotation mark is opened/)
  })

  it.each([
    ['not-pabulib', 'name,votes\nBenches,3\n'],
    ['not-pabulib', ''],
    ['not-pabulib', plain.replace('voter_id;vote;', 'voter_id;choice;')],
    ['pabulib-no-budget', plain.replace('1000,50', 'plenty')],
    ['pabulib-ballots-unknown', plain.replace('approval', 'shouting')],
    ['pabulib-no-projects', plain.replace('700', 'x').replace('300.50', 'y')],
  ])('is refused: %s', (code, text) => expect(readPabulib(bytes(text))).toMatchObject({ refused: true, code }))
})
