// Registration of the room `engagement`: exercises of asking and deciding together, with a folder for each thing that
// is done in them.

import type { Room } from '../room.ts'
import { faces as answerPages } from './answering/answer-page.tsx'
import * as answering from './answering/operations.ts'
import { engagementsDue } from './due.ts'
import { engagementForms } from './forms.tsx'
import * as operations from './operations.ts'
import * as pairs from './pairs/operations.ts'
import { faces as pairPages } from './pairs/pages.tsx'
import { countsDue } from './results/due.ts'
import * as results from './results/operations.ts'
import { runPage } from './run-page.tsx'
import './tables.ts'

export const engagement: Room = {
  name: 'engagement',
  operations: [operations, answering, results, pairs].flatMap(verbs => Object.values(verbs)),
  faces: [runPage, ...engagementForms, ...answerPages, ...pairPages],
  reads: [],
  timed: [engagementsDue, countsDue],
}
