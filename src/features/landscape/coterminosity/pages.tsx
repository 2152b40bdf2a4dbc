// Where boundaries meet, for everyone: what is known, and which bodies each council deals with.

import { grouped } from '../../../kernel/grouped.ts'
import { capital, listOf, longDate } from '../../../kernel/words.ts'
import { form, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { type PlaceKind, placeKindWords } from '../../places/public.ts'
import { areaAddress, home, pairAddress } from './addresses.ts'
import { areaPage } from './area-page.tsx'
import { areasAcross } from './comparing.ts'
import { bodyKinds, isCompared, kindsCompared, usualTolerance } from './model.ts'
import { compareAreas } from './operations.ts'
import { pairFaces } from './pair-page.tsx'
import { crumbs, Select, WhatWordsMean } from './parts.tsx'
import * as queries from './queries.ts'
import type { AreaLies } from './rules.ts'
import { supposePage } from './suppose-page.tsx'

/** Bodies that a council deals with. */
const services = bodyKinds.filter(kind => kind !== 'council')

const homePage = page({
  at: home,
  audience: 'anyone',
  read: async ({ db, viewer }, _params, { kind, other }) => {
    if (kind && other && kind !== other && isCompared(kind) && isCompared(other))
      return { movedTo: pairAddress(kind, other) }
    const { forwards, backwards } = await queries.dealings(db, 'council', null, services)
    return {
      known: await queries.comparisons(db),
      names: await queries.namesOf(db, ['council', ...services]),
      councils: areasAcross(forwards, backwards),
      bodies: services.flatMap(kind => {
        const own = backwards.filter(each => each.kind === kind)
        const areas = areasAcross(
          own,
          forwards.filter(each => each.otherKind === kind),
        ).get('council')
        return areas ? [{ kind, areas }] : []
      }),
      administrator: viewer.administrator,
    }
  },
  show: ({ known, names, councils, bodies, administrator }, frame) => (
    <Layout frame={frame} title="Where boundaries meet" current="boundaries">
      <h1>Where boundaries meet</h1>
      <Lead>
        Partners find it easier to work together where their areas have the same boundary. Here you can see, for any two
        kinds of area, which are the same, which lie inside one another, and which are split.
      </Lead>
      {known.length ? <Choose known={known} /> : <NothingYet />}
      {bodies.length ? (
        <Section
          heading="How many council areas each body deals with"
          words={`A body with one council area has one partnership to work with. Overlaps of ${usualTolerance.lookup}% or less are not counted.`}
        >
          <Table
            caption="Bodies and council areas"
            quiet
            columns={[
              { words: 'Bodies, and those with most' },
              { words: 'With one', numeric: true },
              { words: 'With several', numeric: true },
            ]}
            rows={bodies.map(({ kind, areas }) => [
              <div key={kind}>
                <a href={pairAddress(kind, 'council')}>
                  {areas.length} {placeKindWords[kind][1]}
                </a>
                <Meta>{most(areas, names)}</Meta>
              </div>,
              areas.filter(each => each.bodies === 1).length,
              areas.filter(each => each.bodies > 1).length,
            ])}
            empty=""
          />
        </Section>
      ) : null}
      {councils.size ? (
        <Section heading="How many bodies each council area deals with" words={simplest(councils)}>
          <details>
            <summary>Every council area</summary>
            <Table
              caption="Bodies that each council area deals with"
              quiet
              columns={[
                { words: 'Council area' },
                ...services
                  .filter(kind => councils.has(kind))
                  .map(kind => ({ words: capital(placeKindWords[kind][1]), numeric: true })),
              ]}
              rows={councilRows(councils, names)}
              empty=""
            />
          </details>
        </Section>
      ) : null}
      {known.length ? (
        <Section heading="All comparisons" wash>
          {grouped(known, each => each.kind).map(([kind, of]) => (
            <p key={kind}>
              <b>{capital(placeKindWords[kind][1])}</b> and{' '}
              {[...new Set(of.map(each => each.otherKind))].map((otherKind, at) => (
                <span key={otherKind}>
                  {at ? ', ' : ''}
                  <a href={pairAddress(kind, otherKind)}>{placeKindWords[otherKind][1]}</a>
                </span>
              ))}
            </p>
          ))}
          <Meta>
            Worked out on {longDate(new Date(Math.max(...known.map(each => Number(each.at)))))}, and again after every
            import of places.
          </Meta>
        </Section>
      ) : null}
      {known.length ? (
        <WhatWordsMean
          year={Math.max(...known.map(each => each.year ?? 0)) || null}
          kinds={[...new Set(known.map(each => each.kind))]}
        />
      ) : null}
      {administrator ? (
        <p class="row">
          <ButtonLink href="/places/import" secondary>
            Import places
          </ButtonLink>
          <ButtonLink href={`${home}/work-out`} secondary>
            Work out a pair again
          </ButtonLink>
        </p>
      ) : null}
    </Layout>
  ),
})

function Choose({ known }: { known: readonly queries.Known[] }) {
  const options = [...new Set(known.map(each => each.kind))].map(kind => [kind, capital(kindsCompared[kind])] as const)
  return (
    <form class="form" method="get" action={home}>
      <div class="row">
        <Select name="kind" label="Compare" chosen="council" options={options} />
        <Select name="other" label="with" chosen="health-board" options={options} />
        <button class="ds_button" type="submit">
          Show
        </button>
      </div>
    </form>
  )
}

const NothingYet = () => (
  <>
    <Empty words="Nothing has been compared yet: it takes a lookup (an official list that says which small area is in which larger one), or boundaries. They are compared a minute after they are imported." />
    <p>
      Whoever runs this installation imports them on the page <a href="/places/import">Import places</a>, or with these
      commands:
    </p>
    <ul>
      {[
        'thegither import places LOOKUP.csv --kind lookup',
        'thegither import places LOCALITIES.csv --kind lookup',
        'thegither import places POPULATION.csv --kind population --year 2021',
        'thegither import places BOUNDARIES.geojson --kind boundaries',
      ].map(command => (
        <li key={command}>
          <code>{command}</code>
        </li>
      ))}
    </ul>
    <p>
      The lookup is the Scottish Government’s data zone lookup. A council’s own list of data zones and their localities
      comes after it. The population is that of data zones, from National Records of Scotland. Boundaries are GeoJSON or
      TopoJSON with official codes, a file for each kind of area.
    </p>
  </>
)

/** `6: Greater Glasgow and Clyde`; names have commas and “and” in them. */
function most(areas: readonly AreaLies[], names: ReadonlyMap<string, string>): string {
  const largest = Math.max(...areas.map(each => each.bodies))
  const those = areas.filter(each => each.bodies === largest).map(each => names.get(each.place) ?? each.place)
  if (largest === 1) return 'One each'
  return `${largest}: ${those.length > 3 ? `${those.slice(0, 2).join('; ')}; and ${those.length - 2} more` : those.join('; ')}`
}

function simplest(across: ReadonlyMap<PlaceKind, readonly AreaLies[]>): string {
  const several = services.filter(kind => across.get(kind)?.some(each => each.bodies > 1))
  return several.length
    ? `Some deal with more than one of these: ${listOf(several.map(kind => placeKindWords[kind][1]))}.`
    : 'Every council area deals with one of each.'
}

function councilRows(across: ReadonlyMap<PlaceKind, readonly AreaLies[]>, names: ReadonlyMap<string, string>) {
  const shown = services.filter(kind => across.has(kind))
  const bodies = new Map(
    shown.flatMap(kind => across.get(kind)!.map(each => [`${kind} ${each.place}`, each.bodies] as const)),
  )
  return [...names]
    .filter(([code]) => shown.some(kind => bodies.has(`${kind} ${code}`)))
    .sort(([, a], [, b]) => a.localeCompare(b, 'en-GB'))
    .map(([code, name]) => [
      <a href={areaAddress(code)} key={code}>
        {name}
      </a>,
      ...shown.map(kind => bodies.get(`${kind} ${code}`) ?? '–'),
    ])
}

const workOutPage = form({
  at: `${home}/work-out`,
  audience: 'administrators',
  operation: compareAreas,
  read: async () => ({}),
  title: () => 'Work out a pair of kinds',
  lead: () => 'This takes some seconds. The clock does it by itself after every import of places.',
  crumbs: () => crumbs('Work out a pair'),
  button: 'Work it out',
  done: 'It is worked out.',
  next: ({ fact }) => {
    const { kind, otherKind } = fact as unknown as { kind: string; otherKind: string }
    return pairAddress(kind, otherKind)
  },
})

export const faces = [homePage, areaPage, workOutPage, ...pairFaces, supposePage]
