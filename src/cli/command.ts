// What a command is, and how its flags are read; what was typed wrong is said in plain words.

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { SentFile } from '../operation/fields.ts'
import { Trouble } from './installation.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Command {
  readonly name: string
  /** What follows the name. */
  readonly usage: string
  /** One line for the list of commands. */
  readonly summary: string
  /** More for `--help`; it may depend on the words before it. */
  help?(words: readonly string[]): string
  /** Answers the exit code: 0 done, 1 refused. */
  run(words: readonly string[], environment: Environment): Promise<number>
}

/** A command that was typed wrong: words, then how it is used, exit code 2. */
export class Misuse extends Error {}

type Flags = NonNullable<ParseArgsConfig['options']>

/** Reads flags and the words beside them; `names` says what those words are, in order, an ending `?` marks what may be left out. */
export function flagsIn<const F extends Flags>(words: readonly string[], flags: F, names: readonly string[] = []) {
  const { values, positionals } = parsed(words, flags)
  const missing = names.filter(name => !name.endsWith('?'))[positionals.length]
  if (missing) throw new Misuse(`${missing} is missing.`)
  if (positionals.length > names.length) throw new Misuse(`“${positionals[names.length]}” is one word too many.`)
  return { values, positionals }
}

function parsed<const F extends Flags>(words: readonly string[], flags: F) {
  try {
    return parseArgs({ args: [...words], options: flags, allowPositionals: true, strict: true })
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const flag = /'(?:-\w, )?(--?[^\s'=]+)/.exec(message)?.[1] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new Misuse(`There is no flag ${flag} here.`)
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      throw new Misuse(
        message.includes('does not take an argument')
          ? `${flag} takes no value.`
          : `${flag} needs a value. One that begins with a dash is written ${flag}=-1.`,
      )
    throw cause
  }
}

/** A file that was named on the command line. */
export function fileAt(path: string): SentFile {
  try {
    return { name: basename(path), bytes: readFileSync(path) }
  } catch (cause) {
    throw new Trouble(`${path} cannot be read: ${(cause as NodeJS.ErrnoException).code}.`)
  }
}
