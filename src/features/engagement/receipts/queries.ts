// What a receipt opens: one answer, in the words of the version it was given to, with everything its writer added and
// how each of their texts was moderated.

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import { receiptHash } from '../admission.ts'
import type { Thing } from '../hearing/moderation/model.ts'
import type { ActivityKind, Answers, Source } from '../model.ts'
import type { Question } from '../questions.ts'

/** The newest decision about a text; null where nobody looked at it yet. */
export interface Moderated {
  readonly verdict: 'show' | 'hide'
  readonly reason: string
  readonly words: string
  readonly appealed: boolean
  readonly appealVerdict: 'show' | 'hide' | null
  readonly appealWords: string
}

/** A text of one's own. */
export interface Own {
  readonly thing: Thing
  readonly id: number
  readonly title: string
  readonly words: string
  readonly state: 'waiting' | 'shown' | 'hidden'
  readonly moderated: Moderated | null
}

export interface OpenedAnswer {
  readonly engagement: number
  readonly activity: number
  readonly kind: ActivityKind
  readonly title: string
  readonly source: Source
  readonly received: Date
  readonly withdrawnOn: string | null
  readonly setAsideOn: string | null
  readonly organisation: string | null
  readonly questions: readonly Question[]
  readonly answers: Answers
  readonly about: Readonly<Record<string, string>>
  readonly said: readonly (Own & { readonly question: string; readonly quotable: boolean })[]
  readonly files: readonly { readonly question: string; readonly name: string }[]
  readonly ideas: readonly Own[]
  readonly comments: readonly Own[]
  readonly statements: readonly Own[]
  readonly supported: readonly string[]
  /** Null: they matter the same. */
  readonly compared: readonly { readonly one: string; readonly other: string; readonly chosen: string | null }[]
  readonly stances: readonly { readonly words: string; readonly stance: -1 | 0 | 1 }[]
}

const moderated = (thing: Thing, id: RawBuilder<unknown>) => sql`
  (select jsonb_build_object('verdict', m.verdict, 'reason', m.reason, 'words', m.words, 'appealed', m.appealed_at is not null,
     'appealVerdict', m.appeal_verdict, 'appealWords', m.appeal_words)
   from moderation m where m.partnership_id = r.partnership_id and m.thing = ${thing} and m.thing_id = ${id} order by m.id desc limit 1)`

const own = (thing: Thing, alias: string, title: RawBuilder<unknown>, more = sql``) => {
  const [id, words, state] = ['id', 'words', 'state'].map(column => sql.ref(`${alias}.${column}`))
  return sql`coalesce(jsonb_agg(jsonb_build_object('thing', ${thing}::text, 'id', ${id}, 'title', ${title}, 'words', ${words}, 'state', ${state},
    'moderated', ${moderated(thing, id!)} ${more}) order by ${id}), '[]')`
}

/** One question, found by the hash of the receipt; null where there is none. */
export async function openedBy(db: Db, receipt: string): Promise<OpenedAnswer | null> {
  const { rows } = await sql<OpenedAnswer>`
    select a.engagement_id as engagement, a.id as activity, a.kind, a.title, r.source, r.received_at as received,
      r.withdrawn_on as "withdrawnOn", r.set_aside_on as "setAsideOn", o.name as organisation, r.answers,
      coalesce((select f.questions from activity_form f where (f.partnership_id, f.activity_id, f.version) = (r.partnership_id, r.activity_id, r.version)), '[]') as questions,
      coalesce((select b.answers from response_about b where (b.partnership_id, b.response_id) = (r.partnership_id, r.id)), '{}') as about,
      (select ${own('said', 's', sql`''::text`, sql`, 'question', s.question, 'quotable', s.quotable`)}
       from said s where (s.partnership_id, s.response_id) = (r.partnership_id, r.id)) as said,
      (select coalesce(jsonb_agg(jsonb_build_object('question', f.question, 'name', f.name) order by f.question), '[]')
       from response_file f where (f.partnership_id, f.response_id) = (r.partnership_id, r.id)) as files,
      (select ${own('idea', 'i', sql`i.title`)} from idea i where (i.partnership_id, i.response_id) = (r.partnership_id, r.id)) as ideas,
      (select ${own('comment', 'c', sql`i.title`)} from idea_comment c join idea i on (i.partnership_id, i.id) = (c.partnership_id, c.idea_id)
       where (c.partnership_id, c.response_id) = (r.partnership_id, r.id)) as comments,
      (select ${own('statement', 't', sql`''::text`)} from statement t where (t.partnership_id, t.response_id) = (r.partnership_id, r.id)) as statements,
      (select coalesce(jsonb_agg(i.title order by i.id), '[]') from idea_support s join idea i on (i.partnership_id, i.id) = (s.partnership_id, s.idea_id)
       where (s.partnership_id, s.response_id) = (r.partnership_id, r.id) and i.state = 'shown') as supported,
      (select coalesce(jsonb_agg(jsonb_build_object('one', l.title, 'other', h.title,
         'chosen', case c.chosen_id when l.id then l.title when h.id then h.title end) order by c.given_at, l.id, h.id), '[]')
       from comparison c join ranked_option l on (l.partnership_id, l.id) = (c.partnership_id, c.low_id)
       join ranked_option h on (h.partnership_id, h.id) = (c.partnership_id, c.high_id)
       where (c.partnership_id, c.response_id) = (r.partnership_id, r.id)) as compared,
      (select coalesce(jsonb_agg(jsonb_build_object('words', t.words, 'stance', c.stance) order by c.given_at, t.id), '[]')
       from stance c join statement t on (t.partnership_id, t.id) = (c.partnership_id, c.statement_id)
       where (c.partnership_id, c.response_id) = (r.partnership_id, r.id) and t.state = 'shown') as stances
    from response r join activity a on (a.partnership_id, a.id) = (r.partnership_id, r.activity_id)
    join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) and e.state <> 'draft'
    left join organisation o on o.id = r.organisation_id
    where r.receipt_hash = ${receiptHash(receipt)}`.execute(db)
  return rows[0] ?? null
}
