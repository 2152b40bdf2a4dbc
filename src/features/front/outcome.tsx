// An outcome: the answer first, then the chart and the facts, then what is being done and by whom.

import { capital, counted, inWords, listOf } from '../../kernel/words.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section, Verdict } from '../../ui/parts.tsx'
import { type ActionRow, actionsOf, claims } from '../delivery/public.ts'
import {
  answer,
  asAt,
  gapFor,
  IndicatorPicture,
  indicatorsOf,
  judge,
  movement,
  standingFor,
} from '../indicators/public.ts'
import { partners } from '../partnerships/public.ts'
import { addressOfOutcome, dimensions, horizons, outcome as outcomeNamed } from '../plans/public.ts'
import { LatestWord } from '../rounds/public.ts'
import { claimsAbout, latestOn } from './queries.ts'
import { mattering, Next, span, WorkList } from './work.tsx'

export const outcomePage = page({
  at: '/p/:slug/outcomes/:outcome',
  audience: 'anyone',
  read: async ({ db, partnership, standing, today }, { outcome: written }) => {
    const [, id] = /^(\d{1,15})(?:-|$)/.exec(written!) ?? []
    const found = id ? await outcomeNamed(db, Number(id), standing.inside) : null
    if (!found) return null
    const address = addressOfOutcome(partnership!.slug, found.id, found.title)
    if (!address.endsWith(`/${written}`)) return { movedTo: address }
    const area = partnership!.areaCode
    const indicators = (await indicatorsOf(db, area)).filter(one => one.outcomes.includes(found.id))
    const measured = []
    for (const indicator of indicators) {
      const judged = judge(indicator, today)
      measured.push({
        indicator,
        judged,
        standing: await standingFor(db, indicator, area, judged),
        gap: await gapFor(db, indicator, area),
      })
    }
    return {
      partnership: partnership!,
      outcome: found,
      measured,
      actions: (await actionsOf(db, standing.inside, today)).filter(
        one => one.state !== 'stopped' && one.outcomes.some(served => served.id === found.id),
      ),
      said: await claimsAbout(db, found.id),
      words: await latestOn(db, 'action'),
      behind: await latestOn(db, 'indicator'),
      partners: (await partners(db)).length,
      coordinates: isCoordinator(standing),
    }
  },
  show: ({ partnership, outcome, measured, actions, said, words, behind, partners: all, coordinates }, frame) => {
    const base = `/p/${partnership.slug}`
    const [first] = measured
    const link = (one: { id: number; title: string }) => (
      <a href={addressOfOutcome(partnership.slug, one.id, one.title)}>{one.title}</a>
    )
    return (
      <Layout
        frame={frame}
        title={outcome.title}
        current="plan"
        crumbs={[
          {
            href: outcome.plan.kind === 'community' ? `${base}/plan` : `${base}/plans/${outcome.plan.id}`,
            words: outcome.plan.title,
          },
          { href: '', words: outcome.theme.title },
        ]}
      >
        <h1>{outcome.title}</h1>
        {outcome.state === 'adopted' ? null : (
          <p class="notice-line">
            {outcome.state === 'superseded'
              ? 'This outcome is no longer in the plan. What was agreed stays readable.'
              : 'This outcome is in a draft that has not been adopted. Only members see it.'}
          </p>
        )}
        <Lead>
          {outcome.description} {first ? answer(first.indicator, first.judged) : ''}
        </Lead>
        <p class="meta">
          {outcome.partner ? (
            <>
              Responsible: <a href={`${base}/partners/${outcome.partner.id}`}>{outcome.partner.name}</a>
            </>
          ) : (
            'Nobody is responsible yet'
          )}
          {` · agreed by ${outcome.endorsements} of ${all} partners`}
          {first ? ` · ${asAt(first.indicator, first.judged)}` : ''}
        </p>
        {first ? (
          <p class="row">
            <Verdict verdict={first.judged.verdict} />
          </p>
        ) : null}
        {measured.length ? (
          measured.map(one => (
            <Section
              key={one.indicator.id}
              heading={<a href={`${base}/indicators/${one.indicator.id}`}>{one.indicator.name}</a>}
              words={one.indicator.definition || undefined}
            >
              {one === first ? null : (
                <p class="row">
                  <Verdict verdict={one.judged.verdict} /> <span>{movement(one.indicator, one.judged)}</span>
                </p>
              )}
              <IndicatorPicture
                indicator={one.indicator}
                judged={one.judged}
                area={partnership.areaName}
                standing={one.standing}
                gap={one.gap}
              />
              {behind.has(one.indicator.id) ? (
                <>
                  <h3>What is behind it</h3>
                  <LatestWord word={behind.get(one.indicator.id)!} />
                </>
              ) : null}
              <p class="meta">
                {asAt(one.indicator, one.judged)} · {one.indicator.source || 'source not given'}
                {one.indicator.owner ? ` · owner: ${one.indicator.owner.name}` : ''}
                {one.indicator.invented && !/invented/i.test(one.indicator.source) ? ' · Invented figures' : ''}
              </p>
            </Section>
          ))
        ) : (
          <Empty
            words="Nothing measures this outcome yet, so nobody can say whether it gets better."
            href={coordinates ? `${base}/indicators/take?outcomes=${outcome.id}` : undefined}
            next={coordinates ? 'Use a national indicator' : undefined}
          />
        )}
        <Section
          heading={
            actions.length
              ? `${capital(inWords(actions.length))} ${actions.length === 1 ? 'piece of work serves' : 'pieces of work serve'} this`
              : 'No work serves this outcome yet'
          }
        >
          {actions.length ? (
            <WorkList
              slug={partnership.slug}
              rows={byWeight(actions, outcome.id)}
              words={words}
              fact={row => {
                const here = row.outcomes.find(served => served.id === outcome.id)!
                return `${span(row)} · should matter ${mattering[here.matters]}`
              }}
              last={row => (
                <>
                  <Next row={row} />
                  {said
                    .filter(one => one.action === row.id)
                    .map(one => (
                      <p class="meta" key={one.by + one.claim}>
                        {one.by} says: {claims[one.claim].toLowerCase()}
                      </p>
                    ))}
                </>
              )}
            />
          ) : null}
          <p>
            <a href={`${base}/actions`}>All that we are doing</a>
            {outcome.state === 'adopted' ? (
              <>
                {' · '}
                <a href={`${base}/outcomes/${outcome.id}/follow`}>Tell me when this moves</a>
              </>
            ) : null}
          </p>
        </Section>
        <Section heading="Where it belongs" wash>
          <dl class="rows">
            <div>
              <dt>When</dt>
              <dd>{horizons[outcome.horizon]}</dd>
            </div>
            <div>
              <dt>It is about</dt>
              <dd>
                {outcome.dimensions.length
                  ? `${listOf(outcome.dimensions.map(one => dimensions[one].toLowerCase()))} well-being`
                  : 'Not said yet'}
              </dd>
            </div>
            {outcome.parent ? (
              <div>
                <dt>Part of</dt>
                <dd>{link(outcome.parent)}</dd>
              </div>
            ) : null}
            {outcome.children.length ? (
              <div>
                <dt>Its parts</dt>
                <dd>
                  {outcome.children.map(one => (
                    <div key={one.id}>{link(one)}</div>
                  ))}
                </dd>
              </div>
            ) : null}
            <div>
              <dt>National and world goals</dt>
              <dd>
                {outcome.goals.length
                  ? outcome.goals.map(goal => <div key={goal.key}>{`${goal.title} (${goal.framework})`}</div>)
                  : 'Not linked to any yet'}
              </dd>
            </div>
            <div>
              <dt>Stressed by</dt>
              <dd>
                {outcome.stressedBy.length
                  ? `${counted(outcome.stressedBy.length, 'partner')}: ${listOf(outcome.stressedBy.map(one => one.name))}`
                  : 'No partner has stressed it'}
              </dd>
            </div>
            {outcome.objectives.length ? (
              <div>
                <dt>Partners’ own objectives that it serves</dt>
                <dd>
                  {outcome.objectives.map(one => (
                    <div key={one.words}>
                      <a href={`${base}/partners/${one.partner}`}>{one.partnerName}</a>: {one.words}
                    </div>
                  ))}
                </dd>
              </div>
            ) : null}
          </dl>
          {coordinates ? (
            <p class="row">
              <ButtonLink href={`${base}/plans/${outcome.plan.id}/draft`} secondary>
                Change it in the next version of the plan
              </ButtonLink>
            </p>
          ) : null}
        </Section>
      </Layout>
    )
  },
})

/** What should matter most for the outcome comes first. */
const byWeight = (actions: readonly ActionRow[], outcome: number): readonly ActionRow[] => {
  const order = Object.keys(mattering)
  const weight = (one: ActionRow) => order.indexOf(one.outcomes.find(served => served.id === outcome)!.matters)
  return [...actions].sort((one, other) => weight(one) - weight(other))
}
