// What the pages of coterminosity share: a list to choose from, what an area is made of, and the tolerance in words.

import { areaAddress } from './addresses.ts'
import type { PartOfArea } from './rules.ts'
import { percent } from './telling.ts'

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly options: readonly (readonly [value: string, words: string])[]
}

export const Select = ({ name, label, chosen, options }: SelectProps) => (
  <div>
    <label class="ds_label" for={name}>
      {label}
    </label>
    <div class="ds_select-wrapper">
      <select class="ds_select" id={name} name={name}>
        {options.map(([value, words]) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
      <span class="ds_select-arrow" aria-hidden="true" />
    </div>
  </div>
)

export const ToleranceField = ({ tolerance }: { tolerance: number }) => (
  <div>
    <label class="ds_label" for="tolerance">
      Leave out up to (%)
    </label>
    <input
      class="ds_input ds_input--fixed-10"
      id="tolerance"
      name="tolerance"
      inputmode="decimal"
      value={String(tolerance)}
    />
  </div>
)

/** More parts than this are told by those that are cut, and how many are whole. */
const mostParts = 6

interface PartsProps {
  readonly parts: readonly PartOfArea[]
  readonly names: ReadonlyMap<string, string>
  /** What one of the others is called. */
  readonly one: string
}

/** An area's parts, largest first: their share of it, and what they are of the other area. */
export function Parts({ parts, names, one }: PartsProps) {
  const cut = parts.filter(part => !isWhole(part))
  const listed = parts.length <= mostParts ? parts : (cut.length ? cut : parts).slice(0, mostParts)
  const more = parts.length - listed.length
  const moreCut = cut.length - listed.filter(part => !isWhole(part)).length
  return (
    <>
      {listed.map(part => (
        <div key={part.other}>
          {percent(part.share)} in <a href={areaAddress(part.other)}>{names.get(part.other) ?? part.other}</a> (
          {isWhole(part) ? 'all' : percent(part.otherShare)} of that {one})
        </div>
      ))}
      {more ? (
        <div>
          and {more.toLocaleString('en-GB')} more,{' '}
          {moreCut ? `${moreCut.toLocaleString('en-GB')} of them cut` : 'all whole'}
        </div>
      ) : null}
    </>
  )
}

const isWhole = (part: PartOfArea): boolean => part.otherShare >= 1 - 1e-9
