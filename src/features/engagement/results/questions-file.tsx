// The questions of every version, as an open file beside the answers.

import type { Asking } from '../../../operation/ask.ts'
import { download, type Params } from '../../../ui/declare.ts'
import { formsOf } from './asked.ts'
import { openActivity } from './exporting.tsx'

async function questions(asking: Asking, params: Params, onlyMembers: boolean) {
  const view = await openActivity(asking, params, onlyMembers)
  if (!view) return null
  const versions = (await formsOf(asking.db, view.activity.id)).map(({ version, frozen, because, questions }) => ({
    version,
    frozen,
    because,
    questions,
  }))
  const said = { engagement: view.title, activity: view.activity.title, versions }
  return {
    name: `questions-${view.activity.id}.json`,
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(said, null, 2)}\n`,
  }
}

const at = '/p/:slug/engagements/:engagement'

export const questionsFile = download({
  at: `${at}/results/:activity/questions.json`,
  audience: 'anyone',
  read: (asking, params) => questions(asking, params, false),
})

export const questionsFileForMembers = download({
  at: `${at}/run/results/:activity/questions.json`,
  audience: 'members',
  read: (asking, params) => questions(asking, params, true),
})
