// A list to choose one from, or any, in a form that only asks.

interface SelectProps {
  readonly name: string
  readonly label: string
  /** What choosing none of them means. */
  readonly any: string
  readonly chosen: string
  readonly options: readonly (readonly [value: string, words: string])[]
}

export const Select = ({ name, label, any, chosen, options }: SelectProps) => (
  <div>
    <label class="ds_label" for={name}>
      {label}
    </label>
    <div class="ds_select-wrapper">
      <select class="ds_select" id={name} name={name}>
        <option value="">{any}</option>
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
