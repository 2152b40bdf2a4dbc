// SQL behind the verbs of engagements: what the rules need to know, and what a person's answer writes.

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Context, Written } from '../../operation/operation.ts'
import { outcomesKnown } from '../indicators/public.ts'
import { type Admitted, type Participant, receiptHash } from './admission.ts'
import type { ActivityFacts, ActivityKind, EngagementFacts, Level, Source } from './model.ts'
import type { Answered, Question } from './questions.ts'

const engagement = sql`e.id as engagement, e.title, case when e.called_off_on is not null then 'called-off' else e.state end as state, e.linked, e.organisation_id as organisation, e.admits, e.opens_on as opens, e.closes_on as closes`

/** The engagement, its row locked: whoever runs it does so one after the other. */
export async function engagementFacts(db: Db, id: number): Promise<EngagementFacts | null> {
  await sql`select from engagement where id = ${id} for no key update`.execute(db)
  const { rows } = await sql<EngagementFacts>`select ${engagement} from engagement e where e.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** What the plan of an engagement names, and whether it is there; `was` is who runs the one that is changed. */
export async function planFacts(
  db: Db,
  input: {
    readonly engagement?: number
    readonly organisation: number | null
    readonly outcomes: readonly number[]
    readonly places: readonly string[]
  },
) {
  const { rows } = await sql<{ organisationKnown: boolean; placesKnown: boolean; was: number | null }>`
    select ${input.organisation}::bigint is null or exists (select from partner where organisation_id = ${input.organisation} and left_on is null) as "organisationKnown",
      not exists (select from unnest(${[...input.places]}::text[]) n where not exists (select from place l where l.code = n)) as "placesKnown",
      (select organisation_id from engagement where id = ${input.engagement ?? null}) as was`.execute(db)
  return { ...rows[0]!, organisation: input.organisation, outcomesKnown: await outcomesKnown(db, input.outcomes) }
}

export interface EngagementWords {
  readonly title: string
  readonly purpose: string
  readonly subject: string
  readonly audience: string
  readonly level: Level
  readonly opens: string
  readonly closes: string
  readonly organisation: number | null
  readonly outcomes: readonly number[]
  readonly places: readonly string[]
  readonly eraseOn: string
}

const columnsOf = (words: EngagementWords) => ({
  title: words.title,
  purpose: words.purpose,
  subject: words.subject,
  audience: words.audience,
  level: words.level,
  opens_on: words.opens,
  closes_on: words.closes,
  organisation_id: words.organisation,
  erase_on: words.eraseOn,
})

export async function planEngagement(
  db: Db,
  partnership: number,
  words: EngagementWords & { readonly on: string },
): Promise<number> {
  const { id } = await db
    .insertInto('engagement')
    .values({
      partnership_id: partnership,
      ...columnsOf(words),
      secret: newSecret(),
      drafted_on: words.on,
      answer_due_on: null,
      erased_at: null,
      announced_on: null,
      opened_at: null,
      closed_at: null,
      called_off_on: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tieTo(db, partnership, id, words)
  return id
}

export async function editEngagement(
  db: Db,
  partnership: number,
  words: EngagementWords & { readonly engagement: number },
): Promise<void> {
  await db.updateTable('engagement').set(columnsOf(words)).where('id', '=', words.engagement).execute()
  await db.deleteFrom('engagement_outcome').where('engagement_id', '=', words.engagement).execute()
  await db.deleteFrom('engagement_place').where('engagement_id', '=', words.engagement).execute()
  await tieTo(db, partnership, words.engagement, words)
}

const tieTo = (
  db: Db,
  partnership: number,
  id: number,
  { outcomes, places }: Pick<EngagementWords, 'outcomes' | 'places'>,
) =>
  sql`with ties as (
      insert into engagement_outcome (partnership_id, engagement_id, outcome_id)
      select ${partnership}, ${id}, n from unnest(${[...outcomes]}::bigint[]) n)
    insert into engagement_place (partnership_id, engagement_id, place_code)
    select ${partnership}, ${id}, n from unnest(${[...places]}::text[]) n`.execute(db)

/** What was promised about the answer, for the rules of announcing. */
export async function promiseFacts(db: Db, id: number) {
  const found = await engagementFacts(db, id)
  const promise = await db
    .selectFrom('engagement')
    .select(['decided_by as decidedBy', 'answer_due_on as answerDue'])
    .where('id', '=', id)
    .executeTakeFirst()
  return found && promise ? { ...found, ...promise } : null
}

export async function addActivity(
  db: Db,
  partnership: number,
  fact: { engagement: number; kind: ActivityKind; title: string; about: string; peopleAdd: boolean },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into activity (partnership_id, engagement_id, kind, title, about, people_add, position)
    select ${partnership}, ${fact.engagement}, ${fact.kind}, ${fact.title}, ${fact.about}, ${fact.peopleAdd}, coalesce(max(position), 0) + 1
    from activity where engagement_id = ${fact.engagement} returning id`.execute(db)
  return rows[0]!.id
}

/** An activity with its engagement, whose row is locked. */
export async function activityFacts(db: Db, id: number): Promise<ActivityFacts | null> {
  await sql`select from engagement e join activity a on (a.partnership_id, a.engagement_id) = (e.partnership_id, e.id)
    where a.id = ${id} for no key update of e`.execute(db)
  const { rows } = await sql<ActivityFacts>`
    select ${engagement}, a.id as activity, a.kind, a.title as "activityTitle", a.dropped_on is not null as dropped, a.version
    from activity a join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) where a.id = ${id}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** The questions being written, with the number they will have once frozen; none yet is an empty list. */
export async function draftQuestions(
  db: Db,
  activity: number,
): Promise<{ version: number; questions: readonly Question[]; begun: boolean }> {
  const { rows } = await sql<{ version: number; questions: readonly Question[]; begun: boolean }>`
    select f.version, f.questions, true as begun from activity_form f where f.activity_id = ${activity} and f.frozen_at is null
    union all
    select a.version + 1, coalesce((select f.questions from activity_form f where f.activity_id = a.id and f.version = a.version), '[]'), false
    from activity a where a.id = ${activity}
    order by begun desc limit 1`.execute(db)
  return rows[0]!
}

/** Keeps the draft of an activity's questions. */
export async function writeDraft(
  db: Db,
  partnership: number,
  activity: number,
  version: number,
  questions: readonly Question[],
): Promise<void> {
  await sql`insert into activity_form (partnership_id, activity_id, version, questions) values (${partnership}, ${activity}, ${version}, ${JSON.stringify(questions)})
    on conflict (partnership_id, activity_id, version) do update set questions = excluded.questions`.execute(db)
}

/** Freezes the drafts of these activities: from now on people answer these. */
export async function freeze(db: Db, activities: readonly number[], now: Date, because = ''): Promise<void> {
  await sql`
    with frozen as (
      update activity_form set frozen_at = ${now}, because = ${because} where frozen_at is null and activity_id = any(${activities}::bigint[])
      returning partnership_id, activity_id, version)
    update activity a set version = f.version from frozen f where (a.partnership_id, a.id) = (f.partnership_id, f.activity_id)`.execute(
    db,
  )
}

/** Of an engagement that is about to open: its activities, and which have nothing to answer yet. */
export async function readiness(
  db: Db,
  id: number,
): Promise<{ activities: readonly number[]; empty: readonly string[] }> {
  const { rows } = await sql<{ id: number; title: string; empty: boolean }>`
    select a.id, a.title, case a.kind
      when 'questionnaire' then not exists (select from activity_form f where (f.partnership_id, f.activity_id) = (a.partnership_id, a.id) and f.questions <> '[]')
      when 'vote' then not exists (select from activity_form f where (f.partnership_id, f.activity_id) = (a.partnership_id, a.id) and f.questions <> '[]')
      when 'pairs' then (select count(*) from ranked_option o where (o.partnership_id, o.activity_id) = (a.partnership_id, a.id) and o.dropped_on is null) < 2
      when 'statements' then not a.people_add and not exists (select from statement s where (s.partnership_id, s.activity_id) = (a.partnership_id, a.id))
      else false end as empty
    from activity a where a.engagement_id = ${id} and a.dropped_on is null order by a.position`.execute(db)
  return { activities: rows.map(row => row.id), empty: rows.filter(row => row.empty).map(row => row.title) }
}

const newSecret = (): Buffer => randomBytes(32)

/**
 * Keeps one person's answer: the database has one row for each key, however often it is sent. The same form sent again is
 * answered the same (`again`); another form under a key that has answered is refused, because it may be somebody else's.
 */
export async function writeResponse(
  db: Db,
  partnership: number,
  facts: Pick<Participant, 'activity' | 'version'>,
  who: Admitted,
  { answers, said, about, files }: Answered,
  now: Date,
  { source = 'online', line }: { readonly source?: Source; readonly line?: Context['line'] } = {},
): Promise<Written | Refusal> {
  const { rows } = await sql<{ id: number }>`
    with answered as (
      insert into response (partnership_id, activity_id, version, voter_key, device_key, receipt_hash, source, answers, organisation_id, network, received_at)
      values (${partnership}, ${facts.activity}, ${facts.version}, ${who.voterKey}, ${who.deviceKey}, ${receiptHash(who.receipt)}, ${source},
        ${JSON.stringify(answers)}, ${who.organisation}, ${who.network}, ${now})
      on conflict (partnership_id, activity_id, voter_key) do nothing returning id)
      ${line ? sql`, line as (${line('answered')})` : sql``}
    select id from answered`.execute(db)
  const id = rows[0]?.id
  if (id === undefined)
    return (await isSameForm(db, facts.activity, who)) ? { again: true, reveal: who.receipt } : answeredAlready
  if (said.length)
    await sql`insert into said (partnership_id, activity_id, response_id, question, words, quotable)
      select ${partnership}, ${facts.activity}, ${id}, question, words, quotable
      from jsonb_to_recordset(${JSON.stringify(said)}) as s (question text, words text, quotable boolean)`.execute(db)
  if (Object.keys(about).length)
    await sql`insert into response_about (partnership_id, response_id, activity_id, answers)
      values (${partnership}, ${id}, ${facts.activity}, ${JSON.stringify(about)})`.execute(db)
  for (const { question, file } of files)
    await sql`insert into response_file (partnership_id, response_id, question, name, bytes)
      values (${partnership}, ${id}, ${question}, ${file.name}, ${Buffer.from(file.bytes)})`.execute(db)
  return { id, reveal: who.receipt, kept: line !== undefined }
}

const answeredAlready = refuse(
  'answered-already',
  'Somebody has answered this already with the same code, or on this phone or computer. If it was you, you can open your answer with the number you were given. If it was not, and no code is needed, choose “Answer as somebody else” below.',
)

/** Whether what this key has answered was sent from the very same form. */
async function isSameForm(db: Db, activity: number, { voterKey, deviceKey }: Admitted): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select device_key is not distinct from ${deviceKey} as same from response
    where activity_id = ${activity} and voter_key = ${voterKey}`.execute(db)
  return rows[0]?.same ?? false
}
