// The forms of paper: print a batch, type in a sheet, settle one, and close the batch.

import { counted } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { form, type Params } from '../../../ui/declare.ts'
import { Table } from '../../../ui/parts.tsx'
import { Questions } from '../answering/question-parts.tsx'
import { toBeRun } from '../forms.tsx'
import { agreedOf, linesOf, typedOf } from './entry-words.tsx'
import { type BatchHere, batchAddress, batchCrumbs, batchHere, paperCrumbs } from './here.tsx'
import * as operations from './operations.ts'
import { settledEntry, sheetSeen } from './queries.ts'
import { byCode, isOnPaper, onPaper, runsOf } from './rules.ts'
import { markOf } from './sheets.ts'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/paper${path}`

const makeForm = form({
  at: at('/new'),
  audience: 'members',
  operation: operations.makeBatch,
  read: toBeRun,
  crumbs: paperCrumbs,
  title: () => 'Print sheets',
  lead: () => 'You get a numbered batch. Each sheet has a number of its own, so that none can count twice.',
  options: ({ activities }) => ({
    activity: activities.filter(one => isOnPaper(one.kind)).map(one => ({ value: String(one.id), words: one.title })),
  }),
  start: ({ activities }) => {
    const [only, ...more] = activities.filter(one => isOnPaper(one.kind))
    return { activity: only && more.length === 0 ? String(only.id) : '' }
  },
  button: 'Make the sheets',
  next: ({ written }, { engagement }, base) => `${base}/engagements/${engagement}/run/paper/${written.id}`,
  done: 'The sheets are ready to print.',
})

interface SheetHere extends BatchHere {
  readonly sheet: number
}

/** The sheet in the address; one that is not of the batch leads to where that is said. */
async function sheetHere(asking: Asking, params: Params): Promise<SheetHere | { readonly movedTo: string } | null> {
  const here = await batchHere(asking, params)
  if (!here || !/^\d{1,5}$/.test(params.sheet ?? '')) return null
  const sheet = Number(params.sheet)
  if (here.batch.closedOn) return { movedTo: batchAddress(here) }
  return sheet >= 1 && sheet <= here.batch.sheets
    ? { ...here, sheet }
    : { movedTo: `${batchAddress(here)}?sheet=${sheet}` }
}

const enterForm = form({
  at: at('/:batch/:sheet'),
  audience: 'members',
  operation: operations.enterSheet,
  gathers: 'answers',
  read: async (asking, params) => {
    const here = await sheetHere(asking, params)
    if (!here || 'movedTo' in here) return here
    const { batch, sheet } = here
    const seen = await sheetSeen(asking.db, batch.batch, sheet, asking.viewer.person, batch.enteredTwice)
    return seen.waits ? { ...here, own: seen.own } : { movedTo: `${batchAddress(here)}/${sheet}/settle` }
  },
  crumbs: batchCrumbs,
  omit: ({ engagement }) => (byCode(engagement) ? [] : ['code']),
  title: ({ batch, sheet }) => markOf(batch.number, sheet),
  lead: view => (
    <>
      <p class="lead">
        {view.own
          ? 'You entered this sheet. Correct it here.'
          : 'Type in what stands on the sheet, as it stands there.'}
      </p>
      <p class="meta">
        {view.batch.title}. What the sheet leaves out, leave out. Where you cannot tell what was meant in one question,
        leave that question out; where it is a vote, the sheet is spoilt.{' '}
        {view.sheet < view.batch.sheets ? (
          <a href={`${batchAddress(view)}/${view.sheet + 1}`}>Sheet {view.sheet} is not here: go to the next</a>
        ) : null}
      </p>
    </>
  ),
  start: ({ batch, own }) => (own ? typedOf(batch.questions, own) : { state: 'filled' }),
  asks: ({ batch }, attempt) => <Questions questions={onPaper(batch.questions)} attempt={attempt} />,
  button: 'Save, and go on to the next sheet',
  next: ({ fact }, { engagement, batch, sheet }, base) => {
    const { onward, answeredAlready } = fact as unknown as { onward: number | null; answeredAlready: boolean }
    const on = answeredAlready ? `/${sheet}/settle` : onward === null ? '' : `/${onward}`
    return `${base}/engagements/${engagement}/run/paper/${batch}${on}`
  },
  done: 'Saved.',
})

const settleForm = form({
  at: at('/:batch/:sheet/settle'),
  audience: 'members',
  operation: operations.settleSheet,
  gathers: 'answers',
  read: async (asking, params) => {
    const here = await sheetHere(asking, params)
    if (!here || 'movedTo' in here) return here
    const { batch, sheet } = here
    const { first, second } = await sheetSeen(asking.db, batch.batch, sheet, null, batch.enteredTwice)
    const settled = await settledEntry(asking.db, batch.batch, sheet)
    const touched = batch.touched.find(one => one.sheet === sheet)
    const own = batch.enteredTwice && (touched?.mine ?? false)
    const notCounted = touched?.answeredAlready ?? false
    return settled || (first && second) ? { ...here, first, second, settled, own, notCounted } : null
  },
  crumbs: batchCrumbs,
  omit: ({ engagement, settled, own }) =>
    own ? ['state', 'code', 'because'] : [...(byCode(engagement) ? [] : ['code']), ...(settled ? [] : ['because'])],
  needed: () => ['because'],
  sends: ({ own }) => !own,
  title: ({ batch, sheet, settled }) =>
    `${settled ? 'Correct' : 'Settle'} ${markOf(batch.number, sheet).replace('Batch', 'batch')}`,
  lead: ({ batch, first, second, settled, own, notCounted }) => (
    <>
      <p class="lead">
        {settled ? (notCounted ? notCountedWords(batch) : 'This sheet is done.') : 'Two people read different things.'}{' '}
        {own
          ? `You entered this sheet, so only somebody who did not can ${settled ? 'correct it' : 'settle it'}. Ask a third person to take the sheet and look again.`
          : settled
            ? `${notCounted ? '' : 'It counts as it stands below. '}Take the sheet and look again before you change it.`
            : 'Take the sheet, look again, and say what counts. What they agree on is filled in below.'}
      </p>
      {first && second ? <SideBySide batch={batch} first={first} second={second} /> : null}
    </>
  ),
  start: ({ batch, first, second, settled }) =>
    settled
      ? typedOf(batch.questions, settled)
      : first && second
        ? agreedOf(typedOf(batch.questions, first), typedOf(batch.questions, second))
        : {},
  asks: ({ batch, own }, attempt) =>
    own ? null : <Questions questions={onPaper(batch.questions)} attempt={attempt} />,
  button: 'This is what counts',
  next: (_, { engagement, batch }, base) => `${base}/engagements/${engagement}/run/paper/${batch}`,
  done: 'The sheet is settled.',
})

const notCountedWords = ({ kind }: BatchHere['batch']): string =>
  `This sheet is not counted. Whoever has the code on it has ${kind === 'vote' ? 'voted' : 'answered'} on line already, or on another sheet.`

function SideBySide({
  batch,
  first,
  second,
}: Pick<BatchHere, 'batch'> & {
  readonly first: Parameters<typeof linesOf>[1]
  readonly second: Parameters<typeof linesOf>[1]
}) {
  const questions = onPaper(batch.questions)
  const [one, other] = [linesOf(questions, first), linesOf(questions, second)]
  return (
    <Table
      caption="What the two people typed"
      empty=""
      columns={[{ words: 'Question' }, { words: 'First person' }, { words: 'Second person' }]}
      rows={['The sheet', ...questions.map(question => question.title)].map((title, index) => [
        one[index] === other[index] ? (
          title
        ) : (
          <>
            {title}: <b>different</b>
          </>
        ),
        one[index] || 'Nothing',
        other[index] || 'Nothing',
      ])}
    />
  )
}

const closeForm = form({
  at: at('/:batch/close'),
  audience: 'members',
  operation: operations.closeBatch,
  read: batchHere,
  crumbs: batchCrumbs,
  title: ({ batch }) => `Close batch ${batch.number}`,
  lead: ({ batch }) => {
    const seen = new Set(batch.touched.map(one => one.sheet))
    const missing = Array.from({ length: batch.sheets }, (_, index) => index + 1).filter(one => !seen.has(one))
    return missing.length
      ? `${counted(missing.length, 'sheet')} of ${batch.sheets} did not come back: ${runsOf(missing)}. From then on nothing more is entered or corrected.`
      : 'Every sheet is entered. From then on nothing more is entered or corrected.'
  },
  button: 'Close this batch',
  next: (_, { engagement, batch }, base) => `${base}/engagements/${engagement}/run/paper/${batch}`,
  done: 'The batch is closed.',
})

export const paperForms = [makeForm, closeForm, settleForm, enterForm]
