// The words of the landscape: kinds of groups, links, seats, scenarios, proposals, plans and cycles, and its refusals.

import { refuse } from '../../kernel/refusal.ts'
import { longDate } from '../../kernel/words.ts'

export const groupKinds = {
  board: 'Board',
  executive: 'Executive group',
  thematic: 'Thematic group',
  locality: 'Locality partnership',
  'working-group': 'Working group',
  network: 'Network',
  'joint-body': 'Joint body that is linked, and keeps its own governance',
} as const
export type GroupKind = keyof typeof groupKinds

export const groupKindWords: Record<GroupKind, string> = { ...groupKinds, 'joint-body': 'Linked joint body' }

/** `a thematic group`, `an executive group` */
export const aKind = (kind: GroupKind): string =>
  `${kind === 'executive' ? 'an' : 'a'} ${groupKindWords[kind].toLowerCase()}`

export const linkKinds = {
  'part-of': 'is part of',
  'reports-to': 'reports to',
  'coordinates-with': 'co-ordinates with',
  informs: 'informs',
} as const
export type LinkKind = keyof typeof linkKinds

export const offices = {
  chair: 'Chair',
  'vice-chair': 'Vice chair',
  member: 'Member',
  'in-attendance': 'In attendance',
} as const
export type Office = keyof typeof offices

export const waysToFill = {
  nominated: 'Named by the organisation',
  elected: 'Elected by those it speaks for',
  'open-call': 'Open call',
  'ex-officio': 'Goes with a post',
  invited: 'Invited by the group',
  unknown: 'Nobody has said',
} as const
export type FilledBy = keyof typeof waysToFill

export type SittingPart = 'holder' | 'substitute'

export type ScenarioStage = 'draft' | 'shared' | 'adopted' | 'dropped'

export const stepKinds = {
  merge: 'Merge one group into another',
  retire: 'End a group',
  'move-remit': 'Move a remit to another group',
  'change-meetings': 'Change how often or how long it meets',
} as const
export type StepKind = keyof typeof stepKinds

export type ImportStage = 'looked-at' | 'running' | 'done' | 'dropped'

export const proposalKinds = {
  group: 'A new group',
  partnership: 'A new partnership',
  'national-initiative': 'A new national initiative',
} as const
export type ProposalKind = keyof typeof proposalKinds
export type ProposalStage = 'open' | 'taken-on' | 'set-up' | 'turned-down'

export const planKinds = {
  'community-plan': 'Community plan',
  'locality-plan': 'Locality plan',
  strategy: 'Strategy',
  'service-plan': 'Service or business plan',
  'improvement-plan': 'Improvement plan',
  report: 'Report',
  other: 'Something else',
} as const
export type PlanKind = keyof typeof planKinds

export const planStates = {
  'being-written': 'Being written',
  'in-force': 'In force',
  'out-of-date': 'Past its end, not replaced',
  ended: 'Ended',
} as const
export type PlanState = keyof typeof planStates

export const cycleKinds = {
  planning: 'Writes or agrees its plan',
  'budget-set': 'Sets its budget',
  'budget-needed': 'Needs the partners’ budgets',
  reporting: 'Reports',
  board: 'Its board meets',
} as const
export type CycleKind = keyof typeof cycleKinds

/** What is said of a group, from a day on. Meetings are of `minutes` length; null where nobody has said. */
export interface GroupWords {
  readonly name: string
  readonly kind: GroupKind
  readonly remit: string
  readonly legalBasis: string
  readonly secretariat: string
  readonly meetings: number | null
  readonly minutes: number | null
  readonly lastMet: string | null
  readonly review: string | null
}

/** What is said of a group, without what else came with it. */
export const groupWords = ({
  name,
  kind,
  remit,
  legalBasis,
  secretariat,
  meetings,
  minutes,
  lastMet,
  review,
}: GroupWords): GroupWords => ({ name, kind, remit, legalBasis, secretariat, meetings, minutes, lastMet, review })

export interface SeatWords {
  readonly organisation: number | null
  readonly constituency: string
  readonly post: string
  readonly office: Office
  readonly elected: boolean
  readonly filledBy: FilledBy
  readonly voting: boolean
}

export const groupNameTaken = refuse('group-name-taken', 'There is already a group with this name.', 'name')
export const groupEnded = refuse('group-ended', 'This group has ended. What it was stays as it is.')
export const notYetThen = refuse('not-yet-then', 'The group did not exist on this day.', 'on')
export const inTheFuture = refuse('in-the-future', 'This day has not come yet.', 'on')
export const organisationUnknown = refuse(
  'organisation-unknown',
  'Choose the organisation from the list.',
  'organisation',
)
export const seatForOne = refuse(
  'seat-for-one',
  'A seat is either an organisation’s, or speaks for people directly: fill in one of the two.',
  'constituency',
)
export const seatEnded = refuse('seat-ended', 'This seat no longer exists.')
export const saidLater = (day: string) =>
  refuse('said-later', `Something was changed here on ${longDate(day)}. Choose that day or a later one.`, 'on')
export const satLater = (day: string) =>
  refuse('sat-later', `Who sits there was changed on ${longDate(day)}. Choose that day or a later one.`, 'on')
export const seatEmpty = refuse('seat-empty', 'Nobody holds this seat.')
export const personUnknown = refuse('person-unknown', 'Choose the person from the list.', 'person')
export const substituteNeedsName = refuse('substitute-needs-name', 'Say who stands in.', 'name')
export const linkedAlready = refuse('linked-already', 'These two groups are linked like this already.', 'other')
export const linkGone = refuse('link-gone', 'This link has ended already.')
export const linkCircle = refuse(
  'link-circle',
  'This would make a circle: the other group already reports to this one, or is part of it.',
  'other',
)
export const groupUnknown = refuse('group-unknown', 'Choose a group from the list.', 'other')
export const itself = refuse('itself', 'Choose another group than this one.', 'other')
export const remitUnknown = refuse('remit-unknown', 'Choose an outcome, a theme or a place from the list.')
export const remitOne = refuse('remit-one', 'Choose one: an outcome, a theme or a place.')
export const remitAlready = refuse('remit-already', 'This stands in the group’s remit already.')
export const remitGone = refuse('remit-gone', 'This is no longer in the group’s remit.')
export const bodyUnknown = refuse('body-unknown', 'Choose the joint body from the list.', 'body')
export const bodyHere = refuse('body-here', 'This joint body has a group here already.', 'body')
export const bodyTaken = refuse('body-taken', 'There is already a joint body with this name. Link to it.', 'name')
export const onlyJointBodies = refuse('only-joint-bodies', 'Only a group that is linked to a joint body reports here.')
export const publishedAlready = refuse('published-already', 'The structure is public already.')
export const notPublished = refuse('not-published', 'The structure is not public.')
export const nothingToPublish = refuse('nothing-to-publish', 'There is no group yet. Bring in or add the first one.')
export const linkInstead = refuse(
  'link-instead',
  'A joint body that governs itself is linked, so that other partnerships can link to it too.',
  'kind',
)
export const changedMeanwhile = refuse(
  'changed-meanwhile',
  'Somebody else changed this since you opened it. What stands now is below; what you typed is still here.',
)
export const proposeInstead = refuse(
  'propose-instead',
  'This is for groups that exist already. A new one begins with a proposal: you first see who could do it.',
  'since',
)
export const staysJoint = refuse(
  'stays-joint',
  'A linked joint body stays one, and a group of ours does not become one.',
  'kind',
)
export const meetingsUnreal = refuse('meetings-unreal', 'Meetings a year must be from 0 to 366.', 'meetings')
export const addressUnfit = refuse('address-unfit', 'A web address begins with https:// or http://.', 'address')

/** A group of which nothing but its name is known. */
export const nothingSaid: GroupWords = {
  name: '',
  kind: 'working-group',
  remit: '',
  legalBasis: '',
  secretariat: '',
  meetings: null,
  minutes: null,
  lastMet: null,
  review: null,
}
export const oneOfTwo = refuse('one-of-two', 'Choose somebody from the list or write a name, not both.', 'name')
