// The forms of cycles: each performs one verb.

import { longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form, type Params } from '../../../ui/declare.ts'
import { DefinitionRows } from '../../../ui/parts.tsx'
import { cycleKinds } from '../model.ts'
import { addsForAll, bodiesToAddFor, cycleHere, cyclesCrumbs, seenOf } from './cycles-here.ts'
import { rhythmOf } from './model.ts'
import { addCycle, editCycle, endCycle } from './operations.ts'
import { plansToName } from './queries.ts'
import { rhythmWords } from './words.ts'

const shared = {
  audience: 'members',
  crumbs: cyclesCrumbs,
  next: (_outcome: unknown, _params: unknown, base: string) => `${base}/cycles`,
} as const

const asPlans = (list: Awaited<ReturnType<typeof plansToName>>) =>
  list.map(one => ({ value: String(one.id), words: one.body ? `${one.name} (${one.body})` : one.name }))

const addForm = form({
  ...shared,
  at: '/p/:slug/cycles/add',
  operation: addCycle,
  read: async (asking: Asking) => ({
    slug: asking.partnership!.slug,
    bodies: await bodiesToAddFor(asking),
    all: addsForAll(asking),
    plans: await plansToName(asking.db),
  }),
  needed: ({ all }) => (all ? [] : ['organisation']),
  start: ({ all, bodies: [only, ...others] }) => ({
    organisation: !all && only && others.length === 0 ? String(only.organisation) : '',
  }),
  options: ({ bodies, plans }) => ({
    organisation: bodies.map(one => ({ value: String(one.organisation), words: one.name })),
    registeredPlan: asPlans(plans),
  }),
  title: () => 'Add a date that comes back',
  lead: () =>
    'All members see it. Months are those of the calendar: what is on the 31st stands on the last day of a shorter month.',
  button: 'Add it',
  done: 'It is added.',
})

const withPlans = async (asking: Asking, params: Params) => {
  const found = await cycleHere(asking, params)
  return found && { ...found, plans: await plansToName(asking.db) }
}

const editForm = form({
  ...shared,
  at: '/p/:slug/cycles/:cycle/edit',
  operation: editCycle,
  hidden: ['seen'],
  read: withPlans,
  start: one => ({
    kind: one.kind,
    name: one.name,
    first: longDate(one.first),
    every: rhythmOf(one.every),
    registeredPlan: String(one.plan?.id ?? ''),
    seen: seenOf(one),
  }),
  options: ({ plans }) => ({ registeredPlan: asPlans(plans) }),
  title: one => `Change “${one.name}”`,
  lead: one => `${one.body}: ${rhythmWords(one.every).toLowerCase()}, counted from ${longDate(one.first)}.`,
  below: one => (
    <details>
      <summary>How it stands now</summary>
      <DefinitionRows
        rows={[
          { term: 'What happens then', words: cycleKinds[one.kind] },
          { term: 'What it is called', words: one.name },
          { term: 'Which day', words: longDate(one.first) },
          { term: 'How often', words: rhythmWords(one.every) },
          { term: 'The plan it belongs to', words: one.plan?.name ?? 'None' },
        ]}
      />
      <p>
        <a href={`/p/${one.slug}/cycles/${one.id}/edit`}>Start again from these words</a>
      </p>
    </details>
  ),
  button: 'Save',
  done: 'Saved.',
})

const endForm = form({
  ...shared,
  at: '/p/:slug/cycles/:cycle/end',
  operation: endCycle,
  read: cycleHere,
  start: one => ({ on: longDate(one.today) }),
  title: one => `End “${one.name}”`,
  lead: one => `${one.body} no longer has this date from the day you say. It stands in history.`,
  button: 'End it',
  danger: true,
  done: 'It comes back no longer.',
})

export const cycleForms: readonly AnyFace[] = [addForm, editForm, endForm]
