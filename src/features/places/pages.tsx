// The pages of places, for administrators: send a file, see what it would do, import it, and what was imported lately.

import { isRefusal } from '../../kernel/refusal.ts'
import { longDate } from '../../kernel/words.ts'
import { download, form, page, type Typed } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section, Table } from '../../ui/parts.tsx'
import { countsInWords, type ImportKind, importKinds, type LeftOut, mostListed } from './model.ts'
import * as operations from './operations.ts'
import { groupingsHere, groupsFile, populationsByGroup } from './population-groups.ts'
import * as queries from './queries.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const crumbs = () => [{ href: '/imports', words: 'What was imported' }]

const uploadPage = form({
  at: '/places/import',
  audience: 'administrators',
  operation: operations.uploadPlaces,
  read: async () => ({}),
  title: () => 'Import places',
  lead: () => 'Nothing is imported yet: the next page shows what this file would do.',
  below: () => (
    <details>
      <summary>What the files look like</summary>
      <p>
        A lookup is an official list that says which small area is in which larger one. It has a column of codes and a
        column of names for each kind of area, such as <code>LA_Code</code> and <code>LA_Name</code>. The Scottish
        Government publishes one for all data zones, the small areas that people are counted in.
      </p>
      <p>
        Localities of community planning partnerships are in no official list. A council’s own list comes in as a lookup
        too: a row for each data zone, with the columns <code>DZ2011_Code</code>, <code>Locality_Code</code> and{' '}
        <code>Locality_Name</code>. Import the official lookup first. A data zone is in one locality. A code has up to
        40 letters, figures and hyphens. Choose codes that no other council uses, such as <code>FIFE-LEVENMOUTH</code>.
      </p>
      <p>
        Boundaries have the official code of each area. Population has a column of codes and a column of people, such as{' '}
        <code>dz11_code</code> and <code>total_population</code>.
      </p>
    </details>
  ),
  crumbs,
  button: 'Look at the file',
  next: ({ fact, written }) => {
    const { kind, year } = fact as unknown as { kind: ImportKind; year: number | null }
    return `/places/import/${kind}/${written.id}${year === null ? '' : `?year=${year}`}`
  },
})

const confirmPage = form({
  at: '/places/import/:kind/:upload',
  audience: 'administrators',
  operation: operations.confirmPlaces,
  read: async ({ db, viewer }, { kind, upload }, query) => {
    if (!Object.hasOwn(importKinds, kind!) || !/^\d{1,15}$/.test(upload!)) return null
    const sent = await store.uploaded(db, Number(upload), viewer.person)
    if (!sent) return null
    const year = /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : null
    const facts = await store.importFacts(db, kind as ImportKind, sent, year)
    return { name: sent.name, year, outcome: isRefusal(facts) ? facts : rules.decidePlaces(facts) }
  },
  title: ({ name }) => `Import ${name}?`,
  lead: ({ outcome }) => (isRefusal(outcome) ? outcome.words : `This file would be: ${countsInWords(outcome)}.`),
  start: ({ year }): Typed => (year === null ? {} : { year: String(year) }),
  hidden: ['year'],
  below: ({ outcome }) =>
    isRefusal(outcome) ? null : (
      <>
        <Mended names={outcome.mended} />
        <LeftOutRows leftOut={outcome.leftOut} all={outcome.refused} />
      </>
    ),
  crumbs,
  button: 'Import it',
  done: 'The file is imported.',
  next: () => '/imports',
})

const Mended = ({ names }: { names: readonly string[] }) => (names.length ? <p>Mended: {names.join(', ')}.</p> : null)

const LeftOutRows = ({ leftOut, all, of = '' }: { leftOut: readonly LeftOut[]; all: number; of?: string }) =>
  leftOut.length ? (
    <Table
      caption={`${of}${all > mostListed ? `The first ${mostListed} of ${all} that are left out` : 'What is left out, and why'}`}
      columns={[{ words: 'Row' }, { words: 'Why' }]}
      rows={leftOut.map(each => [each.line ?? '–', each.words])}
      empty=""
    />
  ) : null

const kindWords: Readonly<Record<string, string>> = {
  lookup: 'Places',
  boundaries: 'Boundaries',
  population: 'Population',
  groups: 'Population by group',
  cpop: 'Community Planning Outcomes Profile',
  lgbf: 'Local Government Benchmarking Framework',
  long: 'Readings, one to a row',
}

const importsPage = page({
  at: '/imports',
  audience: 'administrators',
  read: async ({ db }) => ({ imports: await queries.latestImports(db) }),
  show: ({ imports }, frame) => (
    <Layout frame={frame} title="What was imported">
      <h1>What was imported</h1>
      <Lead>The latest files first. What was left out stands below each.</Lead>
      <p class="row">
        <ButtonLink href="/indicators/import">Import readings</ButtonLink>
        <ButtonLink href="/places/import" secondary>
          Import places
        </ButtonLink>
        <ButtonLink href="/places/population-groups" secondary>
          Import population by group
        </ButtonLink>
      </p>
      {imports.map(one => (
        <Section
          key={one.id}
          heading={kindWords[one.kind] ?? one.kind}
          words={`${longDate(one.at)}${one.by ? `, by ${one.by}` : ''}`}
        >
          <p>{countsInWords(one.counts)}</p>
          <Mended names={one.mended} />
          <LeftOutRows leftOut={one.leftOut} all={one.counts.refused} of={`Import ${one.id}. `} />
        </Section>
      ))}
      {imports.length ? null : <Empty words="No file has been imported yet." />}
    </Layout>
  ),
})

const groupsPage = form({
  at: '/places/population-groups',
  audience: 'administrators',
  operation: operations.importGroups,
  read: async ({ db }) => ({ groupings: await groupingsHere(db) }),
  title: () => 'Import population by group',
  lead: () =>
    'How many people of which age, sex and so on live in a place, as a census counts them. With these figures a page can show who took part against who lives there.',
  below: ({ groupings }) => (
    <>
      <details>
        <summary>What the file looks like</summary>
        <p>
          The columns are <code>place_code</code>, <code>grouping</code>, <code>group</code>, <code>population</code>,{' '}
          <code>year</code> and <code>source</code>. A row is one group in one place, such as{' '}
          <code>S12000047,age,16-24,39500,2022,Scotland’s Census 2022</code>. People are asked about themselves in the
          same groups, so the names of a grouping and its groups must be the same as there.
        </p>
      </details>
      <Section heading="What is here">
        <Table
          quiet
          caption="What is here"
          columns={[
            { words: 'Grouping' },
            { words: 'Places', numeric: true },
            { words: 'Groups', numeric: true },
            { words: 'Year' },
            { words: 'Source' },
          ]}
          rows={groupings.map(one => [one.grouping, one.places, one.groups, one.years, one.sources || '–'])}
          empty="No figures have been imported yet."
        />
        {groupings.length ? (
          <p>
            <a href="/places/population-groups.csv">Download them all (CSV)</a>
          </p>
        ) : null}
      </Section>
    </>
  ),
  crumbs,
  button: 'Import it',
  done: 'The file is imported. What it did, and what was left out, stands here.',
  next: () => '/imports',
})

const groupsDownload = download({
  at: '/places/population-groups.csv',
  audience: 'administrators',
  read: async ({ db }) => ({
    name: 'population-groups.csv',
    type: 'text/csv; charset=utf-8',
    body: groupsFile(await populationsByGroup(db, null)),
  }),
})

export const faces = [uploadPage, confirmPage, importsPage, groupsPage, groupsDownload]
