// Where the program begins: the command line over the assembled house.

import { run } from './cli/run.ts'

process.exitCode = await run(process.argv.slice(2), process.env)
