// How much of what was asked was ever answered: by who asked and by year, what is still owed, and the same as a file.

import { grouped } from '../../../kernel/grouped.ts'
import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking, AskingHere } from '../../../operation/ask.ts'
import { writeCsv } from '../../../outside/sheets.ts'
import { download, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Lead, Section, Table } from '../../../ui/parts.tsx'
import { addressOfEngagement } from '../here.tsx'
import { answerOf, type Tally, tally } from './answered.ts'
import { type BodyYear, bodyYears, yearOf } from './body-years.ts'
import { type ClosedRow, closedRows } from './queries.ts'

const names = new Intl.Collator('en-GB')

const answeredHere = async (asking: Asking) => {
  const { db, partnership, today } = asking as AskingHere
  const rows = await closedRows(db, partnership.name)
  return { slug: partnership.slug, name: partnership.name, rows, today, all: tally(rows, today) }
}
type View = Awaited<ReturnType<typeof answeredHere>>

export const answeredPage = page({
  at: '/p/:slug/engagements/answered',
  audience: 'anyone',
  read: answeredHere,
  show: (view, frame) => {
    const { slug, rows, today, all } = view
    const crumbs = [{ href: `/p/${slug}/engagements`, words: 'Have your say' }]
    return (
      <Layout frame={frame} title="Was it ever answered?" crumbs={crumbs} current="voice">
        <h1>Was it ever answered?</h1>
        {rows.length ? (
          <>
            <Lead>{leadWords(all)}</Lead>
            {all.named ? <p>{wishWords(all)}</p> : null}
            <Owed view={view} />
            <Tallies
              heading="By who asked"
              first="Who asked"
              groups={grouped(rows, one => one.organisationName).sort(([a], [b]) => names.compare(a, b))}
              today={today}
            />
            <Tallies
              heading="By the year it closed"
              first="Year"
              groups={grouped(rows, one => String(yearOf(one))).sort(([a], [b]) => Number(b) - Number(a))}
              today={today}
            />
            <p class="tools">
              <a href={`/p/${slug}/engagements/answered.csv`}>The same as a spreadsheet (CSV)</a>
            </p>
            <details>
              <summary>How this is counted</summary>
              <p>
                Every engagement that ran here and has closed counts. It is answered when everything that people asked
                for has a decision: yes, in part, or no with the reason. The day of the last of these first decisions is
                compared with the day that was promised. Where nothing that people asked for has been named yet, the
                answer is owed. “Work follows” and “a figure since” count only what was decided yes or in part: work
                that everyone can see, and a figure for a time after the decision.
              </p>
            </details>
          </>
        ) : (
          <Empty
            words="Nothing that ran here has closed yet. When it has, this says whether people got their answer."
            href={`/p/${slug}/engagements`}
            next="See what is asked"
          />
        )}
      </Layout>
    )
  },
})

const leadWords = ({ closed, due, answered, inTime, owed }: Tally): string => {
  if (due === 0) return `${counted(closed, 'engagement')} closed, ${answered} answered. No answer was due yet.`
  return `${counted(closed, 'engagement')} closed: ${answered} answered, ${inTime} of them in time; ${owed === 0 ? 'nothing is owed' : `${owed} still owed`}.`
}

const wishWords = ({ named, yes, inPart, no, undecided, acted, measured }: Tally): string =>
  `People asked for ${counted(named, 'thing')}: ${yes} yes, ${inPart} in part, ${no} no, ${undecided} without an answer. Of the ${yes + inPart} decided yes or in part, work follows from ${acted}, and ${measured} ${measured === 1 ? 'has' : 'have'} a figure since.`

function Owed({ view: { slug, rows, today } }: { view: View }) {
  const owed = rows
    .flatMap(one => {
      const { since } = answerOf(one, today)
      return since ? [{ ...one, since }] : []
    })
    .sort((a, b) => (a.since < b.since ? -1 : 1))
  return owed.length ? (
    <Section heading="Still owed">
      <ul class="plain">
        {owed.map(one => (
          <li key={one.id}>
            <p>
              <a href={addressOfEngagement(slug, one.id)}>{one.title}</a>
            </p>
            <p class="meta">
              {one.organisationName} · owed since {longDate(one.since)} ·{' '}
              {one.wishes.length
                ? `${one.wishes.filter(wish => wish.decided).length} of ${counted(one.wishes.length, 'thing')} answered`
                : 'what people asked for is not named yet'}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  ) : null
}

interface TalliesProps {
  readonly heading: string
  readonly first: string
  readonly groups: readonly (readonly [name: string, rows: readonly ClosedRow[]])[]
  readonly today: string
}

const Tallies = ({ heading, first, groups, today }: TalliesProps) => {
  const tallied = groups.map(([name, rows]) => [name, tally(rows, today)] as const)
  return (
    <Section heading={heading}>
      <Table
        caption={`Was the answer given? ${heading}`}
        columns={[
          { words: first },
          { words: 'Closed', numeric: true },
          { words: 'Answer due', numeric: true },
          { words: 'In time', numeric: true },
          { words: 'Late', numeric: true },
          { words: 'Still owed', numeric: true },
          { words: 'Owed since' },
        ]}
        rows={tallied.map(([name, one]) => [
          name,
          one.closed,
          one.due,
          one.inTime,
          one.late,
          one.owed,
          one.owedSince ? longDate(one.owedSince) : 'nothing owed',
        ])}
        empty="Nothing has closed yet."
      />
      <Table
        caption={`What became of what people asked for? ${heading}`}
        columns={[
          { words: first },
          { words: 'Asked for', numeric: true },
          { words: 'Yes', numeric: true },
          { words: 'In part', numeric: true },
          { words: 'No', numeric: true },
          { words: 'No answer', numeric: true },
          { words: 'Work follows', numeric: true },
          { words: 'A figure since', numeric: true },
        ]}
        rows={tallied.map(([name, one]) => [
          name,
          one.named,
          one.yes,
          one.inPart,
          one.no,
          one.undecided,
          one.acted,
          one.measured,
        ])}
        empty="Nothing has closed yet."
      />
    </Section>
  )
}

const columns: readonly (readonly [string, (row: BodyYear) => string | number | null])[] = [
  ['Who asked', one => one.organisationName],
  ['Year', one => one.year],
  ['Closed', one => one.closed],
  ['Answer due', one => one.due],
  ['Answered', one => one.answered],
  ['In time', one => one.inTime],
  ['Late', one => one.late],
  ['Still owed', one => one.owed],
  ['Owed since', one => one.owedSince],
  ['Not due yet', one => one.awaited],
  ['Asked for', one => one.named],
  ['Yes', one => one.yes],
  ['In part', one => one.inPart],
  ['No', one => one.no],
  ['No answer', one => one.undecided],
  ['Work follows', one => one.acted],
  ['A figure since', one => one.measured],
]

export const answeredFile = download({
  at: '/p/:slug/engagements/answered.csv',
  audience: 'anyone',
  read: async asking => {
    const { slug, rows, today } = await answeredHere(asking)
    return {
      name: `${slug}-answered-${today}.csv`,
      type: 'text/csv; charset=utf-8',
      body: writeCsv(
        columns.map(([heading]) => heading),
        bodyYears(rows, today).map(row => columns.map(([, cell]) => cell(row))),
      ),
    }
  },
})
