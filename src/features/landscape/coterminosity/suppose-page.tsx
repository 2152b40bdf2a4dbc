// Suppose a boundary moved: small areas are given to another area, and both kinds are sorted again.

import { capital, counted, listOf } from '../../../kernel/words.ts'
import { page } from '../../../ui/declare.ts'
import { Field } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { type PlaceKind, placeKindWords } from '../../places/public.ts'
import { home, pairAddress, toleranceIn } from './addresses.ts'
import { isCompared, smallKind } from './model.ts'
import { Parts, Select, ToleranceField } from './parts.tsx'
import * as queries from './queries.ts'
import { type AreaLies, countLies, lies, mainParts, type Supposed, suppose } from './rules.ts'
import { lieWords, pairTitle, summary } from './telling.ts'

interface Answer {
  readonly moved: number
  readonly persons: number | null
  readonly kind: Supposed
  readonly other: Supposed
}

interface View {
  readonly kind: PlaceKind
  readonly otherKind: PlaceKind
  readonly tolerance: number
  readonly codes: string
  readonly to: string
  readonly unknown: readonly string[]
  readonly targets: readonly (readonly [code: string, name: string])[]
  readonly names: ReadonlyMap<string, string>
  readonly year: number | null
  readonly answer: Answer | null
}

const mostCodes = 2000

export const supposePage = page({
  at: `${home}/kinds/:areas/:others/suppose`,
  audience: 'anyone',
  read: async ({ db }, { areas: kind, others: otherKind }, query): Promise<View | null> => {
    if (!isCompared(kind!) || !isCompared(otherKind!) || kind === otherKind) return null
    if (kind === smallKind || otherKind === smallKind) return null
    const { zones, year } = await queries.smallAreas(db, kind, otherKind)
    const names = await queries.namesOf(db, [kind, otherKind])
    const codes = query.codes ?? ''
    const written = [
      ...new Set(
        codes
          .toUpperCase()
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ].slice(0, mostCodes)
    const within = await queries.smallAreasIn(db, written)
    const moved = new Set(within.map(each => each.code))
    const known = new Set(within.map(each => each.named))
    const targets = [...new Set(zones.map(each => each.a))]
      .map(code => [code, names.get(code) ?? code] as const)
      .sort(([, a], [, b]) => a.localeCompare(b, 'en-GB'))
    const to = targets.some(([code]) => code === query.to) ? query.to! : ''
    const given = zones.filter(each => moved.has(each.code) && each.a !== to)
    const tolerance = toleranceIn(query.tolerance)
    return {
      kind,
      otherKind,
      tolerance,
      codes,
      to,
      unknown: written.filter(code => !known.has(code)),
      targets,
      names,
      year,
      answer:
        to && moved.size
          ? {
              moved: given.length,
              persons: year === null ? null : given.reduce((sum, each) => sum + (each.persons ?? 0), 0),
              ...suppose(zones, moved, to, tolerance / 100),
            }
          : null,
    }
  },
  show: (view, frame) => {
    const { kind, otherKind, targets, to, codes, tolerance, answer } = view
    const [one] = placeKindWords[kind]
    return (
      <Layout
        frame={frame}
        title="Suppose a boundary moved"
        current="boundaries"
        crumbs={[
          { href: home, words: 'Where boundaries meet' },
          { href: pairAddress(kind, otherKind), words: pairTitle(kind, otherKind) },
          { href: '', words: 'Suppose' },
        ]}
      >
        <h1>Suppose a boundary moved</h1>
        {answer ? <Lead>{effect(view, answer)}</Lead> : null}
        <p>
          Give some places to another {one}, and see what that does to {placeKindWords[kind][1]} and{' '}
          {placeKindWords[otherKind][1]}. Nothing is changed by asking.
        </p>
        {targets.length ? (
          <form class="form" method="get" action={`${pairAddress(kind, otherKind)}/suppose`}>
            <Field
              field={{
                name: 'codes',
                label: 'Places that would move',
                hint: 'Codes of data zones, one on a line; the code of a ward or an intermediate zone stands for all its data zones. For example, S13002517',
                kind: 'text',
                required: true,
                max: 300,
              }}
              attempt={{
                values: { codes },
                errors: view.unknown.length
                  ? { codes: `These codes are of no place that has data zones: ${listOf(view.unknown.slice(0, 10))}.` }
                  : codes.trim() && !to
                    ? { codes: `Choose the ${one} they would go to, below.` }
                    : {},
              }}
            />
            <div class="row">
              <Select
                name="to"
                label={`The ${one} they would go to`}
                chosen={to}
                options={[['', 'Choose one'] as const, ...targets]}
              />
              <ToleranceField tolerance={tolerance} />
              <button class="ds_button" type="submit">
                Show what would happen
              </button>
            </div>
          </form>
        ) : (
          <Empty words="There is no lookup of small areas for these two kinds." href={home} next="See what is known" />
        )}
        {answer ? (
          <>
            <Effect
              heading={capital(placeKindWords[kind][1])}
              supposed={answer.kind}
              kinds={[kind, otherKind]}
              view={view}
            />
            <Effect
              heading={capital(placeKindWords[otherKind][1])}
              supposed={answer.other}
              kinds={[otherKind, kind]}
              view={view}
            />
            <Meta>
              {view.year === null
                ? 'Shares are of the number of data zones, because no population has been imported'
                : `Shares are of people: mid-${view.year} estimates for data zones`}
              , by the imported lookup. What makes up {tolerance}% or less is left out.
            </Meta>
          </>
        ) : null}
      </Layout>
    )
  },
})

function effect({ names, to, kind }: View, { moved, persons, kind: areas, other }: Answer): string {
  if (moved === 0) return `These places are in ${names.get(to)} already, so nothing would move.`
  const change = [...changed(areas), ...changed(other)].filter(each => each.before.lie !== each.after.lie).length
  const people = persons === null ? '' : ` with ${counted(persons, 'person', 'people')}`
  const split = (lying: Supposed, when: 'before' | 'after') => countLies(lying[when]).split
  const splits = `Split ${placeKindWords[kind][1]}: ${split(areas, 'before')} now, ${split(areas, 'after')} then.`
  return `${counted(moved, 'data zone')}${people} would move to ${names.get(to)}. ${change === 0 ? 'No area would lie differently.' : `${counted(change, 'area')} would lie differently.`} ${splits}`
}

interface Change {
  readonly before: AreaLies
  readonly after: AreaLies
}

/** Areas that something happens to: another sort, or other parts. */
function changed({ before, after }: Supposed): Change[] {
  const then = new Map(after.map(each => [each.place, each]))
  const told = (each: AreaLies) => each.parts.map(part => `${part.other} ${part.share} ${part.otherShare}`).join()
  return before
    .map(each => ({ before: each, after: then.get(each.place)! }))
    .filter(each => each.before.lie !== each.after.lie || told(each.before) !== told(each.after))
}

interface EffectProps {
  readonly heading: string
  readonly supposed: Supposed
  readonly kinds: readonly [PlaceKind, PlaceKind]
  readonly view: View
}

function Effect({ heading, supposed, kinds: [kind, otherKind], view: { names, tolerance } }: EffectProps) {
  const [now, then] = [countLies(supposed.before), countLies(supposed.after)]
  return (
    <Section heading={heading} words={`Then: ${summary(supposed.after, kind, otherKind)}`}>
      <Table
        caption="How many lie how"
        columns={[{ words: 'How they lie' }, { words: 'Now', numeric: true }, { words: 'Then', numeric: true }]}
        rows={lies.filter(lie => now[lie] || then[lie]).map(lie => [lieWords(lie, otherKind), now[lie], then[lie]])}
        empty=""
      />
      <Table
        caption="What would change"
        columns={[
          { words: capital(placeKindWords[kind][0]) },
          { words: 'Now', prose: true },
          { words: 'Then', prose: true },
        ]}
        rows={changed(supposed).map(({ before, after }) => [
          names.get(before.place) ?? before.place,
          <Side area={before} otherKind={otherKind} tolerance={tolerance} names={names} key="now" />,
          <Side area={after} otherKind={otherKind} tolerance={tolerance} names={names} key="then" />,
        ])}
        empty="Nothing would change."
      />
    </Section>
  )
}

interface SideProps {
  readonly area: AreaLies
  readonly otherKind: PlaceKind
  readonly tolerance: number
  readonly names: ReadonlyMap<string, string>
}

const Side = ({ area, otherKind, tolerance, names }: SideProps) => (
  <>
    <b>{lieWords(area.lie, otherKind)}</b>
    <Parts parts={mainParts(area.parts, tolerance / 100)} names={names} one={placeKindWords[otherKind][0]} />
  </>
)
