// Walking pages with nothing but the keyboard, also where scripts are off: what has the focus can be asked for even then.

import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

const inFocus = (page: Page, target: Locator): Promise<number> => target.and(page.locator(':focus')).count()

/** Tab after Tab, until this is in focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor()
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab')
    if (await inFocus(page, target)) return
  }
  throw new Error(`the keyboard does not get to ${target}`)
}

/** The first thing that the keyboard finds leads past the navigation. */
export async function intoMain(page: Page): Promise<void> {
  await page.keyboard.press('Tab')
  expect(await inFocus(page, page.getByRole('link', { name: /^Skip to/ }))).toBe(1)
  await page.keyboard.press('Enter')
}

/** Tab to a link or a button, and the enter key. */
export async function pressKey(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** What stands there is marked when the keyboard comes to it, so it is typed over. */
export async function type(page: Page, target: Locator, words: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(words)
}

/** One of a group of round buttons: Tab to the group, the space bar or the arrow keys in it. */
export async function pick(page: Page, target: Locator): Promise<void> {
  const name = await target.getAttribute('name')
  await tabTo(page, page.locator(`input[type=radio][name="${name}"]`))
  for (let pressed = 0; !(await inFocus(page, target)); pressed++) {
    if (pressed > 10) throw new Error(`the arrow keys do not get to ${target}`)
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Space')
  expect(await target.isChecked()).toBe(true)
}
