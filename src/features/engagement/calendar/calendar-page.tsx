// The calendar: everything that any partner asks the public. What is open stands first, then what is coming, then what
// was asked and what became of it.

import { capital, inWords } from '../../../kernel/words.ts'
import type { Asking, AskingHere } from '../../../operation/ask.ts'
import { actsFor, isCoordinator } from '../../../operation/permission.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section } from '../../../ui/parts.tsx'
import { addressOfEngagement } from '../here.tsx'
import { Choose, chosenIn, isAll, queryOf } from './choosing.tsx'
import { type CalendarRow, calendarRows, choicesOf } from './queries.ts'
import { type Phase, phaseOf } from './rules.ts'
import { becameWords, whenWords } from './words.ts'
import { YearDrawing } from './YearDrawing.tsx'

async function calendarHere(asking: Asking, _params: Params, query: Params) {
  const { db, partnership, standing, today } = asking as AskingHere
  const seen = { name: partnership.name, drafts: standing.inside }
  const chosen = chosenIn(query)
  const choices = await choicesOf(db, seen)
  return {
    slug: partnership.slug,
    today,
    chosen,
    choices,
    rows: await calendarRows(db, seen, chosen),
    inside: standing.inside,
    mayPlan: isCoordinator(standing) || standing.actsFor.length > 0,
    mayRun: (organisation: number | null) => actsFor(standing, organisation),
  }
}
type View = Awaited<ReturnType<typeof calendarHere>>

/** Of those that are over, so many stand on the page until somebody chooses a year. */
const mostPast = 30

export const calendarPage = page({
  at: '/p/:slug/engagements',
  audience: 'anyone',
  read: calendarHere,
  show: (view, frame) => {
    const { slug, rows, today, chosen, choices } = view
    const here = `/p/${slug}/engagements`
    const of = (...phases: Phase[]) => rows.filter(one => phases.includes(phaseOf(one, today)))
    const open = of('open').toSorted((a, b) => (a.closes < b.closes ? -1 : 1))
    const coming = of('coming').toSorted((a, b) => (a.opens < b.opens ? -1 : 1))
    const drafts = of('draft')
    const over = of('past', 'called-off')
    const past = chosen.year === null ? over.slice(0, mostPast) : over
    return (
      <Layout frame={frame} title="Have your say" current="voice">
        <h1>Have your say</h1>
        <Lead>{leadWords(open.length, coming.length, isAll(chosen))}</Lead>
        {view.mayPlan ? <Tools here={here} /> : null}
        <p>
          <a href={`/p/${slug}/budgets`}>Money you decide about</a>
        </p>
        {open.length ? (
          <Section heading="Open now">
            <div class="outcomes">
              {open.map(one => (
                <Open key={one.id} view={view} row={one} />
              ))}
            </div>
          </Section>
        ) : null}
        {coming.length ? (
          <Section heading="Coming">
            <List view={view} rows={coming} />
          </Section>
        ) : null}
        {drafts.length ? (
          <Section heading="Being planned" words="Only members see these. Everyone does once they are announced.">
            <List view={view} rows={drafts} />
          </Section>
        ) : null}
        {past.length ? (
          <Section heading="What was asked, and what became of it">
            <List view={view} rows={past} />
            {past.length < over.length ? (
              <p class="meta">These are the latest {past.length}. Choose a year below to see earlier ones.</p>
            ) : null}
            <p class="tools">
              <a href={`${here}/answered`}>How much of what was asked was ever answered?</a>
            </p>
          </Section>
        ) : null}
        {rows.length ? (
          <Section heading={`The year ${chosen.year ?? today.slice(0, 4)}`}>
            <YearDrawing
              year={chosen.year ?? Number(today.slice(0, 4))}
              rows={rows}
              today={today}
              addressOf={id => addressOfEngagement(slug, id)}
            />
          </Section>
        ) : isAll(chosen) ? (
          <Empty words="Nothing has been asked here yet. What any partner asks the public will stand here, before it opens." />
        ) : (
          <Empty words="Nothing fits what you chose." href={here} next="Show everything" />
        )}
        {choices.first === null ? null : (
          <Section heading="Look for something" wash>
            <Choose here={here} choices={choices} chosen={chosen} />
            <p class="tools">
              <a href={`/p/${slug}/engagements.ics${queryOf(chosen)}`}>These dates for your own calendar</a>
              <a href={`/p/${slug}/engagements.atom${queryOf(chosen)}`}>Follow these as news (Atom feed)</a>
            </p>
          </Section>
        )}
      </Layout>
    )
  },
})

function leadWords(open: number, coming: number, all: boolean): string {
  const things = (count: number) => `${capital(inWords(count))} ${count === 1 ? 'thing is' : 'things are'}`
  if (open) return `${things(open)} open now${all ? '' : ', of what you chose'}. You need no account to take part.`
  if (coming) return `Nothing is open now. ${things(coming)} coming.`
  return 'Nothing is open now.'
}

const Tools = ({ here }: { here: string }) => (
  <p class="tools">
    <a href={`${here}/new/before`}>Who was asked before?</a>
    <a href={`${here}/new`}>Plan an engagement</a>
    <a href={`${here}/linked/new`}>Link one that runs elsewhere</a>
  </p>
)

const aboutWords = ({ organisationName, subject, audience, places }: CalendarRow): string =>
  [
    `Who asks: ${organisationName}`,
    `About: ${subject}`,
    `Asked: ${audience}`,
    `Where: ${places.length ? places.map(one => one.name).join(', ') : 'the whole area'}`,
  ].join(' · ')

function Open({ view: { slug, today }, row }: { view: View; row: CalendarRow }) {
  const own = addressOfEngagement(slug, row.id)
  const outside = row.linked && row.address !== ''
  return (
    <div class="outcome">
      <h3>
        <a href={own}>{row.title}</a>
      </h3>
      <p>{whenWords(row, today)}</p>
      <p class="meta">{aboutWords(row)}</p>
      <div class="row">
        <ButtonLink href={outside ? row.address : own}>
          Take part<span class="unseen"> in “{row.title}”</span>
        </ButtonLink>
        {outside ? <span class="meta">It runs at {new URL(row.address).hostname}</span> : null}
      </div>
    </div>
  )
}

const List = ({ view, rows }: { view: View; rows: readonly CalendarRow[] }) => (
  <ul class="plain">
    {rows.map(one => (
      <li key={one.id}>
        <p>
          <a href={addressOfEngagement(view.slug, one.id)}>{one.title}</a>
          <br />
          {whenWords(one, view.today)} {phaseOf(one, view.today) === 'past' ? becameWords(one, view.today) : null}
        </p>
        <p class="meta">
          {aboutWords(one)}
          {one.linked ? ' · it runs somewhere else' : ''}
        </p>
        {one.linked && one.heard === '' && phaseOf(one, view.today) === 'past' && view.mayRun(one.organisation) ? (
          <p class="meta">
            <a href={`${addressOfEngagement(view.slug, one.id)}/run/heard`}>
              Write down what people said<span class="unseen"> in “{one.title}”</span>
            </a>
          </p>
        ) : null}
      </li>
    ))}
  </ul>
)
