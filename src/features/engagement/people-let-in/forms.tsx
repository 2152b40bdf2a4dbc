// The forms that let people in: make and withdraw codes, invite bodies, give the list of postcodes.

import type { Asking } from '../../../operation/ask.ts'
import { form, type Params, type RevealedWhere } from '../../../ui/declare.ts'
import { organisations } from '../../partnerships/public.ts'
import { toBeRun } from '../forms.tsx'
import { addressOfEngagement, type EngagementHere, isNumber, runCrumbs } from '../here.tsx'
import * as operations from './operations.ts'
import { letIn } from './queries.ts'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/people${path}`
const next = (_: unknown, { engagement }: Params, base: string) => `${base}/engagements/${engagement}/run/people`
const crumbs = (one: EngagementHere) => [
  ...runCrumbs(one),
  { href: `${addressOfEngagement(one.slug, one.id)}/run/people`, words: 'Who may take part' },
]
const shared = { audience: 'members', next } as const

const codesForm = form({
  ...shared,
  at: at('/codes/new'),
  operation: operations.makeCodes,
  read: async (asking, params) => {
    const engagement = await toBeRun(asking, params)
    return engagement && { engagement, withdrew: (await letIn(asking.db, engagement.id)).codes.some(one => !one.good) }
  },
  crumbs: ({ engagement }) => crumbs(engagement),
  title: () => 'Make codes',
  lead: ({ withdrew }) => (
    <>
      <p class="lead">
        Each code lets one person take part. The next page shows them once: print it as cards to cut out, or copy the
        list into a letter. They are kept nowhere and cannot be listed again.
      </p>
      {withdrew ? (
        <p>
          <b>Some codes were withdrawn.</b> {couldAnswerTwice}
        </p>
      ) : null}
    </>
  ),
  button: 'Make the codes',
  reveals: {
    title: 'Your codes',
    words:
      'Print this page as cards to cut out, or copy the list. You cannot see these codes again. Give each to one person, and do not note who got which.',
    show: (codes, where) => <Codes lines={codes.split('\n')} where={where} />,
  },
})

/** Nobody notes who got which code, so an answer that stays cannot be matched with the person who gets another one. */
const couldAnswerTwice =
  'Answers that were given with them stay. So whoever answered with one of them and gets a new code could answer twice, and nobody can see it. Give new codes only to people who have not answered.'

const withdrawForm = form({
  ...shared,
  at: at('/codes/:batch/withdraw'),
  operation: operations.withdrawCodes,
  read: async (asking, params) => {
    const engagement = await toBeRun(asking, params)
    if (!engagement || !isNumber(params.batch)) return null
    const batch = (await letIn(asking.db, engagement.id)).codes.find(one => String(one.batch) === params.batch)
    return batch ? { engagement, batch } : null
  },
  crumbs: ({ engagement }) => crumbs(engagement),
  title: ({ batch }) => `Withdraw the codes of batch ${batch.batch}`,
  lead: ({ batch }) =>
    `Nobody can take part with these ${batch.good.toLocaleString('en-GB')} codes any more. ${couldAnswerTwice}`,
  button: 'Withdraw these codes',
  danger: true,
  done: 'The codes are withdrawn.',
})

async function bodiesHere(asking: Asking, params: Params) {
  const engagement = await toBeRun(asking, params)
  if (!engagement) return null
  const invited = new Map((await letIn(asking.db, engagement.id)).bodies.map(one => [one.organisation, one]))
  return { engagement, bodies: (await organisations(asking.db)).map(one => ({ ...one, invited: invited.get(one.id) })) }
}

const bodiesForm = form({
  ...shared,
  at: at('/bodies/new'),
  operation: operations.inviteBodies,
  read: bodiesHere,
  crumbs: ({ engagement }) => crumbs(engagement),
  title: () => 'Invite bodies',
  lead: () => 'Each body gets one code, with which it answers once. The next page shows the codes once.',
  options: ({ bodies }) => ({
    organisations: bodies
      .filter(one => !one.invited?.answered)
      .map(one => ({
        value: String(one.id),
        words: one.name,
        hint: one.invited ? 'Invited already: gets a new code instead' : undefined,
      })),
  }),
  button: 'Invite them',
  reveals: {
    title: 'The codes of the bodies you invited',
    words: 'Send each body its code. You cannot see these codes again.',
    show: (codes, where) => <Codes lines={codes.split('\n')} where={where} />,
  },
})

const postcodesForm = form({
  ...shared,
  at: at('/postcodes'),
  operation: operations.setPostcodes,
  read: toBeRun,
  crumbs,
  title: () => 'The list of postcodes',
  lead: () =>
    'Whoever gives a postcode on this list may take part. A new list takes the place of the one before. Give whole postcodes, such as EH1 1AA, and nothing else about people.',
  button: 'Keep this list',
  reveals: {
    title: 'The list is kept',
    words: 'This is how it went.',
    show: words => (
      <ul>
        {words.split('\n').map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    ),
    onward: 'Go on',
  },
})

/** Codes as a list to copy, and as cards to print; a line may say whose it is. */
function Codes({ lines, where }: { lines: readonly string[]; where: RevealedWhere }) {
  const { params, frame } = where
  const address = `${where.address}${addressOfEngagement(params.slug!, Number(params.engagement))}`
  return (
    <>
      <div class="tools">
        <label class="ds_label" for="all-codes">
          To copy, one a line
        </label>
        <textarea class="ds_input" id="all-codes" rows={6} readOnly>
          {lines.join('\n')}
        </textarea>
      </div>
      <h2>To print and cut out</h2>
      <ul class="cut-out">
        {lines.map(line => {
          const cut = line.lastIndexOf(': ')
          return (
            <li key={line}>
              {cut < 0 ? frame.partnership?.name : line.slice(0, cut)}
              <span class="code">{cut < 0 ? line : line.slice(cut + 2)}</span>
              <span class="meta">Your code for {address}</span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

export const letInForms = [codesForm, withdrawForm, bodiesForm, postcodesForm]
