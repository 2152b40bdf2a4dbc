// The front pages: the installation's, a partnership's, and a partner's.

import { capital, counted, inWords, longDate } from '../../kernel/words.ts'
import { isCoordinator, leadsFor } from '../../operation/permission.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Hero, Lead, Section, Table, Verdict } from '../../ui/parts.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { actionsOf } from '../delivery/public.ts'
import {
  asAt,
  type IndicatorRow,
  indicatorsOf,
  type Judged,
  judge,
  movement,
  namedMovement,
} from '../indicators/public.ts'
import { settings } from '../landscape/public.ts'
import { about, basisWords, listed, organisationKinds, partner } from '../partnerships/public.ts'
import { LookAround, personas } from '../people/public.ts'
import { addressOfOutcome } from '../plans/public.ts'
import { addressOfTemplate } from '../rounds/public.ts'
import { frontPlan, partnerPart, partsTaken } from './queries.ts'
import { span, WorkList } from './work.tsx'

export const installationPage = page({
  at: '/',
  audience: 'anyone',
  read: async ({ db }) => ({ partnerships: await listed(db), personas: await personas(db) }),
  show: ({ partnerships, personas: people }, frame) => (
    <Layout frame={frame} title="Thegither">
      <h1>
        {partnerships.length
          ? `${capital(inWords(partnerships.length))} ${partnerships.length === 1 ? 'partnership works' : 'partnerships work'} together here`
          : 'Welcome to Thegither'}
      </h1>
      <Lead>
        Councils, health, police, fire, colleges, charities and communities agree what should get better, do it
        together, and show whether it worked.
      </Lead>
      {partnerships.length ? (
        <div class="outcomes">
          {partnerships.map(one => (
            <div class="outcome" key={one.id}>
              <h2>
                <a href={`/p/${one.slug}`}>{one.name}</a>
              </h2>
              <p>{one.subtitle}</p>
              <p class="meta">
                {one.area}
                {one.invented ? ' · an invented place' : ''}
              </p>
            </div>
          ))}
        </div>
      ) : (
        <Empty
          words="No partnership has been founded yet. An administrator signs in and founds the first one."
          href="/sign-in"
          next="Sign in"
        />
      )}
      <p>
        <a href="/indicators">Compare areas on published figures</a>
      </p>
      <LookAround personas={people} />
    </Layout>
  ),
})

export const partnershipPage = page({
  at: '/p/:slug',
  audience: 'anyone',
  read: async ({ db, partnership, standing, today }) => ({
    partnership: partnership!,
    about: (await about(db, partnership!.id)).about,
    plan: await frontPlan(db),
    indicators: (await indicatorsOf(db, partnership!.areaCode)).map(one => ({ ...one, judged: judge(one, today) })),
    structureShown: standing.inside || (await settings(db)).publishedOn !== null,
    inside: standing.inside,
    today,
  }),
  show: ({ partnership, about: words, plan, indicators, structureShown, inside, today }, frame) => {
    const base = `/p/${partnership.slug}`
    if (!plan)
      return (
        <Layout frame={frame} title={partnership.name}>
          <Hero
            heading={`${partnership.name} is writing its plan`}
            words={
              words ||
              `The partners in ${partnership.areaName} have not agreed a plan yet. When they have, it stands here for everyone to read.`
            }
            eyebrow={partnership.areaName}
          >
            <a class="ds_button" href={`${base}/partners`}>
              Who is involved
            </a>
          </Hero>
          <Figures base={base} indicators={indicators} />
          {inside ? (
            <Section heading="What to do next">
              <ButtonLink href={`${base}/plan`}>Go to the plan</ButtonLink>
            </Section>
          ) : null}
        </Layout>
      )
    const latest = indicators
      .map(one => one.judged.latest?.ends ?? '')
      .sort()
      .at(-1)
    const agreed =
      plan.endorsed >= plan.partners
        ? `agreed by all ${plan.partners} partners`
        : `agreed by ${plan.endorsed} of ${plan.partners} partners`
    return (
      <Layout frame={frame} title={partnership.name}>
        <Hero
          eyebrow={`Our plan for ${plan.starts.slice(0, 4)} to ${plan.ends.slice(0, 4)} · ${agreed}${plan.reservations ? `, ${inWords(plan.reservations)} with a reservation` : ''} · adopted ${longDate(plan.adoptedOn)}`}
          heading={plan.vision}
          words={plan.summary || words}
        >
          <a class="ds_button" href={`${base}/plan`}>
            Read the plan
          </a>
          <span>
            <b>{plan.outcomes.length}</b> {plan.outcomes.length === 1 ? 'outcome' : 'outcomes'}
          </span>
          <span>
            <b>{indicators.length}</b> {indicators.length === 1 ? 'figure' : 'figures'}
          </span>
          {plan.work ? (
            <span>
              <b>{plan.work}</b>{' '}
              <a href={`${base}/actions`}>
                {plan.work === 1 ? 'piece of work' : 'pieces of work'}
                {plan.quickWins ? `, ${inWords(plan.quickWins)} of them quick wins` : ''}
              </a>
            </span>
          ) : null}
          {latest ? <span>Figures to {longDate([latest, today].sort()[0]!)}</span> : null}
        </Hero>
        <Section
          heading="What we want to change, and how it is going"
          words="Each is judged on published figures, against where we started. We say so when we cannot tell."
        >
          <div class="outcomes">
            {plan.outcomes.map(outcome => {
              const measure = indicators.find(one => one.outcomes.includes(outcome.id))
              return (
                <div class="outcome" key={outcome.id}>
                  <h3>
                    <a href={addressOfOutcome(partnership.slug, outcome.id, outcome.title)}>{outcome.title}</a>
                  </h3>
                  <p>{measure ? namedMovement(measure, measure.judged) : 'Nothing measures this yet.'}</p>
                  {measure ? (
                    <div class="row">
                      <Verdict verdict={measure.judged.verdict} />
                      <Sparkline values={measure.judged.series.map(point => point.value)} />
                    </div>
                  ) : null}
                  <p class="meta">
                    {outcome.responsible ?? 'Nobody is responsible yet'}
                    {outcome.work ? ` · ${counted(outcome.work, 'piece')} of work` : ''}
                    {measure?.judged.latest ? ` · figures to ${longDate(measure.judged.latest.ends)}` : ''}
                  </p>
                </div>
              )
            })}
          </div>
        </Section>
        <Section
          wash
          heading={
            plan.endorsed >= plan.partners
              ? `All ${inWords(plan.partners)} bodies have agreed to this`
              : `${capital(inWords(plan.endorsed))} of ${inWords(plan.partners)} bodies have agreed to this`
          }
          words={words}
        >
          <p>
            <a href={`${base}/partners`}>See who is involved, and what matters most to each</a>
          </p>
          {structureShown ? (
            <p>
              <a href={`${base}/structure`}>See which groups meet, and who has a seat in them</a>
            </p>
          ) : null}
        </Section>
      </Layout>
    )
  },
})

export const partnerPage = page({
  at: '/p/:slug/partners/:partner',
  audience: 'anyone',
  read: async ({ db, partnership, standing, today }, { partner: id }) => {
    const found = /^\d{1,15}$/.test(id!) ? await partner(db, Number(id)) : null
    return (
      found && {
        partnership: partnership!,
        partner: found,
        part: await partnerPart(db, found.id, standing.inside),
        actions: (await actionsOf(db, standing.inside, today)).filter(one => one.state !== 'stopped'),
        does: new Map((await partsTaken(db, found.id)).map(one => [one.action, one.does])),
        speaks: leadsFor(standing, found.organisation),
        definesTemplate: standing.administrator || standing.leads.includes(found.organisation),
        coordinates: isCoordinator(standing),
      }
    )
  },
  show: ({ partnership, partner: one, part, actions, does, speaks, definesTemplate, coordinates }, frame) => {
    const base = `/p/${partnership.slug}`
    const leads = actions.filter(action => action.lead?.partner === one.id)
    const joins = actions.filter(action => action.lead?.partner !== one.id && does.has(action.id))
    const here = `${base}/partners/${one.id}`
    const outcomeLink = (outcome: { id: number; title: string }) => (
      <a href={addressOfOutcome(partnership.slug, outcome.id, outcome.title)}>{outcome.title}</a>
    )
    return (
      <Layout
        frame={frame}
        title={one.name}
        current="partners"
        crumbs={[{ href: `${base}/partners`, words: 'Who is involved' }]}
      >
        <h1>{one.name}</h1>
        <Lead>
          {one.priority ? `“${one.priority}”` : `${one.shortName} has not said yet what matters most to it here.`}
        </Lead>
        <p class="meta">
          {organisationKinds[one.kind as keyof typeof organisationKinds] ?? one.kind} · {basisWords[one.basis]} ·{' '}
          {one.left ? `left ${longDate(one.left)}` : `since ${longDate(one.joined)}`}
          {/^https?:\/\//.test(one.website) ? (
            <>
              {' · '}
              <a href={one.website}>website</a>
            </>
          ) : null}
        </p>
        {speaks && !one.left ? (
          <p class="row">
            <ButtonLink href={`${here}/priority`}>Say what matters most</ButtonLink>
            <ButtonLink href={`${here}/sponsor`} secondary>
              Name the sponsor
            </ButtonLink>
            <ButtonLink href={`${here}/objectives`} secondary>
              Add an objective
            </ButtonLink>
            {definesTemplate ? (
              <a href={addressOfTemplate(one.organisation)}>Take its items out in your own columns</a>
            ) : null}
          </p>
        ) : null}
        <Section
          heading={
            part.responsible.length
              ? `Responsible for ${counted(part.responsible.length, 'outcome')}`
              : 'Responsible for no outcome yet'
          }
        >
          {part.responsible.length ? (
            <ul class="plain">
              {part.responsible.map(outcome => (
                <li key={outcome.id}>{outcomeLink(outcome)}</li>
              ))}
            </ul>
          ) : null}
          {part.figures.length ? (
            <p class="meta">
              Owns {counted(part.figures.length, 'figure')}:{' '}
              {part.figures.map((figure, at) => (
                <>
                  {at ? ', ' : ''}
                  <a href={`${base}/indicators/${figure.id}`}>{figure.name}</a>
                </>
              ))}
            </p>
          ) : null}
        </Section>
        {leads.length || joins.length ? (
          <Section
            heading={`${leads.length ? `Leads ${inWords(leads.length)} ${leads.length === 1 ? 'piece' : 'pieces'} of work` : ''}${leads.length && joins.length ? ', and takes' : joins.length ? 'Takes' : ''}${joins.length ? ` part in ${inWords(joins.length)}` : ''}`}
          >
            <WorkList
              slug={partnership.slug}
              rows={[...leads, ...joins]}
              fact={action => does.get(action.id) ?? span(action)}
            />
          </Section>
        ) : null}
        <Section
          heading="Its own objectives, and the outcomes they serve"
          words="Bodies commit most to what their own work also needs."
        >
          <Table
            caption="Objectives and outcomes"
            quiet
            columns={[
              { words: 'Its own objective' },
              { words: 'Shared outcomes it serves' },
              ...(speaks ? [{ words: 'Change' }] : []),
            ]}
            rows={part.objectives.map(objective => [
              objective.words,
              objective.outcomes.length
                ? objective.outcomes.map(outcome => <div key={outcome.id}>{outcomeLink(outcome)}</div>)
                : 'None yet',
              ...(speaks
                ? [
                    <>
                      <a href={`${here}/objectives/${objective.id}/outcomes`}>Link to outcomes</a> ·{' '}
                      <a href={`${here}/objectives/${objective.id}/drop`}>Take off</a>
                    </>,
                  ]
                : []),
            ])}
            empty={`${one.shortName} has not written down its own objectives here yet.`}
          />
        </Section>
        <Section heading="Where it stands on the plan" wash>
          <p>
            {part.endorsed
              ? `Accepted the adopted plan on ${longDate(part.endorsed.on)}${part.endorsed.reservation ? ', with a reservation:' : '.'}`
              : 'Has not accepted the adopted plan yet.'}
          </p>
          {part.endorsed?.reservation ? <blockquote class="said">{part.endorsed.reservation}</blockquote> : null}
          {part.stress ? (
            <p>
              Stresses {part.stress.principle}
              {part.stress.outcomes.length ? (
                <>
                  , and above all{' '}
                  {part.stress.outcomes.map((outcome, at) => (
                    <>
                      {at ? ', ' : ''}
                      {outcomeLink(outcome)}
                    </>
                  ))}
                </>
              ) : null}
              .{part.stress.words ? ` “${part.stress.words}”` : ''}
            </p>
          ) : null}
        </Section>
        <Section heading="Who it answers to">
          {one.sponsor ? (
            <>
              <p>{one.sponsor}</p>
              {one.sponsorLetter ? <blockquote class="said">{one.sponsorLetter}</blockquote> : null}
              <p class="meta">
                {one.sponsorLetterOn ? `Letter of ${longDate(one.sponsorLetterOn)}` : 'No letter yet'}
                {/^https?:\/\//.test(one.sponsorLetterAddress) ? (
                  <>
                    {' · '}
                    <a href={one.sponsorLetterAddress}>read it</a>
                  </>
                ) : null}
              </p>
            </>
          ) : (
            <p>No sponsor’s letter has been recorded.</p>
          )}
        </Section>
        {coordinates && !one.left ? (
          <p>
            <a href={`${here}/leave`}>Record that this partner has left</a>
          </p>
        ) : null}
      </Layout>
    )
  },
})

/** Figures of a partnership whose plan is not adopted yet: they are public all the same. */
function Figures({ base, indicators }: { base: string; indicators: readonly (IndicatorRow & { judged: Judged })[] }) {
  if (!indicators.length) return null
  return (
    <Section heading="What is measured already">
      <div class="outcomes">
        {indicators.map(one => (
          <div class="outcome" key={one.id}>
            <h3>
              <a href={`${base}/indicators/${one.id}`}>{one.name}</a>
            </h3>
            <p>{movement(one, one.judged)}</p>
            <div class="row">
              <Verdict verdict={one.judged.verdict} />
              <Sparkline values={one.judged.series.map(point => point.value)} />
            </div>
            <p class="meta">{asAt(one, one.judged)}</p>
          </div>
        ))}
      </div>
    </Section>
  )
}
