// Registration of the room `budgeting`: participatory budgets, from the idea to the work that follows.

import type { Room } from '../room.ts'
import { listBudgets, oneBudget } from './api.ts'
import { forms } from './forms.tsx'
import * as operations from './operations.ts'
import { publicPages } from './pages.tsx'
import * as projectOperations from './project-operations.ts'
import { projectPages } from './project-pages.tsx'
import { resultPages } from './result-page.tsx'
import { rulesPage } from './rules-page.tsx'
import { runPages } from './run-page.tsx'
import './tables.ts'

export const budgeting: Room = {
  name: 'budgeting',
  operations: [operations, projectOperations].flatMap(verbs => Object.values(verbs)),
  faces: [...publicPages, ...projectPages, ...resultPages, rulesPage, ...runPages, ...forms],
  reads: [listBudgets, oneBudget],
}
