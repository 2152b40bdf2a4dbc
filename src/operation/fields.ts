// Input fields: one description serves form, API, command line and OpenAPI. Text is turned into values here,
// and every mistake is said in words beside its field.

import { z } from 'zod'
import { isDate, type Period, parsePeriod } from '../kernel/period.ts'
import { parseQuantity } from '../kernel/quantity.ts'

export type FieldKind =
  | 'line'
  | 'text'
  | 'email'
  | 'number'
  | 'date'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'file'
  | 'colour'
  | 'hidden'
  | 'answers'

export interface Field<T> {
  readonly kind: FieldKind
  readonly label: string
  readonly hint?: string
  readonly optional: boolean
  readonly max?: number
  readonly autocomplete?: string
  readonly options?: readonly { readonly value: string; readonly words: string; readonly hint?: string }[]
  /** What a JSON caller may send. */
  readonly schema: z.ZodType
  /** Reads what was typed or sent; a refusal is a sentence. */
  readonly read: (raw: unknown) => { value: T } | { wrong: string }
}

export type Fields = Readonly<Record<string, Field<unknown>>>
export type InputOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

export type Parsed<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> }

/** Reads a whole input; unknown names are ignored, every wrong field is named. */
export function parse<F extends Fields>(fields: F, raw: Readonly<Record<string, unknown>>): Parsed<InputOf<F>> {
  const value: Record<string, unknown> = {}
  const errors: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    const read = field.read(Object.hasOwn(raw, name) ? raw[name] : undefined)
    if ('wrong' in read) errors[name] = read.wrong
    else value[name] = read.value
  }
  return Object.keys(errors).length ? { ok: false, errors } : { ok: true, value: value as InputOf<F> }
}

interface Options {
  readonly hint?: string
  readonly optional?: boolean
  readonly max?: number
  readonly autocomplete?: string
}

const blank = (raw: unknown): boolean =>
  raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')

/** Text as it is kept: one form of each letter, `\n` line ends, and no control characters (PostgreSQL keeps no NUL, XML no U+FFFE). */
export const tidy = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .trim()

/** Labels are nouns, questions and sentences; these words stand well with each of them. */
const missing = (label: string): string => `“${label}” cannot be blank.`
const unchosen = (label: string): string => `Choose an answer for “${label}”.`
const notListed = (label: string): string => `Choose an answer for “${label}” from the list.`

function words(kind: 'line' | 'text', label: string, options: Options): Field<string> {
  const max = options.max ?? (kind === 'line' ? 200 : 5000)
  return {
    kind,
    label,
    hint: options.hint,
    autocomplete: options.autocomplete,
    optional: options.optional ?? false,
    max,
    schema: z.string().max(max),
    read: raw => {
      if (!blank(raw) && typeof raw !== 'string' && typeof raw !== 'number') return { wrong: `${label} must be text.` }
      const text = tidy(blank(raw) ? '' : String(raw))
      const value = kind === 'line' ? text.replace(/\s+/g, ' ') : text
      if (value === '' && !options.optional) return { wrong: missing(label) }
      if (value.length > max)
        return {
          wrong: `${label} must be ${max.toLocaleString('en-GB')} characters or fewer. You have ${value.length.toLocaleString('en-GB')}.`,
        }
      return { value }
    },
  }
}

/** One line of text; an optional one that was left blank is `''`. */
export const line = (label: string, options: Options = {}): Field<string> => words('line', label, options)

/** Several lines of text. */
export const text = (label: string, options: Options = {}): Field<string> => words('text', label, options)

/** A field made from a reader of text, for values that have one written form. */
function written<T>(
  kind: FieldKind,
  label: string,
  options: Options,
  schema: z.ZodType,
  missing: string,
  wrong: string,
  readText: (text: string) => T | null,
): Field<T> {
  return {
    kind,
    label,
    hint: options.hint,
    autocomplete: options.autocomplete,
    optional: false,
    schema,
    read: raw => {
      if (blank(raw)) return { wrong: missing }
      if (typeof raw !== 'string' && typeof raw !== 'number') return { wrong }
      const value = readText(String(raw).trim())
      return value === null ? { wrong } : { value }
    },
  }
}

/** The same field, but it may be left blank: then the value is null. */
export const maybe = <T>(field: Field<T>): Field<T | null> => ({
  ...field,
  optional: true,
  schema: field.schema.nullable().optional(),
  read: raw => (blank(raw) ? { value: null } : field.read(raw)),
})

/** The same optional field, but what cannot be read is nothing yet. */
export const orNothing = <T>(field: Field<T | null>): Field<T | null> => ({
  ...field,
  read: raw => {
    const read = field.read(raw)
    return 'wrong' in read ? { value: null } : read
  },
})

export const email = (label: string, options: Options = {}): Field<string> =>
  written(
    'email',
    label,
    { autocomplete: 'email', ...options },
    z.string().max(254),
    missing(label),
    'Enter an email address in the form name@example.org.',
    typed => {
      const address = tidy(typed).toLowerCase()
      return address.length <= 254 && /^[^\s@"<>(),;:\\[\]]+@[^\s@"<>(),;:\\[\]]+\.[a-z0-9-]{2,}$/.test(address)
        ? address
        : null
    },
  )

/** A record of this partnership, or of the commons, by its number. */
export const ref = (label: string, options: Options = {}): Field<number> =>
  written('choice', label, options, z.int().positive(), unchosen(label), notListed(label), typed =>
    /^\d{1,15}$/.test(typed) && Number(typed) > 0 ? Number(typed) : null,
  )

/** A record known by a code (a place, a catalogue indicator, a framework's goal). */
export const code = (label: string, options: Options = {}): Field<string> =>
  written('choice', label, options, z.string().max(100), unchosen(label), notListed(label), typed => {
    const value = tidy(typed)
    return value !== '' && value.length <= 100 ? value : null
  })

export const quantity = (label: string, options: Options = {}): Field<number> =>
  written('number', label, options, z.number(), missing(label), `${label} must be a number, like 12.5.`, parseQuantity)

export const whole = (label: string, from: number, to: number, options: Options = {}): Field<number> =>
  written(
    'number',
    label,
    options,
    z.int().min(from).max(to),
    missing(label),
    `${label} must be a whole number from ${from} to ${to}.`,
    typed => {
      const value = parseQuantity(typed)
      return value !== null && Number.isInteger(value) && value >= from && value <= to ? value : null
    },
  )

export const period = (label: string, options: Options = {}): Field<Period> =>
  written(
    'line',
    label,
    options,
    z.string(),
    missing(label),
    `${label} must be a year, like 2024, 2024/25, 2019 to 2021, 2024 Q1 or 2024-05.`,
    parsePeriod,
  )

const monthNames = 'january february march april may june july august september october november december'.split(' ')

/** A day, typed as `14 March 2024`, `14/3/2024` or `2024-03-14`; kept as `YYYY-MM-DD`. */
export const date = (label: string, options: Options = {}): Field<string> =>
  written(
    'date',
    label,
    options,
    z.iso.date(),
    missing(label),
    `${label} must be a real date, like 14 March 2024.`,
    typed => {
      const said = /^(\d{1,2})[\s./-]+([a-z]+|\d{1,2})[\s./-]+(\d{4})$/i.exec(typed)
      let iso = typed
      if (said) {
        const named = monthNames.findIndex(name => name.startsWith(said[2]!.toLowerCase()) && said[2]!.length >= 3)
        const month = /^\d/.test(said[2]!) ? Number(said[2]) : named + 1
        iso = `${said[3]}-${String(month).padStart(2, '0')}-${said[1]!.padStart(2, '0')}`
      }
      return isDate(iso) && iso >= '1800' && iso < '2200' ? iso : null
    },
  )

export const colour = (label: string, options: Options = {}): Field<string> =>
  written(
    'colour',
    label,
    options,
    z.string().regex(/^#[0-9a-f]{6}$/i),
    unchosen(label),
    `${label} must be written like #0b4f6c.`,
    typed => (/^#[0-9a-f]{6}$/i.test(typed) ? typed.toLowerCase() : null),
  )

export function choice<const V extends string>(
  label: string,
  choices: Readonly<Record<V, string>>,
  options: Options = {},
): Field<V> {
  const values = Object.keys(choices) as V[]
  const field = written(
    'choice',
    label,
    options,
    z.enum(values as [V, ...V[]]),
    unchosen(label),
    notListed(label),
    typed => (values.includes(typed as V) ? (typed as V) : null),
  )
  return { ...field, options: values.map(value => ({ value, words: choices[value] })) }
}

/** Any number of choices; none ticked is an empty list. */
export function choices<const V extends string>(
  label: string,
  offered: Readonly<Record<V, string>>,
  options: Options = {},
): Field<readonly V[]> {
  const values = Object.keys(offered) as V[]
  return {
    kind: 'choices',
    label,
    hint: options.hint,
    optional: true,
    options: values.map(value => ({ value, words: offered[value] })),
    schema: z.array(z.enum(values as [V, ...V[]])),
    read: raw => {
      const picked = several(raw)
      return picked?.every(one => values.includes(one as V))
        ? { value: values.filter(value => picked.includes(value)) }
        : { wrong: notListed(label) }
    },
  }
}

/** Any number of records by their numbers. */
export const refs = (label: string, options: Options = {}): Field<readonly number[]> => ({
  kind: 'choices',
  label,
  hint: options.hint,
  optional: true,
  schema: z.array(z.int().positive()).max(500),
  read: raw => {
    const picked = several(raw)
    const good = picked && picked.length <= 500 && picked.every(one => /^\d{1,15}$/.test(one) && Number(one) > 0)
    return good ? { value: [...new Set(picked.map(Number))] } : { wrong: notListed(label) }
  },
})

/** Any number of records known by a code (places). */
export const codes = (label: string, options: Options = {}): Field<readonly string[]> => ({
  kind: 'choices',
  label,
  hint: options.hint,
  optional: true,
  schema: z.array(z.string().max(100)).max(200),
  read: raw => {
    const picked = several(raw)
    const good = picked && picked.length <= 200 && picked.every(one => /^[\w-]{1,100}$/.test(one))
    return good ? { value: [...new Set(picked)] } : { wrong: notListed(label) }
  },
})

/** What was picked, as text; null where something of it is neither text nor a number. */
function several(raw: unknown): string[] | null {
  const picked = (Array.isArray(raw) ? raw : [raw]).filter(one => !blank(one))
  return picked.every(one => typeof one === 'string' || typeof one === 'number')
    ? picked.map(one => String(one).trim())
    : null
}

/** A tick box. */
export const flag = (label: string, options: Options = {}): Field<boolean> => ({
  kind: 'flag',
  label,
  hint: options.hint,
  optional: true,
  schema: z.boolean(),
  read: raw => {
    if (blank(raw) || raw === false || raw === 'false' || raw === 'no') return { value: false }
    return raw === true || raw === 1 || (typeof raw === 'string' && ['true', 'on', 'yes', '1'].includes(raw))
      ? { value: true }
      : { wrong: `${label} is yes or no.` }
  },
})

/** What was typed into questions that come from a record: `{ q1: 'a', q2: ['b', 'c'] }`. The verb's rules read them. */
export const answers = (label: string, options: Options = {}): Field<Readonly<Record<string, unknown>>> => ({
  kind: 'answers',
  label,
  hint: options.hint,
  optional: true,
  schema: z.record(z.string(), z.unknown()),
  read: raw => {
    if (blank(raw)) return { value: {} }
    const good = typeof raw === 'object' && !Array.isArray(raw) && Object.keys(raw as object).length <= 2000
    return good ? { value: raw as Readonly<Record<string, unknown>> } : { wrong: `${label} must be an object.` }
  },
})

export interface SentFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A file: an upload from a page, a path on the command line, `{name, base64}` over the API. */
export const file = (label: string, options: Options = {}): Field<SentFile> => ({
  kind: 'file',
  label,
  hint: options.hint,
  optional: false,
  schema: z.object({ name: z.string().max(200), base64: z.base64() }),
  read: raw => {
    const sent = raw as Partial<SentFile> & { base64?: unknown }
    if (blank(raw) || typeof raw !== 'object') return { wrong: unchosen(label) }
    const name = (typeof sent.name === 'string' && tidy(sent.name).replace(/\s+/g, ' ').slice(0, 200)) || 'file'
    const bytes = typeof sent.base64 === 'string' ? Buffer.from(sent.base64, 'base64') : sent.bytes
    return bytes instanceof Uint8Array && bytes.length > 0 ? { value: { name, bytes } } : { wrong: unchosen(label) }
  },
})
