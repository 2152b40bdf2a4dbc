// Every face of the register.

import { bodyPage } from './body-page.tsx'
import { registerForms } from './forms.tsx'
import { planPage } from './plan-page.tsx'
import { registerDownload, registerPage } from './register-page.tsx'
import { requirementPage, requirementsPage } from './requirement-pages.tsx'

export const faces = [
  registerPage,
  registerDownload,
  bodyPage,
  planPage,
  requirementsPage,
  requirementPage,
  ...registerForms,
]
