// Law 8 over every page that the house can show: axe finds nothing, nothing scrolls sideways at 320 px, and the page
// can be found one's way about in by its headings and landmarks.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { stranger } from '../../src/operation/actor.ts'
import type { AnyFace } from '../../src/ui/declare.ts'
import { letterTo, linkIn, openLink } from '../asked.ts'
import { asOwner, useHouse } from '../harness.ts'
import { addressOf, furnish, type Known } from '../surface.ts'
import { sizes, useBrowser } from './browser.ts'

const house = useHouse()
const street = useBrowser(house)
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tabsAtOnce = 4

/** Pages that need a record the furnished partnership cannot show again. */
const mayBeMissing = [
  /\/tokens\/\d+\/revoke$/,
  /^\/places\/import\//,
  /\/actions\/\d+\/initiative$/,
  /\/items\/\d+\/(accept|return)$/,
]

/** One page as one person sees it. */
interface Sight {
  readonly who: 'nobody' | 'observer' | 'coordinator' | 'lead' | 'holder' | 'administrator'
  readonly at: string
  readonly status?: number
  /** Sends the page's form as it stands, to see it with its mistakes. */
  readonly send?: boolean
  /** Looked at on a phone too; a form is drawn the same there. */
  readonly twice?: boolean
}

let known: Known
/** What a stranger may see of it: the version that was adopted, not the draft. */
let knownToAll: Known
beforeAll(async () => {
  known = { ...(await furnish(house)), ...(await imports()), persona: 'manager' }
  known = { ...known, ...(await budgets(String(known.budget))) }
  await compareAreas()
  const coordinator = await house.person('coordinator@muir.test')
  await house.done('people.set-persona', { person: coordinator.person, persona: 'manager' }, house.administrator)
  const { id } = await house.database.root
    .selectFrom('session')
    .select('id')
    .where('person_id', '=', coordinator.person)
    .executeTakeFirstOrThrow()
  const [adopted] = (
    await asOwner(house.owner, client => client.query(`select id from plan_version where state = 'adopted' limit 1`))
  ).rows
  known = { ...known, session: String(id), link: linkIn((await letterTo(house, 'lead@muir.test')).body) }
  knownToAll = { ...known, version: String(adopted.id) }
})

/** Published figures that were imported, and files that wait to be looked at. */
async function imports(): Promise<Known> {
  const file = (text: string) => ({ name: 'figures.csv', bytes: Buffer.from(text) })
  const years = [2019, 2020, 2021, 2022]
  const rows = ['S12000033', 'S12000034', 'S12000047'].flatMap((place, at) =>
    years.map(year => `${place},CHN24,Children in poverty,${year},${20 + at + year / 1000}`),
  )
  const figures = file(
    `place,code,indicator,period,value\n${rows.join('\n')}\nNowhere,CHN24,Children in poverty,2022,1\n`,
  )
  const { administrator } = house
  await house.perform('indicators.import-readings', { preset: 'long', file: figures }, administrator)
  const upload = await house.done('indicators.upload-readings', { preset: 'long', file: figures }, administrator)
  return { code: 'CHN24', preset: 'long', upload: String(upload) }
}

/** A budget whose result is published, a vote that has no budget yet, and a project of the partnership's own. */
async function budgets(begun: string): Promise<Known> {
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) => house.done(name, raw, coordinator, 'muir')
  const today = house.now.toISOString().slice(0, 10)
  const asked = { purpose: 'What for', subject: 'money', audience: 'Everyone', level: 'decide-together' }
  const engagement = await done('engagement.plan', { title: 'You decide', ...asked, opens: today, closes: today })
  const promised = { decidedBy: 'Voters', answerDue: '2027-06-30', admits: 'anyone', resultsShown: 'after-closing' }
  await done('engagement.promise-answer', { engagement, ...promised })
  const rule = { ballot: 'approval', rule: 'equal-shares', completion: 'none', tieBreak: 'votes-cost-list' }
  const money = { title: '£100', about: 'The common good fund', amount: '100', ...rule }
  const budget = await done('budgeting.start-budget', { engagement, ...money })
  const add = (title: string, where: string | number) =>
    done('budgeting.add-project', { budget: where, title, words: 'For everyone' })
  for (const title of ['Swings', 'Lamps']) {
    const project = await add(title, budget)
    await done('budgeting.check-project', { project, feasible: 'yes', cost: '60' })
    await done('budgeting.shortlist-project', { project })
  }
  await done('budgeting.prepare-vote', { budget })
  await done('engagement.announce', { engagement })
  await done('engagement.open', { engagement })
  const activity = Number(
    (await asOwner(house.owner, client => client.query(`select activity_id from budget where id = $1`, [budget])))
      .rows[0].activity_id,
  )
  for (const [at, q1] of [['1'], ['1', '2'], ['2']].entries())
    await house.perform(
      'engagement.respond',
      { activity, device: `${at}`.repeat(22), answers: { q1 } },
      stranger,
      'muir',
    )
  await done('engagement.close', { engagement })
  await done('budgeting.count-vote', { budget })
  await done('budgeting.publish-result', { budget })
  const draft = await done('engagement.plan', {
    title: 'Not begun',
    ...asked,
    opens: '2027-01-10',
    closes: '2027-02-10',
  })
  const vote = await done('engagement.add-activity', { engagement: draft, kind: 'vote', title: 'The vote' })
  const numbers = {
    'run/publish budget': budget,
    'budgets/:budget/result budget': budget,
    'run/vote engagement': draft,
    'run/vote activity': vote,
    'projects/:project/edit project': await add('A pond', begun),
  }
  return Object.fromEntries(Object.entries(numbers).map(([where, id]) => [where, String(id)]))
}

/** Two kinds of area and a council, as the pages of coterminosity are asked about them. */
const boundaries: Known = { areas: 'council', others: 'health-board', code: 'S12000047' }
function knownOn(face: AnyFace, all: Known): Known {
  if (face.at.startsWith('/coterminosity/')) return { ...all, ...boundaries }
  // Only a linked joint body reports to others.
  return face.at.endsWith('/groups/:group/reports') ? { ...all, group: all.jointGroup! } : all
}

/** Two councils in one health board, and one that is the same as its own. */
async function compareAreas(): Promise<void> {
  const lookup = `DZ2011_Code,DZ2011_Name,LA_Code,LA_Name,HB_Code,HB_Name
S01000001,One,S12000014,Falkirk,S08000019,Forth Valley
S01000002,Two,S12000030,Stirling,S08000019,Forth Valley
S01000003,Three,S12000047,Fife,S08000029,Fife
`
  const { administrator } = house
  const file = { name: 'lookup.csv', bytes: Buffer.from(lookup) }
  await house.perform('places.import', { kind: 'lookup', file }, administrator)
  const pair = { kind: 'council', otherKind: 'health-board', by: 'lookup' }
  const compared = await house.perform('landscape.compare-areas', pair, administrator)
  if (!compared.ok) throw new Error(JSON.stringify(compared))
}

describe('every page', () => {
  it('can be used by everyone', { timeout: 300_000 }, async () => {
    const contexts = {
      nobody: await street.open({ inspected: true }),
      observer: await street.open({ inspected: true, as: await house.person('observer@muir.test') }),
      coordinator: await street.open({ inspected: true, as: await house.person('coordinator@muir.test') }),
      lead: await street.open({ inspected: true, as: await house.person('lead@muir.test') }),
      holder: await street.open({ inspected: true }),
      administrator: await street.open({ inspected: true, as: house.administrator }),
    }
    const [name, value] = (await openLink(await house.web(), String(known.link))).split('=') as [string, string]
    await contexts.holder.addCookies([{ name, value, url: `${street.address}/r/${known.link}` }])
    const seen = new Map<string, string[]>()
    const waiting = sights()
    expect(waiting.length).toBeGreaterThan(50)
    await Promise.all(
      Array.from({ length: tabsAtOnce }, async () => {
        const tabs = new Map<string, Page>()
        for (let sight = waiting.shift(); sight; sight = waiting.shift()) {
          const tab = tabs.get(sight.who) ?? (await contexts[sight.who].newPage())
          tabs.set(sight.who, tab)
          const words = `${sight.at}${sight.send ? ' (sent empty)' : ''}, seen by ${sight.who}`
          for (const fault of await faultsOf(tab, sight)) seen.set(fault, [...(seen.get(fault) ?? []), words])
        }
      }),
    )
    await Promise.all(Object.values(contexts).map((context: BrowserContext) => context.close()))
    expect(report(seen), 'Mend the page, or the part of src/ui that draws it').toBe('')
  })
})

/** Every face as those see it whom it is for, a public one of the partnership as its coordinator too, and mistakes. */
function sights(): Sight[] {
  const shown = house.site.faces.filter(face => face.kind !== 'download')
  const each = shown.flatMap((face): Sight[] => {
    const twice = face.kind === 'page'
    if (face.audience === 'key-holder') return [{ who: 'holder', at: addressOf(face, known, 'muir'), twice }]
    // What is kept for oneself was furnished for the council's lead.
    if (/^\/home\/.*:(item|absence|sent|organisation|column)/.test(face.at))
      return [{ who: 'lead', at: addressOf(face, known, 'muir'), twice }]
    if (face.audience === 'members' || face.audience === 'signed-in')
      return [{ who: 'coordinator', at: addressOf(face, knownOn(face, known), 'muir'), twice }]
    if (face.audience === 'administrators') return [{ who: 'administrator', at: addressOf(face, known, 'muir'), twice }]
    const at = addressOf(face, knownOn(face, knownToAll), 'muir')
    return [
      { who: 'nobody', at, twice },
      ...(twice && at.startsWith('/p/') ? [{ who: 'coordinator', at } as const] : []),
    ]
  })
  const sent = [
    '/sign-in',
    '/p/muir/plans/start',
    '/p/muir/members/add',
    `/p/muir/indicators/${known.indicator}/targets`,
  ]
  return [
    ...each,
    ...sent.map((at): Sight => ({ who: 'coordinator', at, send: true, status: 422 })),
    { who: 'nobody', at: '/p/muir/nothing-here', status: 404 },
    { who: 'nobody', at: '/nothing-here', status: 404 },
    { who: 'observer', at: '/p/muir/settings/colour', send: true, status: 403 },
    { who: 'administrator', at: '/home' },
  ]
}

async function faultsOf(tab: Page, { at, send, status, twice }: Sight): Promise<string[]> {
  await tab.setViewportSize(sizes.desk)
  let answer = await tab.goto(at)
  if (send)
    [answer] = await Promise.all([tab.waitForNavigation(), tab.locator('main form.form button[type=submit]').click()])
  const got = answer!.status()
  if (got === 404 && !status && mayBeMissing.some(one => one.test(at))) return []
  if (got !== (status ?? 200)) return [`answers ${got}`]
  await tab.addScriptTag({ content: axeSource })
  const atDesk = await tab.evaluate(findings)
  await tab.setViewportSize(sizes.narrow)
  await tab.evaluate(unfold)
  const onPhone = twice ? await tab.evaluate(findings) : []
  return [...new Set([...atDesk, ...onPhone, ...(await tab.evaluate(shape))])]
}

/** Runs in the page. */
async function findings(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: { run(at: Document, options: object): Promise<AxeResults> } }
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
  return violations.flatMap(one =>
    one.nodes.map(node => `${one.id}: ${one.help}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`.trim()),
  )
}

/** Runs in the page: opens the menu on a phone, and the tables under the charts. */
function unfold(): void {
  for (const one of document.querySelectorAll('details')) one.open = true
}

/** Runs in the page, at 320 px: sideways scrolling, headings, title, language, landmarks. */
function shape(): string[] {
  const faults: string[] = []
  const page = document.documentElement
  if (page.scrollWidth > 320) {
    const wide = [...document.querySelectorAll('body *')].filter(
      one =>
        one.getBoundingClientRect().left + one.scrollWidth > 320.5 && !one.closest('.scrolls') && !one.children.length,
    )
    faults.push(`is ${page.scrollWidth} px wide at 320: ${wide[0]?.outerHTML.slice(0, 160) ?? 'a frame'}`)
  }
  if (page.lang !== 'en') faults.push('has no language')
  if (!document.title.trim()) faults.push('has no title')
  if (document.querySelectorAll('h1').length !== 1) faults.push(`has ${document.querySelectorAll('h1').length} h1`)
  for (const name of ['header', 'main', 'footer'])
    if (document.querySelectorAll(`body > ${name}`).length !== 1) faults.push(`has not one ${name}`)
  let level = 0
  for (const heading of document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')) {
    if (heading.closest('.ds_error-summary')) continue
    const next = Number(heading.tagName[1])
    if (next > level + 1) faults.push(`skips from h${level} to h${next}: ${heading.textContent?.slice(0, 60)}`)
    level = next
  }
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice) faults.push(`has the id ${twice} twice`)
  return faults
}

const report = (seen: ReadonlyMap<string, readonly string[]>): string =>
  [...seen]
    .map(
      ([fault, where]) =>
        `${fault}\n${where
          .slice(0, 5)
          .map(one => `    ${one}\n`)
          .join('')}${where.length > 5 ? `    and ${where.length - 5} more\n` : ''}`,
    )
    .join('\n')
