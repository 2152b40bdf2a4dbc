// Partnerships through a real database: founding, partners, roles, and what each refuses.

import { beforeAll, describe, expect, it } from 'vitest'
import { twoPartnerships, useHouse } from '../../../test/harness.ts'
import { stranger } from '../../operation/actor.ts'

const house = useHouse()
beforeAll(() => twoPartnerships(house))

describe('partnerships', () => {
  it('keeps an old address leading to the new one, and gives it to nobody else', async () => {
    const coordinator = await house.person('coordinator@lorne.test')
    await house.done('partnerships.move', { slug: 'lorn' }, coordinator, 'lorne')
    expect(await house.site.findPartnership('lorne')).toEqual({ movedTo: 'lorn' })
    const again = await house.perform(
      'partnerships.found',
      { name: 'Another', slug: 'lorne', area: 'X12000002' },
      house.administrator,
    )
    expect(again).toMatchObject({ ok: false, refusal: { code: 'address-taken', field: 'slug' } })
    await house.done('partnerships.move', { slug: 'lorne' }, coordinator, 'lorn')
  })

  it('refuses a colour that white words cannot be read on', async () => {
    const coordinator = await house.person('coordinator@muir.test')
    expect(await house.perform('partnerships.choose-colour', { colour: '#ffdd00' }, coordinator, 'muir')).toMatchObject(
      { refusal: { code: 'colour-too-pale' } },
    )
    await house.done('partnerships.choose-colour', { colour: '#0B4F6C' }, coordinator, 'muir')
  })

  it('never leaves a partnership without a coordinator', async () => {
    const coordinator = await house.person('coordinator@muir.test')
    const { id } = await house.database.root.transaction().execute(async db => {
      await (await import('kysely'))
        .sql`select set_config('app.partnerships', ${String((await house.partnership('muir')).id)}, true)`.execute(db)
      return db.selectFrom('membership').select('id').where('role', '=', 'coordinator').executeTakeFirstOrThrow()
    })
    expect(await house.perform('partnerships.end-role', { membership: id }, coordinator, 'muir')).toMatchObject({
      refusal: { code: 'last-coordinator' },
    })
  })

  it('lets a lead speak for their own partner only, and an observer for none', async () => {
    const lead = await house.person('lead@muir.test')
    const observer = await house.person('observer@muir.test')
    expect(
      await house.perform('partnerships.declare-priority', { partner: 1, priority: 'Jobs' }, lead, 'muir'),
    ).toMatchObject({ ok: true })
    expect(
      await house.perform('partnerships.declare-priority', { partner: 2, priority: 'Jobs' }, lead, 'muir'),
    ).toMatchObject({ kind: 'forbidden' })
    expect(
      await house.perform('partnerships.declare-priority', { partner: 1, priority: 'Jobs' }, observer, 'muir'),
    ).toMatchObject({ kind: 'forbidden' })
    expect(
      await house.perform('partnerships.declare-priority', { partner: 1, priority: 'Jobs' }, stranger, 'muir'),
    ).toMatchObject({ kind: 'not-found' })
  })

  it('shows nothing of the neighbour: its partner is not there', async () => {
    const coordinator = await house.person('coordinator@muir.test')
    expect(
      await house.perform('partnerships.declare-priority', { partner: 3, priority: 'Jobs' }, coordinator, 'muir'),
    ).toMatchObject({ kind: 'not-found' })
  })

  it('keeps history by number, without names or addresses of people', async () => {
    const { rows } = await (await import('../../../test/harness.ts')).asOwner(house.owner, client =>
      client.query(`select fact::text from history where operation = 'partnerships.give-role'`),
    )
    expect(rows.length).toBe(10)
    expect(rows.map(row => row.fact).join()).not.toMatch(/@|of muir/)
  })
})
