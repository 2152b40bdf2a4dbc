// Registration of the room `landscape`: groups and seats, with a folder for each thing that is done with them.

import type { Room } from '../room.ts'
import { listGroups } from './api.ts'
import { coterminosity } from './coterminosity/api.ts'
import { coterminosityDue } from './coterminosity/due.ts'
import * as comparing from './coterminosity/operations.ts'
import { faces as coterminosityPages } from './coterminosity/pages.tsx'
import { listCycles } from './cycles/api.ts'
import * as cycles from './cycles/operations.ts'
import { faces as cyclePages } from './cycles/pages.tsx'
import { structureForms } from './forms.tsx'
import { listProposals } from './gate/api.ts'
import { faces as gatePages } from './gate/forms.tsx'
import * as gate from './gate/operations.ts'
import { groupPage } from './group.tsx'
import { groupImportsDue } from './importing/due.ts'
import * as importing from './importing/operations.ts'
import { faces as importPages } from './importing/pages.tsx'
import * as operations from './operations.ts'
import { listMergeCandidates, listOverlaps } from './overlap/api.ts'
import { landscapesDue } from './overlap/due.ts'
import * as overlaps from './overlap/operations.ts'
import { overlapFaces } from './overlap/pages.tsx'
import { listRegisteredPlans, listRequirements } from './register/api.ts'
import * as register from './register/operations.ts'
import { faces as registerPages } from './register/pages.tsx'
import * as scenarios from './scenarios/operations.ts'
import { faces as scenarioPages } from './scenarios/pages.tsx'
import * as seats from './seats.ts'
import { structureFaces } from './structure.tsx'
import * as ties from './ties.ts'
import './tables.ts'

export const landscape: Room = {
  name: 'landscape',
  operations: [operations, seats, ties, overlaps, cycles, gate, register, scenarios, comparing, importing].flatMap(
    verbs => Object.values(verbs),
  ),
  faces: [
    ...structureFaces,
    groupPage,
    ...structureForms,
    ...cyclePages,
    ...gatePages,
    ...registerPages,
    ...scenarioPages,
    ...overlapFaces,
    ...coterminosityPages,
    ...importPages,
  ],
  reads: [
    listGroups,
    listCycles,
    listProposals,
    listRegisteredPlans,
    listRequirements,
    listOverlaps,
    listMergeCandidates,
    coterminosity,
  ],
  timed: [groupImportsDue, landscapesDue, coterminosityDue],
}
