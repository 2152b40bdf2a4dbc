// The verbs of paper: print a batch of sheets, enter what stands on them, settle what was read in two ways, and close.

import { isRefusal } from '../../../kernel/refusal.ts'
import { answers, choice, flag, line, ref, text, whole } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { mayRun } from '../rules.ts'
import { activityFacts } from '../store.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export const makeBatch = operation({
  name: 'engagement.make-batch',
  summary: 'Print sheets of questions or of a vote: a numbered batch, each sheet with its own number.',
  scope: 'partnership',
  unseen: true,
  about: 'paper-batch',
  input: {
    activity: ref('What is printed'),
    sheets: whole('How many sheets', 1, model.mostSheets),
    note: line('Where they are handed out', { optional: true, hint: 'For example: the library, the Tuesday club' }),
    twice: flag('Two people enter each sheet', {
      hint: 'Each without seeing what the other typed, so that no mistake slips in. Votes always are.',
    }),
  },
  load: (db, input) => activityFacts(db, input.activity),
  permit: mayRun,
  decide: (facts, { activity, sheets, note, twice }, { today }) =>
    rules.mayPrint(facts) ?? {
      fact: 'BatchMade' as const,
      activity,
      sheets,
      note,
      version: facts.version,
      enteredTwice: twice || facts.kind === 'vote',
      on: today,
    },
  write: async (db, fact, { partnership }) => ({ id: await store.makeBatch(db, partnership!.id, fact) }),
})

const onSheet = {
  batch: ref('Batch'),
  sheet: whole('Sheet', 1, model.mostSheets),
  state: choice('What does the sheet show?', model.sheetStates),
  code: line('The code on the sheet', {
    optional: true,
    max: 40,
    hint: 'Where people take part with a code. A sheet that is blank or spoilt needs none.',
  }),
  answers: answers('What stands on the sheet'),
}

export const enterSheet = operation({
  name: 'engagement.enter-sheet',
  summary:
    'Type in what stands on a sheet of paper. Where a batch is entered twice, it counts when two people typed the same.',
  scope: 'partnership',
  unseen: true,
  about: 'paper-batch',
  input: onSheet,
  load: async (db, { batch, sheet, code }, { actor }) => {
    const found = await store.sheetOfBatch(db, batch, sheet, code)
    return (
      found && {
        ...found,
        onward: await store.nextSheet(db, found, sheet, actor.person),
      }
    )
  },
  permit: mayRun,
  decide: (facts, { batch, sheet, state, code, answers }, { actor, today }) => {
    const { entered, enteredTwice, voter } = facts
    const refused = rules.mayWorkOn(facts, sheet) ?? (entered.firstBy === null ? rules.mayBegin(facts, today) : null)
    if (refused) return refused
    if (actor.person === null) return model.nobody
    const turn = rules.turnOf(entered, enteredTwice, actor.person)
    if (isRefusal(turn)) return turn
    const entry = rules.mayBeOf(facts, state, code, voter) ?? rules.readEntry(facts.questions, state, answers, voter)
    if (isRefusal(entry)) return entry
    const counts = rules.settledBy(enteredTwice, { ...entered, [turn]: entry })
    return {
      fact: 'SheetEntered' as const,
      batch,
      sheet,
      turn,
      by: actor.person,
      entry,
      counts,
      answeredAlready: counts !== null && store.isAnswered(entry, voter),
      response: null,
      activity: facts.activity,
      version: facts.printed,
      keys: store.keysOf(facts, sheet, entry, voter),
      onward: facts.onward,
      on: today,
    }
  },
  write: async (db, fact, { partnership, now }) => {
    await store.writeEntry(db, partnership!.id, fact)
    if (fact.counts) await store.settle(db, partnership!.id, { ...fact, entry: fact.counts }, now)
    return { id: fact.batch }
  },
  /** History keeps that a sheet was entered, not what stands on it. */
  keep: ({ fact, batch, sheet, turn, counts, answeredAlready }) => ({
    fact,
    batch,
    sheet,
    turn,
    counts: counts !== null && !answeredAlready,
  }),
})

export const settleSheet = operation({
  name: 'engagement.settle-sheet',
  summary:
    'Look at a sheet again and say what counts: where two people typed different things, or it was wrong. Of a sheet that two people enter, a third does this.',
  scope: 'partnership',
  unseen: true,
  about: 'paper-batch',
  input: {
    ...onSheet,
    because: text('Why it is corrected', {
      optional: true,
      max: 500,
      hint: 'It stays with the record. Name nobody, and do not say what stands on the sheet.',
    }),
  },
  load: (db, { batch, sheet, code }) => store.sheetOfBatch(db, batch, sheet, code),
  permit: mayRun,
  decide: (facts, { batch, sheet, state, code, answers, because }, { actor, today }) => {
    if (actor.person === null) return model.nobody
    const { entered, enteredTwice, voter } = facts
    const refused =
      rules.mayWorkOn(facts, sheet) ??
      rules.maySettle(entered, enteredTwice, actor.person, because) ??
      rules.mayBeOf(facts, state, code, voter)
    if (refused) return refused
    const entry = rules.readEntry(facts.questions, state, answers, voter)
    if (isRefusal(entry)) return entry
    const blank = rules.mayLeaveBlank(entered, entry)
    if (blank) return blank
    return {
      fact: 'SheetSettled' as const,
      batch,
      sheet,
      entry,
      corrects: entered.settledOn !== null,
      because,
      answeredAlready: store.isAnswered(entry, voter),
      response: entered.response,
      activity: facts.activity,
      version: facts.printed,
      keys: store.keysOf(facts, sheet, entry, voter),
      on: today,
    }
  },
  write: async (db, fact, { partnership, now }) => {
    await store.settle(db, partnership!.id, fact, now)
    return { id: fact.batch }
  },
  keep: ({ fact, batch, sheet, corrects, because }) => ({ fact, batch, sheet, corrects, because }),
})

export const closeBatch = operation({
  name: 'engagement.close-batch',
  summary: 'Close a batch of paper: every sheet that came back is entered.',
  scope: 'partnership',
  unseen: true,
  about: 'paper-batch',
  input: { batch: ref('Batch') },
  load: async (db, { batch }) => {
    const found = await store.batchFacts(db, batch)
    return found && { ...found, unsettled: await store.unsettledSheets(db, batch) }
  },
  permit: mayRun,
  decide: (facts, { batch }, { today }) =>
    rules.mayCloseBatch(facts, facts.unsettled) ?? { fact: 'BatchClosed' as const, batch, on: today },
  write: async (db, fact) => {
    await db.updateTable('paper_batch').set({ closed_on: fact.on }).where('id', '=', fact.batch).execute()
    return { id: fact.batch }
  },
})
