// What somebody typed into a form, with the file they chose, from either way a browser sends it.

import type { FastifyRequest } from 'fastify'
import type { SentFile } from '../operation/fields.ts'

export interface Typed {
  readonly values: Record<string, string | string[]>
  readonly files: Record<string, SentFile>
}

/** `most`: bytes of the whole form; more, or a form that does not say how long it is, is turned away unread. */
export async function typedIn(request: FastifyRequest, most: number): Promise<Typed> {
  const values: Typed['values'] = {}
  const files: Typed['files'] = {}
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, unknown>))
      if (typeof value === 'string' || (Array.isArray(value) && value.every(one => typeof one === 'string')))
        values[name] = value
    return { values, files }
  }
  if (!(Number(request.headers['content-length']) <= most))
    throw Object.assign(new Error('This is more than can be taken at once.'), { statusCode: 413 })
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer()
        if (bytes.length > 0) files[part.fieldname] = { name: part.filename, bytes }
      } else if (typeof part.value === 'string') {
        const had = values[part.fieldname]
        values[part.fieldname] = had === undefined ? part.value : [...(Array.isArray(had) ? had : [had]), part.value]
      }
    }
  } catch (cause) {
    // The parser throws plain errors on a body that is cut off or has no boundary: the sender's mistake, not ours.
    throw Object.assign(cause as Error, { statusCode: (cause as { statusCode?: number }).statusCode ?? 400 })
  }
  return { values, files }
}
