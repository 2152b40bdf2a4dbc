// Public pages as rendered once: bytes with their ETag, kept until what they show changes.

import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export interface Rendered {
  readonly etag: string
  readonly plain: Buffer
  gzip?: Buffer
  brotli?: Buffer
}

export const rendered = (html: string): Rendered => {
  const plain = Buffer.from(html)
  return { etag: `"${createHash('sha1').update(plain).digest('base64url')}"`, plain }
}

/** The bytes for what the browser accepts; each form is made once. */
export function encoded(page: Rendered, accepts: string | undefined): { bytes: Buffer; encoding?: 'br' | 'gzip' } {
  if (accepts?.includes('br')) {
    page.brotli ??= brotliCompressSync(page.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
    return { bytes: page.brotli, encoding: 'br' }
  }
  if (accepts?.includes('gzip')) {
    page.gzip ??= gzipSync(page.plain)
    return { bytes: page.gzip, encoding: 'gzip' }
  }
  return { bytes: page.plain }
}

/** A page also speaks of today (what is overdue, which target has passed), so it is made anew now and then. */
const mostMinutes = 10

/**
 * Keeps rendered pages by address. `changed` forgets a partnership's pages (null: everything, because every
 * partnership shows the commons). A page whose reading began before a change is not kept.
 */
export class RenderedPages {
  readonly #pages = new Map<string, { partnership: number | null; page: Rendered; at: number }>()
  #bytes = 0
  #generation = 0
  readonly #limit: number

  constructor(limit = 64 * 1024 * 1024) {
    this.#limit = limit
  }

  get(address: string): Rendered | undefined {
    const kept = this.#pages.get(address)
    if (!kept || Date.now() - kept.at < mostMinutes * 60_000) return kept?.page
    this.#pages.delete(address)
    this.#bytes -= kept.page.plain.length
    return undefined
  }

  /** The generation to hand back to `keep`. */
  get generation(): number {
    return this.#generation
  }

  keep(address: string, partnership: number | null, page: Rendered, generation: number): void {
    if (generation !== this.#generation || page.plain.length > this.#limit / 8) return
    if (this.#pages.has(address)) return
    for (const [oldest, { page: old }] of this.#pages) {
      if (this.#bytes + page.plain.length <= this.#limit) break
      this.#pages.delete(oldest)
      this.#bytes -= old.plain.length
    }
    this.#pages.set(address, { partnership, page, at: Date.now() })
    this.#bytes += page.plain.length
  }

  changed(partnership: number | null): void {
    this.#generation++
    for (const [address, kept] of this.#pages) {
      // Pages outside a partnership (the front page, comparisons) may show any of them.
      if (partnership === null || kept.partnership === null || kept.partnership === partnership) {
        this.#pages.delete(address)
        this.#bytes -= kept.page.plain.length
      }
    }
  }
}
