// Registration of the room `people`.

import type { Room } from '../room.ts'
import * as operations from './operations.ts'
import { faces } from './pages.tsx'
import './tables.ts'

export const people: Room = { name: 'people', operations: Object.values(operations), faces, reads: [] }
