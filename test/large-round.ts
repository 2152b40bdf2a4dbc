// A round of three partnerships at once: four hundred things in each, asked of sixty people who belong to all three.

import type { FastifyInstance } from 'fastify'
import { tick } from '../src/jobs/clockwork.ts'
import { dayLetters, linkIn, openLink, planRound } from './asked.ts'
import { asOwner, type House } from './house-on.ts'

export const slugs = ['muir', 'lorne', 'carse'] as const
export const people = 60
export const each = 400

/** Founds the third partnership beside the two, and fills all of them; the actions are set down by SQL, to be quick. */
export async function fillThree(house: House): Promise<void> {
  const { administrator } = house
  await asOwner(house.owner, client =>
    client.query(`insert into place (code, name, kind, invented) values ('X12000003', 'Carse', 'council', true)`),
  )
  await house.done('partnerships.found', { name: 'carse together', slug: 'carse', area: 'X12000003' }, administrator)
  await house.done(
    'partnerships.give-role',
    { name: 'coordinator of carse', email: 'coordinator@carse.test', role: 'coordinator', organisation: '' },
    administrator,
    'carse',
  )
  const police = await house.done(
    'partnerships.register-organisation',
    { name: 'Police Service', kind: 'police' },
    administrator,
    'carse',
  )
  for (const slug of slugs)
    await house.done(
      'partnerships.take-in-partner',
      { organisation: police, basis: 'statutory', joined: '2020-04-01' },
      administrator,
      slug,
    )
  await asOwner(house.owner, client =>
    client.query(`
      insert into person (email, name) select 'officer' || n || '@police.test', 'Officer ' || n from generate_series(1, ${people}) n;
      insert into membership (partnership_id, person_id, role, organisation_id, since)
        select p.id, o.id, 'contributor', ${police}, '2020-04-01' from partnership p, person o where o.email like 'officer%';
      insert into action (partnership_id, title, horizon, principle, starts_on, ends_on, lead_partner_id, owner_person_id, proposed_on, adopted_on)
        select p.id, 'Piece of work ' || n || ' in ' || p.slug, 'medium', 'delivery', '2026-01-01', '2029-12-31', r.id, o.id, '2026-01-01', '2026-01-02'
        from partnership p join partner r on r.partnership_id = p.id and r.organisation_id = ${police}
        cross join generate_series(1, ${each}) n
        join person o on o.email = 'officer' || (n - 1) % ${people} + 1 || '@police.test'`),
  )
}

/** Plans a round in each for today and lets the clock open them. */
export async function openThree(house: House, opens: string, closes: string): Promise<void> {
  for (const slug of slugs) await planRound(house, slug, { opens, closes })
  await tick(house.site)
}

export interface Asked {
  readonly link: string
  readonly cookie: string
  readonly items: readonly number[]
}

/** Opens the link of every officer's letter, and reads on its page what they are asked. */
export async function openLetters(house: House, web: FastifyInstance): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const letter of (await dayLetters(house)).filter(one => one.to.startsWith('officer'))) {
    const link = linkIn(letter.body)
    const cookie = await openLink(web, link)
    const { body } = await web.inject({ url: `/r/${link}`, headers: { cookie } })
    const items = [...new Set([...body.matchAll(/\/items\/(\d+)"/g)].map(found => Number(found[1])))]
    asked.push({ link, cookie, items })
  }
  return asked
}
