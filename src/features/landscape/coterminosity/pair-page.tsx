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
import { isCompared, smallKind, usualTolerance, ways } from './model.ts'
import { Parts, Select, ToleranceField, usualByBoth, WhatWordsMean } from './parts.tsx'
import { type AreaLies, mainParts } from './rules.ts'
import { TwoWays } from './TwoWays.tsx'
import { apartWords, lieWords, pairTitle, sourceWords, summary } from './telling.ts'

interface View {
  readonly kind: PlaceKind
  readonly otherKind: PlaceKind
  /** As asked for; null for the usual one. */
  readonly tolerance: number | null
  readonly found: Compared | null
  readonly shapes: ReadonlyMap<string, Geometry>
}

/** More areas than this are in the file, and the page shows the first. */
const mostRows = 100
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
  const { kind, otherKind, shapes } = view
  const { areas, names, known, weight } = found
  const tolerance = found.tolerances[known.by]
  const apart = apartWords(areas, names, kind, otherKind)
  const address = pairAddress(kind, otherKind)
  const asked = `?by=${known.by}&tolerance=${tolerance}`
  const said = summary(areas, kind, otherKind)
  const of = weighed[weight]
  return (
    <>
      <Lead>{said}</Lead>
      {apart ? <p>{apart}</p> : null}
      <Meta>
        {sourceWords(known.by, weight, known.year)} Overlaps of {tolerance}% or less are ignored
        {known.by === 'boundaries' ? ', because lines on maps are simplified' : ''}. Worked out on {longDate(known.at)}.
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
          <ToleranceField
            asked={view.tolerance}
            usual={found.ways.length > 1 ? usualByBoth : `Left empty: ${usualTolerance[known.by]}`}
          />
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
      <Section
        heading={
          areas.length > mostRows
            ? `The first ${mostRows} ${placeKindWords[kind][1]}`
            : `Every ${placeKindWords[kind][0]}`
        }
        words={
          areas.length > mostRows
            ? `There are ${counted(areas.length, ...placeKindWords[kind])}. Those that are split come first. The file below has all of them.`
            : undefined
        }
      >
        <Table
          caption={pairTitle(kind, otherKind)}
          quiet
          columns={[
            {
              words: `${capital(placeKindWords[kind][0])}, with its share in each ${placeKindWords[otherKind][0]}`,
              prose: true,
            },
            ...(weight === 'zones' ? [] : [{ words: weight === 'persons' ? 'People' : 'Land (km²)', numeric: true }]),
          ]}
          rows={areas.slice(0, mostRows).map(each => [
            <div key={each.place}>
              <a href={areaAddress(each.place)}>{names.get(each.place) ?? each.place}</a>
              <div>
                <b>{lieWords(each.lie, otherKind)}</b>
              </div>
              <Parts
                parts={mainParts(each.parts, tolerance / 100)}
                ignored={tolerance}
                names={names}
                one={placeKindWords[otherKind][0]}
                most={areas.length > mostRows ? 3 : undefined}
              />
            </div>,
            ...(weight === 'zones' ? [] : [size(each, weight)]),
          ])}
          empty="They meet nowhere."
        />
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
      {found.differences ? <TwoWays found={found} /> : null}
      <WhatWordsMean year={weight === 'persons' ? known.year : null} kinds={[kind, otherKind]} />
      <details>
        <summary>How this is worked out</summary>
        <p>
          An area’s share in another is the part of its {of} that is in both. It lies inside another when all but{' '}
          {tolerance}% of its {of} is there. The two are the same when that is true both ways. It is made up of whole
          others when all but {tolerance}% of its {of} is in others that lie inside it. All else is split.
        </p>
        {known.by === 'boundaries' ? (
          <p>
            Published boundaries are simplified, and not all in the same way, so two that are the same on paper can
            differ by a little here. That is why overlaps up to {usualTolerance.boundaries}% are ignored unless you ask
            for something else. Land is measured in a plane that keeps areas. Where a data zone is cut, its people are
            shared out by land: over that part of it which lies in areas of both kinds. So nobody is lost where two maps
            draw a coast differently. Only data zones outside all of these areas are not counted.
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
      </details>
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
