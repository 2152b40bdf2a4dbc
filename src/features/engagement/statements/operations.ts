// Agree or disagree: short statements, what one person thinks of each, statements of people's own, and conversations
// that were held elsewhere.

import { isRefusal, refuse } from '../../../kernel/refusal.ts'
import { choice, file, line, maybe, ref } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { anyone } from '../../../operation/permission.ts'
import { type Admitted, enter, entry, mayTakePart, participant } from '../admission.ts'
import { dropped, linkedOnly } from '../model.ts'
import { mayChange, mayRecord, mayRun } from '../rules.ts'
import { activityFacts } from '../store.ts'
import { type Stance, stances } from './model.ts'
import { readPolis, standingVotes } from './polis-csv.ts'
import { isUntouched, writeConversation } from './polis-store.ts'
import type { Opinion } from './statements-of-groups.ts'
import * as store from './store.ts'

const notStatements = refuse('not-statements', 'This part of the engagement has no statements.')
const known = refuse('statement-known', 'This is on the list already, or waits to be read.', 'words')
const mostStatements = 200
const mostOffered = 20
/** Rows of a file that were left out: so many are named. */
const mostNamed = 20

const opinions: Readonly<Record<Stance, Opinion>> = { agree: 1, disagree: -1, pass: 0 }

const words = line('The statement', {
  max: 200,
  hint: 'One thought, as somebody might say it: Buses should run later in the evening',
})

export const addStatement = operation({
  name: 'engagement.add-statement',
  summary: 'Add a short statement that people can agree or disagree with.',
  scope: 'partnership',
  about: 'statement',
  input: { activity: ref('Activity'), words },
  load: async (db, input) => {
    const found = await activityFacts(db, input.activity)
    return (
      found && {
        ...found,
        count: (await store.statementsListed(db, input.activity)).length,
        same: await store.sameStatement(db, input.activity, input.words, null),
      }
    )
  },
  permit: mayRun,
  decide: (facts, input) => {
    if (facts.kind !== 'statements') return notStatements
    if (facts.dropped) return dropped
    if (facts.count >= mostStatements)
      return refuse('too-many-statements', `People cannot go through more than ${mostStatements} statements.`)
    return mayChange(facts) ?? (facts.same.known ? known : { fact: 'StatementAdded' as const, ...input })
  },
  write: async (db, fact, { partnership, now }) => ({ id: await store.addStatement(db, partnership!.id, fact, now) }),
})

export const dropStatement = operation({
  name: 'engagement.drop-statement',
  summary: 'Take a statement off the list before it opens.',
  scope: 'partnership',
  about: 'statement',
  input: { statement: ref('Statement') },
  load: (db, input) => store.statementFacts(db, input.statement),
  permit: mayRun,
  decide: (facts, input) =>
    mayChange(facts) ??
    (facts.answered
      ? refuse('statement-answered', 'People have answered this already. It can be hidden, with a reason.')
      : { fact: 'StatementDropped' as const, ...input, activity: facts.activity, words: facts.words }),
  write: async (db, fact) => {
    await db.deleteFrom('statement').where('id', '=', fact.statement).execute()
    return { id: fact.statement }
  },
})

export const takeStance = operation({
  name: 'engagement.take-stance',
  summary: 'Agree or disagree with a statement, or pass. Said again, the newer answer counts.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'stance',
  input: {
    activity: ref('Activity'),
    ...entry,
    statement: ref('Statement'),
    stance: choice('What do you think?', stances),
  },
  load: async (db, input, context) => {
    const facts = await participant(db, input.activity, input, context)
    return facts?.kind === 'statements'
      ? { ...facts, asked: (await store.statementsAsked(db, input.activity)).some(one => one.id === input.statement) }
      : null
  },
  permit: anyone,
  decide: (facts, { statement, stance }, { today }) => {
    const refused = mayTakePart(facts, today)
    if (refused) return refused
    if (!facts.asked) return refuse('statement-gone', 'This statement is no longer on the list. Load the page again.')
    return {
      fact: 'StanceTaken' as const,
      activity: facts.activity,
      participant: facts,
      statement,
      opinion: opinions[stance],
    }
  },
  write: async (db, fact, { partnership, now }) => {
    const response = await enter(db, partnership!.id, fact.participant, now)
    const again = await store.writeStance(db, partnership!.id, response, fact, now)
    return { id: response, reveal: (fact.participant.admitted as Admitted).receipt, again }
  },
  keep: ({ fact, activity }) => ({ fact, activity }),
})

export const offerStatement = operation({
  name: 'engagement.offer-statement',
  summary: 'Offer a statement of your own. Somebody reads it before others see it.',
  scope: 'partnership',
  unseen: true,
  anonymous: true,
  about: 'statement',
  input: { activity: ref('Activity'), ...entry, words },
  load: async (db, input, context) => {
    const facts = await participant(db, input.activity, input, context)
    if (facts?.kind !== 'statements') return null
    const response = isRefusal(facts.admitted) ? null : facts.admitted.response
    const own = response === null ? [] : await store.offered(db, response)
    return { ...facts, own: own.length, same: await store.sameStatement(db, input.activity, input.words, response) }
  },
  permit: anyone,
  decide: (facts, input, { today }) => {
    const refused = mayTakePart(facts, today)
    if (refused) return refused
    if (!facts.peopleAdd) return refuse('nobody-adds', 'People cannot add their own here.')
    // Who sent it twice is told that it is there, not that somebody else was quicker.
    if (facts.same.known && !facts.same.own) return known
    if (facts.own >= mostOffered && !facts.same.own)
      return refuse('too-many-offered', `You have offered ${mostOffered} statements. That is the most.`)
    return {
      fact: 'StatementOffered' as const,
      activity: facts.activity,
      participant: facts,
      words: input.words,
    }
  },
  write: async (db, fact, { partnership, now }) => {
    const response = await enter(db, partnership!.id, fact.participant, now)
    const id = await store.offerStatement(db, partnership!.id, response, fact, mostOffered, now)
    return {
      id: id ?? response,
      reveal: (fact.participant.admitted as Admitted).receipt,
      again: id === null,
    }
  },
  keep: ({ fact, activity }) => ({ fact, activity }),
})

export const bringPolis = operation({
  name: 'engagement.bring-polis',
  summary: 'Bring in a conversation that was held on Polis: its statements, and who agreed with which.',
  scope: 'partnership',
  about: 'activity',
  input: {
    activity: ref('Activity'),
    comments: file('comments.csv', { hint: 'From the export of the conversation' }),
    votes: file('votes.csv', { hint: 'From the same export' }),
    summary: maybe(file('summary.csv')),
  },
  load: async (db, input, { standing }) => {
    const found = await activityFacts(db, input.activity)
    if (!found) return null
    // A large file is read only for somebody who may bring it in.
    const reading = mayRun(found, standing)
      ? null
      : await readPolis({
          comments: input.comments.bytes,
          votes: input.votes.bytes,
          ...(input.summary ? { summary: input.summary.bytes } : {}),
        })
    return { ...found, reading, untouched: await isUntouched(db, input.activity) }
  },
  permit: mayRun,
  decide: (facts, input) => {
    if (facts.kind !== 'statements') return notStatements
    if (facts.dropped) return dropped
    if (facts.linked) return linkedOnly
    const refused = mayRecord(facts)
    if (refused) return refused
    if (!facts.untouched)
      return refuse('statements-there', 'There are statements here already. Bring it into a new, empty part.')
    const reading = facts.reading!
    if (isRefusal(reading)) return reading
    const { conversation, problems } = reading
    if (conversation.statements.length === 0)
      return refuse('polis-empty', 'There is no statement in this file.', 'comments')
    const votes = standingVotes(conversation.votes)
    return {
      fact: 'PolisBroughtIn' as const,
      activity: input.activity,
      statements: conversation.statements.length,
      people: new Set(votes.map(vote => vote.participant)).size,
      stances: votes.length,
      problems: problems.length,
      rows: problems.slice(0, mostNamed).map(({ file, line }) => ({ file, line })),
      conversation: { ...conversation, votes },
      version: facts.version,
    }
  },
  write: async (db, { activity, version, conversation }, { partnership, now }) => {
    await writeConversation(db, partnership!.id, { activity, version }, conversation, now)
    return { id: activity }
  },
  keep: ({ conversation: _, version: __, ...kept }) => kept,
})
