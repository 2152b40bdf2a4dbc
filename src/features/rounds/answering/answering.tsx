// Answering: the list of what waits, and the forms on it, for whoever signed in and for whoever came by a link alike.

import { showQuantity } from '../../../kernel/quantity.ts'
import { capital, counted, inWords, listOf, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, type Audience, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Lead, Pill } from '../../../ui/parts.tsx'
import * as links from '../letters/links.ts'
import { directions, type Status, statusWords, type Update } from '../model.ts'
import { type AskedThing, askedOf, linkOwner, whoCanAnswer } from '../queries.ts'
import * as answers from './answers.ts'
import { type Judged, judgeSeries } from './figures.ts'

/** Minutes that one thing takes, as we say before anybody begins. */
export const minutesEach = 2

export const waiting = (things: readonly AskedThing[]): AskedThing[] =>
  things.filter(one => one.state !== 'submitted' && one.state !== 'accepted')

/** `Five things to answer, for three partnerships`. */
export function askedHeading(things: readonly AskedThing[]): string {
  const still = waiting(things)
  if (!still.length) return things.length ? 'All answered. Thank you' : 'Nothing waits for you'
  const places = new Set(still.flatMap(one => [one.place, ...one.alsoIn])).size
  return `${capital(inWords(still.length))} ${still.length === 1 ? 'thing' : 'things'} to answer${places > 1 ? `, for ${inWords(places)} partnerships` : ''}`
}

export function askedLead(things: readonly AskedThing[]): string {
  const still = waiting(things)
  const shared = still.filter(one => one.alsoIn.length).length
  if (!still.length) return 'You can still change what you sent until it is checked.'
  return [
    `About ${counted(still.length * minutesEach, 'minute')}.`,
    shared
      ? `${capital(inWords(shared))} ${shared === 1 ? 'is' : 'are'} asked by more than one partnership; you answer once.`
      : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** The list: what waits first, then what was sent. `base` is where its forms stand. */
export function Asked({ things, base }: { things: readonly AskedThing[]; base: string }) {
  const still = waiting(things)
  const sent = things.filter(one => !still.includes(one))
  return (
    <>
      {still.map(one => (
        <Thing key={one.item} thing={one} base={base} />
      ))}
      {sent.length ? (
        <section class="part">
          <h2>Sent: {sent.length}</h2>
          <ul class="plain">
            {sent.map(one => (
              <li key={one.item}>
                <p>
                  <b>{one.title}</b>
                  {one.state === 'accepted' ? (
                    ' · accepted'
                  ) : (
                    <>
                      {' · '}
                      <a href={`${base}/items/${one.item}`}>
                        Change it <span class="unseen">: {one.title}</span>
                      </a>
                    </>
                  )}
                </p>
                <p class="meta">
                  {placesOf(one)} · {one.savedOn ? `sent ${longDate(one.savedOn)}` : ''}
                  {one.savedBy ? ` by ${one.savedBy}` : ''}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function Thing({ thing: one, base }: { thing: AskedThing; base: string }) {
  const at = `${base}/items/${one.item}`
  const told = toldOf(one)
  return (
    <section class="asked" aria-labelledby={`asked-${one.item}`}>
      <h2 class="h3" id={`asked-${one.item}`}>
        <a href={at}>{one.title}</a>
      </h2>
      <p class="due">
        <DuePill thing={one} />
      </p>
      <p class="meta">
        {one.about === 'action' ? 'Action' : one.asksFigure ? 'New figure due' : `Figure · ${told}`} · asked by{' '}
        {placesOf(one)}
        {one.part === 'holder' ? '' : ` · ${partWords(one)}`}
      </p>
      {one.returned ? (
        <p class="said">
          Returned{one.returned.by ? ` by ${one.returned.by}` : ''}: “{one.returned.note}”
        </p>
      ) : null}
      {one.state === 'draft' && one.now.words ? (
        <p class="said">
          Begun{one.savedOn ? `, ${longDate(one.savedOn)}` : ''}: “{one.now.words}”
        </p>
      ) : one.last?.words && !one.returned ? (
        <p class="said">
          Last time, {longDate(one.last.on)}
          {one.last.status ? `, ${statusWords[one.last.status].toLowerCase()}` : ''}: “{one.last.words}”
        </p>
      ) : null}
      <div class="row">
        <Steps thing={one} at={at} />
      </div>
    </section>
  )
}

function Steps({ thing: one, at }: { thing: AskedThing; at: string }) {
  const nothingToAdd = one.about === 'indicator' && !one.asksFigure
  const oneStep = one.state === 'waiting' && !one.asksFigure && (nothingToAdd || one.last !== null)
  return (
    <>
      {oneStep ? (
        <form method="post" action={`${at}/no-change`}>
          <input type="hidden" name="seen" value={one.version} />
          <button class={nothingToAdd ? 'ds_button ds_button--secondary' : 'ds_button'} type="submit">
            {nothingToAdd ? 'Nothing to add' : 'Still true, no change'}
            <span class="unseen">: {one.title}</span>
          </button>
        </form>
      ) : null}
      <ButtonLink href={at} secondary={oneStep && !nothingToAdd}>
        {one.returned
          ? 'Mend it'
          : one.state === 'draft'
            ? 'Go on'
            : nothingToAdd
              ? 'Say what is behind it'
              : one.asksFigure
                ? 'Enter the figure'
                : 'Write an update'}
        <span class="unseen">: {one.title}</span>
      </ButtonLink>
      {one.part === 'holder' ? (
        <a href={`${at}/pass-on`}>
          {one.deputyName ? `Pass to ${one.deputyName}` : 'Pass it on'}
          <span class="unseen">: {one.title}</span>
        </a>
      ) : null}
    </>
  )
}

function DuePill({ thing }: { thing: AskedThing }) {
  if (thing.state === 'returned')
    return (
      <Pill tone="bad" sign="▼">
        Returned
      </Pill>
    )
  return <Pill tone="warn">Due {longDate(thing.closes)}</Pill>
}

const placesOf = (one: AskedThing): string => listOf([one.place, ...one.alsoIn])

const partWords = (one: AskedThing): string =>
  ({
    deputy: `${one.holderName ?? 'Nobody'} is asked, you are the deputy`,
    lead: `${one.holderName ?? 'Nobody'} is asked, you lead for the organisation`,
    coordinator: `${one.holderName ?? 'Nobody'} is asked`,
    holder: '',
  })[one.part]

/** What the figures say, before anybody gives the reason: the data speaks first. */
function toldOf({ figure }: AskedThing): string {
  const judged: Judged | null = figure && judgeSeries(figure)
  if (!figure || !judged) return 'no figure yet'
  const { latest, before, verdict } = judged
  const was = before ? `, was ${showQuantity(before.value, figure.unit)} in ${before.period}` : ''
  return `${showQuantity(latest.value, figure.unit)} in ${latest.period}${was} · ${verdict}`
}

/** A status as a word, a sign and a tone; never a colour alone. */
export function StatusPill({ status }: { status: Status }) {
  const look = {
    'not-started': ['flat', '○'],
    red: ['bad', '▼'],
    amber: ['warn', '◆'],
    green: ['good', '▲'],
    complete: ['good', '✓'],
  } as const
  const [tone, sign] = look[status]
  return (
    <Pill tone={tone} sign={sign}>
      {statusWords[status]}
    </Pill>
  )
}

// ── the forms ─────────────────────────────────────────────────────────────────

interface Where {
  /** Before `/items/:item`. */
  readonly at: string
  readonly audience: Audience
  /** The list that one comes back to. */
  readonly list: (params: Params) => string
}

async function thingHere({ db, viewer }: Asking, { item }: Params): Promise<AskedThing | null> {
  const [found] = /^\d{1,15}$/.test(item!) ? await askedOf(db, viewer, Number(item)) : []
  return found ?? null
}

const startOf = (one: AskedThing) => {
  const said: Update =
    one.version > 0 || !one.last ? one.now : { ...one.last, needs: '', reached: [], figure: null, figurePeriod: null }
  return {
    seen: String(one.version),
    status: said.status ?? '',
    direction: said.direction ?? '',
    confidence: said.confidence ?? '',
    words: said.words,
    needs: said.needs,
    reached: said.reached.map(String),
    figure: said.figure === null ? '' : String(said.figure),
    figurePeriod: said.figurePeriod ?? '',
  }
}

const ofAction = ['status', 'direction', 'confidence', 'needs', 'reached'] as const
const ofFigure = ['figure', 'figurePeriod'] as const

const answering = {
  hidden: ['seen'],
  renews: { input: 'seen', after: 'saved-meanwhile' },
  omit: (one: AskedThing) =>
    one.about === 'indicator'
      ? [...ofAction, ...(one.asksFigure ? [] : ofFigure)]
      : [...ofFigure, ...(one.milestones.length ? [] : ['reached'])],
  start: startOf,
  title: (one: AskedThing) => one.title,
  options: (one: AskedThing) => ({
    reached: one.milestones.map(each => ({
      value: String(each.id),
      words: each.words,
      hint: `Due ${longDate(each.due)}`,
    })),
  }),
  lead: (one: AskedThing) => (
    <>
      {one.returned ? (
        <p class="said">
          Returned{one.returned.by ? ` by ${one.returned.by}` : ''}: “{one.returned.note}”
        </p>
      ) : null}
      <p class="lead">
        {one.about === 'indicator' ? `${capital(toldOf(one))}. ` : ''}
        {one.asksFigure ? '' : one.about === 'indicator' ? 'The figure speaks first; you say what is behind it. ' : ''}
        {one.alsoIn.length
          ? `${placesOf(one)} all ask this. You answer once.`
          : `Asked by ${one.place}, by ${longDate(one.closes)}.`}
      </p>
    </>
  ),
  below: (one: AskedThing) => <StandsNow thing={one} />,
}

/** What stands now, for whoever saved at the same time as somebody else. */
function StandsNow({ thing: one }: { thing: AskedThing }) {
  if (one.version === 0 || !one.savedBy) return null
  const { status, direction, words } = one.now
  return (
    <section class="part" aria-labelledby="stands-now">
      <h2 id="stands-now">What stands now</h2>
      <p class="meta">
        Saved by {one.savedBy}
        {one.savedOn ? `, ${longDate(one.savedOn)}` : ''}
      </p>
      {status || direction ? (
        <p>{[status && statusWords[status], direction && directions[direction]].filter(Boolean).join(' · ')}</p>
      ) : null}
      {words ? <blockquote class="said">{words}</blockquote> : <p>No words yet.</p>}
    </section>
  )
}

const formsAt = ({ at, audience, list }: Where): AnyFace[] => {
  const back = (_outcome: unknown, params: Params) => list(params)
  return [
    form({
      at: `${at}/items/:item`,
      audience,
      operation: answers.answer,
      read: thingHere,
      ...answering,
      button: 'Send it',
      also: { button: 'Save, finish later', at: action => `${action}/draft` },
      savesTo: action => `${action}/draft`,
      done: 'Sent. Thank you.',
      next: back,
    }),
    form({
      at: `${at}/items/:item/draft`,
      audience,
      operation: answers.saveDraft,
      read: thingHere,
      ...answering,
      button: 'Save, finish later',
      also: { button: 'Send it', at: action => action.replace(/\/draft$/, '') },
      done: 'Saved. It is not sent yet.',
      next: back,
    }),
    form({
      at: `${at}/items/:item/no-change`,
      audience,
      operation: answers.noChange,
      read: thingHere,
      hidden: ['seen'],
      renews: { input: 'seen', after: 'saved-meanwhile' },
      start: one => ({ seen: String(one.version) }),
      title: one => `No change: ${one.title}`,
      lead: one =>
        one.last?.words
          ? `What was said on ${longDate(one.last.on)} is still true: “${one.last.words}”`
          : 'There is nothing to add.',
      below: one => <StandsNow thing={one} />,
      button: 'Still true, no change',
      done: 'Noted: no change.',
      next: back,
    }),
    form({
      at: `${at}/items/:item/pass-on`,
      audience,
      operation: answers.passOn,
      read: async (asking, params) => {
        const one = await thingHere(asking, params)
        return one && { ...one, people: await whoCanAnswer(asking.db, one, asking.viewer.link !== undefined) }
      },
      start: one => ({ person: one.deputy === null ? '' : String(one.deputy) }),
      options: one => ({
        person: one.people.map(each => ({
          value: String(each.id),
          words: `${each.name}${each.organisation ? ` (${each.organisation})` : ''}`,
        })),
      }),
      title: one => `Pass on: ${one.title}`,
      lead: one => `Whoever you choose is told, and answers in your place. It stays due by ${longDate(one.closes)}.`,
      button: 'Pass it on',
      done: 'Passed on. They are told with their next letter.',
      next: back,
    }),
  ]
}

const linkPage = page({
  at: '/r/:link',
  audience: 'key-holder',
  read: async ({ db, viewer }, { link }) => ({ name: viewer.name, things: await askedOf(db, viewer), link: link! }),
  show: ({ name, things, link }, frame) => (
    <Layout frame={frame} title={askedHeading(things)}>
      <h1>{askedHeading(things)}</h1>
      <Lead>{askedLead(things)}</Lead>
      <p class="meta">This is what {name} is asked. The link shows nothing else.</p>
      <Asked things={things} base={`/r/${link}`} />
    </Layout>
  ),
})

const openPage = form({
  at: '/r/:link/open',
  audience: 'anyone',
  operation: links.openLink,
  read: ({ db, now }, { link }) => linkOwner(db, link!, now),
  title: one => `Questions for ${one.name}`,
  lead: () => 'You need no account. Say who is there, once on this device.',
  start: () => ({ who: 'owner' }),
  options: one => ({
    who: [
      { value: 'owner', words: `I am ${one.name}` },
      { value: 'other', words: `I answer for ${one.name}, who will be told` },
    ],
  }),
  button: 'Go on',
  session: 'opens-link',
  next: (_outcome, params) => `/r/${params.link}`,
})

export const answeringFaces: readonly AnyFace[] = [
  linkPage,
  openPage,
  ...formsAt({ at: '/r/:link', audience: 'key-holder', list: params => `/r/${params.link}` }),
  ...formsAt({ at: '/home', audience: 'signed-in', list: () => '/home' }),
]
