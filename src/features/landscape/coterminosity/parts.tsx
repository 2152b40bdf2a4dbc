// What the pages of coterminosity share: a list to choose from, the tolerance, what an area is made of, and what words mean.

import { DefinitionRows, Section } from '../../../ui/parts.tsx'
import type { PlaceKind } from '../../places/public.ts'
import { areaAddress, home } from './addresses.ts'
import { usualTolerance } from './model.ts'
import type { PartOfArea } from './rules.ts'
import { percent } from './telling.ts'

export const crumbs = (words: string) => [
  { href: home, words: 'Where boundaries meet' },
  { href: '', words },
]

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly options: readonly Option[]
  /** More options, under headings of their own. */
  readonly groups?: readonly (readonly [heading: string, options: readonly Option[]])[]
}

type Option = readonly [value: string, words: string]

export const Select = ({ name, label, chosen, options, groups = [] }: SelectProps) => (
  <div>
    <label class="ds_label" for={name}>
      {label}
    </label>
    <div class="ds_select-wrapper">
      <select class="ds_select" id={name} name={name}>
        <Options options={options} chosen={chosen} />
        {groups.map(([heading, some]) => (
          <optgroup key={heading} label={heading}>
            <Options options={some} chosen={chosen} />
          </optgroup>
        ))}
      </select>
      <span class="ds_select-arrow" aria-hidden="true" />
    </div>
  </div>
)

const Options = ({ options, chosen }: Pick<SelectProps, 'options' | 'chosen'>) => (
  <>
    {options.map(([value, words]) => (
      <option key={value} value={value} selected={value === chosen}>
        {words}
      </option>
    ))}
  </>
)

interface ToleranceProps {
  /** As the reader asked for; null for the usual one. */
  readonly asked: number | null
  readonly usual: string
}

export const ToleranceField = ({ asked, usual }: ToleranceProps) => (
  <div>
    <label class="ds_label" for="tolerance">
      Ignore overlaps smaller than (%)
    </label>
    <p class="ds_hint-text" id="tolerance-hint">
      {usual}
    </p>
    <input
      class="ds_input ds_input--fixed-10"
      id="tolerance"
      name="tolerance"
      inputmode="decimal"
      aria-describedby="tolerance-hint"
      value={asked === null ? '' : String(asked)}
    />
  </div>
)

export const usualByBoth = `Left empty: ${usualTolerance.lookup} by the lookup, ${usualTolerance.boundaries} by boundaries`
export const usualByLookup = `Left empty: ${usualTolerance.lookup}`

/** More parts than this are told by those that are cut, and how many are whole. */
const mostParts = 6
export const mostNamedParts = 40

interface PartsProps {
  readonly parts: readonly PartOfArea[]
  /** Hundredths that do not count: one that lies here but for that is not cut. */
  readonly ignored: number
  readonly names: ReadonlyMap<string, string>
  /** What one of the others is called. */
  readonly one: string
  /** Names that several places share: their codes stand with them. */
  readonly codes?: boolean
  readonly most?: number | undefined
}

/** An area's parts, largest first: their share of it, and what they are of the other area. */
export function Parts({ parts, ignored, names, one, codes, most = mostParts }: PartsProps) {
  const isCut = (part: PartOfArea) => part.otherShare < 1 - ignored / 100 - 1e-9
  const cut = parts.filter(isCut)
  const listed = parts.length <= most ? parts : (cut.length ? cut : parts).slice(0, most)
  const more = parts.length - listed.length
  const moreCut = cut.length - listed.filter(isCut).length
  return (
    <>
      {listed.map(part => (
        <div key={part.other}>
          {percent(part.share)} in <a href={areaAddress(part.other)}>{names.get(part.other) ?? part.other}</a>
          {codes ? ` ${part.other}` : ''} ({isWhole(part) ? 'all' : percent(part.otherShare)} of that {one})
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

interface WordsProps {
  /** Of the people; null where none are told. */
  readonly year: number | null
  readonly kinds: readonly PlaceKind[]
}

const meanings: readonly { readonly kind: PlaceKind; readonly term: string; readonly words: string }[] = [
  {
    kind: 'intermediate-zone',
    term: 'Intermediate zone',
    words: 'A few data zones side by side, with some thousands of people.',
  },
  { kind: 'locality', term: 'Locality', words: 'A part of a council area that partners plan for together.' },
]

/** One short sentence each for the words that these pages cannot do without. */
export const WhatWordsMean = ({ year, kinds }: WordsProps) => (
  <Section heading="What the words mean" wash>
    <DefinitionRows
      rows={[
        { term: 'Data zone', words: 'A small area that people are counted in; most have 500 to 1,000 people.' },
        { term: 'Lookup', words: 'An official list that says which small area is in which larger one.' },
        ...(year === null
          ? []
          : [
              {
                term: `Mid-${year} estimates`,
                words: `How many people are thought to have lived in each place in the middle of ${year}.`,
              },
            ]),
        ...meanings.filter(each => kinds.includes(each.kind)),
      ]}
    />
  </Section>
)
