// For tests of rounds: an action to ask about, a round to ask it in, the letters that come of it, and its links.

import type { FastifyInstance } from 'fastify'
import type { Actor } from '../src/operation/actor.ts'
import { asOwner, type House } from './house-on.ts'

/** An adopted action led by the partnership's council, owned and deputised as said. */
export async function adoptedAction(
  house: House,
  slug: string,
  title: string,
  people: { owner?: Actor; deputy?: Actor } = {},
): Promise<number> {
  const coordinator = await house.person(`coordinator@${slug}.test`)
  const action = await house.done(
    'delivery.propose-action',
    {
      title,
      about: 'What we do together.',
      horizon: 'medium',
      principle: 'delivery',
      starts: '2026-01-01',
      ends: '2029-12-31',
      partner: await councilOf(house, slug),
    },
    coordinator,
    slug,
  )
  if (people.owner)
    await house.done(
      'delivery.name-owner',
      { action, person: people.owner.person, deputy: people.deputy?.person ?? '' },
      coordinator,
      slug,
    )
  await house.done('delivery.adopt-action', { action, despite: 'Settled by the board.' }, coordinator, slug)
  return action
}

const councilOf = async (house: House, slug: string): Promise<number> =>
  Number(
    (
      await asOwner(house.owner, client =>
        client.query(
          `select min(r.id) as id from partner r join partnership p on p.id = r.partnership_id where p.slug = $1`,
          [slug],
        ),
      )
    ).rows[0].id,
  )

/** A planned round from one day to another; reminders, deputies and leads 5, 3 and 2 days before it closes. */
export const planRound = async (
  house: House,
  slug: string,
  days: { opens: string; closes: string; title?: string },
): Promise<number> =>
  house.done(
    'rounds.plan',
    {
      title: days.title ?? 'This quarter',
      starts: '2026-10-01',
      ends: '2026-12-31',
      remindDays: 5,
      deputyDays: 3,
      leadDays: 2,
      ...days,
    },
    await house.person(`coordinator@${slug}.test`),
    slug,
  )

export interface Written {
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly cause: string
}

/** Every letter of a day, oldest first, with whom it goes to. */
export const dayLetters = async (house: House): Promise<Written[]> =>
  (
    await asOwner(house.owner, client =>
      client.query<Written>(
        `select p.email as to, l.subject, l.body, l.cause from letter l join person p on p.id = l.person_id where l.cause like 'day-%' order by l.id`,
      ),
    )
  ).rows

/** The newest day's letter to somebody. */
export const letterTo = async (house: House, email: string): Promise<Written> => {
  const found = (await dayLetters(house)).filter(one => one.to === email).at(-1)
  if (!found) throw new Error(`no letter to ${email}`)
  return found
}

export const linkIn = (body: string): string => {
  const [, link] = /\/r\/([\w-]{43})/.exec(body) ?? []
  if (!link) throw new Error(`no link in ${body}`)
  return link
}

export const post = (web: FastifyInstance, url: string, fields: Record<string, string>, cookie = '') =>
  web.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
    payload: new URLSearchParams(fields).toString(),
  })

/** Opens a link on a new device; answers the cookie that says so. */
export async function openLink(
  web: FastifyInstance,
  link: string,
  who: Record<string, string> = { who: 'owner' },
): Promise<string> {
  const opened = await post(web, `/r/${link}/open`, who)
  if (opened.statusCode !== 303) throw new Error(`not opened: ${opened.statusCode}`)
  return String(opened.headers['set-cookie']).split(';')[0]!
}

export const green = { status: 'green', direction: 'better', confidence: 'high' } as const
