// StratML in and out: what is kept, what is listed as left out, what is refused, and that exports hold to the schemas.

import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { isRefusal } from '../../kernel/refusal.ts'
import { addressOf, dateOf, decimalOf, type PlanDocument, withIdentifiers } from './stratml.ts'
import { readStratml } from './stratml-read.ts'
import { writeStratml } from './stratml-write.ts'

function read(xml: string | Uint8Array) {
  const result = readStratml(xml)
  if (isRefusal(result)) throw new Error(`refused: ${result.code}: ${result.words}`)
  return result
}

function refusal(xml: string | Uint8Array): string {
  const result = readStratml(xml)
  return isRefusal(result) ? result.code : 'not refused'
}

const again = (xml: string, part: 1 | 2): string => writeStratml(read(xml).document, part)

const blank: PlanDocument = { title: '', organisations: [], values: [], themes: [], period: {} }

const plan: PlanDocument = {
  identifier: '_plan',
  type: 'Performance_Report',
  title: 'Strathmuir community plan <2026> & beyond',
  description: '  Two lines,\nthe second of them "quoted" ]]> ',
  otherInformation: '<p>HTML &amp; all</p>',
  organisations: [
    {
      name: 'Strathmuir Partnership',
      acronym: 'SP',
      identifier: '_sp',
      description: 'Everyone',
      stakeholders: [{ name: 'Residents', type: 'Generic_Group', roles: [] }],
    },
  ],
  vision: { description: 'A kinder place', identifier: '_vision' },
  mission: { description: 'To work together', identifier: '_mission' },
  values: [{ name: 'Kindness', description: 'To all' }],
  themes: [
    {
      identifier: '_t1',
      title: 'Fair work',
      description: 'Jobs that pay',
      sequence: '1',
      stakeholders: [{ name: 'Council', description: 'Leads', type: 'Organization', roles: [] }],
      otherInformation: 'See the annex',
      outcomes: [
        {
          identifier: '_o1',
          title: 'More people in work',
          description: 'By 2030',
          sequence: '1.1',
          stakeholders: [
            {
              name: 'College',
              type: 'Organization',
              roles: [{ name: 'Trainer', description: 'Courses', types: ['Performer', 'Beneficiary'] }],
            },
          ],
          otherInformation: 'Long term',
          indicators: [
            {
              identifier: '_i1',
              sequence: '1.1.1',
              valueChainStage: 'Outcome',
              type: 'Quantitative',
              measurementDimension: 'Employment rate',
              unitOfMeasurement: 'Percent',
              relationships: [
                {
                  identifier: '_r1',
                  type: 'Narrower_Than',
                  referents: ['_t1', 'elsewhere'],
                  name: 'Part of',
                  description: 'x',
                },
              ],
              measurementInstances: [
                {
                  targetResults: [
                    { starts: '2026-04-01', ends: '2027-03-31', numberOfUnits: '75.50', description: 'Hoped for' },
                  ],
                  actualResults: [
                    {
                      starts: '2025-04-01',
                      ends: '2026-03-31',
                      numberOfUnits: '-0.3',
                      descriptor: { name: 'Is', value: 'less' },
                    },
                  ],
                },
              ],
              otherInformation: 'From the survey',
            },
          ],
        },
      ],
    },
  ],
  period: { starts: '2026-04-01', ends: '2036-03-31' },
  publicationDate: '2026-02-03',
  source: 'https://example.org/plan?a=1&b=2#c',
  submitter: {
    identifier: '_s',
    givenName: 'Ailsa',
    surname: 'Muir',
    phoneNumber: '01234',
    emailAddress: 'a@example.org',
  },
}

describe('round trip', () => {
  it('brings back everything that Part 2 can carry', () => {
    const back = read(writeStratml(plan, 2))
    expect(back).toEqual({ document: plan, part: 2, skipped: [] })
  })

  it('brings back everything but indicators, roles and Part 2 identifiers from Part 1', () => {
    const back = read(writeStratml(plan, 1))
    const [theme] = plan.themes
    const [outcome] = theme!.outcomes
    const stakeholders = outcome!.stakeholders.map(one => ({ ...one, roles: [] }))
    expect(back).toEqual({
      part: 1,
      skipped: [],
      document: {
        ...plan,
        identifier: undefined,
        type: undefined,
        submitter: { ...plan.submitter, identifier: undefined },
        themes: [{ ...theme, outcomes: [{ ...outcome, indicators: [], stakeholders }] }],
      },
    })
  })

  it('writes the same file again, whatever people typed', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(1 as const, 2 as const), (document, part) => {
        const written = writeStratml(document, part)
        const back = read(written)
        expect(back.skipped).toEqual([])
        expect(writeStratml(back.document, part)).toBe(written)
      }),
      { numRuns: 300 },
    )
  })

  it('strips what XML forbids and keeps the space around a text', () => {
    const typed = ' \u0000a\u000b\u001f\ud800b\r\nc\u00e9 \ud83c\udf08 \t\uffff'
    expect(read(writeStratml({ ...blank, title: typed }, 1)).document.title).toBe(' ab\nc\u00e9 \ud83c\udf08 \t')
  })

  it('writes no themes as an empty goal, which comes back as none', () => {
    const written = writeStratml({ ...blank, title: 'New' }, 1)
    expect(written).toContain('<Goal>')
    expect(read(written)).toEqual({ document: { ...blank, title: 'New' }, part: 1, skipped: [] })
  })

  it('leaves out values that the schema would not have', () => {
    const odd = { ...blank, period: { starts: '2026-02-30' }, publicationDate: 'soon', source: 'javascript:alert(1)' }
    expect(writeStratml(odd, 2)).not.toContain('AdministrativeInformation')
  })
})

describe('identifiers', () => {
  const theme = (identifier: string) => ({ identifier, title: 'T', stakeholders: [], outcomes: [] })
  const given = (...identifiers: string[]) =>
    withIdentifiers({ ...blank, themes: identifiers.map(theme) }).themes.map(one => one.identifier)

  it('are made from the place when missing, bad or used before', () => {
    expect(given('', 'a b', '_x', '_x')).toEqual(['_theme-1', '_theme-2', '_x', '_theme-4'])
  })

  it('never take one that another holds', () => {
    expect(given('', '_theme-1', '_theme-1')).toEqual(['_theme-1-2', '_theme-1', '_theme-3'])
  })

  it('put a line before a UUID that begins with a figure', () => {
    expect(given('3f2504e0-4f89-11d3-9a0c-0305e82c3301')).toEqual(['_3f2504e0-4f89-11d3-9a0c-0305e82c3301'])
  })

  it('take relationships along, and turn a borrowed identifier into a pointer', () => {
    const [first] = plan.themes
    const [outcome] = first!.outcomes
    const [indicator] = outcome!.indicators
    const relationships = [{ identifier: '9t', referents: ['9t', 'elsewhere'] }]
    const moved = withIdentifiers({
      ...plan,
      themes: [
        { ...first!, identifier: '9t', outcomes: [{ ...outcome!, indicators: [{ ...indicator!, relationships }] }] },
      ],
    })
    expect(moved.themes[0]!.outcomes[0]!.indicators[0]!.relationships).toEqual([
      { identifier: undefined, referents: ['_9t', 'elsewhere', '_9t'] },
    ])
  })
})

describe('lenient reading', () => {
  const file = `<?xml version="1.0"?>
    <x:StrategicPlan xmlns:x="http://example.org/any" xmlns:xsi="y">
      <x:AdministrativeInformation>
        <StartDate xsi:nil="true"/><EndDate>31/12/2014</EndDate><PublicationDate>2014-01-02Z</PublicationDate>
        <Source>  www.example.org/a b </Source>
        <Submitter><FirstName>Ann</FirstName><LastName/></Submitter>
      </x:AdministrativeInformation>
      <x:StrategicPlanCore>
        <Goal><Name/><Description> </Description></Goal>
        <Goal>
          loose words
          <Objective><Description>First &lt;b&gt;bold&lt;/b&gt; &nbsp;&#163;5</Description><Identifier>a</Identifier></Objective>
          <Name>One</Name><Name>Two</Name>
          <Budget year="2014">£5 <i>million</i></Budget>
          <Stakeholder StakeholderTypeType="Cat"><Name>Tib</Name></Stakeholder>
          <Identifier>a</Identifier>
          <Stakeholder><Name/><Description/></Stakeholder>
        </Goal>
        <y:Vision xmlns:y="z"><Description>See <b class="x">far</b><![CDATA[ & <i>wide</i>]]><!-- no --></Description></y:Vision>
      </x:StrategicPlanCore>
      <Colour/>
      <Name>Plan</Name>
    </x:StrategicPlan>`

  it('keeps what it can', () => {
    expect(read(file).document).toEqual({
      ...blank,
      title: 'Plan',
      vision: { description: 'See <b class="x">far</b> & <i>wide</i>', identifier: '_vision' },
      publicationDate: '2014-01-02',
      source: 'www.example.org/a%20b',
      submitter: { givenName: 'Ann' },
      themes: [
        {
          identifier: 'a',
          title: 'One',
          stakeholders: [{ name: 'Tib', roles: [] }],
          outcomes: [
            {
              identifier: '_outcome-1-1',
              title: '',
              description: 'First <b>bold</b> &nbsp;£5',
              stakeholders: [],
              indicators: [],
            },
          ],
        },
      ],
    })
  })

  it('lists what it left out, and where it was', () => {
    const goal = '/StrategicPlan/StrategicPlanCore/Goal[2]'
    expect(read(file).skipped).toEqual([
      {
        path: '/StrategicPlan/AdministrativeInformation/EndDate',
        words: '“31/12/2014” is not a date such as 2026-03-31, so it was left out.',
      },
      { path: goal, words: 'Loose text was left out: “loose words”.' },
      { path: `${goal}/Name[2]`, words: 'Only one “Name” can be kept here. This one was left out: “Two”.' },
      { path: `${goal}/Budget`, words: 'We do not know “Budget” here, so it was left out: “£5 <i>million</i>”.' },
      {
        path: `${goal}/Stakeholder[1]/@StakeholderTypeType`,
        words: '“Cat” is not one of Person, Organization, Generic_Group, so it was left out.',
      },
      { path: `${goal}/Identifier`, words: '“a” is used more than once, so it was not kept.' },
      { path: '/StrategicPlan/Colour', words: 'We do not know “Colour” here, so it was left out. It was empty.' },
    ])
  })

  it('reads goals that stand outside the core, and a plan without anything', () => {
    expect(read('<StrategicPlan><Goal><Name>G</Name></Goal></StrategicPlan>').document.themes[0]!.title).toBe('G')
    expect(read('<StrategicPlan/>').document).toEqual(blank)
  })

  it('stops listing after 200 lines', () => {
    const { skipped } = read(`<StrategicPlan>${'<Foo>x</Foo>'.repeat(1500)}</StrategicPlan>`)
    expect(skipped).toHaveLength(201)
    expect(skipped[200]).toEqual({ path: '/', words: '1,300 more were left out.' })
  })

  it('knows dates, numbers and addresses', () => {
    expect([dateOf('2024-02-29'), dateOf('2024-02-29T10:00:00Z'), dateOf('0000-01-01')]).toEqual([
      '2024-02-29',
      '2024-02-29',
      '',
    ])
    expect(['1,234.5', '12%', '1e5', '.5', '1,2'].map(decimalOf)).toEqual(['1234.5', '', '', '.5', ''])
    expect(['http://a.b:80/x?y[]=1', 'data:x', 'http://a:b', '//x'].map(addressOf)).toEqual([
      'http://a.b:80/x?y%5B%5D=1',
      '',
      '',
      '',
    ])
  })
})

describe('encodings', () => {
  const words = 'Dùn Bhreatann – “café”'
  const xml = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?>\r\n<StrategicPlan><Name>${words}</Name></StrategicPlan>`
  const windows = (text: string) =>
    Uint8Array.from(text, letter => ({ '–': 0x96, '“': 0x93, '”': 0x94 })[letter] ?? letter.charCodeAt(0))
  const title = (bytes: string | Uint8Array) => read(bytes).document.title

  it('reads UTF-8, UTF-16 and Windows-1252, by mark or by what is declared', () => {
    const utf16 = Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le')
    expect(title(Buffer.from(`\ufeff${xml('utf-8')}`))).toBe(words)
    expect(title(`\ufeff${xml('anything')}`)).toBe(words)
    expect(title(utf16)).toBe(words)
    expect(title(utf16.subarray(2))).toBe(words)
    expect(title(Buffer.from(utf16).swap16())).toBe(words)
    expect(title(Buffer.from(xml('UTF-16')))).toBe(words)
    expect(title(windows(xml('Windows-1252')))).toBe(words)
    expect(title(windows(xml('ISO-8859-1')))).toBe(words)
  })

  it('reads Windows-1252 that says it is UTF-8, and tells', () => {
    const { document, skipped } = read(windows(xml('UTF-8')))
    expect(document.title).toBe(words)
    expect(skipped.map(one => one.path)).toEqual(['/'])
  })

  it('refuses letters it does not know', () => {
    expect(refusal(Buffer.from(xml('EBCDIC-US')))).toBe('unknown-encoding')
  })
})

describe('hostile files are refused', () => {
  const laughs = `<?xml version="1.0"?><!-- a --><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`,
  ).join('')}]><StrategicPlan><Name>&lol9;</Name></StrategicPlan>`

  it.each([
    ['billion laughs', laughs, 'unsafe-file'],
    [
      'outside entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><StrategicPlan>&x;</StrategicPlan>',
      'unsafe-file',
    ],
    ['deep nesting', `<StrategicPlan>${'<a>'.repeat(80_000)}${'</a>'.repeat(80_000)}</StrategicPlan>`, 'not-xml'],
    ['too large', `<StrategicPlan>${'x'.repeat(5 * 1024 * 1024)}</StrategicPlan>`, 'file-too-large'],
    ['too many parts', `<StrategicPlan>${'<a/>'.repeat(300_000)}</StrategicPlan>`, 'file-too-large'],
    ['not closed', '<StrategicPlan><Name>', 'not-xml'],
    ['open comments', `<StrategicPlan>${'<!--'.repeat(150_000)}`, 'not-xml'],
    ['open quote', `<StrategicPlan x="${'<'.repeat(150_000)}`, 'not-xml'],
    ['two roots', '<StrategicPlan/><StrategicPlan/>', 'not-xml'],
    ['reserved name', '<StrategicPlan><__proto__>x</__proto__></StrategicPlan>', 'not-xml'],
    ['bare ampersand', '<StrategicPlan><Name>A & B</Name></StrategicPlan>', 'not-xml'],
    ['nothing', '', 'not-xml'],
    ['no XML', 'PK\u0003\u0004', 'not-xml'],
    ['another vocabulary', '<html><body/></html>', 'not-stratml'],
  ])('%s', (_name, xml, code) => {
    const begun = Date.now()
    expect(refusal(xml)).toBe(code)
    expect(Date.now() - begun).toBeLessThan(30_000)
  })

  it('never crash it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' })), anything => {
        expect(isRefusal(readStratml(anything))).toBe(true)
      }),
    )
    const written = writeStratml(plan, 2)
    fc.assert(
      fc.property(fc.nat(written.length), fc.nat(40), fc.string(), (at, gone, put) => {
        const broken = readStratml(written.slice(0, at) + put + written.slice(at + gone))
        if (!isRefusal(broken))
          expect(again(writeStratml(broken.document, 2), 2)).toBe(writeStratml(broken.document, 2))
      }),
      { numRuns: 300 },
    )
  })

  it('a DOCTYPE that is only spoken about is text', () => {
    const talk = '<StrategicPlan><Name><![CDATA[<!DOCTYPE html>]]></Name></StrategicPlan>'
    expect(read(talk).document.title).toBe('<!DOCTYPE html>')
  })
})

const folder = new URL('../../../../shared/data/plans/stratml/', import.meta.url)
const here = existsSync(folder)
const schemas = { 1: 'StrategicPlanISOVersion20140401.xsd', 2: 'PerformancePlanOrReport20160216.xsd' }

async function complaints(files: readonly string[], part: 1 | 2): Promise<string[]> {
  const xml = files.map((contents, i) => ({ fileName: `plan${i}.xml`, contents }))
  const { errors } = await validateXML({ xml, schema: readFileSync(new URL(schemas[part], folder), 'utf8') })
  return errors.map(error => error.rawMessage)
}

describe.skipIf(!here)(`against the published schemas${here ? '' : ' (left out: ../shared/data is not here)'}`, () => {
  it('the check itself can fail', async () => {
    expect(await complaints([writeStratml(plan, 2)], 1)).not.toEqual([])
    expect(await complaints([writeStratml(plan, 2).replaceAll('_o1', '9 x')], 2)).not.toEqual([])
  })

  it.each([1, 2] as const)('part %i exports hold to it', async part => {
    const sample = fc.sample(documents, { numRuns: 60, seed: 7 })
    const files = [plan, blank, ...sample].map(document => writeStratml(document, part))
    expect(await complaints(files, part)).toEqual([])
  })

  it.each([
    ['template_strategic_plan.xml', 1],
    ['template_performance_plan.xml', 2],
    ['template_performance_report.xml', 2],
  ] as const)('%s is read, and what was read is written as a file that holds', async (name, part) => {
    const result = read(readFileSync(new URL(name, folder)))
    expect(result.part).toBe(part)
    expect(result.document.themes.map(theme => theme.identifier)).toEqual(['_theme-1'])
    expect(result.document.themes[0]!.outcomes.map(outcome => outcome.identifier)).toEqual(['_outcome-1-1'])
    expect(result.skipped.map(one => one.path)).toContain(
      part === 1
        ? '/StrategicPlan/AdministrativeInformation/StartDate'
        : '/PerformancePlanOrReport/AdministrativeInformation/StartDate',
    )
    const written = writeStratml(result.document, part)
    expect(await complaints([written], part)).toEqual([])
    expect(again(written, part)).toBe(written)
  })
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map(codes => String.fromCharCode(...codes)),
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '\u00a0',
    ' a ',
    '\r\n',
    'a\rb',
    '<&>"\'',
    ']]>',
    '<![CDATA[x]]>',
    '&amp;',
    '&#0;',
    '&nbsp;',
    '<!-- -->',
  ),
  fc.constantFrom(
    '<?xml?>',
    '<b>x</b>',
    '\u0000',
    '\u001b[0m',
    '\ud800',
    '\ufffe',
    '\ufeff',
    '\u2028',
    '\u0085',
    '=1+1',
    '__proto__',
  ),
)
const maybe = fc.option(hostile, { nil: undefined })
const identifier = fc.oneof(
  hostile,
  fc.uuid(),
  fc.constantFrom('', '_a', 'b', '9', '_9', '_theme-1', '_theme-1-2', '_outcome-1-1', '_vision'),
)
const date = fc.oneof(
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map(day => day.toISOString().slice(0, 10)),
  fc.constantFrom(undefined, '', '2024-02-30', '0000-01-01'),
)
const address = fc.oneof(
  maybe,
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom('www.x.org', 'http://é.org/%', 'a:b'),
)
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 })
const oneOf = <T extends string>(...choices: T[]) => fc.constantFrom<T | undefined>(undefined, ...choices)

const stakeholder = fc.record({
  name: hostile,
  description: maybe,
  type: oneOf('Person', 'Organization', 'Generic_Group'),
  roles: few(
    fc.record({
      name: hostile,
      description: maybe,
      types: few(fc.constantFrom('Performer' as const, 'Beneficiary' as const)),
    }),
  ),
})
const result = fc.record({
  starts: date,
  ends: date,
  numberOfUnits: fc.oneof(maybe, fc.constantFrom('1', '-2.50', '+.5', '1,000', '1e5', '5.', '9'.repeat(30))),
  descriptor: fc.option(fc.record({ name: maybe, value: maybe }), { nil: undefined }),
  description: maybe,
})
const indicator = fc.record({
  identifier,
  sequence: maybe,
  valueChainStage: oneOf('Outcome', 'Output_Processing', 'Output', 'Input_Processing', 'Input'),
  type: oneOf('Quantitative', 'Qualitative'),
  measurementDimension: hostile,
  unitOfMeasurement: hostile,
  relationships: few(
    fc.record({
      identifier: fc.option(identifier, { nil: undefined }),
      type: oneOf('Broader_Than', 'Peer_To', 'Narrower_Than'),
      referents: few(identifier),
      name: maybe,
      description: maybe,
    }),
  ),
  measurementInstances: few(fc.record({ targetResults: few(result), actualResults: few(result) })),
  otherInformation: maybe,
})
const described = {
  identifier,
  title: hostile,
  description: maybe,
  sequence: maybe,
  stakeholders: few(stakeholder),
  otherInformation: maybe,
}
const outcome = fc.record({ ...described, indicators: few(indicator) })
const statement = fc.option(fc.record({ description: hostile, identifier }), { nil: undefined })

const documents: fc.Arbitrary<PlanDocument> = fc.record({
  identifier: fc.option(identifier, { nil: undefined }),
  type: oneOf('Strategic_Plan', 'Performance_Plan', 'Performance_Report'),
  title: hostile,
  description: maybe,
  otherInformation: maybe,
  organisations: few(
    fc.record({ name: hostile, acronym: maybe, identifier, description: maybe, stakeholders: few(stakeholder) }),
  ),
  vision: statement,
  mission: statement,
  values: few(fc.record({ name: maybe, description: maybe })),
  themes: few(fc.record({ ...described, outcomes: few(outcome) })),
  period: fc.record({ starts: date, ends: date }),
  publicationDate: date,
  source: address,
  submitter: fc.option(
    fc.record({
      identifier: fc.option(identifier, { nil: undefined }),
      givenName: maybe,
      surname: maybe,
      phoneNumber: maybe,
      emailAddress: maybe,
    }),
    { nil: undefined },
  ),
})
