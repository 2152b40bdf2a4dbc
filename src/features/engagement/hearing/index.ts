// What is done with what people said, as the room registers it: moderation, sorting into themes, checks of answers.

import { checksReport, listModeration, listThemes } from './api.ts'
import * as checks from './checks/operations.ts'
import { faces as checkPages } from './checks/pages.tsx'
import * as moderation from './moderation/operations.ts'
import { faces as moderationPages } from './moderation/pages.tsx'
import * as sorting from './sorting/operations.ts'
import { faces as sortingPages } from './sorting/pages.tsx'

export const hearing = {
  operations: [moderation, sorting, checks].flatMap(verbs => Object.values(verbs)),
  faces: [...moderationPages, ...sortingPages, ...checkPages],
  reads: [listThemes, listModeration, checksReport],
}
