// Who calls the API: nobody in particular, or the holder of a token. Cookies are never looked at here.

import type { FastifyRequest } from 'fastify'
import { type Actor, stranger } from '../operation/actor.ts'
import type { PartnershipFacts } from '../operation/operation.ts'
import type { Site } from '../web/site.ts'

export interface Caller {
  readonly actor: Actor
  /** The one partnership their token opens; null: wherever they belong. */
  readonly partnership: number | null
}

export const anonymous: Caller = { actor: { ...stranger, via: 'api' }, partnership: null }

export const sentToken = (request: FastifyRequest): boolean => request.headers.authorization !== undefined

/** Null when a token was sent that does not work (any more). */
export async function callerOf(site: Site, request: FastifyRequest): Promise<Caller | null> {
  if (!sentToken(request)) return anonymous
  const token = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization!)?.[1]
  return token ? site.findTokenHolder(token) : null
}

/**
 * The caller as they stand in a partnership, or in the commons. A token of one partnership carries nothing of its
 * holder into another: there they are a stranger; in the commons they are no administrator.
 */
export function actorIn({ actor, partnership: opens }: Caller, partnership: PartnershipFacts | null): Actor {
  if (opens === null) return actor
  if (partnership === null)
    return { ...actor, administrator: false, roles: actor.roles.filter(held => held.partnership === opens) }
  return partnership.id === opens ? actor : anonymous.actor
}
