// Registration of the room `front`.

import type { Room } from '../room.ts'

export const front: Room = { name: 'front', operations: [], faces: [], reads: [] }
