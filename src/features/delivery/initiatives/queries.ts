// Reading about initiatives: those of the partners here and those linked here. Others do not exist for a partnership.

import { sql } from 'kysely'
import type { Db } from '../../../db/handles.ts'
import type { Consent, Reporting } from '../model.ts'
import type { Publication } from '../queries.ts'

export interface InitiativeView {
  readonly id: number
  readonly name: string
  readonly about: string
  readonly address: string
  readonly reporting: Reporting
  /** The organisation whose work it is, by number and full name. */
  readonly organisation: number
  readonly owner: string
  /** Whether the owner is a partner here today. */
  readonly ownerHere: boolean
  /** The work here that stands for it and goes on. */
  readonly linked: {
    readonly action: number
    readonly title: string
    readonly consent: Consent
    readonly consentOn: string | null
  } | null
  readonly latest: Publication | null
}

/** Every initiative that this partnership may know of, by owner and name, or the one with this number: one query. */
export async function initiativesHere(db: Db, only: number | null = null): Promise<InitiativeView[]> {
  const { rows } = await sql<InitiativeView>`
    select i.id, i.name, i.about, i.address, i.reporting, o.id as organisation, o.name as owner, p.id is not null as "ownerHere",
           case when a.id is not null then jsonb_build_object('action', a.id, 'title', a.title, 'consent', a.consent, 'consentOn', a.consent_on) end as linked,
           (select jsonb_build_object('id', u.id, 'on', u.published_on, 'words', u.words, 'address', u.address)
            from initiative_publication u where u.initiative_id = i.id order by u.published_on desc, u.id desc limit 1) as latest
    from initiative i join organisation o on o.id = i.organisation_id
    left join partner p on p.organisation_id = o.id and p.left_on is null
    left join action a on a.initiative_id = i.id and a.stopped_on is null
    where (p.id is not null or exists (select 1 from action e where e.initiative_id = i.id))
      and (${only}::bigint is null or i.id = ${only})
    order by o.name collate "en-x-icu", i.name collate "en-x-icu", i.id`.execute(db)
  return rows
}

/** Initiatives of an organisation that are answered once for all, and that no work here stands for. */
export async function joinable(db: Db, organisation: number | null): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    select i.id, i.name from initiative i
    where i.organisation_id = ${organisation} and i.reporting = 'answers-once'
      and not exists (select 1 from action a where a.initiative_id = i.id and a.stopped_on is null)
    order by i.name collate "en-x-icu", i.id`.execute(db)
  return rows
}
