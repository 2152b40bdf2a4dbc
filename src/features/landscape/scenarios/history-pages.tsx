// What changed: restructurings with their reasons, and the structure before and after, side by side.

import type { Db } from '../../../db/handles.ts'
import { daysAfter } from '../../../kernel/days.ts'
import { capital, counted, inWords, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { date } from '../../../operation/fields.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { type Attempt, ErrorSummary, Field } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { groupKindWords } from '../model.ts'
import { outcomesInForce } from '../overlap/queries.ts'
import { settings, structureOn } from '../queries.ts'
import { addressOfGroup, isNumber, LandscapeLinks } from '../structure-here.tsx'
import { differences, differenceWords, howCounted, sideBySide, sumsOf } from './comparing.ts'
import { addressOfChange, addressOfScenario, Beside, historyCrumbs } from './here.tsx'
import * as queries from './queries.ts'

// ── the list ──────────────────────────────────────────────────────────────────

const historyPage = page({
  at: '/p/:slug/structure/history',
  audience: 'members',
  read: async ({ db, partnership, standing, today }: Asking) => ({
    slug: partnership!.slug,
    coordinates: isCoordinator(standing),
    today,
    all: await queries.restructurings(db),
  }),
  show: ({ slug, coordinates, today, all }, frame) => (
    <Layout frame={frame} title="What changed" current="structure">
      <LandscapeLinks slug={slug} current="structure/history" />
      <h1>
        {all.length
          ? `${capital(inWords(all.length))} ${all.length === 1 ? 'restructuring' : 'restructurings'} on record`
          : 'What changed'}
      </h1>
      <Lead>
        Every change of groups and seats is dated. A restructuring is one that was made on a day, for a reason.
      </Lead>
      {all.length ? (
        <>
          {coordinates ? (
            <p class="row">
              <ButtonLink href={`/p/${slug}/structure/history/record`} secondary>
                Record a restructuring
              </ButtonLink>
            </p>
          ) : null}
          <ul class="plain">
            {all.map(one => (
              <li key={one.id}>
                <h2 class="h3">
                  <a href={addressOfChange(slug, one.id)}>{one.name}</a>
                </h2>
                <p>{one.reason}</p>
                <p class="meta">
                  {longDate(one.on)}
                  {one.scenario ? ' · tried on paper first' : ''} ·{' '}
                  <a href={addressOfChange(slug, one.id)}>
                    Compare before and after<span class="unseen">: {one.name}</span>
                  </a>
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Empty
          words="No restructuring is on record yet."
          href={coordinates ? `/p/${slug}/structure/history/record` : undefined}
          next={coordinates ? 'Record the first one' : undefined}
        />
      )}
      <Section heading="Compare any two days">
        <Days
          slug={slug}
          attempt={{ values: { from: longDate(yearBefore(today)), to: longDate(today) }, errors: {} }}
        />
      </Section>
    </Layout>
  ),
})

const yearBefore = (day: string): string => daysAfter(day, -365)

// ── before and after ──────────────────────────────────────────────────────────

async function beforeAndAfter(db: Db, from: string, to: string) {
  const [before, after] = [await structureOn(db, from), await structureOn(db, to)]
  const known = await settings(db)
  const outcomes = await outcomesInForce(db)
  const found = differences(before, after, await queries.titles(db))
  return {
    before,
    after,
    ...found,
    fates: await queries.fatesOf(
      db,
      found.went.map(group => group.id),
    ),
    sums: [sumsOf(before, outcomes, known), sumsOf(after, outcomes, known)] as const,
    preparationHours: known.preparationHours,
  }
}
type BeforeAndAfter = Awaited<ReturnType<typeof beforeAndAfter>>

const restructuringPage = page({
  at: '/p/:slug/structure/history/:restructuring',
  audience: 'members',
  read: async ({ db, partnership }: Asking, params: Params) => {
    const found = isNumber(params.restructuring) ? await queries.restructuring(db, Number(params.restructuring)) : null
    return (
      found && {
        ...found,
        slug: partnership!.slug,
        seen: await beforeAndAfter(db, daysAfter(found.on, -1), found.on),
      }
    )
  },
  show: ({ slug, seen, ...one }, frame) => (
    <Layout frame={frame} title={one.name} current="structure" crumbs={historyCrumbs({ slug })}>
      <h1>{one.name}</h1>
      <Lead>{inShort(seen)}</Lead>
      <p class="said">{one.reason}</p>
      <Meta>
        From {longDate(one.on)} on.{' '}
        {one.scenario ? <a href={addressOfScenario(slug, one.scenario)}>It was tried on paper first.</a> : null}
      </Meta>
      <Seen slug={slug} seen={seen} names={['Before', 'After']} />
      <p class="tools">
        <a href={`/p/${slug}/structure/compare?from=${seen.before.on}&to=${seen.after.on}`}>Compare other days</a>
      </p>
    </Layout>
  ),
})

const from = date('First day')
const to = date('Second day')

/** What was asked for, as two days in their order; or what was typed, with what is wrong with it. */
function daysOf(query: Params, today: string): { days: readonly [string, string] | null; attempt: Attempt } {
  const values = { from: query.from ?? longDate(yearBefore(today)), to: query.to ?? longDate(today) }
  const read = { from: from.read(values.from), to: to.read(values.to) }
  const errors: Record<string, string> = {}
  for (const [name, one] of Object.entries(read)) {
    if ('wrong' in one) errors[name] = one.wrong
    else if (one.value > today) errors[name] = 'This day has not come yet.'
  }
  if ('wrong' in read.from || 'wrong' in read.to || Object.keys(errors).length)
    return { days: null, attempt: { values, errors } }
  const days = [read.from.value, read.to.value] as const
  if (days[0] >= days[1])
    return { days: null, attempt: { values, errors: { to: 'The second day must be after the first.' } } }
  return { days, attempt: { values: { from: longDate(days[0]), to: longDate(days[1]) }, errors } }
}

const dayFields = [
  { name: 'from', label: from.label, kind: from.kind, required: true },
  { name: 'to', label: to.label, kind: to.kind, required: true },
]

/** A form that only asks: its answer has an address of its own. */
const Days = ({ slug, attempt }: { slug: string; attempt: Attempt }) => (
  <form class="form" method="get" action={`/p/${slug}/structure/compare`} novalidate>
    {dayFields.map(field => (
      <Field key={field.name} field={field} attempt={attempt} />
    ))}
    <button class="ds_button ds_button--secondary" type="submit">
      Compare
    </button>
  </form>
)

const comparePage = page({
  at: '/p/:slug/structure/compare',
  audience: 'members',
  read: async ({ db, partnership, today }: Asking, _params: Params, query: Params) => {
    const { days, attempt } = daysOf(query, today)
    return { slug: partnership!.slug, attempt, seen: days && (await beforeAndAfter(db, ...days)) }
  },
  show: ({ slug, attempt, seen }, frame) => {
    const title = seen ? `From ${longDate(seen.before.on)} to ${longDate(seen.after.on)}` : 'Compare two days'
    return (
      <Layout frame={frame} title={title} failed={!seen} current="structure" crumbs={historyCrumbs({ slug })}>
        <ErrorSummary attempt={attempt} fields={dayFields} />
        <h1>{title}</h1>
        {seen ? (
          <>
            <Lead>{inShort(seen)}</Lead>
            <Seen slug={slug} seen={seen} names={[shortDate(seen.before.on), shortDate(seen.after.on)]} />
          </>
        ) : null}
        <Section heading={seen ? 'Compare other days' : undefined}>
          <Days slug={slug} attempt={attempt} />
        </Section>
      </Layout>
    )
  },
})

/** `1 Nov 2026`: it stands over a column. */
const shortDate = (day: string): string => longDate(day).replace(/ (\w{3})\w* /, ' $1 ')

/** The answer first. */
function inShort({ came, went, changed, seats }: BeforeAndAfter): string {
  const words = [
    came.length ? `${counted(came.length, 'group')} came` : '',
    went.length ? `${counted(went.length, 'group')} went` : '',
    changed.length ? `${counted(changed.length, 'group')} changed` : '',
  ].filter(Boolean)
  if (words.length === 0) return 'Nothing changed in the groups and seats.'
  const more = seats.length ? ` ${counted(seats.length, 'body has', 'bodies have')} more seats or fewer.` : ''
  return `${capital(words.join(', '))}.${more}`
}

interface SeenProps {
  readonly slug: string
  readonly seen: BeforeAndAfter
  /** What the two columns are called. */
  readonly names: readonly [string, string]
}

function Seen({ slug, seen, names: [before, after] }: SeenProps) {
  const { came, went, changed, seats, fates, sums } = seen
  return (
    <>
      <Section heading="Side by side">
        <Beside
          caption="Measures before and after"
          of="Measure"
          before={before}
          after={after}
          lines={sideBySide(...sums)}
        />
        <Meta>{howCounted(sums, seen.preparationHours)}</Meta>
      </Section>
      {went.length ? (
        <Section heading="Groups that went">
          <ul class="plain">
            {went.map(group => {
              const fate = fates.get(group.id)
              return (
                <li key={group.id}>
                  <a href={addressOfGroup(slug, group.id)}>{group.name}</a>
                  {fate?.into ? (
                    <>
                      , now part of <a href={addressOfGroup(slug, fate.into)}>{fate.intoName}</a>
                    </>
                  ) : null}
                  {fate?.because ? <p class="meta">{fate.because}</p> : null}
                </li>
              )
            })}
          </ul>
        </Section>
      ) : null}
      {came.length ? (
        <Section heading="Groups that came">
          <ul class="plain">
            {came.map(group => (
              <li key={group.id}>
                <a href={addressOfGroup(slug, group.id)}>{group.name}</a>
                <p class="meta">
                  {groupKindWords[group.kind]} · {counted(group.seats.length, 'seat')}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {changed.length ? (
        <Section heading="Groups that changed">
          <ul class="plain">
            {changed.map(({ is, says }) => (
              <li key={is.id}>
                <a href={addressOfGroup(slug, is.id)}>{is.name}</a>
                <p>{says.join(' ')}</p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {seats.length ? (
        <Section heading="Whose seats changed">
          <Table
            caption="Seats before and after"
            quiet
            columns={[
              { words: 'Body, or who is spoken for' },
              { words: before, numeric: true },
              { words: after, numeric: true },
              { words: 'Difference', numeric: true },
            ]}
            rows={seats.map(one => [one.name, one.before, one.after, differenceWords(one.before, one.after)])}
            empty=""
          />
        </Section>
      ) : null}
    </>
  )
}

export const historyPages = [historyPage, restructuringPage, comparePage]
