// The public API under `/api/v1`: every declared read, and every verb that is not kept to the house or its pages.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { networkOf } from '../kernel/network.ts'
import { standingOf } from '../operation/actor.ts'
import { ask } from '../operation/ask.ts'
import type { AnyOperation, PartnershipFacts } from '../operation/operation.ts'
import { perform, preview } from '../operation/perform.ts'
import { type AnyRead, afterCursor } from '../operation/read.ts'
import type { Site } from '../web/site.ts'
import { actorIn, callerOf, sentToken } from './caller.ts'
import { badToken, mistakeOf, notHere, turnDown, turnDownOutcome, wrongParts } from './mistakes.ts'
import { openApi } from './openapi.ts'

const base = '/api/v1'
const megabyte = 1024 * 1024

export interface ApiSettings {
  /** The version of the API itself, as OpenAPI names it. */
  readonly version: string
  /** Calls of verbs without a token, per address and quarter of an hour. */
  readonly ration: number
}

export const serveApi = async (app: FastifyInstance, site: Site, settings: ApiSettings): Promise<void> => {
  await app.register(async api => routes(api, site, settings), { prefix: base })
}

function routes(api: FastifyInstance, site: Site, { version, ration }: ApiSettings): void {
  // JSON only: a form of another site cannot send it without asking first.
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('application/json', { parseAs: 'string' }, api.getDefaultJsonParser('error', 'error'))
  api.setNotFoundHandler((_request, reply) => notHere(reply))
  api.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error, request: request.id }, 'bug')
    return turnDown(reply, status, mistakeOf(status, request.id))
  })

  const description = openApi(site, { version, base })
  const index = { name: 'Thegither', version, openapi: `${base}/openapi.json`, partnerships: `${base}/partnerships` }
  api.get('/', (_request, reply) => reply.header('cache-control', 'public, max-age=60').send(index))
  api.get('/openapi.json', (_request, reply) => reply.header('cache-control', 'public, max-age=60').send(description))

  for (const read of site.reads) api.get(read.at, (request, reply) => answerRead(read, request, reply))

  const verbs = {
    bodyLimit: 30 * megabyte,
    config: { rateLimit: { max: ration, timeWindow: '15 minutes', allowList: mayTryFreely } },
  }
  api.post('/operations/:name', verbs, performVerb)
  api.post('/partnerships/:slug/operations/:name', verbs, performVerb)

  /** A token does not let anybody answer for people who are made up. */
  function mayTryFreely(request: FastifyRequest): boolean {
    const { name } = request.params as { name: string }
    return sentToken(request) && !site.operations.get(name)?.anonymous
  }

  async function answerRead(read: AnyRead, request: FastifyRequest, reply: FastifyReply) {
    const caller = await callerOf(site, request)
    if (!caller) return badToken(reply)
    const params = request.params as Record<string, string>
    if (Object.values(params).some(unheardOf)) return notHere(reply)
    const partnership = await partnershipOf(params, request, reply)
    if (partnership === 'answered') return reply
    const actor = actorIn(caller, partnership)
    const member = actor.person !== null && (!partnership || standingOf(actor, partnership.id).inside)
    if (read.audience === 'members' && !member) return notHere(reply)

    const asked = request.query as Record<string, unknown>
    const query = read.query.safeParse(asked)
    if (!query.success || Object.values(asked).some(unheardOf) || unheardOf(afterCursor(String(asked.cursor ?? ''))))
      return turnDown(reply, 400, {
        code: 'bad-query',
        words: 'Some of what you asked for is not right.',
        fields: query.success ? {} : wrongParts(query.error, asked),
      })
    const view = await ask(site.house, actor, partnership, asking => read.read(asking, params, query.data))
    if (view === null) return notHere(reply)
    reply.header('vary', 'authorization')
    reply.header('cache-control', sentToken(request) ? 'private, no-store' : 'public, max-age=60')
    return reply.send(read.answer.parse(view))
  }

  async function performVerb(request: FastifyRequest, reply: FastifyReply) {
    const caller = await callerOf(site, request)
    if (!caller) return badToken(reply)
    const params = request.params as { name: string; slug?: string }
    const verb = site.operations.get(params.name)
    if (!verb || !isOpen(verb)) return notHere(reply)
    const partnership = await partnershipOf(params, request, reply)
    if (partnership === 'answered') return reply
    if (partnership === null && caller.partnership !== null)
      return turnDown(reply, 403, {
        code: 'token-of-a-partnership',
        words: 'This token works inside its partnership only.',
      })
    const body = request.body ?? {}
    if (typeof body !== 'object' || Array.isArray(body)) return turnDown(reply, 400, mistakeOf(400, request.id))

    const tries = (request.query as { preview?: unknown }).preview === '1'
    const raw = body as Record<string, unknown>
    const outcome = await (tries ? preview : perform)(site.house, verb, raw, {
      actor: actorIn(caller, partnership),
      partnership,
      network: networkOf(request.ip),
    })
    if (!outcome.ok) return turnDownOutcome(reply, outcome)
    const { id, version, reveal } = outcome.written
    reply.code(tries ? 200 : 201).header('cache-control', 'no-store')
    return reply.send({ fact: outcome.fact.fact, id, version, reveal })
  }

  async function partnershipOf(
    { slug }: { slug?: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<PartnershipFacts | null | 'answered'> {
    if (slug === undefined) return null
    const found = unheardOf(slug) ? null : await site.findPartnership(slug)
    if (found && !('movedTo' in found)) return found
    if (found) reply.redirect(request.url.replace(/(\/partnerships\/)[^/?]+/, `$1${found.movedTo}`), 308)
    else notHere(reply)
    return 'answered'
  }
}

/** PostgreSQL keeps no NUL, so nothing here is called that. */
const unheardOf = (value: unknown): boolean => typeof value === 'string' && value.includes('\0')

/** Whether programs may perform it. */
const isOpen = (verb: AnyOperation): boolean => verb.surface === undefined
