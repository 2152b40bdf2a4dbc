// What is owed, since when, and how late an answer was.

import { describe, expect, it } from 'vitest'
import { lateness, owed, type Promised, type PromisedPriority } from './owed.ts'

const wish: PromisedPriority = { id: 1, title: 'A later bus', decision: null, actions: [], indicators: [] }
const promised: Promised = {
  state: 'closed',
  linked: false,
  closes: '2026-03-01',
  answerDue: '2026-05-01',
  priorities: [wish],
}
const yes = { answer: 'yes', on: '2026-05-10', firstOn: '2026-05-10' } as const
const work = { id: 7, title: 'Friday bus', stopped: null, lateSince: null }
const figure = { id: 3, name: 'People who can get to town', linkedOn: '2026-05-20', due: null, readSince: false }
const of = (priority: Partial<PromisedPriority>, today = '2026-06-09') =>
  owed({ ...promised, priorities: [{ ...wish, ...priority }] }, today).map(({ kind, since, days }) => [
    kind,
    since,
    days,
  ])

describe('what is owed', () => {
  it('is nothing while people take part, after it was called off, and on the day an answer was promised for', () => {
    for (const state of ['draft', 'announced', 'open', 'called-off'] as const)
      expect(owed({ ...promised, state }, '2027-01-01')).toEqual([])
    expect(of({}, '2026-05-01')).toEqual([])
  })

  it('is an answer from the day after it was promised, also where nobody named anything', () => {
    expect(of({}, '2026-05-02')).toEqual([['answer', '2026-05-01', 1]])
    expect(owed({ ...promised, priorities: [] }, '2026-05-03')).toEqual([
      { kind: 'answer', priority: null, title: '', since: '2026-05-01', days: 2 },
    ])
    expect(owed({ ...promised, answerDue: null }, '2027-01-01')).toEqual([])
  })

  it('is work after a yes or a yes in part, and nothing after a no', () => {
    expect(of({ decision: yes })).toEqual([['action', '2026-05-10', 30]])
    expect(of({ decision: { ...yes, answer: 'in-part' } })).toEqual([['action', '2026-05-10', 30]])
    expect(of({ decision: { ...yes, answer: 'no' } })).toEqual([])
  })

  it('is work again from the day it was stopped', () => {
    expect(of({ decision: yes, actions: [{ ...work, stopped: '2026-06-01', lateSince: '2026-05-15' }] })).toEqual([
      ['action', '2026-06-01', 8],
    ])
  })

  it('is work that is late, and a figure that would show a change; oldest first', () => {
    expect(of({ decision: yes, actions: [{ ...work, lateSince: '2026-05-15' }] })).toEqual([
      ['measure', '2026-05-10', 30],
      ['action-late', '2026-05-15', 25],
    ])
  })

  it('is a reading once it was due, or from the day it was linked where nobody knows when it is', () => {
    const done = { decision: yes, actions: [work] }
    expect(of({ ...done, indicators: [figure] })).toEqual([['reading', '2026-05-20', 20]])
    expect(of({ ...done, indicators: [{ ...figure, due: '2027-03-01' }] })).toEqual([])
    expect(of({ ...done, indicators: [{ ...figure, due: '2027-03-01' }] }, '2027-03-02')).toEqual([
      ['reading', '2027-03-01', 1],
    ])
    // A day that had passed before it was linked is not owed from then.
    expect(of({ ...done, indicators: [{ ...figure, due: '2026-01-01' }] })).toEqual([['reading', '2026-05-20', 20]])
    expect(of({ ...done, indicators: [{ ...figure, readSince: true }] })).toEqual([])
  })

  it('is owed of what runs elsewhere too', () => {
    expect(
      owed({ ...promised, linked: true, state: 'announced', priorities: [{ ...wish, decision: yes }] }, '2026-06-09'),
    ).toHaveLength(1)
  })
})

describe('how late an answer is', () => {
  const decided = (firstOn: string) => ({ ...wish, decision: { ...yes, on: '2026-12-01', firstOn } })

  it('counts to the last first answer, however often it was answered anew', () => {
    const both = { ...promised, priorities: [decided('2026-04-01'), decided('2026-05-11')] }
    expect(lateness(both, '2027-01-01')).toEqual({ answered: true, late: 10, afterClosing: 71 })
  })

  it('counts to today where something has no answer', () => {
    expect(lateness({ ...promised, priorities: [decided('2026-04-01'), wish] }, '2026-05-31')).toEqual({
      answered: false,
      late: 30,
      afterClosing: 91,
    })
    expect(lateness({ ...promised, priorities: [] }, '2026-04-01')).toMatchObject({ answered: false, late: -30 })
  })

  it('says nothing before it closed, or where nothing was promised', () => {
    expect(lateness({ ...promised, state: 'open' }, '2026-05-31')).toBeNull()
    expect(lateness({ ...promised, answerDue: null }, '2026-05-31')).toBeNull()
  })
})
