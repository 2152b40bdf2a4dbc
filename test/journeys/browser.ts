// A real browser for a test file: the house served on a free port, and tabs signed in as somebody, at a desk or on a
// phone, with or without scripts. With scripts off a page must not be evaluated: it would wait for ever.

import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { Actor } from '../../src/operation/actor.ts'
import type { House } from '../harness.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Widths and heights in CSS pixels. */
export const sizes = {
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 900 },
  narrow: { width: 320, height: 640 },
} as const

interface Sitting {
  /** Nobody is signed in without one. */
  readonly as?: Actor
  readonly script?: boolean
  readonly size?: keyof typeof sizes
  /** Lets a test put its own script into the page, which the product itself forbids. */
  readonly inspected?: boolean
}

export interface Street {
  /** Where the house is served: `http://127.0.0.1:port`. */
  readonly address: string
  open(sitting?: Sitting): Promise<BrowserContext>
  /** A context with one tab, for a journey. */
  tab(sitting?: Sitting): Promise<Page>
}

/** The two ways that every journey is walked. */
export const ways = [
  { way: 'with scripts, at a desk', script: true, size: 'desk' },
  { way: 'without scripts, on a phone', script: false, size: 'phone' },
] as const

export function useBrowser(house: House): Street {
  const street = {} as { -readonly [K in keyof Street]: Street[K] }
  let browser: Browser | undefined
  beforeAll(async () => {
    const executablePath = process.env.CHROMIUM ?? places.find(existsSync)
    if (!executablePath) throw new Error('The journeys need Chromium. Install it, or set CHROMIUM to its path.')
    browser = await chromium.launch({ executablePath, args: quiet })
    const web = await house.web()
    if (!web.server.listening) await web.listen({ port: 0, host: '127.0.0.1' })
    const address = `http://127.0.0.1:${(web.server.address() as AddressInfo).port}`
    street.address = address
    street.open = async ({ as, script = true, size = 'desk', inspected = false } = {}) => {
      const context = await browser!.newContext({
        baseURL: address,
        viewport: sizes[size],
        javaScriptEnabled: script,
        bypassCSP: inspected,
        reducedMotion: 'reduce',
      })
      context.setDefaultTimeout(15_000)
      if (as) {
        const [name, value] = (await house.cookie(as)).split('=') as [string, string]
        await context.addCookies([{ name, value, url: address }])
      }
      return context
    }
    street.tab = async sitting => (await street.open(sitting)).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await (await house.web()).close()
  })
  return street
}

/** Follows an entry of the navigation; on a phone it is behind the menu. */
export async function choose(page: Page, words: string): Promise<void> {
  const menu = page.locator('details.menu > summary')
  const phone = await menu.isVisible()
  if (phone) await menu.click()
  await page
    .locator(phone ? 'details.menu nav a' : '.main-navigation a, .members-navigation a', { hasText: words })
    .click()
}

/** Presses the form's button and waits for the page that comes of it. */
export const press = (page: Page, words: string): Promise<void> =>
  page.locator('main').getByRole('button', { name: words, exact: true }).click()

/** Follows a link of the page itself. */
export const follow = (page: Page, words: string): Promise<void> =>
  page.locator('main').getByRole('link', { name: words }).first().click()

/** Fills fields by their labels; a label that holds this text is enough. */
export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.locator('main').getByLabel(label).fill(value)
}

/** Ticks a choice by its words, as people do: they press the words. */
export const tick = (page: Page, words: string): Promise<void> =>
  page.locator('main form.form label', { hasText: words }).click()

/** The one heading of the page, once it has one that holds these words. */
export async function expectHeading(page: Page, words: string): Promise<void> {
  await page.locator('h1', { hasText: words }).waitFor()
}

/** Waits until the page says this somewhere. */
export async function expectWords(page: Page, words: string): Promise<void> {
  await page.locator('body', { hasText: words }).waitFor()
}
