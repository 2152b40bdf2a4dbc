// Where those who run an engagement read what people wrote, and show or hide it.

import { capital, counted, longDate } from '../../../../kernel/words.ts'
import type { Asking } from '../../../../operation/ask.ts'
import { form, type Params, page } from '../../../../ui/declare.ts'
import { Form } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/Layout.tsx'
import { Empty, Lead, Meta, Pill, Section } from '../../../../ui/parts.tsx'
import { toBeRun } from '../../forms.tsx'
import { addressOfEngagement, type EngagementHere, isNumber, RunLinks, runCrumbs } from '../../here.tsx'
import { isThing, type Reason, reasons, reasonsForBodies, things } from './model.ts'
import * as operations from './operations.ts'
import { AsWritten, briefly } from './parts.tsx'
import * as queries from './queries.ts'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/moderate${path}`
const addressOf = ({ slug, id }: Pick<EngagementHere, 'slug' | 'id'>) => `${addressOfEngagement(slug, id)}/run/moderate`
const moderateCrumbs = (view: EngagementHere) => [
  ...runCrumbs(view),
  { href: addressOf(view), words: 'What people wrote' },
]
const allReasons = Object.keys(reasons) as Reason[]
const toQueue = (_outcome: unknown, { engagement }: Params, base: string) =>
  `${base}/engagements/${engagement}/run/moderate`

async function queue(asking: Asking, params: Params, query: Params) {
  const found = await toBeRun(asking, params)
  if (!found) return null
  const { db } = asking
  const much = await queries.howMuchWaits(db, found.id)
  const of: queries.Waiting =
    query.of === 'answers' || query.of === 'added' ? query.of : much.added > 0 ? 'added' : 'answers'
  return {
    ...found,
    of,
    much,
    list: await queries.waiting(db, found.id, of),
    appeals: await queries.appeals(db, found.id),
    recent: await queries.log(db, found.id, { limit: 20 }),
    viewer: asking.standing.person,
  }
}
type Queue = NonNullable<Awaited<ReturnType<typeof queue>>>

const queuePage = page({
  at: at(''),
  audience: 'members',
  read: queue,
  show: (view, frame) => (
    <Layout frame={frame} title={`What people wrote: ${view.title}`} crumbs={runCrumbs(view)} current="voice">
      <h1>What people wrote</h1>
      <RunLinks slug={view.slug} id={view.id} current="/moderate" />
      <Lead>{lead(view)}</Lead>
      <p>
        Nothing is ever deleted, and nobody’s words are changed. How much was hidden, and why, is counted in the{' '}
        <a href={`${addressOfEngagement(view.slug, view.id)}/moderation`}>public log</a>.
      </p>
      <Appeals view={view} />
      <WaitingList view={view} />
      <Recent view={view} />
    </Layout>
  ),
})

const much = (count: number) => (count > 1000 ? 'more than 1,000' : count.toLocaleString('en-GB'))

function lead({ much: { added, answers }, appeals }: Queue): string {
  if (added + answers + appeals.length === 0) return 'Nothing waits for you.'
  const parts = [
    appeals.length ? `${counted(appeals.length, 'person asks', 'people ask')} for another look.` : '',
    added ? `${capital(much(added))} ${added === 1 ? 'thing waits' : 'things wait'}: nobody sees them yet.` : '',
    answers
      ? `${capital(much(answers))} ${answers === 1 ? 'answer' : 'answers'} in people’s own words can be shown or left: they are counted either way.`
      : '',
  ]
  return parts.filter(Boolean).join(' ')
}

function Appeals({ view }: { view: Queue }) {
  if (view.appeals.length === 0) return null
  return (
    <Section wash heading="Asked for another look" words="Somebody who never hid it answers each of these.">
      <ul class="plain">
        {view.appeals.map(one => (
          <li key={one.moderation}>
            <p>
              {things[one.thing]}, hidden because: {lower(reasons[one.reason])}
            </p>
            <Meta>Asked on {longDate(one.appealedAt)}</Meta>
            {view.viewer !== null && one.hidBy.includes(view.viewer) ? (
              <p>You have hidden this yourself, so somebody else must look at it.</p>
            ) : (
              <p>
                <a href={`${addressOf(view)}/appeals/${one.moderation}`}>
                  Look at it again<span class="unseen">: {briefly(one)}</span>
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

function WaitingList({ view }: { view: Queue }) {
  const { of, list, much: counts } = view
  const other: queries.Waiting = of === 'added' ? 'answers' : 'added'
  const names = { added: 'Ideas, comments and statements', answers: 'Answers in people’s own words' }
  return (
    <Section heading={names[of]} id="waiting">
      {counts[other] > 0 ? (
        <p>
          <a href={`?of=${other}#waiting`}>{names[other]}</a> ({much(counts[other])})
        </p>
      ) : null}
      {list.length === 0 ? (
        <Empty words="None wait. When people write something, it comes here first." />
      ) : (
        <>
          <p>Oldest first. Tick what is fine and show it in one go. To hide one, say why.</p>
          <Form
            action={`${addressOf(view)}/show`}
            fields={[]}
            attempt={{ values: {}, errors: {} }}
            button="Show those I ticked"
          >
            <ul class="plain">
              {list.map(one => (
                <li key={`${one.thing}-${one.number}`}>
                  <AsWritten one={one} />
                  <div class="row">
                    <div class="ds_checkbox ds_checkbox--small">
                      <input
                        class="ds_checkbox__input"
                        type="checkbox"
                        name="things"
                        value={`${one.thing}-${one.number}`}
                        id={`show-${one.thing}-${one.number}`}
                      />
                      <label class="ds_checkbox__label" for={`show-${one.thing}-${one.number}`}>
                        Fine to show<span class="unseen">: {briefly(one)}</span>
                      </label>
                    </div>
                    <a href={`${addressOf(view)}/${one.thing}/${one.number}?verdict=hide`}>
                      Hide it<span class="unseen">: {briefly(one)}</span>
                    </a>
                  </div>
                </li>
              ))}
            </ul>
          </Form>
          {counts[of] > list.length ? <Meta>These are the oldest {list.length}. The next come after them.</Meta> : null}
        </>
      )}
    </Section>
  )
}

function Recent({ view }: { view: Queue }) {
  if (view.recent.length === 0) return null
  return (
    <Section heading="Decided lately">
      <ul class="plain">
        {view.recent.map(one => (
          <li key={one.id}>
            {things[one.thing]} {one.number}{' '}
            {one.verdict === 'show' ? <Pill tone="good">Shown</Pill> : <Pill tone="warn">Hidden</Pill>}
            <p class="meta">
              {longDate(one.decidedAt)}
              {one.reason ? ` · ${lower(reasons[one.reason])}` : ''} ·{' '}
              <a href={`${addressOf(view)}/${one.thing}/${one.number}`}>
                look again
                <span class="unseen">
                  {' '}
                  at {things[one.thing].toLowerCase()} {one.number}
                </span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const showForm = form({
  at: at('/show'),
  audience: 'members',
  operation: operations.showTicked,
  read: async (asking, params) => {
    const found = await toBeRun(asking, params)
    if (!found) return null
    const { db } = asking
    return {
      ...found,
      list: [...(await queries.waiting(db, found.id, 'added')), ...(await queries.waiting(db, found.id, 'answers'))],
    }
  },
  options: ({ list }) => ({
    things: list.map(one => ({
      value: `${one.thing}-${one.number}`,
      words: briefly(one),
      hint: `${things[one.thing]} · ${one.activityTitle}`,
    })),
  }),
  title: () => 'Show what people wrote',
  crumbs: moderateCrumbs,
  button: 'Show those I ticked',
  next: toQueue,
  done: 'They are shown now.',
})

const moderateForm = form({
  at: at('/:thing/:number'),
  audience: 'members',
  operation: operations.moderate,
  read: async (asking, params, query) => {
    const found = await toBeRun(asking, params)
    if (!found || !isThing(params.thing) || !isNumber(params.number)) return null
    const one = await queries.thing(asking.db, found.id, params.thing, Number(params.number))
    return one && { ...found, one, hides: query.verdict === 'hide' }
  },
  needed: ({ hides }) => (hides ? ['reason'] : []),
  options: ({ one }) => ({
    reason: (one.body === null ? allReasons : reasonsForBodies).map(value => ({ value, words: reasons[value] })),
  }),
  title: ({ hides }) => (hides ? 'Hide it' : 'Show or hide'),
  lead: ({ one }) => (
    <>
      <AsWritten one={one} />
      <p>
        {one.state === 'waiting'
          ? 'Nobody sees it yet.'
          : one.state === 'shown'
            ? 'Everyone can see it now.'
            : 'It is hidden now.'}{' '}
        Hide it for one of these reasons only, never for what it thinks. Whoever wrote it is told why, and can ask for
        another look by somebody else.
      </p>
    </>
  ),
  crumbs: moderateCrumbs,
  button: 'Save',
  next: toQueue,
  done: 'Saved. It is in the public log.',
})

const appealForm = form({
  at: at('/appeals/:moderation'),
  audience: 'members',
  operation: operations.decideAppeal,
  read: async (asking, params) => {
    const found = await toBeRun(asking, params)
    if (!found || !isNumber(params.moderation)) return null
    const appeal = (await queries.appeals(asking.db, found.id)).find(
      one => String(one.moderation) === params.moderation,
    )
    const one = appeal && (await queries.thing(asking.db, found.id, appeal.thing, appeal.number))
    return appeal && one ? { ...found, appeal, one } : null
  },
  title: () => 'Look at it again',
  lead: ({ appeal, one }) => (
    <>
      <AsWritten one={one} />
      <p>It was hidden because: {lower(reasons[appeal.reason])}.</p>
      <p>Whoever wrote it says:</p>
      <blockquote class="said pre">{appeal.appeal}</blockquote>
    </>
  ),
  crumbs: moderateCrumbs,
  button: 'Decide',
  next: toQueue,
  done: 'Decided. It is in the public log.',
})

export const staffFaces = [queuePage, showForm, appealForm, moderateForm] as const
