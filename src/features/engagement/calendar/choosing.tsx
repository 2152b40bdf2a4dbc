// What of the calendar somebody asks for: read from the address, shown as a form that works without a script.

import type { Choices, Chosen } from './queries.ts'
import { Select } from './Select.tsx'

/** What is asked for in an address; what cannot be meant is nothing. */
export const chosenIn = (query: Readonly<Record<string, string>>): Chosen => ({
  place: /^[\w-]{1,100}$/.test(query.place ?? '') ? query.place! : null,
  about: (query.about ?? '').trim().slice(0, 100),
  body: /^(own|\d{1,15})$/.test(query.body ?? '') ? query.body! : null,
  year: /^(19|20|21)\d\d$/.test(query.year ?? '') ? Number(query.year) : null,
})

export const isAll = ({ place, about, body, year }: Chosen): boolean =>
  place === null && about === '' && body === null && year === null

/** The same as it stands in an address, with its question mark; '' for everything. */
export function queryOf({ place, about, body, year }: Chosen): string {
  const query = new URLSearchParams({
    ...(place === null ? {} : { place }),
    ...(about === '' ? {} : { about }),
    ...(body === null ? {} : { body }),
    ...(year === null ? {} : { year: String(year) }),
  }).toString()
  return query && `?${query}`
}

const yearsOf = ({ first, last }: Choices): number[] =>
  first === null || last === null ? [] : Array.from({ length: last - first + 1 }, (_, at) => last - at)

interface ChooseProps {
  readonly here: string
  readonly choices: Choices
  readonly chosen: Chosen
}

export const Choose = ({ here, choices, chosen }: ChooseProps) => (
  <form class="form" method="get" action={here}>
    <div class="ds_question">
      <label class="ds_label" for="about">
        What about, or who is asked
      </label>
      <p class="ds_hint-text" id="about-hint">
        A word or two: parks, young people
      </p>
      <input
        class="ds_input"
        type="text"
        id="about"
        name="about"
        maxlength={100}
        value={chosen.about}
        aria-describedby="about-hint"
      />
    </div>
    <div class="row choose">
      <Select
        name="place"
        label="Where"
        any="Anywhere"
        chosen={chosen.place ?? ''}
        options={choices.places.map(one => [one.code, one.name])}
      />
      <Select
        name="body"
        label="Who asks"
        any="Anyone"
        chosen={chosen.body ?? ''}
        options={choices.bodies.map(one => [one.id === null ? 'own' : String(one.id), one.name])}
      />
      <Select
        name="year"
        label="When"
        any="Any year"
        chosen={String(chosen.year ?? '')}
        options={yearsOf(choices).map(year => [String(year), String(year)])}
      />
      <button class="ds_button ds_button--secondary" type="submit">
        Show
      </button>
    </div>
    {isAll(chosen) ? null : (
      <p>
        <a href={here}>Show everything</a>
      </p>
    )}
  </form>
)
