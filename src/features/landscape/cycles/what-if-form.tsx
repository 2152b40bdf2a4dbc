// The form that tries dates elsewhere: it only asks, so what it asks stands in the address and can be shared.

import { longDate } from '../../../kernel/words.ts'
import type { Cycle } from './model.ts'

/** As typed: the number of a cycle and a day, with what is wrong with each. */
export interface Tried {
  readonly move: string
  readonly to: string
  readonly wrong: { readonly move?: string; readonly to?: string }
}

/** So many dates are tried at once. */
export const mostMoves = 6
/** `move`, `to`, then `move2`, `to2` … */
export const named = (name: 'move' | 'to', at: number): string => (at === 0 ? name : `${name}${at + 1}`)

interface WhatIfFormProps {
  readonly slug: string
  readonly cycles: readonly Cycle[]
  readonly tried: readonly Tried[]
}

export function WhatIfForm({ slug, cycles, tried }: WhatIfFormProps) {
  const options = cycles.map(one => ({
    value: String(one.id),
    words: `${one.body}: ${one.name} (from ${longDate(one.first)})`,
  }))
  return (
    <form class="form" method="get" action={`/p/${slug}/cycles/what-if`} novalidate>
      {[...tried, { move: '', to: '', wrong: {} }].slice(0, mostMoves).map((one, at) => (
        <div class="row choose" key={at}>
          <Which name={named('move', at)} label={at ? 'And which' : 'Which date'} tried={one} options={options} />
          <ToDay name={named('to', at)} tried={one} />
        </div>
      ))}
      <button class="ds_button ds_button--secondary" type="submit">
        See what it does
      </button>
    </form>
  )
}

interface WhichProps {
  readonly name: string
  readonly label: string
  readonly tried: Tried
  readonly options: readonly { readonly value: string; readonly words: string }[]
}

const Which = ({ name, label, tried, options }: WhichProps) => (
  <div>
    <label class="ds_label" for={name}>
      {label}
    </label>
    <Wrong words={tried.wrong.move} id={`wrong-${name}`} />
    <div class={`ds_select-wrapper${tried.wrong.move ? ' ds_input--error' : ''}`}>
      <select class="ds_select" id={name} name={name} {...describedBy(tried.wrong.move, name)}>
        <option value="">Choose one</option>
        {options.map(({ value, words }) => (
          <option key={value} value={value} selected={value === tried.move}>
            {words}
          </option>
        ))}
      </select>
      <span class="ds_select-arrow" aria-hidden="true" />
    </div>
  </div>
)

const ToDay = ({ name, tried }: { name: string; tried: Tried }) => (
  <div>
    <label class="ds_label" for={name}>
      Moves to, for example 14 March 2027
    </label>
    <Wrong words={tried.wrong.to} id={`wrong-${name}`} />
    <input
      class={`ds_input ds_input--fixed-20${tried.wrong.to ? ' ds_input--error' : ''}`}
      type="text"
      id={name}
      name={name}
      value={tried.to}
      {...describedBy(tried.wrong.to, name)}
    />
  </div>
)

const Wrong = ({ words, id }: { words: string | undefined; id: string }) =>
  words ? (
    <p class="ds_question__error-message" id={id}>
      <span class="unseen">Error:</span> {words}
    </p>
  ) : null

const describedBy = (wrong: string | undefined, name: string) =>
  wrong ? { 'aria-describedby': `wrong-${name}`, 'aria-invalid': 'true' as const } : {}
