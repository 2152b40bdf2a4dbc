// How a room declares what people can open: pages, forms that perform a verb, and downloads.
// The web serves them; who may open a page is said here and nowhere else.

import type { VNode } from 'preact'
import type { Asking, Parts } from '../operation/ask.ts'
import type { AnyOperation } from '../operation/operation.ts'
import type { Outcome } from '../operation/perform.ts'
import type { Attempt, FieldWords } from './form.tsx'
import type { Frame } from './Layout.tsx'

/**
 * `members` hold any role in the partnership; administrators of the installation may open everything. A `key-holder`
 * needs no account: a part of the address is the key.
 */
export type Audience = 'anyone' | 'signed-in' | 'members' | 'administrators' | 'key-holder'

export type Params = Readonly<Record<string, string>>

/** The record has another address: the web redirects there for good. */
export interface Moved {
  readonly movedTo: string
}

/** What is left to show when the record is where it was asked for. */
type Shown<V> = NoInfer<Exclude<V, Moved>>

/** Null is «not there» (404). */
type Read<V> = (asking: Asking, params: Params, query: Params) => Promise<V | null | Moved>

export interface Page<V = unknown> {
  readonly kind: 'page'
  readonly at: string
  readonly audience: Audience
  /** What it shows depends on the device it is opened on (`Asking.device`); the device is given a mark to keep. */
  readonly device?: boolean
  read: Read<V>
  show(view: Shown<V>, frame: Frame): VNode
}

export type Typed = Readonly<Record<string, string | readonly string[]>>
export type FieldOptions = Readonly<
  Record<string, readonly { readonly value: string; readonly words: string; readonly hint?: string }[]>
>

export interface FormPage<V = unknown> {
  readonly kind: 'form'
  /** GET shows the form, POST performs the verb. Parts of the address with the name of an input are that input. */
  readonly at: string
  readonly audience: Audience
  readonly operation: AnyOperation
  read: Read<V>
  title(view: Shown<V>): string
  lead?(view: Shown<V>): VNode | string
  /** Questions that come from the record, below the verb's own fields; each has an anchor under the name of its error. */
  asks?(view: Shown<V>, attempt: Attempt): VNode | null
  /** The input that is given everything that was typed, by name: answers to those questions. */
  readonly gathers?: string
  /** The input that the mark of the device goes into; it is given one the first time. */
  readonly device?: string
  /** What stands in the fields before anybody typed. */
  start?(view: Shown<V>): Typed
  /** Choices that come from the records. */
  options?(view: Shown<V>): FieldOptions
  /** More of the page, below the form. */
  below?(view: Shown<V>): VNode | null
  crumbs?(view: Shown<V>): readonly { readonly href: string; readonly words: string }[]
  button: string
  /** Whether it can be sent now; where it cannot, it is there to be read, without its button. */
  sends?(view: Shown<V>): boolean
  readonly danger?: boolean
  /** Inputs that the verb takes empty, and its rules do not: they are asked for as what is needed. */
  needed?(view: Shown<V>): readonly string[]
  /** Inputs that this record has no use for. */
  omit?(view: Shown<V>): readonly string[]
  /** A second button, that sends what was typed to another form's address. */
  also?(view: Shown<V>, action: string): { readonly words: string; readonly action: string } | undefined
  /** Where what is typed is saved while it is being typed; it needs an input `seen`. */
  savesTo?(view: Shown<V>, action: string): string | undefined
  /** After a refusal with this code the input is what stands now: whoever was shown it may save over it. */
  readonly renews?: { readonly input: string; readonly after: string }
  /** Inputs that travel in hidden fields (what was seen, what is being confirmed). */
  readonly hidden?: readonly string[]
  next(outcome: Outcome & { ok: true }, params: Params, partnershipAddress: string): string
  /** Said at the top of the next page. */
  readonly done?: string
  /** The verb reveals a session, or the mark of a device that a link was opened on: keep it in its cookie. */
  readonly session?: 'begins' | 'ends' | 'opens-link'
  /** The verb reveals a secret of the person's own: it is shown once, under this heading, and never again. */
  readonly reveals?: {
    readonly title: string
    readonly words: string
    /** What stands in the page instead of the secret as it is: a list of many, cards to print. */
    show?(secret: string, where: RevealedWhere): VNode
    /** Words of the link onward, where there is nothing to keep. */
    readonly onward?: string
  }
  /**
   * Not signed-in people may try only a few times a quarter of an hour; a `crowd` many times, because a school or a
   * library is one address.
   */
  readonly rationed?: boolean | 'crowd'
}

/** Where a secret is shown: cards to print say the address that people type. */
export interface RevealedWhere {
  readonly params: Params
  readonly frame: Frame
  /** The installation's own, without a trailing slash. */
  readonly address: string
}

export interface Download {
  readonly kind: 'download'
  readonly at: string
  readonly audience: Audience
  read(
    asking: Asking,
    params: Params,
    query: Params,
  ): Promise<{ readonly name: string; readonly type: string; readonly body: string | Uint8Array | Parts } | null>
  /** Shown in the page instead of saved (a logo). */
  readonly inline?: boolean
}

// biome-ignore lint/suspicious/noExplicitAny: a list of pages of every view
export type AnyFace = Page<any> | FormPage<any> | Download

export const page = <V>(declared: Omit<Page<V>, 'kind'>): Page<V> => ({ kind: 'page', ...declared })
export const form = <V>(declared: Omit<FormPage<V>, 'kind'>): FormPage<V> => ({ kind: 'form', ...declared })
export const download = (declared: Omit<Download, 'kind'>): Download => ({ kind: 'download', ...declared })

/** A verb's fields as a form shows them: without what the address already says. */
export function fieldsOf(shown: FormPage, view: unknown): FieldWords[] {
  const inAddress = new Set(shown.at.split('/').flatMap(part => (part.startsWith(':') ? [part.slice(1)] : [])))
  const options = shown.options?.(view) ?? {}
  const omitted = shown.omit?.(view) ?? []
  const needed = shown.needed?.(view) ?? []
  return Object.entries(shown.operation.input as AnyOperation['input'])
    .filter(([name]) => !inAddress.has(name) && !omitted.includes(name) && name !== shown.gathers)
    .map(([name, field]) => {
      const described = field as FieldWords & { optional: boolean }
      return {
        name,
        label: described.label,
        hint: described.hint,
        kind: shown.hidden?.includes(name) || name === shown.device ? 'hidden' : described.kind,
        required: !described.optional || needed.includes(name),
        options: [...(options[name] ?? described.options ?? [])],
        max: described.max,
        autocomplete: described.autocomplete,
      } satisfies FieldWords
    })
}
