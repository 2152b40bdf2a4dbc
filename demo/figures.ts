// How indicators are taken up, read year by year, promised on, and now and then given up.

import type { Name, Slug } from './cast.ts'
import type { NationalWords, OwnWords, TargetWords } from './figure-words.ts'
import { periodOf } from './land.ts'
import { partnerKey } from './plans.ts'
import type { Event, Teller } from './teller.ts'

const number = (teller: Teller, key: string): number => teller.number(`indicator ${key}`)

interface Measuring {
  readonly outcomes: readonly string[]
  readonly partner: OwnWords['partner']
}

const measuring = (teller: Teller, slug: Slug, { outcomes, partner }: Measuring) => ({
  outcomes: outcomes.map(outcome => teller.number(`outcome ${outcome}`)),
  partner: partner ? teller.number(partnerKey(slug, partner)) : '',
})

/** Indicators from the catalogue: taken up, with a baseline and promises. */
export const nationalEvents = (slug: Slug, coordinator: Name, indicators: readonly NationalWords[]): Event[] =>
  indicators.flatMap(one => [
    {
      on: one.since,
      words: `Taking up ${one.code}`,
      tell: async teller => {
        const raw = { code: one.code, ...measuring(teller, slug, one) }
        const id = await teller.does(coordinator, 'indicators.take-from-catalogue', raw, slug)
        teller.keep(`indicator ${one.key}`, id)
        const at = { indicator: id }
        await teller.changes(coordinator, 'indicators.edit-details', at, { nextDue: one.nextDue }, slug)
        if (one.baseline)
          await teller.does(coordinator, 'indicators.set-baseline', { indicator: id, period: one.baseline }, slug)
      },
    },
    ...targetEvents(slug, one.key, one.targets),
  ])

/** The partnership's own indicators; what was known on the day one is defined is entered with it, the rest as it comes. */
export const figureEvents = (slug: Slug, coordinator: Name, reader: Name, indicators: readonly OwnWords[]): Event[] =>
  indicators.flatMap(one => {
    const readings = one.values.map((value, index) => ({
      value,
      period: periodOf(one.years, one.from + index),
      known: knownOn(one.years, one.from + index),
    }))
    const record = async (teller: Teller, { value, period }: { value: number; period: string }) => {
      const raw = { indicator: number(teller, one.key), period, value, status: 'actual' }
      await teller.does(reader, 'indicators.record-reading', raw, slug)
    }
    const define: Event = {
      on: one.since,
      words: `Defining “${one.name}”`,
      tell: async teller => {
        const { name, kind, definition, source, unit, good } = one
        const raw = { name, kind, definition, source, unit, good, frequency: 'yearly', nextDue: one.nextDue ?? '' }
        const id = await teller.does(
          coordinator,
          'indicators.define',
          { ...raw, ...measuring(teller, slug, one) },
          slug,
        )
        teller.keep(`indicator ${one.key}`, id)
        for (const reading of readings) if (reading.known <= one.since) await record(teller, reading)
        if (one.baseline)
          await teller.does(reader, 'indicators.set-baseline', { indicator: id, period: one.baseline }, slug)
      },
    }
    const later = readings
      .filter(reading => reading.known > one.since)
      .map(
        (reading): Event => ({
          on: reading.known,
          words: `“${one.name}” for ${reading.period}`,
          tell: teller => record(teller, reading),
        }),
      )
    return [define, ...later, ...targetEvents(slug, one.key, one.targets), ...retired(slug, coordinator, one)]
  })

/** Figures for a calendar year are known in the spring after it; those for a financial year in the June. */
const knownOn = (years: OwnWords['years'], year: number): string =>
  years === 'calendar' ? `${year + 1}-03-24` : `${year + 1}-06-09`

const targetEvents = (slug: Slug, key: string, targets: readonly TargetWords[]): Event[] =>
  targets.map(({ on, by, ...target }) => ({
    on,
    words: `A promise for ${target.period}`,
    tell: async teller =>
      void (await teller.does(by, 'indicators.set-target', { indicator: number(teller, key), ...target }, slug)),
  }))

const retired = (slug: Slug, coordinator: Name, { key, name, retired: end }: OwnWords): Event[] =>
  end
    ? [
        {
          on: end.on,
          words: `Giving up “${name}”`,
          tell: async teller => {
            const raw = { indicator: number(teller, key), because: end.because }
            await teller.does(coordinator, 'indicators.retire', raw, slug)
          },
        },
      ]
    : []
