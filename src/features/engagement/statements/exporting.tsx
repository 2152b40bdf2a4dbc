// Everybody's answers to statements as open files, in the columns of Polis. Made part by part while they are sent.

import type { Asking, Parts } from '../../../operation/ask.ts'
import { download, type Params } from '../../../ui/declare.ts'
import { type ActivityHere, activityHere } from '../here.tsx'
import { allIn } from '../results/all-in.ts'
import { writeComments, writeVotes } from './polis-csv.ts'
import { commentsOut, votesPart } from './polis-store.ts'

/** The activity in the address, once all answers are in. */
async function shownActivity(asking: Asking, params: Params): Promise<ActivityHere | null> {
  const view = await activityHere(asking, params)
  if (view?.activity.kind !== 'statements') return null
  return (await allIn(asking.db, view.activity.id, asking.today)) ? view : null
}

const type = 'text/csv; charset=utf-8'

async function comments(asking: Asking, params: Params) {
  const view = await shownActivity(asking, params)
  if (!view) return null
  const { id } = view.activity
  return { name: `comments-${id}.csv`, type, body: writeComments(await commentsOut(asking.db, id)) }
}

async function votes(asking: Asking, params: Params) {
  const view = await shownActivity(asking, params)
  if (!view) return null
  const { id } = view.activity
  return { name: `votes-${id}.csv`, type, body: partsOf(id) }
}

const partsOf = (activity: number): Parts => ({
  part: async ({ db }, after) => {
    const [people, key] = after === null ? [0, ''] : (JSON.parse(after) as [number, string])
    const { votes, next } = await votesPart(db, activity, { people, key: Buffer.from(key, 'hex') })
    const text = writeVotes(votes)
    return {
      // Headings stand in the first part only; they are one line each.
      text: after === null ? text : text.slice(text.indexOf('\r\n') + 2),
      next: next && JSON.stringify([next.people, next.key.toString('hex')]),
    }
  },
})

const at = '/p/:slug/engagements/:engagement'

export const faces = [
  download({
    at: `${at}/results/:activity/comments.csv`,
    audience: 'anyone',
    read: comments,
  }),
  download({
    at: `${at}/results/:activity/votes.csv`,
    audience: 'anyone',
    read: votes,
  }),
]
