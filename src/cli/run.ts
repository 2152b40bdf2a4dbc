// The command line: what there is to say, and where each word leads.

import { backup, restore } from './backup.ts'
import { type Command, type Environment, flagsIn, Misuse } from './command.ts'
import { doVerb } from './do.ts'
import { exportFile } from './export.ts'
import { importFile } from './import.ts'
import { settingsFrom, Trouble, version } from './installation.ts'
import { migrate } from './migrate.ts'
import { operations } from './operations.ts'
import { signInLink } from './sign-in-link.ts'
import { start } from './start.ts'

const serve: Command = {
  name: 'start',
  usage: '',
  summary: 'serve; makes the database and loads the demonstration the first time',
  run: async (words, environment) => {
    flagsIn(words, {})
    return start(settingsFrom(environment))
  },
}

const keep: Command = {
  name: 'backup',
  usage: 'FILE',
  summary: 'write everything into one file, while others work',
  run: async (words, environment) => {
    const { positionals } = flagsIn(words, {}, ['FILE'])
    return backup(settingsFrom(environment), positionals[0]!)
  },
}

const bringBack: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: 'fill an empty installation from such a file, while nobody serves it',
  run: async (words, environment) => {
    const { positionals } = flagsIn(words, {}, ['FILE'])
    return restore(settingsFrom(environment), positionals[0]!)
  },
}

const commands: readonly Command[] = [
  serve,
  migrate,
  signInLink,
  operations,
  doVerb,
  importFile,
  exportFile,
  keep,
  bringBack,
]

export async function run(words: readonly string[], environment: Environment): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === 'help') return say(list())
  if (name === '--version') return say(version)
  const command = commands.find(one => one.name === name)
  try {
    if (!command) throw new Misuse(`There is no command “${name}”.`)
    if (rest.includes('--help')) return say(helpFor(command, rest))
    return await command.run(rest, environment)
  } catch (cause) {
    if (cause instanceof Misuse) {
      console.error(`${cause.message}\n\n${command ? usage(command) : list()}`)
      return 2
    }
    if (!(cause instanceof Trouble)) throw cause
    console.error(cause.message)
    return 1
  }
}

function say(words: string): number {
  console.log(words)
  return 0
}

const usage = ({ name, usage }: Command): string => `Usage: thegither ${name} ${usage}`.trimEnd()

const helpFor = (command: Command, words: readonly string[]): string =>
  [usage(command), '', `${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`]
    .concat(command.help ? ['', command.help(words)] : [])
    .join('\n')

function list(): string {
  const width = Math.max(...commands.map(command => command.name.length)) + 3
  return [
    'Usage: thegither <command>',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    '',
    'thegither <command> --help says more. Settings are environment variables; the README lists them.',
  ].join('\n')
}
