// How rounds go: opened by the clock, answered, begun, passed on, returned, accepted; and the letters of each day.

import { milestoneKey } from './actions.ts'
import { cast } from './cast.ts'
import { dayAfter } from './plans.ts'
import type { RoundWords, Step } from './round-words.ts'
import type { Event, Teller } from './teller.ts'

export const roundKey = (key: string): string => `round ${key}`

export const roundEvents = (round: RoundWords): Event[] => [
  { on: round.opens, words: `“${round.title}” opens`, tell: teller => opens(teller, round) },
  ...round.steps.map(step => ({
    on: dayAfter(round.opens, step.after),
    words: `“${round.title}”: ${wordsOf(step)}`,
    tell: (teller: Teller) => take(teller, round, step),
  })),
]

/** On each day on which something happened in a round, everybody who is to hear of it gets one letter. */
export const letterEvents = (rounds: readonly Event[]): Event[] =>
  [...new Set(rounds.map(event => event.on))].map(on => ({
    on,
    words: 'The letters of the day are written',
    tell: async teller => void (await teller.sets('rounds.bring-notices', {})),
  }))

const wordsOf = (step: Step): string => ('by' in step ? `${cast[step.by].name} ${step.does}` : `the clock ${step.does}`)

interface Board {
  readonly opens: string
  readonly items: readonly { readonly id: number; readonly about: string; readonly subject: number }[]
}

export const boardOf = (teller: Teller, { slug, coordinator }: RoundWords, round: number): Promise<Board> =>
  teller.asks(coordinator, 'rounds.one-round', { round }, slug)

async function opens(teller: Teller, round: RoundWords): Promise<void> {
  const number = teller.number(roundKey(round.key))
  await teller.sets('rounds.open', { round: number }, round.slug)
  for (const { id, about, subject } of (await boardOf(teller, round, number)).items)
    teller.keep(`item ${round.key} ${about} ${subject}`, id)
}

/** The number of what was asked about something, `action nights`. */
function itemOf(teller: Teller, round: RoundWords, of: string): number {
  const about = of.split(' ')[0]
  return teller.number(`item ${round.key} ${about} ${teller.number(of)}`)
}

async function take(teller: Teller, round: RoundWords, step: Step): Promise<void> {
  const { slug } = round
  const whole = { round: teller.number(roundKey(round.key)) }
  switch (step.does) {
    case 'answers':
    case 'begins': {
      const { by, of, stands = [], words, needs = '', reached = [] } = step
      const [status = '', direction = '', confidence = ''] = stands
      const milestones = reached.map(index => teller.number(milestoneKey(of.split(' ')[1]!, index)))
      const verb = step.does === 'answers' ? 'rounds.answer' : 'rounds.save-draft'
      const said = { status, direction, confidence, words, needs, reached: milestones }
      return teller.changes(by, verb, { item: itemOf(teller, round, of) }, said)
    }
    case 'keeps':
      return teller.changes(step.by, 'rounds.no-change', { item: itemOf(teller, round, step.of) }, {})
    case 'passes-on': {
      const raw = { item: itemOf(teller, round, step.of), person: await teller.person(step.to), note: step.note }
      return void (await teller.does(step.by, 'rounds.pass-on', raw))
    }
    case 'returns': {
      const raw = { item: itemOf(teller, round, step.of), note: step.note }
      return void (await teller.does(step.by, 'rounds.return-item', raw, slug))
    }
    case 'accepts':
      for (const of of step.of)
        await teller.does(step.by, 'rounds.accept-item', { item: itemOf(teller, round, of) }, slug)
      return
    case 'accepts-all':
    case 'accepts-round':
      return void (await teller.does(
        step.by,
        step.does === 'accepts-all' ? 'rounds.accept-all' : 'rounds.accept',
        whole,
        slug,
      ))
    default:
      return void (await teller.sets(clockVerbs[step.does], whole, slug))
  }
}

const clockVerbs = {
  reminds: 'rounds.remind',
  'tells-deputies': 'rounds.tell-deputies',
  'tells-leads': 'rounds.tell-leads',
  closes: 'rounds.close',
} as const
