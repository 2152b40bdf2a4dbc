// `thegither migrate`: brings the database to this release's shape, for those who want it done before they start.

import { type Command, flagsIn } from './command.ts'
import { openInstallation, settingsFrom } from './installation.ts'

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary: 'bring the database to the shape of this release; “start” does this too',
  run: async (words, environment) => {
    flagsIn(words, {})
    const installation = await openInstallation(settingsFrom(environment))
    await installation.close()
    const { applied } = installation
    console.log(applied.length ? `Applied:\n${applied.map(name => `  ${name}`).join('\n')}` : 'Nothing was missing.')
    return 0
  },
}
