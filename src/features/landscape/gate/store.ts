// SQL behind the verbs of the gate: the proposal with its row locked, what it names, and settling it.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { ProposalStage } from '../model.ts'
import { addRemit, type RemitOf } from '../store.ts'
import type { ProposalWords, Shown } from './model.ts'
import { proposal, proposedOf, ranked } from './queries.ts'
import type { Fit } from './rules.ts'

export interface ProposalFacts {
  readonly proposal: number
  readonly stage: ProposalStage
  readonly words: ProposalWords
}

/** The proposal as it stands; whoever settles it at the same time waits. */
export async function proposalFacts(db: Db, id: number): Promise<ProposalFacts | null> {
  await sql`select from proposal where id = ${id} for no key update`.execute(db)
  const found = await proposal(db, id)
  return (
    found && {
      proposal: found.id,
      stage: found.stage,
      words: { ...proposedOf(found), kind: found.kind, askedBy: found.askedBy },
    }
  )
}

/** The same, with the groups of today that could do it, best first. */
export async function weighed(db: Db, id: number, today: string) {
  const found = await proposalFacts(db, id)
  return found && { ...found, ranked: (await ranked(db, today, [found.words]))[0]! }
}

/** Whether everything that a proposal names is there. */
export async function namesKnown(
  db: Db,
  { outcomes, themes, places, organisations }: Pick<ProposalWords, 'outcomes' | 'themes' | 'places' | 'organisations'>,
) {
  const { rows } = await sql<{ outcomes: boolean; themes: boolean; places: boolean; organisations: boolean }>`
    select
      not exists (select from unnest(${[...outcomes]}::bigint[]) n where not exists (select from outcome o where o.id = n)) as outcomes,
      not exists (select from unnest(${[...themes]}::bigint[]) n where not exists (select from theme t where t.id = n)) as themes,
      not exists (select from unnest(${[...places]}::text[]) n where not exists (select from place l where l.code = n)) as places,
      not exists (select from unnest(${[...organisations]}::bigint[]) n where not exists (select from organisation o where o.id = n)) as organisations`.execute(
    db,
  )
  return rows[0]!
}

/** Keeps what a proposal names, in place of what it named before. */
async function writeNames(
  db: Db,
  partnership: number,
  id: number,
  { outcomes, themes, places, organisations }: Pick<ProposalWords, 'outcomes' | 'themes' | 'places' | 'organisations'>,
): Promise<void> {
  await db.deleteFrom('proposal_remit').where('proposal_id', '=', id).execute()
  await sql`insert into proposal_remit (partnership_id, proposal_id, outcome_id, theme_id, place_code, organisation_id)
    select ${partnership}::bigint, ${id}::bigint, n, null::bigint, null::text, null::bigint from unnest(${[...outcomes]}::bigint[]) n
    union all select ${partnership}, ${id}, null, n, null, null from unnest(${[...themes]}::bigint[]) n
    union all select ${partnership}, ${id}, null, null, n, null from unnest(${[...places]}::text[]) n
    union all select ${partnership}, ${id}, null, null, null, n from unnest(${[...organisations]}::bigint[]) n`.execute(
    db,
  )
}

/** Whether an organisation is a partner of today. */
export const isPartner = (db: Db, organisation: number): Promise<boolean> =>
  db
    .selectFrom('partner')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('left_on', 'is', null)
    .executeTakeFirst()
    .then(found => found !== undefined)

/** What of a proposal does not stand in the remit of a group. */
export async function missingFrom(db: Db, group: number, words: ProposalWords): Promise<RemitOf[]> {
  const has = await db
    .selectFrom('group_remit')
    .select(['outcome_id as outcome', 'theme_id as theme', 'place_code as place'])
    .where('group_id', '=', group)
    .where('until', 'is', null)
    .execute()
  return remitsOf(words).filter(
    one => !has.some(each => each.outcome === one.outcome && each.theme === one.theme && each.place === one.place),
  )
}

export const remitsOf = ({
  outcomes,
  themes,
  places,
}: Pick<ProposalWords, 'outcomes' | 'themes' | 'places'>): RemitOf[] => [
  ...outcomes.map(outcome => ({ outcome, theme: null, place: null })),
  ...themes.map(theme => ({ outcome: null, theme, place: null })),
  ...places.map(place => ({ outcome: null, theme: null, place })),
]

/** Adds to the remit of a group from a day on. */
export async function extendRemit(
  db: Db,
  partnership: number,
  group: number,
  gains: readonly RemitOf[],
  since: string,
): Promise<void> {
  for (const gain of gains) await addRemit(db, partnership, group, gain, since)
}

interface Settled {
  readonly stage: Exclude<ProposalStage, 'open'>
  readonly on: string
  readonly because: string
  readonly group: number | null
  readonly shown: readonly Shown[]
  readonly sponsor?: number
  readonly review?: string
  readonly fit?: Fit
}

/** What became of a proposal, with what was shown that day. */
export const settle = (db: Db, id: number, settled: Settled) =>
  db
    .updateTable('proposal')
    .set({
      stage: settled.stage,
      settled_on: settled.on,
      because: settled.because,
      group_id: settled.group,
      sponsor_organisation_id: settled.sponsor ?? null,
      review_on: settled.review ?? null,
      adapts: settled.fit?.adapts ?? null,
      adapts_words: settled.fit?.adaptsWords ?? '',
      repeats: settled.fit?.repeats ?? '',
      shown: JSON.stringify(settled.shown),
    })
    .where('id', '=', id)
    .execute()

export async function insertProposal(db: Db, partnership: number, words: ProposalWords, on: string): Promise<number> {
  const { id } = await db
    .insertInto('proposal')
    .values({
      partnership_id: partnership,
      kind: words.kind,
      name: words.name,
      purpose: words.purpose,
      asked_by: words.askedBy,
      made_on: on,
      settled_on: null,
      group_id: null,
      sponsor_organisation_id: null,
      review_on: null,
      adapts: null,
      shown: '[]',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeNames(db, partnership, id, words)
  return id
}

export async function rewriteProposal(db: Db, partnership: number, id: number, words: ProposalWords): Promise<void> {
  await db
    .updateTable('proposal')
    .set({ kind: words.kind, name: words.name, purpose: words.purpose, asked_by: words.askedBy })
    .where('id', '=', id)
    .execute()
  await writeNames(db, partnership, id, words)
}

/** A seat that is an organisation's and that nobody holds yet; how it is filled nobody has said. */
export const vacantSeat = {
  constituency: '',
  post: '',
  office: 'member',
  elected: false,
  filledBy: 'unknown',
  voting: true,
} as const
