// The few permission rules that many verbs share, each answering null or a worded refusal.

import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Standing } from './actor.ts'

/** For the few verbs that need no account. Listed by name in the laws of the house. */
export const anyone = (): null => null

export const anySignedIn = (_facts: unknown, standing: Standing): Refusal | null =>
  standing.person === null ? refuse('signed-out', 'Sign in first.') : null

export const onlyAdministrators = (_facts: unknown, standing: Standing): Refusal | null =>
  standing.administrator ? null : refuse('not-yours', 'Only an administrator of this installation can do this.')

export const onlyCoordinators = (_facts: unknown, standing: Standing): Refusal | null =>
  isCoordinator(standing) ? null : refuse('not-yours', 'Only a coordinator of this partnership can do this.')

export const isCoordinator = (standing: Standing): boolean =>
  standing.administrator || standing.roles.includes('coordinator')

/** Coordinators, and those who lead for the organisation itself. */
export const leadsFor = (standing: Standing, organisation: number | null): boolean =>
  isCoordinator(standing) || (organisation !== null && standing.leads.includes(organisation))

/** Coordinators, and everyone but observers who acts for the organisation. */
export const actsFor = (standing: Standing, organisation: number | null): boolean =>
  isCoordinator(standing) || (organisation !== null && standing.actsFor.includes(organisation))
