// A declared read of the public API: its address, what may be asked, and the shape of the answer, field by field.

import { z } from 'zod'
import type { Asking } from './ask.ts'

export interface Read<Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly summary: string
  /** Under `/api/v1`; `:slug` is the partnership. */
  readonly at: string
  readonly query: Q
  readonly answer: A
  /** `anyone`, or members holding a token. */
  readonly audience: 'anyone' | 'members'
  read(asking: Asking, params: Readonly<Record<string, string>>, query: z.infer<Q>): Promise<z.infer<A> | null>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of reads of every shape
export type AnyRead = Read<any, any>

export const read = <Q extends z.ZodType, A extends z.ZodType>(declared: Read<Q, A>): Read<Q, A> => declared

/** The cursor and page size that every list takes. */
export const listQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
}

/** A page of a list, with the cursor of the next one. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

/** Cuts a page off a list that was read one longer than the limit. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  key: (row: T) => string,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? Buffer.from(key(items[items.length - 1]!)).toString('base64url') : null }
}

/** The number a cursor stands for; 0, the first page, where it is none of ours. */
export const afterNumber = (cursor: string | undefined): number => {
  const number = Number(afterCursor(cursor) ?? 0)
  return Number.isSafeInteger(number) ? number : 0
}

/** The key a cursor stands for, or null for the first page and for a cursor that is not ours. */
export const afterCursor = (cursor: string | undefined): string | null =>
  cursor ? Buffer.from(cursor, 'base64url').toString('utf8') : null
