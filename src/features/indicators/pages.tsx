// The pages of a partnership's indicators: how it is going, one indicator, and the forms.

import { showQuantity } from '../../kernel/quantity.ts'
import { counted, longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { actsFor, isCoordinator } from '../../operation/permission.ts'
import { writeCsv } from '../../outside/sheets.ts'
import { download, form, type Params, page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section, Table, Verdict } from '../../ui/parts.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { members, partners } from '../partnerships/public.ts'
import { addressOfOutcome } from '../plans/public.ts'
import { directions, frequencies, kinds } from './model.ts'
import * as operations from './operations.ts'
import { IndicatorPicture } from './picture.tsx'
import * as queries from './queries.ts'
import { gapFor, standingFor } from './standing.ts'
import { answer, asAt, judge, movement } from './story.ts'

const progressPage = page({
  at: '/p/:slug/indicators',
  audience: 'anyone',
  read: async ({ db, partnership, standing, today }) => ({
    partnership: partnership!,
    indicators: (await queries.indicatorsOf(db, partnership!.areaCode)).map(one => ({
      ...one,
      judged: judge(one, today),
    })),
    coordinates: isCoordinator(standing),
  }),
  show: ({ partnership, indicators, coordinates }, frame) => {
    const count = (word: string) => indicators.filter(one => one.judged.verdict === word).length
    const base = `/p/${partnership.slug}/indicators`
    return (
      <Layout frame={frame} title="How it is going" current="progress">
        <h1>
          {indicators.length
            ? `${count('better')} of ${counted(indicators.length, 'figure')} getting better, ${count('worse')} getting worse`
            : 'How it is going'}
        </h1>
        <Lead>
          Each is judged on published figures, against where we started. We say so when we cannot tell.{' '}
          <a href="/how-we-judge">How we judge</a>
        </Lead>
        {indicators.length ? (
          <ul class="plain">
            {indicators.map(one => (
              <li key={one.id}>
                <h2 class="h3">
                  <a href={`${base}/${one.id}`}>{one.name}</a>
                </h2>
                <p>{movement(one, one.judged)}</p>
                <div class="row">
                  <Verdict verdict={one.judged.verdict} />
                  <Sparkline values={one.judged.series.map(point => point.value)} />
                </div>
                <p class="meta">
                  {asAt(one, one.judged)} · {one.owner ? one.owner.name : 'Nobody owns this figure yet'}
                  {one.invented ? ' · Invented figures' : ''}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <Empty
            words="Nothing is measured yet. Figures will stand here as soon as an outcome has an indicator."
            href={coordinates ? `${base}/take` : undefined}
            next={coordinates ? 'Use a national indicator' : undefined}
          />
        )}
        {indicators.length ? (
          <p class="meta">
            All of them as files: <a href={`/p/${partnership.slug}/indicators.csv`}>indicators and targets</a>,{' '}
            <a href={`/p/${partnership.slug}/readings.csv`}>every figure</a>
          </p>
        ) : null}
        {coordinates ? (
          <p class="row">
            <ButtonLink href={`${base}/take`}>Use a national indicator</ButtonLink>
            <ButtonLink href={`${base}/define`} secondary>
              Define one of your own
            </ButtonLink>
          </p>
        ) : null}
      </Layout>
    )
  },
})

async function indicatorHere({ db, partnership }: Asking, { indicator }: Params) {
  const [found] = /^\d{1,15}$/.test(indicator!)
    ? await queries.indicatorsOf(db, partnership!.areaCode, Number(indicator))
    : []
  return found ? { ...found, slug: partnership!.slug } : null
}

/** Who answers for an indicator, in words for members. */
function answerable(
  { ownerPerson, deputyPerson }: queries.IndicatorRow,
  people: readonly { readonly person: number; readonly name: string }[],
): string {
  const name = (person: number | null) => people.find(one => one.person === person)?.name
  const [owner, deputy] = [name(ownerPerson), name(deputyPerson)]
  if (!owner) return 'Nobody yet'
  return deputy ? `${owner}, or ${deputy} when they cannot` : `${owner}, with no deputy yet`
}

const indicatorPage = page({
  at: '/p/:slug/indicators/:indicator',
  audience: 'anyone',
  read: async (asking, params) => {
    const found = await indicatorHere(asking, params)
    if (!found) return null
    const { db, partnership, standing, today } = asking
    const judged = judge(found, today)
    const titles = await queries.outcomeTitles(db, standing.inside)
    return {
      partnership: partnership!,
      indicator: found,
      judged,
      standing: await standingFor(db, found, partnership!.areaCode, judged),
      gap: await gapFor(db, found, partnership!.areaCode),
      outcomes: titles.filter(one => found.outcomes.includes(one.id)),
      targets: await queries.targetsEver(db, found.id),
      may: found.retired === null && (isCoordinator(standing) || actsFor(standing, found.owner?.organisation ?? null)),
      coordinates: isCoordinator(standing),
      answerable: standing.inside ? answerable(found, await members(db)) : null,
    }
  },
  show: ({ partnership, indicator, judged, standing, gap, outcomes, targets, may, coordinates, answerable }, frame) => {
    const base = `/p/${partnership.slug}/indicators/${indicator.id}`
    return (
      <Layout
        frame={frame}
        title={indicator.name}
        current="progress"
        crumbs={[{ href: `/p/${partnership.slug}/indicators`, words: 'How it is going' }]}
      >
        <h1>{indicator.name}</h1>
        {indicator.retired ? (
          <p>This figure has not been used since {longDate(indicator.retired)}. What was recorded stays readable.</p>
        ) : null}
        <Lead>
          {movement(indicator, judged)} {answer(indicator, judged)}
        </Lead>
        <p class="meta">
          {indicator.owner ? `Owner: ${indicator.owner.name}` : 'Nobody owns this figure yet'} ·{' '}
          {asAt(indicator, judged)} · {indicator.source || 'source not given'}
          {indicator.invented && !/invented/i.test(indicator.source) ? ' · Invented figures' : ''}
        </p>
        <p class="row">
          <Verdict verdict={judged.verdict} />
        </p>
        <IndicatorPicture
          indicator={indicator}
          judged={judged}
          area={partnership.areaName}
          standing={standing}
          gap={gap}
        />
        {may ? (
          <Section heading="Work on this figure">
            <p class="row">
              <ButtonLink href={`${base}/targets`}>Set a target</ButtonLink>
              <ButtonLink href={`${base}/baseline`} secondary>
                Set the baseline
              </ButtonLink>
              {indicator.kind === 'national' ? null : (
                <ButtonLink href={`${base}/readings`} secondary>
                  Record a figure
                </ButtonLink>
              )}
            </p>
            <p>
              <a href={`${base}/owner`}>Say who answers for it</a>
              {coordinates ? (
                <>
                  {' '}
                  · <a href={`${base}/edit`}>Edit its details</a> ·{' '}
                  <a href={`${base}/outcomes`}>Say which outcomes it measures</a> ·{' '}
                  <a href={`${base}/retire`}>Stop using it</a>
                </>
              ) : null}
            </p>
          </Section>
        ) : null}
        <Section heading="Promises made" wash>
          <Table
            caption="Targets, newest first"
            quiet
            columns={[
              { words: 'For' },
              { words: 'Target', numeric: true },
              { words: 'Because', prose: true },
              { words: 'Set' },
              { words: 'Stands' },
            ]}
            rows={targets.map(one => [
              one.period,
              showQuantity(one.value, indicator.unit),
              one.goal ? `${one.because} It serves: ${one.goal}` : one.because,
              longDate(one.set),
              one.superseded ? (
                `Until ${longDate(one.superseded)}`
              ) : may ? (
                <a href={`/p/${partnership.slug}/targets/${one.id}/withdraw`}>Yes. Withdraw it</a>
              ) : (
                'Yes'
              ),
            ])}
            empty="No target has been set for this figure."
          />
        </Section>
        <Section heading="What this figure is">
          <dl class="rows">
            {[
              ['Definition', indicator.definition || 'Not given'],
              ['Which way is better', directions[indicator.good]],
              ['How often', frequencies[indicator.frequency]],
              ['Kind', kinds[indicator.kind]],
              ['Source', indicator.source || 'Not given'],
              ...(answerable ? [['Who answers for it (only members see this)', answerable]] : []),
            ].map(([term, words]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{words}</dd>
              </div>
            ))}
            <div>
              <dt>It measures</dt>
              <dd>
                {outcomes.length
                  ? outcomes.map(one => (
                      <div key={one.id}>
                        <a href={addressOfOutcome(partnership.slug, one.id, one.title)}>{one.title}</a>
                      </div>
                    ))
                  : 'No outcome yet'}
              </dd>
            </div>
          </dl>
          <p>
            {indicator.code ? (
              <a href={`/indicators/${encodeURIComponent(indicator.code)}`}>Compare with other areas</a>
            ) : null}
            {indicator.code ? ' · ' : null}
            <a href={`${base}/readings.csv`}>The figures as a file (CSV)</a>
          </p>
        </Section>
      </Layout>
    )
  },
})

const figuresDownload = download({
  at: '/p/:slug/indicators/:indicator/readings.csv',
  audience: 'anyone',
  read: async (asking, params) => {
    const found = await indicatorHere(asking, params)
    if (!found) return null
    const rows = found.readings.map(
      one => [asking.partnership!.areaCode, found.code ?? found.name, one.period, one.value, one.status] as const,
    )
    return {
      name: `${found.name}.csv`,
      type: 'text/csv; charset=utf-8',
      body: writeCsv(
        ['place', 'indicator', 'period', 'value', 'status'],
        rows.map(row => [...row]),
      ),
    }
  },
})

const allFiguresDownload = download({
  at: '/p/:slug/readings.csv',
  audience: 'anyone',
  read: async ({ db, partnership }) => ({
    name: `Figures of ${partnership!.name}.csv`,
    type: 'text/csv; charset=utf-8',
    body: writeCsv(
      ['place', 'indicator', 'period', 'value', 'status'],
      (await queries.indicatorsOf(db, partnership!.areaCode)).flatMap(one =>
        one.readings.map(each => [partnership!.areaCode, one.code ?? one.name, each.period, each.value, each.status]),
      ),
    ),
  }),
})

const indicatorsDownload = download({
  at: '/p/:slug/indicators.csv',
  audience: 'anyone',
  read: async ({ db, partnership }) => ({
    name: `Indicators of ${partnership!.name}.csv`,
    type: 'text/csv; charset=utf-8',
    body: writeCsv(
      [
        'indicator',
        'code',
        'kind',
        'definition',
        'source',
        'unit',
        'good',
        'next due',
        'owner',
        'baseline period',
        'baseline value',
        'target period',
        'target value',
        'target because',
      ],
      (await queries.indicatorsOf(db, partnership!.areaCode)).flatMap(one =>
        (one.targets.length ? one.targets : [null]).map(target => [
          one.name,
          one.code ?? '',
          one.kind,
          one.definition,
          one.source,
          one.unit,
          one.good,
          one.due ?? '',
          one.owner?.name ?? '',
          one.baseline?.period ?? '',
          one.baseline?.value ?? null,
          target?.period ?? '',
          target?.value ?? null,
          target?.because ?? '',
        ]),
      ),
    ),
  }),
})

type Here = NonNullable<Awaited<ReturnType<typeof indicatorHere>>>
const crumbs = (one: Here) => [
  { href: `/p/${one.slug}/indicators`, words: 'How it is going' },
  { href: `/p/${one.slug}/indicators/${one.id}`, words: one.name },
]
const toIndicator = (_outcome: unknown, params: Params, base: string) => `${base}/indicators/${params.indicator}`

const targetForm = form({
  at: '/p/:slug/indicators/:indicator/targets',
  audience: 'members',
  operation: operations.setTarget,
  read: async (asking, params) => {
    const found = await indicatorHere(asking, params)
    return found && { ...found, judged: judge(found, asking.today), goals: await queries.goals(asking.db) }
  },
  title: one => `Set a target: ${one.name}`,
  lead: one =>
    `${movement(one, one.judged)} ${directions[one.good]}. A target for the same time replaces the one that stands, which is kept on the record.`,
  options: ({ goals }) => ({
    goal: goals.map(goal => ({ value: goal.code, words: `${goal.title} (${goal.framework})` })),
  }),
  crumbs,
  button: 'Set the target',
  done: 'The target is set.',
  next: toIndicator,
})

const withdrawForm = form({
  at: '/p/:slug/targets/:target/withdraw',
  audience: 'members',
  operation: operations.withdrawTarget,
  read: async ({ db, partnership }, { target }) => {
    const all = await queries.indicatorsOf(db, partnership!.areaCode)
    const found = all
      .flatMap(one => one.targets.map(mine => ({ ...one, slug: partnership!.slug, target: mine })))
      .find(one => String(one.target.id) === target)
    return found ?? null
  },
  title: one => `Withdraw the target: ${one.name}`,
  lead: one =>
    `${showQuantity(one.target.value, one.unit)} for ${one.target.period}. It will no longer stand; it and your reason stay on the record.`,
  crumbs,
  button: 'Withdraw the target',
  danger: true,
  done: 'The target is withdrawn.',
  next: ({ fact }, _params, base) => `${base}/indicators/${(fact as unknown as { indicator: number }).indicator}`,
})

const baselineForm = form({
  at: '/p/:slug/indicators/:indicator/baseline',
  audience: 'members',
  operation: operations.setBaseline,
  read: indicatorHere,
  start: one => ({ period: one.baseline?.period ?? one.readings[0]?.period ?? '' }),
  title: one => `Where we started: ${one.name}`,
  lead: () => 'All change is counted from the baseline.',
  crumbs,
  button: 'Set the baseline',
  done: 'The baseline is set.',
  next: toIndicator,
})

const readingForm = form({
  at: '/p/:slug/indicators/:indicator/readings',
  audience: 'members',
  operation: operations.recordReading,
  read: indicatorHere,
  start: () => ({ status: 'actual' }),
  title: one => `Record a figure: ${one.name}`,
  lead: one => `${one.definition} A figure for a time that has one already corrects it; what it was is kept.`,
  crumbs,
  button: 'Record the figure',
  done: 'The figure is recorded.',
  next: toIndicator,
})

const editForm = form({
  at: '/p/:slug/indicators/:indicator/edit',
  audience: 'members',
  operation: operations.editDetails,
  read: async (asking, params) => {
    const found = await indicatorHere(asking, params)
    return found && { ...found, partners: await partners(asking.db) }
  },
  start: one => ({
    name: one.name,
    definition: one.definition,
    source: one.source,
    nextDue: one.due ?? '',
    partner: one.owner ? String(one.owner.partner) : '',
  }),
  options: one => ({ partner: one.partners.map(mine => ({ value: String(mine.id), words: mine.name })) }),
  title: one => `Edit: ${one.name}`,
  crumbs,
  button: 'Save',
  done: 'Saved.',
  next: toIndicator,
})

const ownerForm = form({
  at: '/p/:slug/indicators/:indicator/owner',
  audience: 'members',
  operation: operations.nameOwner,
  read: async (asking, params) => {
    const found = await indicatorHere(asking, params)
    return found && { ...found, people: await members(asking.db) }
  },
  start: one => ({ person: String(one.ownerPerson ?? ''), deputy: String(one.deputyPerson ?? '') }),
  options: ({ people }) => {
    const able = new Map(people.filter(one => one.role !== 'observer').map(one => [one.person, one.name]))
    const listed = [...able].map(([person, words]) => ({ value: String(person), words }))
    return { person: listed, deputy: listed }
  },
  title: one => `Who answers for it? ${one.name}`,
  lead: () => 'They are asked about it when there is a new figure. Only members see their names.',
  crumbs,
  button: 'Save',
  done: 'Saved.',
  next: toIndicator,
})

const outcomesForm = form({
  at: '/p/:slug/indicators/:indicator/outcomes',
  audience: 'members',
  operation: operations.linkOutcomes,
  read: async (asking, params) => {
    const found = await indicatorHere(asking, params)
    return found && { ...found, titles: await queries.outcomeTitles(asking.db, true) }
  },
  start: one => ({ outcomes: one.outcomes.map(String) }),
  options: one => ({ outcomes: one.titles.map(outcome => ({ value: String(outcome.id), words: outcome.title })) }),
  title: one => `Which outcomes does it measure? ${one.name}`,
  crumbs,
  button: 'Save',
  done: 'Saved.',
  next: toIndicator,
})

const retireForm = form({
  at: '/p/:slug/indicators/:indicator/retire',
  audience: 'members',
  operation: operations.retire,
  read: indicatorHere,
  title: one => `Stop using ${one.name}`,
  lead: () => 'It leaves the pages. Its figures and targets stay on the record.',
  crumbs,
  button: 'Stop using it',
  danger: true,
  done: 'It is no longer used.',
  next: (_outcome, _params, base) => `${base}/indicators`,
})

async function choicesHere({ db, partnership }: Asking) {
  return {
    slug: partnership!.slug,
    partners: await partners(db),
    titles: await queries.outcomeTitles(db, true),
    entries: await queries.notTaken(db, partnership!.areaCode),
  }
}
const choicesFrom = (one: Awaited<ReturnType<typeof choicesHere>>) => ({
  code: one.entries.map(entry => ({
    value: entry.code,
    words: entry.source ? `${entry.name} (${entry.source})`.slice(0, 120) : entry.name,
  })),
  partner: one.partners.map(mine => ({ value: String(mine.id), words: mine.name })),
  outcomes: one.titles.map(outcome => ({ value: String(outcome.id), words: outcome.title })),
})
const toNew = ({ written }: { written: { id?: number | string } }, _params: Params, base: string) =>
  `${base}/indicators/${written.id}`

const takeForm = form({
  at: '/p/:slug/indicators/take',
  audience: 'members',
  operation: operations.takeFromCatalogue,
  read: choicesHere,
  options: choicesFrom,
  title: () => 'Use a national indicator',
  lead: one =>
    one.entries.length
      ? 'Its figures come from the published files; nobody types them in again.'
      : 'No published figures for your area have been imported yet. An administrator can import them.',
  crumbs: one => [{ href: `/p/${one.slug}/indicators`, words: 'How it is going' }],
  button: 'Use it',
  done: 'The indicator is in use. Next: set its baseline and a target.',
  next: toNew,
})

const defineForm = form({
  at: '/p/:slug/indicators/define',
  audience: 'members',
  operation: operations.define,
  read: choicesHere,
  options: choicesFrom,
  title: () => 'Define an indicator of your own',
  crumbs: one => [{ href: `/p/${one.slug}/indicators`, words: 'How it is going' }],
  button: 'Define it',
  done: 'The indicator is defined. Next: record its first figure.',
  next: toNew,
})

export const faces = [
  progressPage,
  takeForm,
  defineForm,
  indicatorPage,
  figuresDownload,
  allFiguresDownload,
  indicatorsDownload,
  targetForm,
  withdrawForm,
  baselineForm,
  readingForm,
  editForm,
  ownerForm,
  outcomesForm,
  retireForm,
]
