// Registration of the room `rounds`.

import type { Room } from '../room.ts'
import { answeringFaces } from './answering.tsx'
import * as answers from './answers.ts'
import * as checking from './checking.ts'
import * as clock from './clock.ts'
import { noticesDue, roundsDue } from './due.ts'
import * as links from './links.ts'
import * as operations from './rounds.ts'
import './tables.ts'

export const rounds: Room = {
  name: 'rounds',
  operations: [operations, answers, checking, clock, links].flatMap(verbs => Object.values(verbs)),
  faces: answeringFaces,
  reads: [],
  timed: [roundsDue, noticesDue],
}
