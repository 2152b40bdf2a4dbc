// One's own working links: what each opens, who opened it, and stopping it.

import { sql } from 'kysely'
import { counted, listOf, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Lead } from '../../../ui/parts.tsx'
import { stopLink } from './links.ts'

interface OwnLink {
  readonly id: number
  readonly sent: string
  readonly until: string
  /** Partnerships whose questions it opens. */
  readonly places: readonly string[]
  /** Devices it was opened on; '' for whoever it was sent to. */
  readonly uses: readonly { readonly name: string; readonly on: string }[]
}

async function linksOf({ db, viewer, now }: Asking): Promise<OwnLink[]> {
  const { rows } = await sql<OwnLink>`
    select l.id, (l.made_at at time zone 'Europe/London')::date::text as sent, (l.expires_at at time zone 'Europe/London')::date::text as until,
      (select coalesce(jsonb_agg(distinct p.name), '[]') from request_link_part o join request q on q.id = o.request_id
       join partnership p on p.id = q.partnership_id where o.link_id = l.id) as places,
      (select coalesce(jsonb_agg(jsonb_build_object('name', u.said_name, 'on', (u.first_used_at at time zone 'Europe/London')::date) order by u.id), '[]')
       from link_use u where u.link_id = l.id) as uses
    from request_link l where l.person_id = ${viewer.person} and l.revoked_at is null and l.expires_at > ${now}
    order by l.made_at desc, l.id desc`.execute(db)
  return rows
}

const opens = ({ places }: OwnLink): string =>
  places.length ? `questions of ${listOf(places)}` : 'nothing that you are still asked'

const linksPage = page({
  at: '/home/links',
  audience: 'signed-in',
  read: async asking => ({ links: await linksOf(asking) }),
  show: ({ links }, frame) => (
    <Layout frame={frame} title="Links of your letters" crumbs={[{ href: '/home', words: 'Home' }]}>
      <h1>
        {links.length
          ? `${counted(links.length, 'link')} of your letters ${links.length === 1 ? 'works' : 'work'}`
          : 'No link of yours works now'}
      </h1>
      <Lead>
        {links.length
          ? 'Whoever holds one can answer for you what it opens, and sees nothing else. Stop what you did not mean to pass on.'
          : 'Letters that ask you something carry a link that answers without an account. It stands here while it works.'}
      </Lead>
      {links.map(one => (
        <section key={one.id} class="part" aria-labelledby={`link-${one.id}`}>
          <h2 class="h3" id={`link-${one.id}`}>
            Sent {longDate(one.sent)}
          </h2>
          <p class="meta">
            Works until {longDate(one.until)} · opens {opens(one)}
          </p>
          {one.uses.length ? (
            <ul>
              {one.uses.map((use, index) => (
                <li key={index}>
                  {use.name ? `${use.name}, who answers for you` : 'Opened as you'}, {longDate(use.on)}
                </li>
              ))}
            </ul>
          ) : (
            <p>Nobody has opened it.</p>
          )}
          <p>
            <a href={`/home/links/${one.id}/stop`}>
              Stop it<span class="unseen">: sent {longDate(one.sent)}</span>
            </a>
          </p>
        </section>
      ))}
    </Layout>
  ),
})

const stopPage = form({
  at: '/home/links/:sent/stop',
  audience: 'signed-in',
  operation: stopLink,
  read: async (asking, { sent }) => (await linksOf(asking)).find(one => String(one.id) === sent) ?? null,
  title: one => `Stop the link sent ${longDate(one.sent)}`,
  lead: one =>
    `It opens ${opens(one)}. From now on nobody can open or answer anything with it; what was answered stays.`,
  crumbs: () => [{ href: '/home/links', words: 'Links of your letters' }],
  button: 'Stop it',
  danger: true,
  done: 'The link no longer works.',
  next: () => '/home/links',
})

export const ownLinksFaces: readonly AnyFace[] = [linksPage, stopPage]
