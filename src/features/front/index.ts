// Registration of the room `front`.

import type { Room } from '../room.ts'
import { actionPage } from './action.tsx'
import { actionsPage } from './actions.tsx'
import { balancePage } from './balance.tsx'
import { homePage } from './home.tsx'
import { judgingPage } from './judging.tsx'
import { outcomePage } from './outcome.tsx'
import { installationPage, partnerPage, partnershipPage } from './pages.tsx'
import { performancePlan } from './performance-plan.tsx'
import { statements } from './statements.tsx'
import { threadPage } from './thread.tsx'

export const front: Room = {
  name: 'front',
  operations: [],
  faces: [
    installationPage,
    partnershipPage,
    outcomePage,
    partnerPage,
    actionsPage,
    actionPage,
    balancePage,
    threadPage,
    homePage,
    judgingPage,
    performancePlan,
    ...statements,
  ],
  reads: [],
}
