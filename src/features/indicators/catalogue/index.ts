// Registration of the catalogue: national indicators with their published readings.

import type { Room } from '../../room.ts'
import * as api from './api.ts'
import { importFaces } from './import-pages.tsx'
import * as operations from './operations.ts'
import { faces } from './pages.tsx'
import './tables.ts'

export const catalogue = {
  operations: Object.values(operations),
  faces: [...faces, ...importFaces],
  reads: Object.values(api),
} satisfies Omit<Room, 'name'>
