import { it } from 'vitest'
import { readPolis, standingVotes } from './polis-csv.ts'
import { opinionGroups } from './opinion-groups.ts'
it('time', async () => {
  let t = performance.now()
  const lap = (w: string) => { console.log(w, Math.round(performance.now() - t)); t = performance.now() }
  const comments = `comment-id,comment-body\n${[...Array(100).keys()].map(at => `${at},Statement ${at}`).join('\n')}`
  const votes = `timestamp,comment-id,voter-id,vote\n${[...Array(100_000).keys()].map(at => `${1.4e12 + at},${at % 100},${Math.floor(at / 100)},${((at * 7919) % 3) - 1}`).join('\n')}`
  const b = (s: string) => new TextEncoder().encode(s)
  lap('make')
  const r = await readPolis({ comments: b(comments), votes: b(votes) }) as any
  lap('read')
  const s = standingVotes(r.conversation.votes)
  lap('standing')
  const g = opinionGroups(r.conversation.statements.map((x: any) => x.statement), s) as any
  lap('groups')
  console.log(g.groups?.length, g.words)
}, 100000)
