// Registration of the room `plans`.

import type { Room } from '../room.ts'
import * as answers from './answers.ts'
import * as api from './api.ts'
import * as operations from './operations.ts'
import { faces } from './pages.tsx'
import * as wording from './wording.ts'
import './tables.ts'

export const plans: Room = {
  name: 'plans',
  operations: [...Object.values(operations), ...Object.values(wording), ...Object.values(answers)],
  faces,
  reads: Object.values(api),
}
