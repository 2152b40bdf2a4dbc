// Plans through a real database: from a draft to an adopted plan and its next version, who may do what, and StratML.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { asOwner, twoPartnerships, useHouse } from '../../../test/harness.ts'
import { reading } from '../../db/handles.ts'
import { type Actor, stranger } from '../../operation/actor.ts'
import { ask } from '../../operation/ask.ts'
import { differences } from './comparison.ts'
import { adoptedPlan, outcome, plansOf, versionOf, versionView, voices } from './queries.ts'
import { seenOf } from './rules.ts'
import type { PlanDocument } from './stratml.ts'
import { documentOfVersion } from './stratml-export.ts'
import { readStratml } from './stratml-read.ts'
import { writeStratml } from './stratml-write.ts'

const house = useHouse()
let coordinator: Actor
let lead: Actor

beforeAll(async () => {
  await twoPartnerships(house)
  coordinator = await house.person('coordinator@muir.test')
  lead = await house.person('lead@muir.test')
  await house.done('plans.register-frameworks', {}, stranger)
})

const does = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator) =>
  house.done(`plans.${name}`, raw, actor, 'muir')
const tries = (name: string, raw: Record<string, unknown>, actor: Actor = coordinator, slug = 'muir') =>
  house.perform(`plans.${name}`, raw, actor, slug)
const read = async <T>(work: Parameters<typeof reading<T>>[2], slug = 'muir'): Promise<T> =>
  reading(house.database.root, [(await house.partnership(slug)).id], work)
const openVersion = async (plan: number): Promise<number> =>
  (await read(db => versionOf(db, plan, ['draft', 'proposed'])))!
const period = { starts: '2026-04-01', ends: '2036-03-31' }
const lasting = { horizon: 'long', dimensions: ['social'] }

/** A locality plan with a vision, a theme and an outcome, as a draft. */
async function drafted(title: string) {
  const plan = await does('start-plan', { kind: 'thematic', title, ...period })
  const version = await openVersion(plan)
  await does('write-vision', { version, vision: `${title}: a kinder place` })
  const theme = await does('add-theme', { version, title: 'Work' })
  const first = await does('add-outcome', { version, theme, title: 'More people in work', ...lasting })
  return { plan, version, theme, first }
}

/** The words of an outcome as an editor's form has them. */
async function asSeen(version: number, id: number): Promise<Record<string, unknown>> {
  const one = (await read(db => versionView(db, version)))!.outcomes.find(found => found.id === id)!
  const { theme, parent, title, description, horizon, dimensions, partner } = one
  return { version, outcome: id, theme, parent, title, description, horizon, dimensions, partner, seen: seenOf(one) }
}

describe('a plan from draft to draft', () => {
  let plan: number
  let version: number
  let theme: number
  let work: number
  let homes: number

  it('is drafted: vision, themes, outcomes, goals', async () => {
    plan = await does('start-plan', { kind: 'community', title: 'Muir 2036', ...period })
    expect(await tries('start-plan', { kind: 'community', title: 'Another', ...period })).toMatchObject({
      refusal: { code: 'community-plan-exists' },
    })
    version = await openVersion(plan)
    expect(await tries('propose-version', { version })).toMatchObject({ refusal: { code: 'vision-missing' } })
    await does('write-vision', { version, vision: 'A kinder place' })
    theme = await does('add-theme', { version, title: 'Work and homes' })
    work = await does('add-outcome', {
      version,
      theme,
      title: 'More people in work',
      ...lasting,
      goals: ['national-outcomes-2018:fair-work', 'sdg-2015:8'],
    })
    homes = await does('add-outcome', { version, theme, title: 'Warm homes', ...lasting, parent: work, partner: 1 })
    expect(await tries('map-outcome', { version, outcome: work, goals: ['sdg-2015:99'] })).toMatchObject({
      refusal: { code: 'goal-unknown' },
    })
    expect(await tries('remove-theme', { version, theme })).toMatchObject({ refusal: { code: 'theme-holds-outcomes' } })
    expect(await tries('remove-outcome', { version, outcome: work })).toMatchObject({
      refusal: { code: 'outcome-has-children' },
    })
    await does('edit-outcome', { ...(await asSeen(version, homes)), position: 1 })
    const view = (await read(db => versionView(db, version)))!
    expect(view.outcomes.map(one => [one.title, one.parentTitle, one.partnerName])).toEqual([
      ['Warm homes', 'More people in work', 'Council of muir'],
      ['More people in work', null, null],
    ])
    expect(view.outcomes[1]!.goals.map(goal => goal.title)).toEqual([
      'Fair Work and Business',
      'Decent Work and Economic Growth',
    ])
  })

  it('does not let one editor write over another unseen', async () => {
    const seen = await asSeen(version, homes)
    await does('edit-outcome', { ...seen, title: 'Warm, dry homes' })
    const refused = await tries('edit-outcome', { ...seen, title: 'Affordable homes' })
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'changed-meanwhile' } })
    expect((refused as { refusal: { words: string } }).refusal.words).toMatch(/^coordinator of muir changed this/)
    expect((await asSeen(version, homes)).title).toBe('Warm, dry homes')
  })

  it('is proposed: leads get a letter, words stand still, and only the partner itself answers', async () => {
    expect(await tries('endorse', { version, partner: 1 }, lead)).toMatchObject({ refusal: { code: 'not-proposed' } })
    const before = await house.letters()
    await does('propose-version', { version })
    expect((await house.letters()) - before).toBe(1)
    expect(await tries('add-theme', { version, title: 'Late' })).toMatchObject({
      refusal: { code: 'proposed-stands-still' },
    })
    expect(await tries('endorse', { version, partner: 2 }, lead)).toMatchObject({ kind: 'forbidden' })
    await does('endorse', { version, partner: 1, reservation: 'If the money is there' }, lead)
    expect((await house.letters()) - before).toBe(2)
    expect(await tries('stress', { version, partner: 1, principle: 'delivery', outcomes: [999] }, lead)).toMatchObject({
      refusal: { code: 'outcome-unknown' },
    })
    await does('stress', { version, partner: 1, principle: 'delivery', outcomes: [homes], words: 'Homes first' }, lead)
    await does('stress', { version, partner: 1, principle: 'vision', outcomes: [homes] }, lead)
    expect((await read(db => voices(db, version)))[0]).toMatchObject({
      name: 'Council of muir',
      reservation: 'If the money is there',
      principle: 'vision',
      outcomes: [homes],
    })
  })

  it('loses its endorsements when it is withdrawn, because its words may change', async () => {
    await does('withdraw-proposal', { version })
    expect((await read(db => voices(db, version))).filter(one => one.endorsedOn)).toEqual([])
    await does('propose-version', { version })
    await does('endorse', { version, partner: 1 }, lead)
  })

  it('is adopted and frozen, by the rules and again by the database', async () => {
    await does('adopt-version', { version, adoptedOn: '2026-11-20', where: 'Town Hall' })
    expect((await read(db => adoptedPlan(db)))?.vision).toBe('A kinder place')
    for (const [name, raw] of [
      ['write-vision', { version, vision: 'Other' }],
      ['edit-outcome', { ...(await asSeen(version, homes)), title: 'Other' }],
      ['map-outcome', { version, outcome: work, goals: [] }],
      ['withdraw-proposal', { version }],
      ['discard-draft', { version }],
    ] as const)
      expect(await tries(name, raw)).toMatchObject({ refusal: { code: 'adopted-is-frozen' } })
    for (const statement of [
      `update plan_version set vision = 'Other' where id = ${version}`,
      `update plan_version set state = 'draft' where id = ${version}`,
      `delete from plan_version where id = ${version}`,
      `update outcome_text set title = 'Other' where version_id = ${version}`,
      `delete from outcome_goal where version_id = ${version}`,
      `update theme_text set title = 'Other' where version_id = ${version}`,
    ])
      await expect(asOwner(house.owner, client => client.query(statement))).rejects.toThrow('does not change')
  })

  it('is drafted anew, says what changed and why, and replaces the version before', async () => {
    const next = await does('draft-next', { plan })
    expect(await tries('draft-next', { plan })).toMatchObject({ refusal: { code: 'version-open' } })
    const before = (await read(db => versionView(db, version)))!
    expect(differences(before, (await read(db => versionView(db, next)))!)).toEqual([])
    await does('edit-outcome', { ...(await asSeen(next, work)), title: 'More people in good work', partner: 2 })
    expect(differences(before, (await read(db => versionView(db, next)))!)).toEqual([
      '“More people in work” now reads “More people in good work”.',
      'Responsible for “More people in good work”: Health board of muir, was nobody.',
    ])
    await does('propose-version', { version: next })
    const adoption = { version: next, adoptedOn: '2026-11-21' }
    expect(await tries('adopt-version', adoption)).toMatchObject({ refusal: { code: 'because-missing' } })
    await does('adopt-version', { ...adoption, because: 'Good work, because any work was not enough.' })
    expect(await read(db => versionView(db, version))).toMatchObject({
      state: 'superseded',
      supersededOn: '2026-11-21',
    })
    expect(await read(db => outcome(db, work))).toMatchObject({ title: 'More people in good work', version: next })
  })
})

describe('who may', () => {
  it('is a coordinator for the words; nobody outside learns that the plan is there', async () => {
    const { version } = await drafted('Carers')
    const vision = { version, vision: 'Mine' }
    expect(await tries('write-vision', vision, lead)).toMatchObject({ kind: 'forbidden' })
    expect(await tries('write-vision', vision, stranger)).toMatchObject({ kind: 'not-found' })
    const neighbour = await house.person('coordinator@lorne.test')
    expect(await tries('write-vision', vision, neighbour)).toMatchObject({ kind: 'not-found' })
    expect(await tries('write-vision', vision, neighbour, 'lorne')).toMatchObject({ kind: 'not-found' })
    expect(await read(db => versionView(db, version), 'lorne')).toBeNull()
    expect((await read(db => plansOf(db))).map(one => one.title)).not.toContain('Carers')
    expect((await read(db => plansOf(db, true))).map(one => one.title)).toContain('Carers')
  })

  it('links a partner’s own objective only if it is theirs', async () => {
    const { first } = await drafted('Objectives')
    const objective = await house.done('partnerships.add-objective', { partner: 2, words: 'Jobs' }, coordinator, 'muir')
    expect(await tries('link-objective', { objective, outcome: first }, lead)).toMatchObject({ kind: 'forbidden' })
    await does('link-objective', { objective, outcome: first })
    expect(await tries('link-objective', { objective, outcome: first })).toMatchObject({
      refusal: { code: 'linked-already' },
    })
    expect((await read(db => outcome(db, first, true)))?.objectives).toMatchObject([{ words: 'Jobs', partner: 2 }])
    expect(await read(db => outcome(db, first))).toBeNull()
    await does('unlink-objective', { objective, outcome: first })
  })

  it('discards a draft with its words, and never leaves two open versions', async () => {
    const { plan, version } = await drafted('A mistake')
    await does('discard-draft', { version })
    expect((await read(db => plansOf(db, true))).map(one => one.id)).not.toContain(plan)
  })

  it('asks a locality plan for its place, and refuses a theme of another plan', async () => {
    expect(await tries('start-plan', { kind: 'locality', title: 'X', ...period })).toMatchObject({
      refusal: { field: 'place' },
    })
    const other = await drafted('Other')
    const { version } = await drafted('This')
    expect(await tries('add-outcome', { version, theme: other.theme, title: 'Stray', ...lasting })).toMatchObject({
      refusal: { field: 'theme' },
    })
  })
})

describe('at the same moment', () => {
  const wins = (outcomes: { ok: boolean }[]) => outcomes.filter(one => one.ok).length

  it('of two who save one outcome, propose, adopt or draft the next, one does', async () => {
    const { plan, version, first } = await drafted('Twice')
    const seen = await asSeen(version, first)
    const saves = ['One', 'Two', 'Three'].map(title => tries('edit-outcome', { ...seen, title }))
    expect(wins(await Promise.all(saves))).toBe(1)
    const twice = async (name: string, raw: Record<string, unknown>) =>
      wins(await Promise.all([tries(name, raw), tries(name, raw)]))
    expect(await twice('propose-version', { version })).toBe(1)
    expect(await twice('adopt-version', { version, adoptedOn: '2026-11-20' })).toBe(1)
    expect(await twice('draft-next', { plan })).toBe(1)
  })

  it('a draft is never proposed empty while its last outcome is being removed', async () => {
    const { version, first } = await drafted('Emptied')
    const [removed, proposed] = await Promise.all([
      tries('remove-outcome', { version, outcome: first }),
      tries('propose-version', { version }),
    ])
    expect(wins([removed, proposed])).toBe(1)
  })

  it('of two who start the plan for the whole area, one does', async () => {
    const neighbour = await house.person('coordinator@lorne.test')
    const start = () => tries('start-plan', { kind: 'community', title: 'Lorne', ...period }, neighbour, 'lorne')
    expect(wins(await Promise.all([start(), start(), start()]))).toBe(1)
  })
})

describe('StratML', () => {
  const exported = async (plan: number, part: 1 | 2) => {
    const partnership = await house.partnership('muir')
    const version = (await read(db => versionOf(db, plan, ['draft', 'adopted'])))!
    const document = await read(db =>
      documentOfVersion({ db, partnership, address: house.site.house.address }, version),
    )
    return writeStratml(document!, part)
  }
  const taken = (xml: string, title = '') =>
    does('import-stratml', { file: { name: 'plan.xml', bytes: Buffer.from(xml) }, kind: 'thematic', title })

  it.each([1, 2] as const)('a plan of ours goes out, comes in and goes out the same (part %i)', async part => {
    const { plan, version, theme, first } = await drafted('Out and in')
    await does('write-vision', { version, vision: 'A <kinder> place & more', summary: 'Two\n\nparagraphs' })
    await does('add-outcome', {
      version,
      theme,
      title: 'Warm homes',
      description: 'Nobody is cold',
      horizon: 'short',
      dimensions: ['social', 'environmental'],
      parent: first,
      partner: 1,
      goals: ['sdg-2015:7', 'national-outcomes-2018:poverty'],
    })
    const out = await exported(plan, part)
    const again = await taken(out)
    expect(await exported(again, part)).toBe(out)
    const copy = (await read(db => versionView(db, version)))!
    const back = (await read(async db => versionView(db, (await versionOf(db, again, ['draft']))!)))!
    const plain = (view: typeof copy) =>
      view.outcomes.map(({ title, description, horizon, dimensions, parentTitle, partnerName, goals }) => ({
        ...{ title, description, horizon, dimensions, parentTitle, partnerName, goals },
      }))
    expect(plain(back)).toEqual(plain(copy))
  })

  it('a plan from elsewhere keeps what has no place here, through editing, adoption and the next version', async () => {
    const foreign: PlanDocument = {
      title: '  Long range plan ',
      description: 'What we do',
      organisations: [{ name: 'Elsewhere', acronym: 'E', identifier: '_e', stakeholders: [] }],
      vision: { description: 'Better ', identifier: '_v' },
      mission: { description: 'Work', identifier: '_m' },
      values: [{ name: 'Care' }],
      themes: [
        {
          identifier: '_g',
          title: 'Goal one',
          sequence: 'I',
          stakeholders: [{ name: 'Residents', roles: [] }],
          outcomes: [
            {
              identifier: '_o',
              title: '',
              description: 'No name, only this.',
              otherInformation: 'Goals: unknown:1\nSee the annex',
              stakeholders: [],
              indicators: [],
            },
          ],
        },
      ],
      period: { starts: '2020-01-01' },
      submitter: { givenName: 'Iona', emailAddress: 'iona@example.org' },
    }
    const out = writeStratml(foreign, 1)
    const plan = await taken(out)
    expect(await exported(plan, 1)).toBe(out)
    const version = await openVersion(plan)
    const { outcomes } = (await read(db => versionView(db, version)))!
    expect(outcomes[0]!.title).toBe('No name, only this.')
    await does('edit-outcome', { ...(await asSeen(version, outcomes[0]!.id)), title: 'Named now' })
    await does('propose-version', { version })
    await does('adopt-version', { version, adoptedOn: '2026-11-20' })
    await does('draft-next', { plan })
    const later = await exported(plan, 1)
    expect(later).toContain('<Name>Named now</Name>')
    for (const kept of ['<Acronym>E</Acronym>', 'Work', 'Care', 'Residents', 'See the annex', 'iona@example.org'])
      expect(later).toContain(kept)
    expect(await exported(await taken(later, 'Copy'), 1)).toBe(later.replace('  Long range plan ', 'Copy'))
  })

  const real = new URL('../../../../shared/data/plans/stratml/', import.meta.url)
  const files = existsSync(real) ? readdirSync(real).filter(name => /\.(xml|stratml)$/i.test(name)) : []
  it.skipIf(files.length === 0)(
    `published plans come in and go out the same${files.length ? '' : ' (left out: ../shared/data is not here)'}`,
    async () => {
      let imported = 0
      for (const name of files) {
        const bytes = readFileSync(new URL(name, real))
        const direct = readStratml(bytes)
        if ('refused' in direct) continue
        const plan = await does('import-stratml', { file: { name, bytes }, kind: 'thematic' })
        for (const part of [1, 2] as const) {
          const out = writeStratml(direct.document, part)
          expect(await exported(plan, part), name).toBe(out)
        }
        imported++
      }
      expect(imported).toBeGreaterThan(0)
    },
  )

  it('whatever a file says, it goes out as it came in', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '',
        ' a ',
        'a\n\nb',
        '<b>&',
        'Horizon: short',
        'Horizon: soon',
        'Part of: _o1',
        'Goals: sdg-2015:1',
        'Council of muir',
      ),
    )
    const outcome = fc.record({
      identifier: fc.constantFrom('_o1', '_o2', ''),
      title: words,
      description: words,
      otherInformation: words,
      stakeholders: fc.array(fc.record({ name: words, roles: fc.constant<never[]>([]) }), { maxLength: 2 }),
      indicators: fc.constant<never[]>([]),
    })
    const theme = fc.record({
      identifier: fc.constantFrom('_t', '_o1', ''),
      title: words,
      description: words,
      stakeholders: fc.constant<never[]>([]),
      outcomes: fc.array(outcome, { maxLength: 3 }),
    })
    const document = fc.record({
      title: words,
      description: words,
      organisations: fc.constant<never[]>([]),
      vision: fc.option(fc.record({ description: words, identifier: fc.constant('_v') }), { nil: undefined }),
      values: fc.constant<never[]>([]),
      themes: fc.array(theme, { maxLength: 3 }),
      period: fc.record({
        starts: fc.constantFrom('2020-02-29', '', undefined),
        ends: fc.constantFrom('2019-01-01', ''),
      }),
    })
    for (const one of fc.sample(document, { numRuns: 40, seed: 11 })) {
      // What the first file says comes out in our order of lines; from then on nothing changes any more.
      const plan = await taken(writeStratml(one, 1))
      const once = await exported(plan, 1)
      const { outcomes } = (await read(async db => versionView(db, (await versionOf(db, plan, ['draft']))!)))!
      expect(outcomes.filter(outcome => outcome.parent === outcome.id)).toEqual([])
      expect(await exported(await taken(once), 1)).toBe(once)
    }
  })

  it('lists what it skipped, refuses what is no plan, and keeps the submitter out of history', async () => {
    const xml = writeStratml(
      {
        title: 'With extras',
        organisations: [],
        values: [],
        themes: [],
        period: {},
        submitter: { surname: 'Secretive' },
      },
      1,
    ).replace('</StrategicPlan>', '<Colour>blue</Colour></StrategicPlan>')
    const outcomeOf = await tries('import-stratml', {
      file: { name: 'p.xml', bytes: Buffer.from(xml) },
      kind: 'thematic',
    })
    expect(outcomeOf).toMatchObject({ ok: true, fact: { skipped: [{ path: '/StrategicPlan/Colour' }] } })
    const { rows } = await asOwner(house.owner, client =>
      client.query(`select fact::text from history where operation = 'plans.import-stratml'`),
    )
    expect(rows.map(row => row.fact).join()).not.toMatch(/Secretive|Iona|iona@/)
    const refused = await tries('import-stratml', {
      file: { name: 'x', bytes: Buffer.from('<html/>') },
      kind: 'thematic',
    })
    expect(refused).toMatchObject({ refusal: { code: 'not-stratml', field: 'file' } })
  })
})

it('the public API answers in the shapes it declares, in adopted words only', async () => {
  const answer = async (name: string, params: Record<string, string> = {}, slug: string | null = 'muir') => {
    const declared = house.site.reads.find(one => one.name === name)!
    const partnership = slug === null ? null : await house.partnership(slug)
    const query = declared.query.parse({ limit: 100 })
    const view = await ask(house.site.house, stranger, partnership, asking => declared.read(asking, params, query))
    return view === null ? null : declared.answer.parse(view)
  }
  expect(await answer('plans.plan')).toMatchObject({ vision: 'A kinder place', version: { number: 2 } })
  const { items } = (await answer('plans.outcomes')) as { items: { title: string }[] }
  expect(items.map(one => one.title).sort()).toEqual(['More people in good work', 'Warm, dry homes'])
  expect(JSON.stringify(await answer('plans.list'))).not.toMatch(/Carers|Out and in/)
  expect(await answer('plans.plan', {}, 'lorne')).toBeNull()
  expect(await answer('plans.frameworks', {}, null)).toMatchObject({ items: [{}, {}, {}] })
  expect(await answer('plans.framework', { framework: 'sdg-2015' }, null)).toMatchObject({ version: '2015' })
  expect(await answer('plans.framework', { framework: 'none' }, null)).toBeNull()
})

it('frameworks are registered once, and again without harm', async () => {
  expect(await house.perform('plans.register-frameworks', {}, stranger)).toMatchObject({
    refusal: { code: 'frameworks-known' },
  })
  const { rows } = await asOwner(house.owner, client =>
    client.query('select framework_code, count(*)::int from goal group by 1 order by 1'),
  )
  expect(rows.map(row => row.count)).toEqual([11, 17, 7])
})
