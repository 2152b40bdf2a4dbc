// The list of statements for those who run it: add, take off, bring in a conversation, take it out.

import { counted } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, fieldsOf, form, type Params, page } from '../../../ui/declare.ts'
import { Form } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Section, Table } from '../../../ui/parts.tsx'
import { activityHere, addressOfEngagement, isNumber, RunLinks, runCrumbs } from '../here.tsx'
import { addStatement, bringPolis, dropStatement } from './operations.ts'
import { type Brought, broughtIn, isUntouched } from './polis-store.ts'
import { type StatementListed, statementsListed } from './store.ts'

async function listHere(asking: Asking, params: Params) {
  const found = await activityHere(asking, params)
  if (!found?.mayRun || found.activity.kind !== 'statements') return null
  const { id } = found.activity
  return {
    ...found,
    listed: await statementsListed(asking.db, id),
    untouched: await isUntouched(asking.db, id),
    brought: await broughtIn(asking.db, id),
    changes: found.state === 'draft' || found.state === 'announced',
  }
}
type View = NonNullable<Awaited<ReturnType<typeof listHere>>>

const at = '/p/:slug/engagements/:engagement/run/statements/:activity'
const here = ({ slug, id, activity }: View, path = '') =>
  `${addressOfEngagement(slug, id)}/run/statements/${activity.id}${path}`
const toList = (_outcome: unknown, { engagement, activity }: Params, base: string) =>
  `${base}/engagements/${engagement}/run/statements/${activity}`
const crumbs = (view: View) => [...runCrumbs(view), { href: here(view), words: view.activity.title }]

const listPage = page({
  at,
  audience: 'members',
  read: listHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`Statements of ${view.activity.title}`} crumbs={runCrumbs(view)} current="voice">
      <h1>Statements of “{view.activity.title}”</h1>
      <RunLinks slug={view.slug} id={view.id} current="other" />
      {view.brought ? <BroughtIn brought={view.brought} /> : null}
      {view.changes ? <Add view={view} /> : <p class="lead">It has opened, so the list stays as it is.</p>}
      <Listed view={view} />
      {view.untouched && view.state !== 'called-off' ? (
        <Section
          heading="Was it held on Polis?"
          words="A conversation that was held there can be brought in whole, with everybody’s answers."
        >
          <ButtonLink href={here(view, '/polis')} secondary>
            Bring in a conversation
          </ButtonLink>
        </Section>
      ) : null}
    </Layout>
  ),
})

const Add = ({ view }: { view: View }) => (
  <>
    <p class="lead">
      Ten to thirty short statements work best: one thought each, for and against, in people’s own words.
    </p>
    <Form
      action={here(view, '/add')}
      fields={fieldsOf(addForm, view)}
      attempt={{ values: {}, errors: {} }}
      button="Add it"
    />
  </>
)

function BroughtIn({ brought: { statements, people, stances, problems, rows } }: { brought: Brought }) {
  return (
    <div class="said">
      <p>
        Brought in from Polis: {counted(statements, 'statement')}, {counted(people, 'person', 'people')},{' '}
        {counted(stances, 'answer')}.
      </p>
      {problems ? (
        <details>
          <summary>{counted(problems, 'row')} left out, or with figures that do not add up</summary>
          <ul>
            {rows.map(({ file, line }) => (
              <li key={`${file} ${line}`}>
                {file}.csv, row {line}
              </li>
            ))}
            {problems > rows.length ? <li>and {problems - rows.length} more</li> : null}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

const stateWords = { waiting: 'Waits to be read', shown: 'Shown', hidden: 'Hidden' } as const
const fromWords: Readonly<Record<StatementListed['from'], string>> = {
  us: 'Written by us',
  people: 'Offered by somebody',
  polis: 'From Polis',
}

const Listed = ({ view }: { view: View }) => (
  <Section heading="On the list">
    {view.listed.length === 0 ? (
      <Empty words="Nothing yet." />
    ) : (
      <>
        <Table
          quiet
          caption="On the list"
          empty=""
          columns={[{ words: 'Statement', prose: true }, { words: '' }]}
          rows={view.listed.map(one => [
            <>
              {one.words}
              <p class="meta">
                {fromWords[one.from]} · {stateWords[one.state]}
              </p>
            </>,
            view.changes && one.from === 'us' ? (
              <a href={here(view, `/${one.id}/drop`)} key={one.id}>
                Take off<span class="unseen"> “{one.words}”</span>
              </a>
            ) : null,
          ])}
        />
        {view.listed.some(one => one.state === 'waiting') ? (
          <p>
            <a href={`${addressOfEngagement(view.slug, view.id)}/run/moderate`}>Read what waits</a>
          </p>
        ) : null}
      </>
    )}
  </Section>
)

const addForm = form({
  at: `${at}/add`,
  audience: 'members',
  operation: addStatement,
  read: listHere,
  crumbs,
  title: () => 'Add a statement',
  button: 'Add it',
  done: 'Added.',
  next: toList,
})

const dropForm = form({
  at: `${at}/:statement/drop`,
  audience: 'members',
  operation: dropStatement,
  read: async (asking: Asking, params: Params) => {
    const found = isNumber(params.statement) ? await listHere(asking, params) : null
    const statement = found?.listed.find(one => String(one.id) === params.statement)
    return found && statement ? { ...found, statement } : null
  },
  crumbs,
  title: () => 'Take a statement off the list',
  lead: ({ statement }) => <p class="said">{statement.words}</p>,
  button: 'Take it off',
  danger: true,
  done: 'It is off the list.',
  next: toList,
})

const polisForm = form({
  at: `${at}/polis`,
  audience: 'members',
  operation: bringPolis,
  read: listHere,
  // A page takes two files at most; what the summary says can be typed.
  omit: () => ['summary'],
  crumbs,
  title: () => 'Bring in a conversation that was held on Polis',
  lead: () =>
    'Send two files of its export. Statements that were kept out there stay hidden here. Nobody is named in these files, and nobody will be.',
  button: 'Bring it in',
  done: 'The conversation is here.',
  next: toList,
})

export const faces: readonly AnyFace[] = [listPage, addForm, polisForm, dropForm]
