// Keys that stand in for an account: random, and kept as their SHA-256 only, which needs no salt.

import { createHash, randomBytes } from 'node:crypto'

export const newSecret = (): string => randomBytes(32).toString('base64url')
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
