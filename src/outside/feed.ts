// News that people subscribe to: an Atom feed (RFC 4287).

import { Feed } from 'feed'

export interface News {
  readonly title: string
  /** The page it is the news of, and where the feed itself is. */
  readonly page: string
  readonly address: string
  readonly author: string
  /** Latest first. */
  readonly entries: readonly NewsEntry[]
}

export interface NewsEntry {
  /** An address that stays the same, so that a reader tells nothing twice. */
  readonly id: string
  readonly title: string
  readonly words: string
  readonly page: string
  readonly at: Date
}

/** Text of an `.atom` file; `now` is its day while it has no entries. */
export function writeAtom({ title, page, address, author, entries }: News, now: Date): string {
  const feed = new Feed({
    id: page,
    title: plain(title),
    link: page,
    feed: address,
    author: { name: plain(author) },
    updated: entries[0]?.at ?? now,
    generator: false,
  })
  for (const entry of entries)
    feed.addItem({
      id: entry.id,
      link: entry.page,
      title: asHtml(entry.title),
      description: asHtml(entry.words),
      date: entry.at,
    })
  return feed.atom1()
}

/** The package says that titles and words of entries are HTML. */
const asHtml = (text: string): string =>
  plain(text).replace(/[&<>]/g, sign => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))

/** Without the controls that XML does not allow. */
const plain = (text: string): string => text.toWellFormed().replace(/(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu, '')
