// Suppose a boundary moved: places are given to another area, and both kinds are sorted again.

import { capital, counted, listOf } from '../../../kernel/words.ts'
import { page } from '../../../ui/declare.ts'
import { Field } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Lead, Meta } from '../../../ui/parts.tsx'
import { type PlaceKind, placeKindWords } from '../../places/public.ts'
import { home, pairAddress } from './addresses.ts'
import { isCompared, partKinds, smallKind } from './model.ts'
import { Select, ToleranceField, usualByLookup, WhatWordsMean } from './parts.tsx'
import { countLies, type Supposed } from './rules.ts'
import { changed, Effect, Moves } from './suppose-parts.tsx'
import { type Answer, type Supposing, supposing } from './supposing.ts'
import { pairTitle, sourceWords } from './telling.ts'

export const supposePage = page({
  at: `${home}/kinds/:areas/:others/suppose`,
  audience: 'anyone',
  read: async ({ db }, { areas: kind, others: otherKind }, query) => {
    if (!isCompared(kind!) || !isCompared(otherKind!) || kind === otherKind) return null
    if (kind === smallKind || otherKind === smallKind) return null
    const { codes, from, part, to, tolerance } = query
    return supposing(db, kind, otherKind, { codes, from, part, to, tolerance })
  },
  show: (view, frame) => {
    const { kind, otherKind, targets, answer } = view
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
          Give some places to another {placeKindWords[kind][0]}, and see what that does to {placeKindWords[kind][1]} and{' '}
          {placeKindWords[otherKind][1]}. Nothing is changed by asking.
        </p>
        {targets.length ? (
          <Ask view={view} />
        ) : (
          <Empty words="There is no lookup of small areas for these two kinds." href={home} next="See what is known" />
        )}
        {answer ? (
          <>
            <Moves view={view} moves={answer.moves} />
            <Effect supposed={answer.kind} kinds={[kind, otherKind]} view={view} />
            <Effect supposed={answer.other} kinds={[otherKind, kind]} view={view} />
            <Meta>
              {sourceWords('lookup', view.year === null ? 'zones' : 'persons', view.year)} Overlaps of {view.ignored}%
              or less are ignored.
            </Meta>
          </>
        ) : null}
        {targets.length ? <WhatWordsMean year={view.year} kinds={[kind, otherKind, ...partKinds]} /> : null}
      </Layout>
    )
  },
})

function Ask({ view }: { view: Supposing }) {
  const { kind, otherKind, targets, from, part, parts, to, codes, tolerance } = view
  const [one] = placeKindWords[kind]
  return (
    <form class="form" method="get" action={`${pairAddress(kind, otherKind)}/suppose`}>
      <div class="row">
        <Select
          name="from"
          label={`The ${one} that they are in now`}
          chosen={from}
          options={[['', 'Choose one'] as const, ...targets]}
        />
        {parts.length ? (
          <Select
            name="part"
            label={`The part of ${view.names.get(from)} that would move`}
            chosen={part}
            options={[['', 'Choose one'] as const]}
            groups={groupsOf(parts)}
          />
        ) : null}
        <Select
          name="to"
          label={`The ${one} that they would go to`}
          chosen={to}
          options={[['', 'Choose one'] as const, ...targets]}
        />
      </div>
      {from ? null : (
        <p class="ds_hint-text">
          Choose the {one} they are in now and press the button: then you can choose one of its wards by name.
        </p>
      )}
      <Field
        field={{
          name: 'codes',
          label: 'Places that would move, by code',
          hint: 'If you know the codes of data zones, wards or intermediate zones: one on a line, for example, S13002517',
          kind: 'text',
          required: false,
          max: 300,
        }}
        attempt={{ values: { codes }, errors: mistakes(view) }}
      />
      <div class="row">
        <ToleranceField asked={tolerance} usual={usualByLookup} />
        <button class="ds_button" type="submit">
          Show what would happen
        </button>
      </div>
    </form>
  )
}

const groupsOf = (parts: Supposing['parts']) =>
  partKinds
    .map(
      kind =>
        [
          capital(placeKindWords[kind][1]),
          parts.filter(each => each.kind === kind).map(({ code, name }) => [code, `${name} (${code})`] as const),
        ] as const,
    )
    .filter(([, options]) => options.length > 0)

function mistakes({ unknown, codes, part, to, kind }: Supposing): Record<string, string> {
  if (unknown.length)
    return { codes: `These codes are of no place that has data zones: ${listOf(unknown.slice(0, 10))}.` }
  const one = placeKindWords[kind][0]
  return (codes.trim() || part) && !to ? { codes: `Choose the ${one} that they would go to as well.` } : {}
}

function effect({ names, to, kind }: Supposing, { moves, kind: areas, other }: Answer): string {
  if (moves.length === 0) return `These places are in ${names.get(to)} already, so nothing would move.`
  const change = [...changed(areas), ...changed(other)].filter(each => each.before.lie !== each.after.lie).length
  const zones = moves.reduce((sum, each) => sum + each.zones, 0)
  const persons = moves.reduce<number | null>((sum, each) => addKnown(sum, each.persons), 0)
  const people = persons === null ? '' : ` with ${counted(persons, 'person', 'people')}`
  return `${counted(zones, 'data zone')}${people} would move to ${names.get(to)}. ${change === 0 ? 'No area would lie differently.' : `${counted(change, 'area')} would lie differently.`} ${splits(kind, areas)}`
}

const addKnown = (sum: number | null, more: number | null): number | null =>
  sum === null || more === null ? null : sum + more

const splits = (kind: PlaceKind, areas: Supposed): string =>
  `Split ${placeKindWords[kind][1]}: ${countLies(areas.before).split} now, ${countLies(areas.after).split} then.`
