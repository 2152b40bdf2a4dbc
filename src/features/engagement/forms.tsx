// The forms of an engagement itself and of its activities: each performs one verb.

import { longDate } from '../../kernel/words.ts'
import type { Asking } from '../../operation/ask.ts'
import { form, type Params } from '../../ui/declare.ts'
import { partners } from '../partnerships/public.ts'
import { outcomesToLink, placesWithin } from '../plans/public.ts'
import { activityHere, type EngagementHere, engagementHere, isNumber, runCrumbs, toRun } from './here.tsx'
import { activityKinds } from './model.ts'
import * as operations from './operations.ts'
import { placesOffered } from './queries.ts'
import { mayChange } from './rules.ts'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/${path}`
const shared = { audience: 'members', crumbs: runCrumbs, next: toRun } as const

/** What the wording of an engagement can be tied to. */
export const tiesOffered = async ({ db, partnership }: Asking) => ({
  partners: await partners(db),
  outcomes: await outcomesToLink(db),
  around: await placesWithin(db, partnership!.areaCode),
})

export const asTies = ({
  partners: offered,
  outcomes,
  around,
}: Omit<Awaited<ReturnType<typeof tiesOffered>>, 'around'> & {
  readonly around: readonly { readonly code: string; readonly name: string }[]
}) => ({
  organisation: offered.map(one => ({ value: String(one.organisation), words: one.name })),
  outcomes: outcomes.map(one => ({ value: String(one.id), words: `${one.title} (${one.plan})` })),
  places: around.map(one => ({ value: one.code, words: one.name })),
})

/** The engagement, for those who may run it. */
export const toBeRun = async (asking: Asking, params: Params): Promise<EngagementHere | null> => {
  const found = await engagementHere(asking, params)
  return found?.mayRun ? found : null
}

const editForm = form({
  ...shared,
  at: at('edit'),
  operation: operations.editEngagement,
  read: async (asking, params) => {
    const found = await toBeRun(asking, params)
    if (!found) return null
    const around = await placesOffered(asking.db, found.id, asking.partnership!.areaCode)
    return { ...found, offered: { ...(await tiesOffered(asking)), around } }
  },
  options: ({ offered }) => asTies(offered),
  start: one => ({
    title: one.title,
    purpose: one.purpose,
    subject: one.subject,
    audience: one.audience,
    level: one.level,
    opens: longDate(one.opens),
    closes: longDate(one.closes),
    organisation: String(one.organisation ?? ''),
    outcomes: one.outcomes.map(outcome => String(outcome.id)),
    places: one.places.map(place => place.code),
  }),
  title: one => `Change “${one.title}”`,
  button: 'Save',
  done: 'Saved.',
})

const promiseForm = form({
  ...shared,
  at: at('promise'),
  operation: operations.promiseAnswer,
  read: toBeRun,
  start: one => ({
    decidedBy: one.decidedBy,
    answerDue: one.answerDue ? longDate(one.answerDue) : '',
    mustReach: one.mustReach,
    admits: one.admits,
    resultsShown: one.resultsShown,
  }),
  title: () => 'What you promise people',
  lead: () =>
    'People take part when they know who decides, by when they hear, and that it counts. Everyone sees this, and what is late is shown as late.',
  button: 'Save',
  done: 'Saved.',
})

const announceForm = form({
  ...shared,
  at: at('announce'),
  operation: operations.announce,
  read: toBeRun,
  title: one => `Announce “${one.title}”`,
  lead: one =>
    one.linked
      ? 'From then on everyone can see it in the calendar.'
      : `From then on everyone can see it in the calendar. It opens by itself on ${longDate(one.opens)}.`,
  button: 'Announce it',
  done: 'Everyone can see it now.',
})

const openForm = form({
  ...shared,
  at: at('open'),
  operation: operations.open,
  read: toBeRun,
  title: one => `Open “${one.title}” now`,
  lead: () => 'The questions are frozen from then on, so that everyone answers the same ones.',
  button: 'Open it',
  done: 'It is open. People can answer now.',
})

const closeForm = form({
  ...shared,
  at: at('close'),
  operation: operations.close,
  read: toBeRun,
  title: one => `Close “${one.title}” now`,
  lead: one => `It would close by itself after ${longDate(one.closes)}. Once it is closed nobody can answer any more.`,
  button: 'Close it',
  danger: true,
  done: 'It is closed. Next: what people said, and what becomes of it.',
})

const callOffForm = form({
  ...shared,
  at: at('call-off'),
  operation: operations.callOff,
  read: toBeRun,
  title: one => `Call “${one.title}” off`,
  lead: () => 'Everyone will see the reason. Answers that were given are kept, and no more are taken.',
  button: 'Call it off',
  danger: true,
  done: 'It is called off.',
})

const addActivityForm = form({
  ...shared,
  at: at('activities/new'),
  operation: operations.addActivity,
  read: toBeRun,
  // Once it is open only a meeting can be added.
  options: one => ({
    kind: Object.entries(activityKinds)
      .filter(([kind]) => kind === 'meeting' || mayChange(one) === null)
      .map(([value, words]) => ({ value, words })),
  }),
  omit: one => (mayChange(one) === null ? [] : ['peopleAdd']),
  title: () => 'Add a way of taking part',
  lead: () =>
    'Offer more than one where you can: some people like to write, some to compare, some to come to a meeting. Questions and votes can be printed and answered on paper too.',
  button: 'Add it',
  done: 'It is added.',
  next: ({ fact, written }, { engagement }, base) =>
    (fact as unknown as { kind: string }).kind === 'questionnaire'
      ? `${base}/engagements/${engagement}/run/questions/${written.id}`
      : `${base}/engagements/${engagement}/run`,
})

const withActivity = async (asking: Asking, params: Params) => {
  const found = isNumber(params.activity) ? await activityHere(asking, params) : null
  return found?.mayRun ? found : null
}

const editActivityForm = form({
  ...shared,
  at: at('activities/:activity/edit'),
  operation: operations.editActivity,
  read: withActivity,
  omit: ({ activity }) => (activity.kind === 'statements' ? [] : ['peopleAdd']),
  start: ({ activity }) => ({
    title: activity.title,
    about: activity.about,
    peopleAdd: activity.peopleAdd ? 'yes' : '',
  }),
  title: ({ activity }) => `Change “${activity.title}”`,
  lead: ({ activity }) => activityKinds[activity.kind],
  button: 'Save',
  done: 'Saved.',
})

const dropActivityForm = form({
  ...shared,
  at: at('activities/:activity/drop'),
  operation: operations.dropActivity,
  read: withActivity,
  title: ({ activity }) => `Take out “${activity.title}”`,
  lead: () => 'People will not be able to take part this way. You can add it again, empty.',
  button: 'Take it out',
  danger: true,
  done: 'It is taken out.',
})

export const engagementForms = [
  editForm,
  promiseForm,
  announceForm,
  openForm,
  closeForm,
  callOffForm,
  addActivityForm,
  editActivityForm,
  dropActivityForm,
]
