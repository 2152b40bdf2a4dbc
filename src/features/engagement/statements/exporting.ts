// Everybody's answers to statements as open files, in the columns of Polis. Made part by part while they are sent.

import type { Asking } from '../../../operation/ask.ts'
import { download, type Params } from '../../../ui/declare.ts'
import { type ActivityHere, activityHere } from '../here.tsx'
import { shownToAll } from '../results/exporting.ts'
import { writeComments, writeVotes } from './polis-csv.ts'
import { commentsOut, votesPart } from './polis-store.ts'

/** The activity in the address, where whoever asks may see results. */
async function shownActivity(asking: Asking, params: Params, onlyMembers: boolean): Promise<ActivityHere | null> {
  const view = await activityHere(asking, params)
  const shown = view && (shownToAll(view) || (onlyMembers && view.resultsOpen))
  return shown && view.activity.kind === 'statements' ? view : null
}

const type = 'text/csv; charset=utf-8'

async function comments(asking: Asking, params: Params, onlyMembers: boolean) {
  const view = await shownActivity(asking, params, onlyMembers)
  if (!view) return null
  const { id } = view.activity
  return { name: `comments-${id}.csv`, type, body: writeComments(await commentsOut(asking.db, id)) }
}

async function votes(asking: Asking, params: Params, onlyMembers: boolean) {
  const view = await shownActivity(asking, params, onlyMembers)
  if (!view) return null
  const { id } = view.activity
  // The key that the next part begins after is nobody's business, so it does not travel as the place in the file does.
  let after: Awaited<ReturnType<typeof votesPart>>['next'] = { key: Buffer.alloc(0), people: 0 }
  return {
    name: `votes-${id}.csv`,
    type,
    body: {
      part: async ({ db }: Asking, place: number) => {
        const { votes, next } = await votesPart(db, id, after!)
        after = next
        const text = writeVotes(votes)
        // Headings stand in the first part only; they are one line each.
        return { text: place === 0 ? text : text.slice(text.indexOf('\r\n') + 2), next: next?.people ?? null }
      },
    },
  }
}

const at = '/p/:slug/engagements/:engagement'

export const faces = [
  download({
    at: `${at}/results/:activity/comments.csv`,
    audience: 'anyone',
    read: (asking, params) => comments(asking, params, false),
  }),
  download({
    at: `${at}/results/:activity/votes.csv`,
    audience: 'anyone',
    read: (asking, params) => votes(asking, params, false),
  }),
  // While only members see results, these have addresses of their own, which no cache on the way keeps.
  download({
    at: `${at}/run/results/:activity/comments.csv`,
    audience: 'members',
    read: (asking, params) => comments(asking, params, true),
  }),
  download({
    at: `${at}/run/results/:activity/votes.csv`,
    audience: 'members',
    read: (asking, params) => votes(asking, params, true),
  }),
]
