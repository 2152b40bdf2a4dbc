// The public side of moderation: the log of what was shown and hidden, and the form for another look.

import { capital, counted, longDate } from '../../../../kernel/words.ts'
import type { Asking } from '../../../../operation/ask.ts'
import { type AnyFace, form, type Params, page } from '../../../../ui/declare.ts'
import { Layout } from '../../../../ui/Layout.tsx'
import { Lead, Meta, Section, Table } from '../../../../ui/parts.tsx'
import { receiptHash } from '../../admission.ts'
import { crumbs, engagementHere } from '../../here.tsx'
import { type Reason, reasons, things } from './model.ts'
import * as operations from './operations.ts'
import * as queries from './queries.ts'
import { staffFaces } from './staff-pages.tsx'

const mostLogged = 200

async function logHere(asking: Asking, params: Params) {
  const found = await engagementHere(asking, params)
  return (
    found && {
      ...found,
      tally: await queries.tally(asking.db, found.id),
      log: await queries.log(asking.db, found.id, { limit: mostLogged }),
    }
  )
}

const logPage = page({
  at: '/p/:slug/engagements/:engagement/moderation',
  audience: 'anyone',
  read: logHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`What was hidden, and why: ${view.title}`} crumbs={crumbs(view)} current="voice">
      <h1>What was hidden, and why</h1>
      <Lead>{logLead(view.tally)}</Lead>
      <p>
        A person reads what people write before everyone sees it. It is hidden for one of these reasons only, never for
        what it thinks. Nobody’s words are changed, and nothing is deleted. Whoever wrote something that is hidden can
        ask for another look, by somebody else, with the number they were given.
      </p>
      <Section heading="By reason">
        <Table
          quiet
          caption="Things hidden, by reason"
          empty=""
          columns={[{ words: 'Reason' }, { words: 'Hidden', numeric: true }]}
          rows={(Object.keys(reasons) as Reason[]).map(reason => [
            reasons[reason],
            (view.tally.byReason[reason] ?? 0).toLocaleString('en-GB'),
          ])}
        />
      </Section>
      <Section heading="Asked for another look">
        <p>{appealWords(view.tally)}</p>
      </Section>
      <Section heading="Every decision">
        <Table
          quiet
          caption="Every decision, newest first"
          empty="Nothing has been decided yet."
          columns={[
            { words: 'Day' },
            { words: 'What' },
            { words: 'Decision', prose: true },
            { words: 'Another look', prose: true },
          ]}
          rows={view.log.map(one => [
            longDate(one.decidedAt),
            things[one.thing],
            one.verdict === 'show' ? 'Shown' : `Hidden: ${reasons[one.reason as Reason] ?? 'no reason kept'}`,
            lookedAgain(one),
          ])}
        />
        {view.log.length === mostLogged ? <Meta>These are the newest {mostLogged}.</Meta> : null}
      </Section>
    </Layout>
  ),
})

function logLead({ shown, hidden }: queries.Tally): string {
  if (shown + hidden === 0) return 'Nothing has been shown or hidden yet.'
  return `${capital(counted(shown, 'thing'))} that people wrote ${shown === 1 ? 'is' : 'are'} shown, and ${hidden.toLocaleString('en-GB')} ${hidden === 1 ? 'is' : 'are'} hidden.`
}

function appealWords({ appeals, shownAfterAll, leftHidden }: queries.Tally): string {
  if (appeals === 0) return 'Nobody has asked for another look.'
  const waits = appeals - shownAfterAll - leftHidden
  return `${counted(appeals, 'time')}: ${shownAfterAll} shown after all, ${leftHidden} left hidden${waits ? `, ${waits} not answered yet` : ''}.`
}

function lookedAgain({ appealedAt, appealVerdict, appealDecidedAt }: queries.Logged): string {
  if (!appealedAt) return ''
  if (!appealVerdict || !appealDecidedAt) return `Asked for on ${longDate(appealedAt)}`
  return `${appealVerdict === 'show' ? 'Shown after all' : 'Left hidden'} on ${longDate(appealDecidedAt)}`
}

const appealForm = form({
  at: '/p/:slug/receipts/:receipt/appeal/:thing/:number',
  audience: 'anyone',
  operation: operations.appeal,
  rationed: 'crowd',
  // What it shows is one person's own, so nobody else's browser or server may keep it.
  device: 'device',
  read: async ({ db, partnership }, params) => {
    const own = await queries.hiddenOf(db, receiptHash(params.receipt ?? ''))
    const one = own.find(each => each.thing === params.thing && String(each.number) === params.number)
    return one ? { ...one, slug: partnership!.slug, receipt: params.receipt! } : null
  },
  title: () => 'Ask for another look',
  lead: one => (
    <>
      <p>You wrote:</p>
      {one.thing === 'idea' ? (
        <p>
          <b>{one.heading}</b>
        </p>
      ) : null}
      <blockquote class="said pre">{one.words}</blockquote>
      <p>
        It was hidden because: {reasons[one.reason].charAt(0).toLowerCase() + reasons[one.reason].slice(1)}.
        {one.told ? ` ${one.told}` : ''}
      </p>
      <p>
        {one.appealVerdict
          ? `You asked for another look, and it was ${one.appealVerdict === 'show' ? 'shown after all' : 'left hidden'}. ${one.appealTold}`
          : one.appealed
            ? 'You have asked for another look already. Somebody else looks at it.'
            : 'Do you think that is wrong? Say why. Somebody who never hid it looks at it once more.'}
      </p>
    </>
  ),
  crumbs: one => [
    { href: `/p/${one.slug}/engagements`, words: 'Have your say' },
    { href: `/p/${one.slug}/receipts/${one.receipt}`, words: 'Your answer' },
  ],
  // Asked once, it is there to be read.
  sends: ({ appealed }) => !appealed,
  omit: ({ appealed }) => (appealed ? ['words'] : []),
  button: 'Ask for another look',
  next: (_outcome, { receipt }, base) => `${base}/receipts/${receipt}`,
  done: 'Thank you. Somebody else will look at it.',
})

export const faces: readonly AnyFace[] = [logPage, appealForm, ...staffFaces]
