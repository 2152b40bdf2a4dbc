// Registration of the room `indicators`: the commons catalogue, and each partnership's own use of it.

import type { Room } from '../room.ts'
import * as api from './api.ts'
import { catalogue } from './catalogue/index.ts'
import * as operations from './operations.ts'
import { faces } from './pages.tsx'
import './tables.ts'

export const indicators: Room = {
  name: 'indicators',
  operations: [...catalogue.operations, ...Object.values(operations)],
  faces: [...catalogue.faces, ...faces],
  reads: [...catalogue.reads, ...Object.values(api)],
}
