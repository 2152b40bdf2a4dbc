// The invented country: ten areas in two families, Strathmuir's neighbourhoods, and figures for them that come
// from a formula, so that they are the same at every telling.

interface Area {
  readonly code: string
  readonly name: string
  readonly family: 'Rural and islands' | 'Towns and farmland'
}

const rural = ['Strathmuir', 'Lorne and the Isles', 'Dunlarig', 'Portnessan', 'Skerravoe']
const towns = ['Carseside', 'Kelderside', 'Braeholm', 'Ardenmoor', 'Invercorran']

/** Strathmuir, Lorne and Carseside keep the first three codes. */
const order = ['Strathmuir', 'Lorne and the Isles', 'Carseside', ...rural.slice(2), ...towns.slice(1)]

export const areas: readonly Area[] = order.map((name, index) => ({
  code: `X120000${String(index + 1).padStart(2, '0')}`,
  name,
  family: rural.includes(name) ? 'Rural and islands' : 'Towns and farmland',
}))

interface Neighbourhood {
  readonly code: string
  readonly name: string
  /** How hard life is there, from −1 (easiest) to 1 (hardest). */
  readonly hardship: number
}

export const neighbourhoods: readonly Neighbourhood[] = [
  ['Glenmuir', 0.15],
  ['Muirton Waterside', 1],
  ['Muirton Old Town', 0.55],
  ['Muirton Hillside', -1],
  ['Kirkbrae', -0.6],
  ['Port Ellick', 0.4],
  ['Strathellan', -0.35],
  ['Loch Fearn', -0.1],
].map(([name, hardship], index) => ({
  code: `X0200000${index + 1}`,
  name: name as string,
  hardship: hardship as number,
}))

interface InventedIndicator {
  readonly code: string
  readonly name: string
  readonly definition: string
  readonly unit: 'percent' | 'years' | 'tonnes'
  readonly good: 'up' | 'down'
  readonly years: 'calendar' | 'financial'
  readonly decimals: number
  /** First and last value of our three areas; the others lie around them. */
  readonly known: Readonly<Record<string, readonly [number, number]>>
  /** Middle of the others' first value, their middle change, and how far they spread. */
  readonly others: { readonly first: number; readonly change: number; readonly spread: number }
  readonly noise: number
  /** What one step of hardship does to a neighbourhood, as a share of the area's value, at first and at last. */
  readonly hardship: readonly [number, number]
}

export const inventedIndicators: readonly InventedIndicator[] = [
  {
    code: 'invented-children-low-income',
    name: 'Children in low-income families',
    definition: 'Share of children under 16 who live in a family with a low income, before housing costs.',
    unit: 'percent',
    good: 'down',
    years: 'financial',
    decimals: 1,
    known: { Strathmuir: [31.2, 25.2], 'Lorne and the Isles': [24.8, 23.9], Carseside: [19.4, 20.1] },
    others: { first: 27.5, change: -2.2, spread: 4 },
    noise: 0.7,
    hardship: [0.565, 0.512],
  },
  {
    code: 'invented-healthy-life',
    name: 'Healthy years of life',
    definition: 'How many years a child born now would live in good health, if things stayed as they are.',
    unit: 'years',
    good: 'up',
    years: 'calendar',
    decimals: 1,
    known: { Strathmuir: [63.6, 61.9], 'Lorne and the Isles': [64.8, 64.1], Carseside: [62.7, 62.2] },
    others: { first: 63, change: -0.8, spread: 1.4 },
    noise: 0.12,
    hardship: [-0.085, -0.098],
  },
  {
    code: 'invented-leavers',
    name: 'School leavers in work, learning or training',
    definition:
      'Share of young people who left school in the year and have a job, a course, training or voluntary work nine months later.',
    unit: 'percent',
    good: 'up',
    years: 'financial',
    decimals: 1,
    known: { Strathmuir: [93.4, 94.1], 'Lorne and the Isles': [95.2, 95.9], Carseside: [92.8, 94.9] },
    others: { first: 93.5, change: 1.4, spread: 1.2 },
    noise: 0.9,
    hardship: [-0.045, -0.041],
  },
  {
    code: 'invented-emissions',
    name: 'Greenhouse gases for each person',
    definition: 'Tonnes a year, from homes, travel, work and land, within the area.',
    unit: 'tonnes',
    good: 'down',
    years: 'calendar',
    decimals: 2,
    known: { Strathmuir: [6.8, 4.29], 'Lorne and the Isles': [7.1, 5.6], Carseside: [6.2, 4.9] },
    others: { first: 6.6, change: -1.5, spread: 0.7 },
    noise: 0.12,
    hardship: [-0.1, -0.1],
  },
]

const first = 2014
const years = 12

/** Rows of a published file, as a publisher would put it out up to a year (the one the last period begins in). */
export function publishedRows(upTo: number): Record<string, string>[] {
  return inventedIndicators.flatMap(indicator =>
    areas.flatMap(area => {
      const series = seriesOf(indicator, area.name)
      const own = rowsOf(indicator, area.code, area.family, series, upTo)
      if (area.name !== 'Strathmuir') return own
      return own.concat(
        neighbourhoods.flatMap(one =>
          rowsOf(indicator, one.code, '', neighbourhoodSeries(indicator, one, series), upTo),
        ),
      )
    }),
  )
}

function rowsOf(indicator: InventedIndicator, place: string, family: string, series: readonly number[], upTo: number) {
  return series.slice(0, upTo - first + 1).map((value, index) => ({
    place,
    indicator: indicator.name,
    code: indicator.code,
    period: periodOf(indicator.years, first + index),
    value: value.toFixed(indicator.decimals),
    unit: indicator.unit,
    better: indicator.good,
    definition: indicator.definition,
    source: 'Invented for this demonstration',
    frequency: 'yearly',
    family,
  }))
}

/** `2014` or `2014/15`. */
export const periodOf = (kind: 'calendar' | 'financial', year: number): string =>
  kind === 'calendar' ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, '0')}`

/** From the first value to the last, with noise that dies away at both ends so that these stay as they are stated. */
function seriesOf(indicator: InventedIndicator, area: string): number[] {
  const random = seeded(`${indicator.code} ${area}`)
  const { first: middle, change, spread } = indicator.others
  const start = indicator.known[area]?.[0] ?? middle + spread * (2 * random() - 1)
  const end = indicator.known[area]?.[1] ?? start + change * (0.4 + 1.2 * random())
  return Array.from({ length: years }, (_, index) => {
    const part = index / (years - 1)
    const noise = indicator.noise * (2 * random() - 1) * Math.sqrt(Math.sin(Math.PI * part))
    return start + (end - start) * (0.35 * part + 0.65 * part * part) + noise
  })
}

function neighbourhoodSeries(indicator: InventedIndicator, { code, hardship }: Neighbourhood, area: readonly number[]) {
  const random = seeded(`${indicator.code} ${code}`)
  const [then, now] = indicator.hardship
  return area.map((value, index) => {
    const share = then + (now - then) * (index / (years - 1))
    const wobble = index === 0 || index === years - 1 ? 0 : indicator.noise * (2 * random() - 1)
    const reached = value * (1 + share * hardship) + wobble
    return indicator.unit === 'percent' ? Math.min(99.5, reached) : reached
  })
}

/** Mulberry32: the same numbers from 0 to 1 for the same words, on every machine. */
function seeded(words: string): () => number {
  let state = [...words].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)!) | 0, 7)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
