// What could go wrong with an action, and what has to be settled before it starts.

import type { ComponentChildren } from 'preact'
import { capital, counted, inWords, longDate } from '../../kernel/words.ts'
import { Pill, Section } from '../../ui/parts.tsx'
import {
  type ActionView,
  impacts,
  likelihoods,
  preconditionKinds,
  preconditionWords,
  type Risk,
} from '../delivery/public.ts'
import { type Editing, Tools } from './action-parts.tsx'

interface RisksProps extends Editing {
  readonly base: string
  readonly list: readonly Risk[]
}

export function Risks({ base, here, list, mayWork }: RisksProps) {
  const open = list.filter(risk => risk.closed === null)
  const closed = list.filter(risk => risk.closed !== null)
  if (list.length === 0 && !mayWork) return null
  return (
    <Section
      heading={
        open.length === 0
          ? 'No risk is open'
          : open.length === 1
            ? 'One thing could go wrong'
            : `${capital(inWords(open.length))} things could go wrong`
      }
    >
      {open.length ? (
        <ul class="plain">
          {open.map(risk => (
            <li key={risk.id}>
              <p class="row">
                <span>{risk.words}</span>{' '}
                <Pill tone={grave(risk) ? 'bad' : 'flat'}>
                  {likelihoods[risk.likelihood]}, {impacts[risk.impact].toLowerCase()}
                </Pill>
              </p>
              <p class="meta">
                {risk.partner.name} minds it{risk.response ? `: ${risk.response}` : ''}
              </p>
              {mayWork ? (
                <Tools
                  links={[
                    { href: `${base}/risks/${risk.id}/revise`, words: 'Weigh it again', about: risk.words },
                    { href: `${base}/risks/${risk.id}/close`, words: 'Close it', about: risk.words },
                  ]}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {closed.length ? (
        <details>
          <summary>{counted(closed.length, 'closed risk')}</summary>
          <ul class="plain">
            {closed.map(risk => (
              <li key={risk.id}>
                {risk.words}
                <p class="meta">
                  Closed on {longDate(risk.closed!)}
                  {risk.closedBecause ? `: ${risk.closedBecause}` : ''}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Tools links={mayWork ? [{ href: `${here}/risks`, words: 'Raise a risk' }] : []} />
    </Section>
  )
}

const grave = ({ likelihood, impact }: Risk) => likelihood === 'likely' && impact === 'major'

interface GateProps extends Editing {
  readonly one: ActionView
  readonly missing: readonly (typeof preconditionKinds)[number][]
}

/** What must be settled before it starts. Nothing is asked of work whose owner reports elsewhere: it runs under that owner’s authority. */
export function Gate({ here, one, missing, mayWork }: GateProps) {
  const elsewhere = one.initiative?.reporting === 'publishes'
  if (elsewhere && one.preconditions.length === 0) return null
  const rows: readonly { kind: (typeof preconditionKinds)[number]; words: ComponentChildren }[] = preconditionKinds
    .filter(kind => !elsewhere || one.preconditions.some(said => said.kind === kind))
    .map(kind => {
      const said = one.preconditions.find(each => each.kind === kind)
      return {
        kind,
        words: said ? (
          <>
            {said.answer === 'not-needed' ? 'Not needed here' : 'Settled'}
            {said.words ? `: ${said.words}` : ''} <span class="meta">{longDate(said.settled)}</span>
          </>
        ) : (
          <span class="missing">Not settled yet</span>
        ),
      }
    })
  return (
    <Section
      heading={
        missing.length === 0
          ? 'What must be settled first is settled'
          : missing.length === 1
            ? 'One thing that must be settled first is open'
            : `${capital(inWords(missing.length))} things that must be settled first are open`
      }
      words="Legal power, money, audit and people’s details: best settled before work starts."
    >
      {one.adoptedDespite ? (
        <p>
          It was adopted all the same{one.adoptedOn ? ` on ${longDate(one.adoptedOn)}` : ''}, because:{' '}
          {one.adoptedDespite}
        </p>
      ) : null}
      <dl class="rows">
        {rows.map(({ kind, words }) => (
          <div key={kind}>
            <dt>{preconditionWords[kind]}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Tools links={mayWork ? [{ href: `${here}/settle`, words: 'Say what is settled' }] : []} />
    </Section>
  )
}
