// The cookie that a session lives in, for every way of signing in.

import type { FastifyReply } from 'fastify'

export const sessionCookie = 'thegither'

/** How every cookie of ours is set: not for scripts, and not sent along by other sites' forms. */
export const cookieOptions = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure })

/** Puts a new session in the browser; whatever session stood there before is replaced. */
export const beginSession = (reply: FastifyReply, token: string, secure: boolean): FastifyReply =>
  reply.setCookie(sessionCookie, token, { ...cookieOptions(secure), maxAge: 30 * 24 * 3600 })

/** The mark of a device on which somebody takes part: one answer each, and the way back to it. It names nobody. */
export const deviceCookie = 'thegither-device'

export const markDevice = (reply: FastifyReply, device: string, secure: boolean): FastifyReply =>
  reply.setCookie(deviceCookie, device, { ...cookieOptions(secure), maxAge: 180 * 24 * 3600 })

/** The cookie that says on which device a link was opened, and by whom; it goes to the link's own address only. */
export const linkCookie = 'thegither-link'

export const keepDevice = (reply: FastifyReply, link: string, device: string, secure: boolean): FastifyReply =>
  reply.setCookie(linkCookie, device, { ...cookieOptions(secure), path: `/r/${link}`, maxAge: 90 * 24 * 3600 })
