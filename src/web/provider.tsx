// Signing in by an identity provider: out to it, and back with what it vouches for.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ownAddress } from '../kernel/own-address.ts'
import { stranger } from '../operation/actor.ts'
import { perform } from '../operation/perform.ts'
import { type Errand, type Failed, identityProvider, newErrand } from '../outside/identity.ts'
import type { Settings } from '../outside/settings.ts'
import { documentOf, Layout } from '../ui/Layout.tsx'
import { frameFor } from './frame.ts'
import { beginSession, cookieOptions } from './session.ts'
import type { Site } from './site.ts'

const errandCookie = 'thegither-errand'
const errandMinutes = 15

interface UnderWay extends Errand {
  readonly onward: string
  readonly until: number
}

export function serveProvider(
  app: FastifyInstance,
  site: Site,
  settings: { provider: NonNullable<Settings['provider']>; secure: boolean; ration: number },
): void {
  const provider = identityProvider(settings.provider, `${site.house.address}/sign-in/back`)
  const { seal, unseal } = sealing()
  const cookie = { ...cookieOptions(settings.secure), path: '/sign-in' }
  // Nothing can be guessed here, and a whole office may come from one address on a Monday morning.
  const config = { rateLimit: { max: settings.ration * 10, timeWindow: '15 minutes' } }
  const { name } = settings.provider

  app.get('/sign-in/with-provider', { config, exposeHeadRoute: false }, async (request, reply) => {
    const errand = newErrand()
    const out = await provider.setOut(errand)
    if ('failed' in out) return turnAway(request, reply, out)
    const { onward } = request.query as Record<string, unknown>
    const until = site.house.clock().getTime() + errandMinutes * 60_000
    const underWay: UnderWay = { ...errand, onward: ownAddress(onward), until }
    reply.setCookie(errandCookie, seal(JSON.stringify(underWay)), { ...cookie, maxAge: errandMinutes * 60 })
    return reply.header('cache-control', 'no-store').redirect(out.address, 303)
  })

  app.get('/sign-in/back', { config, exposeHeadRoute: false }, async (request, reply) => {
    // One errand, one answer: whatever comes of it, the same one cannot be tried again from this browser.
    reply.clearCookie(errandCookie, cookie)
    const opened = unseal(request.cookies[errandCookie] ?? '')
    const underWay = opened === null ? null : (JSON.parse(opened) as UnderWay)
    if (!underWay || underWay.until <= site.house.clock().getTime())
      return sayWhy(request, reply, 403, {
        title: 'Please start again',
        words: `Signing in with ${name} was not begun in this browser, or it took longer than ${errandMinutes} minutes.`,
      })
    const vouched = await provider.comeBack(new URL(request.url, site.house.address).search, underWay)
    if ('failed' in vouched) return turnAway(request, reply, vouched)
    const outcome = await perform(
      site.house,
      site.operations.get('people.sign-in-by-provider')!,
      { ...vouched },
      { actor: stranger, partnership: null },
    )
    if (!outcome.ok) {
      const words = outcome.kind === 'invalid' ? Object.values(outcome.errors).join(' ') : outcome.refusal.words
      return sayWhy(request, reply, 403, { title: 'We could not sign you in', words })
    }
    beginSession(reply, outcome.written.reveal!, settings.secure)
    return reply.header('cache-control', 'no-store').redirect(underWay.onward, 303)
  })

  function turnAway(request: FastifyRequest, reply: FastifyReply, { failed, why }: Failed): FastifyReply {
    request.log.warn({ why }, `identity provider ${failed}`)
    if (failed === 'refused')
      return sayWhy(request, reply, 403, {
        title: 'You are not signed in',
        words: `${name} did not confirm who you are, or its answer did not fit what we asked. Please start again.`,
      })
    return sayWhy(request, reply, 502, {
      title: `We cannot reach ${name}`,
      words: `Signing in with ${name} does not work at the moment. You can have a link sent to your email instead.`,
    })
  }

  function sayWhy(
    request: FastifyRequest,
    reply: FastifyReply,
    status: 403 | 502,
    { title, words }: { title: string; words: string },
  ): FastifyReply {
    const frame = frameFor(site, { viewer: null, partnership: null, path: '/sign-in' })
    const page = (
      <Layout frame={frame} title={title} current="sign-in">
        <h1>{title}</h1>
        <p class="lead">{words}</p>
        <p>
          <a href="/sign-in">Back to signing in</a>
        </p>
        <p class="meta">Number of this request: {request.id}</p>
      </Layout>
    )
    reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8')
    return reply.send(documentOf(page))
  }
}

/** Seals text so that only this process can make or read it; an errand lasts minutes, so the key need not be kept. */
function sealing(): { seal(text: string): string; unseal(sealed: string): string | null } {
  const key = randomBytes(32)
  return {
    seal: text => {
      const once = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, once)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([once, cipher.getAuthTag(), body]).toString('base64url')
    },
    unseal: sealed => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < 28) return null
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(bytes.subarray(12, 28))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch {
        return null // not sealed by us
      }
    },
  }
}
