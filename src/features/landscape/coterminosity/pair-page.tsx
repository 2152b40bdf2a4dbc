// Two kinds of area: how those of the first lie against those of the other, on a map, in a table and as a file.

import type { Geometry } from 'geojson'
import { showQuantity } from '../../../kernel/quantity.ts'
import { capital, counted, longDate } from '../../../kernel/words.ts'
import { writeCsv } from '../../../outside/sheets.ts'
import { download, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { boundariesOf, type PlaceKind, placeKindWords } from '../../places/public.ts'
import { areaAddress, home, pairAddress, toleranceIn } from './addresses.ts'
import { type Compared, compared } from './comparing.ts'
import { LieMap } from './LieMap.tsx'
import { isCompared, smallKind, ways } from './model.ts'
import { Parts, Select, ToleranceField } from './parts.tsx'
import { type AreaLies, mainParts } from './rules.ts'
import { lieWords, pairTitle, percent, sourceWords, summary } from './telling.ts'

interface View {
  readonly kind: PlaceKind
  readonly otherKind: PlaceKind
  readonly tolerance: number
  readonly found: Compared | null
  readonly shapes: ReadonlyMap<string, Geometry>
}

/** More areas than this are in the file, and the page shows the first. */
const mostRows = 400
const mostDrawn = 400

const pairPage = page({
  at: `${home}/kinds/:areas/:others`,
  audience: 'anyone',
  read: async ({ db }, { areas: kind, others: otherKind }, query): Promise<View | null> => {
    if (!isCompared(kind!) || !isCompared(otherKind!) || kind === otherKind) return null
    const tolerance = toleranceIn(query.tolerance)
    const found = await compared(db, { kind, otherKind, by: query.by, tolerance })
    const drawn = found && found.areas.length <= mostDrawn
    return { kind, otherKind, tolerance, found, shapes: drawn ? await boundariesOf(db, kind) : new Map() }
  },
  show: (view, frame) => (
    <Layout
      frame={frame}
      title={pairTitle(view.kind, view.otherKind)}
      current="boundaries"
      crumbs={[
        { href: home, words: 'Where boundaries meet' },
        { href: '', words: pairTitle(view.kind, view.otherKind) },
      ]}
    >
      <h1>{pairTitle(view.kind, view.otherKind)}</h1>
      {view.found ? (
        <Shown view={view} found={view.found} />
      ) : (
        <Empty
          words="These two have not been compared: their lookup or their boundaries are not here."
          href={home}
          next="See what is known"
        />
      )}
    </Layout>
  ),
})

function Shown({ view, found }: { view: View; found: Compared }) {
  const { kind, otherKind, tolerance, shapes } = view
  const { areas, names, known, weight } = found
  const address = pairAddress(kind, otherKind)
  const asked = `?by=${known.by}&tolerance=${tolerance}`
  const said = summary(areas, kind, otherKind)
  const of = weighed[weight]
  return (
    <>
      <Lead>{said}</Lead>
      <Meta>
        {sourceWords(known.by, weight, known.year)} What makes up {tolerance}% or less is left out. Worked out on{' '}
        {longDate(known.at)}.
      </Meta>
      <form class="form" method="get" action={address}>
        <div class="row">
          {found.ways.length > 1 ? (
            <Select
              name="by"
              label="How it is worked out"
              chosen={known.by}
              options={found.ways.map(way => [way, ways[way]] as const)}
            />
          ) : null}
          <ToleranceField tolerance={tolerance} />
          <button class="ds_button ds_button--secondary" type="submit">
            Show
          </button>
        </div>
      </form>
      <LieMap
        title={`Map: ${pairTitle(kind, otherKind)}`}
        description={`${said} The table below says the same.`}
        areas={areas.map(each => ({
          code: each.place,
          name: names.get(each.place) ?? each.place,
          lie: each.lie,
          words: lieWords(each.lie, otherKind),
        }))}
        shapes={shapes}
        keyWords={lie => lieWords(lie, otherKind)}
        hrefOf={areaAddress}
      />
      {shapes.size ? null : <Meta>{noMap(kind, areas.length)}</Meta>}
      <Section heading={`Every ${placeKindWords[kind][0]}`}>
        <Table
          caption={pairTitle(kind, otherKind)}
          quiet
          columns={[
            { words: capital(placeKindWords[kind][0]) },
            { words: 'How it lies' },
            { words: weight === 'persons' ? 'People' : 'Land (km²)', numeric: true },
            { words: `Its share in each ${placeKindWords[otherKind][0]}`, prose: true },
          ]}
          rows={areas.slice(0, mostRows).map(each => [
            <a href={areaAddress(each.place)} key={each.place}>
              {names.get(each.place) ?? each.place}
            </a>,
            lieWords(each.lie, otherKind),
            size(each, weight === 'persons' ? 'persons' : 'km2'),
            <Parts
              parts={mainParts(each.parts, tolerance / 100)}
              names={names}
              one={placeKindWords[otherKind][0]}
              key="parts"
            />,
          ])}
          empty="They meet nowhere."
        />
        {areas.length > mostRows ? (
          <p>
            These are the first {mostRows} of {areas.length.toLocaleString('en-GB')}, those that are split first. All of
            them are in the file.
          </p>
        ) : null}
        <p class="row">
          <ButtonLink href={`${address}/areas.csv${asked}`} secondary>
            Download all of it (CSV)
          </ButtonLink>
          {maySuppose(found) ? (
            <ButtonLink href={`${address}/suppose`} secondary>
              Suppose a boundary moved
            </ButtonLink>
          ) : null}
        </p>
        <p>
          <a href={pairAddress(otherKind, kind)}>See it the other way round: {pairTitle(otherKind, kind)}</a>
        </p>
      </Section>
      {found.differences ? <TwoWays found={found} tolerance={tolerance} /> : null}
      <Section heading="How this is worked out" wash>
        <p>
          An area’s share in another is the part of its {of} that is in both. It lies inside another when all but{' '}
          {tolerance}% of its {of} is there. The two are the same when that is true both ways. It is made up of whole
          others when all but {tolerance}% of its {of} is in others that lie inside it. All else is split.
        </p>
        {known.by === 'boundaries' ? (
          <p>
            Published boundaries are simplified, and not all in the same way, so two that are the same on paper can
            differ by a little here. Leave out parts up to 5% to see only what is truly split. Where the small areas
            that people are counted in are cut, their people are taken to be spread evenly over their land.
          </p>
        ) : null}
        {known.leftOut.length ? (
          <>
            <p>What had to be left out:</p>
            <ul>
              {known.leftOut.map(words => (
                <li key={words}>{words}.</li>
              ))}
            </ul>
          </>
        ) : null}
      </Section>
    </>
  )
}

/** What the shares are of, in the middle of a sentence. */
const weighed = { persons: 'population', km2: 'land', zones: 'number of data zones' } as const

const maySuppose = ({ ways, kind, otherKind }: Compared): boolean =>
  ways.includes('lookup') && kind !== smallKind && otherKind !== smallKind

const noMap = (kind: PlaceKind, areas: number): string =>
  areas > mostDrawn
    ? `There is no map: ${counted(areas, ...placeKindWords[kind])} are too many to tell apart on one.`
    : `There is no map, because no boundaries of ${placeKindWords[kind][1]} have been imported.`

/** What an area has in all its parts. */
function size({ parts }: AreaLies, of: 'persons' | 'km2'): string {
  const known = parts.flatMap(part => part[of] ?? [])
  return known.length
    ? showQuantity(
        known.reduce((sum, each) => sum + each, 0),
        'number',
        0,
      )
    : '–'
}

const mostDifferences = 10

function TwoWays({ found, tolerance }: { found: Compared; tolerance: number }) {
  const { names, kind, otherKind } = found
  const all = found.differences!
  const gap = (each: (typeof all)[number]) => Math.abs(each.byLookup - each.byBoundaries)
  const name = (code: string) => names.get(code) ?? code
  const [largest] = all
  const above = all.filter(each => gap(each) > tolerance / 100)
  if (!largest) return null
  return (
    <Section
      heading="The lookup and the boundaries side by side"
      words={`The lookup puts every data zone wholly into one area (best fit). The boundaries cut data zones where the line runs. Of ${counted(all.length, 'pair')} of areas that meet, ${above.length.toLocaleString('en-GB')} differ by more than ${tolerance}% of the ${placeKindWords[kind][0]}. The largest difference is ${percent(gap(largest))}: ${name(largest.place)} in ${name(largest.other)}.`}
    >
      <Table
        caption="The largest differences"
        columns={[
          { words: capital(placeKindWords[kind][0]) },
          { words: capital(placeKindWords[otherKind][0]) },
          { words: 'By the lookup', numeric: true },
          { words: 'By boundaries', numeric: true },
        ]}
        rows={all
          .slice(0, mostDifferences)
          .filter(each => gap(each) > 0)
          .map(each => [name(each.place), name(each.other), percent(each.byLookup), percent(each.byBoundaries)])}
        empty="They agree everywhere."
      />
    </Section>
  )
}

const pairDownload = download({
  at: `${home}/kinds/:areas/:others/areas.csv`,
  audience: 'anyone',
  read: async ({ db }, { areas: kind, others: otherKind }, query) => {
    const found = await compared(db, {
      kind: kind!,
      otherKind: otherKind!,
      by: query.by,
      tolerance: toleranceIn(query.tolerance),
    })
    if (!found) return null
    return {
      name: `${pairTitle(found.kind, found.otherKind)} (${found.known.by}).csv`,
      type: 'text/csv; charset=utf-8',
      body: csvOf(found),
    }
  },
})

function csvOf({ areas, overlaps, names, known, kind, otherKind }: Compared): string {
  const lie = new Map(areas.map(each => [each.place, each.lie]))
  const name = (code: string) => names.get(code) ?? ''
  return writeCsv(
    [
      'kind',
      'code',
      'name',
      'lies',
      'other kind',
      'other code',
      'other name',
      'people in both',
      'share of people',
      'km2 in both',
      'share of land',
      'data zones in both',
      'share of data zones',
      'year of people',
      'worked out by',
    ],
    overlaps.map(each => [
      kind,
      each.place,
      name(each.place),
      lie.get(each.place) ?? '',
      otherKind,
      each.other,
      name(each.other),
      each.persons,
      each.personsShare,
      each.km2,
      each.km2Share,
      each.zones,
      each.zonesShare,
      each.personsShare === null ? null : known.year,
      known.by,
    ]),
  )
}

export const pairFaces = [pairPage, pairDownload]
