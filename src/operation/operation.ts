// What a verb is: its name, its input, and the five steps that every surface takes it through.

import type { RawBuilder } from 'kysely'
import type { Db } from '../db/handles.ts'
import type { Refusal } from '../kernel/refusal.ts'
import type { Actor, Standing } from './actor.ts'
import type { Fields, InputOf } from './fields.ts'

/** The partnership a request is in, as every room may know it. */
export interface PartnershipFacts {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly subtitle: string
  readonly areaCode: string
  readonly areaName: string
  readonly invented: boolean
  readonly colour: string
  readonly hasLogo: boolean
  /** The words this partnership uses for the field's terms: `{ plan: 'Local outcomes improvement plan' }`. */
  readonly terms: Readonly<Record<string, string>>
}

export interface Context {
  /**
   * The statement that writes the line of history, once for each row of `from`, for a verb that is done thousands of
   * times a minute and writes it in its own statement (`Written.kept`). Only in `write`.
   */
  line?(from: string): RawBuilder<unknown>
  /** The network it came from (an IP address), where it came over one; never kept as it stands. */
  readonly network: string | null
  /** The partnerships whose rows exist here: one, none in the commons, or all of the actor's own. */
  readonly reach: readonly number[]
  readonly actor: Actor
  readonly standing: Standing
  readonly now: Date
  /** `YYYY-MM-DD` of now, in the installation's time zone. */
  readonly today: string
  /** Null in the commons. */
  readonly partnership: PartnershipFacts | null
  /** The address people reach this installation at, without a trailing slash. */
  readonly address: string
}

/** What happened, in the past tense. History keeps it as it stands, so it carries no personal particulars, only numbers of people. */
export interface Fact {
  readonly fact: string
}

export interface Letter {
  readonly to: number
  readonly subject: string
  readonly body: string
  /** The same cause is never written twice. */
  readonly cause?: string
  /** Who a reply goes to; the installation where nobody is named. */
  readonly replyTo?: readonly number[]
  /** An address that stops letters of this kind in one step. */
  readonly stop?: string
}

export interface Written {
  /** What the fact is about, for history and for the next address. */
  readonly id?: number | string
  /** The version that was made with it, where it has versions. */
  readonly version?: number
  /** A secret shown once to the one who acted (a session, a token). */
  readonly reveal?: string
  /** A secret for letters only; no surface ever answers with it. */
  readonly sealed?: string
  /** Other partnerships' pages show it too. */
  readonly everywhere?: boolean
  /** The line of history (`Context.line`) went into the verb's own statement. */
  readonly kept?: boolean
  /** It had been done before, so nothing was written, and history has its line already. */
  readonly again?: boolean
  /** Of a verb over one's own partnerships: what it wrote in which; each gets its line of history. */
  readonly landed?: readonly { readonly partnership: number; readonly id: number }[]
}

/** Something a person is to hear today; all that is due to one person on one day is one letter. */
export interface Notice {
  readonly to: number
  /** The same cause is never told twice. */
  readonly cause: string
  readonly heading: string
  readonly words: string
  /** Where it is, under the installation's address. */
  readonly path: string
  /** The partnership it is about, where that is not the one the verb was done in. */
  readonly partnership?: number
  /** The request that the letter's link is to open. */
  readonly request?: number
  /** Who answers questions about it. */
  readonly keeper?: number
  /** An address that stops notices of this kind. */
  readonly stop?: string
}

export interface Operation<I extends Fields = Fields, F = unknown, D extends Fact = Fact> {
  readonly name: string
  /** One sentence in the user's words. */
  readonly summary: string
  /**
   * `internal`: reached only by the house itself (an identity provider's answer, the operator's shell), never by form,
   * API or `do`. `page`: begins or ends a browser's session, so only a form reaches it.
   */
  readonly surface?: 'internal' | 'page'
  /**
   * `commons` when it changes what exists once in the installation; `own` when it is done once over every partnership
   * that the actor belongs to.
   */
  readonly scope: 'partnership' | 'commons' | 'own'
  /** Whoever holds a link to a request may do it; what the link opens is for its rules to ask. */
  readonly byLink?: boolean
  /** Nothing of it is on a page that strangers see: what was rendered for them stays true. */
  readonly unseen?: boolean
  /** Who does it is kept nowhere: history names nobody, though the actor is signed in. */
  readonly anonymous?: boolean
  /** The noun its fact is about. */
  readonly about: string
  readonly input: I
  /**
   * The row to wait at after losing a race: of this table, with the number in this input. The database must make the
   * race visible (a unique key that only one can take); then the verb is weighed again, alone.
   */
  readonly lock?: { readonly table: string; readonly by: keyof I & string }
  /** Everything the rules need to know, or null where the record is not there. Runs inside the partnership's scope. */
  load(db: Db, input: InputOf<I>, context: Context): Promise<F | null>
  permit(facts: NoInfer<F>, standing: Standing): Refusal | null
  decide(facts: NoInfer<F>, input: InputOf<I>, context: Context): D | Refusal
  /** A refusal where the database says, only now, that somebody else was there first; then nothing is written. */
  write(db: Db, fact: NoInfer<D>, context: Context): Promise<Written | Refusal>
  /** Who hears of it. */
  tell?(fact: NoInfer<D>, facts: NoInfer<F>, context: Context, written: Written): readonly Letter[]
  /** The same, but it can wait for the day's one letter. */
  notify?(fact: NoInfer<D>, facts: NoInfer<F>, context: Context, written: Written): readonly Notice[]
  /** What history keeps, where that is less than the fact. */
  keep?(fact: NoInfer<D>): Fact
}

/** Declares a verb; the types of its steps follow from its input and from what `load` returns. */
export const operation = <const I extends Fields, F, D extends Fact>(
  declared: Operation<I, F, D>,
): Operation<I, F, D> => declared

// biome-ignore lint/suspicious/noExplicitAny: a list of verbs of every input
export type AnyOperation = Operation<any, any, any>
