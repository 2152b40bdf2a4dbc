// The pages of paper: all batches of an engagement, one batch, and what became of its sheets.

import { counted, longDate } from '../../../kernel/words.ts'
import { type AnyFace, page } from '../../../ui/declare.ts'
import { anchorOf } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { type EngagementHere, engagementHere, RunLinks, runCrumbs } from '../here.tsx'
import { paperForms } from './forms.tsx'
import { type BatchHere, batchAddress, batchHere, paperAddress, paperCrumbs } from './here.tsx'
import { daysForPost, onlySignedIn } from './model.ts'
import { sheetsPaper, ToPrint } from './printing.tsx'
import { type BatchListed, batchesOf } from './queries.ts'
import { isOnPaper, lastDayOf, notOfBatch, runsOf, sheetsWords } from './rules.ts'

const at = (path = '') => `/p/:slug/engagements/:engagement/run/paper${path}`

const paperPage = page({
  at: at(),
  audience: 'members',
  read: async (asking, params) => {
    const engagement = await engagementHere(asking, params)
    return engagement && { engagement, batches: await batchesOf(asking.db, engagement.id) }
  },
  show: ({ engagement, batches }, frame) => (
    <Layout frame={frame} title="Paper" crumbs={runCrumbs(engagement)} current="voice">
      <h1>Paper</h1>
      <RunLinks slug={engagement.slug} id={engagement.id} current="/paper" />
      <Lead>
        People who do not answer on line answer on paper, and count the same. You print a batch of sheets, hand them
        out, and type in what comes back.
      </Lead>
      {batches.length ? (
        <>
          <Table
            quiet
            caption="Batches of sheets"
            empty=""
            columns={[
              { words: 'Batch' },
              { words: 'How far it is', prose: true },
              { words: 'Filled in', numeric: true },
              { words: 'Blank', numeric: true },
              { words: 'Spoilt', numeric: true },
            ]}
            rows={batches.map(one => [
              engagement.mayRun ? (
                <a href={`${paperAddress(engagement)}/${one.batch}`}>Batch {one.number}</a>
              ) : (
                `Batch ${one.number}`
              ),
              <>
                {stateOf(one)}
                <p class="meta">
                  {one.title}
                  {one.note ? ` · ${one.note}` : ''} · {counted(one.sheets, 'sheet')}, {longDate(one.madeOn)}
                </p>
              </>,
              one.filled,
              one.blank,
              one.spoilt,
            ])}
          />
          <Meta>
            Sheets that come by post are taken until {longDate(lastDayOf(engagement.closes))}, {daysForPost} days after
            the last day.
          </Meta>
        </>
      ) : null}
      <Printing engagement={engagement} first={batches.length === 0} />
    </Layout>
  ),
})

/** Whether sheets can be printed now, and if not, why. */
function Printing({ engagement, first }: { engagement: EngagementHere; first: boolean }) {
  const { activities, state, opens, mayRun } = engagement
  if (!mayRun) return first ? <Empty words="No sheets have been printed." /> : null
  if (engagement.admits === 'signed-in') return <Empty words={onlySignedIn.words} />
  if (!activities.some(one => isOnPaper(one.kind)))
    return <Empty words="Only questions and votes can be printed, and this has none." />
  if (state === 'draft' || state === 'announced')
    return (
      <Empty
        words={`Sheets can be printed once it has opened, on ${longDate(opens)}: until then its questions can still change.`}
      />
    )
  if (state !== 'open') return first ? <Empty words="It is no longer open, so no sheets can be printed." /> : null
  return (
    <p>
      <ButtonLink href={`${paperAddress(engagement)}/new`} secondary={!first}>
        {first ? 'Print the first sheets' : 'Print more sheets'}
      </ButtonLink>
    </p>
  )
}

/** In one line: what has been done of a batch, and what is next. */
function stateOf({ closedOn, sheets, filled, blank, spoilt, once, toSettle, enteredTwice }: BatchListed): string {
  const done = filled + blank + spoilt
  if (closedOn)
    return done === sheets ? 'Done: every sheet came back' : `Done: ${sheets - done} of ${sheets} did not come back`
  if (toSettle) return `${counted(toSettle, 'sheet')} to settle`
  if (once) return `${counted(once, 'sheet')} entered once, for a second person`
  if (done === 0) return 'Nothing entered yet'
  return done === sheets
    ? 'Every sheet is entered. Close it.'
    : `${done} of ${sheets} entered${enteredTwice ? ' twice' : ''}`
}

const batchPage = page({
  at: at('/:batch'),
  audience: 'members',
  read: async (asking, params, query) => {
    const here = await batchHere(asking, params)
    if (!here) return null
    const asked = query.sheet?.trim()
    const sheet = asked && /^\d{1,5}$/.test(asked) ? Number(asked) : 0
    if (sheet >= 1 && sheet <= here.batch.sheets) return { movedTo: `${batchAddress(here)}/${sheet}` }
    return { ...here, asked, wrong: asked === undefined ? undefined : notOfBatch(here.batch).words }
  },
  show: (view, frame) => {
    const { engagement, batch, wrong } = view
    return (
      <Layout
        frame={frame}
        title={`Batch ${batch.number}`}
        crumbs={paperCrumbs(engagement)}
        current="voice"
        failed={wrong !== undefined}
      >
        <h1>Batch {batch.number}</h1>
        <Lead>{stateOf(batch)}.</Lead>
        <Meta>
          {batch.title}
          {batch.note ? ` · ${batch.note}` : ''} · {counted(batch.sheets, 'sheet')}, {longDate(batch.madeOn)}
        </Meta>
        {batch.closedOn || batch.touched.length ? null : <ToPrint here={view} />}
        {batch.closedOn ? null : <ToEnter here={view} asked={view.asked} wrong={wrong} />}
        <Sheets here={view} />
        {batch.closedOn || !batch.touched.length ? null : <ToPrint here={view} />}
      </Layout>
    )
  },
})

function ToEnter({ here, asked, wrong }: { here: BatchHere; asked?: string; wrong?: string }) {
  const { batch, engagement, today } = here
  const closesOn = lastDayOf(engagement.closes)
  return (
    <Section
      wash
      heading="Type in what came back"
      words={
        today > closesOn
          ? `New sheets were taken until ${longDate(closesOn)}.`
          : `Sheets that come by post are taken until ${longDate(closesOn)}.${batch.enteredTwice ? ' Two people enter each sheet, and neither sees what the other typed. Where they differ, a third settles it.' : ''}`
      }
    >
      <form class="form" method="get" action={batchAddress(here)} novalidate>
        <div class={wrong ? 'ds_question ds_question--error' : 'ds_question'}>
          <label class="ds_label" for={anchorOf('sheet')}>
            Number of the sheet
          </label>
          <p class="ds_hint-text" id="hint-sheet">
            It stands at the top of each page: Batch {batch.number} · sheet …
          </p>
          {wrong ? (
            <p class="ds_question__error-message" id="error-sheet">
              <span class="unseen">Error:</span> {wrong}
            </p>
          ) : null}
          <input
            class={wrong ? 'ds_input ds_input--fixed-5 ds_input--error' : 'ds_input ds_input--fixed-5'}
            type="text"
            inputmode="numeric"
            autocomplete="off"
            id={anchorOf('sheet')}
            name="sheet"
            value={asked ?? nextOf(here) ?? ''}
            aria-describedby={wrong ? 'hint-sheet error-sheet' : 'hint-sheet'}
            aria-invalid={wrong ? 'true' : undefined}
          />
        </div>
        <button class="ds_button" type="submit">
          Enter this sheet
        </button>
      </form>
    </Section>
  )
}

/** The first sheet that whoever looks can enter. */
function nextOf({ batch }: BatchHere): string | undefined {
  const touched = new Map(batch.touched.map(one => [one.sheet, one]))
  for (let sheet = 1; sheet <= batch.sheets; sheet++) {
    const one = touched.get(sheet)
    if (!one || (batch.enteredTwice && one.outcome === null && !one.toSettle && !one.mine)) return String(sheet)
  }
}

function Sheets({ here }: { here: BatchHere }) {
  const { batch } = here
  const { touched } = batch
  const toSettle = touched.filter(one => one.toSettle)
  const once = touched.filter(one => one.outcome === null && !one.toSettle)
  const done = touched.filter(one => one.outcome !== null)
  const uncounted = done.filter(one => one.answeredAlready)
  const seen = new Set(touched.map(one => one.sheet))
  const missing = Array.from({ length: batch.sheets }, (_, index) => index + 1).filter(one => !seen.has(one))
  const link = ({ sheet }: { readonly sheet: number }, path = '') => (
    <a href={`${batchAddress(here)}/${sheet}${path}`}>Sheet {sheet}</a>
  )
  return (
    <>
      {toSettle.length ? (
        <Section
          heading={`To settle: ${toSettle.length}`}
          words="Two people read different things. A third person, who entered neither, takes the sheet, looks again, and says what counts."
        >
          <ul class="links">
            {toSettle.map(one => (
              <li key={one.sheet}>
                {link(one, '/settle')}
                {one.mine ? ': you entered it, so somebody else settles it' : ''}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {once.length ? (
        <Section
          heading={`Entered once: ${once.length}`}
          words="They count when a second person has typed the same. Whoever typed first may correct it until somebody else has entered it too."
        >
          <p>
            {sheetsWords(once.map(one => one.sheet))}
            {once.some(one => one.mine) ? `. Yours: ${runsOf(once.filter(one => one.mine).map(one => one.sheet))}` : ''}
          </p>
        </Section>
      ) : null}
      {done.length ? (
        <Section
          heading={`Done: ${done.length}`}
          words={`${batch.filled} filled in, ${batch.blank} blank, ${batch.spoilt} spoilt.`}
        >
          {uncounted.length ? (
            <p>
              {sheetsWords(uncounted.map(one => one.sheet))}: filled in, and not counted. Whoever has the code on it has
              answered on line already, or on another sheet.
            </p>
          ) : null}
          {batch.closedOn ? (
            <p>{sheetsWords(done.map(one => one.sheet))}</p>
          ) : (
            <details>
              <summary>Correct one that was read wrongly</summary>
              <ul class="links">
                {done.map(one => (
                  <li key={one.sheet}>{link(one, '/settle')}</li>
                ))}
              </ul>
            </details>
          )}
        </Section>
      ) : null}
      {missing.length ? (
        <Section heading={batch.closedOn ? `Did not come back: ${missing.length}` : `Not entered: ${missing.length}`}>
          <p>{sheetsWords(missing)}</p>
        </Section>
      ) : null}
      {batch.closedOn || !touched.length ? null : (
        <p>
          <ButtonLink href={`${batchAddress(here)}/close`} secondary>
            Nothing more comes back: close this batch
          </ButtonLink>
        </p>
      )}
    </>
  )
}

export const faces: readonly AnyFace[] = [paperPage, ...paperForms, batchPage, sheetsPaper]
