// Registration of the room `landscape`: groups and seats, with a folder for each thing that is done with them.

import type { Room } from '../room.ts'
import { listCycles } from './cycles/api.ts'
import * as cycles from './cycles/operations.ts'
import { faces as cyclePages } from './cycles/pages.tsx'
import { structureForms } from './forms.tsx'
import { groupPage } from './group.tsx'
import * as operations from './operations.ts'
import { landscapesDue } from './overlap/due.ts'
import * as overlaps from './overlap/operations.ts'
import * as seats from './seats.ts'
import { structureFaces } from './structure.tsx'
import * as ties from './ties.ts'
import './tables.ts'

export const landscape: Room = {
  name: 'landscape',
  operations: [operations, seats, ties, overlaps, cycles].flatMap(verbs => Object.values(verbs)),
  faces: [...structureFaces, groupPage, ...structureForms, ...cyclePages],
  reads: [listCycles],
  timed: [landscapesDue],
}
