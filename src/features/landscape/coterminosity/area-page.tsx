// One area among all kinds: which areas of each it lies in or is made up of, and which bodies it deals with.

import { capital, counted, listOf, longDate } from '../../../kernel/words.ts'
import { page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Lead, Meta, Table } from '../../../ui/parts.tsx'
import { placeKindWords } from '../../places/public.ts'
import { home, pairAddress } from './addresses.ts'
import { areasAcross } from './comparing.ts'
import { bodyKinds, isCompared, lookupKinds, partKinds, usualTolerance } from './model.ts'
import { crumbs, mostNamedParts, Parts, WhatWordsMean } from './parts.tsx'
import * as queries from './queries.ts'
import { mainParts, weightOf } from './rules.ts'
import { lieWords, sourceWords } from './telling.ts'

export const areaPage = page({
  at: `${home}/areas/:code`,
  audience: 'anyone',
  read: async ({ db }, { code }) => {
    const area = await queries.areaByCode(db, code!)
    if (!area || !isCompared(area.kind)) return null
    const found = await queries.dealings(db, area.kind, area.code, lookupKinds)
    const known = (await queries.comparisons(db)).filter(each => each.by === 'lookup')
    const across = areasAcross(found.forwards, found.backwards)
    const rows = lookupKinds.flatMap(kind => {
      const here = across.get(kind)?.find(each => each.place === area.code)
      return here ? [{ kind, here }] : []
    })
    const bodies = bodyKinds.filter(kind => kind !== area.kind && known.some(each => each.kind === kind))
    const dealt = rows.filter(({ kind }) => bodies.includes(kind))
    return {
      area,
      rows,
      /** Null where not all of them are known, so that nobody reads a part for the whole. */
      bodies: dealt.length > 0 && dealt.length === bodies.length ? dealt : null,
      weight: weightOf(found.forwards),
      year: known.find(each => each.kind === area.kind)?.year ?? null,
      names: await queries.namesOf(db, [...new Set(found.forwards.map(each => each.otherKind))]),
    }
  },
  show: ({ area, rows, bodies, weight, year, names }, frame) => (
    <Layout frame={frame} title={area.name} current="boundaries" crumbs={crumbs(area.name)}>
      <h1>{area.name}</h1>
      <Meta>
        {capital(placeKindWords[area.kind][0])} {area.code}
        {area.closed && rows.length ? `, closed on ${longDate(area.closed)}` : ''}
      </Meta>
      {bodies ? (
        <Lead>
          Whoever plans for this area deals with{' '}
          {listOf(bodies.map(({ kind, here }) => counted(here.bodies, ...placeKindWords[kind])))}.
        </Lead>
      ) : null}
      {rows.length ? (
        <>
          <Table
            caption={`How ${area.name} lies`}
            columns={[
              { words: 'Kind of area, with the share of this area in each', prose: true },
              { words: 'How many', numeric: true },
            ]}
            rows={rows.map(({ kind, here }) => [
              <div key={kind}>
                <a href={pairAddress(area.kind, kind)}>{capital(placeKindWords[kind][1])}</a>
                <div>
                  <b>{lieWords(here.lie, kind)}</b>
                </div>
                <Parts
                  parts={mainParts(here.parts, usualTolerance.lookup / 100)}
                  ignored={usualTolerance.lookup}
                  names={names}
                  one={placeKindWords[kind][0]}
                  codes={partKinds.includes(kind)}
                  most={kind === 'intermediate-zone' ? undefined : mostNamedParts}
                />
              </div>,
              here.bodies,
            ])}
            empty=""
          />
          <Meta>
            {sourceWords('lookup', weight, year)} Overlaps of {usualTolerance.lookup}% or less are not counted.
          </Meta>
          <WhatWordsMean
            year={weight === 'persons' ? year : null}
            kinds={[area.kind, ...rows.map(each => each.kind)]}
          />
        </>
      ) : (
        <Empty words={nothingOf(area)} href={home} next="See what is known" />
      )}
    </Layout>
  ),
})

const nothingOf = ({ closed, kind }: queries.Area): string =>
  closed
    ? `This code was closed on ${longDate(closed)}, and no lookup here has it.`
    : `How this ${placeKindWords[kind][0]} lies has not been worked out yet.`
