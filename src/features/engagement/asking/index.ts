// What asking adds to the room: the verbs, pages and reads of questions.

import * as api from './api.ts'
import { askedPage } from './asked-page.tsx'
import { editorPage } from './editor-page.tsx'
import { questionForms } from './forms.tsx'
import * as operations from './operations.ts'

export const asking = {
  operations: Object.values(operations),
  faces: [editorPage, ...questionForms, askedPage],
  reads: Object.values(api),
}
