// The verbs of results: counting what people answered, and bringing answers in from a file.

import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { file, ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyAdministrators } from '../../../operation/permission.ts'
import * as model from '../model.ts'
import * as rules from '../rules.ts'
import { readResponses } from './bringing.ts'
import * as store from './store.ts'

export const count = operation({
  name: 'engagement.count',
  summary: 'Count what people answered, so that everyone can see it.',
  surface: 'internal',
  scope: 'partnership',
  about: 'activity',
  input: { activity: ref('Activity') },
  load: (db, { activity }, { partnership, now, today }) =>
    store.countActivity(db, partnership!.id, activity, { now, today }),
  permit: onlyAdministrators,
  decide: (facts, { activity }) => ({ fact: 'AnswersCounted' as const, activity, ...facts }),
  write: async (db, fact, { partnership, now }) => {
    await store.keepCount(db, partnership!.id, fact.activity, fact, now)
    // History has a line for the first count; while answers come in it is counted again every few minutes.
    return { id: fact.activity, again: fact.countedBefore }
  },
  keep: ({ fact, activity, responses }) => ({ fact, activity, responses }),
})

export const bringResponses = operation({
  name: 'engagement.bring-responses',
  summary:
    'Bring answers in from a file, as our own open file has them, before people answer. The questions are frozen.',
  scope: 'partnership',
  about: 'activity',
  input: {
    activity: ref('Activity'),
    file: file('File', { hint: 'CSV or XLSX, as the answers come out of here. Words in it are shown to everyone.' }),
  },
  // A large file is read only for somebody who may bring it in.
  load: async (db, input, { standing, today }) => {
    const facts = await store.bringingFacts(db, input.activity)
    if (!facts) return null
    const mayRead = rules.mayRun(facts, standing) ?? mayBring(facts)
    return { ...facts, brought: mayRead ?? (await readResponses(input.file, facts.questions, today)) }
  },
  permit: rules.mayRun,
  decide: (facts, { activity }) =>
    isRefusal(facts.brought)
      ? facts.brought
      : {
          fact: 'ResponsesBrought' as const,
          activity,
          version: facts.into,
          freezes: facts.draft,
          brought: facts.brought,
        },
  write: async (db, fact, { partnership, now, today }) => {
    const brought = await store.writeBrought(db, partnership!.id, fact, { now, today })
    return { id: fact.activity, again: brought === 0 }
  },
  /** History keeps how many, not what they said. */
  keep: ({ fact, activity, brought }) => ({ fact, activity, responses: brought.length }),
})

type BringingFacts = NonNullable<Awaited<ReturnType<typeof store.bringingFacts>>>

function mayBring(facts: BringingFacts): Refusal | null {
  if (facts.linked) return model.linkedOnly
  if (facts.dropped) return model.dropped
  if (facts.kind !== 'questionnaire' && facts.kind !== 'vote') return elsewhere
  return rules.mayChange(facts) ?? (facts.questions.length === 0 ? noQuestions : null)
}

const elsewhere = refuse('not-questions', 'Answers can be brought into questions and votes only.')
const noQuestions = refuse('no-questions', 'Write the questions first: the same as in the file.')
