// What the clock finds due of coterminosity: pairs of kinds that are here and were not worked out since the last import.

import { sql } from 'kysely'
import type { Timed } from '../../../operation/timed.ts'
import { pairs, smallKind, type Way } from './model.ts'
import { compareAreas } from './operations.ts'

/**
 * Housekeeping, at any hour. A pair is due only where there is what it takes (a small area inside both kinds, or a
 * boundary of each), so that working it out always keeps something and it falls out of the list.
 */
export const coterminosityDue: Timed = async root => {
  const { rows } = await sql<{ kind: string; otherKind: string; by: Way }>`
    with imported as (
      select max(at) as at from commons_history
      where fact->>'fact' = 'PlacesImported' and (fact->>'imported' <> '0' or fact->>'changed' <> '0')
    ),
    pair as (
      select * from unnest(${pairs.map(each => each.kind)}::text[], ${pairs.map(each => each.otherKind)}::text[], ${pairs.map(each => each.by)}::text[])
      with ordinality as pair (kind, other_kind, by, place)
    ),
    due as (
      select pair.* from pair left join area_comparison c using (kind, other_kind, by)
      where c.computed_at is null or c.computed_at < (select at from imported)
    ),
    inside as (
      select l.place_code, p.kind from place_parent l join place p on p.code = l.parent_code
      join place z on z.code = l.place_code where z.kind = ${smallKind}
      union all select code, kind from place where kind = ${smallKind}
    ),
    drawn as (
      select kind from (select kind from due union select other_kind from due) each
      where exists (select 1 from place p where p.kind = each.kind and p.boundary is not null)
    )
    select due.kind, due.other_kind as "otherKind", due.by from due
    where case due.by
      when 'lookup' then exists (select 1 from inside a join inside b using (place_code) where a.kind = due.kind and b.kind = due.other_kind)
      else due.kind in (select kind from drawn) and due.other_kind in (select kind from drawn) end
    order by due.place`.execute(root)
  return rows.map(raw => ({ operation: compareAreas, partnership: null, raw }))
}
