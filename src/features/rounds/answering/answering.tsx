// The forms in which people answer, for whoever signed in and for whoever came by a link alike, and the link's pages.

import { showQuantity } from '../../../kernel/quantity.ts'
import { capital, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, type Audience, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Lead } from '../../../ui/parts.tsx'
import * as links from '../letters/links.ts'
import { confidences, directions, statusWords, type Update } from '../model.ts'
import { type AskedThing, askedOf, linkOwner, whoCanAnswer } from '../queries.ts'
import * as answers from './answers.ts'
import { Asked, askedHeading, askedLead, placesOf, toldOf } from './asked-list.tsx'

interface Where {
  /** Before `/items/:item`. */
  readonly at: string
  readonly audience: Audience
  /** The list that one comes back to. */
  readonly list: (params: Params) => string
}

async function thingHere(asking: Asking, { item }: Params): Promise<AskedThing | null> {
  const [found] = /^\d{1,15}$/.test(item!) ? await askedOf(asking, Number(item)) : []
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
  omit: (one: AskedThing) => [
    ...(one.about === 'indicator'
      ? [...ofAction, ...(one.asksFigure ? [] : ofFigure)]
      : [...ofFigure, ...(one.milestones.length ? [] : ['reached'])]),
    ...(one.alsoIn.length ? [] : ['onlyHere']),
  ],
  needed: (one: AskedThing) =>
    one.about === 'action' ? ['status', 'direction', 'confidence', 'words'] : one.asksFigure ? ofFigure : ['words'],
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
        {isOver(one) ? 'This round has closed, so nothing can be sent. What you wrote is still here: copy it. ' : ''}
        {one.about === 'indicator' ? `${capital(toldOf(one))}. ` : ''}
        {one.asksFigure || one.about === 'action' ? '' : 'The figure speaks first; you say what is behind it. '}
        {one.alsoIn.length
          ? `${placesOf(one)} ask this. You answer once, and it stands in each.`
          : `Asked by ${one.place}, by ${longDate(one.closes)}.`}
      </p>
    </>
  ),
  below: (one: AskedThing) => <StandsNow thing={one} />,
}

/** Nothing more can be sent, but for what was returned. */
const isOver = (one: AskedThing): boolean =>
  one.roundState !== 'open' && !(one.roundState === 'closed' && one.state === 'returned')

/** What stands now, for whoever saved at the same time as somebody else. */
function StandsNow({ thing: one }: { thing: AskedThing }) {
  if (one.version === 0 || !one.savedBy) return null
  const { status, direction, confidence, words, needs, figure, figurePeriod, reached } = one.now
  const stands = [
    status && statusWords[status],
    direction && directions[direction],
    confidence && confidences[confidence],
  ]
  const milestones = one.milestones.filter(each => reached.includes(each.id))
  return (
    <section class="part" aria-labelledby="stands-now">
      <h2 id="stands-now">What stands now</h2>
      <p class="meta">
        Saved by {one.savedBy}
        {one.savedOn ? `, ${longDate(one.savedOn)}` : ''}
      </p>
      {stands.some(Boolean) ? <p>{stands.filter(Boolean).join(' · ')}</p> : null}
      {figure === null || !one.figure ? null : (
        <p>
          {showQuantity(figure, one.figure.unit)}
          {figurePeriod ? ` for ${figurePeriod}` : ''}
        </p>
      )}
      {words ? <blockquote class="said">{words}</blockquote> : <p>No words yet.</p>}
      {milestones.length ? <p>Reached: {milestones.map(each => each.words).join('; ')}</p> : null}
      {needs ? <p>For the board to decide: {needs}</p> : null}
    </section>
  )
}

/** What was sent stays sent: it is changed by sending it anew. */
const mayDraft = (one: AskedThing): boolean => one.state !== 'submitted' && !isOver(one)

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
      also: (one, action) => (mayDraft(one) ? { words: 'Save, finish later', action: `${action}/draft` } : undefined),
      savesTo: (one, action) => (mayDraft(one) ? `${action}/draft` : undefined),
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
      also: (_one, action) => ({ words: 'Send it', action: action.replace(/\/draft$/, '') }),
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
  read: async (asking, { link }) => ({ name: asking.viewer.name, things: await askedOf(asking), link: link! }),
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
