// The StratML document of a version as it stands in the database.

import type { AskingHere } from '../../operation/ask.ts'
import { partners } from '../partnerships/public.ts'
import { planDocument } from './document.ts'
import { keptFile, versionView } from './queries.ts'
import type { IndicatorDocument, PlanDocument } from './stratml.ts'

/**
 * The document of one version, or null where it is not there. Whoever asks has checked that it may be seen.
 * `indicatorsOf` gives what measures an outcome; `writeStratml(document, 2)` then writes it as Part 2.
 */
export async function documentOfVersion(
  { db, partnership, address }: Pick<AskingHere, 'db' | 'partnership' | 'address'>,
  version: number,
  indicatorsOf?: (outcome: number) => readonly IndicatorDocument[],
): Promise<PlanDocument | null> {
  const view = await versionView(db, version)
  if (!view) return null
  return planDocument({
    plan: { title: view.title, adoptedOn: view.adoptedOn },
    wording: view,
    kept: await keptFile(db, version),
    partnership: {
      name: partnership.name,
      partners: (await partners(db)).map(one => one.name),
      address: `${address}/p/${partnership.slug}/plans/${view.plan}`,
    },
    indicatorsOf,
  })
}
