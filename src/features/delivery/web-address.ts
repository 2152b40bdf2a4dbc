// The rule about web addresses that people give as a source: everyone can follow them, and none can run anything.

import { type Refusal, refuse } from '../../kernel/refusal.ts'

/** Null for an `http:` or `https:` address of a public name; `field` is the input it was typed in. Blank is not its business. */
export function unfitAddress(address: string, field: string): Refusal | null {
  const url = /^https?:\/\/\S+$/i.test(address) && URL.canParse(address) ? new URL(address) : null
  return url && url.username === '' && url.password === '' && url.hostname.includes('.')
    ? null
    : refuse('address-unfit', 'Give a web address that begins with https:// or http://.', field)
}
