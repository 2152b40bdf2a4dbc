// The lookup and the boundaries side by side: how far they agree, and where they differ most.

import { capital, counted } from '../../../kernel/words.ts'
import { Meta, Section, Table } from '../../../ui/parts.tsx'
import { placeKindWords } from '../../places/public.ts'
import type { Compared } from './comparing.ts'
import { percent } from './telling.ts'

const mostDifferences = 10

/** Two ways that differ by all of an area do not draw a line differently: they are of different areas. */
const wholly = 0.99

export function TwoWays({ found }: { found: Compared }) {
  const { names, kind, otherKind } = found
  const all = found.differences!
  const gap = (each: (typeof all)[number]) => Math.abs(each.byLookup - each.byBoundaries)
  const name = (code: string) => names.get(code) ?? code
  if (all.length === 0) return null
  const shown = all.slice(0, mostDifferences).filter(each => gap(each) > 0)
  return (
    <Section
      heading="The lookup and the boundaries side by side"
      words={`The lookup puts every data zone wholly into one area. The boundaries cut data zones where the line runs. ${agreement(all.map(gap), found)}`}
    >
      <Table
        caption="The largest differences"
        columns={[
          { words: `${capital(placeKindWords[kind][0])} and ${placeKindWords[otherKind][0]}` },
          { words: 'Lookup', numeric: true },
          { words: 'Drawn', numeric: true },
        ]}
        rows={shown.map(each => [
          <div key="pair">
            {name(each.place)} in {name(each.other)}
            {gap(each) > wholly ? <Meta>One of the two is perhaps of another year.</Meta> : null}
          </div>,
          percent(each.byLookup),
          percent(each.byBoundaries),
        ])}
        empty="They agree everywhere."
      />
    </Section>
  )
}

/** How far the two ways agree, in words: nobody has to read “0 differ”. */
function agreement(gaps: readonly number[], { tolerances, kind }: Compared): string {
  const { boundaries } = tolerances
  const above = gaps.filter(gap => gap > boundaries / 100)
  const pairs = counted(gaps.length, 'pair')
  if (above.length === 0) return `For all ${pairs} of areas that meet, the two agree to within ${boundaries}%.`
  const other = above.filter(gap => gap > wholly).length
  const said = [
    `For ${above.length.toLocaleString('en-GB')} of ${pairs} of areas that meet, they differ by more than ${boundaries}% of the ${placeKindWords[kind][0]}.`,
    other
      ? `Where they differ by all of it (${other.toLocaleString('en-GB')}), one of them is perhaps of another year.`
      : '',
  ]
  return said.filter(Boolean).join(' ')
}
