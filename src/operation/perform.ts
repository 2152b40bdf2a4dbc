// The one runner: parse, load in scope, permit, decide, then write with history and letters in one transaction.

import { type RawBuilder, sql } from 'kysely'
import { commons, type Db, type Root, type Row, within } from '../db/handles.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts'
import { type Actor, standingOf } from './actor.ts'
import { parse } from './fields.ts'
import type { AnyOperation, Context, Fact, Letter, Notice, PartnershipFacts, Written } from './operation.ts'

/** What the runner needs of the house around it. */
export interface House {
  readonly root: Root
  readonly clock: () => Date
  readonly address: string
  /** What people call the identity provider they may sign in with; null where there is none. */
  readonly provider: string | null
  /** Turns the statement that writes letters into one that also puts them in the post. */
  readonly post: (letters: RawBuilder<unknown>) => RawBuilder<unknown>
  /** Called after commit: what was rendered of this partnership (null: of the commons) is no longer true. */
  readonly changed: (partnership: number | null, operation?: string) => void
}

export interface Request {
  readonly actor: Actor
  readonly partnership: PartnershipFacts | null
  readonly network?: string
}

export type Outcome =
  | { readonly ok: true; readonly fact: Fact; readonly written: Written }
  | { readonly ok: false; readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly kind: 'not-found' | 'forbidden' | 'refused'; readonly refusal: Refusal }

export const notFound = refuse('not-found', 'There is nothing here that you can see.')

/** Performs one verb for one actor; every surface comes through here. */
export async function perform(
  house: House,
  operation: AnyOperation,
  raw: Readonly<Record<string, unknown>>,
  request: Request,
): Promise<Outcome> {
  const parsed = parse(operation.input, raw)
  if (!parsed.ok) return { ok: false, kind: 'invalid', errors: parsed.errors }
  const context = contextOf(house, operation, request)
  if (!context) return { ok: false, kind: 'not-found', refusal: notFound }

  const outcome = await againOnConflict(lost =>
    inScope(house, context, lost ? rowToLock(operation, parsed.value) : undefined, async db => {
      const decided = await weigh(db, operation, parsed.value, context)
      if (!('fact' in decided)) return decided
      const line = (from: string) => historyLine(operation, decided.fact, context, sql.table(from))
      const written = await operation.write(db, decided.fact, { ...context, line })
      if (isRefusal(written)) return { ok: false as const, kind: 'refused' as const, refusal: written }
      if (written.again) return { ok: true as const, fact: decided.fact, written }
      const letters = operation.tell?.(decided.fact, decided.facts, context, written) ?? []
      const notices = operation.notify?.(decided.fact, decided.facts, context, written) ?? []
      if (notices.length) await keepNotices(db, notices, context)
      if (!written.kept) await keepHistory(house, db, operation, decided.fact, written, letters, context)
      return { ok: true as const, fact: decided.fact, written }
    }),
  )
  if (outcome.ok && !operation.unseen)
    for (const where of touched(context, outcome.written)) house.changed(where, operation.name)
  return outcome
}

/** Whose pages show something else now; null where it may be anybody's. */
const touched = ({ partnership }: Context, { landed, everywhere }: Written): readonly (number | null)[] =>
  landed ? landed.map(one => one.partnership) : [everywhere ? null : (partnership?.id ?? null)]

/** What `perform` would decide; it runs in the same scope, with the same locks, and is rolled back. */
export async function preview(
  house: House,
  operation: AnyOperation,
  raw: Readonly<Record<string, unknown>>,
  request: Request,
): Promise<Outcome> {
  const parsed = parse(operation.input, raw)
  if (!parsed.ok) return { ok: false, kind: 'invalid', errors: parsed.errors }
  const context = contextOf(house, operation, request)
  if (!context) return { ok: false, kind: 'not-found', refusal: notFound }
  const decided = await inScope(house, context, rowToLock(operation, parsed.value), async db => {
    throw new NothingWritten(await weigh(db, operation, parsed.value, context))
  }).catch((stopped: unknown) => {
    if (stopped instanceof NothingWritten) return stopped.weighed
    throw stopped
  })
  return 'fact' in decided ? { ok: true, fact: decided.fact, written: {} } : decided
}

/** Ends a preview's transaction without a commit. */
class NothingWritten extends Error {
  readonly weighed: Weighed
  constructor(weighed: Weighed) {
    super('a preview writes nothing')
    this.weighed = weighed
  }
}

/** PostgreSQL's codes for a unique key that was taken meanwhile, a serialization failure and a deadlock. */
const conflicts = new Set(['23505', '40001', '40P01'])
const mostTries = 8

/**
 * What lost a race to another request is weighed again, on what that one left: it then gets a worded answer. The first
 * try waits for nobody; after a loss (`lost`) the row that the verb names is locked before anything is read.
 */
async function againOnConflict<T>(work: (lost: boolean) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work(tries > 1)
    } catch (cause) {
      if (tries === mostTries || !conflicts.has((cause as { code?: string }).code ?? '')) throw cause
    }
  }
}

type Weighed = { readonly fact: Fact; readonly facts: unknown } | (Outcome & { ok: false })

// biome-ignore lint/suspicious/noExplicitAny: the verb's own input
async function weigh(db: Db, operation: AnyOperation, input: any, context: Context): Promise<Weighed> {
  const facts = await operation.load(db, input, context)
  if (facts === null) return { ok: false, kind: 'not-found', refusal: notFound }
  const forbidden = operation.permit(facts, context.standing)
  // A stranger learns nothing: what they may not touch looks the same as what is not there.
  if (forbidden && !context.standing.inside) return { ok: false, kind: 'not-found', refusal: notFound }
  if (forbidden) return { ok: false, kind: 'forbidden', refusal: forbidden }
  const decision = operation.decide(facts, input, context)
  return isRefusal(decision) ? { ok: false, kind: 'refused', refusal: decision } : { fact: decision, facts }
}

function contextOf(house: House, operation: AnyOperation, request: Request): Context | null {
  if (request.actor.link && !operation.byLink) return null
  if (operation.scope !== 'own' && (operation.scope === 'partnership') !== (request.partnership !== null)) return null
  const now = house.clock()
  return {
    network: request.network ?? null,
    reach: reachOf(operation, request),
    actor: request.actor,
    standing: standingOf(request.actor, request.partnership?.id ?? null),
    now,
    today: dayIn(now),
    partnership: operation.scope === 'own' ? null : request.partnership,
    address: house.address,
  }
}

/** The partnerships whose rows exist for a verb. What is done over one's own can be narrowed to one of them. */
function reachOf({ scope }: AnyOperation, { actor, partnership }: Request): readonly number[] {
  if (scope !== 'own') return partnership ? [partnership.id] : []
  const own = [...new Set(actor.roles.map(held => held.partnership))]
  return partnership ? own.filter(one => one === partnership.id) : own
}

const scottishDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })

/** The day it is in Scotland at a moment, `YYYY-MM-DD`. */
export const dayIn = (now: Date): string => scottishDay.format(now)

const inScope = <T>(
  house: House,
  context: Context,
  locked: Row | undefined,
  work: (db: Db) => Promise<T>,
): Promise<T> => (context.reach.length ? within(house.root, context.reach, work, locked) : commons(house.root, work))

// biome-ignore lint/suspicious/noExplicitAny: the verb's own input
const rowToLock = ({ lock }: AnyOperation, input: any): Row | undefined =>
  lock && { table: lock.table, id: input[lock.by] }

/** The line of history of what is done in one partnership, once for each row of a table; it names no subject. */
const historyLine = (
  operation: AnyOperation,
  fact: Fact,
  { actor, now, partnership }: Context,
  from: RawBuilder<unknown>,
) => sql`insert into history (partnership_id, at, operation, fact, subject_kind, person_id, via)
  select ${partnership!.id}::bigint, ${now}::timestamptz, ${operation.name}, ${JSON.stringify(operation.keep?.(fact) ?? fact)}::jsonb, ${operation.about},
    ${operation.anonymous ? null : actor.person}::bigint, ${actor.via} from ${from}`

/** Writes the line of history, and the letters that tell of it, in one statement. */
async function keepHistory(
  house: House,
  db: Db,
  operation: AnyOperation,
  fact: Fact,
  written: Written,
  letters: readonly Letter[],
  context: Context,
): Promise<void> {
  const { actor, now, partnership } = context
  const who = operation.anonymous ? null : actor.person
  const kept = JSON.stringify(operation.keep?.(fact) ?? fact)
  const landed =
    written.landed ??
    (partnership ? [{ partnership: partnership.id, id: typeof written.id === 'number' ? written.id : null }] : [])
  const line = landed.length
    ? sql`insert into history (partnership_id, at, operation, fact, subject_kind, subject_id, person_id, via)
          select place, ${now}, ${operation.name}, ${kept}, ${operation.about}, subject, ${who}, ${actor.via}
          from unnest(${landed.map(one => one.partnership)}::bigint[], ${landed.map(one => one.id)}::bigint[]) as at (place, subject)`
    : sql`insert into commons_history (at, operation, fact, person_id, via)
          values (${now}, ${operation.name}, ${kept}, ${who}, ${actor.via})`
  if (letters.length === 0) await line.execute(db)
  else await sql`with kept as (${line} returning 1), ${house.post(lettersOf(letters))}`.execute(db)
}

/** One cause is written of once: a second letter for it is left out. */
const lettersOf = (letters: readonly Letter[]) =>
  sql`insert into letter (person_id, subject, body, cause, reply_to, stop)
      select * from jsonb_to_recordset(${JSON.stringify(
        letters.map(({ to, subject, body, cause, replyTo = [], stop = '' }) => ({
          to,
          subject,
          body,
          cause,
          replyTo,
          stop,
        })),
      )}) as letter ("to" bigint, subject text, body text, cause text, "replyTo" bigint[], stop text)
      on conflict (cause) do nothing returning id`

/** Notices wait for the day's letter. They are kept longer than their words, so that a cause is told once. */
const keepNotices = (db: Db, notices: readonly Notice[], { now, partnership }: Context) =>
  sql`insert into notice (person_id, cause, partnership_id, request_id, keeper_id, heading, words, path, stop, made_at, erase_by)
      select *, ${now}::timestamptz, (${now}::timestamptz + interval '400 days')::date
      from unnest(${notices.map(one => one.to)}::bigint[], ${notices.map(one => one.cause)}::text[],
        ${notices.map(one => one.partnership ?? partnership?.id ?? null)}::bigint[], ${notices.map(one => one.request ?? null)}::bigint[],
        ${notices.map(one => one.keeper ?? null)}::bigint[], ${notices.map(one => one.heading)}::text[],
        ${notices.map(one => one.words)}::text[], ${notices.map(one => one.path)}::text[], ${notices.map(one => one.stop ?? '')}::text[])
      on conflict (cause) do nothing`.execute(db)

/** For a house without a post: letters are written, and stay. */
export const keptBack: House['post'] = letters => sql`written as (${letters}) select count(*) from written`
