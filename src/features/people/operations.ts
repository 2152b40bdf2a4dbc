// The verbs of people: coming in, going out, tokens, administrators, and being erased.

import { refuse } from '../../kernel/refusal.ts'
import { email, flag, line, maybe, ref, whole } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import { anyone, anySignedIn, onlyAdministrators } from '../../operation/permission.ts'
import { linkMinutes } from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export const askForLink = operation({
  name: 'people.ask-for-link',
  summary: 'Ask for a link to sign in with, sent by email.',
  scope: 'commons',
  about: 'person',
  input: { email: email('Your email address'), onward: line('Where to go afterwards', { optional: true }) },
  load: async (db, input, { now }) => ({
    ...(await store.linkRequestFacts(db, input.email, now)),
    onward: input.onward,
  }),
  permit: anyone,
  decide: facts => ({ ...rules.decideLink(facts), onward: facts.onward }),
  write: async (db, fact, { now }) =>
    fact.person === null ? {} : { sealed: await store.writeLink(db, fact.person, now) },
  keep: ({ fact, person }) => ({ fact, person }),
  tell: (fact, _facts, { address }, written) =>
    fact.person === null
      ? []
      : [
          {
            to: fact.person,
            subject: 'Your link to sign in',
            body: `Open this address to sign in. It works once, for ${linkMinutes} minutes:\n\n${address}/sign-in/link?token=${written.sealed}${fact.onward ? `&onward=${encodeURIComponent(fact.onward)}` : ''}\n\nIf you did not ask for it, leave it: nothing happens.`,
          },
        ],
})

export const signIn = operation({
  name: 'people.sign-in',
  summary: 'Sign in with the link that came by email.',
  surface: 'page',
  scope: 'commons',
  about: 'person',
  input: { token: line('Link', { max: 100 }), onward: line('Where to go afterwards', { optional: true }) },
  load: (db, input) => store.linkFacts(db, input.token),
  permit: anyone,
  decide: (link, input, { now }) => {
    const decided = rules.decideSignIn(link, now)
    return 'fact' in decided ? { ...decided, token: input.token, onward: input.onward } : decided
  },
  write: async (db, fact, { now }) => {
    await store.useLink(db, fact.token, now)
    return { id: fact.person, reveal: await store.beginSession(db, fact.person, now, 'Signed in by email link') }
  },
  keep: ({ fact, person, by }) => ({ fact, person, by }),
})

/** For whoever has the operator's shell: a way in when mail does not arrive. */
export const makeLink = operation({
  name: 'people.make-link',
  summary: 'Make a link to sign in with, shown on the command line.',
  surface: 'internal',
  scope: 'commons',
  about: 'person',
  input: { email: email('Email address') },
  load: (db, input, { now }) => store.linkRequestFacts(db, input.email, now),
  permit: onlyAdministrators,
  decide: facts =>
    facts.person === null
      ? refuse('not-known-here', 'Nobody here has this email address.')
      : { fact: 'SignInLinkMade' as const, person: facts.person },
  write: async (db, fact, { now }) => ({ id: fact.person, reveal: await store.writeLink(db, fact.person, now) }),
})

/** The installation's first administrator, who has no address yet; the link is printed at the first start. */
export const firstAdministrator = operation({
  name: 'people.first-administrator',
  summary: 'Make the first administrator, or a new link for one who never came.',
  surface: 'internal',
  scope: 'commons',
  about: 'person',
  input: {},
  load: db => store.firstAdministratorFacts(db),
  permit: anyone,
  decide: facts => rules.decideFirstAdministrator(facts),
  write: async (db, fact, { now }) => {
    const person =
      fact.person ?? (await store.addPerson(db, { name: 'Administrator', email: null, administrator: true }))
    return { id: person, reveal: await store.writeLink(db, person, now, store.dayFrom(now)) }
  },
})

export const giveAddress = operation({
  name: 'people.give-address',
  summary: 'Give your email address, where you have none here yet.',
  scope: 'commons',
  about: 'person',
  input: { email: email('Your email address') },
  load: async (db, input, { actor }) => ({
    has: actor.person !== null && (await store.hasAddress(db, actor.person)),
    taken: (await store.personWith(db, input.email)) !== undefined,
  }),
  permit: anySignedIn,
  decide: (facts, input, { actor }) => rules.decideAddress(facts, { person: actor.person!, email: input.email }),
  write: async (db, fact) => {
    await db.updateTable('person').set({ email: fact.email }).where('id', '=', fact.person).execute()
    return { id: fact.person }
  },
  keep: ({ fact, person }) => ({ fact, person }),
})

export const signInByProvider = operation({
  name: 'people.sign-in-by-provider',
  summary: 'Sign in as the person an identity provider vouches for.',
  surface: 'internal',
  scope: 'commons',
  about: 'person',
  input: {
    issuer: line('Provider'),
    subject: line('Subject', { max: 255 }),
    email: maybe(email('Email address')),
    emailConfirmed: flag('The provider has confirmed the address'),
  },
  load: (db, input) => store.providerFacts(db, input),
  permit: anyone,
  decide: (facts, input) => rules.decideProviderSignIn(facts, input),
  write: async (db, fact, { now }) => {
    if (fact.newIdentity)
      await db
        .insertInto('identity')
        .values({ ...fact.newIdentity, person_id: fact.person })
        .execute()
    return { id: fact.person, reveal: await store.beginSession(db, fact.person, now, 'Signed in by provider') }
  },
  keep: ({ fact, person, by }) => ({ fact, person, by }),
})

export const lookAround = operation({
  name: 'people.look-around',
  summary: 'Look around a demonstration as one of its people.',
  surface: 'page',
  scope: 'commons',
  about: 'person',
  input: { persona: line('Person', { max: 60 }) },
  load: (db, input) => store.personaFacts(db, input.persona),
  permit: anyone,
  decide: facts => rules.decideLookAround(facts),
  write: async (db, fact, { now }) => ({
    id: fact.person,
    reveal: await store.beginSession(db, fact.person, now, 'Looking around the demonstration'),
  }),
})

/** The demonstration's own: whom visitors may look around as. */
export const setPersona = operation({
  name: 'people.set-persona',
  summary: 'Make somebody a persona that visitors of a demonstration look around as.',
  surface: 'internal',
  scope: 'commons',
  about: 'person',
  input: { person: ref('Person'), persona: line('Persona', { max: 60 }) },
  load: async (db, input) => {
    const { demonstration, person } = await store.personaFacts(db, input.persona)
    return { demonstration, taken: person !== null, ...input }
  },
  permit: anyone,
  decide: facts => rules.decidePersona(facts),
  write: async (db, fact) => {
    await db.updateTable('person').set({ persona: fact.persona }).where('id', '=', fact.person).execute()
    return { id: fact.person }
  },
})

export const signOut = operation({
  name: 'people.sign-out',
  summary: 'Sign out on this device.',
  surface: 'page',
  scope: 'commons',
  about: 'person',
  input: {},
  load: async () => ({}),
  permit: anySignedIn,
  decide: (_facts, _input, { actor }) => ({
    fact: 'SignedOut' as const,
    person: actor.person,
    session: actor.session ?? null,
  }),
  write: async (db, fact, { now }) => {
    if (fact.session !== null) await store.endSession(db, fact.session, now)
    return {}
  },
})

export const endSession = operation({
  name: 'people.end-session',
  summary: 'Sign out another device.',
  scope: 'commons',
  about: 'person',
  input: { session: ref('Session') },
  load: async (db, input) => (await store.sessionFacts(db, input.session)) ?? null,
  permit: rules.mayEndWhatIs,
  decide: facts => ({ fact: 'SessionEnded' as const, session: facts.id, person: facts.owner }),
  write: async (db, fact, { now }) => {
    await store.endSession(db, fact.session, now)
    return { id: fact.person }
  },
})

export const makeToken = operation({
  name: 'people.make-token',
  summary: 'Make a token that lets a program act for you in this partnership.',
  scope: 'partnership',
  about: 'person',
  input: { label: line('What it is for', { max: 100 }), months: whole('Months it should work', 1, 24) },
  load: async () => ({}),
  permit: rules.mayHoldToken,
  decide: (_facts, input, { actor, partnership, now }) => rules.decideToken(actor, partnership!.id, input, now),
  write: async (db, fact, { now }) => {
    const { id, secret } = await store.writeToken(db, { ...fact, expiresAt: new Date(fact.expiresAt) }, now)
    return { id, reveal: secret }
  },
})

export const revokeToken = operation({
  name: 'people.revoke-token',
  summary: 'Stop a token working.',
  scope: 'partnership',
  about: 'person',
  input: { token: ref('Token') },
  load: async (db, input, { partnership }) =>
    (await db
      .selectFrom('api_token')
      .select(['id', 'person_id as owner'])
      .where('id', '=', input.token)
      .where('partnership_id', '=', partnership!.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()) ?? null,
  permit: rules.mayEndWhatIs,
  decide: facts => ({ fact: 'TokenRevoked' as const, token: facts.id }),
  write: async (db, fact, { now }) => {
    await db.updateTable('api_token').set({ revoked_at: now }).where('id', '=', fact.token).execute()
    return { id: fact.token }
  },
})

export const rename = operation({
  name: 'people.rename',
  summary: 'Change the name that others see.',
  scope: 'commons',
  about: 'person',
  input: { name: line('Your name', { max: 120, autocomplete: 'name' }) },
  load: async () => ({}),
  permit: anySignedIn,
  decide: (_facts, input, { actor }) => ({ fact: 'PersonRenamed' as const, person: actor.person!, name: input.name }),
  write: async (db, fact) => {
    await db.updateTable('person').set({ name: fact.name }).where('id', '=', fact.person).execute()
    return { id: fact.person }
  },
  keep: ({ fact, person }) => ({ fact, person }),
})

export const appointAdministrator = operation({
  name: 'people.appoint-administrator',
  summary: 'Make somebody an administrator of this installation.',
  scope: 'commons',
  about: 'person',
  input: { email: email('Email address'), name: line('Name', { max: 120 }) },
  load: async (db, input) => ({ person: (await store.personWith(db, input.email))?.id ?? null }),
  permit: onlyAdministrators,
  decide: (facts, input) => ({
    fact: 'AdministratorAppointed' as const,
    person: facts.person,
    email: input.email,
    name: input.name,
  }),
  write: async (db, fact) => {
    if (fact.person !== null) {
      await db.updateTable('person').set({ administrator: true }).where('id', '=', fact.person).execute()
      await store.nameWhoHasNone(db, fact.person, fact.name)
      return { id: fact.person }
    }
    return { id: await store.addPerson(db, { email: fact.email, name: fact.name, administrator: true }) }
  },
  keep: ({ fact, person }) => ({ fact, person }),
})

export const erase = operation({
  name: 'people.erase',
  summary: 'Erase who somebody is: their name, address, sessions and tokens.',
  scope: 'commons',
  about: 'person',
  input: { person: ref('Person') },
  load: async (db, input) => {
    const person = await db
      .selectFrom('person')
      .select(['id', 'administrator'])
      .where('id', '=', input.person)
      .where('erased_at', 'is', null)
      .executeTakeFirst()
    const administrators = await db
      .selectFrom('person')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('administrator', '=', true)
      .where('erased_at', 'is', null)
      .executeTakeFirstOrThrow()
    return person
      ? { person: person.id, administrator: person.administrator, administrators: administrators.count }
      : null
  },
  permit: onlyAdministrators,
  decide: facts => rules.decideErase(facts),
  write: async (db, fact, { now }) => {
    await store.erasePerson(db, fact.person, now)
    return { id: fact.person }
  },
})
