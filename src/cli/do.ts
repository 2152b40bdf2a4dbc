// `thegither do`: performs any verb, as a person or as the operator. Its flags are the verb's inputs.

import { readFileSync } from 'node:fs'
import type { AnyOperation } from '../operation/operation.ts'
import { perform, preview } from '../operation/perform.ts'
import { type Command, fileAt, flagsIn, Misuse } from './command.ts'
import { actorNamed, atDesk, operator, partnershipAt, sayWhyNot } from './desk.ts'
import { settingsFrom, Trouble } from './installation.ts'
import { described, inputsOf, openVerb } from './operations.ts'

const ownFlags = {
  in: { type: 'string' },
  as: { type: 'string' },
  json: { type: 'string' },
  preview: { type: 'boolean' },
} as const

export const doVerb: Command = {
  name: 'do',
  usage: 'VERB [--in SLUG] [--as EMAIL] [--INPUT VALUE …] [--json FILE|-] [--preview]',
  summary: 'perform a verb, as a person (--as) or as the operator',
  help: ([name]) =>
    [
      '--in SLUG     the partnership, for verbs that belong in one',
      '--as EMAIL    who does it; left out, it is the operator, who may do what an administrator may',
      '--json FILE   inputs as a JSON object (“-” reads standard input)',
      '--preview     say what would happen, and do nothing',
      'An input may be repeated to make a list. A file is named by its path.',
      ...(name && !name.startsWith('-') ? ['', described(openVerb(name))] : []),
    ].join('\n'),
  run: async ([name, ...words], environment) => {
    const verb = openVerb(name)
    const { values } = flagsIn(words, { ...inputFlags(verb), ...ownFlags })
    if (verb.scope === 'partnership' && values.in === undefined)
      throw new Misuse(`${verb.name} is done in a partnership: add --in SLUG.`)
    if (verb.scope === 'commons' && values.in !== undefined)
      throw new Misuse(`${verb.name} is not done in a partnership: leave out --in.`)
    const raw = { ...jsonIn(values.json), ...typedIn(verb, values) }

    return atDesk(settingsFrom(environment), async site => {
      const actor = await actorNamed(site, values.as)
      const partnership = values.in === undefined ? null : await partnershipAt(site, values.in)
      const outcome = await (values.preview ? preview : perform)(site.house, verb, raw, { actor, partnership })
      if (!outcome.ok) {
        sayWhyNot(outcome)
        if (actor === operator && outcome.kind === 'forbidden') console.error('Say who does it with --as EMAIL.')
        return 1
      }
      const { id, version, reveal } = outcome.written
      const said = [
        outcome.fact.fact,
        id === undefined ? '' : `id ${id}`,
        version === undefined ? '' : `version ${version}`,
        reveal === undefined ? '' : `reveal ${reveal}`,
      ]
      console.log(`${said.filter(Boolean).join(' ')}${values.preview ? ' (preview, nothing was done)' : ''}`)
      return 0
    })
  },
}

const inputFlags = (verb: AnyOperation) =>
  Object.fromEntries(
    inputsOf(verb).map(([name, field]) => [
      name,
      { type: field.kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  )

/** What was typed for a verb's inputs; one value stands alone, several are a list. */
function typedIn(verb: AnyOperation, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const typed: Record<string, unknown> = {}
  for (const [name, field] of inputsOf(verb)) {
    const said = values[name] as unknown[] | undefined
    if (said === undefined || name in ownFlags) continue
    const each = field.kind === 'file' ? said.map(path => fileAt(String(path))) : said
    typed[name] = each.length === 1 ? each[0] : each
  }
  return typed
}

function jsonIn(path: string | undefined): Record<string, unknown> {
  if (path === undefined) return {}
  const text = path === '-' ? readFileSync(0, 'utf8') : Buffer.from(fileAt(path).bytes).toString('utf8')
  const input = parsedJson(text)
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new Trouble(`${path === '-' ? 'Standard input' : path} is not a JSON object.`)
  return input as Record<string, unknown>
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
