// Registration of the room `delivery`: actions, with linked initiatives and claims in folders of their own.

import type { Room } from '../room.ts'
import * as api from './api.ts'
import { faces as claimForms } from './claims/forms.tsx'
import * as claims from './claims/operations.ts'
import { actionForms } from './forms.tsx'
import * as initiatives from './initiatives/operations.ts'
import { faces as initiativePages } from './initiatives/pages.tsx'
import * as measures from './measures.ts'
import * as milestones from './milestones.ts'
import * as operations from './operations.ts'
import { progressForms } from './progress-forms.tsx'
import * as risks from './risks.ts'
import * as ties from './ties.ts'
import './tables.ts'

export const delivery: Room = {
  name: 'delivery',
  operations: [operations, ties, milestones, measures, risks, initiatives, claims].flatMap(verbs =>
    Object.values(verbs),
  ),
  faces: [...actionForms, ...progressForms, ...initiativePages, ...claimForms],
  reads: Object.values(api),
}
