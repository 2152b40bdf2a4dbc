// Where boundaries meet, for everyone: what is known, which bodies each council deals with, and one area among them all.

import { grouped } from '../../../kernel/grouped.ts'
import { capital, counted, listOf, longDate } from '../../../kernel/words.ts'
import { form, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { type PlaceKind, placeKindWords } from '../../places/public.ts'
import { areaAddress, home, pairAddress } from './addresses.ts'
import { bodyKinds, isCompared, kindsCompared, usualTolerance } from './model.ts'
import { compareAreas } from './operations.ts'
import { pairFaces } from './pair-page.tsx'
import { Select } from './parts.tsx'
import * as queries from './queries.ts'
import { type AreaLies, howAreasLie, weightOf } from './rules.ts'
import { supposePage } from './suppose-page.tsx'
import { lieWords, percent, sourceWords } from './telling.ts'

const crumbs = (words: string) => [
  { href: home, words: 'Where boundaries meet' },
  { href: '', words },
]

/** Bodies that a council deals with; its own wards are none. */
const services = bodyKinds.filter(kind => kind !== 'council' && kind !== 'ward')

const homePage = page({
  at: home,
  audience: 'anyone',
  read: async ({ db, viewer }, _params, { kind, other }) => {
    if (kind && other && kind !== other && isCompared(kind) && isCompared(other))
      return { movedTo: pairAddress(kind, other) }
    const { forwards, backwards } = await queries.dealings(db, 'council', null)
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
          words="A body with one council area has one partnership to work with. Parts of 1% of the people or less are not counted."
        >
          <Table
            caption="Bodies and council areas"
            quiet
            columns={[
              { words: 'Bodies' },
              { words: 'How many', numeric: true },
              { words: 'With one council area', numeric: true },
              { words: 'With several', numeric: true },
              { words: 'Most', prose: true },
            ]}
            rows={bodies.map(({ kind, areas }) => [
              <a href={pairAddress(kind, 'council')} key={kind}>
                {capital(placeKindWords[kind][1])}
              </a>,
              areas.length,
              areas.filter(each => each.bodies === 1).length,
              areas.filter(each => each.bodies > 1).length,
              most(areas, names),
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
        <Select name="kind" label="How do these lie" chosen="council" options={options} />
        <Select name="other" label="against these" chosen="health-board" options={options} />
        <button class="ds_button" type="submit">
          Show
        </button>
      </div>
    </form>
  )
}

const NothingYet = () => (
  <>
    <Empty words="Nothing has been compared yet: it takes an official lookup of small areas, or boundaries. The clock compares them a minute after they are imported." />
    <p>Whoever runs this installation imports them on the Places page, or with these commands:</p>
    <ul>
      {[
        'thegither import places LOOKUP.csv --kind lookup',
        'thegither import places POPULATION.csv --kind population --year 2021',
        'thegither import places BOUNDARIES.geojson --kind boundaries',
      ].map(command => (
        <li key={command}>
          <code>{command}</code>
        </li>
      ))}
    </ul>
    <p>
      The lookup is the Scottish Government's data zone lookup. The population is that of data zones, from National
      Records of Scotland. Boundaries are GeoJSON or TopoJSON with official codes, a file for each kind of area.
    </p>
  </>
)

/** How areas of one kind lie against each other kind that is known. */
const areasAcross = (
  forwards: readonly queries.OverlapAcross[],
  backwards: readonly queries.OverlapAcross[],
): ReadonlyMap<PlaceKind, readonly AreaLies[]> =>
  new Map(
    grouped(forwards, each => each.otherKind).map(([otherKind, of]) => [
      otherKind,
      howAreasLie(
        of,
        backwards.filter(each => each.kind === otherKind),
        [...new Set(of.map(each => each.place))],
        weightOf(of),
        usualTolerance / 100,
      ),
    ]),
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

const areaPage = page({
  at: `${home}/areas/:code`,
  audience: 'anyone',
  read: async ({ db }, { code }) => {
    const area = await queries.areaByCode(db, code!)
    if (!area || !isCompared(area.kind)) return null
    const found = await queries.dealings(db, area.kind, area.code)
    const [known] = (await queries.comparisons(db)).filter(each => each.kind === area.kind && each.by === 'lookup')
    return {
      area,
      across: areasAcross(found.forwards, found.backwards),
      weight: weightOf(found.forwards),
      year: known?.year ?? null,
      names: await queries.namesOf(db, [...new Set(found.forwards.map(each => each.otherKind))]),
    }
  },
  show: ({ area, across, weight, year, names }, frame) => {
    const rows = bodyKinds.flatMap(kind => {
      const here = across.get(kind)?.find(each => each.place === area.code)
      return here ? [{ kind, here }] : []
    })
    // Bodies to deal with: a council is one of them for everybody else.
    const bodies = rows.filter(({ kind }) => kind !== 'ward')
    return (
      <Layout frame={frame} title={area.name} current="boundaries" crumbs={crumbs(area.name)}>
        <h1>{area.name}</h1>
        <Meta>
          {capital(placeKindWords[area.kind][0])} {area.code}
        </Meta>
        {rows.length ? (
          <Lead>
            {bodies.length
              ? `Whoever plans for this area deals with ${listOf(bodies.map(({ kind, here }) => counted(here.bodies, ...placeKindWords[kind])))}.`
              : 'Its wards are known, and no bodies.'}
          </Lead>
        ) : (
          <Empty words="How this area lies has not been worked out yet." href={home} next="See what is known" />
        )}
        <Table
          caption={`How ${area.name} lies`}
          columns={[
            { words: 'Kind of area' },
            { words: 'How many', numeric: true },
            { words: 'How it lies' },
            { words: 'Which, with the share of this area', prose: true },
          ]}
          rows={rows.map(({ kind, here }) => [
            <a href={pairAddress(area.kind, kind)} key={kind}>
              {capital(placeKindWords[kind][1])}
            </a>,
            here.bodies,
            lieWords(here.lie, kind),
            here.parts
              .filter(part => part.share > usualTolerance / 100)
              .map(part => `${names.get(part.other) ?? part.other} (${percent(part.share)})`)
              .join('; '),
          ])}
          empty=""
        />
        {rows.length ? <Meta>{sourceWords('lookup', weight, year)} Parts of 1% or less are not counted.</Meta> : null}
      </Layout>
    )
  },
})

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
