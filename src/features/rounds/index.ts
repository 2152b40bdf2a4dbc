// Registration of the room `rounds`.

import type { Room } from '../room.ts'
import { answeringFaces } from './answering/answering.tsx'
import * as answers from './answering/answers.ts'
import { listUpdates, oneRound } from './api.ts'
import { boardPage } from './board/board.tsx'
import * as checking from './board/checking.ts'
import { itemForms, roundForms } from './board/checking-forms.tsx'
import * as clock from './clock.ts'
import { noticesDue, roundsDue } from './due.ts'
import { exceptionFaces } from './exceptions/exceptions-page.tsx'
import * as digests from './following/digest.ts'
import * as following from './following/following.ts'
import { followingFaces } from './following/following-pages.tsx'
import * as links from './letters/links.ts'
import { ownLinksFaces } from './letters/own-links.tsx'
import * as absence from './own/absence.ts'
import { absenceFaces } from './own/absence-page.tsx'
import * as calendar from './own/calendar.ts'
import { calendarFaces } from './own/calendar-pages.tsx'
import { planningFaces } from './planning/planning.tsx'
import * as operations from './planning/rounds.ts'
import * as schedules from './planning/schedules.ts'
import { spreadFaces } from './spread/spread-pages.tsx'
import './tables.ts'
import { templateFaces } from './template/template-pages.tsx'
import * as template from './template/template-verbs.ts'

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
