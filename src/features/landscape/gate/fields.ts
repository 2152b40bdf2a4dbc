// The input fields that only the gate has.

import { z } from 'zod'
import type { Field } from '../../../operation/fields.ts'

/** Any number of records known by a code (places). */
export const codes = (label: string): Field<readonly string[]> => ({
  kind: 'choices',
  label,
  optional: true,
  schema: z.array(z.string().max(100)).max(200),
  read: raw => {
    const picked = (Array.isArray(raw) ? raw : [raw]).filter(one => one !== undefined && one !== null && one !== '')
    return picked.length <= 200 && picked.every(one => typeof one === 'string' && /^[\w-]{1,100}$/.test(one))
      ? { value: [...new Set(picked as string[])] }
      : { wrong: `Choose an answer for “${label}” from the list.` }
  },
})
