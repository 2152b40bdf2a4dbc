// The verbs that let people in: codes to print, bodies to invite, postcodes of those who live here.

import { isRefusal } from '../../../kernel/refusal.ts'
import { file, maybe, ref, refs, text, whole } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { readSheets } from '../../../outside/sheets.ts'
import { codeHash } from '../admission.ts'
import { mayRecord, mayRun } from '../rules.ts'
import { engagementFacts } from '../store.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const engagement = ref('Engagement')

export const makeCodes = operation({
  name: 'engagement.make-codes',
  summary: 'Make codes to print and hand out, each for one person. They are shown once and kept nowhere.',
  scope: 'partnership',
  unseen: true,
  about: 'engagement',
  input: { engagement, howMany: whole('How many codes', 1, model.mostCodes) },
  load: (db, input) => store.letInFacts(db, input.engagement),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayLetIn(facts, 'codes') ?? {
      fact: 'CodesMade' as const,
      ...input,
      batch: facts.nextBatch,
      secret: facts.secret,
      on: today,
    },
  write: async (db, fact, { partnership }) => {
    const codes = Array.from({ length: fact.howMany }, rules.newCode)
    await store.writeCodes(
      db,
      partnership!.id,
      fact,
      codes.map(code => ({ hash: codeHash(fact.secret, code), organisation: null })),
    )
    return { id: fact.engagement, reveal: codes.join('\n') }
  },
  keep: ({ secret: _, ...fact }) => fact,
})

export const withdrawCodes = operation({
  name: 'engagement.withdraw-codes',
  summary: 'Withdraw all codes of one batch, because they were lost. Answers that were given with them stay.',
  scope: 'partnership',
  unseen: true,
  about: 'engagement',
  input: { engagement, batch: whole('Batch of codes', 1, 1_000_000) },
  load: async (db, input) => {
    const found = await engagementFacts(db, input.engagement)
    const good = found && (await store.goodCodes(db, input.engagement, input.batch))
    return found && good !== null ? { ...found, good } : null
  },
  permit: mayRun,
  decide: (facts, input, { today }) =>
    mayRecord(facts) ??
    (facts.good === 0 ? model.withdrawnAlready : null) ?? {
      fact: 'CodesWithdrawn' as const,
      ...input,
      codes: facts.good,
      on: today,
    },
  write: async (db, fact) => {
    await store.withdrawBatch(db, fact.engagement, fact.batch, fact.on)
    return { id: fact.engagement }
  },
})

export const inviteBodies = operation({
  name: 'engagement.invite-bodies',
  summary: 'Invite bodies to answer, each with a code of its own. The codes are shown once and kept nowhere.',
  scope: 'partnership',
  unseen: true,
  about: 'engagement',
  input: {
    engagement,
    organisations: refs('Which bodies', {
      hint: 'One that lost its code gets a new one, and the old one is good no more',
    }),
  },
  load: async (db, input) => {
    const found = await store.letInFacts(db, input.engagement)
    return found && { ...found, bodies: await store.bodyFacts(db, input.engagement, input.organisations) }
  },
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayLetIn(facts, 'bodies') ??
    rules.mayInvite(input.organisations, facts.bodies) ?? {
      fact: 'BodiesInvited' as const,
      ...input,
      batch: facts.nextBatch,
      bodies: facts.bodies,
      secret: facts.secret,
      on: today,
    },
  write: async (db, fact, { partnership }) => {
    await store.withdrawBodies(db, fact.engagement, fact.organisations, fact.on)
    const codes = fact.bodies.map(body => ({ ...body, code: rules.newCode() }))
    await store.writeCodes(
      db,
      partnership!.id,
      fact,
      codes.map(({ code, organisation }) => ({ hash: codeHash(fact.secret, code), organisation })),
    )
    return { id: fact.engagement, reveal: codes.map(({ name, code }) => `${name}: ${code}`).join('\n') }
  },
  keep: ({ secret: _, bodies: __, ...fact }) => fact,
})

export const setPostcodes = operation({
  name: 'engagement.set-postcodes',
  summary: 'Set the list of postcodes of those who may take part. It takes the place of the list before it.',
  scope: 'partnership',
  unseen: true,
  about: 'engagement',
  input: {
    engagement,
    file: maybe(
      file('A file with the postcodes', {
        hint: 'A spreadsheet or CSV. The column has the heading “postcode”; all others are left alone.',
      }),
    ),
    list: text('Or paste them here', { optional: true, max: 2_000_000, hint: 'One a line, or with commas between' }),
  },
  load: async (db, input) => {
    const found = await store.letInFacts(db, input.engagement)
    if (!found || !input.file) return found && { ...found, column: null }
    const sheets = await readSheets(input.file.bytes, input.file.name)
    return { ...found, column: isRefusal(sheets) ? sheets : (rules.columnOf(sheets[0]?.rows ?? []) ?? model.noColumn) }
  },
  permit: mayRun,
  decide: (facts, input) => {
    const refused = rules.mayLetIn(facts, 'postcodes')
    if (refused) return refused
    if (facts.column && input.list) return model.twoLists
    if (isRefusal(facts.column)) return { ...facts.column, field: 'file' }
    const written = facts.column ?? (input.list === '' ? null : rules.writtenIn(input.list))
    if (!written) return model.noList
    const read = rules.readPostcodes(written)
    return (
      rules.mayKeep(read, facts.column ? 'file' : 'list') ?? {
        fact: 'PostcodesSet' as const,
        engagement: input.engagement,
        read,
      }
    )
  },
  write: async (db, { engagement, read }, { partnership }) => {
    await store.writePostcodes(db, partnership!.id, engagement, read.good)
    return { id: engagement, reveal: rules.keptWords(read) }
  },
  keep: ({ fact, engagement, read }) => ({
    fact,
    engagement,
    postcodes: read.good.length,
    leftOut: read.bad.length,
  }),
})
