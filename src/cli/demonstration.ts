// Loads the demonstration into a new installation, and says how far it is.

import { tellDemonstration } from '../../demo/demonstration.ts'
import type { Site } from '../web/site.ts'

export async function loadDemonstration(site: Site): Promise<void> {
  console.log('Loading the demonstration: three invented partnerships, a few seconds …')
  let tenths = 0
  await tellDemonstration(site, (done, total, words) => {
    const now = Math.floor((10 * done) / total)
    if (now > tenths) console.log(`  ${now * 10}%  ${words}`)
    tenths = now
  })
}
