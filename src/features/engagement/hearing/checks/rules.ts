// The rules of checks: what makes answers look alike, with the thresholds that everyone can read. A sign is no proof:
// it puts answers before a person, and names and accuses nobody.

import { counted, longDate } from '../../../../kernel/words.ts'
import type { Cluster, Run, Sign } from './model.ts'

/** At least so many answers, each so many seconds or fewer after the one before. */
export interface Threshold {
  readonly least: number
  readonly seconds: number
}

export const burst: Threshold = { least: 20, seconds: 60 }
export const codesInARow: Threshold = { least: 5, seconds: 30 }
export const sameAnswers: Threshold = { least: 10, seconds: 60 }
/** At least so many steps, on average less than so many seconds from one to the next. */
export const fastSteps: Threshold = { least: 20, seconds: 1 }
const secondsToRead = 2
const leastToRead = 5

/** Nobody reads a question and its choices in less than two seconds: 250 words a minute are eight words in that time. */
export const tooFast = (questions: number): Threshold => ({
  least: 5,
  seconds: Math.max(leastToRead, questions * secondsToRead),
})

/** How often a row may be longer by chance before it is no sign: once in a hundred exercises of this size. */
const byChance = 0.01

/**
 * From what length a row of the same answers is a sign, when `count` of `of` people answered so: chance alone would
 * bring a row this long about of × (count / of)^length times (the expected number of runs in independent trials, Feller
 * 1968, An introduction to probability theory, XIII.7). Infinity where everybody answered the same.
 */
export function leastSame(count: number, of: number): number {
  const share = count / of
  return share >= 1 ? Infinity : Math.max(sameAnswers.least, Math.ceil(Math.log(byChance / of) / Math.log(share)))
}

/** A cluster holds no more than this; a longer run is several. */
export const mostInCluster = 5000

/** What is put before a person of the runs that were found. */
export const clustersOf = (runs: readonly Run[]): readonly Cluster[] =>
  runs
    .filter(({ common, responses }) => !common || responses.length >= leastSame(common.count, common.of))
    .flatMap(run => {
      const parts = Math.ceil(run.responses.length / mostInCluster)
      return Array.from({ length: parts }, (_, at) => ({
        sign: run.sign,
        words: `${wordsOf(run)}${parts > 1 ? ` This is part ${at + 1} of ${parts}.` : ''}`,
        responses: run.responses.slice(at * mostInCluster, (at + 1) * mostInCluster),
      }))
    })

const wordsOf = (run: Run): string =>
  `${found[run.sign](run.responses.length)}, on ${longDate(run.from)}, ${within(run)}.`

const answersThat = (words: string) => (count: number) => `${counted(count, 'answer')} ${words}`

const found: Readonly<Record<Sign, (count: number) => string>> = {
  'one-network': answersThat('came from one network, one soon after the other'),
  'too-fast': answersThat('came from one network, each sooner than the questions can be read'),
  'codes-in-a-row': answersThat('with codes came from one network, one soon after the other'),
  'same-answers': answersThat('in a row were exactly the same'),
  'fast-steps': count => `${counted(count, 'person', 'people')} took less than a second for each step`,
}

function within({ from, to }: Run): string {
  const seconds = Math.ceil((to.getTime() - from.getTime()) / 1000)
  if (seconds < 120) return `within ${Math.max(1, seconds)} ${seconds <= 1 ? 'second' : 'seconds'}`
  if (seconds < 7200) return `within ${Math.ceil(seconds / 60)} minutes`
  return seconds < 172_800 ? `within ${Math.ceil(seconds / 3600)} hours` : `until ${longDate(to)}`
}

/** What is looked for, in words for everybody: what it is, and what else it can be. */
export const signs: Readonly<Record<Sign, { readonly title: string; readonly words: string; readonly maybe: string }>> =
  {
    'one-network': {
      title: 'Many from one network',
      words: `At least ${burst.least} answers from one network, none more than a minute after the one before.`,
      maybe: 'A school, a library or an office is one network too.',
    },
    'too-fast': {
      title: 'Faster than reading',
      words: `At least 5 answers from one network, each sooner after the one before than it takes to read the questions: ${secondsToRead} seconds for each question, and at least ${leastToRead}.`,
      maybe: 'A class that answers together sends all at once.',
    },
    'codes-in-a-row': {
      title: 'Codes one after the other',
      words: `At least ${codesInARow.least} answers with codes from one network, none more than ${codesInARow.seconds} seconds after the one before. Which code gave which answer is kept nowhere, so nobody can look at the codes themselves.`,
      maybe: 'A family or a helper may send several at once.',
    },
    'same-answers': {
      title: 'The same answers in a row',
      words: `At least ${sameAnswers.least} answers in a row that are exactly the same, none more than a minute after the one before, in a row so long that chance would bring it less than once in a hundred exercises of this size.`,
      maybe: 'People who heard of it from the same place often agree.',
    },
    'fast-steps': {
      title: 'Less than a second for each step',
      words: `At least ${fastSteps.least} things compared or answered, in less than a second each.`,
      maybe: 'Some people tap very fast.',
    },
  }
