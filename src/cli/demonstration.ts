// What a new installation is given: the facts that come with the product, and in a demonstration its story.

import { tellDemonstration } from '../../demo/demonstration.ts'
import { stranger } from '../operation/actor.ts'
import { perform } from '../operation/perform.ts'
import type { Settings } from '../outside/settings.ts'
import type { Site } from '../web/site.ts'
import { Trouble } from './installation.ts'

/** Scotland's councils and the frameworks of goals; what is known already is refused and stays as it is. */
export async function registerFacts(site: Site): Promise<void> {
  for (const name of ['places.register-scotland', 'plans.register-frameworks'])
    await perform(
      site.house,
      site.operations.get(name)!,
      {},
      { actor: { ...stranger, via: 'command-line' }, partnership: null },
    )
}

/** Tells the demonstration into an empty installation, and says how far it is. */
export async function loadDemonstration(site: Site, settings: Settings): Promise<void> {
  const begun = await site.house.root.selectFrom('partnership').select('id').limit(1).executeTakeFirst()
  if (begun)
    throw new Trouble(
      `Loading the demonstration was cut off. Remove ${settings.databaseUrl ? 'the database' : settings.directory} and start again.`,
    )
  console.log('Loading the demonstration: three invented partnerships, a few seconds …')
  let tenths = 0
  await tellDemonstration(site, (done, total, words) => {
    const now = Math.floor((10 * done) / total)
    if (now > tenths) console.log(`  ${now * 10}%  ${words}`)
    tenths = now
  })
}
