// The parts that pages about plans share: outcomes under their themes, what partners say, goals, versions.

import type { ComponentChildren } from 'preact'
import { capital, counted, inWords, listOf, longDate } from '../../kernel/words.ts'
import type { PartnershipFacts } from '../../operation/operation.ts'
import { Meta, Pill, Section, Table } from '../../ui/parts.tsx'
import { defaultTerms, type Term } from '../partnerships/public.ts'
import { agreement, balance, consensus, type WordedOutcome } from './comparison.ts'
import { dimensions, horizonWords, planKinds, principles, stateWords } from './model.ts'
import { addressOfOutcome } from './public.ts'
import type { PlanListed, VersionListed, VersionView, Voice } from './queries.ts'

/** The word this partnership uses, as it stands at the start of a sentence. */
export const termOf = (partnership: PartnershipFacts, term: Term): string =>
  capital(partnership.terms[term] || defaultTerms[term])

/** What a kind of plan is called here. */
export const kindWords = (partnership: PartnershipFacts, kind: PlanListed['kind']): string =>
  kind === 'community'
    ? termOf(partnership, 'plan')
    : kind === 'locality'
      ? termOf(partnership, 'locality plan')
      : planKinds[kind]

export const years = (one: { starts: string; ends: string }): string =>
  `${one.starts.slice(0, 4)} to ${one.ends.slice(0, 4)}`

/** `Agreed by ten of twelve partners, one with a reservation, on 3 June 2026`. */
export function agreedWords(view: VersionView, voices: readonly Voice[]): string {
  const endorsed = voices.filter(voice => voice.endorsedOn !== null)
  const agreed = agreement(endorsed, voices.length)
  const on = view.adoptedOn ? `on ${longDate(view.adoptedOn)}` : ''
  if (!agreed) return view.adoptedOn ? `Adopted ${on}` : 'No partner has said yet whether it agrees'
  return on ? `${agreed}${agreed.includes(',') ? ',' : ''} ${on}` : agreed
}

export const paragraphs = (text: string): string[] => text.split(/\n{2,}/).filter(Boolean)

export const dimensionWords = (outcome: WordedOutcome): string =>
  capital(
    listOf((Object.keys(dimensions) as (keyof typeof dimensions)[]).filter(one => outcome.dimensions.includes(one))),
  )

/** Who is responsible, by when, and which sides of life it is about. */
export const outcomeMeta = (outcome: WordedOutcome): string =>
  [
    outcome.partnerName ? `${outcome.partnerName} is responsible` : 'Nobody is responsible yet',
    horizonWords[outcome.horizon],
    dimensionWords(outcome),
    outcome.parentTitle ? `Part of “${outcome.parentTitle}”` : '',
  ]
    .filter(Boolean)
    .join(' · ')

export function Themes({
  view,
  slug,
  linked = true,
}: {
  view: VersionView
  slug: string
  linked?: boolean
}): ComponentChildren {
  return view.themes.map(theme => (
    <Section key={theme.id} heading={theme.title} words={theme.description}>
      <div class="outcomes">
        {view.outcomes
          .filter(outcome => outcome.theme === theme.id)
          .map(outcome => (
            <article class="outcome" key={outcome.id}>
              <h3>
                {linked ? (
                  <a href={addressOfOutcome(slug, outcome.id, outcome.title)}>{outcome.title}</a>
                ) : (
                  outcome.title
                )}
              </h3>
              {outcome.description ? <p>{outcome.description}</p> : null}
              <p class="meta">{outcomeMeta(outcome)}</p>
            </article>
          ))}
      </div>
    </Section>
  ))
}

const quoted = (title: string): string => `“${title}”`

/** Where partners agree and where they differ: sentences first, then each partner's own answer. */
export function Agreement({ view, voices }: { view: VersionView; voices: readonly Voice[] }) {
  const answered = voices.filter(voice => voice.endorsedOn !== null || voice.principle !== null)
  const { findings } = consensus(
    voices.flatMap(({ partner, principle, outcomes }) => (principle ? [{ partner, principle, outcomes }] : [])),
    view.outcomes,
    voices.map(({ partner, name }) => ({ id: partner, name })),
  )
  const titles = new Map(view.outcomes.map(outcome => [outcome.id, outcome.title]))
  const silent = voices.length - answered.length
  return (
    <Section
      heading="Where partners agree, and where they differ"
      words="Each partner says for itself whether it agrees and what it stresses."
      id="partners"
    >
      {findings.length ? (
        <ul>
          {findings.map(finding => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      ) : null}
      <Table
        caption="What each partner says"
        columns={[
          { words: 'Partner' },
          { words: 'Agrees', prose: true },
          { words: 'Puts first' },
          { words: 'Stresses', prose: true },
        ]}
        rows={answered.map(voice => [
          voice.name,
          voice.endorsedOn === null ? (
            'Has not said yet'
          ) : voice.reservation ? (
            <>
              Yes, with a reservation: “{voice.reservation}” <span class="meta">{longDate(voice.endorsedOn)}</span>
            </>
          ) : (
            <>
              Yes <span class="meta">{longDate(voice.endorsedOn)}</span>
            </>
          ),
          voice.principle ? principles[voice.principle].split(':')[0]! : 'Has not said',
          <>
            {listOf(voice.outcomes.flatMap(id => titles.get(id) ?? []).map(quoted)) || 'No outcome in particular'}
            {voice.words ? <span class="meta"> “{voice.words}”</span> : null}
          </>,
        ])}
        empty="No partner has answered yet. What each one says will be shown here."
        quiet
      />
      {answered.length && silent ? (
        <Meta>
          {capital(inWords(silent))} {silent === 1 ? 'partner has' : 'partners have'} not answered yet.
        </Meta>
      ) : null}
    </Section>
  )
}

/** Which outcomes serve which national and international goals. */
export function Goals({ view }: { view: VersionView }) {
  const served = new Map<string, { title: string; framework: string; outcomes: string[] }>()
  for (const outcome of view.outcomes)
    for (const goal of outcome.goals) {
      const row = served.get(goal.key) ?? { title: goal.title, framework: goal.framework, outcomes: [] }
      row.outcomes.push(outcome.title)
      served.set(goal.key, row)
    }
  const frameworks = [...new Set([...served.values()].map(goal => goal.framework))]
  if (frameworks.length === 0) return null
  return (
    <Section heading="How it fits wider goals" words="The plan’s outcomes, and the goals they help to reach.">
      {frameworks.map(framework => (
        <Table
          key={framework}
          caption={framework}
          columns={[{ words: 'Goal' }, { words: 'Outcomes that serve it' }]}
          rows={[...served.values()]
            .filter(goal => goal.framework === framework)
            .map(goal => [goal.title, listOf(goal.outcomes.map(quoted))])}
          empty=""
        />
      ))}
    </Section>
  )
}

export function BalanceFindings({ view }: { view: VersionView }) {
  const { findings } = balance(view.outcomes)
  return findings.length ? (
    <Section heading="How the plan is balanced">
      <ul>
        {findings.map(finding => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
    </Section>
  ) : null
}

export function OtherPlans({
  partnership,
  plans,
  except,
}: {
  partnership: PartnershipFacts
  plans: readonly PlanListed[]
  except: number | null
}) {
  const others = plans.filter(plan => plan.id !== except)
  return others.length ? (
    <Section heading="Other plans here">
      <ul class="plain">
        {others.map(plan => (
          <li key={plan.id}>
            <a href={addressOfPlan(partnership.slug, plan)}>{plan.title}</a>
            <p class="meta">
              {[
                kindWords(partnership, plan.kind),
                plan.place ?? plan.community,
                years(plan),
                counted(plan.outcomes, 'outcome'),
                plan.state === 'adopted' ? '' : stateWords[plan.state],
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  ) : null
}

/** The plan for the whole area has an address of its own. */
export const addressOfPlan = (slug: string, plan: { id: number; kind: PlanListed['kind'] }): string =>
  plan.kind === 'community' ? `/p/${slug}/plan` : `/p/${slug}/plans/${plan.id}`

export function Versions({ slug, plan, versions }: { slug: string; plan: number; versions: readonly VersionListed[] }) {
  return (
    <Section
      heading="Versions"
      words="What was adopted does not change. Each later version says what changed, and why."
    >
      <ul class="plain">
        {versions.map(one => (
          <li key={one.version}>
            <a href={`/p/${slug}/plans/${plan}/versions/${one.version}`}>Version {one.number}</a>{' '}
            <StatePill state={one.state} />
            {one.because ? <p>{one.because}</p> : null}
            <p class="meta">
              {one.adoptedOn ? `Adopted on ${longDate(one.adoptedOn)}` : ''}
              {one.supersededOn ? `, replaced on ${longDate(one.supersededOn)}` : ''}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const stateTones = { draft: 'warn', proposed: 'warn', adopted: 'good', superseded: 'flat' } as const

export const StatePill = ({ state }: { state: VersionListed['state'] }) => (
  <Pill tone={stateTones[state]}>{stateWords[state]}</Pill>
)

export function Differences({ heading, list, none }: { heading: string; list: readonly string[]; none: string }) {
  return (
    <Section heading={heading} id="differences">
      {list.length ? (
        <ul>
          {list.map(one => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : (
        <p>{none}</p>
      )}
    </Section>
  )
}
