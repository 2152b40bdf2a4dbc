// Registration of the room `places`.

import type { Room } from '../room.ts'

export const places: Room = { name: 'places', operations: [], faces: [], reads: [] }
