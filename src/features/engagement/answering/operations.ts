// Answering: one person's answers to the questions of an activity, kept once.

import { createHash } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { answers, line, maybe, ref, whole } from '../../../operation/fields.ts'
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
  input: {
    activity: ref('Activity'),
    ...entry,
    once: line('Mark of this form', {
      optional: true,
      max: 60,
      hint: 'Any words of your own; sent again with the same ones, it is the same answer',
    }),
    version: maybe(whole('Version of the questions', 0, 1_000_000, { hint: 'With it you answer just these' })),
    answers: answers('Answers'),
  },
  load: async (db, input, context) => {
    const facts = await participant(db, input.activity, input, context)
    return facts && ['questionnaire', 'vote'].includes(facts.kind) ? facts : null
  },
  permit: anyone,
  decide: (facts, input, { today }) => {
    const refused = mayTakePart(facts, today)
    if (refused) return refused
    if (input.version !== null && input.version !== facts.version) return questionsChanged
    const read = readAnswers(facts.questions, input.answers)
    if (!read.ok) return severalWrong(read.wrong)
    return saysNothing(read.value)
      ? nothingSaid
      : {
          fact: 'Responded' as const,
          activity: facts.activity,
          version: facts.version,
          who: ofForm(facts.admitted as Admitted, input.once),
          answered: read.value,
        }
  },
  write: async (db, { activity, version, who, answered }, { partnership, now, line }) => {
    const written = await writeResponse(db, partnership!.id, { activity, version }, who, answered, now, { line })
    // The number of the answer is nobody's business: whoever gave it has its receipt.
    return isRefusal(written) ? written : { reveal: written.reveal, again: written.again, kept: written.kept }
  },
  /** History keeps that somebody answered, not who and what. */
  keep: ({ fact, activity }) => ({ fact, activity }),
})

/** What is sent in one piece is known by its form, not by the device: the next person there sends another one. */
const ofForm = (who: Admitted, once: string): Admitted => ({
  ...who,
  deviceKey: createHash('sha256').update(who.voterKey).update(`once|${once}`).digest(),
})

const questionsChanged = refuse(
  'questions-changed',
  'The questions have changed since you opened this page. Look at them once more; what you typed is still there.',
)

const saysNothing = ({ answers, said, files }: Answered): boolean =>
  Object.keys(answers).length + said.length + files.length === 0

const nothingSaid = refuse('nothing-said', 'Answer at least one question before you send it.')

const severalWrong = (fields: Readonly<Record<string, string>>): Refusal => ({
  ...refuse('answers-unfit', 'Some answers need another look.'),
  fields,
})
