// The forms of importing: sending a file, saying what a column or a name means, bringing in, putting aside.

import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { form, type Params } from '../../../ui/declare.ts'
import { DefinitionRows, Section } from '../../../ui/parts.tsx'
import { structureCrumbs } from '../structure-here.tsx'
import { suggest } from './headings.ts'
import * as operations from './operations.ts'
import { importHere, latestImports, type WaitingView, waitingView } from './queries.ts'
import { short } from './reading.ts'

const stageWords = {
  'looked-at': 'Waits to be brought in',
  running: 'Is going in',
  done: 'Is in',
  dropped: '',
} as const

const sendForm = form({
  at: '/p/:slug/structure/import',
  audience: 'members',
  operation: operations.sendGroups,
  read: async ({ db, partnership, standing }) =>
    isCoordinator(standing) ? { slug: partnership!.slug, imports: await latestImports(db) } : null,
  title: () => 'Bring in a spreadsheet of groups',
  lead: () =>
    'Send the list that you have, as it is. Nothing is brought in yet: the next page shows what was understood.',
  below: ({ slug, imports }) => (
    <>
      <Section heading="What a file may look like">
        <ul>
          <li>One row for each seat, or one row for each group with its members in one cell.</li>
          <li>Headings in your own words: what they mean is suggested, and you can change it.</li>
          <li>Merged cells, headings in two lines, titles, blank lines and totals are all right.</li>
          <li>
            Names of bodies as you write them: what is not certain, like NHSFV for NHS Forth Valley, is asked before
            anything is brought in.
          </li>
          <li>The same file twice changes nothing. What is not in the file stays as it is.</li>
        </ul>
        <p>
          <a href={`/p/${slug}/structure/import-example.xlsx`}>An example to begin from (Excel)</a>
        </p>
      </Section>
      {imports.length ? (
        <Section heading="Files of late">
          <DefinitionRows
            rows={imports.map(one => ({
              term: one.name,
              words: `${stageWords[one.stage]}, ${counted(one.rows, 'seat')}, sent on ${longDate(one.at)}`,
              change: { href: `/p/${slug}/structure/import/${one.id}`, words: 'Open' },
            }))}
          />
        </Section>
      ) : null}
    </>
  ),
  crumbs: structureCrumbs,
  button: 'Look at the file',
  next: ({ written }, _params, base) => `${base}/structure/import/${written.id}`,
})

type Here = WaitingView & { readonly slug: string; readonly query: Params }

/** A file that waits, for the forms about it. */
async function waitingHere(asking: Asking, params: Params, query: Params): Promise<Here | null> {
  const facts = await importHere(asking, params.import)
  const view = facts?.stage === 'looked-at' ? await waitingView(asking.db, facts, asking.today) : null
  return view && { ...view, slug: asking.partnership!.slug, query }
}

const crumbs = ({ slug, id, name }: Pick<Here, 'slug' | 'id' | 'name'>) => [
  ...structureCrumbs({ slug }),
  { href: `/p/${slug}/structure/import`, words: 'Bring in a spreadsheet' },
  { href: `/p/${slug}/structure/import/${id}`, words: name },
]

const back = ({ written }: { written: { id?: number | string } }, _params: Params, base: string): string =>
  `${base}/structure/import/${written.id}`

const headingForm = form({
  at: '/p/:slug/structure/import/:import/heading',
  audience: 'members',
  operation: operations.sayHeading,
  read: waitingHere,
  title: ({ query }) => `What does “${short(query.heading ?? 'this column')}” hold?`,
  lead: () => 'If another column was taken for the same, it gives way to this one.',
  start: ({ looked, query }) => {
    const column = looked.columns.find(one => one.heading === query.heading)
    return { meaning: column?.meaning ?? suggest(query.heading ?? '')?.meaning ?? '' }
  },
  hidden: ['heading'],
  crumbs,
  button: 'Save',
  next: back,
})

const organisationForm = form({
  at: '/p/:slug/structure/import/:import/organisation',
  audience: 'members',
  operation: operations.sayOrganisation,
  read: waitingHere,
  title: ({ query }) => `Who is “${short(query.written ?? 'this')}”?`,
  start: ({ looked, query }) => {
    const one = looked.doubtful.find(each => each.written === query.written)
    return { organisation: one ? String(one.settled ?? one.suggested) : '' }
  },
  options: ({ known }) => ({
    organisation: [
      { value: 'new', words: 'A body that is not here yet' },
      { value: 'nobody', words: 'No body: the seat speaks for people directly' },
      ...[...known]
        .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
        .map(one => ({ value: String(one.id), words: one.name })),
    ],
  }),
  hidden: ['written'],
  crumbs,
  button: 'Save',
  next: (outcome, params, base) => `${back(outcome, params, base)}#doubts`,
})

const suggestionsForm = form({
  at: '/p/:slug/structure/import/:import/suggestions',
  audience: 'members',
  operation: operations.takeSuggestions,
  read: waitingHere,
  title: () => 'Take all suggestions',
  lead: () =>
    'Every name that is in doubt is taken for the body that is most like it. You can change each one afterwards. A new body that has the name of a person is asked about by itself.',
  crumbs,
  button: 'Take them',
  done: 'The suggestions are taken. Look them over below.',
  next: back,
})

const bringInForm = form({
  at: '/p/:slug/structure/import/:import/bring-in',
  audience: 'members',
  operation: operations.bringIn,
  read: waitingHere,
  title: ({ looked }) =>
    `Bring in ${counted(looked.entries.groups.length, 'group')} with ${counted(looked.seats, 'seat')}`,
  crumbs,
  button: 'Bring them in',
  next: back,
})

const dropForm = form({
  at: '/p/:slug/structure/import/:import/drop',
  audience: 'members',
  operation: operations.dropGroups,
  read: async (asking, params) => {
    const facts = await importHere(asking, params.import)
    const open = facts?.stage === 'looked-at' || facts?.stage === 'running'
    return open ? { ...facts, slug: asking.partnership!.slug } : null
  },
  title: ({ name }) => `Put ${name} aside?`,
  lead: facts =>
    facts.stage === 'running'
      ? `Its groups are in, with ${facts.done.toLocaleString('en-GB')} of ${counted(facts.rows, 'seat')}, and stay. The rest does not come in.`
      : 'Nothing of it is brought in, and what was sent is forgotten at once.',
  crumbs,
  button: 'Put it aside',
  danger: true,
  done: 'The file is put aside.',
  next: (_outcome, _params, base) => `${base}/structure/import`,
})

export const importForms = [sendForm, headingForm, organisationForm, suggestionsForm, bringInForm, dropForm]
