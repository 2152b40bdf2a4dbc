// The forms of the thread: each makes one link, in the order in which the thread runs.

import { longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { actsFor } from '../../../operation/permission.ts'
import { type AnyFace, form, type Params } from '../../../ui/declare.ts'
import { Empty } from '../../../ui/parts.tsx'
import { actionsOf } from '../../delivery/public.ts'
import { indicatorsOf } from '../../indicators/public.ts'
import { partners } from '../../partnerships/public.ts'
import { toBeRun } from '../forms.tsx'
import { themes } from '../hearing/sorting/queries.ts'
import { addressOfEngagement, type EngagementHere, isNumber, runCrumbs } from '../here.tsx'
import * as operations from './operations.ts'
import { type Priority, prioritiesOf } from './queries.ts'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/thread/${path}`

const toThread = (_outcome: unknown, { engagement }: Params, base: string): string =>
  `${base}/engagements/${engagement}/run/thread`

const shared = {
  audience: 'members',
  crumbs: (one: EngagementHere) => [
    ...runCrumbs(one),
    { href: `${addressOfEngagement(one.slug, one.id)}/run/thread`, words: 'What became of it' },
  ],
  next: toThread,
} as const

/** A thing that people want, for those who may run its engagement. */
async function priorityHere(asking: Asking, params: Params) {
  if (!isNumber(params.priority)) return null
  const found = await toBeRun(asking, params)
  const priorities = found && (await prioritiesOf(asking.db, found.id, asking.partnership!.areaCode, asking.today))
  const priority = priorities?.find(one => String(one.id) === params.priority)
  return found && priority ? { ...found, priority } : null
}
type Here = EngagementHere & { readonly priority: Priority }

const withThemes = async (asking: Asking, params: Params) => {
  const found = await priorityHere(asking, params)
  return found && { ...found, themes: await themes(asking.db, found.id) }
}

const asOptions = (rows: readonly { readonly id: number; readonly title: string }[]) =>
  rows.map(one => ({ value: String(one.id), words: one.title }))

const nameForm = form({
  ...shared,
  at: at('new'),
  operation: operations.namePriority,
  read: async (asking, params) => {
    const found = await toBeRun(asking, params)
    return found && { ...found, themes: await themes(asking.db, found.id) }
  },
  options: ({ themes }) => ({ themes: asOptions(themes) }),
  title: () => 'Name what people want',
  lead: () =>
    'One thing at a time, so that each can get its own answer. Say it as people said it, not as a service would.',
  button: 'Name it',
  done: 'It is named. Whoever asked to hear of it is told.',
})

const editForm = form({
  ...shared,
  at: at(':priority/edit'),
  operation: operations.editPriority,
  read: priorityHere,
  start: ({ priority: { title, words } }) => ({ title, words }),
  title: ({ priority }) => `Change “${priority.title}”`,
  button: 'Save',
  done: 'Saved.',
})

const dropForm = form({
  ...shared,
  at: at(':priority/drop'),
  operation: operations.dropPriority,
  read: priorityHere,
  title: ({ priority }) => `Take away “${priority.title}”`,
  lead: () => 'Only what was named by mistake. Once there is an answer it stays.',
  button: 'Take it away',
  danger: true,
  done: 'It is taken away.',
})

const moveForm = form({
  ...shared,
  at: at(':priority/move'),
  operation: operations.movePriority,
  read: priorityHere,
  title: ({ priority }) => `Move “${priority.title}”`,
  lead: () => 'What people want most stands first.',
  button: 'Move it',
  done: 'It is moved.',
})

const themesForm = form({
  ...shared,
  at: at(':priority/themes'),
  operation: operations.linkThemes,
  read: withThemes,
  options: ({ themes }) => ({ themes: asOptions(themes) }),
  start: ({ priority }) => ({ themes: priority.themes.map(one => String(one.id)) }),
  title: ({ priority }) => `What “${priority.title}” is made of`,
  lead: () => 'Tick the themes it comes from. Their quotes are shown with it.',
  button: 'Save',
  done: 'Saved.',
})

const decideForm = form({
  ...shared,
  at: at(':priority/decide'),
  operation: operations.decide,
  read: async (asking, params) => {
    const found = await priorityHere(asking, params)
    // A coordinator can name any body; others one that they act for.
    return (
      found && {
        ...found,
        partners: (await partners(asking.db)).filter(one => actsFor(asking.standing, one.organisation)),
      }
    )
  },
  options: view => ({
    organisation: view.partners.map(one => ({ value: String(one.organisation), words: one.name })),
  }),
  start: ({ decidedBy }) => ({ decidedBy }),
  title: ({ priority }) => `The answer to “${priority.title}”`,
  lead: ({ priority }) =>
    priority.decision
      ? `The answer of ${longDate(priority.decision.on)} stays to be seen, as the one before.`
      : 'Everyone sees it, with the reason, and whoever asked to hear of it is told. It stays, also when there is a new one.',
  button: 'Give this answer',
  done: 'The answer stands.',
})

const actionForm = form({
  ...shared,
  at: at(':priority/actions/new'),
  operation: operations.linkAction,
  read: async (asking, params) => {
    const found = await priorityHere(asking, params)
    if (!found) return null
    const had = new Set(found.priority.actions.map(one => one.id))
    const all = await actionsOf(asking.db, false, asking.today)
    return { ...found, work: all.filter(one => one.state === 'adopted' && !had.has(one.id)) }
  },
  options: ({ work }) => ({ action: asOptions(work) }),
  title: ({ priority }) => `What is done about “${priority.title}”`,
  lead: () => 'Choose work that the partnership has adopted. New work is proposed first, and adopted.',
  below: ({ slug }) => (
    <p>
      Is it not in the list? <a href={`/p/${slug}/actions`}>All work</a>
    </p>
  ),
  button: 'Link this work',
  done: 'It is linked. Whoever asked to hear of it is told.',
})

const indicatorForm = form({
  ...shared,
  at: at(':priority/indicators/new'),
  operation: operations.linkIndicator,
  read: async (asking, params) => {
    const found = await priorityHere(asking, params)
    if (!found) return null
    const had = new Set(found.priority.figures.map(one => one.indicator.id))
    const all = await indicatorsOf(asking.db, asking.partnership!.areaCode)
    return { ...found, figures: all.filter(one => !had.has(one.id)) }
  },
  options: ({ figures }) => ({ indicator: figures.map(one => ({ value: String(one.id), words: one.name })) }),
  title: ({ priority }) => `How people would see whether “${priority.title}” changed`,
  lead: () =>
    'Choose a figure that should move if it works. The page shows figures since the answer, and says that a figure proves nothing by itself.',
  below: ({ figures, slug }) =>
    figures.length ? null : (
      <Empty
        words="There is no figure to choose from yet."
        href={`/p/${slug}/indicators`}
        next="See what is measured"
      />
    ),
  button: 'Link this figure',
  done: 'It is linked.',
})

const unlinkActionForm = form({
  ...shared,
  at: at(':priority/actions/:action/unlink'),
  operation: operations.unlinkAction,
  read: async (asking, params) => {
    const found = await priorityHere(asking, params)
    const work = found?.priority.actions.find(one => String(one.id) === params.action)
    return found && work ? { ...found, work } : null
  },
  title: ({ work }: Here & { work: { title: string } }) => `Take away the link to “${work.title}”`,
  lead: () => 'The work itself goes on. People no longer see it here.',
  button: 'Take the link away',
  danger: true,
  done: 'The link is taken away.',
})

const unlinkIndicatorForm = form({
  ...shared,
  at: at(':priority/indicators/:indicator/unlink'),
  operation: operations.unlinkIndicator,
  read: async (asking, params) => {
    const found = await priorityHere(asking, params)
    const figure = found?.priority.figures.find(one => String(one.indicator.id) === params.indicator)
    return found && figure ? { ...found, figure } : null
  },
  title: ({ figure }) => `Take away the link to “${figure.indicator.name}”`,
  lead: () => 'The figure itself stays. People no longer see it here.',
  button: 'Take the link away',
  danger: true,
  done: 'The link is taken away.',
})

export const threadForms: readonly AnyFace[] = [
  nameForm,
  editForm,
  dropForm,
  moveForm,
  themesForm,
  decideForm,
  actionForm,
  indicatorForm,
  unlinkActionForm,
  unlinkIndicatorForm,
]
