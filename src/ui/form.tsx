// Forms in the manner of the Scottish Government Design System: a label, a hint, the error beside the field and again
// at the top, and what was typed still there.

import type { ComponentChildren } from 'preact'
import type { FieldKind } from '../operation/fields.ts'

export interface FieldWords {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly kind: FieldKind
  readonly required: boolean
  readonly options?: readonly {
    readonly value: string
    readonly words: string
    readonly hint?: string
    /** What it takes of a total that the stylesheet adds up (`.spends`), a whole number. */
    readonly cost?: number
  }[]
  /** Most characters that will be taken. */
  readonly max?: number
  readonly autocomplete?: string
  readonly inputmode?: string
}

/** What was typed and what was wrong with it; a form not yet sent has starting values and no errors. */
export interface Attempt {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  /** A sentence by the name of its field. */
  readonly errors: Readonly<Record<string, string>>
  /** A refusal about the whole. */
  readonly words?: string
}

interface FieldProps {
  readonly field: FieldWords
  readonly attempt: Attempt
}

/** Where a field can be linked to: the input itself, or the first of its choices. */
export const anchorOf = (name: string): string => `field-${name}`
const hintOf = (name: string) => `hint-${name}`
const errorOf = (name: string) => `error-${name}`

/** More options than this stand in a list that opens. */
const mostRadios = 5

export function Field({ field, attempt }: FieldProps) {
  if (field.kind === 'hidden') {
    return (
      <>
        {typed(attempt, field.name).map(value => (
          // Some browsers would bring back an older value when the page is loaded again.
          <input type="hidden" name={field.name} value={value} key={value} autocomplete="off" />
        ))}
      </>
    )
  }
  const error = attempt.errors[field.name]
  // A round button cannot be taken back, so an optional choice is a list with a blank.
  const grouped =
    field.kind === 'choices' ||
    (field.kind === 'choice' && field.required && (field.options?.length ?? 0) <= mostRadios)
  return (
    <div class={error ? 'ds_question ds_question--error' : 'ds_question'}>
      {grouped ? (
        <Choices field={field} attempt={attempt} />
      ) : field.kind === 'flag' ? (
        <Flag field={field} attempt={attempt} />
      ) : (
        <>
          <label class="ds_label" for={anchorOf(field.name)}>
            {labelOf(field)}
          </label>
          <Help field={field} error={error} />
          <Input field={field} attempt={attempt} />
        </>
      )}
    </div>
  )
}

/** A flag or a set of ticks is answered by leaving it alone, so only other fields say that they may be left. */
const labelOf = (field: FieldWords): string =>
  field.required || field.kind === 'flag' || field.kind === 'choices' ? field.label : `${field.label} (optional)`

function helpWords(field: FieldWords): string | undefined {
  if (field.hint) return field.hint
  if (field.kind === 'date') return 'For example, 14 March 2024'
  if (field.kind === 'choices') return 'Choose all that apply'
  if (field.kind === 'text' && field.max) return `Up to ${field.max.toLocaleString('en-GB')} characters`
}

function Help({ field, error }: { field: FieldWords; error?: string }) {
  const hint = helpWords(field)
  return (
    <>
      {hint ? (
        <p class="ds_hint-text" id={hintOf(field.name)}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p class="ds_question__error-message" id={errorOf(field.name)}>
          <span class="unseen">Error:</span> {error}
        </p>
      ) : null}
    </>
  )
}

/** What ties an input to its hint and its error. */
function described(field: FieldWords, error: string | undefined) {
  const by = [helpWords(field) && hintOf(field.name), error && errorOf(field.name)].filter(Boolean).join(' ')
  return { 'aria-describedby': by || undefined, 'aria-invalid': error ? ('true' as const) : undefined }
}

const inputTypes = {
  line: 'text',
  email: 'email',
  number: 'text',
  date: 'text',
  file: 'file',
  colour: 'color',
} as const
const narrow = { number: ' ds_input--fixed-10', date: ' ds_input--fixed-20' } as Readonly<Record<string, string>>

function Input({ field, attempt }: FieldProps) {
  const error = attempt.errors[field.name]
  const [value = ''] = typed(attempt, field.name)
  const shared = {
    id: anchorOf(field.name),
    name: field.name,
    autocomplete: field.autocomplete,
    'aria-required': field.required || undefined,
    ...described(field, error),
  }
  const look = `ds_input${error ? ' ds_input--error' : ''}`
  if (field.kind === 'text') {
    return (
      <textarea class={look} rows={field.max && field.max <= 300 ? 3 : 6} {...shared}>
        {value}
      </textarea>
    )
  }
  if (field.kind === 'choice') {
    return (
      <div class={`ds_select-wrapper${error ? ' ds_input--error' : ''}`}>
        <select class="ds_select" {...shared}>
          <option value="">{field.required ? 'Choose one' : 'None'}</option>
          {field.options?.map(option => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.words}
            </option>
          ))}
        </select>
        <span class="ds_select-arrow" aria-hidden="true" />
      </div>
    )
  }
  const kind = field.kind as keyof typeof inputTypes
  return (
    <input
      class={look + (narrow[kind] ?? '')}
      type={inputTypes[kind]}
      inputmode={(field.inputmode ?? (kind === 'number' ? 'decimal' : undefined)) as 'decimal' | undefined}
      spellcheck={kind === 'email' ? false : undefined}
      value={kind === 'file' ? undefined : value}
      {...shared}
    />
  )
}

/** Round buttons for one choice, ticks for several. */
export function Choices({ field, attempt }: FieldProps) {
  const error = attempt.errors[field.name]
  const chosen = typed(attempt, field.name)
  const look = field.kind === 'choice' ? 'radio' : 'checkbox'
  return (
    <fieldset aria-describedby={described(field, error)['aria-describedby']}>
      <legend>{labelOf(field)}</legend>
      <Help field={field} error={error} />
      {field.options?.map((option, index) => {
        const id = index === 0 ? anchorOf(field.name) : `${anchorOf(field.name)}-${index}`
        return (
          <div class={`ds_${look} ds_${look}--small`} key={option.value}>
            <input
              class={`ds_${look}__input`}
              type={look}
              id={id}
              name={field.name}
              value={option.value}
              checked={chosen.includes(option.value)}
              style={option.cost === undefined ? undefined : `--cost:${option.cost}`}
              aria-describedby={option.hint ? `${id}-hint` : undefined}
              aria-invalid={error ? 'true' : undefined}
            />
            <label class={`ds_${look}__label`} for={id}>
              {option.words}
            </label>
            {option.hint ? (
              <p class="ds_hint-text" id={`${id}-hint`}>
                {option.hint}
              </p>
            ) : null}
          </div>
        )
      })}
      {field.options?.length ? null : <p id={anchorOf(field.name)}>There is nothing to choose from yet.</p>}
    </fieldset>
  )
}

function Flag({ field, attempt }: FieldProps) {
  const error = attempt.errors[field.name]
  const [value = ''] = typed(attempt, field.name)
  return (
    <>
      {error ? <Help field={{ ...field, hint: undefined }} error={error} /> : null}
      <div class="ds_checkbox ds_checkbox--small">
        <input
          class="ds_checkbox__input"
          type="checkbox"
          id={anchorOf(field.name)}
          name={field.name}
          value="yes"
          checked={ticked.has(value)}
          {...described(field, error)}
        />
        <label class="ds_checkbox__label" for={anchorOf(field.name)}>
          {field.label}
        </label>
        {field.hint ? (
          <p class="ds_hint-text" id={hintOf(field.name)}>
            {field.hint}
          </p>
        ) : null}
      </div>
    </>
  )
}

/** As the field is read when it is sent. */
const ticked: ReadonlySet<string> = new Set(['yes', 'on', 'true', '1'])

/** What was typed into a field; several where it was sent several times. */
export function typed(attempt: Attempt, name: string): readonly string[] {
  const value = Object.hasOwn(attempt.values, name) ? attempt.values[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** What is wrong, in the order of the fields, each a link to its field. Stands before the h1; null when all is well. */
export function ErrorSummary({
  attempt,
  fields,
  anchored,
}: {
  attempt: Attempt
  fields: readonly FieldWords[]
  /** What is wrong elsewhere has an anchor of its name too. */
  anchored?: boolean
}) {
  const shown = fields.filter(field => field.kind !== 'hidden' && attempt.errors[field.name])
  const linked = new Set(shown.map(field => field.name))
  const elsewhere = Object.entries(attempt.errors).filter(([name]) => !linked.has(name))
  if (!attempt.words && shown.length === 0 && elsewhere.length === 0) return null
  return (
    <div
      class="ds_error-summary"
      id="error-summary"
      role="alert"
      aria-labelledby="error-summary-title"
      tabindex={-1}
      {...focusFirst}
    >
      <h2 class="ds_error-summary__title" id="error-summary-title">
        There is a problem
      </h2>
      <ul class="ds_error-summary__list">
        {attempt.words ? <li>{attempt.words}</li> : null}
        {shown.map(field => (
          <li key={field.name}>
            <a href={`#${anchorOf(field.name)}`}>{attempt.errors[field.name]}</a>
          </li>
        ))}
        {elsewhere.map(([name, words]) => (
          <li key={name}>{anchored ? <a href={`#${anchorOf(name)}`}>{words}</a> : words}</li>
        ))}
      </ul>
    </div>
  )
}

/** The page opens with the summary in focus, without a script. */
const focusFirst = { autofocus: true }

interface FormProps {
  readonly action: string
  readonly fields: readonly FieldWords[]
  readonly attempt: Attempt
  /** Words of the one button; null where nothing can be sent now. */
  readonly button: string | null
  /** Something will be lost. */
  readonly danger?: boolean
  /** A second button, that sends the same to another address. */
  readonly also?: { readonly words: string; readonly action: string }
  /** Where it is saved while somebody writes, with a script; without one the second button does it. */
  readonly savesTo?: string
  /** Needed only where `children` hold a file; a file among the fields is seen. */
  readonly multipart?: boolean
  /** Stands before the button: what will be lost, hidden inputs of the caller. */
  readonly children?: ComponentChildren
}

export function Form({ action, fields, attempt, button, danger, also, savesTo, multipart, children }: FormProps) {
  const files = multipart || fields.some(field => field.kind === 'file')
  return (
    <form
      class="form"
      method="post"
      action={action}
      enctype={files ? 'multipart/form-data' : undefined}
      data-saves-to={savesTo}
      novalidate
    >
      {fields.map(field => (
        <Field key={field.name} field={field} attempt={attempt} />
      ))}
      {children}
      {savesTo ? <p class="meta" role="status" data-saved /> : null}
      {button === null ? null : (
        <button class={danger ? 'ds_button danger' : 'ds_button'} type="submit">
          {button}
        </button>
      )}
      {also ? (
        <button class="ds_button ds_button--secondary" type="submit" formaction={also.action}>
          {also.words}
        </button>
      ) : null}
    </form>
  )
}
