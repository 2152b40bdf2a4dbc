// How much rests on whom: the index and the rules as such, and the page, which shows each person what is theirs to see.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import type { Actor } from '../../../operation/actor.ts'
import { inverseSimpsonIndex, loadOf, loadsBy, type Owned, warningsOf } from './spread.ts'

let next = 0
const thing = (given: Partial<Owned> = {}): Owned => ({
  about: 'action',
  id: ++next,
  title: `Thing ${next}`,
  partnership: 1,
  owner: 1,
  deputy: 99,
  organisation: null,
  sameAs: null,
  frequency: null,
  ...given,
})
const owned = (counts: Readonly<Record<number, number>>) =>
  Object.entries(counts).flatMap(([owner, count]) =>
    Array.from({ length: count }, () => thing({ owner: Number(owner) })),
  )
const kinds = (things: readonly Owned[]) => warningsOf(things).map(one => one.kind)

describe('the inverse Simpson index', () => {
  it('is the number of owners where all have the same', () => {
    expect(inverseSimpsonIndex([4, 4, 4, 4, 4, 4])).toBeCloseTo(6, 12)
    expect(inverseSimpsonIndex([7])).toBe(1)
  })
  it('falls as one takes more', () => {
    // Shares 0.5, 0.25, 0.25: 1 / (0.25 + 0.0625 + 0.0625).
    expect(inverseSimpsonIndex([2, 1, 1])).toBeCloseTo(8 / 3, 12)
    expect(inverseSimpsonIndex([98, 1, 1])).toBeLessThan(1.1)
  })
  it('says nothing of nothing', () => {
    expect(inverseSimpsonIndex([])).toBeNull()
    expect(inverseSimpsonIndex([0])).toBeNull()
  })
})

describe('warnings', () => {
  it('begin above a fifth, once there are ten things', () => {
    expect(kinds(owned({ 1: 2, 2: 2, 3: 2, 4: 2, 5: 2 }))).not.toContain('person-share')
    expect(warningsOf(owned({ 1: 3, 2: 2, 3: 2, 4: 2, 5: 1 })).filter(one => one.kind === 'person-share')).toEqual([
      { kind: 'person-share', person: 1, count: 3 },
    ])
    expect(kinds(owned({ 1: 9 }))).not.toContain('person-share')
  })

  it('begin above two fifths for a body', () => {
    const spread = (council: number) =>
      Array.from({ length: 10 }, (_, at) =>
        thing({ owner: 10 + at, deputy: 50 + at, organisation: at < council ? 7 : 20 + at }),
      )
    expect(kinds(spread(4))).toEqual([])
    expect(warningsOf(spread(5))).toEqual([{ kind: 'body-share', organisation: 7, count: 5 }])
  })

  it('name what nobody answers for and what has no deputy, also where one stands in for oneself', () => {
    const nobody = thing({ owner: null, deputy: null })
    const alone = thing({ owner: 3, deputy: null })
    const own = thing({ owner: 3, deputy: 3 })
    expect(warningsOf([nobody, alone, own, thing()])).toEqual([
      { kind: 'nobody', things: [nobody] },
      { kind: 'no-deputy', person: 3, things: [alone, own] },
    ])
  })

  it('see who stands in for three or more, and for more than they own', () => {
    const stands = (count: number, owns: number) => [
      ...Array.from({ length: count }, () => thing({ owner: 1, deputy: 5 })),
      ...Array.from({ length: owns }, () => thing({ owner: 5, deputy: 1 })),
    ]
    expect(warningsOf(stands(3, 2))).toContainEqual({ kind: 'deputy-for-many', person: 5, count: 3, owns: 2 })
    expect(kinds(stands(2, 0))).not.toContain('deputy-for-many')
    expect(kinds(stands(3, 3))).not.toContain('deputy-for-many')
  })
})

describe('a load', () => {
  it('counts what nobody answers for in the whole, and on nobody', () => {
    expect(
      loadsBy([thing(), thing({ owner: null }), thing({ about: 'indicator' }), thing({ owner: 2 })], one => one.owner),
    ).toEqual([
      { who: 1, actions: 1, figures: 1, share: 0.5 },
      { who: 2, actions: 1, figures: 0, share: 0.25 },
    ])
  })

  it('takes minutes once for the same thing in several places, and for a figure as often as it comes', () => {
    const things = [
      thing({ sameAs: 'initiative:4' }),
      thing({ sameAs: 'initiative:4', partnership: 2, deputy: null }),
      ...Array.from({ length: 4 }, () => thing({ about: 'indicator', frequency: 'yearly' })),
      thing({ about: 'indicator', frequency: 'monthly', partnership: 3 }),
      thing({ owner: 2 }),
    ]
    // One action, a quarter of four figures, one figure: three answers a quarter.
    expect(loadOf(things, 1, 2)).toEqual({
      actions: 2,
      figures: 5,
      partnerships: [1, 2, 3],
      withoutDeputy: 1,
      minutes: 6,
    })
  })
})

describe('the page of a partnership', () => {
  const house = useHouse()
  let lead: Actor
  let action: number

  const get = async (email: string, url: string) => {
    const web = await house.web()
    return web.inject({ url, headers: { cookie: await house.cookie(await house.person(email)) } })
  }
  const work = async (slug: string, title: string): Promise<number> => {
    const { rows } = await asOwner(house.owner, client =>
      client.query(
        'select min(r.id) as id from partner r join partnership p on p.id = r.partnership_id where p.slug = $1',
        [slug],
      ),
    )
    const made = await house.done(
      'delivery.propose-action',
      {
        title,
        about: '',
        horizon: 'medium',
        principle: 'delivery',
        starts: '2026-01-01',
        ends: '2027-12-31',
        partner: Number(rows[0].id),
      },
      house.administrator,
      slug,
    )
    await house.done(
      'delivery.adopt-action',
      { action: made, despite: 'The law officer answers in May.' },
      house.administrator,
      slug,
    )
    return made
  }

  beforeAll(async () => {
    await twoPartnerships(house)
    lead = await house.person('lead@muir.test')
    action = await work('muir', 'Safer nights')
    await work('muir', 'Warm homes')
    await work('lorne', 'Ferry times')
    const contributor = await house.person('contributor@muir.test')
    const other = await work('muir', 'Walking to school')
    await house.done(
      'delivery.name-owner',
      { action: other, person: contributor.person, deputy: lead.person },
      house.administrator,
      'muir',
    )
  })

  it('shows a coordinator everybody, with the next step', async () => {
    const { body } = await get('coordinator@muir.test', '/p/muir/ownership')
    expect(body).toContain('Three things rest on two people')
    expect(body).toContain('It is as if two people shared it evenly. Two answer for something.')
    expect(body).toContain('One place to lend a hand')
    expect(body).toContain('Two things rest on lead of muir alone')
    expect(body).toContain(`<a href="/p/muir/actions/${action}/owner">Safer nights</a>`)
    expect(body).not.toContain('Ferry times')
  })

  it('shows everybody else their own line alone', async () => {
    const own = (await get('lead@muir.test', '/p/muir/ownership')).body
    expect(own).toContain('Two of 3 rest on you here')
    expect(own).toContain('You stand in for one thing')
    expect(own).not.toContain('contributor of muir')
    const another = (await get('contributor@muir.test', '/p/muir/ownership')).body
    expect(another).toContain('One of 3 rests on you here')
    expect(another).toContain('All of it has a deputy')
    expect(another).not.toContain('Safer nights')
    expect((await get('member@muir.test', '/p/muir/ownership')).body).toContain('Nothing rests on you here')
    const member = await house.person('member@muir.test')
    await house.done(
      'delivery.name-owner',
      { action, person: lead.person, deputy: member.person },
      house.administrator,
      'muir',
    )
    expect((await get('member@muir.test', '/p/muir/ownership')).body).toContain('You stand in for one thing here')
    await house.done('delivery.name-owner', { action, person: '', deputy: '' }, house.administrator, 'muir')
    expect((await get('lead@lorne.test', '/p/muir/ownership')).statusCode).toBe(404)
  })

  it('is short on the home page, over all partnerships', async () => {
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select id from organisation where name = 'Council of lorne'`),
    )
    await house.done(
      'partnerships.give-role',
      { name: 'lead of muir', email: 'lead@muir.test', role: 'contributor', organisation: rows[0].id },
      house.administrator,
      'lorne',
    )
    const ferries = Number(
      (await asOwner(house.owner, client => client.query(`select id from action where title = 'Ferry times'`))).rows[0]
        .id,
    )
    const deputy = await house.person('lead@lorne.test')
    await house.done(
      'delivery.name-owner',
      { action: ferries, person: lead.person, deputy: deputy.person },
      house.administrator,
      'lorne',
    )
    const { body } = await get('lead@muir.test', '/home')
    expect(body).toContain(
      'You answer for these in two partnerships. About 6 minutes a quarter, at two minutes each. Two have no deputy.',
    )
    expect(body).toContain('href="/p/lorne/ownership"')
    expect((await get('observer@muir.test', '/home')).body).not.toContain('Your load')
  })
})
