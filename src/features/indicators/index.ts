// Registration of the room `indicators`.

import type { Room } from '../room.ts'

export const indicators: Room = { name: 'indicators', operations: [], faces: [], reads: [] }
