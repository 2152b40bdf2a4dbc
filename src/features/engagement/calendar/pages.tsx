// What people can open of the calendar.

import type { AnyFace } from '../../../ui/declare.ts'
import { answeredFile, answeredPage } from './answered-page.tsx'
import { calendarPage } from './calendar-page.tsx'
import { calendarFile, newsFile } from './feeds.tsx'
import { linkForms } from './linking.tsx'
import { beforePage, lookPage, planForm } from './planning.tsx'

export const faces: readonly AnyFace[] = [
  calendarPage,
  calendarFile,
  newsFile,
  answeredPage,
  answeredFile,
  planForm,
  lookPage,
  beforePage,
  ...linkForms,
]
