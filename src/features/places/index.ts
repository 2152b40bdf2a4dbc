// Registration of the room `places`.

import type { Room } from '../room.ts'
import * as api from './api.ts'
import * as operations from './operations.ts'
import { faces } from './pages.tsx'
import './tables.ts'

export const places: Room = {
  name: 'places',
  operations: Object.values(operations),
  faces,
  reads: Object.values(api),
}
