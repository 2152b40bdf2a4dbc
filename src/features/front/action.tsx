// One action: the answer first, then who does what, what it serves, when, how it is measured, what could go wrong, and
// what working together added.

import { capital, listOf, longDate } from '../../kernel/words.ts'
import { isCoordinator, leadsFor } from '../../operation/permission.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Lead, Section } from '../../ui/parts.tsx'
import {
  type ActionView,
  action,
  addressOfAction,
  Claims,
  Credit,
  consentWords,
  missingOf,
  principleWords,
  worksFor,
} from '../delivery/public.ts'
import { addressOfOutcome } from '../plans/public.ts'
import { LatestWord, latestWords } from '../rounds/public.ts'
import { Gate, Risks } from './action-gate.tsx'
import { Measures, Milestones, Tools } from './action-parts.tsx'
import { answer, answersFor, ownersHeading, servesHeading, whoHeading } from './action-words.ts'
import { NewerLine, newerWords } from './newer-words.tsx'
import { mattering, span } from './work.tsx'

export const actionPage = page({
  at: '/p/:slug/actions/:action',
  audience: 'anyone',
  read: async ({ db, partnership, standing, today }, { action: id }) => {
    const found = /^\d{1,15}$/.test(id!) ? await action(db, Number(id), standing.inside, today) : null
    if (!found) return null
    const open = found.stopped === null
    const mayWork = open && worksFor(standing, found.lead?.organisation ?? null)
    return {
      slug: partnership!.slug,
      action: found,
      latest: (await latestWords(db, 'action', found.id))[0] ?? null,
      newer: mayWork ? ((await newerWords(db, found.id)).get(found.id) ?? null) : null,
      inside: standing.inside,
      today,
      coordinates: open && isCoordinator(standing),
      mayQuote: open && found.initiative !== null && worksFor(standing, found.initiative.organisation),
      mayConsent: open && found.initiative !== null && leadsFor(standing, found.initiative.organisation),
      mayJoin: open && found.initiative === null && leadsFor(standing, found.lead?.organisation ?? null),
      mayWork,
      // Every partner says its own, so whoever works for any of them may.
      maySay:
        open && (isCoordinator(standing) || standing.actsFor.some(organisation => worksFor(standing, organisation))),
      worksForPart: (organisation: number) => open && worksFor(standing, organisation),
      mayWithdraw: (organisation: number) => worksFor(standing, organisation),
    }
  },
  show: (
    {
      slug,
      action: one,
      latest,
      newer,
      inside,
      today,
      coordinates,
      mayQuote,
      mayConsent,
      mayJoin,
      mayWork,
      maySay,
      worksForPart,
      mayWithdraw,
    },
    frame,
  ) => {
    const base = `/p/${slug}`
    const here = addressOfAction(slug, one.id)
    const elsewhere = one.linked?.reporting === 'publishes'
    const ownersLinks = [
      ...(mayQuote
        ? [{ href: `${base}/initiatives/${one.initiative!.id}/quote`, words: 'Quote what its owner says' }]
        : []),
      ...(mayConsent ? [consentLink(here, one.initiative!)] : []),
      // Possible, and nowhere said to be missing.
      ...(elsewhere && mayWork && one.milestoneList.length === 0
        ? [{ href: `${here}/milestones`, words: 'Promise a milestone' }]
        : []),
      ...(elsewhere && mayWork && one.measures === 0 ? [{ href: `${here}/measures`, words: 'Add a measure' }] : []),
    ]
    return (
      <Layout
        frame={frame}
        title={one.title}
        current="actions"
        crumbs={[{ href: `${base}/actions`, words: 'What we are doing' }]}
      >
        <h1>{one.title}</h1>
        <Standing one={one} />
        <Lead>{answer(one)}</Lead>
        {latest ? (
          <LatestWord word={latest} />
        ) : one.state === 'adopted' && !elsewhere ? (
          <p class="latest">No progress has been reported yet.</p>
        ) : null}
        <NewerLine newer={newer} first={latest === null} />
        {one.about ? <p class="pre">{one.about}</p> : null}
        <p class="meta">
          {span(one)} · mostly about {principleWords[one.principle].toLowerCase()}
          {one.places.length ? ` · in ${listOf(one.places.map(place => place.name))}` : ''}
        </p>
        {coordinates && one.state === 'proposed' ? (
          <p class="row">
            <ButtonLink href={`${here}/adopt`}>Adopt this work</ButtonLink>
          </p>
        ) : null}
        <Tools
          links={[
            ...(mayWork ? [{ href: `${here}/edit`, words: 'Change the words' }] : []),
            ...(mayWork ? [{ href: `${here}/places`, words: 'Name a place' }] : []),
            ...(mayWork
              ? one.places.map(place => ({
                  href: `${here}/places/${place.code}/remove`,
                  words: `Take off ${place.name}`,
                }))
              : []),
            ...(mayJoin ? [{ href: `${here}/initiative`, words: 'Answer once for several partnerships' }] : []),
            ...(coordinates ? [{ href: `${here}/stop`, words: 'Stop it' }] : []),
          ]}
        />
        {one.initiative ? (
          <Section heading={ownersHeading(one.linked!)}>
            <Credit initiative={one.initiative} />
            {inside ? (
              <p class="meta">
                {consentWords[one.initiative.consent]}
                {one.initiative.consentOn ? `, ${longDate(one.initiative.consentOn)}` : ''}
                {one.initiative.consentWords ? `: ${one.initiative.consentWords}` : ''}
              </p>
            ) : null}
            <Tools links={ownersLinks} />
          </Section>
        ) : null}
        <Section heading={whoHeading(one)}>
          <dl class="rows">
            {one.lead ? (
              <div>
                <dt>
                  <a href={`${base}/partners/${one.lead.partner}`}>{one.lead.name}</a>
                </dt>
                <dd>
                  Leads it.{' '}
                  {one.parts
                    .filter(part => part.partner === one.lead!.partner)
                    .map(part => part.does)
                    .join(' ')}
                </dd>
              </div>
            ) : null}
            {one.parts
              .filter(part => part.partner !== one.lead?.partner)
              .map(part => (
                <div key={part.partner}>
                  <dt>
                    <a href={`${base}/partners/${part.partner}`}>{part.name}</a>
                  </dt>
                  <dd>{part.does}</dd>
                  {mayWork ? (
                    <dd class="change">
                      <a href={`${here}/parts/${part.partner}`}>
                        Change <span class="unseen">(what {part.name} does)</span>
                      </a>{' '}
                      ·{' '}
                      <a href={`${here}/parts/${part.partner}/end`}>
                        End its part <span class="unseen">({part.name})</span>
                      </a>
                    </dd>
                  ) : worksForPart(part.organisation) ? (
                    <dd class="change">
                      <a href={`${here}/parts/${part.partner}`}>
                        Say what you do <span class="unseen">({part.name})</span>
                      </a>
                    </dd>
                  ) : null}
                </div>
              ))}
            {inside && (one.owner || !elsewhere) ? (
              <div>
                <dt>Who answers for it</dt>
                <dd>
                  {answersFor(one)} <span class="meta">Only members see names.</span>
                </dd>
                {mayWork && one.owner && !one.deputy ? (
                  <dd class="change">
                    <a href={`${here}/owner`}>Name who stands in</a>
                  </dd>
                ) : null}
              </div>
            ) : null}
          </dl>
          <Tools
            links={
              mayWork
                ? [
                    { href: `${here}/parts`, words: 'Say what a partner does' },
                    { href: `${here}/lead`, words: one.lead ? 'Give the lead to another' : 'Name who leads' },
                    ...(one.owner || !elsewhere ? [{ href: `${here}/owner`, words: 'Name who answers for it' }] : []),
                  ]
                : []
            }
          />
        </Section>
        <Section heading={servesHeading(one)}>
          {one.outcomes.length ? (
            <dl class="rows">
              {one.outcomes.map(outcome => (
                <div key={outcome.id}>
                  <dt>
                    <a href={addressOfOutcome(slug, outcome.id, outcome.title)}>{outcome.title}</a>
                  </dt>
                  <dd>
                    {capital(mattering[outcome.matters])}
                    {outcome.because ? `: ${outcome.because}` : ''}
                  </dd>
                  {mayWork ? (
                    <dd class="change">
                      <a href={`${here}/outcomes/${outcome.id}/unlink`}>
                        Take off <span class="unseen">({outcome.title})</span>
                      </a>
                    </dd>
                  ) : null}
                </div>
              ))}
            </dl>
          ) : (
            <p>Work that serves no outcome is not part of the plan. Somebody should say what it is for.</p>
          )}
          <Tools links={mayWork ? [{ href: `${here}/outcomes`, words: 'Tie it to an outcome' }] : []} />
        </Section>
        <Milestones base={base} here={here} list={one.milestoneList} today={today} mayWork={mayWork} one={one} />
        <Measures base={base} here={here} list={one.measureList} mayWork={mayWork} one={one} />
        <Risks base={base} here={here} list={one.risks} mayWork={mayWork} />
        <Gate here={here} one={one} missing={missingOf(one.initiative, one.preconditions)} mayWork={mayWork} />
        <Section
          heading="What working together added"
          words="Each is somebody’s claim, with what shows it. They are never added up."
          wash
        >
          <Claims base={base} contributions={one.contributions} benefits={one.benefits} mayWithdraw={mayWithdraw} />
          <Tools
            links={
              maySay
                ? [
                    { href: `${here}/contributions`, words: 'Say what it added' },
                    { href: `${here}/benefits`, words: 'Record a benefit that is not a number' },
                  ]
                : []
            }
          />
        </Section>
      </Layout>
    )
  },
})

/** What is unusual about where it stands: proposed, waiting for its owner, stopped. */
function Standing({ one }: { one: ActionView }) {
  const words = [
    one.state === 'proposed' ? 'This has been proposed and not adopted yet. Only members see it.' : '',
    one.state === 'adopted' && one.linked && one.linked.consent !== 'given'
      ? 'Its owner has not agreed that it stands here, so only members see it.'
      : '',
    one.stopped ? `Stopped on ${longDate(one.stopped.on)}: ${one.stopped.because}` : '',
  ].filter(Boolean)
  return words.length ? <p class="notice-line">{words.join(' ')}</p> : null
}

/** What the owner, or a coordinator on its word, can say next about standing here. */
function consentLink(here: string, { reporting, consent }: NonNullable<ActionView['initiative']>) {
  if (reporting === 'answers-once') return { href: `${here}/initiative/leave`, words: 'Answer for it here alone' }
  return consent === 'given'
    ? { href: `${here}/consent/withdraw`, words: 'Withdraw it for the owner' }
    : { href: `${here}/consent`, words: 'Say whether the owner agrees' }
}
