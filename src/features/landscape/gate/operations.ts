// The verbs of the gate: proposing something new, and settling it by one of three ways, once.

import { isRefusal } from '../../../kernel/refusal.ts'
import { choice, codes, date, flag, line, maybe, ref, refs, text } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { onlyCoordinators } from '../../../operation/permission.ts'
import { nothingSaid, proposalKinds } from '../model.ts'
import { addSeat, foundGroup, groupFacts, groupNamed, structureChanged } from '../store.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const proposal = ref('Proposal')
const words = {
  kind: choice('What is it', proposalKinds),
  name: line('Its name', { max: 160, hint: 'For example Winter resilience group' }),
  purpose: text('What it would do', { max: 2000, hint: 'These words are compared with what existing groups do' }),
  askedBy: line('Who asks for it', {
    max: 160,
    optional: true,
    hint: 'A body, not a person. For example Scottish Government',
  }),
  outcomes: refs('Outcomes it would work for'),
  themes: refs('Themes it would work on'),
  places: codes('Places it would be for'),
  organisations: refs('Organisations that would have to be there'),
}
/** Asked of national initiatives only. */
const fit = {
  adapts: maybe(choice('Who adapts to whom', model.adaptations)),
  adaptsWords: text('What changes, and for whom', { max: 1000, optional: true }),
  repeats: text('What of ours it repeats', {
    max: 1000,
    optional: true,
    hint: 'Groups, work or plans that do the same already. If there is nothing, write that',
  }),
}

export const propose = operation({
  name: 'landscape.propose',
  summary: 'Propose a new group, partnership or national initiative, to see which existing groups could do it.',
  scope: 'partnership',
  about: 'proposal',
  unseen: true,
  input: words,
  load: (db, input) => store.namesKnown(db, input),
  permit: rules.mayPropose,
  decide: (facts, input, { today }) =>
    rules.mayName(facts) ?? { fact: 'SomethingNewProposed' as const, ...input, on: today },
  write: async (db, fact, { partnership }) => ({
    id: await store.insertProposal(db, partnership!.id, fact, fact.on),
  }),
})

export const editProposal = operation({
  name: 'landscape.edit-proposal',
  summary: 'Change what an open proposal says.',
  scope: 'partnership',
  about: 'proposal',
  unseen: true,
  input: {
    proposal,
    ...words,
    seen: line('What you saw', {
      max: 40,
      optional: true,
      hint: 'The mark `seen` that came with the words you are changing; with it nobody’s newer words are lost',
    }),
  },
  load: async (db, input) => {
    const found = await store.proposalFacts(db, input.proposal)
    return found && { ...found, known: await store.namesKnown(db, input) }
  },
  permit: rules.mayPropose,
  decide: (facts, { seen, ...input }) =>
    rules.maySettle(facts) ??
    rules.mayName(facts.known) ??
    rules.maySaveOver(facts.words, seen) ?? { fact: 'ProposalEdited' as const, ...input },
  write: async (db, fact, { partnership }) => {
    await store.rewriteProposal(db, partnership!.id, fact.proposal, fact)
    return { id: fact.proposal }
  },
})

export const giveToGroup = operation({
  name: 'landscape.give-to-group',
  summary: 'Give a proposal to an existing group, whose remit grows by what it did not have.',
  scope: 'partnership',
  about: 'proposal',
  input: {
    proposal,
    group: ref('Group that takes it on'),
    agreed: flag('It has agreed', { hint: 'Asked of a linked joint body only, which governs itself' }),
    because: text('Why this group', { max: 1000 }),
    ...fit,
  },
  load: async (db, input, { today }) => {
    const found = await store.weighed(db, input.proposal, today)
    const group = found && (await groupFacts(db, input.group))
    return (
      found && {
        ...found,
        group: group && { stands: group.until === null, joint: group.jointBody !== null },
        gains: await store.missingFrom(db, input.group, found.words),
      }
    )
  },
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const refused = rules.maySettle(facts)
    if (refused) return refused
    if (!facts.group?.stands) return model.groupUnknown
    if (facts.group.joint && !input.agreed) return model.bodyMustAgree
    const said = rules.decideFit(facts.words.kind, input)
    if (isRefusal(said)) return said
    return {
      fact: 'ProposalTakenOn' as const,
      proposal: facts.proposal,
      group: input.group,
      because: input.because,
      ...said,
      gains: facts.gains,
      shown: rules.shownOf(facts.ranked),
      on: today,
    }
  },
  write: async (db, fact, { partnership, now }) => {
    await store.extendRemit(db, partnership!.id, fact.group, fact.gains, fact.on)
    await store.settle(db, fact.proposal, { ...fact, stage: 'taken-on', fit: fact })
    await structureChanged(db, partnership!.id, now)
    return { id: fact.proposal }
  },
})

export const setUpNevertheless = operation({
  name: 'landscape.set-up-nevertheless',
  summary: 'Set up something new although there are existing groups, with a reason, a sponsor and a day of review.',
  scope: 'partnership',
  about: 'proposal',
  input: {
    proposal,
    kind: choice('What kind of group it is', model.kindsToSetUp),
    because: text('Why something new is needed all the same', { max: 1000 }),
    sponsor: ref('Partner that answers for it'),
    review: date('To be reviewed on', { hint: 'Within three years. Then it is asked whether it is still needed' }),
    ...fit,
  },
  load: async (db, input, { today }) => {
    const found = await store.weighed(db, input.proposal, today)
    return (
      found && {
        ...found,
        sponsorKnown: await store.isPartner(db, input.sponsor),
        same: await groupNamed(db, found.words.name),
      }
    )
  },
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const refused = rules.maySettle(facts)
    if (refused) return refused
    if (!facts.sponsorKnown) return model.sponsorUnknown
    if (facts.same !== null) return model.nameTaken
    const unfit = rules.mayReviewOn(input.review, today) ?? rules.mayGiveReason(input.because, facts.ranked[0])
    if (unfit) return unfit
    const said = rules.decideFit(facts.words.kind, input)
    if (isRefusal(said)) return said
    return {
      fact: 'SetUpNevertheless' as const,
      proposal: facts.proposal,
      kind: input.kind,
      because: input.because,
      sponsor: input.sponsor,
      review: input.review,
      ...said,
      group: facts.words,
      shown: rules.shownOf(facts.ranked),
      on: today,
    }
  },
  write: async (db, fact, { partnership, now }) => {
    const { name, purpose, organisations } = fact.group
    const group = await foundGroup(
      db,
      partnership!.id,
      { ...nothingSaid, name, kind: fact.kind, remit: purpose, review: fact.review },
      { since: fact.on, jointBody: null, reports: '' },
    )
    await store.extendRemit(db, partnership!.id, group, store.remitsOf(fact.group), fact.on)
    for (const organisation of organisations)
      await addSeat(db, partnership!.id, group, { ...store.vacantSeat, organisation }, fact.on)
    await store.settle(db, fact.proposal, { ...fact, stage: 'set-up', group, fit: fact })
    await structureChanged(db, partnership!.id, now)
    return { id: fact.proposal }
  },
})

export const turnDown = operation({
  name: 'landscape.turn-down',
  summary: 'Turn a proposal down, with the reason. It stays readable.',
  scope: 'partnership',
  about: 'proposal',
  unseen: true,
  input: { proposal, because: text('Because', { max: 1000 }) },
  load: (db, input, { today }) => store.weighed(db, input.proposal, today),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) =>
    rules.maySettle(facts) ?? {
      fact: 'ProposalTurnedDown' as const,
      ...input,
      shown: rules.shownOf(facts.ranked),
      on: today,
    },
  write: async (db, fact) => {
    await store.settle(db, fact.proposal, { ...fact, stage: 'turned-down', group: null })
    return { id: fact.proposal }
  },
})
