// `thegither sign-in-link`: a way in when mail does not arrive.

import { perform } from '../operation/perform.ts'
import { type Command, flagsIn } from './command.ts'
import { atDesk, operator, sayWhyNot } from './desk.ts'
import { settingsFrom } from './installation.ts'

export const signInLink: Command = {
  name: 'sign-in-link',
  usage: 'EMAIL',
  summary: 'print an address that signs somebody in, once',
  run: async (words, environment) => {
    const { positionals } = flagsIn(words, {}, ['EMAIL'])
    const settings = settingsFrom(environment)
    return atDesk(settings, async site => {
      const verb = site.operations.get('people.make-link')!
      const outcome = await perform(site.house, verb, { email: positionals[0] }, { actor: operator, partnership: null })
      if (!outcome.ok) {
        sayWhyNot(outcome)
        return 1
      }
      console.log(`${settings.address}/sign-in/link?token=${outcome.written.reveal}`)
      return 0
    })
  },
}
