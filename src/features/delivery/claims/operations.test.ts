// Claims and benefits through a real database: whose they are, and that nothing said is ever changed or added up.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import type { Actor } from '../../../operation/actor.ts'
import { ask } from '../../../operation/ask.ts'
import { action as actionOf } from '../queries.ts'

const house = useHouse()
let coordinator: Actor
let contributor: Actor
let lead: Actor
let action: number
/** The council, whose lead is `lead`, and the health board, for which `contributor` works. */
let council: number
let board: number

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  contributor = await house.person('contributor@muir.test')
  lead = await house.person('lead@muir.test')
  const { rows } = await asOwner(house.owner, client =>
    client.query<{ id: number }>(
      `select r.id::int from partner r join partnership p on p.id = r.partnership_id where p.slug = 'muir' order by r.id`,
    ),
  )
  council = rows[0]!.id
  board = rows[1]!.id
  action = await house.done(
    'delivery.propose-action',
    {
      title: 'Warm homes',
      about: '',
      horizon: 'medium',
      principle: 'delivery',
      starts: '2026-01-01',
      ends: '2028-01-01',
      partner: council,
    },
    coordinator,
    'muir',
  )
})

const inMuir = (name: string, raw: Record<string, unknown>, actor: Actor) => house.perform(name, raw, actor, 'muir')
const claim = (more: Record<string, unknown> = {}) => ({
  action,
  partner: board,
  claim: 'sooner',
  words: 'It came a year sooner.',
  evidence: 'The plan of the year before',
  evidenceAddress: '',
  ...more,
})
const benefit = (more: Record<string, unknown> = {}) => ({
  action,
  partner: board,
  kind: 'trust',
  experiencedBy: 'Families in Easterhill',
  words: 'They now know who to ask.',
  ...more,
})
const seen = async () =>
  (await ask(house.site.house, coordinator, await house.partnership('muir'), ({ db, today }) =>
    actionOf(db, action, true, today),
  ))!

describe('a claim', () => {
  it('is made by who works for the partner that says so, or by a coordinator', async () => {
    await house.done('delivery.claim-contribution', claim(), contributor, 'muir')
    await house.done('delivery.claim-contribution', claim({ partner: council, claim: 'anyway' }), coordinator, 'muir')
    expect(await inMuir('delivery.claim-contribution', claim(), lead)).toMatchObject({ kind: 'forbidden' })
    for (const who of ['member', 'observer'])
      expect(
        await inMuir('delivery.claim-contribution', claim(), await house.person(`${who}@muir.test`)),
        who,
      ).toMatchObject({ kind: 'forbidden' })
    const { contributions } = await seen()
    expect(contributions.map(one => [one.claim, one.partner.partner])).toEqual([
      ['anyway', council],
      ['sooner', board],
    ])
  })

  it('needs evidence, a partner of today and an address that anybody can open', async () => {
    expect(await inMuir('delivery.claim-contribution', claim({ evidence: ' ' }), contributor)).toMatchObject({
      kind: 'invalid',
      errors: { evidence: expect.any(String) },
    })
    expect(await inMuir('delivery.claim-contribution', claim({ partner: 9999 }), coordinator)).toMatchObject({
      refusal: { field: 'partner' },
    })
    expect(
      await inMuir('delivery.claim-contribution', claim({ evidenceAddress: 'javascript:alert(1)' }), contributor),
    ).toMatchObject({ refusal: { code: 'address-unfit', field: 'evidenceAddress' } })
  })

  it('is withdrawn by its own partner only, once, and stays, marked', async () => {
    const contribution = await house.done('delivery.claim-contribution', claim(), contributor, 'muir')
    expect(await inMuir('delivery.withdraw-contribution', { contribution }, lead)).toMatchObject({ kind: 'forbidden' })
    expect(
      await house.perform(
        'delivery.withdraw-contribution',
        { contribution },
        await house.person('coordinator@lorne.test'),
        'lorne',
      ),
    ).toMatchObject({ kind: 'not-found' })
    const twice = await Promise.all(
      [contributor, contributor].map(actor => inMuir('delivery.withdraw-contribution', { contribution }, actor)),
    )
    expect(twice.map(one => one.ok).sort()).toEqual([false, true])
    expect((await seen()).contributions.find(one => one.id === contribution)).toMatchObject({
      words: 'It came a year sooner.',
      withdrawn: '2026-11-22',
    })
  })
})

describe('a benefit', () => {
  it('is recorded with who felt it, and can be withdrawn', async () => {
    const id = await house.done('delivery.record-benefit', benefit(), contributor, 'muir')
    expect(await inMuir('delivery.record-benefit', benefit({ experiencedBy: '' }), contributor)).toMatchObject({
      errors: { experiencedBy: expect.any(String) },
    })
    expect(await inMuir('delivery.record-benefit', benefit(), lead)).toMatchObject({ kind: 'forbidden' })
    expect(await inMuir('delivery.withdraw-benefit', { benefit: id }, lead)).toMatchObject({ kind: 'forbidden' })
    await house.done('delivery.withdraw-benefit', { benefit: id }, coordinator, 'muir')
    expect((await seen()).benefits).toMatchObject([
      { id, experiencedBy: 'Families in Easterhill', withdrawn: '2026-11-22' },
    ])
  })
})

describe('the forms', () => {
  it('lead back to the action, and stopped work takes no more claims but lets one be withdrawn', async () => {
    const web = await house.web()
    const cookie = await house.cookie(contributor)
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    expect((await web.inject({ url: `/p/muir/actions/${action}/contributions`, headers: { cookie } })).body).toContain(
      'never added up into a score',
    )
    const sent = await web.inject({
      method: 'POST',
      url: `/p/muir/actions/${action}/benefits`,
      headers,
      payload: `partner=${board}&kind=trust&experiencedBy=Tenants&words=They+talk`,
    })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/p/muir/actions/${action}`])
    const { id } = (await seen()).benefits[0]!

    await house.done('delivery.adopt-action', { action, despite: 'It is small' }, coordinator, 'muir')
    await house.done('delivery.stop-action', { action, because: 'The money ended' }, coordinator, 'muir')
    expect(await inMuir('delivery.claim-contribution', claim(), contributor)).toMatchObject({
      refusal: { code: 'action-stopped' },
    })
    const withdrawn = await web.inject({ method: 'POST', url: `/p/muir/benefits/${id}/withdraw`, headers, payload: '' })
    expect([withdrawn.statusCode, withdrawn.headers.location]).toEqual([303, `/p/muir/actions/${action}`])
    expect((await web.inject({ url: `/p/muir/benefits/${id}/withdraw`, headers: { cookie } })).statusCode).toBe(404)
  })
})
