// What an indicator's figures say, first as judged facts, then in sentences that a resident reads.
// Nothing is said that the facts do not carry.

import { type OnCourse, onCourse, type Signal, signal, type Verdict, verdict } from '../../kernel/judgement.ts'
import { midYear } from '../../kernel/period.ts'
import { showChange, showQuantity, type Unit } from '../../kernel/quantity.ts'
import { type Change, changeSince, fasterThan, type Good, type Pace, type Point } from '../../kernel/statistics.ts'
import { longDate } from '../../kernel/words.ts'
import type { IndicatorRow, Reading, StandingTarget } from './queries.ts'

export interface Judged {
  /** Latest actual reading; null where there is none. */
  readonly latest: Reading | null
  readonly first: Reading | null
  readonly series: readonly Point[]
  readonly signal: Signal
  readonly verdict: Verdict
  /** Since the baseline, or since the first reading where no baseline was set. */
  readonly change: (Change & { readonly from: string; readonly isBaseline: boolean; readonly value: number }) | null
  /** The nearest standing target. */
  readonly target: StandingTarget | null
  readonly course: OnCourse | null
  readonly pace: Pace | null
  readonly familyLatest: number | null
}

/** Judges an indicator on its actual readings; estimates and projections are shown but never judged. */
export function judge(indicator: IndicatorRow, today: string): Judged {
  const { good } = indicator
  const actual = indicator.readings.filter(reading => reading.status === 'actual')
  const series = actual.map(at)
  const given = signal(series)
  const latest = actual.at(-1) ?? null
  const first = actual[0] ?? null
  const baseline = indicator.baseline
  const from = baseline ? { at: baselineAt(actual, baseline), value: baseline.value } : first && at(first)
  const change = from && changeSince(series, from)
  const target = indicator.targets.find(one => one.due >= today) ?? indicator.targets.at(-1) ?? null
  const family = indicator.family.map(one => ({ at: midYear({ start: one.starts, end: one.ends }), value: one.value }))
  return {
    latest,
    first,
    series,
    signal: given,
    verdict: verdict(series, good, given),
    change: change && {
      ...change,
      from: baseline?.period ?? first!.period,
      isBaseline: baseline !== null,
      value: from.value,
    },
    target,
    course:
      target && onCourse(series, { at: midYear({ start: target.due, end: target.due }), value: target.value }, good),
    pace: family.length ? fasterThan(series, family, good) : null,
    familyLatest: indicator.family.find(one => one.period === latest?.period)?.value ?? null,
  }
}

const at = (reading: Reading): Point => ({
  at: midYear({ start: reading.starts, end: reading.ends }),
  value: reading.value,
})

/** A baseline stands at the middle of its period where it is one of the readings, else at its last day. */
const baselineAt = (readings: readonly Reading[], baseline: { period: string; on: string }): number => {
  const reading = readings.find(one => one.period === baseline.period)
  return reading ? at(reading).at : midYear({ start: baseline.on, end: baseline.on })
}

/** One sentence: what the figure is and how it moved. `25.2% in 2024/25, down from 31.2% in 2014/15.` */
export function movement({ unit }: { unit: Unit }, judged: Judged): string {
  const { latest, first, change } = judged
  if (!latest || !first) return 'There is no figure yet.'
  const now = `${showQuantity(latest.value, unit)} in ${latest.period}`
  const from = change ? { value: change.value, period: change.from } : { value: first.value, period: first.period }
  if (from.period === latest.period) return `${now}. It is the first figure.`
  const was = showQuantity(from.value, unit)
  if (was === showQuantity(latest.value, unit)) return `${now}, the same as in ${from.period}.`
  return `${now}, ${latest.value > from.value ? 'up' : 'down'} from ${was} in ${from.period}.`
}

/** The same with the name of the figure before it, for where that is not said. */
export const namedMovement = (indicator: { name: string; unit: Unit }, judged: Judged): string =>
  `${indicator.name}: ${movement(indicator, judged)}`

const moving: Readonly<Record<Good, Readonly<Record<Verdict, string>>>> = {
  up: {
    better: 'It is going up, which is good',
    worse: 'It is going down, which is not what we want',
    changed: '',
    'no-clear-change': 'It has not clearly changed',
    'too-early': 'It is too early to say which way it is going',
  },
  down: {
    better: 'It is coming down, which is good',
    worse: 'It is going up, which is not what we want',
    changed: '',
    'no-clear-change': 'It has not clearly changed',
    'too-early': 'It is too early to say which way it is going',
  },
  neither: {
    better: '',
    worse: '',
    changed: 'It has changed',
    'no-clear-change': 'It has not clearly changed',
    'too-early': 'It is too early to say which way it is going',
  },
}

/** The answer a page begins with: the direction, against areas like ours, and against the promise. */
export function answer(indicator: { unit: Unit; good: Good }, judged: Judged): string {
  if (!judged.latest) return 'There is no figure yet, so nobody can say.'
  const parts = [moving[indicator.good][judged.verdict]]
  if (judged.pace && judged.verdict !== 'too-early')
    parts.push(
      judged.pace.pace === 'same'
        ? 'much as in areas like ours'
        : `${judged.pace.pace === 'faster' ? 'doing better than' : 'not doing as well as'} areas like ours over the same time`,
    )
  const sentence = `${parts.join(', ')}.`
  return judged.course && judged.target
    ? `${sentence} ${courseWords(judged.course, judged.target, indicator.unit)}`
    : sentence
}

/** On course or not, with the reason. */
export function courseWords(course: OnCourse, target: StandingTarget, unit: Unit): string {
  const promised = `${showQuantity(target.value, unit)} for ${target.period}`
  switch (course.kind) {
    case 'met':
      return `The target of ${promised} is met.`
    case 'too-early':
      return `It is too early to say whether the target of ${promised} will be met: there are ${course.points} readings and it takes ${course.needed}.`
    case 'on-course':
      return `It is on course for the target of ${promised}.`
    case 'behind':
      return course.because === 'date-passed'
        ? `The target of ${promised} was not met.`
        : `It is not on course for the target of ${promised}: at the pace of the last ${course.projection.points} readings it would be ${showQuantity(course.projection.value, unit)}.`
  }
}

/** Why we call it a change, or do not. */
export function signalWords({ signal: given, verdict: word, series }: Judged): string {
  if (given.kind === 'too-short')
    return word === 'too-early' || series.length < 4
      ? `${given.points === 1 ? 'There is one reading' : `There are ${given.points} readings`}; it takes 4 to say anything and ${given.needed} to tell a signal from noise.`
      : `With ${given.points} readings we ask whether they keep moving one way (Mann–Kendall test). It takes ${given.needed} to tell a signal from noise.`
  if (given.kind === 'noise')
    return `The ${given.looked.points} readings stay within their usual range, so the ups and downs may be chance.`
  const why =
    given.because === 'outside-limits'
      ? `${given.stretch.points === 1 ? 'one reading is' : `${given.stretch.points} readings are`} outside the range that chance would explain`
      : `${given.stretch.points} readings in a row are on one side of the earlier average`
  return given.lasting ? `A real change, not noise: ${why}.` : `There was an unusual spell (${why}), but it has passed.`
}

/** The change in figures: `−6.0 points since the baseline (31.2% in 2014/15), −0.6 points a year`. */
export const changeWords = (unit: Unit, change: NonNullable<Judged['change']>) => ({
  figure: showChange(change.change, unit),
  words: `since ${change.isBaseline ? 'the baseline' : 'the first figure'} (${showQuantity(change.value, unit)} in ${change.from}); ${showChange(change.perYear, unit)} a year`,
})

/** When the figures are from and when the next is due. */
export const asAt = (indicator: { due: string | null }, judged: Judged): string =>
  [
    judged.latest ? `Figures to ${longDate(judged.latest.ends)}` : 'No figures yet',
    indicator.due ? `next due ${longDate(indicator.due)}` : null,
  ]
    .filter(Boolean)
    .join(' · ')
