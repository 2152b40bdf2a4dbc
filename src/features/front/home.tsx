// One's own home: what waits, over every partnership one belongs to, in one list.

import { sql } from 'kysely'
import type { ComponentChildren } from 'preact'
import { capital, counted, inWords, longDate } from '../../kernel/words.ts'
import { type Role, roleWords } from '../../operation/actor.ts'
import type { Asking } from '../../operation/ask.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section, Table } from '../../ui/parts.tsx'
import {
  Asked,
  askedHeading,
  askedLead,
  askedOf,
  loadShown,
  waiting as unanswered,
  YourLoad,
} from '../rounds/public.ts'

interface Waiting {
  readonly slug: string
  readonly partnership: string
  readonly kind: 'check' | 'accept' | 'endorse' | 'overdue' | 'priority' | 'draft'
  readonly title: string
  /** How many of it wait. */
  readonly count: number
  /** Where it is done, under the partnership's address. */
  readonly path: string
  readonly since: string | null
}

interface Belonging {
  readonly slug: string
  readonly partnership: string
  readonly role: Role
  readonly organisation: string | null
}

/** Everything that waits for this person; rows of partnerships they do not belong to are not there. */
async function waitingFor({ db, viewer, today }: Asking): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with mine as (select distinct partnership_id, role, organisation_id from membership where person_id = ${viewer.person} and ended_on is null),
    my_partners as (
      select r.partnership_id, r.id, r.priority, m.role from partner r
      join mine m on m.partnership_id = r.partnership_id and m.organisation_id = r.organisation_id where r.left_on is null
    ),
    waiting as (
      select d.partnership_id, 'check' as kind, d.title, 'rounds/' || d.id as path, min(i.submitted_at)::date as since, count(*)::int as count
      from round d join mine m on m.partnership_id = d.partnership_id and m.role = 'coordinator'
      join request_item i on (i.partnership_id, i.round_id) = (d.partnership_id, d.id) and i.state = 'submitted'
      where d.state in ('open', 'closed') group by d.partnership_id, d.id, d.title
      union all
      select d.partnership_id, 'accept', d.title, 'rounds/' || d.id, d.closes_on, 1
      from round d join mine m on m.partnership_id = d.partnership_id and m.role = 'coordinator'
      where d.state = 'closed' and not exists (select 1 from request_item i where (i.partnership_id, i.round_id) = (d.partnership_id, d.id) and i.state = 'submitted')
      union all
      select v.partnership_id, 'endorse', p.title, 'plans/' || v.plan_id || '/versions/' || v.id, v.proposed_on, 1
      from plan_version v join plan p on (p.partnership_id, p.id) = (v.partnership_id, v.plan_id)
      join my_partners r on r.partnership_id = v.partnership_id and r.role = 'partner-lead'
      where v.state = 'proposed' and not exists (select 1 from endorsement e where (e.partnership_id, e.version_id, e.partner_id) = (v.partnership_id, v.id, r.id))
      union all
      select i.partnership_id, 'overdue', i.name, 'indicators/' || i.id, coalesce(i.next_due, c.next_due), 1
      from indicator i left join catalogue_indicator c on c.code = i.catalogue_code
      join my_partners r on (r.partnership_id, r.id) = (i.partnership_id, i.partner_id) and r.role in ('partner-lead', 'contributor')
      where i.retired_on is null and coalesce(i.next_due, c.next_due) < ${today}
        -- What a round asks for stands above already, or with whoever it is asked of.
        and not exists (select 1 from request_item a join round d on (d.partnership_id, d.id) = (a.partnership_id, a.round_id)
          where (a.partnership_id, a.indicator_id) = (i.partnership_id, i.id) and d.state = 'open')
      union all
      select r.partnership_id, 'priority', '', 'partners/' || r.id || '/priority', null, 1 from my_partners r where r.role = 'partner-lead' and r.priority = ''
      union all
      select v.partnership_id, 'draft', p.title, 'plans/' || p.id || '/draft', null, 1
      from plan_version v join plan p on (p.partnership_id, p.id) = (v.partnership_id, v.plan_id)
      join mine m on m.partnership_id = v.partnership_id and m.role = 'coordinator' where v.state = 'draft'
    )
    select distinct n.slug, n.name as partnership, w.kind, w.title, w.path, w.since, w.count
    from waiting w join partnership n on n.id = w.partnership_id order by w.since nulls last, n.name, w.kind, w.path`.execute(
    db,
  )
  return rows
}

const belongings = ({ db, viewer }: Asking) =>
  sql<Belonging>`
    select n.slug, n.name as partnership, m.role, o.name as organisation
    from membership m join partnership n on n.id = m.partnership_id left join organisation o on o.id = m.organisation_id
    where m.person_id = ${viewer.person} and m.ended_on is null order by n.name, m.role`
    .execute(db)
    .then(found => found.rows)

export const homePage = page({
  at: '/home',
  audience: 'signed-in',
  read: async asking => ({
    name: asking.viewer.name,
    hasAddress: asking.viewer.email !== null,
    administrator: asking.viewer.administrator,
    things: await askedOf(asking),
    waiting: await waitingFor(asking),
    belongings: await belongings(asking),
    load: await loadShown(asking),
  }),
  show: ({ name, hasAddress, administrator, things, waiting, belongings: parts, load }, frame) => (
    <Layout frame={frame} title="To do" current="home">
      <h1>{things.length || !waiting.length ? askedHeading(things) : waitingWords(waiting.length)}</h1>
      <Lead>
        {things.length
          ? askedLead(things)
          : waiting.length
            ? `Everything that waits for you stands here, whichever partnership asks, ${name}.`
            : `When a partnership needs something of you, it will stand here, ${name}.`}
      </Lead>
      {hasAddress ? null : (
        <Section heading="Before you go on">
          <p>You have no email address here yet, so you could not come back once this device forgets you.</p>
          <ButtonLink href="/home/you/address">Give your email address</ButtonLink>
        </Section>
      )}
      <Beside load={load} template={parts.some(one => one.organisation !== null && takesOut.includes(one.role))}>
        <Asked things={things} base="/home" />
        {waiting.length ? (
          <Section heading={things.length ? waitingWords(waiting.length, unanswered(things).length > 0) : undefined}>
            <ul class="plain">
              {waiting.map(one => (
                <li key={`${one.slug} ${one.path}`}>
                  <Item item={one} />
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        <Section heading={parts.length ? partsWords(new Set(parts.map(one => one.slug)).size) : 'Your partnerships'}>
          {parts.length ? (
            <Table
              caption="Your partnerships"
              quiet
              columns={[{ words: 'Partnership' }, { words: 'Your role' }, { words: 'For' }]}
              rows={parts.map(one => [
                <a href={`/p/${one.slug}`}>{one.partnership}</a>,
                roleWords[one.role],
                one.organisation ?? 'The partnership',
              ])}
              empty=""
            />
          ) : (
            <Empty
              words={
                administrator
                  ? 'You look after this installation and have no part in a partnership.'
                  : 'Nobody has given you a part in a partnership yet. Ask its coordinator.'
              }
            />
          )}
        </Section>
      </Beside>
      {administrator ? (
        <Section heading="This installation">
          <ul class="plain">
            <li>
              <a href="/partnerships/found">Found a partnership</a>
            </li>
            <li>
              <a href="/indicators/import">Import published figures</a>
            </li>
            <li>
              <a href="/places/import">Import places and boundaries</a>
            </li>
            <li>
              <a href="/people">People, and who looks after this installation</a>
            </li>
          </ul>
        </Section>
      ) : null}
    </Layout>
  ),
})

const takesOut: readonly Role[] = ['partner-lead', 'contributor']

/** What is to do, and beside it, where the screen is wide enough, what rests on oneself. */
function Beside({
  load,
  template,
  children,
}: {
  load: Awaited<ReturnType<typeof loadShown>>
  template: boolean
  children: ComponentChildren
}) {
  if (!load && !template) return children
  return (
    <div class="split">
      <div>{children}</div>
      <aside>
        {load ? <YourLoad shown={load} /> : null}
        <section class="part" aria-labelledby="your-seats">
          <h2 id="your-seats" class="h3">
            Your seats
          </h2>
          <p class="meta">
            <a href="/home/seats">Which groups you sit in</a>, and the hours they take.
          </p>
        </section>
        {template ? (
          <section class="part" aria-labelledby="your-template">
            <h2 id="your-template" class="h3">
              Your own report
            </h2>
            <p class="meta">
              <a href="/home/templates">Take your items out in your own columns</a>, from all partnerships at once.
            </p>
          </section>
        ) : null}
      </aside>
    </div>
  )
}

const waitingWords = (count: number, more = false) =>
  `${capital(inWords(count))} ${more ? 'more ' : ''}${count === 1 ? 'thing' : 'things'} to do`

const partsWords = (count: number) =>
  `You have a part in ${inWords(count)} ${count === 1 ? 'partnership' : 'partnerships'}`

function Item({ item }: { item: Waiting }) {
  const said = {
    check: {
      words: `Check ${counted(item.count, 'answer')} of “${item.title}”`,
      meta: item.since ? `the first was sent ${longDate(item.since)}` : '',
    },
    accept: {
      words: `Accept the round “${item.title}”`,
      meta: item.since ? `it closed after ${longDate(item.since)}` : '',
    },
    endorse: {
      words: `Say whether you accept “${item.title}”`,
      meta: item.since ? `proposed ${longDate(item.since)}` : '',
    },
    overdue: {
      words: `A new figure is due: ${item.title}`,
      meta: item.since ? `since ${longDate(item.since)}` : '',
    },
    priority: { words: 'Say what matters most to your organisation here', meta: 'two sentences are enough' },
    draft: { words: `Go on with the draft of “${item.title}”`, meta: 'not public yet' },
  }[item.kind]
  return (
    <>
      <h2 class="h3">
        <a href={`/p/${item.slug}/${item.path}`}>{said.words}</a>
      </h2>
      <p class="meta">
        {item.partnership}
        {said.meta ? ` · ${said.meta}` : ''}
      </p>
    </>
  )
}
