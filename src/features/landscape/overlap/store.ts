// What was worked out, put in the place of what stood: one statement a table, whatever its size.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { structureOn } from '../queries.ts'
import { type Candidate, candidatesOf } from './merging.ts'
import { type Measures, measuresOf, type Overlap, overlapsOf } from './rules.ts'

export interface Estimates {
  /** Hours that each person spends on getting ready for one meeting. */
  readonly preparation: number
  /** Pounds; null while nobody has said. */
  readonly hourCost: number | null
}

/** The partnership's row, made where it is missing, and locked: whoever changes the structure meanwhile waits for it. */
export async function estimates(db: Db, partnership: number): Promise<Estimates> {
  await sql`insert into landscape (partnership_id) values (${partnership}) on conflict do nothing`.execute(db)
  const { rows } = await sql<Estimates>`
    select preparation_hours as preparation, hour_cost as "hourCost" from landscape for no key update`.execute(db)
  return rows[0]!
}

export interface WorkedOut {
  readonly measures: Measures
  readonly overlaps: readonly Overlap[]
  readonly candidates: readonly Candidate[]
}

/** Everything that is worked out from the structure of a day. */
export async function workOut(db: Db, { preparation }: Estimates, day: string): Promise<WorkedOut> {
  const structure = await structureOn(db, day)
  const overlaps = overlapsOf(structure)
  return {
    measures: measuresOf(structure, preparation),
    overlaps,
    candidates: candidatesOf(structure, overlaps, preparation),
  }
}

/** What was worked out, in the place of what stood. */
export async function writeWorkedOut(
  db: Db,
  partnership: number,
  { measures: { groups, organisations, people }, overlaps, candidates }: WorkedOut,
  now: Date,
): Promise<void> {
  await sql`delete from group_measure`.execute(db)
  await sql`insert into group_measure (partnership_id, group_id, seats, vacant, people, organisations, voices, hours)
    select ${partnership}, * from unnest(${of(groups, one => one.group)}::bigint[], ${of(groups, one => one.seats)}::int[],
      ${of(groups, one => one.vacant)}::int[], ${of(groups, one => one.people)}::int[], ${of(groups, one => one.organisations)}::int[],
      ${of(groups, one => one.voices)}::int[], ${of(groups, one => one.hours)}::float8[])`.execute(db)
  await sql`delete from organisation_measure`.execute(db)
  await sql`insert into organisation_measure (partnership_id, organisation_id, groups, seats, hours)
    select ${partnership}, * from unnest(${of(organisations, one => one.organisation)}::bigint[], ${of(organisations, one => one.groups)}::int[],
      ${of(organisations, one => one.seats)}::int[], ${of(organisations, one => one.hours)}::float8[])`.execute(db)
  await sql`delete from person_measure`.execute(db)
  await sql`insert into person_measure (partnership_id, person_id, groups, hours)
    select ${partnership}, * from unnest(${of(people, one => one.person)}::bigint[], ${of(people, one => one.groups)}::int[],
      ${of(people, one => one.hours)}::float8[])`.execute(db)
  await writeOverlaps(db, partnership, overlaps)
  await sql`delete from merge_candidate`.execute(db)
  await sql`insert into merge_candidate (partnership_id, group_id, into_group_id, score, saves_meetings, saves_hours, loses, keeps)
    select ${partnership}, * from unnest(${of(candidates, one => one.group)}::bigint[], ${of(candidates, one => one.into)}::bigint[],
      ${of(candidates, one => one.score)}::float8[], ${of(candidates, one => one.savesMeetings)}::float8[],
      ${of(candidates, one => one.savesHours)}::float8[], ${of(candidates, one => JSON.stringify(one.loses))}::jsonb[],
      ${of(candidates, one => JSON.stringify(one.keeps))}::jsonb[])`.execute(db)
  // The row was locked before anything was read, so no change is later than what was read.
  await sql`update landscape set computed_at = greatest(${now}, changed_at)`.execute(db)
}

/** The large table: of its pairs (sixty groups have 1,770) only those are written that are not the same as before. */
async function writeOverlaps(db: Db, partnership: number, overlaps: readonly Overlap[]): Promise<void> {
  const [group, other] = [of(overlaps, one => one.group), of(overlaps, one => one.other)]
  await sql`delete from overlap where (group_id, other_group_id) not in (select * from unnest(${group}::bigint[], ${other}::bigint[]))`.execute(
    db,
  )
  await sql`
    insert into overlap as stood (partnership_id, group_id, other_group_id, organisations, organisations_share, people, people_share,
      outcomes, outcomes_share, places, places_share, words_share, score)
    select ${partnership}, * from unnest(${group}::bigint[], ${other}::bigint[],
      ${of(overlaps, one => one.organisations.common)}::int[], ${of(overlaps, one => one.organisations.share)}::float8[],
      ${of(overlaps, one => one.people.common)}::int[], ${of(overlaps, one => one.people.share)}::float8[],
      ${of(overlaps, one => one.outcomes.common)}::int[], ${of(overlaps, one => one.outcomes.share)}::float8[],
      ${of(overlaps, one => one.places.common)}::int[], ${of(overlaps, one => one.places.share)}::float8[],
      ${of(overlaps, one => one.words.share)}::float8[], ${of(overlaps, one => one.score)}::float8[])
    on conflict (partnership_id, group_id, other_group_id) do update set
      (organisations, organisations_share, people, people_share, outcomes, outcomes_share, places, places_share, words_share, score) =
      (excluded.organisations, excluded.organisations_share, excluded.people, excluded.people_share, excluded.outcomes,
       excluded.outcomes_share, excluded.places, excluded.places_share, excluded.words_share, excluded.score)
    where stood is distinct from excluded`.execute(db)
}

const of = <T, V>(rows: readonly T[], pick: (row: T) => V): V[] => rows.map(pick)

export const writeEstimates = (db: Db, { preparation, hourCost }: Estimates) =>
  sql`update landscape set preparation_hours = ${preparation}, hour_cost = ${hourCost}::float8`.execute(db)
