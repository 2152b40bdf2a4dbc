// What is being done: every action of a partnership under the outcome it matters most for.

import { capital, inWords, listOf, longDate } from '../../kernel/words.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section } from '../../ui/parts.tsx'
import { type ActionRow, actionsOf, type Horizon, horizonWords, threadGaps, worksFor } from '../delivery/public.ts'
import { addressOfOutcome } from '../plans/public.ts'
import { type NewerWord, newerWords } from './newer-words.tsx'
import { latestOn, threadOutcomes } from './queries.ts'
import { span, WorkList } from './work.tsx'

interface Chosen {
  readonly lead: { readonly partner: number; readonly name: string } | null
  readonly horizon: Horizon | null
}

export const actionsPage = page({
  at: '/p/:slug/actions',
  audience: 'anyone',
  read: async ({ db, partnership, standing, today }, _params, { lead, horizon }) => {
    const all = await actionsOf(db, standing.inside, today)
    const leads = [...new Map(all.flatMap(one => (one.lead ? [[one.lead.partner, one.lead] as const] : []))).values()]
    const chosen: Chosen = {
      lead: leads.find(one => String(one.partner) === lead) ?? null,
      horizon: horizon && Object.hasOwn(horizonWords, horizon) ? (horizon as Horizon) : null,
    }
    const workedOn = all.filter(one => one.state !== 'stopped' && worksFor(standing, one.lead?.organisation ?? null))
    const newer = standing.inside && workedOn.length ? await newerWords(db) : new Map<number, NewerWord>()
    return {
      partnership: partnership!,
      all,
      leads: leads.sort((one, other) => one.name.localeCompare(other.name, 'en-GB')),
      chosen,
      outcomes: await threadOutcomes(db, standing.inside),
      words: await latestOn(db, 'action'),
      newer: new Map(workedOn.flatMap(({ id }) => (newer.has(id) ? [[id, newer.get(id)!] as const] : []))),
      coordinates: isCoordinator(standing),
      inside: standing.inside,
    }
  },
  show: ({ partnership, all, leads, chosen, outcomes, words, newer, coordinates, inside }, frame) => {
    const base = `/p/${partnership.slug}`
    const here = `${base}/actions`
    const filtered = chosen.lead !== null || chosen.horizon !== null
    const rows = all.filter(
      one =>
        (!chosen.lead || one.lead?.partner === chosen.lead.partner) &&
        (!chosen.horizon || one.horizon === chosen.horizon),
    )
    const adopted = rows.filter(one => one.state === 'adopted')
    const proposed = rows.filter(one => one.state === 'proposed')
    const stopped = rows.filter(one => one.state === 'stopped')
    const unserved = filtered
      ? []
      : threadGaps(
          outcomes.filter(one => one.plan.adopted),
          adopted,
          [],
        ).unserved
    return (
      <Layout frame={frame} title="What we are doing" current="actions">
        <h1>{heading(adopted, chosen)}</h1>
        {adopted.length ? <Lead>{leadWords(adopted)}</Lead> : null}
        {inside ? (
          <p class="row">
            <ButtonLink href={`${here}/propose`}>Propose a piece of work</ButtonLink>
            <a href={`${base}/initiatives`}>Link work that a partner does already</a>
          </p>
        ) : null}
        {all.length > 1 ? <Choose here={here} leads={leads} chosen={chosen} /> : null}
        {rows.length ? null : (
          <Empty
            words={
              filtered
                ? 'No piece of work is like that. Choose something else, or look at all of it.'
                : 'What partners do together to reach the outcomes of the plan will stand here: who leads it, who takes part, and what comes next.'
            }
            href={filtered ? here : coordinates ? `${here}/propose` : `${base}/plan`}
            next={filtered ? 'Show all work' : coordinates ? 'Propose the first piece of work' : 'Read the plan'}
          />
        )}
        {adopted.length ? (
          <div class="part">
            {grouped(adopted, outcomes).map(group => (
              <section class="kind" key={group.id}>
                <h2 class="h3">
                  {group.id ? (
                    <a href={addressOfOutcome(partnership.slug, group.id, group.title)}>{group.title}</a>
                  ) : (
                    'Not tied to an outcome yet'
                  )}
                </h2>
                <WorkList
                  slug={partnership.slug}
                  rows={group.rows}
                  words={words}
                  newer={newer}
                  fact={row => also(row)}
                />
              </section>
            ))}
          </div>
        ) : null}
        {unserved.length && adopted.length ? (
          <Section
            heading={
              unserved.length === 1
                ? 'No work serves one outcome yet'
                : `No work serves ${inWords(unserved.length)} of the outcomes yet`
            }
          >
            <ul class="plain many">
              {unserved.map(one => (
                <li key={one.id}>
                  <a href={addressOfOutcome(partnership.slug, one.id, one.title)}>{one.title}</a>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        {proposed.length ? (
          <Section heading="Proposed, and not adopted yet" words="Only members see these.">
            <WorkList slug={partnership.slug} rows={proposed} />
          </Section>
        ) : null}
        {stopped.length ? (
          <Section heading="Stopped" words="What was done, and why it ended, stays readable.">
            <WorkList slug={partnership.slug} rows={stopped} />
          </Section>
        ) : null}
        {adopted.length ? (
          <p>
            <a href={`${base}/balance`}>Is this the right mix? The balance of it all</a>
          </p>
        ) : null}
      </Layout>
    )
  },
})

/** `Nine pieces of work, four of them quick wins`; narrowed, what is left: `Two quick wins led by NHS Strathmuir`. */
export function heading(rows: readonly Pick<ActionRow, 'horizon'>[], { lead, horizon }: Chosen): string {
  const pieces = (count: number) => (count === 1 ? 'piece of work' : 'pieces of work')
  const by = lead ? ` led by ${lead.name}` : ''
  if (horizon) {
    const kind =
      horizon === 'quick-win'
        ? rows.length === 1
          ? 'quick win'
          : 'quick wins'
        : `${horizonWords[horizon].toLowerCase().replace(' ', '-')} ${pieces(rows.length)}`
    return `${capital(inWords(rows.length))} ${kind}${by}`
  }
  if (rows.length === 0) return lead ? `No work${by} yet` : 'No work has been agreed yet'
  const quick = rows.filter(one => one.horizon === 'quick-win').length
  const quickWords =
    rows.length === 1
      ? quick
        ? ', a quick win'
        : ''
      : quick === rows.length
        ? `, ${rows.length === 2 ? 'both' : 'all'} of them quick wins`
        : quick
          ? `, ${inWords(quick)} of them ${quick === 1 ? 'a quick win' : 'quick wins'}`
          : `, ${rows.length === 2 ? 'neither' : 'none'} of them a quick win`
  return `${capital(inWords(rows.length))} ${pieces(rows.length)}${by}${quickWords}`
}

/** What is late, then what comes next of all. */
function leadWords(rows: readonly ActionRow[]): string {
  const late = rows.filter(one => one.overdue)
  const leaderless = rows.filter(one => !one.lead && one.linked?.reporting !== 'publishes').length
  const coming = rows
    .filter(one => one.next)
    .sort((one, other) => one.next!.due.localeCompare(other.next!.due))
    .at(0)
  return [
    late.length === 0
      ? 'No milestone is overdue.'
      : late.length < 3
        ? `${listOf(late.map(one => `“${one.title}”`))} ${late.length === 1 ? 'has' : 'have'} a milestone whose day has passed.`
        : `${capital(inWords(late.length))} have a milestone whose day has passed.`,
    coming ? `Next comes “${coming.next!.words}” by ${longDate(coming.next!.due)}.` : '',
    leaderless ? `Nobody leads ${inWords(leaderless)} of them yet.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Each action once, under the outcome it matters most for, in the order of the plans. */
function grouped(rows: readonly ActionRow[], outcomes: readonly { readonly id: number; readonly title: string }[]) {
  const order = new Map(outcomes.map((one, at) => [one.id, at]))
  const groups = new Map<number, { id: number; title: string; rows: ActionRow[] }>()
  for (const row of rows) {
    const { id, title } = row.outcomes[0] ?? { id: 0, title: '' }
    if (!groups.has(id)) groups.set(id, { id, title, rows: [] })
    groups.get(id)!.rows.push(row)
  }
  const place = (id: number) => (id ? (order.get(id) ?? order.size) : Number.POSITIVE_INFINITY)
  return [...groups.values()].sort((one, other) => place(one.id) - place(other.id))
}

const also = (row: ActionRow): string =>
  span(row) + (row.outcomes.length > 1 ? ` · also for “${listOf(row.outcomes.slice(1).map(one => one.title))}”` : '')

interface ChooseProps {
  readonly here: string
  readonly leads: readonly { readonly partner: number; readonly name: string }[]
  readonly chosen: Chosen
}

const Choose = ({ here, leads, chosen }: ChooseProps) => (
  <form class="form" method="get" action={here}>
    <div class="row choose">
      <Select
        name="lead"
        label="Led by"
        any="Anyone"
        chosen={String(chosen.lead?.partner ?? '')}
        options={leads.map(one => [String(one.partner), one.name])}
      />
      <Select
        name="horizon"
        label="How long it takes"
        any="Any time"
        chosen={chosen.horizon ?? ''}
        options={Object.entries(horizonWords)}
      />
      <button class="ds_button ds_button--secondary" type="submit">
        Show
      </button>
    </div>
  </form>
)

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly any: string
  readonly chosen: string
  readonly options: readonly (readonly [value: string, words: string])[]
}

const Select = ({ name, label, any, chosen, options }: SelectProps) => (
  <div>
    <label class="ds_label" for={name}>
      {label}
    </label>
    <div class="ds_select-wrapper">
      <select class="ds_select" id={name} name={name}>
        <option value="">{any}</option>
        {options.map(([value, words]) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
      <span class="ds_select-arrow" aria-hidden="true" />
    </div>
  </div>
)
