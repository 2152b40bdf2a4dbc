// A document as it comes: read back from the bytes, since Typst itself refuses what is not PDF/UA-1.

import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type PaperBlock, type PaperDocument, writePdf } from './pdf.ts'
import { compile } from './pdf-process.ts'
import { probeTemplate } from './pdf-template.ts'

const plan: PaperDocument = {
  title: 'Plan for Muir',
  language: 'en-GB',
  published: '2026-11-22',
  author: 'Muir Council',
  partnership: 'Muir together',
  sections: [],
}

const withBlocks = (...blocks: PaperBlock[]): PaperDocument => ({ ...plan, sections: [{ heading: 'What', blocks }] })

/** The same words at every place that takes words. */
const everywhere = (words: string): PaperDocument => ({
  ...plan,
  title: `T${words}`,
  subtitle: words,
  author: words,
  partnership: words,
  sections: [
    {
      heading: words,
      blocks: [
        { kind: 'paragraph', words },
        { kind: 'note', words },
        { kind: 'list', items: [words, words] },
        { kind: 'terms', items: [{ term: words, words }] },
        { kind: 'table', caption: words, headings: [words, words], rows: [[words, words]], numeric: [1] },
      ],
    },
  ],
})

const table: PaperBlock = {
  kind: 'table',
  caption: 'Children in poverty',
  headings: ['Year', 'Children', 'Share'],
  rows: Array.from({ length: 90 }, (_, row) => [`${2000 + row}`, '1,234', '23.4%']),
  numeric: [1, 2],
}

/** Arabic signs with nothing to stand by; Typst 0.14.2 aborts over them. */
const deadly = Array.from({ length: 29 }, (_, at) => `${String.fromCodePoint(0x5ff + at)} `).join('')

const objectsOf = (bytes: Uint8Array): Map<string, string> =>
  new Map(
    Array.from(
      Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g),
      found => [found[1]!, found[2]!],
    ),
  )

const streamOf = (object: string): string => {
  const raw = Buffer.from(/stream\n([\s\S]*)\nendstream/.exec(object)![1]!, 'latin1')
  return /\/FlateDecode/.test(object) ? inflateSync(raw).toString('latin1') : raw.toString('latin1')
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** What each code of a font stands for. */
function lettersOf(font: string, objects: Map<string, string>): Map<string, string> {
  const map = streamOf(objects.get(/\/ToUnicode (\d+)/.exec(font)![1]!)!)
  return new Map(
    Array.from(map.matchAll(/^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$/gm), found => [
      found[1]!.toLowerCase(),
      fromHex(found[2]!),
    ]),
  )
}

/** The bytes of a string in a content stream. */
const fromString = (text: string): string =>
  text.replace(/\\(\d{1,3}|[\s\S])/g, (_, sign: string) => {
    if (/\d/.test(sign)) return String.fromCharCode(Number.parseInt(sign, 8))
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[sign] ?? sign
  })

/** All words of all pages in the order in which they are drawn. */
function wordsOf(bytes: Uint8Array): string {
  const objects = objectsOf(bytes)
  let words = ''
  for (const page of [...objects.values()].filter(object => /\/Type \/Page\n/.test(object))) {
    const fonts = new Map(
      Array.from(page.matchAll(/\/(f\d+) (\d+) 0 R/g), found => [
        found[1],
        lettersOf(objects.get(found[2]!)!, objects),
      ]),
    )
    let font: Map<string, string> | undefined
    const drawn = streamOf(objects.get(/\/Contents (\d+)/.exec(page)![1]!)!)
    for (const found of drawn.matchAll(/\/(f\d+) [\d.]+ Tf|(?<!\/Lang )\(((?:[^\\()]|\\[\s\S])*)\)/g)) {
      if (found[1]) font = fonts.get(found[1])
      else {
        const codes = Buffer.from(fromString(found[2]!), 'latin1').toString('hex').match(/.{4}/g) ?? []
        words += codes.map(code => font!.get(code) ?? '\ufffd').join('')
      }
    }
    words += '\n'
  }
  return words
}

const tight = (text: string): string => text.replace(/[\s\u200b]/g, '')
const times = (text: string, part: string): number => text.split(part).length - 1
const tagged = (bytes: Uint8Array, tag: string): number =>
  [...objectsOf(bytes).values()].filter(object => object.includes(`/S /${tag}\n`)).length

describe('a document', () => {
  it('is a tagged PDF/UA-1 with a title, a language and its tags', async () => {
    const bytes = await writePdf(withBlocks(table, { kind: 'list', items: ['One', 'Two'] }))
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw.slice(0, 5)).toBe('%PDF-')
    for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (en-GB)', '/DisplayDocTitle true']) {
      expect(raw).toContain(part)
    }
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(raw).toMatch(/<dc:title>.*Plan for Muir.*<\/dc:title>/s)
    expect(raw).toMatch(/<dc:creator>.*Muir Council.*<\/dc:creator>/s)
    expect(['H1', 'TH', 'TD', 'LI', 'Caption'].map(tag => tagged(bytes, tag))).toEqual([1, 3, 270, 2, 1])
  })

  it('has the partnership, the title and the page on every page, and the headings of a table', async () => {
    const bytes = await writePdf(withBlocks(table))
    const pages = wordsOf(bytes).trim().split('\n')
    expect(pages.length).toBeGreaterThan(2)
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('Muir together')
      expect(page).toContain('Plan for Muir')
      expect(tight(page)).toContain(`Page${at + 1}of${pages.length}`)
      expect(page).toContain('Share')
    }
    expect(wordsOf(bytes)).toContain('Muir Council · 22 November 2026')
  })

  it('is the same twice', async () => {
    const [one, other] = [await writePdf(withBlocks(table)), await writePdf(withBlocks(table))]
    expect(Buffer.compare(one, other)).toBe(0)
  })

  it.each([
    '*b* #panic("x") $x$ <label> @ref',
    '= H [c] _i_ `r` "q" \'s -- ... ~',
    '// c /* c */ \\ #{1+1} ]) #let',
    '- item / term: 1. {"a":1}\\u{41}',
  ])('shows %j as it is, wherever it stands', async words => {
    const text = tight(wordsOf(await writePdf(everywhere(words))))
    // Title, subtitle, author, head, foot, heading, paragraph, note, two of a list, two of terms, five of a table.
    expect(times(text, tight(words))).toBe(17)
  })

  it.each([
    ['Gaelic', 'Tha a’ chlann ann an-dràsta'],
    ['Polish', 'Zażółć gęślą jaźń'],
    ['Ukrainian', 'Їжак і ґанок'],
    ['Greek', 'Ευχαριστώ'],
    ['signs', '£5 · 7½ % – ≥ 3 m² → ✓ “so”'],
  ])('shows %s', async (_, words) => {
    const text = wordsOf(await writePdf(everywhere(words)))
    expect(times(tight(text), tight(words))).toBe(17)
    expect(text).not.toContain('□')
  })

  it('shows a sign where its typeface has none, and says so', async () => {
    const text = wordsOf(await writePdf(withBlocks({ kind: 'paragraph', words: 'Hello 中 👩‍👩‍👧 ไ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 there' })))
    expect(text).toContain('Hello □ □ □ □ there')
    expect(tight(text)).toContain(tight('stands for a letter or sign that the typeface of this document does not have'))
  })

  it.each([
    ['nothing', ''],
    ['spaces', '  '],
    ['lines', 'a\nb\r\n\r\nc'],
    ['controls', 'a\u0000b\u0007\t\u001b\u0085c'],
    ['halves of letters', 'a\ud800b\udfff'],
    ['signs without shape', 'a\ufeff\ufffe\u00ad\u200b\u200d\u202e\u2066\u2028\u2029b'],
    ['bare accents', '\u0301\u0323 a\u0301\u0323\u0324'],
  ])('takes %s wherever words stand', async (_, words) => {
    expect(tagged(await writePdf(everywhere(words)), 'Table')).toBe(1)
  })

  it('keeps a very long word whole and on the paper', async () => {
    const word = `https://muir.test/${'abcdefghij'.repeat(60)}`
    const bytes = await writePdf(everywhere(word))
    const text = tight(wordsOf(bytes))
    // The head and the foot of a page show its beginning; a table of long words may end its page early.
    expect(times(text, word)).toBeGreaterThan(8)
    expect(text).toContain('…')
  })

  it('leaves out lists and tables with nothing in them', async () => {
    const bytes = await writePdf(
      withBlocks(
        { kind: 'list', items: [] },
        { kind: 'terms', items: [] },
        { kind: 'table', caption: 'None', headings: [], rows: [] },
        { kind: 'table', caption: 'No rows', headings: ['Year'], rows: [] },
      ),
    )
    expect(['L', 'Table', 'TH'].map(tag => tagged(bytes, tag))).toEqual([0, 1, 1])
  })

  it('throws without a title, and where a row does not fit', async () => {
    await expect(writePdf({ ...plan, title: ' ' })).rejects.toThrow('needs a title')
    const row: PaperBlock = { kind: 'table', caption: 'Odd', headings: ['a', 'b'], rows: [['1']] }
    await expect(writePdf(withBlocks(row))).rejects.toThrow('Rows do not fit the headings of “Odd”')
  })

  it('holds nobody up while it is made', async () => {
    await writePdf(plan)
    let longest = 0
    let before = performance.now()
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - before)
      before = performance.now()
    }, 1)
    const many = Array.from({ length: 30 }, (_, at): PaperBlock => ({ ...table, caption: `Table ${at}` }))
    await writePdf(withBlocks(...many))
    clearInterval(clock)
    expect(longest).toBeLessThan(50)
  })

  it('makes each of many at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, (_, at) => writePdf({ ...plan, title: `Plan ${at}` })))
    expect(made.map(bytes => /Plan \d/.exec(wordsOf(bytes))?.[0])).toEqual(made.map((_, at) => `Plan ${at}`))
  })
})

describe('the process that compiles', () => {
  it('says why it makes nothing, and goes on', async () => {
    const broken = await compile('#panic("no")', {})
    expect(broken).toMatchObject({ unmade: expect.stringContaining('panicked') })
    expect(await compile('#set document(title: "x")\nx', {})).toBeInstanceOf(Uint8Array)
  })

  it('starts again after a text that ends it, and harms no other', async () => {
    const before = compile('#set document(title: "x")\nx', {})
    const ended = compile(probeTemplate, { segment: deadly })
    const after = compile('#set document(title: "x")\nx', {})
    expect(await before).toBeInstanceOf(Uint8Array)
    expect(await ended).toMatchObject({ unmade: expect.stringContaining('SIGABRT') })
    expect(await after).toBeInstanceOf(Uint8Array)
  })

  it('makes a document even of such a text', async () => {
    expect(wordsOf(await writePdf(withBlocks({ kind: 'paragraph', words: `Hello ${deadly} there` })))).toMatch(
      /Hello .*□.* there/,
    )
  })

  // Elsewhere a machine's own typefaces cannot be left out.
  it.runIf(process.platform === 'linux')('knows no typeface of the machine', async () => {
    for (const face of ['DejaVu Sans', 'Liberation Sans', 'Noto Sans']) {
      const made = await compile(`#set document(title: "x")\n#text(font: "${face}")[x]`, {})
      const raw = Buffer.from(made as Uint8Array).toString('latin1')
      expect(raw.match(/\/BaseFont \/\w+\+(\w+)/)?.[1]).toBe('LibertinusSerif')
    }
  })

  it('reads no file and fetches no package', async () => {
    for (const template of ['#read("/etc/passwd")', '#read("../etc/passwd")', '#import "@preview/cetz:0.3.0"']) {
      expect(await compile(template, {})).toHaveProperty('unmade')
    }
  })
})
