// The sentences on an action's page: its answer, whose it is, who does it, who answers for it, and what it serves.

import { capital, inWords, longDate } from '../../kernel/words.ts'
import type { ActionView } from '../delivery/public.ts'
import { mattering, reachedWords } from './work.tsx'

/** Who leads, with how many, how far it is, and what comes next. */
export function answer(
  one: Pick<ActionView, 'lead' | 'linked' | 'partners' | 'milestones' | 'overdue' | 'next' | 'stopped'>,
): string {
  const others = one.partners - (one.lead ? 1 : 0)
  const who = one.lead
    ? `${one.lead.name} leads this${others ? ` with ${inWords(others)} ${others === 1 ? 'other' : 'others'}` : ''}.`
    : one.linked?.reporting === 'publishes'
      ? `${one.linked.owner} leads this.`
      : 'Nobody leads this yet.'
  if (one.stopped) return who.replace(' leads ', ' led ')
  const reached = reachedWords(one.milestones)
  const late = one.overdue ? ` ${capital(inWords(one.overdue))} ${one.overdue === 1 ? 'is' : 'are'} overdue.` : ''
  const next = one.next ? ` Next: ${one.next.words}, by ${longDate(one.next.due)}.` : ''
  return `${who}${reached ? ` ${reached}.${late}${next}` : ''}`
}

/** Whose the work is, by the owner’s short name, and whether it agrees. */
export const ownersHeading = ({ owner, consent }: NonNullable<ActionView['linked']>): string =>
  `This is the work of ${owner}, ${
    {
      given: 'linked here with its consent',
      asked: 'which has not said yet whether it may stand here',
      withdrawn: 'which does not agree that it stands here',
    }[consent]
  }`

/** `Chidi Okafor, or Ann Reid when they cannot`; without a deputy, that nobody stands in. */
export function answersFor({ owner, deputy }: Pick<ActionView, 'owner' | 'deputy'>): string {
  if (!owner) return 'Nobody is named yet.'
  return deputy
    ? `${owner.name}, or ${deputy.name} when they cannot.`
    : `${owner.name}. Nobody stands in when they cannot.`
}

export function whoHeading(one: ActionView): string {
  const all = one.partners
  if (one.linked?.reporting === 'publishes')
    return all === 1 ? 'One partner takes part' : `${all ? capital(inWords(all)) : 'No'} partners take part`
  if (all === 0) return 'Nobody has taken this on yet'
  if (!one.lead)
    return all === 1
      ? 'One body takes part, and nobody leads'
      : `${capital(inWords(all))} bodies take part, and nobody leads`
  return all === 1 ? 'One body does this so far' : `${capital(inWords(all))} bodies do this together`
}

export function servesHeading({ outcomes }: ActionView): string {
  if (outcomes.length === 0) return 'It serves no outcome yet'
  const lot = outcomes.filter(one => one.matters === 'a-lot').length
  const many = outcomes.length === 1 ? 'one outcome' : `${inWords(outcomes.length)} outcomes`
  if (outcomes.length === 1) return `It serves one outcome, and should matter ${mattering[outcomes[0]!.matters]}`
  return lot
    ? `It serves ${many}, and should matter a lot for ${lot === outcomes.length ? 'each' : inWords(lot)}`
    : `It serves ${many}`
}
