// The verbs of partnerships: founding, settling how it looks and speaks, partners, and who acts for whom.

import { type Role, roleWords } from '../../operation/actor.ts'
import { choice, code, colour, date, email, file, line, maybe, ref, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { onlyAdministrators, onlyCoordinators } from '../../operation/permission.ts'
import { nameWhoHasNone } from '../people/public.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export const found = operation({
  name: 'partnerships.found',
  summary: 'Found a partnership for an area.',
  scope: 'commons',
  about: 'partnership',
  input: {
    name: line('Name', { max: 120, hint: 'For example Strathmuir Together' }),
    slug: line('Address', { max: 60, hint: 'The last part of its web address, like strathmuir' }),
    subtitle: line('What it is', { max: 120, optional: true, hint: 'For example Community planning partnership' }),
    area: code('Area', { hint: 'The official code or the area from the list' }),
  },
  load: async (db, input) => ({
    slugTaken: (await store.slugOwner(db, input.slug)) !== undefined,
    areaKnown: await store.placeKnown(db, input.area),
  }),
  permit: onlyAdministrators,
  decide: (facts, input) => rules.decideFounding(facts, input),
  write: async (db, fact) => ({ id: await store.found(db, fact) }),
})

export const move = operation({
  name: 'partnerships.move',
  summary: 'Give the partnership a new web address; the old one will lead to it.',
  scope: 'partnership',
  about: 'partnership',
  input: { slug: line('New address', { max: 60 }) },
  load: async (db, input, { partnership }) => {
    const owner = await store.slugOwner(db, input.slug)
    return { slugTakenByOther: owner !== undefined && owner.partnership_id !== partnership!.id }
  },
  permit: onlyCoordinators,
  decide: (facts, input, { partnership }) => rules.decideMove(facts, input, partnership!),
  write: async (db, fact, { partnership }) => {
    await db.updateTable('partnership').set({ slug: fact.to }).where('id', '=', partnership!.id).execute()
    await db
      .insertInto('partnership_address')
      .values({ slug: fact.to, partnership_id: partnership!.id })
      .onConflict(same => same.doNothing())
      .execute()
    return { id: partnership!.id }
  },
})

export const describe = operation({
  name: 'partnerships.describe',
  summary: 'Say what the partnership is called and what it is.',
  scope: 'partnership',
  about: 'partnership',
  input: {
    name: line('Name', { max: 120 }),
    subtitle: line('What it is', { max: 120, optional: true }),
    about: text('About the partnership', {
      max: 2000,
      optional: true,
      hint: 'Two or three plain sentences that residents read',
    }),
  },
  load: async () => ({}),
  permit: onlyCoordinators,
  decide: (_facts, input) => ({ fact: 'PartnershipDescribed' as const, ...input }),
  write: async (db, fact, { partnership }) => {
    await db
      .updateTable('partnership')
      .set({ name: fact.name, subtitle: fact.subtitle, about: fact.about })
      .where('id', '=', partnership!.id)
      .execute()
    return { id: partnership!.id }
  },
})

export const chooseTerms = operation({
  name: 'partnerships.choose-terms',
  summary: 'Choose the words this partnership uses for its plan, outcomes, themes and board.',
  scope: 'partnership',
  about: 'partnership',
  input: {
    plan: line('Word for the plan', {
      max: 60,
      optional: true,
      hint: 'For example Local outcomes improvement plan, or Well-being plan',
    }),
    localityPlan: line('Word for a locality plan', { max: 60, optional: true }),
    outcome: line('Word for an outcome', { max: 60, optional: true }),
    theme: line('Word for a theme', { max: 60, optional: true }),
    board: line('Word for the board', { max: 60, optional: true }),
  },
  load: async () => ({}),
  permit: onlyCoordinators,
  decide: (_facts, { localityPlan, ...input }) => ({
    fact: 'TermsChosen' as const,
    terms: Object.fromEntries(
      Object.entries({ ...input, 'locality plan': localityPlan }).filter(([, word]) => word !== ''),
    ),
  }),
  write: async (db, fact, { partnership }) => {
    await db
      .updateTable('partnership')
      .set({ terms: JSON.stringify(fact.terms) })
      .where('id', '=', partnership!.id)
      .execute()
    return { id: partnership!.id }
  },
})

export const chooseColour = operation({
  name: 'partnerships.choose-colour',
  summary: 'Choose the partnership’s colour.',
  scope: 'partnership',
  about: 'partnership',
  input: { colour: colour('Colour', { hint: 'White words must be readable on it' }) },
  load: async () => ({}),
  permit: onlyCoordinators,
  decide: (_facts, input) => rules.decideColour(input),
  write: async (db, fact, { partnership }) => {
    await db.updateTable('partnership').set({ colour: fact.colour }).where('id', '=', partnership!.id).execute()
    return { id: partnership!.id }
  },
})

export const chooseLogo = operation({
  name: 'partnerships.choose-logo',
  summary: 'Put up the partnership’s logo.',
  scope: 'partnership',
  about: 'partnership',
  input: { logo: file('Logo', { hint: 'A square PNG or JPEG of up to 200 KB' }) },
  load: async () => ({}),
  permit: onlyCoordinators,
  decide: (_facts, input) => {
    const decided = rules.decideLogo(input.logo.bytes)
    return 'fact' in decided ? { ...decided, bytes: input.logo.bytes } : decided
  },
  write: async (db, fact, { partnership }) => {
    await db
      .updateTable('partnership')
      .set({ logo: Buffer.from(fact.bytes), logo_type: fact.type })
      .where('id', '=', partnership!.id)
      .execute()
    return { id: partnership!.id }
  },
  keep: ({ fact, type, size }) => ({ fact, type, size }),
})

const organisationInput = {
  name: line('Name', { max: 160 }),
  shortName: line('Short name', { max: 40, optional: true, hint: 'For example NHS Forth Valley' }),
  kind: choice('Kind of body', model.organisationKinds),
  orgId: maybe(line('Charity or organisation number', { max: 60, hint: 'An org-id such as GB-SC-SC012345' })),
  website: line('Website', { max: 300, optional: true }),
}

/** Organisations are commons, but whoever coordinates a partnership may register one that is missing. */
export const registerOrganisation = operation({
  name: 'partnerships.register-organisation',
  summary: 'Register an organisation, so that partnerships can take it in.',
  scope: 'partnership',
  about: 'organisation',
  input: organisationInput,
  load: (db, input) => store.organisationFacts(db, input),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (facts.nameTaken) return model.nameTaken
    return facts.numberTaken ? model.numberTaken : { fact: 'OrganisationRegistered' as const, ...input }
  },
  write: (db, fact) =>
    db
      .insertInto('organisation')
      .values({
        name: fact.name,
        short_name: fact.shortName,
        kind: fact.kind,
        org_id: fact.orgId,
        website: fact.website,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const takeIn = operation({
  name: 'partnerships.take-in-partner',
  summary: 'Take an organisation in as a partner.',
  scope: 'partnership',
  about: 'partner',
  input: { organisation: ref('Organisation'), basis: choice('Basis', model.bases), joined: date('Since') },
  load: async (db, input) => {
    const partner = await store.partnerOfOrganisation(db, input.organisation)
    return {
      organisationKnown: await store.organisationKnown(db, input.organisation),
      already: partner !== undefined && partner.left_on === null,
    }
  },
  permit: onlyCoordinators,
  decide: (facts, input) => rules.decidePartner(facts, input),
  write: (db, fact, { partnership }) =>
    db
      .insertInto('partner')
      .values({
        partnership_id: partnership!.id,
        organisation_id: fact.organisation,
        basis: fact.basis,
        joined_on: fact.joined,
        left_on: null,
        sponsor_letter_on: null,
      })
      .onConflict(again =>
        again.columns(['partnership_id', 'organisation_id']).doUpdateSet({ basis: fact.basis, left_on: null }),
      )
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const letGo = operation({
  name: 'partnerships.let-partner-go',
  summary: 'Record that a partner has left.',
  scope: 'partnership',
  about: 'partner',
  input: { partner: ref('Partner'), left: date('Left on'), because: text('Why', { max: 500 }) },
  load: (db, input) => store.partnerFacts(db, input.partner),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    if (facts.left) return model.partnerHasLeft
    return input.left < facts.joined ? model.leftTooEarly : { fact: 'PartnerLeft' as const, ...input }
  },
  write: async (db, fact) => {
    await db.updateTable('partner').set({ left_on: fact.left }).where('id', '=', fact.partner).execute()
    return { id: fact.partner }
  },
})

export const declarePriority = operation({
  name: 'partnerships.declare-priority',
  summary: 'Say what matters most to a partner in this partnership.',
  scope: 'partnership',
  about: 'partner',
  input: { partner: ref('Partner'), priority: text('What matters most to you here', { max: 600, optional: true }) },
  load: (db, input) => store.partnerFacts(db, input.partner),
  permit: rules.maySpeakFor,
  decide: (facts, input) => (facts.left ? model.partnerHasLeft : { fact: 'PriorityDeclared' as const, ...input }),
  write: async (db, fact) => {
    await db.updateTable('partner').set({ priority: fact.priority }).where('id', '=', fact.partner).execute()
    return { id: fact.partner }
  },
})

export const nameSponsor = operation({
  name: 'partnerships.name-sponsor',
  summary: 'Name the body a partner answers to, and what its letter says about this partnership.',
  scope: 'partnership',
  about: 'partner',
  input: {
    partner: ref('Partner'),
    sponsor: line('Sponsor', { max: 160, hint: 'The department or board the partner answers to' }),
    letter: text('What its letter says', {
      max: 2000,
      optional: true,
      hint: 'Quote the words that concern community planning',
    }),
    letterOn: maybe(date('Date of the letter')),
    letterAddress: line('Where the letter can be read', { max: 300, optional: true, hint: 'A web address' }),
  },
  load: (db, input) => store.partnerFacts(db, input.partner),
  permit: rules.maySpeakFor,
  decide: (facts, input) => (facts.left ? model.partnerHasLeft : { fact: 'SponsorNamed' as const, ...input }),
  write: async (db, fact) => {
    await db
      .updateTable('partner')
      .set({
        sponsor: fact.sponsor,
        sponsor_letter: fact.letter,
        sponsor_letter_on: fact.letterOn,
        sponsor_letter_address: fact.letterAddress,
      })
      .where('id', '=', fact.partner)
      .execute()
    return { id: fact.partner }
  },
})

export const addObjective = operation({
  name: 'partnerships.add-objective',
  summary: 'Add an objective of a partner’s own.',
  scope: 'partnership',
  about: 'objective',
  input: { partner: ref('Partner'), words: text('The objective, in the partner’s own words', { max: 400 }) },
  load: (db, input) => store.partnerFacts(db, input.partner),
  permit: rules.maySpeakFor,
  decide: (facts, input) => (facts.left ? model.partnerHasLeft : { fact: 'ObjectiveAdded' as const, ...input }),
  write: (db, fact, { partnership }) =>
    db
      .insertInto('objective')
      .values({ partnership_id: partnership!.id, partner_id: fact.partner, words: fact.words })
      .returning('id')
      .executeTakeFirstOrThrow(),
})

export const dropObjective = operation({
  name: 'partnerships.drop-objective',
  summary: 'Take an objective of a partner’s own off the list.',
  scope: 'partnership',
  about: 'objective',
  input: { objective: ref('Objective') },
  load: async (db, input) =>
    (await db
      .selectFrom('objective')
      .innerJoin('partner', 'partner.id', 'objective.partner_id')
      .select(['objective.id as objective', 'words', 'organisation_id as organisation'])
      .where('objective.id', '=', input.objective)
      .executeTakeFirst()) ?? null,
  permit: rules.maySpeakFor,
  decide: facts => ({ fact: 'ObjectiveDropped' as const, objective: facts.objective, words: facts.words }),
  write: async (db, fact) => {
    await db.deleteFrom('objective').where('id', '=', fact.objective).execute()
    return { id: fact.objective }
  },
})

export const giveRole = operation({
  name: 'partnerships.give-role',
  summary: 'Give somebody a part in this partnership.',
  scope: 'partnership',
  about: 'membership',
  input: {
    name: line('Name', { max: 120 }),
    email: email('Email address', { autocomplete: 'off' }),
    role: choice<Role>('Role', roleWords),
    organisation: maybe(ref('Organisation', { hint: 'Leave blank for the partnership’s own staff and for observers' })),
  },
  load: (db, input) => store.roleFacts(db, input),
  permit: onlyCoordinators,
  decide: (facts, input) => {
    const decided = rules.decideRole(facts, input)
    return 'fact' in decided ? { ...decided, name: input.name, email: input.email } : decided
  },
  write: async (db, fact, { partnership, today }) => {
    const person =
      fact.person ??
      (
        await db
          .insertInto('person')
          .values({ email: fact.email, name: fact.name, persona: null, erase_by: null, erased_at: null })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id
    await nameWhoHasNone(db, person, fact.name)
    const { id } = await db
      .insertInto('membership')
      .values({
        partnership_id: partnership!.id,
        person_id: person,
        role: fact.role,
        organisation_id: fact.organisation,
        since: today,
        ended_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, person }
  },
  keep: ({ fact, person, role, organisation }) => ({ fact, person, role, organisation }),
  tell: (fact, _facts, { partnership, address }, written) => [
    {
      to: (written as { person: number }).person,
      subject: `You now have a part in ${partnership!.name}`,
      body: `You have been given a part in ${partnership!.name}: ${roleWords[fact.role].toLowerCase()}.\n\nThere is no password. Sign in with this email address here:\n\n${address}/sign-in\n\nIf this is a mistake, tell the partnership’s coordinator.`,
    },
  ],
})

export const endRole = operation({
  name: 'partnerships.end-role',
  summary: 'End somebody’s part in this partnership.',
  scope: 'partnership',
  about: 'membership',
  input: { membership: ref('Membership') },
  load: (db, input) => store.membershipFacts(db, input.membership),
  permit: onlyCoordinators,
  decide: (facts, _input, { today }) => rules.decideEndRole(facts, today),
  write: async (db, fact) => {
    await db.updateTable('membership').set({ ended_on: fact.on }).where('id', '=', fact.membership).execute()
    return { id: fact.membership }
  },
})
