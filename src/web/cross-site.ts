// Refuses writes that another site's page sends with our visitor's cookies.
// The browser itself says where a request comes from (Sec-Fetch-Site, or Origin): no token to expire in a form
// that somebody left open over lunch, and public pages stay the same bytes for everyone.

import type { FastifyRequest } from 'fastify'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

export function isCrossSite(request: FastifyRequest): boolean {
  if (safe.has(request.method)) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.origin
  // No browser leaves out both; programs do, and they hold no visitor's cookies.
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.host
}
