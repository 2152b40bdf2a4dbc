// Law 8 over every page that the house can show: axe finds nothing, nothing scrolls sideways at 320 px, and the page
// can be found one's way about in by its headings and landmarks.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { useHouse } from '../harness.ts'
import { addressOf, furnish, type Known } from '../surface.ts'
import { sizes, useBrowser } from './browser.ts'

const house = useHouse()
const street = useBrowser(house)
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tabsAtOnce = 4

/** One page as one person sees it. */
interface Sight {
  readonly who: 'nobody' | 'coordinator' | 'administrator'
  readonly at: string
  readonly status?: number
  /** Sends the page's form as it stands, to see it with its mistakes. */
  readonly send?: boolean
}

let known: Known
beforeAll(async () => {
  known = await furnish(house)
})

describe('every page', () => {
  it('can be used by everyone', { timeout: 180_000 }, async () => {
    const contexts = {
      nobody: await street.open({ inspected: true }),
      coordinator: await street.open({ inspected: true, as: await house.person('coordinator@muir.test') }),
      administrator: await street.open({ inspected: true, as: house.administrator }),
    }
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

/** Every face once for the least of those it is for, every form of the partnership once more sent empty, and errors. */
function sights(): Sight[] {
  const shown = house.site.faces.filter(face => face.kind !== 'download')
  const each = shown.flatMap((face): Sight[] => {
    const at = addressOf(face, known, 'muir')
    const who = {
      anyone: 'nobody',
      members: 'coordinator',
      'signed-in': 'administrator',
      administrators: 'administrator',
    }
    const sight = { who: who[face.audience] as Sight['who'], at }
    const working: Sight[] =
      face.kind === 'page' && face.audience === 'anyone' && at.startsWith('/p/') ? [{ who: 'coordinator', at }] : []
    return [sight, ...working]
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
  ]
}

async function faultsOf(tab: Page, { at, send, status }: Sight): Promise<string[]> {
  await tab.setViewportSize(sizes.desk)
  let answer = await tab.goto(at)
  if (send)
    [answer] = await Promise.all([tab.waitForNavigation(), tab.locator('main form.form button[type=submit]').click()])
  const got = answer!.status()
  if (status ? got !== status : got !== 200) {
    const mayBeMissing = got === 404 && !status && /\/tokens\/\d+\/revoke$/.test(at)
    if (!mayBeMissing) return [`answers ${got}`]
  }
  await tab.addScriptTag({ content: axeSource })
  const atDesk = await tab.evaluate(findings)
  await tab.setViewportSize(sizes.narrow)
  const onPhone = await tab.evaluate(findings)
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

/** Runs in the page, at 320 px: sideways scrolling, headings, title, language, landmarks. */
function shape(): string[] {
  const faults: string[] = []
  const page = document.documentElement
  if (page.scrollWidth > 320) {
    const wide = [...document.querySelectorAll('body *')].filter(
      one => one.getBoundingClientRect().right > 320.5 && !one.closest('.scrolls') && !one.children.length,
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
