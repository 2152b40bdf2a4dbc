// Reach through a real database: a census comes in and goes out unchanged, and stands beside who took part.

import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../../test/harness.ts'
import { tick } from '../../../jobs/clockwork.ts'
import { type Actor, stranger } from '../../../operation/actor.ts'
import { countsDue } from '../results/due.ts'
import { planned, someQuestions } from '../results/some-questions.ts'

const house = useHouse()
let coordinator: Actor
let park: { engagement: number; activity: number }

const census = `\ufeffplace_code,grouping,group,population,year,source\r
X12000001,age,a,5000,2022,"Census 2022, National Records"\r
X12000001,age,b,3000,2022,"Census 2022, National Records"\r
X12000001,age,c,2000,2022,"Census 2022, National Records"\r
X12000001,age,'=d,10,2022,\r
`
const bring = (text: string, actor = house.administrator) =>
  house.perform('places.import-groups', { file: { name: 'groups.csv', bytes: new TextEncoder().encode(text) } }, actor)
const get = async (url: string, actor?: Actor) =>
  (await house.web()).inject({ url, headers: actor ? { cookie: await house.cookie(actor) } : {} })
const reach = () => `/p/muir/engagements/${park.engagement}/reach`

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  park = await planned(house, someQuestions)
  await house.done('engagement.open', { engagement: park.engagement }, coordinator, 'muir')
  for (let at = 0; at < 60; at++)
    await house.done(
      'engagement.respond',
      {
        activity: park.activity,
        device: `device-of-somebody-${at}`,
        answers: { q1: 'a', q7: at < 3 ? 'a' : at < 30 ? 'b' : at < 45 ? 'c' : 'prefer-not-to-say' },
      },
      stranger,
      'muir',
    )
})

describe('population by group', () => {
  it('is for administrators, and refuses by row what cannot be read', async () => {
    expect(await bring(census, coordinator)).toMatchObject({ ok: false, kind: 'not-found' })
    expect(await bring('place,group\nX,1')).toMatchObject({ ok: false, refusal: { code: 'not-groups', field: 'file' } })
    const head = 'place_code,grouping,group,population,year,source\n'
    const wrong = `${head}X99,age,a,1,2022,\nX12000001,,a,1,2022,\nX12000001,age,a,1.5,2022,\nX12000001,age,a,1,22,\n`
    expect(await bring(wrong)).toMatchObject({
      ok: true,
      fact: {
        imported: 0,
        changed: 0,
        unchanged: 0,
        refused: 4,
        leftOut: [{ line: 2 }, { line: 3 }, { line: 4 }, { line: 5 }],
      },
    })
  })

  it('comes in once, and goes out as it came', async () => {
    expect(await bring(census)).toMatchObject({ ok: true, fact: { imported: 4, unchanged: 0 } })
    expect(await bring(census)).toMatchObject({ ok: true, fact: { imported: 0, unchanged: 4 } })
    const { body } = await get('/places/population-groups.csv', house.administrator)
    expect(body.split('\r\n').toSorted()).toEqual(census.split('\r\n').toSorted())
    expect(await bring(body)).toMatchObject({ ok: true, fact: { imported: 0, unchanged: 4 } })
    expect(await bring(census.replace('5000', '5001'))).toMatchObject({ ok: true, fact: { changed: 1, unchanged: 3 } })
    expect((await get('/places/population-groups.csv', coordinator)).statusCode).toBe(404)
    const { body: imports } = await get('/imports', house.administrator)
    expect(imports).toContain('Population by group')
    expect((await get('/places/population-groups', house.administrator)).body).toContain(
      'Census 2022, National Records',
    )
  })
})

describe('the page of reach', () => {
  it('is not for strangers before results are', async () => {
    const { body } = await get(reach())
    expect(body).toContain('is shown when this has closed')
    expect(body).not.toContain('How old are you?')
  })

  it('says who took part against who lives there, and hides small numbers', async () => {
    await house.done('engagement.close', { engagement: park.engagement }, coordinator, 'muir')
    house.now = new Date(house.now.getTime() + 3_600_000)
    await tick({
      house: house.site.house,
      timed: [countsDue],
      findPartnershipByNumber: house.site.findPartnershipByNumber,
    })
    const { body } = await get(reach())
    expect(body).toContain('45 people said, 15 (25%) did not.')
    expect(body).toMatch(/25 to 64.*27 \(60%\).*30%.*More than live here/)
    expect(body).toMatch(/Under 25.*–.*50%.*Cannot be said/)
    expect(body).toContain('so that nobody can be picked out')
    expect(body).toContain('people chose to')
    expect((await get(reach().replace('muir', 'lorne'))).statusCode).toBe(404)
  })

  it('says so where nobody knows who lives there', async () => {
    await asOwner(house.owner, client => client.query('delete from place_group_population'))
    const { body } = await get(reach(), house.administrator)
    expect(body).toContain('nothing to compare with')
    expect(body).toContain('/places/population-groups')
  })
})
