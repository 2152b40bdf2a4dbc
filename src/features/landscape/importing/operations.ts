// The verbs of importing groups: sending a file, saying what is doubtful in it, and bringing it in, at once or in steps.

import type { Db } from '../../../db/handles.ts'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import { choice, code, file, line, ref } from '../../../operation/fields.ts'
import { type Context, operation } from '../../../operation/operation.ts'
import { isCoordinator, onlyAdministrators, onlyCoordinators } from '../../../operation/permission.ts'
import { lockStructure, structureChanged } from '../store.ts'
import * as deciding from './deciding.ts'
import { meanings } from './headings.ts'
import { lookAt } from './looking.ts'
import * as model from './model.ts'
import { type Decision, plainOrganisation } from './organisations.ts'
import * as store from './store.ts'

const waiting = ref('File')
const house = { scope: 'partnership', about: 'import' } as const

export const sendGroups = operation({
  name: 'landscape.send-groups',
  summary: 'Send a list of groups and seats, to see what bringing it in would do.',
  ...house,
  unseen: true,
  input: { file: file('Your spreadsheet', { hint: 'Excel (.xlsx) or CSV, up to 20 MB' }) },
  // A large file is read only for somebody who may bring it in.
  load: async (db, input, { standing }) => {
    if (!isCoordinator(standing)) return model.notForYou
    const listing = await store.readList(input.file)
    if (isRefusal(listing)) return listing
    return { listing, looked: lookAt(listing, { headings: {}, organisations: {} }, await store.knownOrganisations(db)) }
  },
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (isRefusal(facts)) return facts
    if (deciding.holdsTooMuch(facts.looked)) return { ...model.tooMuch, field: 'file' }
    return {
      fact: 'GroupsSent' as const,
      name: input.file.name,
      listing: facts.listing,
      looked: facts.looked,
      groups: facts.looked.entries.groups.length,
      seats: facts.looked.seats,
    }
  },
  write: async (db, { name, listing, seats }, { partnership, actor, now }) => ({
    id: await store.keepList(db, partnership!.id, { name, listing, seats, person: actor.person, now }),
  }),
  keep: ({ fact, groups, seats }) => ({ fact, groups, seats }),
})

/** The file, with what is understood of it where it waits. */
async function lookedAt(db: Db, id: number) {
  const facts = await store.importFacts(db, id, true)
  if (!facts) return null
  const { kept } = facts
  const known = await store.knownOrganisations(db)
  const look = (headings: model.ImportFacts['headings']) =>
    kept && 'listing' in kept ? lookAt(kept.listing, { ...facts, headings }, known) : null
  return { ...facts, known, look, looked: facts.stage === 'looked-at' ? look(facts.headings) : null }
}

export const sayHeading = operation({
  name: 'landscape.say-heading',
  summary: 'Say what a column of the file holds.',
  ...house,
  unseen: true,
  input: { import: waiting, heading: line('Heading', { max: 1000 }), meaning: choice('What it holds', meanings) },
  load: (db, input) => lookedAt(db, input.import),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (!facts.looked) return model.notWaiting
    // Headings may hold line breaks; what is typed holds none.
    const column = facts.looked.columns.find(one => one.heading.replace(/\s+/g, ' ').trim() === input.heading)
    if (!column) return model.headingUnknown
    const others = Object.entries(facts.headings).filter(
      ([heading, meaning]) => heading !== column.heading && (meaning !== input.meaning || meaning === 'leave-out'),
    )
    const headings = { ...Object.fromEntries(others), [column.heading]: input.meaning }
    return {
      fact: 'HeadingUnderstood' as const,
      import: facts.id,
      meaning: input.meaning,
      headings,
      seats: facts.look(headings)!.seats,
    }
  },
  write: async (db, fact) => {
    await store.sayHeadings(db, fact.import, fact.headings, fact.seats)
    return { id: fact.import }
  },
  keep: ({ fact, import: id, meaning }) => ({ fact, import: id, meaning }),
})

export const sayOrganisation = operation({
  name: 'landscape.say-organisation',
  summary: 'Say which organisation a name in the file means.',
  ...house,
  unseen: true,
  input: {
    import: waiting,
    written: line('Name in the file', { max: 1000 }),
    organisation: code('Who it is', {
      hint: 'An organisation, a new one, or nobody: the seat speaks for people directly',
    }),
  },
  load: (db, input) => lookedAt(db, input.import),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (!facts.looked) return model.notWaiting
    const plain = plainOrganisation(input.written)
    if (!facts.looked.doubtful.some(one => one.plain === plain)) return model.nameUnknown
    const decision = decisionIn(input.organisation, facts.known.organisations)
    if (isRefusal(decision)) return decision
    return { fact: 'NameSettled' as const, import: facts.id, organisation: decision, settled: { [plain]: decision } }
  },
  write: async (db, fact) => {
    await store.sayOrganisations(db, fact.import, fact.settled)
    return { id: fact.import }
  },
  keep: ({ fact, import: id, organisation }) => ({ fact, import: id, organisation }),
})

function decisionIn(typed: string, organisations: readonly { readonly id: number }[]): Decision | Refusal {
  if (typed === 'new' || typed === 'nobody') return typed
  const known = /^\d{1,15}$/.test(typed) && organisations.some(one => one.id === Number(typed))
  return known ? Number(typed) : model.organisationUnknown
}

export const takeSuggestions = operation({
  name: 'landscape.take-suggestions',
  summary:
    'Take the likeliest suggestion for every name that is in doubt, but for new bodies with the name of a person.',
  ...house,
  unseen: true,
  input: { import: waiting },
  load: async (db, input) => {
    const facts = await lookedAt(db, input.import)
    if (!facts?.looked) return facts && { ...facts, people: [] }
    const written = model.undecided(facts.looked).map(one => one.written)
    return { ...facts, people: [...deciding.peopleIn(facts.looked), ...(await store.peopleNamed(db, written))] }
  },
  permit: onlyCoordinators,
  decide: facts => {
    if (!facts.looked) return model.notWaiting
    const settled = deciding.suggestionsIn(facts.looked, new Set(facts.people))
    if (Object.keys(settled).length === 0 && model.undecided(facts.looked).length > 0) return model.oneByOne
    return { fact: 'SuggestionsTaken' as const, import: facts.id, names: Object.keys(settled).length, settled }
  },
  write: async (db, fact) => {
    await store.sayOrganisations(db, fact.import, fact.settled)
    return { id: fact.import }
  },
  keep: ({ fact, import: id, names }) => ({ fact, import: id, names }),
})

export const bringIn = operation({
  name: 'landscape.bring-in-groups',
  summary: 'Bring in the groups and seats of the file. A long list goes in step by step.',
  ...house,
  input: { import: waiting },
  load: async (db, input) => {
    const found = await lookedAt(db, input.import)
    if (!found?.looked) return found && { ...found, standing: null }
    // Nobody ends or renames a group between what is decided here and what is written.
    await lockStructure(db)
    const facts = { ...found, looked: await store.withNamesOnce(db, found.looked) }
    const { groups } = facts.looked.entries
    return {
      ...facts,
      standing: {
        groups: await store.knownGroups(db, groups),
        seats: deciding.isLong(facts.looked) ? null : await store.knownSeats(db, groups),
      },
    }
  },
  permit: onlyCoordinators,
  decide: (facts, _input, { today }) => {
    const refused = deciding.mayBringIn(facts, facts.looked)
    if (refused) return refused
    const looked = facts.looked!
    const weighed = deciding.weighList(looked, facts.standing!, today)
    return {
      fact: 'GroupsBroughtIn' as const,
      import: facts.id,
      done: weighed.seats ? looked.seats : 0,
      of: looked.seats,
      ended: weighed.seats !== null,
      organisations: deciding.newOrganisations(looked).length,
      ...weighed,
      looked,
      standing: facts.standing!,
    }
  },
  write: async (db, fact, context) => {
    const { partnership, now, today } = context
    const { looked, standing } = fact
    const names = deciding.newOrganisations(looked)
    const registered = await store.registerOrganisations(db, names)
    const numbers = new Map(names.map((name, at) => [plainOrganisation(name), registered[at]!]))
    const decided = [...deciding.decisionsOf(looked)].map(([plain, is]) => [plain, numbers.get(plain) ?? is] as const)
    const doubtful = new Set(looked.doubtful.map(one => one.plain))
    const spellings = decided.filter(
      (one): one is readonly [string, number] => typeof one[1] === 'number' && doubtful.has(one[0]),
    )
    await store.rememberSpellings(db, partnership!.id, spellings)
    const groups = await store.writeGroups(db, partnership!.id, fact.groups, standing.groups, today)
    if (fact.seats) await store.writeSeats(db, partnership!.id, fact.seats, groups, today, registered)
    await store.noteProgress(db, fact.import, {
      done: fact.done,
      rows: fact.of,
      ended: fact.ended,
      counts: fact.counts,
      leftOut: fact.leftOut,
      groups: looked.entries.groups,
      organisations: Object.fromEntries(decided),
    })
    await structureChanged(db, partnership!.id, now)
    return { id: fact.import }
  },
  keep: ({ fact, import: id, done, of, organisations, counts, leftOut }) => ({
    fact,
    import: id,
    done,
    of,
    organisations,
    ...counts,
    leftOut: leftOut.length,
  }),
})

/** Performed by the clock, and by the command line, until the list is in. */
export const bringInRows = operation({
  name: 'landscape.bring-in-rows',
  summary: 'Bring in the next seats of a long list.',
  surface: 'internal',
  ...house,
  input: { import: waiting },
  load: async (db, input) => {
    const facts = await store.importFacts(db, input.import, true)
    if (!facts) return null
    const next = deciding.nextIn(facts)
    if (!isRefusal(next)) await lockStructure(db)
    return isRefusal(next) ? next : { ...facts, next, seats: await store.knownSeats(db, next.groups) }
  },
  permit: onlyAdministrators,
  decide: (facts, _input, { today }) =>
    isRefusal(facts)
      ? facts
      : { ...deciding.decideStep(facts, facts.next, facts.seats, today), groups: facts.seats.groups },
  write: async (db, fact, { partnership, now, today }: Context) => {
    await store.writeSeats(db, partnership!.id, fact.seats, fact.groups, today, [])
    await store.noteProgress(db, fact.import, { ...fact, groups: undefined, rows: fact.of })
    if (fact.ended) await store.countStructure(db)
    await structureChanged(db, partnership!.id, now)
    return { id: fact.import }
  },
  keep: ({ fact, import: id, done, of, counts }) => ({ fact, import: id, done, of, ...counts }),
})

export const dropGroups = operation({
  name: 'landscape.drop-import',
  summary: 'Put a file aside, and forget what was sent. Of a long list that is going in, what is in stays.',
  ...house,
  unseen: true,
  input: { import: waiting },
  load: (db, input) => store.importFacts(db, input.import, true),
  permit: onlyCoordinators,
  decide: facts =>
    facts.stage === 'looked-at' || facts.stage === 'running'
      ? { fact: 'ImportDropped' as const, import: facts.id, done: facts.done }
      : model.notWaiting,
  write: async (db, fact) => {
    await store.dropImport(db, fact.import)
    return { id: fact.import }
  },
})
