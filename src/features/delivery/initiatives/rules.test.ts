// Who speaks for the owner of an initiative, and what its word allows.

import { describe, expect, it } from 'vitest'
import type { Standing } from '../../../operation/actor.ts'
import type { InitiativeFacts, OriginFacts } from './model.ts'
import * as rules from './rules.ts'

const outside: Standing = { person: 1, administrator: false, roles: [], leads: [], actsFor: [], inside: true }
const coordinator: Standing = { ...outside, roles: ['coordinator'] }
const lead: Standing = { ...outside, roles: ['partner-lead'], leads: [7], actsFor: [7] }
const contributor: Standing = { ...outside, roles: ['contributor'], actsFor: [7] }
const boardMember: Standing = { ...outside, roles: ['board-member'], actsFor: [7] }
const leadOfAnother: Standing = { ...outside, roles: ['partner-lead'], leads: [8], actsFor: [8] }

const initiative: InitiativeFacts = {
  initiative: 3,
  name: 'Warm homes',
  owner: 7,
  reporting: 'publishes',
  ownerPartner: 70,
  consent: null,
}
const linked: OriginFacts = {
  action: 5,
  title: 'Warm homes',
  state: 'adopted',
  lead: 7,
  starts: '2026-01-01',
  ends: '2027-01-01',
  initiative: 3,
  reporting: 'publishes',
  owner: 7,
  consent: 'asked',
}
const own: OriginFacts = { ...linked, initiative: null, reporting: null, owner: null, consent: null }
const today = '2026-11-22'

describe('the word of an owner', () => {
  it('is given by who leads for it, or written down by a coordinator', () => {
    for (const standing of [lead, coordinator]) expect(rules.maySpeakForOwner({ owner: 7 }, standing)).toBeNull()
    for (const standing of [contributor, boardMember, leadOfAnother, outside])
      expect(rules.maySpeakForOwner({ owner: 7 }, standing)).toMatchObject({ code: 'not-yours' })
  })

  it('needs where and when it was said, when a coordinator writes it down', () => {
    const answer = { action: 5, answer: 'given', words: '' } as const
    expect(rules.decideConsent(linked, answer, coordinator, today)).toMatchObject({
      code: 'owners-word-needed',
      field: 'words',
    })
    expect(rules.decideConsent(linked, { ...answer, words: 'At the board' }, coordinator, today)).toMatchObject({
      fact: 'ConsentGiven',
      words: 'At the board',
      on: today,
    })
    expect(rules.decideConsent(linked, answer, lead, today)).toMatchObject({ fact: 'ConsentGiven', words: '' })
    expect(rules.decideWithdrawal(linked, { action: 5, words: '' }, coordinator, today)).toMatchObject({
      code: 'owners-word-needed',
    })
    expect(rules.decideWithdrawal(linked, { action: 5, words: '' }, lead, today)).toMatchObject({
      fact: 'ConsentWithdrawn',
    })
  })

  it('may change, but is not given twice', () => {
    const yes = { action: 5, answer: 'given', words: '' } as const
    const no = { ...yes, answer: 'refused' } as const
    expect(rules.decideConsent({ ...linked, consent: 'given' }, yes, lead, today)).toMatchObject({
      code: 'consent-given-already',
    })
    expect(rules.decideConsent({ ...linked, consent: 'given' }, no, lead, today)).toMatchObject({
      fact: 'ConsentRefused',
    })
    expect(rules.decideConsent({ ...linked, consent: 'withdrawn' }, yes, lead, today)).toMatchObject({
      fact: 'ConsentGiven',
    })
    expect(rules.decideConsent({ ...linked, consent: 'withdrawn' }, no, lead, today)).toMatchObject({
      code: 'consent-refused-already',
    })
  })

  it('can be withdrawn from stopped work too, where nothing else is recorded', () => {
    const stopped = { ...linked, state: 'stopped', consent: 'given' } as const
    expect(rules.decideWithdrawal(stopped, { action: 5, words: '' }, lead, today)).toMatchObject({
      fact: 'ConsentWithdrawn',
    })
    expect(rules.decideConsent(stopped, { action: 5, answer: 'refused', words: '' }, lead, today)).toMatchObject({
      code: 'action-stopped',
    })
  })

  it('is of no use for work that is the partnership’s own', () => {
    expect(rules.decideConsent(own, { action: 5, answer: 'given', words: 'x' }, coordinator, today)).toMatchObject({
      code: 'not-linked',
    })
  })
})

describe('linking', () => {
  const facts = { ...initiative, outcomesKnown: true }
  const input = { initiative: 3, starts: '2026-01-01', ends: '2027-01-01' }

  it('asks the owner, unless it is the owner’s lead who links', () => {
    expect(rules.decideLink(facts, input, coordinator, today)).toMatchObject({ consent: 'asked', lead: 70 })
    expect(rules.decideLink(facts, input, contributor, today)).toMatchObject({ consent: 'asked' })
    expect(rules.decideLink(facts, input, lead, today)).toMatchObject({ consent: 'given', on: today })
    expect(rules.mayLink(facts, boardMember)).toMatchObject({ code: 'not-yours' })
    expect(rules.mayLink(facts, leadOfAnother)).toMatchObject({ code: 'not-yours' })
  })

  it('happens once, for an owner that is a partner, over a time that makes sense', () => {
    expect(rules.decideLink({ ...facts, consent: 'withdrawn' }, input, lead, today)).toMatchObject({
      code: 'linked-already',
    })
    expect(rules.decideLink({ ...facts, ownerPartner: null }, input, lead, today)).toMatchObject({
      code: 'owner-has-left',
    })
    expect(rules.decideLink(facts, { ...input, ends: '2025-12-31' }, lead, today)).toMatchObject({ field: 'ends' })
    expect(rules.decideLink({ ...facts, outcomesKnown: false }, input, lead, today)).toMatchObject({
      field: 'outcomes',
    })
  })
})

describe('answering once', () => {
  const joining: InitiativeFacts = { ...initiative, reporting: 'answers-once' }
  const join = (facts: OriginFacts & { joining: InitiativeFacts | null }) =>
    rules.decideJoin(facts, { action: 5, initiative: 3 }, today)

  it('is the lead’s own decision', () => {
    expect(rules.mayJoin({ owner: 7 }, lead)).toBeNull()
    for (const standing of [coordinator, contributor, leadOfAnother, { ...outside, administrator: true }])
      expect(rules.mayJoin({ owner: 7 }, standing)).toMatchObject({ code: 'not-yours' })
    expect(rules.mayJoin({ owner: null }, lead)).toMatchObject({ code: 'not-yours' })
  })

  it('is for an initiative of the lead’s organisation that is answered once and free here', () => {
    expect(join({ ...own, joining })).toMatchObject({ fact: 'InitiativeJoined', action: 5, initiative: 3 })
    expect(join({ ...own, joining: null })).toMatchObject({ code: 'initiative-unknown' })
    expect(join({ ...own, joining: { ...joining, owner: 8 } })).toMatchObject({ code: 'not-of-lead' })
    expect(join({ ...own, joining: initiative })).toMatchObject({ code: 'answers-elsewhere' })
    expect(join({ ...own, joining: { ...joining, consent: 'given' } })).toMatchObject({ code: 'linked-already' })
    expect(join({ ...linked, joining })).toMatchObject({ code: 'initiative-already' })
    expect(join({ ...own, state: 'stopped', joining })).toMatchObject({ code: 'action-stopped' })
  })

  it('can be left, but not by linked work, which would lose its owner', () => {
    expect(rules.decideLeave({ ...linked, reporting: 'answers-once' })).toMatchObject({ fact: 'InitiativeLeft' })
    expect(rules.decideLeave(linked)).toMatchObject({ code: 'nothing-to-leave' })
    expect(rules.decideLeave(own)).toMatchObject({ code: 'not-linked' })
  })
})

describe('quoting', () => {
  it('is for who works for the owner, and for coordinators where its owner agreed that it is linked', () => {
    for (const standing of [lead, contributor]) expect(rules.mayQuote(initiative, standing)).toBeNull()
    for (const standing of [boardMember, leadOfAnother, outside])
      expect(rules.mayQuote(initiative, standing)).toMatchObject({ code: 'not-yours' })
    expect(rules.mayQuote(initiative, coordinator)).toMatchObject({ code: 'not-linked-here' })
    for (const consent of ['asked', 'withdrawn'] as const)
      expect(rules.mayQuote({ ...initiative, consent }, coordinator)).toMatchObject({ code: 'not-linked-here' })
    expect(rules.mayQuote({ ...initiative, consent: 'given' }, coordinator)).toBeNull()
    expect(rules.mayQuote(initiative, { ...lead, roles: ['coordinator', 'partner-lead'] })).toBeNull()
  })

  it('needs a day that has been and an address that anybody can open', () => {
    const words = { initiative: 3, on: '2026-11-01', words: 'It goes well.', address: 'https://owner.example/report' }
    const quote = (input: Partial<typeof words>) =>
      rules.decideQuotation({ quotedAlready: false }, { ...words, ...input }, today)
    expect(quote({})).toMatchObject({ fact: 'PublicationQuoted' })
    expect(quote({ on: '2026-11-23' })).toMatchObject({ field: 'on' })
    for (const address of [
      'javascript:alert(1)',
      'JavaScript://owner.example/%0aalert(1)',
      'data:text/html,x',
      'ftp://owner.example/report',
      '//owner.example',
      'owner.example',
      'https://',
      'https://localhost/report',
      'https://council.gov.uk@evil.example/',
      'https://owner.example/ a b',
    ])
      expect(quote({ address }), address).toMatchObject({ code: 'address-unfit', field: 'address' })
    expect(rules.decideQuotation({ quotedAlready: true }, words, today)).toMatchObject({ code: 'quoted-already' })
  })
})

describe('registering', () => {
  const input = { organisation: 7, name: 'Warm homes', about: '', address: '', reporting: 'publishes' } as const
  it('is of a partner, once by its name, and may do without an address', () => {
    const facts = { organisationHere: true, nameTaken: false }
    expect(rules.decideInitiative(facts, input, today)).toMatchObject({ fact: 'InitiativeRegistered', on: today })
    expect(rules.decideInitiative({ ...facts, organisationHere: false }, input, today)).toMatchObject({
      field: 'organisation',
    })
    expect(rules.decideInitiative({ ...facts, nameTaken: true }, input, today)).toMatchObject({ field: 'name' })
    expect(rules.decideInitiative(facts, { ...input, address: 'javascript:x' }, today)).toMatchObject({
      field: 'address',
    })
  })
})
