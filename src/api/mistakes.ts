// What the API says when something is not right: one shape, plain words, a stable code for programs.

import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Outcome } from '../operation/perform.ts'

export interface Mistake {
  readonly code: string
  readonly words: string
  /** The one input it is about. */
  readonly field?: string
  /** Words by input, where several are wrong. */
  readonly fields?: Readonly<Record<string, string>>
}

export const turnDown = (reply: FastifyReply, status: number, error: Mistake): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').send({ error })

export const notHere = (reply: FastifyReply): FastifyReply =>
  turnDown(reply, 404, { code: 'not-found', words: 'There is nothing here that you can see.' })

export const badToken = (reply: FastifyReply): FastifyReply =>
  turnDown(reply.header('www-authenticate', 'Bearer error="invalid_token"'), 401, {
    code: 'token-not-valid',
    words: 'This token does not work. It may have ended or been revoked.',
  })

const statuses = { forbidden: 403, 'not-found': 404, refused: 409 } as const

/** Answers an outcome that is not a success. */
export function turnDownOutcome(reply: FastifyReply, outcome: Outcome & { ok: false }): FastifyReply {
  if (outcome.kind === 'invalid')
    return turnDown(reply, 422, {
      code: 'invalid',
      words: 'Some of what you sent is not right.',
      fields: outcome.errors,
    })
  const { code, words, field, fields } = outcome.refusal
  return turnDown(reply, statuses[outcome.kind], { code, words, field, fields })
}

const thrown: Record<number, Mistake> = {
  400: { code: 'not-json', words: 'The body is not JSON that can be read.' },
  413: { code: 'too-large', words: 'What you sent is too large. The limit is 30 MB.' },
  415: { code: 'not-json', words: 'Send JSON, with the header content-type: application/json.' },
  429: { code: 'too-many-tries', words: 'Too many tries. Wait a quarter of an hour, or use a token.' },
}

/** The words for what the web server itself turned down, or for a bug of ours. */
export const mistakeOf = (status: number, request: string): Mistake =>
  thrown[status] ??
  (status >= 500
    ? { code: 'our-mistake', words: `Something went wrong on our side. Number of this request: ${request}.` }
    : { code: 'not-understood', words: 'This request cannot be understood.' })

/** Words for each part of a query that is wrong. */
export function wrongParts(error: z.ZodError, query: Readonly<Record<string, unknown>>): Record<string, string> {
  const wrong: Record<string, string> = {}
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? 'query')
    wrong[name] ??= name in query ? `“${name}” ${wordsOf(issue)}.` : `“${name}” is needed.`
  }
  return wrong
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string'
        ? `must have ${issue.minimum} letters or more`
        : `must be ${issue.minimum} or more`
    case 'too_big':
      return issue.origin === 'string'
        ? `must have ${issue.maximum} letters or fewer`
        : `must be ${issue.maximum} or less`
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`
    case 'invalid_type':
      if (issue.expected === 'int') return 'must be a whole number'
      return issue.expected === 'number' ? 'must be a number' : 'must be given once'
    case 'custom':
      return `is not in a form we know: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1).replace(/\.$/, '')}`
    default:
      return 'is not in a form we know'
  }
}
