// Parts of the preview: names in doubt with what they could mean, columns, what is left out, the first rows.

import { capital, counted } from '../../../kernel/words.ts'
import { Section, Table } from '../../../ui/parts.tsx'
import { offices } from '../model.ts'
import type { GroupEntry, SeatEntry } from './entries.ts'
import { meanings } from './headings.ts'
import type { Doubtful } from './model.ts'
import { decisionOn } from './organisations.ts'
import type { WaitingView } from './queries.ts'
import { type LeftOut, short } from './reading.ts'
import type { Who } from './values.ts'

/** A page shows this many of a long list. */
const mostShown = 50
const mostDoubts = 20
const firstRows = 10

export function Doubts({ at, waiting }: { at: string; waiting: readonly Doubtful[] }) {
  if (!waiting.length) return null
  const shown = waiting.slice(0, mostDoubts)
  return (
    <Section
      id="doubts"
      heading={`Who is this? ${counted(waiting.length, 'name')} to settle`}
      words="Each name is asked once, however often it stands in the file. The answer is remembered for the next file."
    >
      {shown.map((one, index) => (
        <Doubt key={one.plain} at={at} one={one} index={index} />
      ))}
      {waiting.length > shown.length ? (
        <p>And {counted(waiting.length - shown.length, 'more name')}: they come up here when these are settled.</p>
      ) : null}
    </Section>
  )
}

function Doubt({ at, one, index }: { at: string; one: Doubtful; index: number }) {
  const choices = [
    ...one.candidates.map(candidate => ({
      value: String(candidate.organisation),
      words: candidate.name,
      hint: capital(candidate.because),
    })),
    { value: 'new', words: 'A body that is not here yet', hint: `It is registered as “${short(one.written)}”` },
    { value: 'nobody', words: 'No body: the seat speaks for people directly', hint: undefined },
  ]
  return (
    <form method="post" action={`${at}/organisation`} class="form">
      <input type="hidden" name="written" value={one.written} autocomplete="off" />
      <fieldset>
        <legend>
          “{short(one.written)}”{' '}
          <span class="meta">
            {counted(one.seats, 'seat')}, first in line {one.line}
          </span>
        </legend>
        {choices.map(({ value, words, hint }) => {
          const id = `doubt-${index}-${value}`
          return (
            <div class="ds_radio ds_radio--small" key={value}>
              <input
                class="ds_radio__input"
                type="radio"
                id={id}
                name="organisation"
                value={value}
                checked={value === String(one.suggested)}
                aria-describedby={hint ? `${id}-hint` : undefined}
              />
              <label class="ds_radio__label" for={id}>
                {words}
              </label>
              {hint ? (
                <p class="ds_hint-text" id={`${id}-hint`}>
                  {hint}
                </p>
              ) : null}
            </div>
          )
        })}
      </fieldset>
      <div class="row">
        <button class="ds_button ds_button--secondary" type="submit">
          That is right <span class="unseen">for {one.written}</span>
        </button>
        <a href={another(at, one.written)}>
          Another body <span class="unseen">for {one.written}</span>
        </a>
      </div>
    </form>
  )
}

const another = (at: string, written: string): string => `${at}/organisation?written=${encodeURIComponent(written)}`

/** What was settled, to change it. */
export function Settled({ at, view: { looked, known } }: { at: string; view: WaitingView }) {
  const settled = looked.doubtful.filter(one => one.settled !== null)
  if (!settled.length) return null
  const names = new Map(known.map(one => [one.id, one.name]))
  const words = ({ settled: is }: Doubtful) =>
    is === 'new' ? 'A new body' : is === 'nobody' ? 'No body: speaks for people' : names.get(is!)
  return (
    <Section heading="Names that are settled">
      <Table
        caption="Names that are settled"
        quiet
        columns={[{ words: 'In the file' }, { words: 'Taken for' }, { words: '' }]}
        rows={settled.slice(0, mostShown).map(one => [
          short(one.written),
          words(one),
          <a href={another(at, one.written)}>
            Change <span class="unseen">{one.written}</span>
          </a>,
        ])}
        empty=""
      />
      <More all={settled.length} noun="name" />
    </Section>
  )
}

const More = ({ all, noun }: { all: number; noun: string }) =>
  all > mostShown ? <p>And {counted(all - mostShown, `more ${noun}`)}.</p> : null

/** What each column is taken for, with the first thing that stands in it. */
export function Columns({ at, view: { looked, kept } }: { at: string; view: WaitingView }) {
  const rows = kept && 'listing' in kept ? kept.listing.rows : []
  return (
    <Section
      heading="What the columns hold"
      words="A column that is not known stays out. Say what it holds to bring it in."
    >
      <Table
        caption="What the columns hold"
        quiet
        columns={[{ words: 'Column' }, { words: 'Taken for' }, { words: 'For example' }, { words: '' }]}
        rows={looked.columns.map(({ heading, column, meaning, sure }) => [
          short(heading),
          meaning === null ? (
            <span class="missing">Not known: it stays out</span>
          ) : (
            `${meanings[meaning]}${sure ? '' : ' (a guess)'}`
          ),
          short(rows.find(row => row.cells[column])?.cells[column] ?? ''),
          <a href={`${at}/heading?heading=${encodeURIComponent(heading)}`}>
            Change <span class="unseen">{heading}</span>
          </a>,
        ])}
        empty="There are no columns."
      />
    </Section>
  )
}

/** With what stands there, while the file is still looked at. */
export const leftOutWords = ({ words, said }: LeftOut): string => (said ? `${words} “${short(said)}”` : words)

export function LeftOutRows({ at, leftOut }: { at: string; leftOut: readonly LeftOut[] }) {
  if (!leftOut.length) return null
  return (
    <Section
      heading={`Left out: ${leftOut.length.toLocaleString('en-GB')}`}
      words="Nothing is lost without a word: this is every line, cell and column that is not taken as it stands."
    >
      <Table
        caption="What is left out, and why"
        quiet
        columns={[{ words: 'Line' }, { words: 'Why', prose: true }]}
        rows={leftOut.slice(0, mostShown).map(each => [each.line ?? 'Whole file', leftOutWords(each)])}
        empty=""
      />
      {leftOut.length > mostShown ? (
        <p>
          These are the first {mostShown}. <a href={`${at}/left-out.csv`}>Take out all of them (CSV)</a>
        </p>
      ) : null}
    </Section>
  )
}

/** The first seats as they will be. */
export function FirstRows({ view: { looked, known } }: { view: WaitingView }) {
  const names = new Map(known.map(one => [one.id, one.name]))
  const bodyOf = (written: string) => {
    const is = decisionOn(looked.known, written)
    return typeof is === 'number' ? names.get(is) : is === 'new' ? `${written} (new)` : written
  }
  const rows = looked.entries.groups
    .flatMap((group): { group: GroupEntry; seat: SeatEntry | null }[] =>
      group.seats.length ? group.seats.map(seat => ({ group, seat })) : [{ group, seat: null }],
    )
    .slice(0, firstRows)
  return (
    <Section
      heading="The first rows as they will be"
      words="Only coordinators, and whoever sent the file, see this page."
    >
      <Table
        caption="The first rows as they will be"
        quiet
        columns={['Group', 'Seat of', 'Post', 'Part', 'Held by'].map(words => ({ words }))}
        rows={rows.map(({ group, seat }) => [
          short(group.name),
          seat ? seat.constituency || bodyOf(seat.organisation) : 'No seat',
          seat?.post ?? '',
          seat ? offices[seat.office ?? 'member'] : '',
          seat ? whoWords(seat.holder) : '',
        ])}
        empty="There are no rows."
      />
    </Section>
  )
}

const whoWords = (who: Who): string => {
  if (typeof who === 'object') return who.name || `Person ${who.number}`
  return who === 'nobody' ? 'Vacant' : 'Somebody, not named'
}
