// The words of scenarios: a step of one, what a restructuring is, and the refusals.

import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { longDate } from '../../../kernel/words.ts'
import type { ScenarioStage, StepKind } from '../model.ts'

/** One change on paper. What its kind has no use for is null, or blank. */
export interface Step {
  readonly kind: StepKind
  readonly group: number
  /** Where a merged group, or what is moved of a remit, goes. */
  readonly into: number | null
  /** Of a merger: what the group is called from then on; blank keeps the name it has. */
  readonly name: string
  /** What is moved of a remit; all of it where none of the three is named. */
  readonly outcome: number | null
  readonly theme: number | null
  readonly place: string | null
  /** A year; null leaves it as it is. */
  readonly meetings: number | null
  readonly minutes: number | null
}

export const stageWords: Record<ScenarioStage, string> = {
  draft: 'Draft, seen by coordinators only',
  shared: 'Shared with members',
  adopted: 'Adopted',
  dropped: 'Not taken on',
}

export const settledAlready = refuse('settled-already', 'This was adopted or dropped already. It stays as it is.')
export const sharedAlready = refuse('shared-already', 'Members see this already.')
export const notShared = refuse('not-shared', 'Share it first: members must be able to see what is adopted.')
export const noSteps = refuse('no-steps', 'There is nothing in it yet. Add a first step.')
export const intoMissing = refuse('into-missing', 'Choose the other group.', 'into')
export const groupMissing = refuse('group-missing', 'Choose the group that is merged.', 'group')
export const intoItself = refuse('into-itself', 'Choose another group than the same one.', 'into')
export const oneOfRemit = refuse(
  'one-of-remit',
  'Choose one outcome, one theme or one place; or none of them, to move all.',
)
export const saysNothing = refuse('says-nothing', 'Say how often or how long it would meet.', 'meetings')

/** A step that does not fit the structure. */
export const unfit = (words: string): Refusal => refuse('step-unfit', words)

export const stepsUnfit = (number: number, words: string): Refusal =>
  refuse('steps-unfit', `Step ${number} no longer fits. ${words} Take it out first.`)

export const changedLater = (name: string, day: string): Refusal =>
  refuse(
    'changed-later',
    `${name} began or was changed on ${longDate(day)}. Choose that day or a later one, so that nothing is lost.`,
    'on',
  )

export const voicesEnd = (whose: string): Refusal =>
  refuse(
    'voices-end',
    `Seats of communities or the third sector would go: ${whose}. Tick the box if that is meant.`,
    'voices',
  )

export const nameTakenSince = (name: string): Refusal =>
  refuse('name-taken-since', `There is another group called “${name}” by now. Choose another name in the step.`)
