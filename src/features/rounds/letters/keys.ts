// Keys that stand in for an account: random, and kept as their SHA-256 only, which needs no salt.

import { createHash, randomBytes } from 'node:crypto'

/** 43 characters that fit in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
/** What is kept of a secret. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
