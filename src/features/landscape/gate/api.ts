// What the public API says about proposals to members, named field by field.

import { z } from 'zod'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import * as queries from './queries.ts'

const named = z.object({ id: z.number(), name: z.string() })
const proposal = z.object({
  id: z.number(),
  kind: z.enum(['group', 'partnership', 'national-initiative']),
  name: z.string(),
  purpose: z.string(),
  askedBy: z.string(),
  made: z.string(),
  outcomes: z.array(named),
  themes: z.array(named),
  places: z.array(z.object({ code: z.string(), name: z.string() })),
  organisations: z.array(named),
  stage: z.enum(['open', 'taken-on', 'set-up', 'turned-down']),
  settled: z
    .object({
      on: z.string(),
      because: z.string(),
      group: named.nullable(),
      sponsor: named.nullable(),
      review: z.string().nullable(),
      adapts: z.enum(['they', 'we', 'both']).nullable(),
      adaptsWords: z.string(),
      repeats: z.string(),
      shown: z.array(
        z.object({ group: z.number(), name: z.string(), score: z.number(), because: z.array(z.string()) }),
      ),
    })
    .nullable(),
})

const namedOf = ({ id, name }: queries.Named): z.infer<typeof named> => ({ id, name })

const shape = (one: queries.ProposalView): z.infer<typeof proposal> => ({
  id: one.id,
  kind: one.kind,
  name: one.name,
  purpose: one.purpose,
  askedBy: one.askedBy,
  made: one.made,
  outcomes: one.outcomes.map(namedOf),
  themes: one.themes.map(namedOf),
  places: one.places.map(({ code, name }) => ({ code, name })),
  organisations: one.organisations.map(namedOf),
  stage: one.stage,
  settled:
    one.settled === null
      ? null
      : {
          on: one.settled,
          because: one.because,
          group: one.group && namedOf(one.group),
          sponsor: one.sponsor && namedOf(one.sponsor),
          review: one.review,
          adapts: one.adapts,
          adaptsWords: one.adaptsWords,
          repeats: one.repeats,
          shown: one.shown.map(({ group, name, score, because }) => ({ group, name, score, because: [...because] })),
        },
})

export const listProposals = read({
  name: 'landscape.proposals',
  summary: 'What was proposed as new in a partnership, and what became of it: who took it on, or why it was set up.',
  at: '/partnerships/:slug/proposals',
  audience: 'members',
  query: z.object(listQuery),
  answer: listOf(proposal),
  read: async ({ db }, _params, { cursor, limit }) => {
    const { items, next } = pageOf(await queries.proposals(db, { after: afterNumber(cursor), limit }), limit, one =>
      String(one.id),
    )
    return { items: items.map(shape), next }
  },
})
