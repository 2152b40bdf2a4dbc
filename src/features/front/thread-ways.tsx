// The two ways to read the golden thread: down from the vision, and up from each partner's work.

import type { ComponentChildren } from 'preact'
import { showQuantity } from '../../kernel/quantity.ts'
import { capital, inWords, listOf } from '../../kernel/words.ts'
import { Section } from '../../ui/parts.tsx'
import { type ActionRow, addressOfAction } from '../delivery/public.ts'
import type { IndicatorRow } from '../indicators/public.ts'
import { addressOfOutcome } from '../plans/public.ts'
import type { PartTaken, ThreadOutcome } from './queries.ts'

export interface Thread {
  readonly slug: string
  readonly outcomes: readonly ThreadOutcome[]
  readonly actions: readonly ActionRow[]
  readonly parts: readonly PartTaken[]
  readonly measures: readonly { readonly action: number; readonly words: string }[]
  readonly indicators: readonly IndicatorRow[]
  readonly partners: readonly { readonly id: number; readonly name: string }[]
}

/** Vision, theme, outcome, work, who, what counts it, what shows it: a link that is missing is said in its place. */
export function Downwards({ thread }: { thread: Thread }) {
  const { slug, outcomes, actions, parts, measures, indicators } = thread
  return (
    <>
      {byPlan(outcomes).map(({ plan, themes }) => {
        const first = firstServed(
          themes.flatMap(({ outcomes: within }) => within),
          actions,
        )
        return (
          <Section
            key={plan.id}
            heading={plan.vision || plan.title}
            words={plan.vision ? planWords(plan) : 'The vision is not written yet'}
          >
            {themes.map(({ theme, outcomes: within }) => (
              <div class="kind" key={theme.id}>
                <h3>{theme.title}</h3>
                <ul class="thread">
                  {within.map(outcome => {
                    const serving = actions.filter(one => one.outcomes.some(served => served.id === outcome.id))
                    const showing = indicators.filter(one => one.outcomes.includes(outcome.id))
                    return (
                      <li key={outcome.id}>
                        <OutcomeLink slug={slug} outcome={outcome} />{' '}
                        <Responsible outcome={outcome} serving={serving} />
                        <ul>
                          {serving.map(one => (
                            <li key={one.id}>
                              <a href={addressOfAction(slug, one.id)}>{one.title}</a>
                              {one.state === 'proposed' ? ' (proposed)' : ''}{' '}
                              <Who one={one} parts={parts} responsible={outcome.responsible} />
                              {first.get(one.id) === outcome.id ? <CountedBy one={one} measures={measures} /> : null}
                            </li>
                          ))}
                          {serving.length ? null : (
                            <li>
                              <Missing>No work serves it yet</Missing>
                            </li>
                          )}
                        </ul>
                        <Line label="Shown by">
                          {showing.length ? (
                            showing.map((one, at) => (
                              <>
                                {at ? '; ' : ''}
                                <Shown slug={slug} one={one} />
                              </>
                            ))
                          ) : (
                            <Missing>Nothing measures it yet</Missing>
                          )}
                        </Line>
                      </li>
                    )
                  })}
                </ul>
              </div>
            ))}
          </Section>
        )
      })}
    </>
  )
}

/** Each partner, what it does, the outcomes that serves, and so the vision. */
export function Upwards({ thread: { slug, outcomes, actions, parts, partners: all } }: { thread: Thread }) {
  const known = new Map(outcomes.map(one => [one.id, one]))
  const visions = byPlan(outcomes).filter(({ plan }) => plan.vision)
  return (
    <>
      {all.map(partner => {
        const does = new Map(parts.filter(part => part.partner === partner.id).map(part => [part.action, part.does]))
        const doing = actions.filter(one => one.lead?.partner === partner.id || does.has(one.id))
        const led = doing.filter(one => one.lead?.partner === partner.id).length
        const responsible = outcomes.filter(one => one.responsible === partner.id)
        return (
          <Section
            key={partner.id}
            heading={<a href={`/p/${slug}/partners/${partner.id}`}>{partner.name}</a>}
            words={doing.length ? takes(led, doing.length - led) : undefined}
          >
            {doing.length ? (
              <ul class="thread">
                {doing.map(one => (
                  <li key={one.id}>
                    <a href={addressOfAction(slug, one.id)}>{one.title}</a>
                    <Line label="Its part">
                      {[one.lead?.partner === partner.id ? 'Leads it' : '', does.get(one.id) ?? '']
                        .filter(Boolean)
                        .join('. ')}
                    </Line>
                    <Line label="Serves">
                      {one.outcomes.length ? (
                        one.outcomes.map((served, at) => (
                          <>
                            {at ? '; ' : ''}
                            <OutcomeLink slug={slug} outcome={served} />
                            {known.has(served.id) ? ` (${known.get(served.id)!.theme.title})` : ''}
                          </>
                        ))
                      ) : (
                        <Missing>no outcome</Missing>
                      )}
                    </Line>
                  </li>
                ))}
              </ul>
            ) : (
              <p>
                <Missing>It takes part in no work yet</Missing>
              </p>
            )}
            {responsible.length ? (
              <Line label="Responsible for">{listOf(responsible.map(one => one.title))}</Line>
            ) : null}
          </Section>
        )
      })}
      {visions.length ? (
        <Section heading="And all of it is for this">
          {visions.map(({ plan, themes }) => (
            <p key={plan.id}>
              <strong>{plan.vision}</strong>{' '}
              <span class="meta">
                {plan.title}: {themes.map(({ theme }) => theme.title).join('; ')}
              </span>
            </p>
          ))}
        </Section>
      ) : null}
    </>
  )
}

const takes = (led: number, others: number): string =>
  [led ? `Leads ${inWords(led)}` : 'Leads nothing', others ? `takes part in ${inWords(others)}` : '']
    .filter(Boolean)
    .join(', ')

const planWords = (plan: ThreadOutcome['plan']) => `${plan.title}${plan.adopted ? '' : ', not adopted yet'}`

const Missing = ({ children }: { children: ComponentChildren }) => <span class="missing">{children}</span>

const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <p class="line">
    <span class="label">{label}:</span> {children}
  </p>
)

const OutcomeLink = ({ slug, outcome }: { slug: string; outcome: { readonly id: number; readonly title: string } }) => (
  <a href={addressOfOutcome(slug, outcome.id, outcome.title)}>{outcome.title}</a>
)

/** Who is responsible, beside the outcome; whether that body leads the work too is said once, here. */
function Responsible({ outcome, serving }: { outcome: ThreadOutcome; serving: readonly ActionRow[] }) {
  if (outcome.responsibleName === null) return <Missing>No partner is responsible</Missing>
  const led = serving.filter(one => one.lead?.partner === outcome.responsible).length
  const leads =
    led === 0 ? '' : led === serving.length ? ' and leads the work' : ' and leads where nobody else is named'
  return (
    <span class="meta">
      {outcome.responsibleName} is responsible{leads}
    </span>
  )
}

interface WhoProps {
  readonly one: ActionRow
  readonly parts: readonly PartTaken[]
  readonly responsible: number | null
}

/** Work that serves several outcomes of a plan is told in full under the first of them. */
const firstServed = (within: readonly ThreadOutcome[], actions: readonly ActionRow[]): ReadonlyMap<number, number> =>
  new Map(
    actions.flatMap(one => {
      const outcome = within.find(each => one.outcomes.some(served => served.id === each.id))
      return outcome ? [[one.id, outcome.id] as const] : []
    }),
  )

/** Who leads and takes part, beside the work; the body responsible for the outcome is not named again as the lead. */
function Who({ one: { id, lead, linked }, parts, responsible }: WhoProps) {
  const others = listOf(
    parts.filter(part => part.action === id && part.partner !== lead?.partner).map(part => part.name),
  )
  const elsewhere = linked?.reporting === 'publishes'
  const credit =
    linked && (elsewhere || linked.owner !== lead?.name)
      ? `work of ${linked.owner}${elsewhere ? ', which reports elsewhere' : ''}`
      : ''
  const leading = lead && lead.partner !== responsible ? `${lead.name} leads` : ''
  const said = [leading, others && (lead ? `with ${others}` : `${others} taking part`), credit]
    .filter(Boolean)
    .join(', ')
  if (lead || elsewhere) return said ? <span class="meta">{capital(said)}</span> : null
  return (
    <>
      <Missing>Nobody leads this</Missing>
      {said ? <span class="meta">; {said}</span> : null}
    </>
  )
}

/** Nothing is said to be missing of linked work whose owner reports elsewhere. */
function CountedBy({ one: { id, linked }, measures }: { one: ActionRow; measures: Thread['measures'] }) {
  const words = measures.filter(one => one.action === id).map(one => one.words)
  if (words.length) return <Line label="Counted by">{words.join('; ')}</Line>
  return linked?.reporting === 'publishes' ? null : (
    <p class="line">
      <Missing>Nothing of it is counted yet</Missing>
    </p>
  )
}

function Shown({ slug, one }: { slug: string; one: IndicatorRow }) {
  const promised = one.targets.at(-1)
  return (
    <>
      <a href={`/p/${slug}/indicators/${one.id}`}>{one.name}</a>
      {promised ? (
        `, ${showQuantity(promised.value, one.unit)} promised for ${promised.period}`
      ) : (
        <>
          {' '}
          (<Missing>nothing is promised</Missing>)
        </>
      )}
    </>
  )
}

/** Outcomes arrive in the order of plans and themes. */
function byPlan(outcomes: readonly ThreadOutcome[]) {
  const plans = new Map<
    number,
    { plan: ThreadOutcome['plan']; themes: Map<number, { theme: ThreadOutcome['theme']; outcomes: ThreadOutcome[] }> }
  >()
  for (const outcome of outcomes) {
    const at = plans.get(outcome.plan.id) ?? { plan: outcome.plan, themes: new Map() }
    const within = at.themes.get(outcome.theme.id) ?? { theme: outcome.theme, outcomes: [] }
    within.outcomes.push(outcome)
    at.themes.set(outcome.theme.id, within)
    plans.set(outcome.plan.id, at)
  }
  return [...plans.values()].map(({ plan, themes }) => ({ plan, themes: [...themes.values()] }))
}
