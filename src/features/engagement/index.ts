// Registration of the room `engagement`: exercises of asking and deciding together, with a folder for each thing that
// is done in them.

import type { Room } from '../room.ts'
import { faces as answerPages } from './answering/answer-page.tsx'
import * as answering from './answering/operations.ts'
import { asking } from './asking/index.ts'
import { listAnswered, listEngagements } from './calendar/api.ts'
import * as calendar from './calendar/operations.ts'
import { faces as calendarPages } from './calendar/pages.tsx'
import { engagementsDue } from './due.ts'
import { engagementForms } from './forms.tsx'
import { hearing } from './hearing/index.ts'
import { faces as ideaFiles, listIdeas } from './ideas/exporting.tsx'
import * as ideas from './ideas/operations.ts'
import { faces as ideaPages } from './ideas/pages.tsx'
import * as meetings from './meetings/operations.ts'
import { faces as meetingPages } from './meetings/pages.tsx'
import * as operations from './operations.ts'
import * as pairs from './pairs/operations.ts'
import { faces as pairPages } from './pairs/pages.tsx'
import * as paper from './paper/operations.ts'
import { faces as paperPages } from './paper/pages.tsx'
import * as peopleLetIn from './people-let-in/operations.ts'
import { faces as peopleLetInPages } from './people-let-in/pages.tsx'
import * as principles from './principles/operations.ts'
import { faces as principlePages } from './principles/pages.tsx'
import { faces as reachPages } from './reach/page.tsx'
import * as receipts from './receipts/operations.ts'
import { receiptFaces } from './receipts/pages.tsx'
import { activityResults } from './results/api.ts'
import { countsDue } from './results/due.ts'
import * as results from './results/operations.ts'
import { faces as resultPages } from './results/pages.tsx'
import { runPage } from './run-page.tsx'
import { faces as statementFiles } from './statements/exporting.tsx'
import * as statements from './statements/operations.ts'
import { faces as statementPages } from './statements/pages.tsx'
import { faces as statementStaffPages } from './statements/staff-pages.tsx'
import './tables.ts'
import { oneEngagement } from './thread/api.ts'
import { readingsDue } from './thread/due.ts'
import * as thread from './thread/operations.ts'
import { threadFaces } from './thread/run-thread.tsx'

export const engagement: Room = {
  name: 'engagement',
  operations: [
    operations,
    thread,
    receipts,
    calendar,
    principles,
    answering,
    results,
    ideas,
    pairs,
    statements,
    paper,
    peopleLetIn,
    meetings,
  ]
    .flatMap(verbs => Object.values(verbs))
    .concat(hearing.operations, asking.operations),
  faces: [
    runPage,
    ...threadFaces,
    ...receiptFaces,
    ...calendarPages,
    ...principlePages,
    ...hearing.faces,
    ...engagementForms,
    ...answerPages,
    ...asking.faces,
    ...resultPages,
    ...reachPages,
    ...ideaPages,
    ...ideaFiles,
    ...pairPages,
    ...statementPages,
    ...statementStaffPages,
    ...statementFiles,
    ...paperPages,
    ...peopleLetInPages,
    ...meetingPages,
  ],
  reads: [activityResults, oneEngagement, ...hearing.reads, ...asking.reads, listIdeas, listEngagements, listAnswered],
  timed: [engagementsDue, readingsDue, countsDue],
}
