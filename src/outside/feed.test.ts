// A feed, read back by an XML reader as RFC 4287 has it.

import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { type NewsEntry, writeAtom } from './feed.ts'

const now = new Date('2026-11-22T09:30:00Z')
const entry: NewsEntry = {
  id: 'https://together.example/p/muir/engagements/7#opened',
  title: 'Open now: Parks & <play> ]]> “areas”',
  words: 'Fish & chips < 3',
  page: 'https://together.example/p/muir/engagements/7',
  at: new Date('2026-11-20T08:00:00Z'),
}
const write = (entries: NewsEntry[], title = 'Have your say') =>
  writeAtom(
    {
      title,
      page: 'https://together.example/p/muir/engagements',
      address: 'https://together.example/p/muir/engagements.atom?place=X1&about=a',
      author: 'Muir & friends',
      entries,
    },
    now,
  )
const read = (text: string) =>
  new XMLParser({ ignoreAttributes: false, isArray: name => name === 'link' || name === 'entry' }).parse(text).feed
const unescaped = (html: string) => html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('a feed', () => {
  it('names itself, its page and its author', () => {
    const text = write([entry], 'Parks & <more>\u0007')
    expect(XMLValidator.validate(text)).toBe(true)
    const feed = read(text)
    expect(feed).toMatchObject({
      id: 'https://together.example/p/muir/engagements',
      title: 'Parks & <more>',
      updated: '2026-11-20T08:00:00.000Z',
      author: { name: 'Muir & friends' },
    })
    expect(feed.link.map((one: Record<string, string>) => [one['@_rel'], one['@_href']])).toEqual([
      ['alternate', 'https://together.example/p/muir/engagements'],
      ['self', 'https://together.example/p/muir/engagements.atom?place=X1&about=a'],
    ])
  })

  it('keeps what people wrote as text, whatever signs are in it', () => {
    const [one] = read(write([entry])).entry
    expect(one.id).toBe(entry.id)
    expect(one.updated).toBe('2026-11-20T08:00:00.000Z')
    expect(one.title['@_type']).toBe('html')
    expect(unescaped(one.title['#text'])).toBe(entry.title)
    expect(unescaped(one.summary['#text'])).toBe(entry.words)
    expect(one.title['#text']).not.toContain('<')
  })

  it('is a feed while there is no news', () => {
    const text = write([])
    expect(XMLValidator.validate(text)).toBe(true)
    expect(read(text).updated).toBe('2026-11-22T09:30:00.000Z')
    expect(read(text).entry).toBeUndefined()
  })
})
