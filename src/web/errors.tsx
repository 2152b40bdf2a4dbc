// Pages for what went wrong: nothing there, not allowed, too often, or a bug of ours.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { Layout } from '../ui/Layout.tsx'
import { frameFor } from './frame.ts'
import type { Site } from './site.ts'

const said: Record<number, { title: string; words: string }> = {
  403: {
    title: 'You cannot do this',
    words: 'Your part in this partnership does not allow it. A coordinator can change that.',
  },
  404: {
    title: 'There is nothing here',
    words: 'The address may be mistyped, or what was here is not for everyone to see.',
  },
  413: { title: 'That file is too large', words: 'Files can be up to 20 MB. Nothing was saved.' },
  429: { title: 'Too many tries', words: 'Wait a quarter of an hour, then try again.' },
  500: {
    title: 'Something went wrong on our side',
    words: 'Nothing you sent was half-saved. Try again; if it stays, tell us the number below.',
  },
}

const linkOver = {
  title: 'This link does not work',
  words:
    'It may be too old, or it was stopped. Take the newest letter, or sign in: what waits for you stands there too.',
}

export function errorPage(site: Site, request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  reply.code(status)
  const { title, words } =
    (status === 404 && request.url.startsWith('/r/') ? linkOver : said[status]) ??
    (status >= 500 ? said[500]! : { title: 'That did not work', words: 'Go back and try again.' })
  if (request.url.startsWith('/api/')) return reply.send({ error: { code: String(status), words: title } })
  const frame = frameFor(site, { viewer: null, partnership: null, path: request.url })
  const html = renderToString(
    <Layout frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{words}</p>
      {status >= 500 ? <p>Number of this request: {request.id}</p> : null}
      <p>
        <a href="/">All partnerships here</a>
      </p>
    </Layout>,
  )
  return reply.type('text/html; charset=utf-8').send(`<!doctype html>${html}`)
}
