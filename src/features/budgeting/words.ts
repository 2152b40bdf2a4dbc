// A count in plain words: why this project and not that one, what each rule does, how far a budget is.

import { listOf, counted as many, ordinal } from '../../kernel/words.ts'
import type { EqualSharesFacts } from './counting/explained.ts'
import type { BallotKind } from './counting/model.ts'
import type { Counted, CountedProject, Phase, ProjectState, RuleUsed } from './model.ts'
import { moneyIn } from './money.ts'

export const phaseWords: Readonly<Record<Phase, string>> = {
  ideas: 'People suggest projects',
  check: 'Projects are being checked',
  shortlist: 'The vote is ready',
  vote: 'People are voting',
  count: 'The votes are being counted',
  result: 'The result is known',
  done: 'The result is known, and work follows it',
  'called-off': 'Called off',
}

export const stateWords: Readonly<Record<ProjectState, string>> = {
  suggested: 'Waits to be read',
  shown: 'Being checked',
  feasible: 'Can be done',
  'not-feasible': 'Cannot be done',
  shortlisted: 'On the shortlist',
  hidden: 'Not shown',
}

export const ballotWords: Readonly<Record<BallotKind, string>> = {
  approval: 'Each person ticks every project they want.',
  knapsack: 'Each person spends the money: they tick projects until it is used up.',
  ranking: 'Each person puts projects in order, the best first.',
  points: 'Each person shares out points between projects.',
  'choose-one': 'Each person chooses one project.',
}

/** `Most votes first`, `Equal shares, then shares raised`. */
export function ruleName({ rule, completion }: RuleUsed): string {
  if (rule === 'greedy') return 'Most votes first'
  return {
    none: 'Equal shares, and nothing more',
    add1: 'Equal shares, raised',
    'add1-utilitarian': 'Equal shares, raised, then most votes first',
  }[completion]
}

/** The rule in three or four sentences. */
export function ruleWords({ rule, completion }: RuleUsed): readonly string[] {
  if (rule === 'greedy')
    return [
      'Projects are put in order: the one with the most votes stands first. Then we go down the list and pay for each project that the money still covers.',
      'A project that costs more than what is left is passed over, and we go on to the next.',
      'It is simple. But a large group that agrees can get everything, and a small group nothing.',
    ]
  const shares = [
    'All the money is split into equal parts, one for each person who voted.',
    'A project is paid for by the people who voted for it, out of their own parts. It can only be bought if their parts together cover its cost. The project that asks least of each of its voters, for what it is worth to them, is bought first.',
    'Who has paid for one project has less left for the next. So no group can use up the money of others, and small groups get projects too.',
  ]
  const rest = {
    none: 'Money that nobody could use together is not spent.',
    add1: 'Most often some money is left that way. So we pretend that everybody’s part is £1 larger, and count again from the start; then £2 larger, and so on. We stop just before the projects would cost more than the money there really is.',
    'add1-utilitarian':
      'Most often some money is left that way. So we pretend that everybody’s part is £1 larger, and count again from the start; then £2 larger, and so on. We stop just before the projects would cost more than the money there really is. If something is still left, it goes to the projects with the most votes that it still pays for.',
  }[completion]
  return [...shares, rest]
}

/** Why this project got money, or did not, in the words of the count. */
export function whyWords(project: CountedProject, counted: Counted): readonly string[] {
  if (project.turn) return whyInTurn(project, counted)
  return project.shares ? whyByShares(project.shares, counted) : []
}

function whyInTurn(project: CountedProject, counted: Counted): readonly string[] {
  const money = moneyIn(counted.currency)
  const turn = project.turn!
  if (turn.votes === 0)
    return turn.funded
      ? ['Nobody voted for it. Money was left when everything else had had its turn, and it was enough.']
      : [
          `Nobody voted for it, so its turn came last. ${money(turn.before)} was left, ${money(turn.shortfall!)} too little.`,
        ]
  const place = `It came ${ordinal(turn.rank)}, with ${supportWords(project)}.`
  if (turn.funded)
    return [place, `${money(turn.before)} was left when its turn came, and it costs ${money(turn.cost)}.`]
  const earlier = counted.projects.filter(one => one.funded && one.turn!.rank < turn.rank)
  const later = counted.projects.filter(one => one.funded && one.turn!.rank > turn.rank)
  return [
    place,
    `When its turn came ${money(turn.before)} was left. It costs ${money(turn.cost)}, so ${money(turn.shortfall!)} was missing.`,
    earlier.length
      ? `The rest had gone to ${earlier.length === 1 ? 'a project' : many(earlier.length, 'project')} that came before it${earlier.length <= 3 ? `: ${titles(earlier)}` : ''}.`
      : 'It costs more than all the money there is.',
    ...(later.length
      ? [
          `${titles(later.slice(0, 3))}${later.length > 3 ? ' and others' : ''} came after it and did get money, because ${later.length === 1 ? 'it costs' : 'they cost'} less: what was left was enough for ${later.length === 1 ? 'it' : 'them'}.`,
        ]
      : []),
  ]
}

function whyByShares(facts: EqualSharesFacts, counted: Counted): readonly string[] {
  const money = moneyIn(counted.currency)
  switch (facts.how) {
    case 'bought':
      return [...boughtWords(facts.bought!, counted), `It was the ${placeWords(facts.bought!.round)} to be bought.`]
    case 'free':
      return [`It costs nothing, and ${many(facts.votes, 'person', 'people')} voted for it.`]
    case 'filled':
      if (!facts.outOfReach) return ['Nobody voted for it. Money was left at the end, and it was enough.']
      return [
        outOfReachWords(facts, counted),
        `But at the end ${money(facts.turn!.before)} of the money was still there. Of the projects that it could pay for, this one had the most votes (${facts.votes.toLocaleString('en-GB')}), so it was paid for from that.`,
      ]
    case 'out-of-reach':
      return [
        outOfReachWords(facts, counted),
        ...(facts.turn?.shortfall
          ? [
              `At the end ${money(facts.turn.before)} of the money was left when its turn came: ${money(facts.turn.shortfall)} too little for it.`,
            ]
          : []),
      ]
    case 'no-votes':
      return ['Nobody voted for it, so nobody paid for it.']
  }
}

function boughtWords(
  bought: NonNullable<EqualSharesFacts['bought']>,
  { ballot, currency }: Counted,
): readonly string[] {
  const money = moneyIn(currency)
  const { price, paidInFull, gaveTheRest, hadNothing } = bought
  const each =
    ballot === 'points' || ballot === 'ranking'
      ? `${many(paidInFull, 'person', 'people')} paid ${money(price)} for each point they gave it`
      : paidInFull === 1
        ? `One person paid ${money(price)}`
        : `${many(paidInFull, 'person', 'people')} paid ${money(price)} each`
  const full = paidInFull > 0 ? each : ''
  const rest =
    gaveTheRest > 0
      ? `${gaveTheRest.toLocaleString('en-GB')}${full ? ' more' : gaveTheRest === 1 ? ' person' : ' people'} had less than that left, and gave all of it`
      : ''
  const sentence = [full, rest].filter(Boolean).join('; ')
  return [
    `${sentence}.`,
    ...(hadNothing > 0
      ? [
          `${many(hadNothing, 'person', 'people')} who voted for it had nothing left: their part had gone to other projects they voted for.`,
        ]
      : []),
  ]
}

function outOfReachWords({ votes, outOfReach }: EqualSharesFacts, { currency, projects }: Counted): string {
  const money = moneyIn(currency)
  const { had, shortfall, spentOn } = outOfReach!
  const [who, together] =
    votes === 1
      ? ['The one person who voted for it', '']
      : [`The ${votes.toLocaleString('en-GB')} people who voted for it`, ' together']
  const tooLittle = `${money(shortfall)} too little`
  const spent = spentOn.reduce((sum, one) => sum + one.amount, 0)
  if (spent === 0) return `${who} had ${money(had)}${together}. That is ${tooLittle}: it costs much for so few voters.`
  const title = (code: string) => projects.find(one => one.code === code)?.title ?? code
  const gone = spentOn.slice(0, 3).map(one => `“${title(one.project)}” (${money(one.amount)})`)
  const others = spentOn.length > 3 ? [...gone, 'others'] : gone
  return `${who} had ${money(had)} left${together}. That is ${tooLittle}, because ${partWords(spent, had)} of their money had gone to other projects that they voted for: ${listOf(others)}.`
}

/** Amounts are plain numbers here, a hair off the exact ones. */
const partWords = (spent: number, left: number): string =>
  spent > left * 1.001 ? 'most' : spent > left * 0.999 ? 'half' : 'some'

/** `first`, `second`, `third`, `4th`. */
const placeWords = (place: number): string => ['first', 'second', 'third'][place - 1] ?? ordinal(place)

/** `412 votes`, `1,203 points from 412 people`. */
export const supportWords = ({ votes, score }: Pick<CountedProject, 'votes' | 'score'>): string =>
  score === null ? many(votes, 'vote') : `${many(Number(score), 'point')} from ${many(votes, 'person', 'people')}`

const titles = (projects: readonly CountedProject[]): string => listOf(projects.map(one => `“${one.title}”`))

/** The finding that a result page begins with. */
export function resultWords(counted: Counted): string {
  const money = moneyIn(counted.currency)
  const { funded, spent, left, voters } = counted
  if (funded.length === 0)
    return `${many(voters, 'person', 'people')} voted. No project gets money: ${voters === 0 ? 'there were no votes' : 'nobody’s votes were enough to pay for one'}.`
  const rest = Number(left) > 0 ? ` ${money(left)} is left.` : ''
  return `${many(voters, 'person', 'people')} voted. ${funded.length === 1 ? 'One project gets' : `${many(funded.length, 'project')} get`} money: ${money(spent)} in all.${rest}`
}

/** More names than this are not read. */
const mostTitles = 5

/** `“A”, “B” and 12 more` */
function someTitles(codes: readonly string[], title: (code: string) => string): string {
  const named = codes.slice(0, mostTitles).map(code => `“${title(code)}”`)
  const rest = codes.length - named.length
  return listOf(rest > 0 ? [...named, `${rest} more`] : named)
}

/** What another rule would have done otherwise; empty where it comes to the same. */
export function differenceWords(
  declared: readonly string[],
  other: readonly string[],
  title: (code: string) => string,
): string {
  const more = other.filter(code => !declared.includes(code))
  const less = declared.filter(code => !other.includes(code))
  return [
    more.length ? `${someTitles(more, title)} would get money.` : '',
    less.length ? `${someTitles(less, title)} would not.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** What a recount changed. */
export function changeWords(
  before: readonly string[],
  after: readonly string[],
  title: (code: string) => string,
): string {
  const more = after.filter(code => !before.includes(code))
  const less = before.filter(code => !after.includes(code))
  if (more.length + less.length === 0) return 'The same projects get money.'
  return [
    more.length ? `Now ${someTitles(more, title)} ${more.length === 1 ? 'gets' : 'get'} money.` : '',
    less.length ? `${someTitles(less, title)} no longer ${less.length === 1 ? 'does' : 'do'}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
