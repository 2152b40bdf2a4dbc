// The forms of claims and benefits: each performs one verb, and leads back to the action.

import type { Asking } from '../../../operation/ask.ts'
import { form, type Params } from '../../../ui/declare.ts'
import { partners } from '../../partnerships/public.ts'
import { actionHere, actionOf, crumbs, toAction } from '../action-here.ts'
import { benefitKinds, claims } from '../model.ts'
import type { Benefit, Contribution } from '../queries.ts'
import * as operations from './operations.ts'
import { maySay } from './rules.ts'

/** Of stopped work nothing more is said; whoever looks is offered the partners they may speak for. */
async function sayingHere(asking: Asking, params: Params) {
  const found = await actionHere(asking, params)
  if (!found || found.state === 'stopped') return null
  const voices = (await partners(asking.db)).filter(one => maySay(one, asking.standing) === null)
  return { ...found, voices }
}
const partnerOptions = ({ voices }: { voices: readonly { id: number; name: string }[] }) => ({
  partner: voices.map(one => ({ value: String(one.id), words: one.name })),
})

const claimForm = form({
  at: '/p/:slug/actions/:action/contributions',
  audience: 'members',
  operation: operations.claimContribution,
  read: sayingHere,
  options: partnerOptions,
  title: () => 'What difference did working together make?',
  lead: () => 'It is shown as what this partner says, with what shows it. Claims are never added up into a score.',
  crumbs,
  button: 'Say so',
  done: 'It is shown as this partner’s claim.',
  next: toAction,
})

const benefitForm = form({
  at: '/p/:slug/actions/:action/benefits',
  audience: 'members',
  operation: operations.recordBenefit,
  read: sayingHere,
  options: partnerOptions,
  title: () => 'Something good that is not a number',
  lead: () => 'Trust, new ties or a shared aim count too. Say who felt it.',
  crumbs,
  button: 'Record it',
  done: 'The benefit is recorded.',
  next: toAction,
})

/** The one that the address names; null where it was withdrawn. */
const standing = <T extends Contribution | Benefit>(said: readonly T[], id: string | undefined): T | undefined =>
  said.find(one => String(one.id) === id && one.withdrawn === null)

const withdrawClaimForm = form({
  at: '/p/:slug/contributions/:contribution/withdraw',
  audience: 'members',
  operation: operations.withdrawContribution,
  read: async (asking, params) => {
    const found = await actionOf(asking, 'contribution', params)
    const said = found && standing(found.contributions, params.contribution)
    return said ? { ...found, said } : null
  },
  title: () => 'Withdraw this claim',
  lead: ({ said }) =>
    `${said.partner.name} says: ${claims[said.claim].toLowerCase()}. “${said.words}” It stays on the page, marked as withdrawn.`,
  crumbs,
  button: 'Withdraw it',
  danger: true,
  done: 'The claim is withdrawn.',
  next: toAction,
})

const withdrawBenefitForm = form({
  at: '/p/:slug/benefits/:benefit/withdraw',
  audience: 'members',
  operation: operations.withdrawBenefit,
  read: async (asking, params) => {
    const found = await actionOf(asking, 'benefit', params)
    const said = found && standing(found.benefits, params.benefit)
    return said ? { ...found, said } : null
  },
  title: () => 'Withdraw this benefit',
  lead: ({ said }) =>
    `${said.partner.name} says: ${benefitKinds[said.kind].toLowerCase()}. “${said.words}” It stays on the page, marked as withdrawn.`,
  crumbs,
  button: 'Withdraw it',
  danger: true,
  done: 'The benefit is withdrawn.',
  next: toAction,
})

export const faces = [claimForm, benefitForm, withdrawClaimForm, withdrawBenefitForm]
