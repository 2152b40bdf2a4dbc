// The forms of an exercise that runs somewhere else: link it, say what people said there, correct its address.

import { form } from '../../../ui/declare.ts'
import { asTies, toBeRun } from '../forms.tsx'
import { runCrumbs, toRun } from '../here.tsx'
import { correctAddress, link, noteHeard } from './operations.ts'
import { planHere, toCalendar } from './planning.tsx'

const linkForm = form({
  at: '/p/:slug/engagements/linked/new',
  audience: 'members',
  operation: link,
  read: planHere,
  options: ({ offered }) => asTies(offered),
  start: ({ organisation }) => ({ organisation }),
  needed: ({ needed }) => needed,
  crumbs: toCalendar,
  title: () => 'Link one that runs elsewhere',
  lead: () =>
    'It stays where it is, and stands in the calendar here, so that nobody asks the same again without knowing. One that is over counts too: write down what people said.',
  button: 'Link it',
  done: 'It is linked. Only members see it until it is announced.',
  next: ({ written }, _params, base) => `${base}/engagements/${written.id}/run`,
})

const linkedOnly = async (...of: Parameters<typeof toBeRun>) => {
  const found = await toBeRun(...of)
  return found?.linked ? found : null
}

const heardForm = form({
  at: '/p/:slug/engagements/:engagement/run/heard',
  audience: 'members',
  operation: noteHeard,
  read: linkedOnly,
  start: ({ heard }) => ({ heard }),
  crumbs: runCrumbs,
  title: ({ title }) => `What people said in “${title}”`,
  lead: () => 'Whoever plans to ask about the same again sees this first. Everyone can read it.',
  button: 'Save',
  done: 'Saved.',
  next: toRun,
})

const addressForm = form({
  at: '/p/:slug/engagements/:engagement/run/address',
  audience: 'members',
  operation: correctAddress,
  read: linkedOnly,
  start: ({ address }) => ({ address }),
  crumbs: runCrumbs,
  title: ({ title }) => `Where “${title}” is on the web`,
  button: 'Save',
  done: 'Saved.',
  next: toRun,
})

export const linkForms = [linkForm, heardForm, addressForm]
