// The parts as people meet them: nothing typed becomes markup, every field has its label, pictures survive few figures.
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { AreaMap } from './AreaMap.tsx'
import { LineChart, type Series } from './Chart.tsx'
import { anchorOf, ErrorSummary, type FieldWords, Form } from './form.tsx'
import { documentOf, type Frame, Layout } from './Layout.tsx'
import { Crumbs, DefinitionRows, Empty, Fact, Hero, Pill, Section, Table, Verdict } from './parts.tsx'
import { RankStrip } from './RankStrip.tsx'
import { Sparkline } from './Sparkline.tsx'

const hostile = `<script>alert(1)</script>" onload="alert(2)' x='`
const frame: Frame = {
  product: 'Thegither',
  address: 'https://thegither.example',
  partnership: {
    slug: 'strathmuir',
    name: 'Strathmuir Together',
    subtitle: 'Community planning partnership',
    colour: '#6b1f7a',
    invented: true,
  },
  navigation: [
    { href: '/p/strathmuir/plan', words: 'Our plan', name: 'plan' },
    { href: '/p/strathmuir/going', words: 'How it is going', name: 'going' },
  ],
  demonstration: true,
}
const square = (west: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, 56],
      [west + 1, 56],
      [west + 1, 57],
      [west, 57],
      [west, 56],
    ],
  ],
})
const series = (values: readonly number[], name = 'Strathmuir'): Series => ({
  name,
  tone: 'brand',
  points: values.map((value, index) => ({ x: 2015.5 + index, label: String(2015 + index), value })),
})
const fields: FieldWords[] = [
  { name: 'title', label: 'Title', kind: 'line', required: true },
  { name: 'why', label: 'Why', kind: 'text', required: false, max: 500 },
  { name: 'start', label: 'Start', kind: 'date', required: true },
  {
    name: 'state',
    label: 'State',
    kind: 'choice',
    required: true,
    options: [
      { value: 'a', words: 'On course' },
      { value: 'b', words: 'Slipping' },
    ],
  },
  {
    name: 'partner',
    label: 'Partner',
    kind: 'choice',
    required: true,
    options: [...'abcdef'].map(value => ({ value, words: `Partner ${value}` })),
  },
  {
    name: 'places',
    label: 'Places',
    kind: 'choices',
    required: false,
    options: [
      { value: 'g', words: 'Glenmuir' },
      { value: 'm', words: 'Muirton' },
    ],
  },
  { name: 'shown', label: 'Show it', kind: 'flag', required: false },
  { name: 'seen', label: 'Seen', kind: 'hidden', required: true },
]
const attempt = {
  values: {
    title: hostile,
    why: hostile,
    start: '31 February',
    state: 'b',
    partner: 'c',
    places: ['m'],
    shown: 'yes',
    seen: hostile,
  },
  errors: { start: 'Start must be a real date.', state: 'Choose state.', elsewhere: 'Something else.' },
  words: 'The plan has changed.',
}

/** Every element, so that a test sees tags and attributes and not the text between. */
const tags = (html: string): string[] => html.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? []

describe('escaping', () => {
  const parts: Record<string, VNode> = {
    Layout: (
      <Layout
        frame={{
          ...frame,
          notice: hostile,
          viewer: { name: hostile },
          footer: [{ href: hostile, words: hostile }],
          partnership: { ...frame.partnership!, name: hostile, subtitle: hostile, logo: hostile, colour: hostile },
        }}
        title={hostile}
        crumbs={[{ href: hostile, words: hostile }]}
      >
        {hostile}
      </Layout>
    ),
    Hero: <Hero eyebrow={hostile} heading={hostile} words={hostile} />,
    Section: <Section heading={hostile} words={hostile} id={hostile} />,
    Fact: <Fact figure={hostile} words={hostile} />,
    Pill: (
      <Pill tone="good" sign={hostile}>
        {hostile}
      </Pill>
    ),
    Crumbs: <Crumbs crumbs={[{ href: hostile, words: hostile }]} />,
    Table: <Table caption={hostile} columns={[{ words: hostile }]} rows={[[hostile]]} empty={hostile} />,
    Empty: <Empty words={hostile} href={hostile} next={hostile} />,
    DefinitionRows: (
      <DefinitionRows rows={[{ term: hostile, words: hostile, change: { href: hostile, words: hostile } }]} />
    ),
    Form: (
      <Form
        action={hostile}
        fields={fields.map(field => ({ ...field, label: hostile, hint: hostile }))}
        attempt={attempt}
        button={hostile}
      />
    ),
    ErrorSummary: (
      <ErrorSummary fields={fields} attempt={{ values: {}, errors: { title: hostile, x: hostile }, words: hostile }} />
    ),
    LineChart: (
      <LineChart
        id={hostile}
        title={hostile}
        description={hostile}
        unit="percent"
        series={[series([1, 2], hostile)]}
        target={{ x: 2030, label: hostile, value: 3 }}
      />
    ),
    RankStrip: <RankStrip unit="percent" good="up" places={[{ name: hostile, value: 1, family: true }]} />,
    AreaMap: (
      <AreaMap
        id={hostile}
        title={hostile}
        description={hostile}
        shapes={{ a: square(-4) }}
        areas={[{ code: 'a', name: hostile, text: hostile, value: 1, href: hostile }]}
      />
    ),
  }
  it.each(Object.entries(parts))('%s shows hostile text as text', (_, part) => {
    const html = renderToString(part)
    expect(html).toContain('&lt;script')
    expect(html.toLowerCase()).not.toContain('<script')
    for (const tag of tags(html)) expect(tag.replace(/"[^"]*"/g, '')).not.toContain('onload')
  })
})

describe('Layout', () => {
  it('is a whole document with a way past the header, a place to land and the current page marked', () => {
    const html = documentOf(
      <Layout frame={frame} title="Our plan" current="plan">
        x
      </Layout>,
    )
    expect(html).toMatch(/^<!doctype html><html lang="en" style="--brand:\s?#6b1f7a/)
    expect(html).toContain('<title>Our plan – Strathmuir Together</title>')
    expect(html).toContain('href="#main"')
    expect(html).toContain('<main id="main"')
    expect(html).toContain('Invented people, places and figures')
    expect(html.match(/aria-current="true"/g)).toHaveLength(2)
    expect(html).not.toContain('<script')
  })

  it('falls back to the default brand, and says Error in the title of a refused form', () => {
    const html = documentOf(
      <Layout frame={{ ...frame, partnership: { ...frame.partnership!, colour: '#fff000' } }} title="New action" failed>
        x
      </Layout>,
    )
    expect(html).toContain('#0b4f6c')
    expect(html).not.toContain('#fff000')
    expect(html).toContain('<title>Error: New action')
  })
})

describe('parts', () => {
  it('gives every verdict a sign and words', () => {
    const words = (['better', 'worse', 'changed', 'no-clear-change', 'too-early'] as const).map(verdict =>
      renderToString(<Verdict verdict={verdict} />).replace(/<[^>]*>/g, ''),
    )
    expect(words).toEqual(['▲Getting better', '▼Getting worse', '●Changed', '●No clear change', '●Too early to tell'])
  })

  it('puts a table in a frame the keyboard can scroll, and says when there is nothing', () => {
    const columns = [{ words: 'Place' }, { words: 'Share', numeric: true }]
    const full = renderToString(
      <Table caption="Shares" columns={columns} rows={[['Muirton', '3%']]} empty="None yet." />,
    )
    expect(full).toContain('role="region" aria-label="Shares" tabindex="0"')
    expect(full).toContain('<td class="numeric">3%</td>')
    const empty = renderToString(<Table caption="Shares" columns={columns} rows={[]} empty="None yet." />)
    expect(empty).toContain('None yet.')
    expect(empty).not.toContain('<table')
  })
})

describe('forms', () => {
  const html = renderToString(<Form action="/x" fields={fields} attempt={attempt} button="Save" />)

  it('labels every input that is seen, and every description exists', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(found => found[1])
    expect(new Set(ids).size).toBe(ids.length)
    const inputs = tags(html).filter(tag => /^<(input|select|textarea)/.test(tag) && !tag.includes('type="hidden"'))
    expect(inputs).toHaveLength(9)
    for (const tag of inputs) expect(html).toContain(`for="${/ id="([^"]+)"/.exec(tag)![1]}"`)
    for (const [, by] of html.matchAll(/aria-describedby="([^"]+)"/g))
      for (const id of by!.split(' ')) expect(ids).toContain(id)
  })

  it('keeps what was typed and chosen', () => {
    expect(html).toContain('value="31 February"')
    expect(html).toContain('&lt;script>alert(1)&lt;/script>')
    expect(
      tags(html)
        .filter(tag => / checked\b/.test(tag))
        .map(tag => /value="([^"]+)"/.exec(tag)![1]),
    ).toEqual(['b', 'm', 'yes'])
    expect(tags(html).filter(tag => / selected\b/.test(tag))).toHaveLength(1)
    expect(html).toContain('Why (optional)')
    expect(html).toContain('aria-invalid="true"')
  })

  it('offers radios up to five options and a list from six', () => {
    expect(html.match(/type="radio"/g)).toHaveLength(2)
    expect(html).toContain('<select')
  })

  it('links each error in the summary to a field that is there', () => {
    const summary = renderToString(<ErrorSummary attempt={attempt} fields={fields} />)
    const links = [...summary.matchAll(/href="#([^"]+)"/g)].map(found => found[1])
    expect(links).toEqual([anchorOf('start'), anchorOf('state')])
    for (const id of links) expect(html).toContain(`id="${id}"`)
    expect(summary).toContain('Something else.')
    expect(summary).toContain('The plan has changed.')
    expect(renderToString(<ErrorSummary attempt={{ values: {}, errors: {} }} fields={fields} />)).toBe('')
  })

  it('sends files in parts', () => {
    const file: FieldWords = { name: 'paper', label: 'Paper', kind: 'file', required: true }
    expect(
      renderToString(<Form action="/x" fields={[file]} attempt={{ values: {}, errors: {} }} button="Send" />),
    ).toContain('enctype="multipart/form-data"')
  })
})

describe('charts', () => {
  const chart = (values: readonly number[], more = {}) =>
    renderToString(
      <LineChart id="c" title="Share" description="It fell." unit="percent" series={[series(values)]} {...more} />,
    )

  it('says so where there are no figures', () => {
    expect(chart([])).toContain('There are no figures yet')
    expect(chart([Number.NaN])).not.toContain('<svg')
  })

  it.each([[[25.2]], [[25.2, 25.2]], [[0, 0]], [[-3, 4, 1]]])('draws %j without a broken number', values => {
    const html = chart(values)
    expect(html).not.toMatch(/NaN|Infinity|undefined/)
    expect(html.match(/<svg/g)).toHaveLength(2)
    expect(html).toContain('role="img" aria-labelledby="c-title c-about"')
  })

  it('gives the same figures as a table, with target, estimates and projections in words', () => {
    const points = [
      { x: 2024.5, label: '2024', value: 26.4 },
      { x: 2025.5, label: '2025', value: 25.2, status: 'estimated' as const },
      { x: 2026.5, label: '2026', value: 24, status: 'projected' as const },
    ]
    const html = renderToString(
      <LineChart
        id="c"
        title="Share"
        description=""
        unit="percent"
        series={[{ name: 'Ours', tone: 'brand', points }]}
        target={{ x: 2034.5, label: '2034', value: 15 }}
      />,
    )
    const cells = [...html.matchAll(/<t[dh](?: [^>]*)?>([^<]*)</g)].map(found => found[1])
    expect(cells).toEqual([
      'Period',
      'Ours',
      'Target',
      '2024',
      '26.4%',
      '–',
      '2025',
      '25.2% (estimate)',
      '–',
      '2026',
      '24.0% (projected)',
      '–',
      '2034',
      '–',
      '15%',
    ])
    expect(html).toContain('class="line projected"')
  })

  it('draws nothing small from nothing', () => {
    expect(renderToString(<Sparkline values={[]} />)).toBe('')
    expect(renderToString(<Sparkline values={[1]} />)).not.toContain('NaN')
  })

  it('ranks from the better end and says which that is', () => {
    const places = [
      { name: 'A', value: 3 },
      { name: 'B', value: 1, ours: true },
      { name: 'C', value: 2, family: true },
    ]
    const order = (html: string) => [...html.matchAll(/class="place">([ABC])/g)].map(found => found[1]).join('')
    const down = renderToString(<RankStrip unit="percent" good="down" places={places} />)
    expect(order(down)).toBe('BCA')
    expect(down).toContain('lower is better')
    expect(order(renderToString(<RankStrip unit="percent" good="up" places={places} />))).toBe('ACB')
  })
})

describe('AreaMap', () => {
  const areas = ['a', 'b', 'c'].map((code, index) => ({
    code,
    name: code.toUpperCase(),
    value: index === 2 ? null : index * 10,
    text: `${index * 10}%`,
  }))
  const draw = (shapes: Record<string, ReturnType<typeof square>>) =>
    renderToString(<AreaMap id="m" title="T" description="D" areas={areas} shapes={shapes} />)

  it('draws what has a shape, with a key in words', () => {
    const html = draw({ a: square(-5), b: square(-4), c: square(-3) })
    expect(html.match(/<path/g)).toHaveLength(3)
    expect(html).toContain('no figure')
    expect(html).not.toMatch(/NaN|Infinity/)
    expect(draw({ b: square(-4) }).match(/<path/g)).toHaveLength(1)
  })

  it('draws nothing without shapes', () => expect(draw({})).toBe(''))
})
