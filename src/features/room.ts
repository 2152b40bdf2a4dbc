// What every room registers.

import type { AnyOperation } from '../operation/operation.ts'
import type { AnyRead } from '../operation/read.ts'
import type { Timed } from '../operation/timed.ts'
import type { AnyFace } from '../ui/declare.ts'

export interface Room {
  readonly name: string
  readonly operations: readonly AnyOperation[]
  readonly faces: readonly AnyFace[]
  /** What the public API answers. */
  readonly reads: readonly AnyRead[]
  /** What the clock does by itself. */
  readonly timed?: readonly Timed[]
}
