// The verbs of groups: adding one that exists, saying what it is, joint bodies, its end, and opening the structure to all.

import { choice, date, line, maybe, quantity, ref, text, whole } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { onlyCoordinators } from '../../operation/permission.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const group = ref('Group')
const seen = line('What you saw', {
  max: 40,
  optional: true,
  hint: 'The mark `seen` that came with the words you are changing; with it nobody’s newer words are lost',
})

const wording = {
  name: line('Name', { max: 160 }),
  kind: choice('What kind of group it is', model.groupKinds),
  remit: text('What it is for', { max: 2000, optional: true, hint: 'In a few words: what it decides or brings about' }),
  legalBasis: line('Law it rests on', { max: 200, optional: true, hint: 'Leave blank if no law asks for it' }),
  secretariat: line('Who does its paperwork', {
    max: 160,
    optional: true,
    hint: 'A team or a post, not a person’s name',
  }),
  meetings: maybe(quantity('Meetings a year', { hint: 'For example 4, or 8.5 for every six weeks' })),
  minutes: maybe(whole('Length of a meeting, in minutes', 1, 1440)),
  lastMet: maybe(date('Last met')),
  review: maybe(date('To be reviewed')),
}

export const addGroup = operation({
  name: 'landscape.add-group',
  summary: 'Add a group that exists already to the register. A new one begins with a proposal.',
  scope: 'partnership',
  about: 'group',
  input: {
    ...wording,
    since: date('Exists since', { hint: 'A guess will do. For example, 1 April 2019' }),
  },
  load: async (db, input) => ({ same: await store.groupNamed(db, input.name) }),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    if (input.kind === 'joint-body') return model.linkInstead
    if (facts.same !== null) return model.groupNameTaken
    if (input.since > today) return { ...model.inTheFuture, field: 'since' }
    if (input.since === today) return model.proposeInstead
    return (
      rules.mayMeet(input, today) ?? { fact: 'GroupAdded' as const, ...model.groupWords(input), since: input.since }
    )
  },
  write: async (db, fact, { partnership, now }) => {
    const id = await store.foundGroup(db, partnership!.id, fact, { since: fact.since, jointBody: null, reports: '' })
    await store.structureChanged(db, partnership!.id, now)
    return { id }
  },
})

export const describeGroup = operation({
  name: 'landscape.describe-group',
  summary: 'Say what a group is from a day on. What it was before stays on record.',
  scope: 'partnership',
  about: 'group',
  input: { group, ...wording, on: maybe(date('From', { hint: 'Leave blank for today' })), seen },
  lock: { table: 'partnership_group', by: 'group' },
  load: async (db, input) => {
    const found = await store.groupFacts(db, input.group)
    return found && { ...found, same: await store.groupNamed(db, input.name) }
  },
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    if ((input.kind === 'joint-body') !== (facts.jointBody !== null)) return model.staysJoint
    if (facts.same !== null && facts.same !== facts.group) return model.groupNameTaken
    const on = input.on ?? today
    return (
      rules.mayChange(facts) ??
      rules.maySayFrom(on, facts, today) ??
      rules.maySaveOver(facts.words, input.seen) ??
      rules.mayMeet(input, today) ?? {
        fact: 'GroupDescribed' as const,
        group: facts.group,
        ...model.groupWords(input),
        on,
        joint: facts.jointBody !== null,
      }
    )
  },
  write: async (db, fact, { partnership, now }) => {
    await store.writeText(db, partnership!.id, fact.group, fact, fact.on)
    await store.structureChanged(db, partnership!.id, now)
    // Where else the joint body has a group, its name here is shown.
    return { id: fact.group, everywhere: fact.joint }
  },
})

export const recordMeeting = operation({
  name: 'landscape.record-meeting',
  summary: 'Record the day on which a group last met.',
  scope: 'partnership',
  about: 'group',
  input: { group, lastMet: date('Last met') },
  load: (db, input) => store.groupFacts(db, input.group),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const refused = rules.mayChange(facts) ?? rules.mayMeet({ ...facts.words, lastMet: input.lastMet }, today)
    return refused ?? { fact: 'MeetingRecorded' as const, group: facts.group, on: input.lastMet }
  },
  write: async (db, fact) => {
    await store.recordMeeting(db, fact.group, fact.on)
    return { id: fact.group }
  },
})

export const endGroup = operation({
  name: 'landscape.end-group',
  summary: 'Record that a group has ended, with its seats. What it was stays on record.',
  scope: 'partnership',
  about: 'group',
  input: {
    group,
    because: text('Why it ended', { max: 600 }),
    on: maybe(date('Since', { hint: 'The first day without it. Leave blank for today' })),
  },
  lock: { table: 'partnership_group', by: 'group' },
  load: async (db, input) => {
    const found = await store.groupFacts(db, input.group)
    return found && { ...found, lastSaid: await store.lastSaid(db, input.group) }
  },
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const on = input.on ?? today
    return (
      rules.mayChange(facts) ??
      rules.mayDate(on, facts.since, today) ??
      rules.mayEndOn(on, facts.lastSaid) ?? {
        fact: 'GroupEnded' as const,
        group: facts.group,
        because: input.because,
        on,
        joint: facts.jointBody !== null,
      }
    )
  },
  write: async (db, fact, { partnership, now }) => {
    await store.endGroup(db, fact.group, { on: fact.on, because: fact.because, into: null })
    await store.structureChanged(db, partnership!.id, now)
    return { id: fact.group, everywhere: fact.joint }
  },
})

export const registerBody = operation({
  name: 'landscape.register-joint-body',
  summary: 'Register a body that belongs to several partnerships and governs itself, so that each can link to it.',
  scope: 'partnership',
  about: 'joint-body',
  input: {
    name: line('Name', { max: 160, hint: 'For example Clyde Valley Integration Joint Board' }),
    legalBasis: line('Law it rests on', { max: 200, optional: true }),
    ownGovernance: text('Whom it answers to', { max: 600, optional: true, hint: 'Its own board, ministers, members' }),
    address: line('Web address', { max: 300, optional: true }),
  },
  load: async (db, input) => ({ taken: await store.bodyNamed(db, input.name) }),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    if (facts.taken) return model.bodyTaken
    return rules.mayLead(input.address) ?? { fact: 'JointBodyRegistered' as const, ...input, on: today }
  },
  write: async (db, fact) => ({ id: await store.registerBody(db, fact), everywhere: true }),
})

export const linkBody = operation({
  name: 'landscape.link-joint-body',
  summary: 'Give a joint body its place in the structure. It keeps its own governance.',
  scope: 'partnership',
  about: 'group',
  input: {
    body: ref('Joint body'),
    reports: text('What it reports here', {
      max: 600,
      hint: 'For example Its yearly performance report, each October',
    }),
    meetings: wording.meetings,
    minutes: wording.minutes,
    since: maybe(date('Linked since', { hint: 'Leave blank for today' })),
  },
  load: (db, input) => store.bodyFacts(db, input.body),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    if (facts.body === null) return model.bodyUnknown
    if (facts.here) return model.bodyHere
    if (facts.nameTaken) return { ...model.groupNameTaken, field: 'body' }
    const since = input.since ?? today
    if (since > today) return { ...model.inTheFuture, field: 'since' }
    const { name, legalBasis } = facts.body
    const words = { ...model.nothingSaid, name, legalBasis, meetings: input.meetings, minutes: input.minutes }
    return (
      rules.mayMeet(words, today) ?? {
        fact: 'JointBodyLinked' as const,
        body: input.body,
        reports: input.reports,
        words: { ...words, kind: 'joint-body' as const },
        since,
      }
    )
  },
  write: async (db, fact, { partnership, now }) => {
    const { since, reports, body } = fact
    const id = await store.foundGroup(db, partnership!.id, fact.words, { since, jointBody: body, reports })
    await store.structureChanged(db, partnership!.id, now)
    return { id, everywhere: true }
  },
})

export const sayWhatItReports = operation({
  name: 'landscape.say-what-it-reports',
  summary: 'Say what a linked joint body reports to this partnership.',
  scope: 'partnership',
  about: 'group',
  input: { group, reports: text('What it reports here', { max: 600 }) },
  load: (db, input) => store.groupFacts(db, input.group),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (facts.jointBody === null) return model.onlyJointBodies
    return rules.mayChange(facts) ?? { fact: 'ReportingSaid' as const, ...input }
  },
  write: async (db, fact) => {
    await db.updateTable('partnership_group').set({ reports: fact.reports }).where('id', '=', fact.group).execute()
    return { id: fact.group, everywhere: true }
  },
})

export const publishStructure = operation({
  name: 'landscape.publish-structure',
  summary: 'Show the structure to everybody: groups, seats and organisations, never people’s names.',
  scope: 'partnership',
  about: 'landscape',
  input: {},
  load: db => store.publicationFacts(db),
  permit: onlyCoordinators,
  decide: (facts, _input, { today }) => {
    if (facts.published) return model.publishedAlready
    return facts.groups === 0 ? model.nothingToPublish : { fact: 'StructurePublished' as const, on: today }
  },
  write: async (db, fact) => {
    await db.updateTable('landscape').set({ published_on: fact.on }).execute()
    return { everywhere: true }
  },
})

export const withdrawStructure = operation({
  name: 'landscape.withdraw-structure',
  summary: 'Show the structure to members only again.',
  scope: 'partnership',
  about: 'landscape',
  input: {},
  load: db => store.publicationFacts(db),
  permit: onlyCoordinators,
  decide: (facts, _input, { today }) =>
    facts.published ? { fact: 'StructureWithdrawn' as const, on: today } : model.notPublished,
  write: async db => {
    await db.updateTable('landscape').set({ published_on: null }).execute()
    return { everywhere: true }
  },
})
