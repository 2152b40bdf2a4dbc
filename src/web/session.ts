// The cookie that a session lives in, for every way of signing in.

import type { FastifyReply } from 'fastify'

export const sessionCookie = 'thegither'

/** How every cookie of ours is set: not for scripts, and not sent along by other sites' forms. */
export const cookieOptions = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure })

/** Puts a new session in the browser; whatever session stood there before is replaced. */
export const beginSession = (reply: FastifyReply, token: string, secure: boolean): FastifyReply =>
  reply.setCookie(sessionCookie, token, { ...cookieOptions(secure), maxAge: 30 * 24 * 3600 })
