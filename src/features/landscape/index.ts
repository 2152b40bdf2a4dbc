// Registration of the room `landscape`: groups and seats, with a folder for each thing that is done with them.

import type { Room } from '../room.ts'
import './tables.ts'

export const landscape: Room = {
  name: 'landscape',
  operations: [],
  faces: [],
  reads: [],
  timed: [],
}
