// The forms of scenarios and of what changed: each performs one verb.

import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { form, type Params } from '../../../ui/declare.ts'
import { type StepKind, stepKinds } from '../model.ts'
import { groupNames } from '../queries.ts'
import { asOptions } from '../structure-here.tsx'
import {
  addressOfScenario,
  historyCrumbs,
  type OnPaperHere,
  onPaper,
  type ScenarioHere,
  scenarioHere,
  scenariosCrumbs,
  stepWords,
} from './here.tsx'
import * as operations from './operations.ts'
import { titles } from './queries.ts'
import { namesOfVoices, voicesWords } from './rules.ts'

const at = (path: string) => `/p/:slug/structure/scenarios/:scenario/${path}`
const crumbs = (one: ScenarioHere) => [
  ...scenariosCrumbs(one),
  { href: addressOfScenario(one.slug, one.id), words: one.name },
]
const toScenario = ({ written }: { written: { id?: number | string } }, _params: unknown, base: string): string =>
  `${base}/structure/scenarios/${written.id}`
const shared = { audience: 'members', crumbs, next: toScenario } as const

const draftForm = form({
  at: '/p/:slug/structure/scenarios/new',
  audience: 'members',
  operation: operations.draftScenario,
  read: async ({ db, partnership }: Asking) => ({
    slug: partnership!.slug,
    groups: asOptions((await groupNames(db)).filter(one => one.kind !== 'joint-body')),
  }),
  options: ({ groups }) => ({ group: groups, into: groups }),
  title: () => 'Try a change on paper',
  lead: () =>
    'Nothing changes yet. You see what it would save and what it would lose, and only coordinators see it until you share it.',
  crumbs: scenariosCrumbs,
  button: 'Draft it',
  done: 'It is drafted. Add what else would change, then share it.',
  next: toScenario,
})

const isKind = (typed: string | undefined): typed is StepKind => typed !== undefined && Object.hasOwn(stepKinds, typed)

async function stepHere(asking: Asking, params: Params) {
  const found = isKind(params.kind) ? await onPaper(asking, params) : null
  return found?.open ? { ...found, kind: params.kind as StepKind, titles: await titles(asking.db) } : null
}

/** What only other kinds of steps have a use for. */
const without: Record<StepKind, readonly string[]> = {
  merge: ['outcome', 'theme', 'place', 'meetings', 'minutes'],
  retire: ['into', 'name', 'outcome', 'theme', 'place', 'meetings', 'minutes'],
  'move-remit': ['name', 'meetings', 'minutes'],
  'change-meetings': ['into', 'name', 'outcome', 'theme', 'place'],
}

const leads: Record<StepKind, string> = {
  merge:
    'The first group ends. The other has its remit and its links too. Every seat that speaks for a community comes along; of each other organisation, as many seats stay as it has in the group where it has more.',
  retire: 'Its seats, its links and its remit end with it. You then see what loses its home.',
  'move-remit': 'Choose one outcome, theme or place. Leave all three blank to move all of it.',
  'change-meetings': 'What you leave blank stays as it is.',
}

const stepForm = form({
  ...shared,
  at: at('add/:kind'),
  operation: operations.addStep,
  read: stepHere,
  options: ({ paper, titles, kind }) => {
    const { groups } = paper.structure
    const able = asOptions(kind === 'merge' ? groups.filter(one => one.kind !== 'joint-body') : groups)
    const remits = (key: 'outcomes' | 'themes' | 'places', named: string) =>
      [...new Set<number | string>(groups.flatMap((one): readonly (number | string)[] => one[key]))]
        .map(id => ({ value: String(id), words: titles.get(`${named} ${id}`) ?? String(id) }))
        .toSorted((a, b) => a.words.localeCompare(b.words, 'en-GB'))
    return {
      group: able,
      into: able,
      outcome: remits('outcomes', 'outcome'),
      theme: remits('themes', 'theme'),
      place: remits('places', 'place'),
    }
  },
  omit: ({ kind }) => without[kind],
  needed: ({ kind }) => (kind === 'merge' || kind === 'move-remit' ? ['into'] : []),
  title: ({ kind }) => stepKinds[kind],
  lead: ({ kind }) => leads[kind],
  button: 'Add this step',
  done: 'The step is added. Nothing has changed yet: it is on paper.',
})

async function oneStep(asking: Asking, params: Params) {
  const found = await scenarioHere(asking, params)
  const step = found?.steps.find(one => String(one.id) === params.step)
  return found?.open && step ? { ...found, step } : null
}

const removeForm = form({
  ...shared,
  at: at('steps/:step/remove'),
  operation: operations.removeStep,
  read: oneStep,
  title: () => 'Take this step out?',
  lead: ({ step }) => `${stepWords(step)}.`,
  button: 'Take it out',
  danger: true,
  done: 'The step is taken out.',
})

const shareForm = form({
  ...shared,
  at: at('share'),
  operation: operations.shareScenario,
  read: scenarioHere,
  title: one => `Share “${one.name}”?`,
  lead: () => 'All members can then see it, with what it would change beside today. It can be printed for the board.',
  button: 'Share it with members',
  done: 'It is shared. All members can see it.',
})

const dropForm = form({
  ...shared,
  at: at('drop'),
  operation: operations.dropScenario,
  read: scenarioHere,
  title: one => `“${one.name}” is not taken on`,
  lead: () => 'It stays readable with your reason, so that nobody has to try it again.',
  button: 'Do not take it on',
  danger: true,
  done: 'It is recorded that this is not taken on.',
})

async function adoption(asking: Asking, params: Params) {
  const found = await onPaper(asking, params)
  return found && { ...found, day: asking.today, voices: namesOfVoices(found.today, found.paper.structure) }
}

const adoptForm = form({
  ...shared,
  at: at('adopt'),
  operation: operations.adoptScenario,
  read: adoption,
  start: ({ day }) => ({ on: longDate(day) }),
  omit: ({ voices }) => (voices.length ? [] : ['voices']),
  title: one => `Adopt “${one.name}”?`,
  lead: one => <Adopting view={one} voices={one.voices} />,
  button: 'Adopt it',
  done: 'It is adopted. The structure has changed; what it was before stays to be seen.',
})

const Adopting = ({ view, voices }: { view: OnPaperHere; voices: readonly string[] }) => (
  <>
    <p class="lead">
      {counted(view.steps.length, 'step becomes', 'steps become')} real, from the day you name. What was before that day
      stays as it was.
    </p>
    <ol>
      {view.steps.map(step => (
        <li key={step.id}>{stepWords(step)}.</li>
      ))}
    </ol>
    {voices.length ? (
      <p>
        <b>{voices.length === 1 ? 'A voice goes:' : `${counted(voices.length, 'voice')} go:`}</b> {voicesWords(voices)}.
        Say in the reason who speaks for them from then on.
      </p>
    ) : null}
  </>
)

const recordForm = form({
  at: '/p/:slug/structure/history/record',
  audience: 'members',
  operation: operations.recordRestructuring,
  read: async ({ partnership, today }: Asking) => ({ slug: partnership!.slug, today }),
  start: ({ today }) => ({ on: longDate(today) }),
  title: () => 'Record a restructuring',
  lead: () =>
    'For a change that was made without trying it on paper. The structure before and after it then stand side by side.',
  crumbs: historyCrumbs,
  button: 'Record it',
  done: 'The restructuring is recorded.',
  next: ({ written }, _params, base) => `${base}/structure/history/${written.id}`,
})

export const forms = [draftForm, stepForm, removeForm, shareForm, dropForm, adoptForm, recordForm]
