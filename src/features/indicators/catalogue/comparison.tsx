// How Scotland's councils compare on one indicator for one period: the finding, a map, an order, and every figure.

import type { Geometry } from 'geojson'
import { showQuantity, type Unit } from '../../../kernel/quantity.ts'
import { counted, listOf, longDate } from '../../../kernel/words.ts'
import { AreaMap } from '../../../ui/AreaMap.tsx'
import { type Frame, Layout } from '../../../ui/Layout.tsx'
import { DefinitionRows, Empty, Lead, Section, Table } from '../../../ui/parts.tsx'
import { RankStrip } from '../../../ui/RankStrip.tsx'
import { directions, frequencies, statuses } from '../model.ts'
import type { CatalogueIndicator, Comparison, PeriodListed } from './queries.ts'

export const unitWords: Readonly<Record<Unit, string>> = {
  percent: 'Per cent',
  share: 'Per cent',
  number: 'Number',
  rate: 'Rate',
  pounds: 'Pounds',
  years: 'Years',
  score: 'Score',
  minutes: 'Minutes',
  tonnes: 'Tonnes',
  days: 'Days',
  hours: 'Hours',
  kilograms: 'Kilograms',
}

interface View {
  readonly indicator: CatalogueIndicator
  readonly groups: readonly string[]
  readonly periods: readonly PeriodListed[]
  readonly period: string | null
  readonly comparison: Comparison
  readonly kinds: readonly { readonly kind: string; readonly places: number }[]
  readonly shapes: ReadonlyMap<string, Geometry>
}

export function ComparisonView({ view, frame, address }: { view: View; frame: Frame; address: string }) {
  const { indicator, comparison, shapes } = view
  const { areas, unit, good, scotland } = comparison
  const show = (value: number) => showQuantity(value, unit)
  return (
    <Layout
      frame={frame}
      title={indicator.name}
      current="compare"
      crumbs={[
        { href: '/indicators', words: 'Compare areas' },
        { href: '', words: indicator.name },
      ]}
    >
      <h1>{finding(view)}</h1>
      {areas.length ? (
        <Lead>
          {spread(comparison, show)}
          {scotland === null ? '' : ` Scotland: ${show(scotland)}.`} {directions[good]}.
        </Lead>
      ) : (
        <Empty words="No council has a figure for this." />
      )}
      <Choose view={view} address={address} />
      {areas.length ? (
        <div class="split">
          <div>
            <RankStrip places={areas.map(({ name, value }) => ({ name, value }))} unit={unit} good={good} />
          </div>
          <div>
            <AreaMap
              id="map"
              title={`Map: ${indicator.name}, ${view.period}`}
              description={`Councils of Scotland in five shades by the order of their figures. ${finding(view)}. The table below has every figure.`}
              areas={areas.map(each => ({
                code: each.code,
                name: each.name,
                value: each.value,
                text: show(each.value),
              }))}
              shapes={shapes}
            />
          </div>
        </div>
      ) : null}
      {areas.length ? (
        <Section
          heading="Every figure"
          words={
            good === 'neither'
              ? 'In order of size: neither end is better. The distance is in standard deviations from the mean of these areas (z-score); above 0 is higher.'
              : 'Rank 1 is the best, and equal figures share a rank. The distance is in standard deviations from the mean of these areas (z-score); above 0 is better.'
          }
        >
          <Figures comparison={comparison} show={show} title={`${indicator.name}, ${view.period}`} />
        </Section>
      ) : null}
      <About view={view} address={address} />
    </Layout>
  )
}

/** What the page says first, in words that fit any name of an indicator. */
function finding({ indicator, comparison: { areas, group }, period }: View): string {
  const name = group ? `${indicator.name} (${group})` : indicator.name
  if (areas.length === 0 || period === null) return name
  const values = areas.map(each => each.value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const at = (value: number) => {
    const names = areas.filter(each => each.value === value).map(each => each.name)
    return names.length > 3 ? counted(names.length, 'area') : listOf(names)
  }
  return low === high
    ? `${name}: the same in every area, ${period}`
    : `${name}: highest in ${at(high)}, lowest in ${at(low)}, ${period}`
}

function spread({ areas }: Comparison, show: (value: number) => string): string {
  const values = areas.map(each => each.value)
  return `From ${show(Math.min(...values))} to ${show(Math.max(...values))} in ${counted(areas.length, 'council area')}.`
}

function Choose({ view, address }: { view: View; address: string }) {
  if (view.periods.length < 2 && view.groups.length < 2) return null
  return (
    <form class="form" method="get" action={address}>
      <div class="row">
        <Select
          name="period"
          label="Period"
          chosen={view.period ?? ''}
          options={view.periods.map(each => [each.period, each.projected ? `${each.period} (projected)` : each.period])}
        />
        {view.groups.length > 1 ? (
          <Select
            name="group"
            label="People"
            chosen={view.comparison.group}
            options={view.groups.map(each => [each, each || 'Everyone'])}
          />
        ) : null}
        <button class="ds_button ds_button--secondary" type="submit">
          Show
        </button>
      </div>
    </form>
  )
}

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly options: readonly (readonly [value: string, words: string])[]
}

const Select = ({ name, label, chosen, options }: SelectProps) => (
  <div>
    <label class="ds_label" for={name}>
      {label}
    </label>
    <div class="ds_select-wrapper">
      <select class="ds_select" id={name} name={name}>
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

interface FiguresProps {
  readonly comparison: Comparison
  readonly show: (value: number) => string
  readonly title: string
}

function Figures({ comparison: { areas }, show, title }: FiguresProps) {
  const families = areas.some(each => each.family !== null)
  const unsure = areas.some(each => each.status !== 'actual')
  return (
    <Table
      caption={title}
      quiet
      columns={[
        { words: 'Area' },
        { words: 'Rank', numeric: true },
        { words: 'Figure', numeric: true },
        { words: 'Distance', numeric: true },
        ...(families ? [{ words: 'Family group' }, { words: 'Family average', numeric: true }] : []),
        ...(unsure ? [{ words: 'Status' }] : []),
      ]}
      rows={areas.map(each => [
        each.name,
        each.rank,
        show(each.value),
        each.zScore === null ? '–' : each.zScore.toFixed(1).replace('-', '\u2212'),
        ...(families ? [each.family ?? '–', each.familyAverage === null ? '–' : show(each.familyAverage)] : []),
        ...(unsure ? [statuses[each.status]] : []),
      ])}
      empty="There are no figures."
    />
  )
}

const kindWords: Readonly<Record<string, readonly [string, string]>> = {
  council: ['council area', 'council areas'],
  'health-board': ['health board', 'health boards'],
  locality: ['locality', 'localities'],
  ward: ['ward', 'wards'],
  'intermediate-zone': ['neighbourhood (intermediate zone)', 'neighbourhoods (intermediate zones)'],
  'data-zone': ['data zone', 'data zones'],
}

function About({ view: { indicator, kinds, groups }, address }: { view: View; address: string }) {
  const places = kinds.map(({ kind, places }) =>
    kind === 'nation' ? 'Scotland' : counted(places, ...(kindWords[kind] ?? [kind, kind])),
  )
  const optional = (term: string, words: string) => (words ? [{ term, words }] : [])
  return (
    <Section heading="About this indicator" wash>
      <DefinitionRows
        rows={[
          ...optional('What it measures', indicator.definition),
          { term: 'Unit', words: unitWords[indicator.unit] },
          ...optional('Source', indicator.source),
          { term: 'As at', words: longDate(indicator.importedAt) },
          { term: 'Published', words: frequencies[indicator.frequency] },
          {
            term: 'Next figures',
            words: indicator.nextDue ? longDate(indicator.nextDue) : 'The publisher has not said',
          },
          ...optional('Licence', indicator.licence),
          ...optional('Figures for', listOf(places)),
          ...(groups.length > 1 ? [{ term: 'People', words: groups.map(each => each || 'everyone').join(', ') }] : []),
          ...(indicator.invented
            ? [{ term: 'Invented', words: 'These figures are invented for a demonstration.' }]
            : []),
        ]}
      />
      <p>
        <a href={`${address}/readings.csv`}>Download every figure (CSV)</a>
      </p>
    </Section>
  )
}
