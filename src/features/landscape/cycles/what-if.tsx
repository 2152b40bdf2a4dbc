// What if a date moved: the same measures before and after, side by side. It is all in the address; nothing is stored.

import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { date } from '../../../operation/fields.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Lead, Section, Table } from '../../../ui/parts.tsx'
import { cyclesCrumbs, cyclesHere } from './cycles-here.ts'
import { nextOf } from './dates.ts'
import type { Cycle } from './model.ts'
import {
  type Clashes,
  clashes,
  compared,
  type Move,
  moved,
  type Need,
  type NeedCompared,
  synchrony,
} from './synchrony.ts'
import { Timeline } from './Timeline.tsx'
import { mostMoves, named, type Tried, WhatIfForm } from './what-if-form.tsx'
import { answerOf, bodyWords, type ClashLine, clashLines, formula, timingWords } from './words.ts'

const day = date('The day')

/** What the address asks for: what was typed, and those of it that can be tried. */
function movesAsked(query: Params, cycles: readonly Cycle[]): { tried: Tried[]; moves: Move[] } {
  const moves: Move[] = []
  const tried = Array.from({ length: mostMoves }, (_, at) => ({
    move: query[named('move', at)]?.trim() ?? '',
    to: query[named('to', at)]?.trim() ?? '',
  }))
    .filter(one => one.move || one.to)
    .map(({ move, to }): Tried => {
      const cycle = cycles.find(one => String(one.id) === move)
      const read = day.read(to)
      if (cycle && 'value' in read) {
        moves.push({ cycle: cycle.id, to: read.value })
        return { move, to: longDate(read.value), wrong: {} }
      }
      return {
        move,
        to,
        wrong: {
          ...(cycle ? {} : { move: 'Choose a date from the list.' }),
          ...('wrong' in read ? { to: read.wrong } : {}),
        },
      }
    })
  return { tried, moves }
}

async function tryMoves(asking: Asking, _params: Params, query: Params) {
  const here = await cyclesHere(asking)
  const { tried, moves } = movesAsked(query, here.cycles)
  const after = moved(here.cycles, moves)
  const wanted = new URLSearchParams(
    moves.flatMap((one, at) => [
      [named('move', at), String(one.cycle)],
      [named('to', at), one.to],
    ]),
  )
  return {
    ...here,
    tried,
    moves: moves.map(one => ({
      ...one,
      was: here.cycles.find(cycle => cycle.id === one.cycle)!,
      // The next of its turns: entered as the date, it keeps those that come before the day it was moved to.
      next: nextOf(after.find(cycle => cycle.id === one.cycle)!, here.today) ?? one.to,
    })),
    after: {
      cycles: after,
      needs: synchrony(after, here.partners, here.today),
      clashes: clashes(after, here.window),
    },
    share: `${asking.address}/p/${here.slug}/cycles/what-if?${wanted}`,
  }
}
type View = Awaited<ReturnType<typeof tryMoves>>

export const whatIfPage = page({
  at: '/p/:slug/cycles/what-if',
  audience: 'members',
  read: tryMoves,
  show: (view, frame) => {
    const { slug, moves, after, cycles, window, today, tried } = view
    const failed = tried.some(one => one.wrong.move || one.wrong.to)
    return (
      <Layout
        frame={frame}
        title="What if a date moved?"
        current="structure"
        crumbs={cyclesCrumbs(view)}
        failed={failed}
        wide
      >
        <h1>What if a date moved?</h1>
        {moves.length ? (
          <>
            <Lead>{answerOf(after.needs)}</Lead>
            <p>Now: {answerOf(view.needs)}</p>
            <Moves view={view} />
            <Measures view={view} />
            <Timeline
              cycles={after.cycles}
              window={window}
              today={today}
              before={cycles.filter(cycle => moves.some(one => one.cycle === cycle.id))}
            />
          </>
        ) : (
          <Lead>Try another day for a date, and see what it does to everybody. Nothing is changed by it.</Lead>
        )}
        <Section heading={moves.length ? 'Try others' : undefined}>
          <WhatIfForm slug={slug} cycles={cycles} tried={tried} />
        </Section>
      </Layout>
    )
  },
})

const Moves = ({ view: { slug, moves, changeable, share, today } }: { view: View }) => (
  <>
    <ul class="plain">
      {moves.map(({ cycle, to, was, next }) => (
        <li key={cycle}>
          <b>{was.name}</b> ({was.body}): from {longDate(nextOf(was, today) ?? was.first)} to {longDate(to)}
          {next === to ? null : `. Every other turn of it moves with it: the next is on ${longDate(next)}`}
          {changeable.has(cycle) ? (
            <p class="tools">
              <a href={`/p/${slug}/cycles/${cycle}/edit?first=${encodeURIComponent(longDate(next))}`}>
                Make it so<span class="unseen">: {was.name}</span>
              </a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
    <p>
      Nothing is stored. To share this, copy its address: <code class="share">{share}</code>
    </p>
  </>
)

function Measures({ view: { needs, clashes: before, after } }: { view: View }) {
  const [was, is] = [clashLines(before), clashLines(after.clashes)]
  const count = (clashes: Clashes) => [
    clashes.boards.reduce((sum, one) => sum + one.days.length, 0),
    clashes.crunches.length,
    clashes.crowded.length,
  ]
  const [counts, countsAfter] = [count(before), count(after.clashes)]
  const kinds = ['boards', 'crunches', 'crowded'] as const
  const without = (lines: readonly ClashLine[], others: readonly ClashLine[]) =>
    lines.filter(line => !others.some(other => other.key === line.key))
  const lost = kinds.flatMap(kind => without(was[kind], is[kind]))
  const gained = kinds.flatMap(kind => without(is[kind], was[kind]))
  return (
    <Section heading="Before and after">
      {compared(needs, after.needs).map(one => (
        <NeedTable key={one.cycle.id} need={one} />
      ))}
      <Table
        caption="What stands in each other’s way"
        columns={[{ words: 'Measure' }, { words: 'Before', numeric: true }, { words: 'After', numeric: true }]}
        rows={['Days on which boards of different bodies meet', 'Crunches of reports', 'Crowded months'].map(
          (words, at) => [words, counts[at]!, countsAfter[at]!],
        )}
        empty=""
      />
      <Listed heading="New" lines={gained} />
      <Listed heading="No longer" lines={lost} />
      <details>
        <summary>How this is worked out</summary>
        {formula.map(words => (
          <p key={words}>{words}</p>
        ))}
      </details>
    </Section>
  )
}

const Listed = ({ heading, lines }: { heading: string; lines: readonly ClashLine[] }) =>
  lines.length ? (
    <>
      <h3>{heading}</h3>
      <ul>
        {lines.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
    </>
  ) : null

const NeedTable = ({ need: { cycle, before, after, timings } }: { need: NeedCompared }) => (
  <Table
    caption={`${cycle.name}: needed ${daysOf(before, after)}`}
    columns={[{ words: 'Body' }, { words: 'Before' }, { words: 'After' }]}
    rows={[
      ...timings.map(one => [
        bodyWords(one),
        timingWords(one.before),
        <>
          {timingWords(one.after)}
          {one.difference ? <p class="meta">{differenceWords(one.difference)}</p> : null}
        </>,
      ]),
      ['Partners in time', inTimeWords(before), inTimeWords(after)],
      ['The middle one', ...[before, after].map(one => timingWords(one?.median ?? null))],
      ['The latest', ...[before, after].map(one => timingWords(one?.worst ?? null))],
    ]}
    empty=""
  />
)

const daysOf = (before: Need | null, after: Need | null): string => {
  const [was, is] = [before, after].map(need => (need ? longDate(need.on) : 'no more'))
  return was === is ? was! : `${was} before, ${is} after`
}
const inTimeWords = (need: Need | null): string => (need ? `${need.inTime} of ${need.known}` : 'not known')
const differenceWords = (days: number): string => `${counted(Math.abs(days), 'day')} ${days > 0 ? 'better' : 'worse'}`
