// What would happen if a boundary moved, in tables: which places move, how many areas would lie how, and which would change.

import { capital } from '../../../kernel/words.ts'
import { Section, Table } from '../../../ui/parts.tsx'
import { type PlaceKind, placeKindWords } from '../../places/public.ts'
import { Parts } from './parts.tsx'
import { type AreaLies, countLies, lies, mainParts, type Supposed } from './rules.ts'
import type { Move, Supposing } from './supposing.ts'
import { lieWords, summary } from './telling.ts'

const mostMoves = 100

interface MovesProps {
  readonly view: Supposing
  readonly moves: readonly Move[]
}

export function Moves({ view: { names, to, year }, moves }: MovesProps) {
  if (moves.length === 0) return null
  const counted = year !== null
  return (
    <Section heading="What would move">
      <Table
        caption={
          moves.length > mostMoves ? `The first ${mostMoves} of ${moves.length} places` : 'Places that would move'
        }
        columns={[
          { words: 'Place, and from where to where' },
          { words: 'Data zones', numeric: true },
          ...(counted ? [{ words: 'People', numeric: true }] : []),
        ]}
        rows={moves
          .slice(0, mostMoves)
          .map(each => [
            `${each.name} (${each.code}), from ${names.get(each.from)} to ${names.get(to)}`,
            each.zones,
            ...(counted ? [each.persons?.toLocaleString('en-GB') ?? '–'] : []),
          ])}
        empty=""
      />
    </Section>
  )
}

interface Change {
  readonly before: AreaLies
  readonly after: AreaLies
}

/** Areas that something happens to: another sort, or other parts. */
export function changed({ before, after }: Supposed): Change[] {
  const then = new Map(after.map(each => [each.place, each]))
  const told = (each: AreaLies) => each.parts.map(part => `${part.other} ${part.share} ${part.otherShare}`).join()
  return before
    .map(each => ({ before: each, after: then.get(each.place)! }))
    .filter(each => each.before.lie !== each.after.lie || told(each.before) !== told(each.after))
}

interface EffectProps {
  readonly supposed: Supposed
  readonly kinds: readonly [PlaceKind, PlaceKind]
  readonly view: Supposing
}

export function Effect({ supposed, kinds: [kind, otherKind], view }: EffectProps) {
  const [now, then] = [countLies(supposed.before), countLies(supposed.after)]
  return (
    <Section heading={capital(placeKindWords[kind][1])} words={`Then: ${summary(supposed.after, kind, otherKind)}`}>
      <Table
        caption="How many lie how"
        columns={[{ words: 'How they lie' }, { words: 'Now', numeric: true }, { words: 'Then', numeric: true }]}
        rows={lies.filter(lie => now[lie] || then[lie]).map(lie => [lieWords(lie, otherKind), now[lie], then[lie]])}
        empty=""
      />
      <Table
        caption="What would change"
        columns={[{ words: `${capital(placeKindWords[kind][0])}, now and then`, prose: true }]}
        rows={changed(supposed).map(({ before, after }) => [
          <div key={before.place}>
            <b>{view.names.get(before.place) ?? before.place}</b>
            <Side when="Now" area={before} otherKind={otherKind} view={view} />
            <Side when="Then" area={after} otherKind={otherKind} view={view} />
          </div>,
        ])}
        empty="Nothing would change."
      />
    </Section>
  )
}

interface SideProps {
  readonly when: string
  readonly area: AreaLies
  readonly otherKind: PlaceKind
  readonly view: Supposing
}

const Side = ({ when, area, otherKind, view: { names, ignored } }: SideProps) => (
  <div>
    {when}: {lieWords(area.lie, otherKind)}
    <Parts
      parts={mainParts(area.parts, ignored / 100)}
      ignored={ignored}
      names={names}
      one={placeKindWords[otherKind][0]}
    />
  </div>
)
