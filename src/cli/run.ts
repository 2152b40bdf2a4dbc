// The command line: what there is to say, and where each word leads.

import { settingsFrom, Trouble } from './installation.ts'
import { start } from './start.ts'

const help = `Usage: thegither <command>

  start    serve; makes the database and loads the demonstration the first time
`

export async function run(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const [command] = words
  try {
    if (command === 'start') return await start(settingsFrom(environment))
    console.log(help)
    return command === undefined || command === '--help' ? 0 : 2
  } catch (cause) {
    if (!(cause instanceof Trouble)) throw cause
    console.error(cause.message)
    return 1
  }
}
