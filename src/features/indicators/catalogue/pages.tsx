// The catalogue for everyone: what there is, and how Scotland's councils compare on one indicator.

import { counted } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { writeCsv } from '../../../outside/sheets.ts'
import { download, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section } from '../../../ui/parts.tsx'
import { boundariesOf } from '../../places/public.ts'
import { ComparisonView, unitWords } from './comparison.tsx'
import * as queries from './queries.ts'

const addressOf = (code: string) => `/indicators/${encodeURIComponent(code)}`

const listPage = page({
  at: '/indicators',
  audience: 'anyone',
  read: async ({ db, viewer }, _params, query) => {
    const search = (query.q ?? '').trim().slice(0, 100)
    return { search, found: await queries.listed(db, search), administrator: viewer.administrator }
  },
  show: ({ search, found, administrator }, frame) => (
    <Layout frame={frame} title="Compare areas" current="compare">
      <h1>
        {search
          ? `${counted(found.length, 'indicator')} about “${search}”`
          : found.length
            ? `Compare areas on ${counted(found.length, 'national indicator')}`
            : 'Compare areas'}
      </h1>
      {found.length || search ? (
        <Lead>Published figures, as they were published. Choose one to see every council.</Lead>
      ) : null}
      {found.length || search ? (
        <form class="form" method="get" action="/indicators">
          <div class="ds_question">
            <label class="ds_label" for="q">
              Find an indicator
            </label>
            <input class="ds_input" id="q" name="q" type="search" value={search} />
          </div>
          <button class="ds_button" type="submit">
            Find
          </button>
        </form>
      ) : null}
      {[...byCollection(found)].map(([collection, members]) => (
        <Section key={collection} heading={collection} words={counted(members.length, 'indicator')}>
          <ul class="plain">
            {members.map(each => (
              <li key={each.code}>
                <h3>
                  <a href={addressOf(each.code)}>{each.name}</a>
                </h3>
                <Meta>
                  {[
                    unitWords[each.unit],
                    each.latest && `latest ${each.latest}`,
                    each.areas > 0 && counted(each.areas, 'area'),
                    each.invented && 'invented',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Meta>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {found.length ? null : search ? (
        <Empty words="No indicator has these words. Try fewer or other ones." href="/indicators" next="See them all" />
      ) : (
        <Empty
          words="No published figures have been imported yet. When they are, every area can be compared here."
          href={administrator ? '/indicators/import' : undefined}
          next={administrator ? 'Import published figures' : undefined}
        />
      )}
      {administrator && found.length ? (
        <p>
          <ButtonLink href="/indicators/import" secondary>
            Import published figures
          </ButtonLink>
        </p>
      ) : null}
    </Layout>
  ),
})

/** By what stands before the brackets of the source: `Community Planning Outcomes Profile (Police Scotland)`. */
function byCollection(found: readonly queries.CatalogueListed[]): Map<string, queries.CatalogueListed[]> {
  const collections = new Map<string, queries.CatalogueListed[]>()
  for (const each of found) {
    const collection = each.source.split(' (')[0] || 'Other figures'
    collections.set(collection, [...(collections.get(collection) ?? []), each])
  }
  return collections
}

const comparisonPage = page({
  at: '/indicators/:code',
  audience: 'anyone',
  read: async ({ db }: Asking, { code }, query) => {
    const indicator = await queries.one(db, code!)
    if (!indicator) return null
    const groups = await queries.groupsOf(db, indicator.code)
    const group = groups.includes(query.group ?? '') ? (query.group ?? '') : (groups[0] ?? '')
    const periods = await queries.periodsOf(db, indicator.code, group)
    const period = periods.find(each => each.period === query.period)?.period ?? periods[0]?.period ?? null
    return {
      indicator,
      groups,
      periods,
      period,
      comparison: (await queries.comparisonAt(db, indicator.code, period ?? '', group))!,
      kinds: await queries.kindsOf(db, indicator.code),
      shapes: await boundariesOf(db, 'council'),
    }
  },
  show: (view, frame) => <ComparisonView view={view} frame={frame} address={addressOf(view.indicator.code)} />,
})

/** The same columns that the import of lists reads: what goes out comes back in unchanged. */
const readingsDownload = download({
  at: '/indicators/:code/readings.csv',
  audience: 'anyone',
  read: async ({ db }, { code }) => {
    const indicator = await queries.one(db, code!)
    if (!indicator) return null
    const rows = await queries.readings(db, indicator.code)
    return {
      name: `${indicator.code}.csv`,
      type: 'text/csv; charset=utf-8',
      body: writeCsv(
        ['Place code', 'Place name', 'Indicator code', 'Indicator', 'Period', 'From', 'To', 'Group', 'Value', 'Status'],
        rows.map(each => [
          each.code,
          each.name,
          indicator.code,
          indicator.name,
          each.period,
          each.starts,
          each.ends,
          each.group,
          each.value,
          each.status,
        ]),
      ),
    }
  },
})

export const faces = [listPage, comparisonPage, readingsDownload]
