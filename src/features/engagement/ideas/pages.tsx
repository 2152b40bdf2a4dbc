// The pages of ideas: the list, one idea with what others say of it, and the forms.

import { capital, counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Section } from '../../../ui/parts.tsx'
import { notAsked, whatIsAsked } from '../answering/answer-page.tsx'
import { activityHere, addressOfActivity, addressOfEngagement, crumbs, isNumber } from '../here.tsx'
import { placesOffered } from '../queries.ts'
import { onThisDevice } from './on-this-device.ts'
import { commentOnIdea, giveIdea, supportIdea, withdrawSupport } from './operations.ts'
import { commentsShown, type IdeaListed, ideaShown, ideasShown, type Order, ownUnshown } from './store.ts'

const inOnePage = 50
const at = '/p/:slug/engagements/:engagement/ideas/:activity'

/** The activity, and who looks at it. */
async function ideasHere(asking: Asking, params: Params) {
  const found = await activityHere(asking, params)
  if (found?.activity.kind !== 'ideas') return null
  const admitted = await onThisDevice(asking, found)
  return {
    ...found,
    response: admitted?.response ?? null,
    receipt: admitted && admitted.response !== null ? admitted.receipt : null,
    mayGoOn: admitted !== null,
    mark: asking.device ?? '',
  }
}
type Here = NonNullable<Awaited<ReturnType<typeof ideasHere>>>
const here = (view: Here, path = '') => addressOfActivity(view.slug, view.id, view.activity) + path
const toList = ({ slug, engagement, activity }: Params) => `/p/${slug}/engagements/${engagement}/ideas/${activity}`

async function listHere(asking: Asking, params: Params, query: Params) {
  const found = await ideasHere(asking, params)
  if (!found) return null
  const order: Order = query.by === 'newest' ? 'newest' : 'most'
  const number = /^[1-9]\d{0,3}$/.test(query.page ?? '') ? Number(query.page) : 1
  const ideas = await ideasShown(asking.db, found.activity.id, found.response, {
    order,
    skip: (number - 1) * inOnePage,
    limit: inOnePage,
  })
  return {
    ...found,
    order,
    number,
    ideas: ideas.slice(0, inOnePage),
    more: ideas.length > inOnePage,
    own: found.response === null ? [] : await ownUnshown(asking.db, found.activity.id, found.response),
  }
}
type ListView = NonNullable<Awaited<ReturnType<typeof listHere>>>

const listPage = page({
  at,
  audience: 'anyone',
  device: true,
  read: listHere,
  show: (view, frame) => (
    <Layout frame={frame} title={view.activity.title} crumbs={crumbs(view)} current="voice">
      <h1>{view.activity.title}</h1>
      {view.activity.about ? <p class="lead">{view.activity.about}</p> : null}
      <Standing view={view} />
      <Own view={view} />
      <List view={view} />
    </Layout>
  ),
})

function Standing({ view }: { view: Here }) {
  const { state, opens, closes, slug, id, activity, resultsOpen, receipt } = view
  switch (state) {
    case 'open':
      return (
        <>
          <p class="meta">Open until {longDate(closes)}. You need not say who you are.</p>
          <div class="row">
            <ButtonLink href={here(view, '/new')}>Give your idea</ButtonLink>
            {receipt ? <a href={`/p/${slug}/receipts/${receipt}`}>Keep my number</a> : null}
          </div>
        </>
      )
    case 'closed':
    case 'called-off':
      return (
        <p class="said">
          {state === 'closed' ? `This closed on ${longDate(closes)}.` : 'This was called off.'}{' '}
          <a href={`${addressOfEngagement(slug, id)}${resultsOpen ? `/results/${activity.id}` : ''}`}>
            {resultsOpen ? 'See which ideas have most people behind them' : 'See what became of it'}
          </a>
        </p>
      )
    default:
      return (
        <p class="said">
          {state === 'draft' ? 'Only members see this yet.' : `This opens on ${longDate(opens)}.`} Then everyone can put
          forward ideas here.
        </p>
      )
  }
}

const Own = ({ view: { own, slug, receipt } }: { view: ListView }) =>
  own.length === 0 ? null : (
    <Section heading="From this device">
      <ul class="plain">
        {own.map(one => (
          <li key={one.id}>
            {one.title}
            <p class="meta">
              {one.state === 'waiting' ? (
                'Yours waits to be read'
              ) : (
                <>
                  It is not shown. <a href={`/p/${slug}/receipts/${receipt}`}>See why, and ask for another look</a>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )

function List({ view }: { view: ListView }) {
  const { ideas, order, number, more, state } = view
  if (ideas.length === 0 && number === 1)
    return state === 'open' || state === 'closed' ? (
      <Empty
        words={state === 'open' ? 'No ideas yet. Yours could be the first.' : 'No ideas are shown.'}
        href={state === 'open' ? here(view, '/new') : undefined}
        next="Give your idea"
      />
    ) : null
  const link = (by: Order, page: number) => here(view, `?by=${by}${page > 1 ? `&page=${page}` : ''}`)
  return (
    <Section heading="Ideas so far">
      <nav class="ways" aria-label="Order of the ideas">
        <ul>
          {(['most', 'newest'] as const).map(by => (
            <li key={by}>
              <a href={link(by, 1)} aria-current={by === order ? 'page' : undefined}>
                {by === 'most' ? 'Most support first' : 'Newest first'}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ul class="plain">
        {ideas.map(idea => (
          <li key={idea.id} id={`idea-${idea.id}`}>
            <h3>
              <a href={here(view, `/${idea.id}`)}>{idea.title}</a>
            </h3>
            <p>{short(idea.words)}</p>
            <Behind view={view} idea={idea} />
          </li>
        ))}
      </ul>
      {number > 1 || more ? (
        <nav class="row" aria-label="More ideas">
          {number > 1 ? <a href={link(order, number - 1)}>Ideas before these</a> : null}
          {more ? <a href={link(order, number + 1)}>More ideas</a> : null}
        </nav>
      ) : null}
    </Section>
  )
}

const short = (words: string): string =>
  words.length <= 200 ? words : `${words.slice(0, 200).replace(/\s+\S*$/, '')} …`

/** How many are behind it, and the button to join them. */
function Behind({ view, idea }: { view: Here; idea: IdeaListed }) {
  const facts = [
    capital(counted(idea.supporters, 'supporter')),
    counted(idea.comments, 'comment'),
    ...(idea.place ? [idea.place] : []),
    longDate(idea.day),
  ]
  return (
    <>
      <p class="meta">
        {facts.join(' · ')}
        {idea.own ? ' · Yours' : ''}
      </p>
      {view.state === 'open' ? <SupportButton view={view} idea={idea} /> : null}
    </>
  )
}

function SupportButton({ view, idea }: { view: Here; idea: IdeaListed }) {
  const words = idea.mine ? 'Take my support back' : 'Support this'
  const action = here(view, `/${idea.id}/${idea.mine ? 'withdraw' : 'support'}`)
  const unseen = <span class="unseen"> “{idea.title}”</span>
  if (!view.mayGoOn)
    return (
      <ButtonLink href={view.admits === 'signed-in' ? '/sign-in' : action} secondary>
        {view.admits === 'signed-in' ? 'Sign in to support this' : words}
        {unseen}
      </ButtonLink>
    )
  return (
    <form class="row" method="post" action={action}>
      <input type="hidden" name="device" value={view.mark} autocomplete="off" />
      {idea.mine ? <span>You support this.</span> : null}
      <button class="ds_button ds_button--secondary" type="submit">
        {words}
        {unseen}
      </button>
    </form>
  )
}

/** An idea in the address: shown, or of whoever looks. */
async function ideaHere(asking: Asking, params: Params) {
  const found = isNumber(params.idea) ? await ideasHere(asking, params) : null
  const idea = found && (await ideaShown(asking.db, found.activity.id, Number(params.idea), found.response))
  return found && idea ? { ...found, idea } : null
}
type IdeaView = NonNullable<Awaited<ReturnType<typeof ideaHere>>>

const ideaCrumbs = (view: Here) => [...crumbs(view), { href: here(view), words: view.activity.title }]

const ideaPage = page({
  at: `${at}/:idea`,
  audience: 'anyone',
  device: true,
  read: async (asking, params) => {
    const found = await ideaHere(asking, params)
    return found && { ...found, comments: await commentsShown(asking.db, found.idea.id, found.response) }
  },
  show: (view, frame) => (
    <Layout frame={frame} title={view.idea.title} crumbs={ideaCrumbs(view)} current="voice">
      <h1>{view.idea.title}</h1>
      <p class="pre">{view.idea.words}</p>
      {view.idea.shown ? (
        <Behind view={view} idea={view.idea} />
      ) : (
        <p class="said">Yours waits to be read, or is not shown. Only you see it, on this device.</p>
      )}
      {view.idea.shown ? (
        <Section heading="What people say of it">
          {view.comments.length === 0 ? <p>Nothing yet.</p> : null}
          <ul class="plain">
            {view.comments.map(one => (
              <li key={one.id}>
                <p class="pre">{one.words}</p>
                <p class="meta">
                  {one.state === 'shown'
                    ? longDate(one.day)
                    : one.state === 'waiting'
                      ? 'Yours waits to be read'
                      : 'Yours is not shown'}
                </p>
              </li>
            ))}
          </ul>
          {view.state === 'open' ? (
            <ButtonLink href={here(view, `/${view.idea.id}/comment`)} secondary>
              Say what you think of it
            </ButtonLink>
          ) : null}
        </Section>
      ) : null}
    </Layout>
  ),
})

const resident = {
  audience: 'anyone',
  rationed: 'crowd',
  device: 'device',
  omit: (view: Here) => notAsked(view.mayGoOn ? 'anyone' : view.admits),
  needed: (view: Here) => (view.mayGoOn ? [] : whatIsAsked(view.admits)),
} as const

const closedWords = 'Nothing can be sent here now.'

const giveForm = form({
  ...resident,
  at: `${at}/new`,
  operation: giveIdea,
  read: async (asking: Asking, params: Params) => {
    const found = await ideasHere(asking, params)
    return found && { ...found, around: await placesOffered(asking.db, found.id, asking.partnership!.areaCode) }
  },
  options: ({ around }) => ({ place: around.map(one => ({ value: one.code, words: one.name })) }),
  crumbs: ideaCrumbs,
  title: () => 'Give your idea',
  lead: ({ state }) =>
    state === 'open'
      ? 'One idea at a time. Somebody reads it before others see it. You need not say who you are.'
      : closedWords,
  button: 'Send my idea',
  done: 'Thank you. Somebody reads it first. Then others can see it and support it.',
  next: (_outcome, params) => toList(params),
})

const supportForm = form({
  ...resident,
  at: `${at}/:idea/support`,
  operation: supportIdea,
  read: ideaHere,
  crumbs: ideaCrumbs,
  title: ({ idea }) => `Support “${idea.title}”`,
  lead: ({ state }) => (state === 'open' ? 'It counts once, however often you press.' : closedWords),
  button: 'Support this',
  next: (_outcome, params) => `${toList(params)}#idea-${params.idea}`,
})

const withdrawForm = form({
  ...resident,
  at: `${at}/:idea/withdraw`,
  operation: withdrawSupport,
  read: ideaHere,
  crumbs: ideaCrumbs,
  title: ({ idea }) => `Take back your support for “${idea.title}”`,
  button: 'Take it back',
  next: (_outcome, params) => `${toList(params)}#idea-${params.idea}`,
})

const commentForm = form({
  ...resident,
  at: `${at}/:idea/comment`,
  operation: commentOnIdea,
  read: async (asking: Asking, params: Params): Promise<IdeaView | null> => {
    const found = await ideaHere(asking, params)
    return found?.idea.shown ? found : null
  },
  crumbs: view => [...ideaCrumbs(view), { href: here(view, `/${view.idea.id}`), words: view.idea.title }],
  title: ({ idea }) => `What do you think of “${idea.title}”?`,
  lead: ({ state }) => (state === 'open' ? 'Somebody reads it before others see it.' : closedWords),
  button: 'Send it',
  done: 'Thank you. Somebody reads it first. Then others can see it.',
  next: (_outcome, params) => `${toList(params)}/${params.idea}`,
})

export const faces: readonly AnyFace[] = [listPage, giveForm, ideaPage, supportForm, withdrawForm, commentForm]
