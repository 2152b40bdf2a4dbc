// Registration of the room `plans`.

import type { Room } from '../room.ts'

export const plans: Room = { name: 'plans', operations: [], faces: [], reads: [] }
