// Registration of the room `rounds`.

import type { Room } from '../room.ts'
import * as absence from './absence.ts'
import { absenceFaces } from './absence-page.tsx'
import { answeringFaces } from './answering.tsx'
import * as answers from './answers.ts'
import { listUpdates, oneRound } from './api.ts'
import { boardPage } from './board.tsx'
import * as calendar from './calendar.ts'
import { calendarFaces } from './calendar-pages.tsx'
import * as checking from './checking.ts'
import { itemForms, roundForms } from './checking-forms.tsx'
import * as clock from './clock.ts'
import * as digests from './digest.ts'
import { noticesDue, roundsDue } from './due.ts'
import { exceptionFaces } from './exceptions-page.tsx'
import * as following from './following.ts'
import { followingFaces } from './following-pages.tsx'
import * as links from './links.ts'
import { ownLinksFaces } from './own-links.tsx'
import { planningFaces } from './planning.tsx'
import * as operations from './rounds.ts'
import * as schedules from './schedules.ts'
import { spreadFaces } from './spread-pages.tsx'
import './tables.ts'
import { templateFaces } from './template-pages.tsx'
import * as template from './template-verbs.ts'

export const rounds: Room = {
  name: 'rounds',
  operations: [
    ...[operations, schedules, answers, checking, clock, links, template],
    ...[following, digests, absence, calendar],
  ].flatMap(verbs => Object.values(verbs)),
  faces: [
    ...[answeringFaces, planningFaces, [boardPage], itemForms, roundForms],
    ...[exceptionFaces, spreadFaces, templateFaces],
    ...[followingFaces, absenceFaces, calendarFaces, ownLinksFaces],
  ].flat(),
  reads: [listUpdates, oneRound],
  timed: [roundsDue, noticesDue],
}
