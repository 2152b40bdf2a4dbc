// `thegither operations`: every verb that a person may perform, with its inputs.

import { operations as all } from '../app.ts'
import type { Field } from '../operation/fields.ts'
import type { AnyOperation } from '../operation/operation.ts'
import { type Command, flagsIn, Misuse } from './command.ts'

export const operations: Command = {
  name: 'operations',
  usage: '[--json]',
  summary: 'list every verb, with its inputs',
  run: async words => {
    const { values } = flagsIn(words, { json: { type: 'boolean' } })
    if (values.json) console.log(JSON.stringify(openVerbs().map(asJson), null, 2))
    else console.log(openVerbs().map(described).join('\n\n'))
    return 0
  },
}

const openVerbs = (): AnyOperation[] => [...all.values()].filter(verb => verb.surface === undefined)

export function openVerb(name: string | undefined): AnyOperation {
  if (name === undefined || name.startsWith('-'))
    throw new Misuse('VERB is missing. “thegither operations” lists them.')
  const verb = openVerbs().find(one => one.name === name)
  if (!verb) throw new Misuse(`There is no verb “${name}”. “thegither operations” lists them.`)
  return verb
}

export const inputsOf = (verb: AnyOperation): [string, Field<unknown>][] =>
  Object.entries(verb.input as Record<string, Field<unknown>>)

/** A verb in words: what it does, where, and each flag it takes. */
export function described(verb: AnyOperation): string {
  const where = verb.scope === 'partnership' ? ' (in a partnership: --in SLUG)' : ''
  const inputs = inputsOf(verb).map(([name, field]) => {
    const value =
      field.kind === 'flag' ? '' : field.kind === 'file' ? ' FILE' : field.options ? ` ${among(field)}` : ' VALUE'
    return `    --${name}${value}  ${field.label}${field.optional ? ' (may be left out)' : ''}`
  })
  return [`${verb.name}${where}`, `  ${verb.summary}`, ...inputs].join('\n')
}

const among = (field: Field<unknown>): string => field.options!.map(option => option.value).join('|')

const asJson = (verb: AnyOperation) => ({
  name: verb.name,
  summary: verb.summary,
  scope: verb.scope,
  input: inputsOf(verb).map(([name, { label, hint, kind, optional, options }]) => ({
    name,
    label,
    hint,
    kind,
    optional,
    options: options?.map(option => option.value),
  })),
})
