// Which existing groups could do what somebody proposes, with the reasons; and when something new may be set up.

import { createHash } from 'node:crypto'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { counted, listOf, longDate } from '../../../kernel/words.ts'
import type { Standing } from '../../../operation/actor.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import type { GroupKind, ProposalKind, ProposalStage } from '../model.ts'
import { dormant, jaccard, wordsOf } from '../overlap/rules.ts'
import type { Group, Structure } from '../structure.ts'
import * as model from './model.ts'

// ── ranking ───────────────────────────────────────────────────────────────────

/** How much each measure counts. Only what the proposal says something of is counted at all. */
export const weights = { outcomes: 0.3, organisations: 0.25, themes: 0.15, places: 0.15, words: 0.15 } as const
export type Measure = keyof typeof weights
const measures = Object.keys(weights) as Measure[]

/** From this score on a group could do it; below, it only has something in common with it. */
export const couldFrom = 0.4
/** No more groups than these are shown. */
export const mostShown = 8

/** How the plan and the places hang together, as far as a proposal and the groups name them. */
export interface Ties {
  readonly themeOf: ReadonlyMap<number, number>
  /** The places that a place lies in, at whatever distance. */
  readonly within: ReadonlyMap<string, ReadonlySet<string>>
  /** Names of organisations that may sit nowhere yet. */
  readonly organisations: ReadonlyMap<number, string>
}

export type Proposed = Pick<
  model.ProposalWords,
  'name' | 'purpose' | 'outcomes' | 'themes' | 'places' | 'organisations'
>

export interface Ranked {
  readonly group: number
  readonly name: string
  readonly kind: GroupKind
  /** It keeps its own governance. */
  readonly joint: boolean
  /** 0 to 1: the mean, by their weights, of the shares of what the proposal names. */
  readonly score: number
  /** Why it stands here. */
  readonly because: readonly string[]
  /** What stands in the way. */
  readonly obstacles: readonly string[]
  /** What else is worth knowing; it changes no score. */
  readonly remarks: readonly string[]
}

/** The share of something that a group has, 0 to 1; null where the proposal names none. */
interface Share {
  readonly share: number | null
  readonly because: readonly string[]
}

/** Existing groups that have anything in common with a proposal, best first. */
export function rank(structure: Structure, proposed: Proposed, ties: Ties): Ranked[] {
  return structure.groups
    .flatMap(group => {
      const shares: Record<Measure, Share> = {
        outcomes: outcomesShare(group, proposed, ties),
        organisations: organisationsShare(group, proposed, ties),
        themes: themesShare(group, proposed, ties),
        places: placesShare(group, proposed, ties),
        words: wordsShare(group, proposed),
      }
      const score = mean(shares) * (fits(shares) ? 1 : couldFrom)
      return score === 0
        ? []
        : {
            group: group.id,
            name: group.name,
            kind: group.kind,
            joint: governsItself(group),
            score,
            because: measures.flatMap(measure => shares[measure].because),
            obstacles: obstaclesOf(group),
            remarks: remarksOf(group, proposed, structure.on, ties),
          }
    })
    .sort((one, other) => other.score - one.score || one.group - other.group)
}

/**
 * Who sits there is not enough: of the outcomes, themes and places that are named, a group minds half at least, or it
 * only touches what is proposed.
 */
function fits({ outcomes, themes, places }: Record<Measure, Share>): boolean {
  const named = [outcomes, themes, places].flatMap(({ share }) => share ?? [])
  return named.length === 0 || named.reduce((sum, share) => sum + share, 0) / named.length >= 0.5
}

function mean(shares: Record<Measure, Share>): number {
  const named = measures.filter(measure => shares[measure].share !== null)
  const weight = named.reduce((sum, measure) => sum + weights[measure], 0)
  return weight === 0
    ? 0
    : Math.min(1, named.reduce((sum, measure) => sum + weights[measure] * shares[measure].share!, 0) / weight)
}

/** A group minds an outcome that stands in its remit, itself or with its theme. */
function outcomesShare(group: Group, { outcomes }: Proposed, { themeOf }: Ties): Share {
  const minded = outcomes.filter(
    one => group.outcomes.includes(one) || group.themes.includes(themeOf.get(one) ?? Number.NaN),
  )
  return parts(minded.length, 0, outcomes.length, 'outcome', 'Minds', '')
}

/** Of a theme, one outcome that is minded counts half. */
function themesShare(group: Group, { themes }: Proposed, { themeOf }: Ties): Share {
  const whole = themes.filter(one => group.themes.includes(one))
  const some = themes.filter(
    one => !whole.includes(one) && group.outcomes.some(outcome => themeOf.get(outcome) === one),
  )
  return parts(whole.length, some.length, themes.length, 'theme', 'Minds', 'Minds an outcome of')
}

/** A group for a wider place is for the places in it; one for a place inside the one that is meant counts half. */
function placesShare(group: Group, { places }: Proposed, { within }: Ties): Share {
  const inside = (one: string, other: string) => within.get(one)?.has(other) ?? false
  const whole = places.filter(one => group.places.some(other => other === one || inside(one, other)))
  const some = places.filter(one => !whole.includes(one) && group.places.some(other => inside(other, one)))
  return parts(whole.length, some.length, places.length, 'place', 'Is there for', 'Is there for a part of')
}

/** Shares of so many, with `Minds 2 of the 3 outcomes`. */
function parts(whole: number, some: number, of: number, noun: string, wholly: string, partly: string): Share {
  const words = (count: number) =>
    of === 1
      ? `the ${noun}`
      : count < of
        ? `${count} of the ${of} ${noun}s`
        : of === 2
          ? `both ${noun}s`
          : `all ${of} ${noun}s`
  return {
    share: of === 0 ? null : (whole + some / 2) / of,
    because: [whole && `${wholly} ${words(whole)}`, some && `${partly} ${words(some)}`].flatMap(one => one || []),
  }
}

function organisationsShare(group: Group, { organisations }: Proposed, ties: Ties): Share {
  const seated = (held: boolean) => (one: number) =>
    group.seats.some(seat => seat.organisation === one && (seat.held || !held))
  const sitting = organisations.filter(seated(true))
  const vacant = organisations.filter(one => seated(false)(one) && !sitting.includes(one))
  return {
    share: organisations.length === 0 ? null : (sitting.length + vacant.length) / organisations.length,
    because: [
      sitting.length && `${names(sitting, ties)} ${sitting.length === 1 ? 'sits' : 'sit'} there already`,
      vacant.length &&
        `${names(vacant, ties)} ${vacant.length === 1 ? 'has a seat' : 'have seats'} there that nobody holds now`,
    ].flatMap(one => one || []),
  }
}

const names = (organisations: readonly number[], ties: Ties): string =>
  listOf(organisations.map(one => ties.organisations.get(one) ?? 'an organisation'))

/** Jaccard's index of the words of name and purpose, and of name and remit. */
function wordsShare(group: Group, { name, purpose }: Proposed): Share {
  const asked = wordsOf(`${name} ${purpose}`)
  const has = wordsOf(`${group.name} ${group.remit}`)
  const common = [...asked].filter(word => has.has(word))
  return {
    share: asked.size === 0 ? null : (jaccard(asked, has) ?? 0),
    because: common.length ? [`Its name and remit have words in common with it: ${common.slice(0, 6).join(', ')}`] : [],
  }
}

const governsItself = (group: Pick<Group, 'jointBody' | 'kind'>): boolean =>
  group.jointBody !== null || group.kind === 'joint-body'

const obstaclesOf = (group: Group): string[] => [
  ...(governsItself(group) ? ['Keeps its own governance: it would have to agree'] : []),
  ...(group.legalBasis ? [`Rests on this: ${group.legalBasis}. See first whether it may take this on`] : []),
]

function remarksOf(group: Group, { organisations }: Proposed, day: string, ties: Ties): string[] {
  const absent = organisations.filter(one => !group.seats.some(seat => seat.organisation === one))
  const asleep = dormant(group, day)
  return [
    ...(absent.length ? [`Not there yet: ${names(absent, ties)}`] : []),
    ...(asleep === 'long-since-it-met' ? [`Seems asleep: it last met on ${longDate(group.lastMet!)}`] : []),
    ...(asleep === 'review-long-past' ? [`Seems asleep: its review was due on ${longDate(group.review!)}`] : []),
    ...roomOf(group),
  ]
}

/** Room to take it on: a group that seldom meets has little. */
function roomOf({ meetings }: Group): string[] {
  if (meetings === null) return ['Nobody has said how often it meets']
  if (meetings === 0) return ['It does not meet']
  if (meetings < 1) return ['Meets less than once a year']
  return meetings <= 2 ? [`Meets only ${meetings < 2 ? 'once' : 'twice'} a year`] : []
}

/** What stands with the proposal once it is settled. */
export const shownOf = (ranked: readonly Ranked[]): model.Shown[] =>
  ranked.slice(0, mostShown).map(({ group, score, because, obstacles, remarks }) => ({
    group,
    score,
    because: [...because, ...obstacles, ...remarks],
  }))

// ── who may, and when ─────────────────────────────────────────────────────────

/** Coordinators, and everybody but observers who acts for a partner. */
export const mayPropose = (_facts: unknown, standing: Standing): Refusal | null =>
  isCoordinator(standing) || standing.actsFor.length > 0 ? null : model.onlyPartners

/** A settled proposal stays what it was. */
export const maySettle = (facts: { stage: ProposalStage }): Refusal | null =>
  facts.stage === 'open' ? null : model.settledAlready

/** What a proposal names is there. */
export function mayName(known: {
  readonly outcomes: boolean
  readonly themes: boolean
  readonly places: boolean
  readonly organisations: boolean
}): Refusal | null {
  if (!known.outcomes) return model.outcomesUnknown
  if (!known.themes) return model.themesUnknown
  if (!known.places) return model.placesUnknown
  return known.organisations ? null : model.organisationsUnknown
}

/** A short mark of what a proposal says: two people saw the same when their marks are equal. */
export const seenOf = (words: model.ProposalWords): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        words.kind,
        words.name,
        words.purpose,
        words.askedBy,
        ...[words.outcomes, words.themes, words.organisations].map(list => list.toSorted((a, b) => a - b)),
        words.places.toSorted(),
      ]),
    )
    .digest('hex')
    .slice(0, 16)

/** Nobody writes over words they have not seen; whoever does not say what they saw answers for it themselves. */
export const maySaveOver = (now: model.ProposalWords, seen: string): Refusal | null =>
  seen === '' || seen === seenOf(now) ? null : model.changedMeanwhile

/** What is asked of a national initiative, whoever takes it on. */
export interface Fit {
  readonly adapts: model.Adaptation | null
  readonly adaptsWords: string
  readonly repeats: string
}

/** Of a national initiative it is said who adapts to whom, and what it repeats; of others that is not kept. */
export function decideFit(kind: ProposalKind, { adapts, adaptsWords, repeats }: Fit): Fit | Refusal {
  if (kind !== 'national-initiative') return { adapts: null, adaptsWords: '', repeats: '' }
  if (adapts === null) return model.whoAdapts
  if (adaptsWords === '') return model.howTheyAdapt
  return repeats === '' ? model.whatItRepeats : { adapts, adaptsWords, repeats }
}

/** A reason against a group that could do it is a sentence, of so many characters at least. */
export const leastReason = 40

/** Something new is set up although a group could do it only with a reason that says why not. */
export function mayGiveReason(because: string, best: Ranked | undefined): Refusal | null {
  if (!best || best.score < couldFrom || because.length >= leastReason) return null
  return refuse(
    'reason-short',
    `${best.name} could do it. Say in a whole sentence why something new is needed all the same: at least ${counted(leastReason, 'character')}.`,
    'because',
  )
}

/** The review is still to come, and within three years. */
export function mayReviewOn(review: string, today: string): Refusal | null {
  if (review <= today) return model.reviewPast
  return review > `${Number(today.slice(0, 4)) + 3}${today.slice(4)}` ? model.reviewFar : null
}
