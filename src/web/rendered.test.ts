// Rendered pages: kept until what they show changes, and never longer than they are true.

import { afterEach, expect, it, vi } from 'vitest'
import { encoded, RenderedPages, rendered } from './rendered.ts'

afterEach(() => vi.useRealTimers())

it('forgets a partnership when it changes, and pages outside any with it', () => {
  const pages = new RenderedPages()
  for (const [address, partnership] of [
    ['/p/muir', 1],
    ['/p/lorne', 2],
    ['/', null],
  ] as const)
    pages.keep(address, partnership, rendered(address), pages.generation)
  pages.changed(1)
  expect(pages.get('/p/muir')).toBeUndefined()
  expect(pages.get('/')).toBeUndefined()
  expect(pages.get('/p/lorne')?.plain.toString()).toBe('/p/lorne')
  pages.changed(null)
  expect(pages.get('/p/lorne')).toBeUndefined()
})

it('does not keep a page whose reading began before a change', () => {
  const pages = new RenderedPages()
  const { generation } = pages
  pages.changed(1)
  pages.keep('/p/muir', 1, rendered('old'), generation)
  expect(pages.get('/p/muir')).toBeUndefined()
})

it('makes a page anew after ten minutes, because it speaks of today', () => {
  vi.useFakeTimers()
  const pages = new RenderedPages()
  pages.keep('/', null, rendered('today'), pages.generation)
  vi.advanceTimersByTime(9 * 60_000)
  expect(pages.get('/')).toBeDefined()
  vi.advanceTimersByTime(2 * 60_000)
  expect(pages.get('/')).toBeUndefined()
})

it('stays under its limit, oldest first', () => {
  const pages = new RenderedPages(1000)
  for (let at = 0; at < 20; at++) pages.keep(`/${at}`, null, rendered('x'.repeat(100)), pages.generation)
  expect(pages.get('/0')).toBeUndefined()
  expect(pages.get('/19')).toBeDefined()
})

it('sends what the browser accepts', () => {
  const page = rendered('<p>words</p>'.repeat(100))
  expect(encoded(page, 'gzip, br').encoding).toBe('br')
  expect(encoded(page, 'gzip').encoding).toBe('gzip')
  expect(encoded(page, undefined)).toEqual({ bytes: page.plain })
})
