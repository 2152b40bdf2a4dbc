// What hours and costs are estimated from, for coordinators.

import { isCoordinator } from '../../../operation/permission.ts'
import { form } from '../../../ui/declare.ts'
import { settings } from '../queries.ts'
import { setEstimates } from './operations.ts'
import { overlapCrumbs } from './overlap-here.tsx'

export const estimatesForm = form({
  at: '/p/:slug/structure/estimates',
  audience: 'members',
  operation: setEstimates,
  read: async ({ db, partnership, standing }) =>
    isCoordinator(standing) ? { slug: partnership!.slug, known: await settings(db) } : null,
  title: () => 'What meetings take',
  lead: () => 'Hours are estimated from these for every group. They say nothing of what anybody really worked.',
  start: ({ known }) => ({
    preparation: String(known.preparationHours),
    hourCost: known.hourCost === null ? '' : String(known.hourCost),
  }),
  crumbs: ({ slug }) => overlapCrumbs(slug),
  button: 'Save',
  done: 'The estimates are saved. Hours are worked out again within a minute.',
  next: (_outcome, _params, base) => `${base}/structure/overlap`,
})
