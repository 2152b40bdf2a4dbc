// Pages of a partner's own template: its columns, an example, the forms that change it, and the files.

import { capital, counted, inWords } from '../../../kernel/words.ts'
import type { Actor } from '../../../operation/actor.ts'
import type { Asking } from '../../../operation/ask.ts'
import { writeCsv, writeXlsx } from '../../../outside/sheets.ts'
import { type AnyFace, download, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section, Table } from '../../../ui/parts.tsx'
import { partInTemplate, rowOf } from './template.ts'
import { Columns, latestWords, placesWords, prose } from './template-parts.tsx'
import { columnsOf, itemsOf, placesOf, templateOwners } from './template-store.ts'
import * as verbs from './template-verbs.ts'

/** Where the template of an organisation stands. */
export const addressOfTemplate = (organisation: number): string => `/home/templates/${organisation}`

/** Organisations whose own people this person is one of. */
const ownBodies = ({ roles }: Actor): number[] => [
  ...new Set(
    roles.flatMap(one =>
      one.organisation !== null && (one.role === 'partner-lead' || one.role === 'contributor')
        ? [one.organisation]
        : [],
    ),
  ),
]

/** The template that the viewer has a part in; null where they have none, or there is no such organisation. */
async function templateHere({ db, viewer }: Asking, { organisation: id }: Params) {
  const organisation = /^\d{1,15}$/.test(id!) ? Number(id) : null
  const part = organisation === null ? null : partInTemplate(viewer, organisation)
  const [owner] = part ? await templateOwners(db, [organisation!]) : []
  return owner ? { ...owner, part: part!, shown: await columnsOf(db, owner.id) } : null
}
type TemplateHere = NonNullable<Awaited<ReturnType<typeof templateHere>>>

async function rowsHere(asking: Asking, { id, shown }: TemplateHere) {
  const items = await itemsOf(asking.db, id, asking.viewer)
  return items.map(item => rowOf(shown, item, asking.address))
}

const templatesPage = page({
  at: '/home/templates',
  audience: 'signed-in',
  read: ({ db, viewer }) => templateOwners(db, ownBodies(viewer)),
  show: (owners, frame) => (
    <Layout frame={frame} title="Your own templates" current="home" crumbs={home}>
      <h1>Take your items out in your own columns</h1>
      <Lead>
        Your organisation says once what its own report looks like. From then on it can take out everything it leads,
        joins in or measures, from every partnership, in that shape. Nothing is typed twice.
      </Lead>
      {owners.length ? (
        <ul class="plain">
          {owners.map(one => (
            <li key={one.id}>
              <h2 class="h3">
                <a href={addressOfTemplate(one.id)}>{one.name}</a>
              </h2>
              <p class="meta">{one.columns ? counted(one.columns, 'column') : 'The usual columns'}</p>
            </li>
          ))}
        </ul>
      ) : (
        <Empty words="You do not act for an organisation here. A coordinator can give you that part." />
      )}
    </Layout>
  ),
})

const exampleRows = 5

const templatePage = page({
  at: '/home/templates/:organisation',
  audience: 'signed-in',
  read: async (asking, params) => {
    const found = await templateHere(asking, params)
    if (!found) return null
    const rows = await rowsHere(asking, found)
    return {
      ...found,
      rows,
      places: await placesOf(asking.db, found.id),
      own: ownBodies(asking.viewer).includes(found.id),
    }
  },
  show: ({ id, shortName, part, shown, columns, rows, places, own }, frame) => {
    const base = addressOfTemplate(id)
    return (
      <Layout
        frame={frame}
        title={`Template of ${shortName}`}
        current="home"
        crumbs={[...home, { href: '/home/templates', words: 'Your own templates' }]}
        wide
      >
        <h1>Template of {shortName}</h1>
        <Lead>
          {rows.length
            ? `${capital(inWords(rows.length))} ${rows.length === 1 ? 'item' : 'items'} in ${counted(shown.length, 'column')}, from ${placesWords(places)}.`
            : places.length
              ? `Nothing is with ${shortName} yet in ${placesWords(places)}.`
              : `You have no part in a partnership that ${shortName} is in.`}
        </Lead>
        <p class="row">
          <ButtonLink href={`${base}/items.xlsx`}>Download for a spreadsheet (XLSX)</ButtonLink>
          <ButtonLink href={`${base}/items.csv`} secondary>
            Download as CSV
          </ButtonLink>
        </p>
        <p class="meta">
          It holds the partnerships that you have a part in. {latestWords(own ? shortName : null, shown)}
        </p>
        <Section
          heading={
            columns
              ? `${capital(inWords(columns))} ${columns === 1 ? 'column' : 'columns'}, from left to right`
              : 'The usual columns'
          }
          words={
            columns
              ? undefined
              : 'Nobody has defined columns yet, so these are used. Once you add one of your own, yours replace them.'
          }
        >
          {columns ? (
            <Columns base={base} columns={shown} change={part === 'lead'} />
          ) : (
            <details>
              <summary>Show the {inWords(shown.length)} usual columns</summary>
              <Columns base={base} columns={shown} change={false} />
            </details>
          )}
          {part === 'lead' ? (
            <p>
              <ButtonLink href={`${base}/columns`}>Add a column</ButtonLink>
            </p>
          ) : null}
        </Section>
        <Section heading={rows.length > exampleRows ? `The first ${inWords(exampleRows)} rows` : 'What it looks like'}>
          <Table
            caption="The first rows of the file"
            quiet
            columns={shown.map(one => ({ words: one.heading, prose: prose.has(one.shows) }))}
            rows={rows.slice(0, exampleRows)}
            empty="There is nothing to show yet."
          />
        </Section>
      </Layout>
    )
  },
})

const home = [{ href: '/home', words: 'To do' }]

// ── forms ─────────────────────────────────────────────────────────────────────

async function toDefine(asking: Asking, params: Params) {
  const found = await templateHere(asking, params)
  return found?.part === 'lead' ? found : null
}

async function columnHere(asking: Asking, params: Params) {
  const found = await toDefine(asking, params)
  const column = found?.shown.find(one => String(one.id) === params.column)
  return found && column ? { ...found, column } : null
}

const crumbs = (one: TemplateHere) => [
  ...home,
  { href: addressOfTemplate(one.id), words: `Template of ${one.shortName}` },
]
const toTemplate = (_outcome: unknown, params: Params) => `/home/templates/${params.organisation}`

const addForm = form({
  at: '/home/templates/:organisation/columns',
  audience: 'signed-in',
  operation: verbs.addColumn,
  read: toDefine,
  title: () => 'Add a column',
  lead: one => `It becomes the last column of the template of ${one.shortName}. You can move it afterwards.`,
  below: one =>
    one.columns ? (
      <Section heading={`So far: ${counted(one.columns, 'column')}`}>
        <Columns base={addressOfTemplate(one.id)} columns={one.shown} change={false} />
        <p>
          <a href={addressOfTemplate(one.id)}>That is all: see the template</a>
        </p>
      </Section>
    ) : null,
  crumbs,
  button: 'Add it',
  done: 'Added. Add the next one, or go to the template below.',
  next: (_outcome, params) => `/home/templates/${params.organisation}/columns`,
})

const moveForm = form({
  at: '/home/templates/:organisation/columns/:column/move',
  audience: 'signed-in',
  operation: verbs.moveColumn,
  read: columnHere,
  title: one => `Move “${one.column.heading}”`,
  crumbs,
  button: 'Move it',
  done: 'Moved.',
  next: toTemplate,
})

const dropForm = form({
  at: '/home/templates/:organisation/columns/:column/drop',
  audience: 'signed-in',
  operation: verbs.dropColumn,
  read: columnHere,
  title: one => `Drop “${one.column.heading}”`,
  lead: one =>
    one.columns === 1
      ? 'It is the last one. Without it the usual columns are used again.'
      : 'The column is left out from now on. What it shows stays where it is.',
  crumbs,
  button: 'Drop it',
  danger: true,
  done: 'Dropped.',
  next: toTemplate,
})

// ── files ─────────────────────────────────────────────────────────────────────

const itemsFile = (ending: 'csv' | 'xlsx') =>
  download({
    at: `/home/templates/:organisation/items.${ending}`,
    audience: 'signed-in',
    read: async (asking, params) => {
      const found = await templateHere(asking, params)
      if (!found) return null
      const rows = await rowsHere(asking, found)
      const headings = found.shown.map(one => one.heading)
      const name = `Items of ${found.shortName}, ${asking.today}.${ending}`
      return ending === 'csv'
        ? { name, type: 'text/csv; charset=utf-8', body: writeCsv(headings, rows) }
        : {
            name,
            type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
            body: await writeXlsx(found.shortName, headings, rows),
          }
    },
  })

export const templateFaces: readonly AnyFace[] = [
  templatesPage,
  templatePage,
  addForm,
  moveForm,
  dropForm,
  itemsFile('csv'),
  itemsFile('xlsx'),
]
