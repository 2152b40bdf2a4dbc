// Every face of the register.

import { registerForms } from './forms.tsx'
import { bodyPage, planPage } from './plan-pages.tsx'
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
