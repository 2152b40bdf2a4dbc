// The pages of importing: a file that waits with what is in doubt, how far a long one is, what became of it, and the
// structure as a sheet.

import { counted, longDate } from '../../../kernel/words.ts'
import { writeCsv, writeXlsx } from '../../../outside/sheets.ts'
import { download, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Lead, Meta } from '../../../ui/parts.tsx'
import { structureCrumbs } from '../structure-here.tsx'
import { example, exampleHeadings, groupRows, headings } from './exporting.ts'
import { importForms } from './forms.tsx'
import type { ImportFacts } from './model.ts'
import * as model from './model.ts'
import { Columns, Doubts, FirstRows, LeftOutRows, leftOutWords, Settled } from './parts.tsx'
import { importHere, type WaitingView, waitingView } from './queries.ts'
import type { Counts } from './rules.ts'

type Shown = { readonly slug: string } & (
  | { readonly kind: 'waiting'; readonly view: WaitingView }
  | { readonly kind: 'after'; readonly facts: ImportFacts }
)

const importPage = page<Shown>({
  at: '/p/:slug/structure/import/:import',
  audience: 'members',
  read: async (asking, params) => {
    const facts = await importHere(asking, params.import)
    if (!facts) return null
    const slug = asking.partnership!.slug
    const view = facts.stage === 'looked-at' ? await waitingView(asking.db, facts, asking.today) : null
    return view ? { slug, kind: 'waiting' as const, view } : { slug, kind: 'after' as const, facts }
  },
  show: (shown, frame) => {
    const title =
      shown.kind === 'waiting'
        ? heldIn(shown.view)
        : {
            running: 'Your list is going in',
            done: 'Your list is in',
            dropped: 'This file was put aside',
            'looked-at': '',
          }[shown.facts.stage]
    return (
      <Layout frame={frame} title={title} current="structure" crumbs={importCrumbs(shown)}>
        <h1>{title}</h1>
        {shown.kind === 'waiting' ? (
          <Waiting slug={shown.slug} view={shown.view} />
        ) : (
          <After slug={shown.slug} facts={shown.facts} />
        )}
      </Layout>
    )
  },
})

const importCrumbs = (here: { slug: string }) => [
  ...structureCrumbs(here),
  { href: `/p/${here.slug}/structure/import`, words: 'Bring in a spreadsheet' },
]

const heldIn = ({ looked }: WaitingView): string =>
  `Your file has ${counted(looked.entries.groups.length, 'group')} and ${counted(looked.seats, 'seat')}`

function Waiting({ slug, view }: { slug: string; view: WaitingView }) {
  const { looked, weighed } = view
  const at = `/p/${slug}/structure/import/${view.id}`
  const undecided = model.undecided(looked)
  const noGroups = !looked.entries.groups.length
  return (
    <>
      <Lead>
        {noGroups
          ? 'Nothing is in yet. Say below which column holds the names of the groups.'
          : undecided.length
            ? `Nothing is in yet. ${counted(undecided.length, 'name')} ${undecided.length === 1 ? 'is in doubt: say who it is' : 'are in doubt: say who they are'}.`
            : 'Nothing is in yet. Look it over, then bring it in.'}
      </Lead>
      <CountsList counts={weighed.counts} />
      {noGroups ? null : undecided.length ? (
        <div class="row">
          <form method="post" action={`${at}/suggestions`}>
            <button class="ds_button" type="submit">
              Take {undecided.length === 1 ? 'the suggestion' : `all ${undecided.length} suggestions`}
            </button>
          </form>
          <a href="#doubts">Settle them one by one</a>
        </div>
      ) : (
        <form method="post" action={`${at}/bring-in`}>
          <button class="ds_button" type="submit">
            Bring in {counted(looked.entries.groups.length, 'group')} with {counted(looked.seats, 'seat')}
          </button>
        </form>
      )}
      <Meta>
        From {view.name}, kept until {longDate(view.eraseBy)} at the latest. Groups and seats that are here and not in
        the file stay as they are. A seat that names nobody counts as held.{' '}
        <a href={`${at}/drop`}>Put the file aside</a>
      </Meta>
      <Doubts at={at} waiting={undecided} />
      <Columns at={at} view={view} />
      <LeftOutRows at={at} leftOut={weighed.leftOut} />
      <FirstRows view={view} />
      <Settled at={at} view={view} />
    </>
  )
}

function CountsList({ counts }: { counts: Counts }) {
  const words = (of: 'groups' | 'seats') =>
    (['New', 'Changed', 'Same'] as const)
      .filter(what => counts[`${of}${what}`] > 0)
      .map(
        what =>
          `${counts[`${of}${what}`].toLocaleString('en-GB')} ${what === 'Same' ? 'as before' : what.toLowerCase()}`,
      )
      .join(', ') || 'none'
  return (
    <p>
      Groups: {words('groups')}. Seats: {words('seats')}.
    </p>
  )
}

function After({ slug, facts }: { slug: string; facts: ImportFacts }) {
  const at = `/p/${slug}/structure/import/${facts.id}`
  if (facts.stage === 'dropped')
    return (
      <>
        <Lead>
          {model.hasBegun(facts)
            ? `It was put aside on its way. Its groups are in, with ${facts.done.toLocaleString('en-GB')} of ${facts.rows.toLocaleString('en-GB')} seats, and stay. The rest of what was sent is forgotten.`
            : 'Nothing of it was brought in, and what was sent is forgotten.'}
        </Lead>
        <ButtonLink href={`/p/${slug}/structure/import`}>Send another file</ButtonLink>
      </>
    )
  const of = facts.rows.toLocaleString('en-GB')
  return (
    <>
      {facts.stage === 'running' ? (
        <>
          <Lead>
            {facts.done.toLocaleString('en-GB')} of {of} seats are in. It begins within a minute and goes on by itself:
            you can leave this page.
          </Lead>
          <p>
            <progress max={facts.rows} value={facts.done} aria-label="Seats that are in">
              {Math.floor((100 * facts.done) / Math.max(1, facts.rows))}%
            </progress>
          </p>
          <ButtonLink href={at}>Look again</ButtonLink>
          <p>
            <a href={`${at}/drop`}>Stop here, and put the rest aside</a>
          </p>
        </>
      ) : (
        <>
          <Lead>
            Everything in {facts.name} is in{facts.leftOut.length ? ', but for what is named below' : ''}.
          </Lead>
          <CountsList counts={facts.counts} />
          <ButtonLink href={`/p/${slug}/structure`}>See the groups</ButtonLink>
        </>
      )}
      <LeftOutRows at={at} leftOut={facts.leftOut} />
    </>
  )
}

const leftOutDownload = download({
  at: '/p/:slug/structure/import/:import/left-out.csv',
  audience: 'members',
  read: async (asking, params) => {
    const facts = await importHere(asking, params.import)
    if (!facts) return null
    const view = facts.stage === 'looked-at' ? await waitingView(asking.db, facts, asking.today) : null
    const leftOut = view?.weighed.leftOut ?? facts.leftOut
    return {
      name: 'left-out.csv',
      type: 'text/csv; charset=utf-8',
      body: writeCsv(
        ['Line', 'Why'],
        leftOut.map(each => [each.line ?? '', leftOutWords(each)]),
      ),
    }
  },
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const groupsCsv = download({
  at: '/p/:slug/structure/groups.csv',
  audience: 'members',
  read: async ({ db, partnership, today }) => ({
    name: `${partnership!.slug}-groups-${today}.csv`,
    type: 'text/csv; charset=utf-8',
    body: writeCsv(headings, await groupRows(db, today)),
  }),
})

const groupsXlsx = download({
  at: '/p/:slug/structure/groups.xlsx',
  audience: 'members',
  read: async ({ db, partnership, today }) => ({
    name: `${partnership!.slug}-groups-${today}.xlsx`,
    type: xlsx,
    body: await writeXlsx('Groups and seats', headings, await groupRows(db, today)),
  }),
})

const exampleXlsx = download({
  at: '/p/:slug/structure/import-example.xlsx',
  audience: 'members',
  read: async () => ({
    name: 'groups-example.xlsx',
    type: xlsx,
    body: await writeXlsx('Groups', exampleHeadings, example),
  }),
})

export const faces = [...importForms, importPage, leftOutDownload, groupsCsv, groupsXlsx, exampleXlsx]
