// The pages of partnerships: who is involved, who belongs, and how the partnership is settled.

import { capital, counted, inWords } from '../../kernel/words.ts'
import { roleWords } from '../../operation/actor.ts'
import type { Asking } from '../../operation/ask.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { download, form, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section, Table } from '../../ui/parts.tsx'
import { basisWords, defaultTerms, organisationKinds } from './model.ts'
import * as operations from './operations.ts'
import * as queries from './queries.ts'

const partnersPage = page({
  at: '/p/:slug/partners',
  audience: 'anyone',
  read: async ({ db, partnership, standing }) => ({
    partnership: partnership!,
    partners: await queries.partners(db),
    coordinates: isCoordinator(standing),
  }),
  show: ({ partnership, partners, coordinates }, frame) => (
    <Layout frame={frame} title="Who is involved" current="partners">
      <h1>
        {partners.length
          ? `${capital(inWords(partners.length))} ${partners.length === 1 ? 'body works' : 'bodies work'} together here`
          : 'Who is involved'}
      </h1>
      <Lead>
        Each one is named with what it says matters most to it here. Some must take part by law, others choose to.
      </Lead>
      {partners.length ? (
        <ul class="plain">
          {partners.map(one => (
            <li key={one.id}>
              <h2 class="h3">
                <a href={`/p/${partnership.slug}/partners/${one.id}`}>{one.name}</a>
              </h2>
              {one.priority ? <p>“{one.priority}”</p> : <p class="meta">Has not said yet what matters most to it.</p>}
              <p class="meta">
                {organisationKinds[one.kind as keyof typeof organisationKinds] ?? one.kind} · {basisWords[one.basis]}
                {one.objectives ? ` · ${counted(one.objectives, 'objective')} of its own` : ''}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <Empty
          words="No partner has been added yet."
          href={coordinates ? `/p/${partnership.slug}/partners/add` : undefined}
          next={coordinates ? 'Take in the first partner' : undefined}
        />
      )}
      {coordinates && partners.length ? (
        <p>
          <ButtonLink href={`/p/${partnership.slug}/partners/add`}>Take in a partner</ButtonLink>
        </p>
      ) : null}
    </Layout>
  ),
})

const membersPage = page({
  at: '/p/:slug/members',
  audience: 'members',
  read: async ({ db, partnership, standing }) => ({
    partnership: partnership!,
    members: await queries.members(db),
    coordinates: isCoordinator(standing),
  }),
  show: ({ partnership, members, coordinates }, frame) => (
    <Layout frame={frame} title="People" current="settings">
      <h1>
        {counted(new Set(members.map(one => one.person)).size, 'person has', 'people have')} a part in{' '}
        {partnership.name}
      </h1>
      <Table
        caption="People and their roles"
        columns={[{ words: 'Name' }, { words: 'Role' }, { words: 'Acts for' }, { words: 'Email' }, { words: '' }]}
        rows={members.map(one => [
          one.name,
          roleWords[one.role],
          one.organisation ?? 'The partnership',
          one.email ?? '',
          coordinates ? <a href={`/p/${partnership.slug}/members/${one.membership}/end`}>End this role</a> : '',
        ])}
        empty="Nobody has a part yet."
      />
      {coordinates ? (
        <p>
          <ButtonLink href={`/p/${partnership.slug}/members/add`}>Give somebody a part</ButtonLink>
        </p>
      ) : null}
    </Layout>
  ),
})

const settingsPage = page({
  at: '/p/:slug/settings',
  audience: 'members',
  read: async ({ db, partnership, standing }) => ({
    ...(await queries.about(db, partnership!.id)),
    partners: await queries.partners(db),
    coordinates: isCoordinator(standing),
    leads: standing.leads,
  }),
  show: (view, frame) => (
    <Layout frame={frame} title="Settings" current="settings">
      <h1>How {view.name} is set up</h1>
      <Section heading="The partnership">
        <ul class="plain">
          {(view.coordinates
            ? [
                ['describe', 'Name and description'],
                ['terms', 'Words you use'],
                ['colour', 'Colour'],
                ['logo', 'Logo'],
                ['address', 'Web address'],
              ]
            : []
          ).map(([href, words]) => (
            <li key={href}>
              <a href={`/p/${view.slug}/settings/${href}`}>{words}</a>
            </li>
          ))}
          <li>
            <a href={`/p/${view.slug}/members`}>People and their roles</a>
          </li>
          <li>
            <a href={`/p/${view.slug}/tokens`}>A token for a program</a>
          </li>
        </ul>
      </Section>
      <Section heading="Your own organisation">
        <ul class="plain">
          {view.partners
            .filter(one => view.coordinates || view.leads.includes(one.organisation))
            .map(one => (
              <li key={one.id}>
                <a href={`/p/${view.slug}/partners/${one.id}`}>{one.name}</a>
              </li>
            ))}
        </ul>
      </Section>
    </Layout>
  ),
})

const settings = (slug: string) => [{ href: `/p/${slug}/settings`, words: 'Settings' }]
const aboutHere = async ({ db, partnership }: Asking) => queries.about(db, partnership!.id)
const toSettings = (_outcome: unknown, _params: unknown, base: string) => `${base}/settings`

const describePage = form({
  at: '/p/:slug/settings/describe',
  audience: 'members',
  operation: operations.describe,
  read: aboutHere,
  start: ({ name, subtitle, about }) => ({ name, subtitle, about }),
  title: () => 'Name and description',
  crumbs: ({ slug }) => settings(slug),
  button: 'Save',
  done: 'Saved.',
  next: toSettings,
})

const termsPage = form({
  at: '/p/:slug/settings/terms',
  audience: 'members',
  operation: operations.chooseTerms,
  read: aboutHere,
  start: ({ terms }) => ({ ...terms, localityPlan: terms['locality plan'] ?? '' }),
  title: () => 'Words you use',
  lead: () => `Leave a field blank to use the ordinary word: ${Object.values(defaultTerms).join(', ').toLowerCase()}.`,
  crumbs: ({ slug }) => settings(slug),
  button: 'Save',
  done: 'Your words are used from now on.',
  next: toSettings,
})

const colourPage = form({
  at: '/p/:slug/settings/colour',
  audience: 'members',
  operation: operations.chooseColour,
  read: aboutHere,
  start: ({ colour }) => ({ colour }),
  title: () => 'Colour',
  crumbs: ({ slug }) => settings(slug),
  button: 'Use this colour',
  done: 'The colour is changed.',
  next: toSettings,
})

const logoPage = form({
  at: '/p/:slug/settings/logo',
  audience: 'members',
  operation: operations.chooseLogo,
  read: aboutHere,
  title: () => 'Logo',
  crumbs: ({ slug }) => settings(slug),
  button: 'Put it up',
  done: 'The logo is up.',
  next: toSettings,
})

const addressPage = form({
  at: '/p/:slug/settings/address',
  audience: 'members',
  operation: operations.move,
  read: aboutHere,
  start: ({ slug }) => ({ slug }),
  title: () => 'Web address',
  lead: ({ slug }) => `Now it is /p/${slug}. Links to it keep working: they lead to the new address.`,
  crumbs: ({ slug }) => settings(slug),
  button: 'Change the address',
  done: 'The address is changed.',
  next: ({ fact }) => `/p/${(fact as unknown as { to: string }).to}/settings`,
})

const logoDownload = download({
  at: '/p/:slug/logo',
  audience: 'anyone',
  inline: true,
  read: async ({ db, partnership }) => {
    const found = await queries.logo(db, partnership!.id)
    return found?.logo ? { name: 'logo', type: found.type!, body: found.logo } : null
  },
})

const takeInPage = form({
  at: '/p/:slug/partners/add',
  audience: 'members',
  operation: operations.takeIn,
  read: async ({ db, partnership }) => ({ slug: partnership!.slug, organisations: await queries.organisations(db) }),
  options: ({ organisations }) => ({
    organisation: organisations.map(one => ({ value: String(one.id), words: one.name })),
  }),
  title: () => 'Take in a partner',
  crumbs: ({ slug }) => [{ href: `/p/${slug}/partners`, words: 'Who is involved' }],
  below: ({ slug }) => (
    <p>
      Not on the list? <a href={`/p/${slug}/organisations/add`}>Register the organisation</a> first.
    </p>
  ),
  button: 'Take in',
  done: 'The partner is in.',
  next: ({ written }, _params, base) => `${base}/partners/${written.id}`,
})

const registerPage = form({
  at: '/p/:slug/organisations/add',
  audience: 'members',
  operation: operations.registerOrganisation,
  read: async ({ partnership }) => ({ slug: partnership!.slug }),
  title: () => 'Register an organisation',
  lead: () => 'An organisation is registered once and can then be a partner in any partnership here.',
  crumbs: ({ slug }) => [{ href: `/p/${slug}/partners`, words: 'Who is involved' }],
  button: 'Register',
  done: 'Registered. Now take it in as a partner.',
  next: ({ written }, _params, base) => `${base}/partners/add?organisation=${written.id}`,
})

const partnerHere = async ({ db, partnership }: Asking, { partner }: Readonly<Record<string, string>>) => {
  const found = /^\d{1,15}$/.test(partner!) ? await queries.partner(db, Number(partner)) : null
  return found && { ...found, slug: partnership!.slug }
}
const toPartner = (_outcome: unknown, params: Readonly<Record<string, string>>, base: string) =>
  `${base}/partners/${params.partner}`
const partnerCrumbs = (one: { slug: string; id: number; name: string }) => [
  { href: `/p/${one.slug}/partners`, words: 'Who is involved' },
  { href: `/p/${one.slug}/partners/${one.id}`, words: one.name },
]

const priorityPage = form({
  at: '/p/:slug/partners/:partner/priority',
  audience: 'members',
  operation: operations.declarePriority,
  read: partnerHere,
  start: ({ priority }) => ({ priority }),
  title: one => `What matters most to ${one.shortName}`,
  crumbs: partnerCrumbs,
  button: 'Save',
  done: 'Saved, and shown to everyone.',
  next: toPartner,
})

const sponsorPage = form({
  at: '/p/:slug/partners/:partner/sponsor',
  audience: 'members',
  operation: operations.nameSponsor,
  read: partnerHere,
  start: one => ({
    sponsor: one.sponsor,
    letter: one.sponsorLetter,
    letterOn: one.sponsorLetterOn ?? '',
    letterAddress: one.sponsorLetterAddress,
  }),
  title: one => `Who ${one.shortName} answers to`,
  lead: () => 'Partners commit more when the body they answer to says that this work counts. Put its own words here.',
  crumbs: partnerCrumbs,
  button: 'Save',
  done: 'Saved.',
  next: toPartner,
})

const addObjectivePage = form({
  at: '/p/:slug/partners/:partner/objectives',
  audience: 'members',
  operation: operations.addObjective,
  read: partnerHere,
  title: one => `An objective of ${one.shortName}’s own`,
  crumbs: partnerCrumbs,
  button: 'Add it',
  done: 'The objective is added. You can now link it to shared outcomes.',
  next: toPartner,
})

const dropObjectivePage = form({
  at: '/p/:slug/partners/:partner/objectives/:objective/drop',
  audience: 'members',
  operation: operations.dropObjective,
  read: async (asking, params) => {
    const one = await partnerHere(asking, params)
    const objective = one?.ownObjectives.find(mine => String(mine.id) === params.objective)
    return one && objective ? { ...one, words: objective.words } : null
  },
  title: () => 'Take this objective off the list',
  lead: one => `“${one.words}” and its links to shared outcomes go. The partnership’s history keeps the words.`,
  crumbs: partnerCrumbs,
  button: 'Take it off',
  danger: true,
  done: 'The objective is off the list.',
  next: toPartner,
})

const letGoPage = form({
  at: '/p/:slug/partners/:partner/leave',
  audience: 'members',
  operation: operations.letGo,
  read: partnerHere,
  title: one => `${one.shortName} has left`,
  lead: () => 'What it promised and endorsed stays on the record. It can be taken in again.',
  crumbs: partnerCrumbs,
  button: 'Record that it left',
  danger: true,
  done: 'Recorded.',
  next: (_outcome, _params, base) => `${base}/partners`,
})

const giveRolePage = form({
  at: '/p/:slug/members/add',
  audience: 'members',
  operation: operations.giveRole,
  read: async ({ db, partnership }) => ({ slug: partnership!.slug, partners: await queries.partners(db) }),
  options: ({ partners }) => ({
    organisation: partners.map(one => ({ value: String(one.organisation), words: one.name })),
  }),
  title: () => 'Give somebody a part',
  lead: () => 'They get an email that says so. There is no password to choose.',
  crumbs: ({ slug }) => [...settings(slug), { href: `/p/${slug}/members`, words: 'People' }],
  button: 'Give the role',
  done: 'Done. They will get an email.',
  next: (_outcome, _params, base) => `${base}/members`,
})

const endRolePage = form({
  at: '/p/:slug/members/:membership/end',
  audience: 'members',
  operation: operations.endRole,
  read: async ({ db, partnership }, { membership }) => {
    const found = (await queries.members(db)).find(one => String(one.membership) === membership)
    return found ? { ...found, slug: partnership!.slug } : null
  },
  title: one => `End ${one.name}’s role`,
  lead: one =>
    `${roleWords[one.role]}${one.organisation ? ` for ${one.organisation}` : ''}. What they wrote stays. You can give the role back.`,
  crumbs: ({ slug }) => [...settings(slug), { href: `/p/${slug}/members`, words: 'People' }],
  button: 'End the role',
  danger: true,
  done: 'The role has ended.',
  next: (_outcome, _params, base) => `${base}/members`,
})

const foundPage = form({
  at: '/partnerships/found',
  audience: 'administrators',
  operation: operations.found,
  read: async ({ db }) => ({ areas: await queries.areas(db) }),
  options: ({ areas }) => ({ area: areas.map(one => ({ value: one.code, words: one.name })) }),
  start: () => ({ subtitle: 'Community planning partnership' }),
  title: () => 'Found a partnership',
  button: 'Found it',
  done: 'The partnership is founded. Next: give somebody the role of coordinator.',
  next: ({ fact }) => `/p/${(fact as unknown as { slug: string }).slug}/members/add`,
})

export const faces = [
  partnersPage,
  membersPage,
  settingsPage,
  describePage,
  termsPage,
  colourPage,
  logoPage,
  addressPage,
  logoDownload,
  takeInPage,
  registerPage,
  priorityPage,
  sponsorPage,
  addObjectivePage,
  dropObjectivePage,
  letGoPage,
  giveRolePage,
  endRolePage,
  foundPage,
]
