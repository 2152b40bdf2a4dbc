// The demonstration: three invented partnerships, told from 2019 to November 2026 by performing operations.

import { dayIn } from '../src/operation/perform.ts'
import { actionEvents, initiativeEvents, linkedEvents } from './actions.ts'
import { figureEvents, nationalEvents } from './figures.ts'
import { founding } from './founding.ts'
import { areas, neighbourhoods, publishedRows } from './land.ts'
import { landscapeEvents } from './landscape.ts'
import { carsesideActions, lorneActions } from './neighbour-actions.ts'
import { carsesideRound, lorneRound, neighboursPlan } from './neighbour-rounds.ts'
import { carsesidePartners, carsesidePlan, lorneFigures, lornePartners, lornePlan } from './neighbours.ts'
import { standIns } from './owners.ts'
import { answers, later, planEvents, speak, takeIn } from './plans.ts'
import { letterEvents, roundEvents } from './rounds.ts'
import { asked } from './strathmuir-asked.ts'
import { autumn, nextPlanned } from './strathmuir-autumn.ts'
import { waterside } from './strathmuir-budget.ts'
import { evenings } from './strathmuir-evenings.ts'
import { familyActions } from './strathmuir-families.ts'
import { national, own } from './strathmuir-figures.ts'
import { harbour } from './strathmuir-harbour.ts'
import { healthActions } from './strathmuir-health.ts'
import { homeActions } from './strathmuir-homes.ts'
import { initiatives, linked } from './strathmuir-linked.ts'
import { nightActions } from './strathmuir-nights.ts'
import { partners } from './strathmuir-partners.ts'
import { smallerPlans } from './strathmuir-places.ts'
import { schedule } from './strathmuir-rounds.ts'
import { spring } from './strathmuir-spring.ts'
import { summer } from './strathmuir-summer.ts'
import { travelActions } from './strathmuir-travel.ts'
import { strathmuirPlan } from './strathmuir-versions.ts'
import { workActions } from './strathmuir-work.ts'
import { type Event, type Stage, Teller } from './teller.ts'

/** Told after every step: how many are done, of how many, and what is next. */
export type Progress = (done: number, total: number, words: string) => void

/**
 * Tells the whole story on a stage where it was never told; throws where it was, and names the step where a verb
 * refuses. Takes a few seconds; everything it writes is dated as in the story.
 */
export async function tellDemonstration(stage: Stage, progress: Progress = () => {}): Promise<void> {
  if ((await stage.findPartnership('strathmuir')) !== null)
    throw new Error('The demonstration is here already, so it was not loaded again.')
  const today = later(lastDay, dayIn(stage.house.clock()))
  const events = story(today).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const teller = new Teller(stage)
  for (const [index, event] of events.entries()) {
    progress(index, events.length, event.words)
    await teller.tell(event)
  }
  progress(events.length, events.length, 'Everything is in place')
}

/** The story ends on the day before this one, unless it is told later: then its rounds are open on that later day. */
const lastDay = '2026-11-22'

const story = (today: string): Event[] => [
  country,
  published('2024-01-30', 2022),
  published('2025-09-30', 2024),
  published('2026-10-27', 2025),
  // Of one day, what stands first here is told first: partners come in before their people.
  ...takeIn('strathmuir', 'aileen', partners),
  ...takeIn('lorne', 'iona', lornePartners),
  ...takeIn('carseside', 'yusuf', carsesidePartners),
  ...founding,
  ...speak('strathmuir', 'aileen', partners),
  ...speak('lorne', 'iona', lornePartners),
  ...speak('carseside', 'yusuf', carsesidePartners),
  ...strathmuirPlan,
  ...answers('strathmuir', 'strathmuir', partners, '2024-05-28'),
  ...smallerPlans.flatMap(plan => planEvents('strathmuir', 'aileen', plan)),
  ...nationalEvents('strathmuir', 'aileen', national),
  ...figureEvents('strathmuir', 'aileen', 'priya', own),
  ...planEvents('lorne', 'iona', lornePlan),
  ...answers('lorne', 'lorne', lornePartners),
  ...figureEvents('lorne', 'iona', 'iona', lorneFigures),
  ...planEvents('carseside', 'yusuf', carsesidePlan),
  ...standIns,
  ...initiativeEvents('strathmuir', initiatives),
  ...actionEvents('strathmuir', 'aileen', strathmuirActions),
  ...linkedEvents('strathmuir', 'aileen', linked),
  ...actionEvents('lorne', 'iona', lorneActions),
  ...actionEvents('carseside', 'yusuf', carsesideActions),
  ...landscapeEvents(today),
  ...asked(today),
  ...evenings,
  ...harbour(today),
  ...waterside,
  ...reporting(today),
]

const strathmuirActions = [
  ...familyActions,
  ...workActions,
  ...healthActions,
  ...homeActions,
  ...nightActions,
  ...travelActions,
]

/** The rounds, and after everything of a day its letters. */
function reporting(today: string): Event[] {
  const open = autumn(today)
  const rounds = [spring, summer, open, lorneRound(today), carsesideRound(today)].flatMap(roundEvents)
  return [...neighboursPlan(today), ...rounds, ...schedule, nextPlanned(open, today), ...letterEvents(rounds)]
}

const country: Event = {
  on: '2019-04-01',
  words: 'Drawing an invented country',
  tell: async teller => {
    await teller.sets('plans.register-frameworks', {})
    for (const { code, name } of areas) await teller.sets('places.invent', { code, name, kind: 'council' })
    for (const { code, name } of neighbourhoods)
      await teller.sets('places.invent', { code, name, kind: 'intermediate-zone', parent: areas[0]!.code })
  },
}

const published = (on: string, upTo: number): Event => ({
  on,
  words: `Publishing invented figures up to ${upTo}`,
  tell: async teller => {
    const rows = publishedRows(upTo)
    const headings = Object.keys(rows[0]!)
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
    const csv = [headings, ...rows.map(row => headings.map(heading => row[heading]!))]
      .map(cells => cells.map(quoted).join(','))
      .join('\r\n')
    const file = { name: `invented-figures-${upTo}.csv`, bytes: new TextEncoder().encode(csv) }
    await teller.sets('indicators.import-readings', { preset: 'long', file })
  },
})
