// What the clock finds due of coterminosity: pairs of kinds that are here and were not worked out since the last import.

import { sql } from 'kysely'
import type { Timed } from '../../../operation/timed.ts'
import { pairs, smallKind, type Way } from './model.ts'
import { compareAreas } from './operations.ts'

/**
 * Housekeeping, at any hour. A pair is due again after an import that touched what it is made of: the people, land or
 * parents of small areas; places of one of its kinds by a lookup; and by boundaries, boundaries of one of its kinds. A pair is due only where there is what it takes (a small area inside both kinds, or a
 * boundary of each), so that working it out always keeps something and it falls out of the list.
 */
export const coterminosityDue: Timed = async root => {
  const { rows } = await sql<{ kind: string; otherKind: string; by: Way }>`
    with imported as (
      select at, fact->>'kind' as what, fact->'touched' as touched from commons_history
      where fact->>'fact' = 'PlacesImported'
    ),
    pair as (
      select * from unnest(${pairs.map(each => each.kind)}::text[], ${pairs.map(each => each.otherKind)}::text[], ${pairs.map(each => each.by)}::text[])
      with ordinality as pair (kind, other_kind, by, place)
    ),
    due as (
      select pair.* from pair left join area_comparison c using (kind, other_kind, by)
      where c.computed_at is null or exists (
        select 1 from imported i where i.at > c.computed_at and (
          jsonb_exists(i.touched, ${smallKind})
          or (jsonb_exists(i.touched, pair.kind) or jsonb_exists(i.touched, pair.other_kind))
            and (i.what = 'lookup' or i.what = 'boundaries' and pair.by = 'boundaries')))
    ),
    -- Which kinds small areas are in, as a few sets: looking through all small areas for each pair would take a minute.
    inside as (
      select distinct kinds from (
        select array_agg(p.kind order by p.kind) || ${smallKind}::text as kinds
        from place_parent l join place p on p.code = l.parent_code
        where l.place_code in (select code from place where kind = ${smallKind}) group by l.place_code
      ) each
    ),
    drawn as (
      select kind from (select kind from due union select other_kind from due) each
      where exists (select 1 from place p where p.kind = each.kind and p.boundary is not null)
    )
    select due.kind, due.other_kind as "otherKind", due.by from due
    where case due.by
      when 'lookup' then exists (select 1 from inside where kinds @> array[due.kind, due.other_kind])
      else due.kind in (select kind from drawn) and due.other_kind in (select kind from drawn) end
    order by due.place`.execute(root)
  return rows.map(raw => ({ operation: compareAreas, partnership: null, raw }))
}
