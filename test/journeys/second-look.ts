// Pages that a journey without scripts went through, looked at afterwards on a phone that has them: axe, width, headings
// and labels. Without scripts a page cannot be looked into.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { type Street, sizes } from './browser.ts'

interface Seen {
  readonly address: string
  readonly status: number
  readonly words: Promise<string>
}

/** Every page of a watched tab is looked at after each test, as it was sent. */
export function useSecondLook(street: Street): (page: Page) => void {
  const seen: Seen[] = []
  afterEach(async () => {
    const context = await street.open({ inspected: true, size: 'phone' })
    const inspector = await context.newPage()
    const faults = new Map<string, string[]>()
    const looked = new Set<string>()
    for (const { address, status, words } of seen.splice(0)) {
      const body = await words
      if (looked.has(body)) continue
      looked.add(body)
      const found = body ? await faultsOf(inspector, address, body) : ['was gone before it could be kept']
      if (status >= 500) found.push(`answers ${status}`)
      for (const fault of found)
        faults.set(fault, [...(faults.get(fault) ?? []), `${status} ${address.replace(street.address, '')}`])
    }
    await context.close()
    const report = [...faults].map(([fault, where]) => `${fault}\n    ${where.slice(0, 4).join('\n    ')}`)
    expect(report.join('\n')).toBe('')
  }, 240_000)
  return page => {
    page.on('response', response => {
      const html = response.headers()['content-type']?.startsWith('text/html')
      if (!response.request().isNavigationRequest() || !html || response.status() === 303) return
      const words = response.text().catch(() => '')
      seen.push({ address: response.url(), status: response.status(), words })
    })
  }
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function faultsOf(inspector: Page, address: string, body: string): Promise<string[]> {
  const same = (url: URL) => url.href === address
  await inspector.route(same, route => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await inspector.goto(address)
  await inspector.unroute(same)
  await inspector.addScriptTag({ content: await axeSource })
  const closed = await inspector.evaluate(shape, sizes.phone.width)
  await inspector.evaluate(unfold)
  return [
    ...new Set([
      ...closed,
      ...(await inspector.evaluate(shape, sizes.phone.width)),
      ...(await inspector.evaluate(findings)),
    ]),
  ]
}

/** Runs in the page. */
async function findings(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: { run(at: Document, options: object): Promise<AxeResults> } }
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
  return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${one.help}: ${node.html.slice(0, 160)}`))
}

/** Runs in the page. */
function unfold(): void {
  for (const one of document.querySelectorAll('details')) one.open = true
}

/** Runs in the page: sideways scrolling, one title and heading, no level left out, a name for every field. */
function shape(width: number): string[] {
  const faults: string[] = []
  const page = document.documentElement
  if (page.scrollWidth > width) {
    const wide = [...document.querySelectorAll('body *')].filter(
      one => one.getBoundingClientRect().right > width + 0.5 && !one.closest('.scrolls') && !one.children.length,
    )
    faults.push(`is ${page.scrollWidth} px wide at ${width}: ${wide[0]?.outerHTML.slice(0, 160) ?? 'a frame'}`)
  }
  if (!document.title.trim()) faults.push('has no title')
  if (document.querySelectorAll('h1').length !== 1) faults.push(`has ${document.querySelectorAll('h1').length} h1`)
  let level = 0
  for (const heading of document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')) {
    if (heading.closest('.ds_error-summary')) continue
    const next = Number(heading.tagName[1])
    if (next > level + 1) faults.push(`skips from h${level} to h${next}: ${heading.textContent?.slice(0, 60)}`)
    level = next
  }
  for (const field of document.querySelectorAll<HTMLInputElement>(
    'main :is(input:not([type=hidden]), select, textarea)',
  ))
    if (!field.labels?.length) faults.push(`has a field without a label: ${field.outerHTML.slice(0, 160)}`)
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice) faults.push(`has the id ${twice} twice`)
  return faults
}
