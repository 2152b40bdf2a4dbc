// The pages of linked initiatives: what partners do already, where it stands here, and what its owner says of it.

import { capital, inWords, longDate } from '../../../kernel/words.ts'
import type { Standing } from '../../../operation/actor.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta } from '../../../ui/parts.tsx'
import { outcomeTitles } from '../../indicators/public.ts'
import { partners } from '../../partnerships/public.ts'
import { actionHere, crumbs, toAction } from '../action-here.ts'
import { consentWords, reportings } from '../model.ts'
import { askedOf } from './model.ts'
import * as operations from './operations.ts'
import { Quotation } from './parts.tsx'
import * as queries from './queries.ts'
import * as rules from './rules.ts'

const listPage = page({
  at: '/p/:slug/initiatives',
  audience: 'members',
  read: async ({ db, partnership, standing }) => ({
    base: `/p/${partnership!.slug}`,
    initiatives: await queries.initiativesHere(db),
    standing,
  }),
  show: ({ base, initiatives, standing }, frame) => {
    const mayRegister = isCoordinator(standing) || standing.leads.length > 0
    return (
      <Layout frame={frame} title="Work that partners do already" current="actions">
        <h1>{finding(initiatives)}</h1>
        <Lead>
          Linked work keeps its owner’s name and credit. Nobody asks its owner for another report: what the owner
          publishes is quoted, with its date and address.
        </Lead>
        {initiatives.length ? (
          <ul class="plain">
            {initiatives.map(one => (
              <li key={one.id}>
                <Initiative one={one} base={base} standing={standing} />
              </li>
            ))}
          </ul>
        ) : (
          <Empty
            words="No work that partners do already has been registered yet."
            href={mayRegister ? `${base}/initiatives/register` : undefined}
            next={mayRegister ? 'Register the first' : undefined}
          />
        )}
        {mayRegister && initiatives.length ? (
          <p>
            <ButtonLink href={`${base}/initiatives/register`}>Register work that a partner does already</ButtonLink>
          </p>
        ) : null}
      </Layout>
    )
  },
})

/** The answer of the page: how much there is, and how much of it is linked with its owner's agreement. */
function finding(initiatives: readonly queries.InitiativeView[]): string {
  if (!initiatives.length) return 'Work that partners do already'
  const agreed = initiatives.filter(one => one.linked?.consent === 'given').length
  const pieces = `${capital(inWords(initiatives.length))} ${initiatives.length === 1 ? 'piece' : 'pieces'} of work that partners do already`
  return agreed === 0 ? `${pieces}, not linked here yet` : `${pieces}, ${inWords(agreed)} of them linked here`
}

interface InitiativeProps {
  readonly one: queries.InitiativeView
  readonly base: string
  readonly standing: Standing
}

function Initiative({ one, base, standing }: InitiativeProps) {
  const { linked, latest } = one
  const steps = nextSteps(one, standing)
  return (
    <>
      <h2 class="h3">{one.name}</h2>
      {one.about ? <p>{one.about}</p> : null}
      <p>
        {linked ? (
          <>
            Stands here as <a href={`${base}/actions/${linked.action}`}>{linked.title}</a>.{' '}
            {consentWords[linked.consent]}
            {linked.consent !== 'asked' && linked.consentOn ? ` (${longDate(linked.consentOn)})` : ''}.
          </>
        ) : (
          'Not linked here.'
        )}
      </p>
      <p class="meta">
        Work of {one.owner}
        {one.ownerHere ? '' : ', which is no longer a partner here'} · {reportings[one.reporting]}
        {one.address ? (
          <>
            {' · '}
            <a href={one.address}>
              its own page <span class="unseen">about {one.name}</span>
            </a>
          </>
        ) : null}
      </p>
      {latest ? <Quotation said={latest} owner={one.owner} /> : null}
      {steps.length ? (
        <p class="row">
          {steps.map(step => (
            <a key={step.href} href={`${base}/${step.href}`}>
              {step.words} <span class="unseen">: {one.name}</span>
            </a>
          ))}
        </p>
      ) : null}
    </>
  )
}

/** What whoever looks may do about an initiative: the same rules that the verbs ask. */
function nextSteps(one: queries.InitiativeView, standing: Standing) {
  const { linked } = one
  const consent = linked?.consent ?? null
  const facts = { owner: one.organisation, consent }
  const speaks = rules.maySpeakForOwner(facts, standing) === null
  return [
    one.ownerHere && !linked && rules.mayLink(facts, standing) === null
      ? { href: `initiatives/${one.id}/link`, words: 'Link it here' }
      : null,
    linked && speaks && consent !== 'given'
      ? {
          href: `actions/${linked.action}/consent`,
          words: consent === 'asked' ? 'Answer for its owner' : 'Its owner agrees again',
        }
      : null,
    rules.mayQuote(facts, standing) === null
      ? { href: `initiatives/${one.id}/quote`, words: 'Quote what was published' }
      : null,
    linked && speaks && consent === 'given'
      ? { href: `actions/${linked.action}/consent/withdraw`, words: 'Withdraw it from here' }
      : null,
  ].flatMap(step => step ?? [])
}

const numbered = (written: string | undefined): number | null =>
  /^\d{1,15}$/.test(written ?? '') ? Number(written) : null

const listCrumb = ({ slug }: { slug: string }) => [
  { href: `/p/${slug}/initiatives`, words: 'Work that partners do already' },
]
const toList = (_outcome: unknown, _params: Params, base: string) => `${base}/initiatives`

const registerForm = form({
  at: '/p/:slug/initiatives/register',
  audience: 'members',
  operation: operations.registerInitiative,
  read: async ({ db, partnership, standing }) => ({
    slug: partnership!.slug,
    // Whoever leads for a partner registers for that one.
    partners: (await partners(db)).filter(
      one => rules.maySpeakForOwner({ owner: one.organisation }, standing) === null,
    ),
  }),
  options: view => ({
    organisation: view.partners.map(one => ({ value: String(one.organisation), words: one.name })),
  }),
  title: () => 'Register work that a partner does already',
  lead: () => 'It is registered once, and can then be linked wherever its owner is a partner.',
  crumbs: listCrumb,
  button: 'Register it',
  done: 'Registered. Now say what it does here.',
  next: ({ written }, _params, base) => `${base}/initiatives/${written.id}/link`,
})

async function initiativeHere({ db, partnership }: Asking, params: Params) {
  const id = numbered(params.initiative)
  const [found] = id === null ? [] : await queries.initiativesHere(db, id)
  return found ? { ...found, slug: partnership!.slug } : null
}

const linkForm = form({
  at: '/p/:slug/initiatives/:initiative/link',
  audience: 'members',
  operation: operations.linkInitiative,
  read: async (asking, params) => {
    const found = await initiativeHere(asking, params)
    return found && { ...found, titles: await outcomeTitles(asking.db, true) }
  },
  start: one => ({ title: one.name, about: one.about }),
  options: one => ({ outcomes: one.titles.map(outcome => ({ value: String(outcome.id), words: outcome.title })) }),
  title: one => `Link “${one.name}”`,
  lead: one =>
    `${one.owner} keeps its name, its credit and its own way of working. It is asked first, and the public sees nothing before it agrees.`,
  crumbs: listCrumb,
  button: 'Link it',
  done: 'It is linked. Its owner’s agreement and its adoption come before it is public.',
  next: ({ written }, _params, base) => `${base}/actions/${written.id}`,
})

const quoteForm = form({
  at: '/p/:slug/initiatives/:initiative/quote',
  audience: 'members',
  operation: operations.quotePublication,
  read: initiativeHere,
  title: one => `Quote what was published about “${one.name}”`,
  lead: () => 'Copy its owner’s own words, or those of its own system. They stand wherever this work is linked.',
  crumbs: listCrumb,
  button: 'Quote it',
  done: 'The words are quoted.',
  next: toList,
})

async function linkedHere(asking: Asking, params: Params) {
  const found = await actionHere(asking, params)
  return found?.initiative ? { ...found, initiative: found.initiative } : null
}

const consentForm = form({
  at: '/p/:slug/actions/:action/consent',
  audience: 'members',
  operation: operations.answerConsent,
  read: linkedHere,
  title: one => `Does ${one.initiative.owner} agree that “${one.initiative.name}” stands here?`,
  lead: one =>
    `It stands here as “${one.title}”, with its owner’s name and credit. ${askedOf[one.initiative.reporting]} The owner can withdraw it at any time.`,
  below: ({ initiative: { consent, consentOn, consentWords: said } }) =>
    consent === 'asked' ? null : (
      <Meta>
        {consentWords[consent]}
        {consentOn ? `, ${longDate(consentOn)}` : ''}
        {said ? `: ${said}` : ''}
      </Meta>
    ),
  crumbs,
  button: 'Answer',
  done: 'The owner’s answer is recorded.',
  next: toList,
})

const withdrawForm = form({
  at: '/p/:slug/actions/:action/consent/withdraw',
  audience: 'members',
  operation: operations.withdrawConsent,
  read: linkedHere,
  title: one => `Withdraw “${one.initiative.name}”`,
  lead: () => 'The public no longer sees it here, from now on. Its owner need not say why, and can agree again later.',
  crumbs,
  button: 'Withdraw it',
  danger: true,
  done: 'It is withdrawn. The public no longer sees it.',
  next: toList,
})

const joinForm = form({
  at: '/p/:slug/actions/:action/initiative',
  audience: 'members',
  operation: operations.joinInitiative,
  read: async (asking, params) => {
    const found = await actionHere(asking, params)
    return found && found.initiative === null && found.state !== 'stopped'
      ? { ...found, joinable: await queries.joinable(asking.db, found.lead?.organisation ?? null) }
      : null
  },
  options: one => ({ initiative: one.joinable.map(mine => ({ value: String(mine.id), words: mine.name })) }),
  title: one => `Answer for “${one.title}” once, everywhere`,
  lead: one =>
    one.joinable.length
      ? `${one.lead!.name} does this work in more places. When it is a piece of one initiative, ${one.lead!.name} answers once and the answer counts in each.`
      : `${one.lead?.name ?? 'Its lead'} has no initiative that is answered once and still free here. Register it first.`,
  below: one =>
    one.joinable.length ? null : (
      <p>
        <a href={`/p/${one.slug}/initiatives/register`}>Register the initiative</a>
      </p>
    ),
  crumbs,
  button: 'Answer it once',
  done: 'It is answered once, for every partnership.',
  next: toAction,
})

const leaveForm = form({
  at: '/p/:slug/actions/:action/initiative/leave',
  audience: 'members',
  operation: operations.leaveInitiative,
  read: async (asking, params) => {
    const found = await linkedHere(asking, params)
    return found?.initiative.reporting === 'answers-once' && found.state !== 'stopped' ? found : null
  },
  title: one => `Answer for “${one.title}” here alone`,
  lead: one =>
    `It is then no longer a piece of “${one.initiative.name}”. ${one.initiative.owner} will be asked about it for this partnership separately.`,
  crumbs,
  button: 'Answer it here alone',
  danger: true,
  done: 'It is answered for this partnership alone from now on.',
  next: toAction,
})

export const faces = [listPage, registerForm, linkForm, quoteForm, consentForm, withdrawForm, joinForm, leaveForm]
