// What partnership added, as its partners claim it: who says so, on what evidence. Never added up into a score (U5.1).

import { longDate } from '../../../kernel/words.ts'
import { Meta, Pill } from '../../../ui/parts.tsx'
import { benefitKinds, claims } from '../model.ts'
import type { Benefit, Contribution } from '../queries.ts'

interface ClaimsProps {
  /** The partnership's address, `/p/strathmuir`. */
  readonly base: string
  readonly contributions: readonly Contribution[]
  readonly benefits: readonly Benefit[]
  /** Whether whoever looks may withdraw what this organisation said. */
  readonly mayWithdraw: (organisation: number) => boolean
}

/** Claims and benefits, each as somebody's word; withdrawn ones stay and are marked. */
export function Claims({ base, contributions, benefits, mayWithdraw }: ClaimsProps) {
  if (!contributions.length && !benefits.length) return <p>No partner has said yet what working together added.</p>
  const withdraw = (one: Contribution | Benefit, noun: 'contributions' | 'benefits') =>
    one.withdrawn === null && mayWithdraw(one.partner.organisation) ? (
      <>
        {' · '}
        <a href={`${base}/${noun}/${one.id}/withdraw`}>
          Withdraw it <span class="unseen">({one.words.slice(0, 60)})</span>
        </a>
      </>
    ) : null
  return (
    <>
      {contributions.length ? (
        <ul class="plain">
          {standingFirst(contributions).map(one => (
            <li key={one.id}>
              <Withdrawn on={one.withdrawn} />
              <p>
                <strong>{one.partner.name}</strong> says: {claims[one.claim].toLowerCase()}.
              </p>
              <blockquote class="said">{one.words}</blockquote>
              <p>
                What shows it: {one.evidence}
                {one.evidenceAddress ? (
                  <>
                    {' '}
                    (<a href={one.evidenceAddress}>{new URL(one.evidenceAddress).hostname}</a>)
                  </>
                ) : null}
              </p>
              <Meta>
                Said on {longDate(one.said)}
                {withdraw(one, 'contributions')}
              </Meta>
            </li>
          ))}
        </ul>
      ) : null}
      {benefits.length ? (
        <>
          <h3>Good that is not a number</h3>
          <ul class="plain">
            {standingFirst(benefits).map(one => (
              <li key={one.id}>
                <Withdrawn on={one.withdrawn} />
                <p>
                  <strong>{benefitKinds[one.kind]}</strong>, felt by {one.experiencedBy}
                </p>
                <blockquote class="said">{one.words}</blockquote>
                <Meta>
                  {one.partner.name} says so, {longDate(one.said)}
                  {withdraw(one, 'benefits')}
                </Meta>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

/** What was withdrawn comes last; otherwise the order stays. */
const standingFirst = <T extends Contribution | Benefit>(said: readonly T[]): T[] =>
  said.toSorted((one, other) => Number(one.withdrawn !== null) - Number(other.withdrawn !== null))

const Withdrawn = ({ on }: { on: string | null }) =>
  on === null ? null : (
    <p class="row">
      <Pill tone="flat">Withdrawn on {longDate(on)}</Pill>
    </p>
  )
