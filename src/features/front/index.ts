// Registration of the room `front`.

import type { Room } from '../room.ts'
import { homePage } from './home.tsx'
import { judgingPage } from './judging.tsx'
import { outcomePage } from './outcome.tsx'
import { installationPage, partnerPage, partnershipPage, threadPage } from './pages.tsx'
import { performancePlan } from './performance-plan.tsx'
import { statements } from './statements.tsx'

export const front: Room = {
  name: 'front',
  operations: [],
  faces: [
    installationPage,
    partnershipPage,
    outcomePage,
    partnerPage,
    threadPage,
    homePage,
    judgingPage,
    performancePlan,
    ...statements,
  ],
  reads: [],
}
