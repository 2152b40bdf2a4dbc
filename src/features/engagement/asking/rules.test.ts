// The rules of questions: names that stay, conditions that look back, and what each kind must have.

import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { type Question, readAnswers } from '../questions.ts'
import { aboutGroupings } from './groupings.ts'
import * as rules from './rules.ts'
import { conditionWords } from './wording.ts'

const facts = (draft: readonly Question[], more: Partial<rules.WritingFacts> = {}): rules.WritingFacts => ({
  ...{ engagement: 1, title: 'Parks', state: 'draft', linked: false, organisation: null, admits: 'anyone' },
  ...{ opens: '2026-12-01', closes: '2026-12-31', activity: 1, kind: 'questionnaire', activityTitle: 'Parks' },
  ...{ dropped: false, version: 0, draft, next: 1, begun: true, asked: [], named: [] },
  ...more,
})
const words: rules.QuestionWords = {
  ...{ title: 'Do you use the park?', hint: '', required: false, options: 'Yes\nNo', places: [], steps: null },
  ...{ low: '', high: '', least: null, most: null, onlyIf: [] },
}
const good = <T>(decided: T): Exclude<T, { refused: unknown }> => {
  expect(isRefusal(decided), JSON.stringify(decided)).toBe(false)
  return decided as Exclude<T, { refused: unknown }>
}
const added = (draft: readonly Question[], kind: Parameters<typeof rules.decideAdded>[1], more: object = {}) =>
  good(rules.decideAdded(facts(draft), kind, { ...words, ...more })) as { questions: readonly Question[] }
const field = (decided: unknown) => (isRefusal(decided) ? decided.field : undefined)

const first = added([], 'one').questions
const second = added(first, 'text', { title: 'Why?', onlyIf: ['q1-b'] }).questions

describe('the names of options', () => {
  const was = [
    { id: 'a', words: 'Buses' },
    { id: 'b', words: 'Parks' },
    { id: 'c', words: 'Shops' },
  ]
  it('stay with their line, wherever it stands', () => {
    expect(rules.optionsOfLines('Shops\r\n  buses \n\nSchools', was)).toEqual([
      { id: 'c', words: 'Shops' },
      { id: 'a', words: 'buses' },
      { id: 'd', words: 'Schools' },
    ])
  })
  it('are never given to something else, and come back with the same words', () => {
    const [buses, parks] = was
    expect(rules.optionsOfLines('Buses\nTrains', [buses!], was)).toEqual([buses, { id: 'd', words: 'Trains' }])
    expect(rules.optionsOfLines('Buses\nParks', [buses!], was)).toEqual([buses, parks])
  })
  it('go on after z', () => {
    const many = rules.optionsOfLines(Array.from({ length: 28 }, (_, at) => `Thing ${at}`).join('\n'), [])
    expect(isRefusal(many) ? many : many.slice(25).map(one => one.id)).toEqual(['z', 'aa', 'ab'])
  })
  it('need two lines that differ', () => {
    for (const typed of ['', 'Yes', 'Yes\nNo\nyes ', `Yes\n${'x'.repeat(201)}`, 'a\n'.repeat(3)])
      expect(field(rules.optionsOfLines(typed, []))).toBe('options')
  })
})

describe('questions', () => {
  it('are named one after the other, and a name is never used again', () => {
    expect(second.map(one => one.id)).toEqual(['q1', 'q2'])
    const removed = good(rules.decideRemoved(facts(second), 'q2')) as { questions: readonly Question[] }
    const again = rules.decideAdded(facts(removed.questions, { asked: [second] }), 'text', words)
    expect(again).toMatchObject({ question: 'q3' })
  })
  it('are what answers are read by', () => {
    expect(readAnswers(second, { q1: 'b', q2: 'It is dark' })).toMatchObject({
      ok: true,
      value: { answers: { q1: 'b' }, said: [{ question: 'q2', words: 'It is dark' }] },
    })
    expect(conditionWords(second[1]!, second)).toBe('Only if you said “No” to question 1.')
  })
  it('have what their kind needs, and nothing of the others', () => {
    expect(field(rules.decideAdded(facts([]), 'scale', words))).toBe('low')
    expect(field(rules.decideAdded(facts([]), 'scale', { ...words, low: 'Bad' }))).toBe('high')
    expect(added([], 'scale', { low: 'Bad', high: 'Good', steps: '0-10' }).questions[0]).toEqual({
      ...{ id: 'q1', kind: 'scale', title: words.title, required: false },
      scale: { from: 0, to: 10, low: 'Bad', high: 'Good' },
    })
    expect(field(rules.decideAdded(facts([]), 'place', { ...words, places: ['S13000001', 'X'] }))).toBe('places')
    expect(field(rules.decideAdded(facts([]), 'several', { ...words, least: 3 }))).toBe('least')
    expect(field(rules.decideAdded(facts([]), 'several', { ...words, most: 3 }))).toBe('most')
    expect(field(rules.decideAdded(facts([]), 'several', { ...words, least: 2, most: 1 }))).toBe('most')
    expect(added([], 'several', { least: 1, most: 2 }).questions[0]).toMatchObject({ least: 1, most: 2 })
  })
})

describe('conditions', () => {
  it('look only back, to one earlier choice', () => {
    const { questions } = added(second, 'one', { title: 'Do you drive?' })
    const editOf = (id: string, onlyIf: readonly string[]) =>
      rules.decideEdited(facts(questions), id, { ...words, options: 'Yes\nNo', onlyIf })
    expect(field(editOf('q1', ['q3-a']))).toBe('onlyIf')
    expect(field(editOf('q3', ['q3-a']))).toBe('onlyIf')
    expect(field(editOf('q3', ['q2-a']))).toBe('onlyIf')
    expect(field(editOf('q3', ['q1-z']))).toBe('onlyIf')
    expect(field(rules.decideAdded(facts(questions), 'text', { ...words, onlyIf: ['q1-a', 'q3-a'] }))).toBe('onlyIf')
    const kept = good(editOf('q3', ['q1-b', 'q1-a'])) as { questions: readonly Question[] }
    expect(kept.questions[2]!.when).toEqual({ question: 'q1', is: ['a', 'b'] })
  })
  it('are not broken by moving, taking out or rewording what they look to', () => {
    expect(isRefusal(rules.decideMoved(facts(second), 'q2', 'up'))).toBe(true)
    expect(isRefusal(rules.decideMoved(facts(second), 'q1', 'down'))).toBe(true)
    expect(isRefusal(rules.decideRemoved(facts(second), 'q1'))).toBe(true)
    expect(isRefusal(rules.decideEdited(facts(second), 'q1', { ...words, options: 'Yes\nNever' }))).toBe(true)
    good(rules.decideEdited(facts(second), 'q1', { ...words, options: 'No\nNever' }))
  })
})

describe('questions about the person', () => {
  const about = (draft: readonly Question[], ...picked: string[]) =>
    rules.decideAbout({ ...facts(draft), around: [] }, picked)
  const asked = good(about(first, 'age', 'sex')) as { questions: readonly Question[] }

  it('stand last, are optional, and are asked once', () => {
    const { questions } = added(asked.questions, 'text')
    expect(questions.map(one => one.about ?? one.kind)).toEqual(['one', 'text', 'age', 'sex'])
    expect(questions.every(one => !one.about || !one.required)).toBe(true)
    expect(field(about(asked.questions, 'age'))).toBe('groupings')
    expect(isRefusal(rules.decideMoved(facts(questions), 'q2', 'up'))).toBe(true)
    expect(isRefusal(rules.decideEdited(facts(questions), 'q2', words))).toBe(true)
  })
  it('ask where people live only where there are areas to choose from', () => {
    expect(field(about(first, 'place'))).toBe('groupings')
    const around = [
      { code: 'S13000001', name: 'Kilmuir' },
      { code: 'S13000002', name: 'Dunbeg' },
    ]
    expect(rules.decideAbout({ ...facts([]), around }, ['place'])).toMatchObject({
      questions: [{ kind: 'place', about: 'place', options: [{ id: 'S13000001', words: 'Kilmuir' }, {}] }],
    })
  })
  it('never decide who is asked', () => {
    expect(asked.questions.filter(rules.canDecide).map(one => one.id)).toEqual(['q1'])
  })
  it('have groups with words', () => {
    for (const [name, { question, groups }] of Object.entries(aboutGroupings)) {
      expect(question).toMatch(/\?$/)
      if (name !== 'place') expect(Object.keys(groups).length).toBeGreaterThan(1)
    }
  })
})

describe('a question that people have answered', () => {
  const { questions } = added(second, 'scale', { title: 'How good?', low: 'Bad', high: 'Good' })
  const [asked] = [questions]
  const edit = (id: string, more: Partial<rules.QuestionWords>, draft: readonly Question[] = asked) => {
    const was = draft.find(one => one.id === id)!
    const kept = {
      ...words,
      title: was.title,
      options: (was.options ?? []).map(one => one.words).join('\n'),
      low: was.scale?.low ?? '',
      high: was.scale?.high ?? '',
      onlyIf: was.when ? was.when.is.map(one => `${was.when!.question}-${one}`) : [],
    }
    return good(rules.decideEdited(facts(draft, { asked: [asked] }), id, { ...kept, ...more })) as {
      question: string
      questions: readonly Question[]
    }
  }

  it('is a new one as soon as it asks something else, and an answer to the old one is none to it', () => {
    for (const [id, more] of [
      ['q1', { title: 'Do you ever use the park?' }],
      ['q1', { options: 'Yes\nNo\nSometimes' }],
      ['q3', { steps: '0-10' }],
      ['q3', { low: 'Very bad' }],
      ['q3', { high: 'Very good' }],
      ['q2', { title: 'Why not?' }],
    ] as const)
      expect(edit(id, more).question, JSON.stringify(more)).toBe('q4')
    const several = added([], 'several', { least: 1 }).questions
    const more = rules.decideEdited(facts(several, { asked: [several] }), 'q1', { ...words, least: 2 })
    expect(more).toMatchObject({ question: 'q2' })
  })

  it('stays itself with another hint, order or condition, and as long as nobody was asked', () => {
    expect(edit('q1', { hint: 'Any park', required: true, options: 'No\nYes' }).question).toBe('q1')
    expect(edit('q2', { onlyIf: ['q1-a'] }).question).toBe('q2')
    expect(rules.decideEdited(facts(asked), 'q1', { ...words, title: 'Other' })).toMatchObject({ question: 'q1' })
  })

  it('takes along who is asked by it, and is the old one again when it is put back', () => {
    const changed = edit('q1', { title: 'Do you visit?', options: 'Never\nNo\nYes' })
    expect(changed.questions.map(one => one.id)).toEqual(['q4', 'q2', 'q3'])
    expect(changed.questions[1]!.when).toEqual({ question: 'q4', is: ['b'] })
    const again = edit('q4', { title: 'Do you ever visit?' }, changed.questions)
    expect(again.question).toBe('q4')
    const back = edit('q4', { title: asked[0]!.title, options: 'Yes\nNo' }, changed.questions)
    expect(back.questions).toEqual(asked)
    const rid = rules.decideEdited(facts(changed.questions, { asked: [asked] }), 'q4', {
      ...words,
      options: 'Yes\nNever',
    })
    expect(isRefusal(rid) && rid.code).toBe('asked-by-it')
  })
})

describe('when questions may change', () => {
  const code = (decided: unknown) => (isRefusal(decided) ? decided.code : null)
  it('is before opening, and afterwards in a new version', () => {
    expect(rules.mayWrite(facts([]))).toBeNull()
    expect(rules.mayWrite(facts([], { state: 'announced' }))).toBeNull()
    expect(code(rules.mayWrite(facts([], { state: 'open', begun: false })))).toBe('questions-frozen')
    expect(rules.mayWrite(facts([], { state: 'open' }))).toBeNull()
    expect(code(rules.mayWrite(facts([], { state: 'closed' })))).toBe('open-already')
    expect(code(rules.mayWrite(facts([], { kind: 'vote' })))).toBe('from-the-budget')
    expect(code(rules.mayWrite(facts([], { kind: 'ideas' })))).toBe('no-questions')
  })
  it('is only for something that differs', () => {
    const open = { state: 'open', begun: true, version: 1, asked: [first] } as const
    expect(code(rules.mayUseRevision(facts(first, open)))).toBe('nothing-changed')
    expect(code(rules.mayUseRevision(facts([], open)))).toBe('nothing-asked')
    expect(code(rules.mayUseRevision(facts(second, { ...open, begun: false })))).toBe('no-revision')
    expect(rules.mayUseRevision(facts(second, open))).toBeNull()
    expect(code(rules.mayRevise(facts(first, open)))).toBe('revision-begun')
    expect(code(rules.mayRevise(facts(first)))).toBe('not-frozen')
  })
  it('is told by the titles people saw', () => {
    const other = [{ ...first[0]!, title: 'Do you ever use the park?' }, second[1]!]
    expect(rules.changesBetween(first, other)).toEqual({
      added: ['Why?'],
      changed: ['Do you ever use the park?'],
      removed: [],
    })
  })
})
