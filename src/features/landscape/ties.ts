// The verbs that tie groups to each other, and to what they are for: outcomes, themes and places.

import { choice, code, date, maybe, ref } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { onlyCoordinators } from '../../operation/permission.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const group = ref('Group')
const from = maybe(date('From', { hint: 'Leave blank for today' }))
const since = maybe(date('Since', { hint: 'The first day without it. Leave blank for today' }))

export const linkGroups = operation({
  name: 'landscape.link-groups',
  summary: 'Say how a group hangs together with another.',
  scope: 'partnership',
  about: 'group',
  input: { group, kind: choice('This group', model.linkKinds), other: ref('The other group'), on: from },
  load: async (db, input) => {
    const found = await store.groupFacts(db, input.group)
    const other = await store.groupFacts(db, input.other)
    await store.lockLinks(db)
    return (
      found && {
        ...found,
        otherStands: other !== null && other.until === null,
        bothSince: [found.since, other?.since ?? ''].toSorted().at(-1)!,
        up: await store.linksUp(db),
        already: (await store.linkBetween(db, input.group, input.other, input.kind)) !== undefined,
      }
    )
  },
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const refused = rules.mayChange(facts)
    if (refused) return refused
    if (input.other === input.group) return model.itself
    if (!facts.otherStands) return model.groupUnknown
    if (facts.already) return model.linkedAlready
    if (rules.leadsUp(input.kind) && rules.closesCircle(facts.up, input.group, input.other)) return model.linkCircle
    const on = input.on ?? today
    return rules.mayDate(on, facts.bothSince, today) ?? { fact: 'GroupsLinked' as const, ...input, on }
  },
  write: async (db, fact, { partnership, now }) => {
    await store.addLink(db, partnership!.id, fact, fact.on)
    await store.structureChanged(db, partnership!.id, now)
    return { id: fact.group }
  },
})

export const unlinkGroups = operation({
  name: 'landscape.unlink-groups',
  summary: 'Record that two groups no longer hang together like this.',
  scope: 'partnership',
  about: 'group',
  input: { groupLink: ref('Link'), on: since },
  load: (db, input) => store.linkHere(db, input.groupLink),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    if (facts.linkUntil !== null) return model.linkGone
    const on = input.on ?? today
    return (
      rules.mayDate(on, facts.linkSince, today) ?? {
        fact: 'GroupsUnlinked' as const,
        group: facts.group,
        link: facts.link,
        on,
      }
    )
  },
  write: async (db, fact, { partnership, now }) => {
    await db.updateTable('group_link').set({ until: fact.on }).where('id', '=', fact.link).execute()
    await store.structureChanged(db, partnership!.id, now)
    return { id: fact.group }
  },
})

export const addToRemit = operation({
  name: 'landscape.add-to-remit',
  summary: 'Say that a group minds an outcome or a theme, or is for a place.',
  scope: 'partnership',
  about: 'group',
  input: {
    group,
    outcome: maybe(ref('Outcome')),
    theme: maybe(ref('Or a theme')),
    place: maybe(code('Or a place')),
    on: from,
  },
  load: (db, input) => store.remitFacts(db, input.group, input),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    const refused = rules.mayChange(facts)
    if (refused) return refused
    if ([input.outcome, input.theme, input.place].filter(one => one !== null).length !== 1) return model.remitOne
    if (!facts.known) return model.remitUnknown
    if (facts.already) return model.remitAlready
    const on = input.on ?? today
    return rules.mayDate(on, facts.since, today) ?? { fact: 'RemitAdded' as const, ...input, on }
  },
  write: async (db, fact, { partnership, now }) => {
    await store.addRemit(db, partnership!.id, fact.group, fact, fact.on)
    await store.structureChanged(db, partnership!.id, now)
    return { id: fact.group }
  },
})

export const takeFromRemit = operation({
  name: 'landscape.take-from-remit',
  summary: 'Take an outcome, a theme or a place out of a group’s remit.',
  scope: 'partnership',
  about: 'group',
  input: { remit: ref('Part of the remit'), on: since },
  load: (db, input) => store.remitHere(db, input.remit),
  permit: onlyCoordinators,
  decide: (facts, input, { today }) => {
    if (facts.remitUntil !== null) return model.remitGone
    const on = input.on ?? today
    return (
      rules.mayDate(on, facts.remitSince, today) ?? {
        fact: 'RemitTaken' as const,
        group: facts.group,
        remit: facts.remit,
        on,
      }
    )
  },
  write: async (db, fact, { partnership, now }) => {
    await db.updateTable('group_remit').set({ until: fact.on }).where('id', '=', fact.remit).execute()
    await store.structureChanged(db, partnership!.id, now)
    return { id: fact.group }
  },
})
