// All faces of plans, in the order of use: reading, working on a draft, forms.

import { draftPage } from './draft-page.tsx'
import { formFaces } from './forms.tsx'
import { readingFaces } from './reading-pages.tsx'

export const faces = [...readingFaces, draftPage, ...formFaces]
