// Answering: one person's answers to the questions of an activity, kept once.

import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { answers, ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { anyone } from '../../../operation/permission.ts'
import { type Admitted, entry, mayTakePart, participant } from '../admission.ts'
import { type Answered, readAnswers } from '../questions.ts'
import { writeResponse } from '../store.ts'

export const respond = operation({
  name: 'engagement.respond',
  summary: 'Answer the questions of an engagement, or vote. You get a receipt; sent twice, it counts once.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'response',
  input: { activity: ref('Activity'), ...entry, answers: answers('Answers') },
  load: async (db, input, context) => {
    const facts = await participant(db, input.activity, input, context)
    return facts && ['questionnaire', 'vote'].includes(facts.kind) ? facts : null
  },
  permit: anyone,
  decide: (facts, input, { today }) => {
    const refused = mayTakePart(facts, today)
    if (refused) return refused
    const read = readAnswers(facts.questions, input.answers)
    if (!read.ok) return severalWrong(read.wrong)
    return saysNothing(read.value)
      ? nothingSaid
      : {
          fact: 'Responded' as const,
          activity: facts.activity,
          version: facts.version,
          who: facts.admitted as Admitted,
          answered: read.value,
        }
  },
  write: (db, { activity, version, who, answered }, { partnership, now }) =>
    writeResponse(db, partnership!.id, { activity, version }, who, answered, now),
  /** History keeps that somebody answered, not who and what. */
  keep: ({ fact, activity }) => ({ fact, activity }),
})

const saysNothing = ({ answers, said, files }: Answered): boolean =>
  Object.keys(answers).length + said.length + files.length === 0

const nothingSaid = refuse('nothing-said', 'Answer at least one question before you send it.')

const severalWrong = (fields: Readonly<Record<string, string>>): Refusal => ({
  ...refuse('answers-unfit', 'Some answers need another look.'),
  fields,
})
