// The forms of what is promised, counted and minded in an action: milestones, measures and risks.

import { longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { form, type Params } from '../../ui/declare.ts'
import { partners } from '../partnerships/public.ts'
import { actionHere, actionOf, crumbs, toAction } from './action-here.ts'
import * as measures from './measures.ts'
import * as milestones from './milestones.ts'
import { asks } from './model.ts'
import * as risks from './risks.ts'

const shared = { audience: 'members', crumbs, next: toAction } as const

const promiseForm = form({
  ...shared,
  at: '/p/:slug/actions/:action/milestones',
  operation: milestones.promiseMilestone,
  read: actionHere,
  title: one => `Promise a milestone: ${one.title}`,
  lead: () => 'Something that anybody could see is done, and the day it will be.',
  button: 'Promise it',
  done: 'The milestone is promised.',
})

async function milestoneHere(asking: Asking, params: Params) {
  const found = await actionOf(asking, 'milestone', params)
  const milestone = found?.milestoneList.find(one => String(one.id) === params.milestone)
  return found && milestone ? { ...found, milestone } : null
}

const moveForm = form({
  ...shared,
  at: '/p/:slug/milestones/:milestone/move',
  operation: milestones.moveMilestone,
  read: milestoneHere,
  title: ({ milestone }) => `Move “${milestone.words}” to another day`,
  lead: ({ milestone: { due, firstDue } }) =>
    due === firstDue
      ? `It is due on ${longDate(due)}. That day stays on the record.`
      : `It is due on ${longDate(due)}. It was first promised for ${longDate(firstDue)}, which stays on the record.`,
  button: 'Move it',
  done: 'The milestone is moved.',
})

const reachForm = form({
  ...shared,
  at: '/p/:slug/milestones/:milestone/reach',
  operation: milestones.reachMilestone,
  read: async (asking, params) => {
    const found = await milestoneHere(asking, params)
    return found && { ...found, today: asking.today }
  },
  start: ({ today }) => ({ on: longDate(today) }),
  title: ({ milestone }) => `“${milestone.words}” is reached`,
  lead: ({ milestone }) => `It was due on ${longDate(milestone.due)}.`,
  button: 'Record it',
  done: 'Recorded. Well done.',
})

const dropMilestoneForm = form({
  ...shared,
  at: '/p/:slug/milestones/:milestone/drop',
  operation: milestones.dropMilestone,
  read: milestoneHere,
  title: ({ milestone }) => `“${milestone.words}” will not be reached`,
  lead: () => 'It and your reason stay on the record.',
  button: 'Drop it',
  danger: true,
  done: 'The milestone is dropped.',
})

const addMeasureForm = form({
  ...shared,
  at: '/p/:slug/actions/:action/measures',
  operation: measures.addMeasure,
  read: actionHere,
  start: () => ({ unit: 'number' }),
  title: one => `Add a measure: ${one.title}`,
  lead: () => 'It tells how this work goes, not how the whole area does.',
  button: 'Add it',
  done: 'The measure is added.',
})

async function measureHere(asking: Asking, params: Params) {
  const found = await actionOf(asking, 'measure', params)
  const measure = found?.measureList.find(one => String(one.id) === params.measure)
  return found && measure ? { ...found, measure } : null
}

const recordForm = form({
  ...shared,
  at: '/p/:slug/measures/:measure/record',
  operation: measures.recordMeasure,
  read: measureHere,
  title: ({ measure }) => `Record a figure: ${measure.words}`,
  lead: ({ measure }) => `${asks[measure.asks]} A figure for a time that has one already corrects it.`,
  button: 'Record it',
  done: 'The figure is recorded.',
})

const dropMeasureForm = form({
  ...shared,
  at: '/p/:slug/measures/:measure/drop',
  operation: measures.dropMeasure,
  read: measureHere,
  title: ({ measure }) => `Stop using “${measure.words}”`,
  lead: () => 'Its figures stay on the record.',
  button: 'Stop using it',
  danger: true,
  done: 'The measure is no longer used.',
})

const raiseForm = form({
  ...shared,
  at: '/p/:slug/actions/:action/risks',
  operation: risks.raiseRisk,
  read: async (asking, params) => {
    const found = await actionHere(asking, params)
    return found && { ...found, offered: await partners(asking.db) }
  },
  options: ({ offered }) => ({ partner: offered.map(one => ({ value: String(one.id), words: one.name })) }),
  start: one => ({ partner: String(one.lead?.partner ?? '') }),
  title: one => `What could go wrong in “${one.title}”?`,
  button: 'Save',
  done: 'The risk is on the list.',
})

async function riskHere(asking: Asking, params: Params) {
  const found = await actionOf(asking, 'risk', params)
  const risk = found?.risks.find(one => String(one.id) === params.risk)
  return found && risk ? { ...found, risk } : null
}

const reviseForm = form({
  ...shared,
  at: '/p/:slug/risks/:risk/revise',
  operation: risks.reviseRisk,
  read: async (asking, params) => {
    const found = await riskHere(asking, params)
    return found && { ...found, offered: await partners(asking.db) }
  },
  options: ({ offered }) => ({ partner: offered.map(one => ({ value: String(one.id), words: one.name })) }),
  start: ({ risk }) => ({
    words: risk.words,
    likelihood: risk.likelihood,
    impact: risk.impact,
    partner: String(risk.partner.partner),
    response: risk.response,
  }),
  title: ({ risk }) => `Judge anew: ${risk.words}`,
  button: 'Save',
  done: 'Saved.',
})

const closeForm = form({
  ...shared,
  at: '/p/:slug/risks/:risk/close',
  operation: risks.closeRisk,
  read: riskHere,
  title: ({ risk }) => `Close the risk “${risk.words}”`,
  lead: () => 'It and your reason stay on the record.',
  button: 'Close it',
  danger: true,
  done: 'The risk is closed.',
})

export const progressForms = [
  promiseForm,
  moveForm,
  reachForm,
  dropMilestoneForm,
  addMeasureForm,
  recordForm,
  dropMeasureForm,
  raiseForm,
  reviseForm,
  closeForm,
]
