// Every kind of question as it is drawn: each input has its label, each error its place, what was typed is still there.

import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { type Attempt, anchorOf } from '../../../ui/form.tsx'
import { type Answered, ballotKinds, type Question, readAnswers } from '../questions.ts'
import { Questions } from './question-parts.tsx'

const options = [
  { id: 'a', words: 'Buses' },
  { id: 'b', words: 'Parks', hint: 'And play areas' },
  { id: 'c', words: 'Shops' },
]
const areas = [
  { id: 'X13000001', words: 'Kilmuir' },
  { id: 'X13000002', words: 'Dunbeg' },
]
const square = (west: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, 56],
      [west + 0.1, 56],
      [west + 0.1, 56.1],
      [west, 56.1],
      [west, 56],
    ],
  ],
})
const places = new Map([
  ['X13000001', square(-4)],
  ['X13000002', square(-3.9)],
])
const scale = { from: 1, to: 5, low: 'Very bad', high: 'Very good' }
const projects = options.map((option, index) => ({ ...option, cost: 1000 * (index + 1) }))
const question = (kind: Question['kind'], id: string, more: Partial<Question> = {}): Question => ({
  id,
  kind,
  title: `About ${id}`,
  required: false,
  ...more,
})
const everyKind: readonly Question[] = [
  question('one', 'q1', { options, required: true }),
  question('several', 'q2', { options, least: 1, most: 2, when: { question: 'q1', is: ['a', 'b'] } }),
  question('scale', 'q3', { scale, required: true }),
  question('ranking', 'q4', { options, most: 2 }),
  question('text', 'q5', { required: true }),
  question('place', 'q6', { options: areas, required: true }),
  question('file', 'q7'),
  ...(['approval', 'knapsack', 'ranking', 'points', 'choose-one'] as const).map((kind, index) =>
    question('ballot', `q${8 + index}`, { options: projects, ballot: { kind, amount: 3000, points: 10 } }),
  ),
  question('one', 'q13', { options, about: 'sex' }),
]
const untouched: Attempt = { values: {}, errors: {} }
const drawn = (attempt: Attempt, questions = everyKind) =>
  renderToString(<Questions questions={questions} attempt={attempt} shapes={places} />)

const matches = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(found => found[1]!)
const inputs = (html: string) => html.match(/<(?:input|textarea|select)\b[^>]*>/g)!
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

function soundly(html: string) {
  const ids = matches(html, /\sid="([^"]+)"/g)
  expect(new Set(ids).size).toBe(ids.length)
  const labelled = new Set(matches(html, /<label\b(?![^>]*aria-hidden)[^>]*\sfor="([^"]+)"/g))
  for (const input of inputs(html)) expect(labelled, input).toContain(attribute(input, 'id'))
  for (const used of matches(html, /\sfor="([^"]+)"/g)) expect(ids).toContain(used)
  for (const used of matches(html, /aria-(?:describedby|labelledby)="([^"]+)"/g).flatMap(list => list.split(' ')))
    expect(ids).toContain(used)
  for (const group of html.split('<fieldset').slice(1)) expect(group).toMatch(/^[^>]*><legend/)
  return ids
}

describe('questions as people answer them', () => {
  it('gives every input one label of its own, and every group its legend', () => {
    soundly(drawn(untouched))
  })

  it('names its inputs as answers are read', () => {
    const html = drawn(untouched)
    const names = new Set(inputs(html).map(input => attribute(input, 'name')))
    for (const name of ['q1', 'q4.a', 'q5', 'q5.quote', 'q6', 'q6.where', 'q7', 'q8', 'q11.c', 'q13'])
      expect(names).toContain(name)
    const typed = {
      ...{ q1: 'a', q2: 'b', q3: '4', 'q4.b': '1', q5: 'More buses', 'q5.quote': 'yes', q6: 'X13000002' },
      ...{ 'q6.where': 'By the pier', q8: ['a', 'c'], q9: 'a', 'q10.c': '1', 'q11.a': '7', q12: 'b' },
      q13: 'prefer-not-to-say',
    }
    for (const name of Object.keys(typed)) expect(names).toContain(name)
    expect(readAnswers(everyKind, typed)).toMatchObject({
      ok: true,
      value: {
        answers: { q1: 'a', q2: ['b'], q3: 4, q4: ['b'], q6: 'X13000002', q9: ['a'], q10: ['c'], q11: { a: 7 } },
        about: { q13: 'prefer-not-to-say' },
      } satisfies Partial<Answered>,
    })
  })

  it('has a place for every error that answers can have, and keeps what was typed', () => {
    const typed = {
      ...{ q1: 'a', q2: ['a', 'b', 'c'], q3: '9', 'q4.a': '1', 'q4.b': '1', q5: 'x'.repeat(4000), q6: 'elsewhere' },
      ...{ q8: 'z', q9: ['a', 'b', 'c'], 'q10.a': '9', 'q11.a': 'many', 'q11.b': '2', q12: 'z', q13: 'z' },
    }
    const wrongs: Record<string, string>[] = [
      { 'q6.where': 'Too long.', q4: 'Too many.', q7: 'Too large.', q11: 'No.' },
    ]
    for (const values of [typed, { ...typed, 'q4.b': '2', 'q4.c': '3', 'q11.a': '99' }, {}]) {
      const read = readAnswers(everyKind, values)
      expect(read.ok).toBe(false)
      if (!read.ok) wrongs.push({ ...read.wrong })
    }
    for (const errors of wrongs) {
      const html = drawn({ values: typed, errors })
      const ids = soundly(html)
      for (const [name, words] of Object.entries(errors)) {
        expect(ids).toContain(anchorOf(name))
        expect(html).toContain(words.replaceAll('"', '&quot;'))
      }
    }
    const html = drawn({ values: typed, errors: wrongs[1]! })
    expect(html).toMatch(/name="q4.b" value="1"/)
    expect(html).toContain('x'.repeat(4000))
    expect(inputs(html).filter(input => attribute(input, 'name') === 'q9' && / checked/.test(input))).toHaveLength(3)
  })

  it('says in words when to answer, how many, and what may be spent', () => {
    const html = drawn(untouched)
    expect(html).toContain('Only if you said “Buses” or “Parks” to question 1. Choose 1 to 2 answers.')
    expect(html).toContain('You can spend £3,000.')
    expect(html).toContain('Parks: £2,000')
    expect(html).toContain('You have 10 points.')
    expect(html).toContain('1: Very bad')
  })

  it('lets everybody keep to themselves who they are, and says what it is for', () => {
    const html = drawn(untouched)
    expect(html.match(/<h2>About you<\/h2>/g)).toHaveLength(1)
    expect(html).toContain('You need not answer any of these.')
    expect(html).toMatch(/name="q13" value="prefer-not-to-say"/)
  })

  it('numbers the places on their map, and lists them alone where nothing is drawn', () => {
    const html = drawn(untouched)
    expect(html).toContain('2. Dunbeg')
    expect(html).toMatch(/<label class="pin" for="field-q6-1"/)
    const plain = renderToString(<Questions questions={everyKind} attempt={untouched} />)
    expect(plain).not.toContain('<svg')
    expect(plain).toContain('>Dunbeg</label>')
  })

  it('leaves out the number of a question that stands alone, and shows money as it is told to', () => {
    const ballot = everyKind.find(({ ballot }) => ballot?.kind === 'knapsack')!
    const html = renderToString(<Questions questions={[ballot]} attempt={untouched} money={amount => `${amount} zł`} />)
    expect(html).toContain('<legend>About q9 (optional)</legend>')
    expect(html).toContain('You can spend 3000 zł.')
  })

  it('draws all ballots', () => {
    expect(everyKind.flatMap(one => (one.ballot ? [one.ballot.kind] : [])).toSorted()).toEqual(
      Object.keys(ballotKinds).toSorted(),
    )
  })

  it('makes no markup of what anybody wrote', () => {
    const hostile = `<script>alert(1)</script>" onload="x`
    const html = drawn({ values: { q5: hostile, 'q4.a': hostile }, errors: { q1: hostile } }, [
      question('one', 'q1', { options: [{ id: 'a', words: hostile }], hint: hostile }),
      question('ranking', 'q4', { title: hostile, options }),
      question('text', 'q5'),
    ])
    expect(html).not.toContain('<script')
    expect(html).not.toContain('" onload="x')
  })
})
