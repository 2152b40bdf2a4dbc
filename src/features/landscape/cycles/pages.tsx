// The page of cycles: whether budgets are known in time, all dates on one timeline, and what clashes. It prints as a
// wall chart; the same as a calendar and as a document.

import { monthsAfter } from '../../../kernel/days.ts'
import { counted, longDate } from '../../../kernel/words.ts'
import { writeCalendar } from '../../../outside/calendar.ts'
import { writePdf } from '../../../outside/pdf.ts'
import { type AnyFace, download, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section, Table } from '../../../ui/parts.tsx'
import { LandscapeLinks } from '../structure-here.tsx'
import { type CyclesHere, cyclesHere } from './cycles-here.ts'
import { datesIn, nextOf, slotOf } from './dates.ts'
import { cycleForms } from './forms.tsx'
import { cyclesPaper } from './paper.ts'
import type { Clashes, Need } from './synchrony.ts'
import { Timeline } from './Timeline.tsx'
import { whatIfPage } from './what-if.tsx'
import { WhatIfForm } from './what-if-form.tsx'
import {
  answerOf,
  bodyWords,
  clashLines,
  clashWords,
  formula,
  kindWords,
  lastDay,
  rhythmWords,
  spreadWords,
  timingWords,
} from './words.ts'

const cyclesPage = page({
  at: '/p/:slug/cycles',
  audience: 'members',
  read: cyclesHere,
  show: (view, frame) => {
    const { slug, cycles, needs, window, today } = view
    return (
      <Layout frame={frame} title="Dates that come back" current="structure" wide>
        <LandscapeLinks slug={slug} current="cycles" />
        <h1>Dates that come back</h1>
        {cycles.length ? (
          <>
            <Lead>{answerOf(needs)}</Lead>
            <Timeline cycles={cycles} window={window} today={today} />
            <p class="tools">
              {view.mayAdd ? <a href={`/p/${slug}/cycles/add`}>Add a date</a> : null}
              <a href={`/p/${slug}/cycles.ics`}>All dates for your own calendar</a>
              <a href={`/p/${slug}/cycles/paper.pdf`}>As a document (PDF)</a>
              <span class="meta">Printed, this page begins with a wall chart on A4.</span>
            </p>
            <div class="after-wall">
              <InTime needs={needs} />
              <Clashing clashes={view.clashes} />
              <Section
                heading="What if one of them moved?"
                words="Try another day, and see what it does to everybody. Nothing is changed by it."
              >
                {cycles.some(one => nextOf(one, today)) ? (
                  <WhatIfForm slug={slug} cycles={cycles} tried={[]} />
                ) : (
                  <p>No date is still to come.</p>
                )}
              </Section>
              <AllCycles view={view} />
            </div>
          </>
        ) : (
          <>
            <Lead>
              When bodies plan, set their budgets, report and meet stands here on one line, once somebody has said so.
            </Lead>
            {view.mayAdd ? (
              <p>
                <ButtonLink href={`/p/${slug}/cycles/add`}>Add the first date</ButtonLink>
              </p>
            ) : (
              <Empty words="A coordinator, or who leads for an organisation, can add the first one." />
            )}
          </>
        )}
      </Layout>
    )
  },
})

const InTime = ({ needs }: { needs: readonly Need[] }) => (
  <Section heading="Are budgets known when plans need them?">
    {needs.length === 0 ? (
      <p>Add the day by which the plan needs the partners’ budgets, and it is worked out here.</p>
    ) : (
      needs.map(need => (
        <section class="kind" key={need.cycle.id}>
          <h3>
            {need.cycle.name}, {longDate(need.on)}
          </h3>
          <p>
            {need.known
              ? `${need.inTime} of ${counted(need.known, 'partner')} in time. ${spreadWords(need)}`
              : 'No partner’s budget date is known.'}
          </p>
          <Table
            caption={`Days between each body’s budget and ${need.cycle.name}`}
            columns={[{ words: 'Body' }, { words: 'Sets its budget' }, { words: 'Against the day it is needed' }]}
            rows={need.timings.map(one => [
              bodyWords(one),
              one.set ? longDate(one.set) : 'nobody has said',
              one.days !== null && one.days < 0 ? <b class="late">{timingWords(one.days)}</b> : timingWords(one.days),
            ])}
            empty="No other body is a partner yet."
            quiet
          />
        </section>
      ))
    )}
    <details>
      <summary>How this is worked out</summary>
      {formula.map(words => (
        <p key={words}>{words}</p>
      ))}
    </details>
  </Section>
)

function Clashing({ clashes }: { clashes: Clashes }) {
  const lines = clashLines(clashes)
  const kinds = ['boards', 'crunches', 'crowded'] as const
  return (
    <Section
      heading={
        kinds.some(kind => lines[kind].length)
          ? 'What stands in each other’s way'
          : 'Nothing stands in each other’s way'
      }
    >
      {kinds.map(kind => (
        <section class="kind" key={kind}>
          <p class="under">{clashWords[kind]}</p>
          {lines[kind].length ? (
            <ul>
              {lines[kind].map(({ key, words }) => (
                <li key={key}>{words}</li>
              ))}
            </ul>
          ) : (
            <p>None.</p>
          )}
        </section>
      ))}
    </Section>
  )
}

function AllCycles({ view: { slug, cycles, changeable, today } }: { view: CyclesHere }) {
  return (
    <Section heading="All of them">
      <Table
        caption="Dates that come back"
        columns={[{ words: 'Name', prose: true }, { words: 'Next' }]}
        rows={cycles.map(one => {
          const next = nextOf(one, today)
          return [
            <>
              {one.name}
              <p class="meta">
                {one.body} · {kindWords[one.kind]} · {rhythmWords(one.every)}
                {one.ended ? `, until ${lastDay(one.ended)}` : ''}
                {one.plan ? ` · ${one.plan.name}` : ''}
              </p>
              {changeable.has(one.id) ? <Change slug={slug} cycle={one} /> : null}
            </>,
            next ? longDate(next) : 'has been',
          ]
        })}
        empty="There are none."
        quiet
      />
    </Section>
  )
}

const Change = ({ slug, cycle }: { slug: string; cycle: { id: number; name: string } }) => (
  <p class="tools">
    <a href={`/p/${slug}/cycles/${cycle.id}/edit`}>
      Change<span class="unseen"> {cycle.name}</span>
    </a>
    <a href={`/p/${slug}/cycles/${cycle.id}/end`}>
      End<span class="unseen"> {cycle.name}</span>
    </a>
  </p>
)

/** Half a year that has been stays in the calendar of a program. */
const monthsBack = 6

const calendar = download({
  at: '/p/:slug/cycles.ics',
  audience: 'members',
  read: async (asking, _params) => {
    const { slug, name, cycles, window } = await cyclesHere(asking)
    // What only is taken to have been, before the date that was entered, stands in nobody’s calendar.
    const dates = datesIn(cycles, { from: monthsAfter(window.from, -monthsBack), to: window.to }).filter(
      one => one.on >= one.cycle.first,
    )
    return {
      name: `${slug}-dates.ics`,
      type: 'text/calendar; charset=utf-8',
      body: writeCalendar(
        {
          name: `Dates of ${name}`,
          host: new URL(asking.address).hostname,
          events: dates.map(({ cycle, on }) => ({
            id: `cycle-${cycle.id}-${slotOf(cycle, on)}`,
            title: `${kindWords[cycle.kind]}: ${cycle.name}`,
            on,
            words: cycle.body,
            address: `${asking.address}/p/${slug}/cycles`,
          })),
        },
        asking.now,
      ),
    }
  },
})

const paper = download({
  at: '/p/:slug/cycles/paper.pdf',
  audience: 'members',
  read: async asking => {
    const here = await cyclesHere(asking)
    return {
      name: `${here.slug}-dates-${here.today}.pdf`,
      type: 'application/pdf',
      body: await writePdf(cyclesPaper(here, asking.partnership!.colour)),
    }
  },
})

export const faces: readonly AnyFace[] = [cyclesPage, whatIfPage, ...cycleForms, calendar, paper]
