// The board of a round: who is missing, what was sent and waits to be checked, and what is done.

import { capital, counted, inWords, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { isCoordinator } from '../../../operation/permission.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Lead, Meta, Pill, Section } from '../../../ui/parts.tsx'
import type { Asked } from '../asking.ts'
import { itemStateWords } from '../model.ts'
import { titlesIn } from '../opening.ts'
import { askedBy, spanOf } from '../store.ts'
import { addressOf, Done, mostUnfolded, StopLinks, ToCheck } from './board-answers.tsx'
import { type BoardItem, boardItems, type RoundListed, roundsListed } from './board-queries.ts'
import * as words from './board-words.ts'

interface Board {
  readonly slug: string
  readonly round: RoundListed
  readonly items: readonly BoardItem[]
  /** What a planned round is to ask. */
  readonly toAsk: readonly Asked[]
  readonly acts: boolean
  readonly now: words.Moment
  readonly today: string
  /** What came in while somebody accepted all that they saw. */
  readonly newer: number
}

/** A round by the number in an address; null where there is none. */
export async function roundHere({ db, partnership }: Asking, { round: id }: Params) {
  const [round] = /^\d{1,15}$/.test(id!) ? await roundsListed(db, Number(id)) : []
  return round ? { slug: partnership!.slug, round } : null
}

/** The step back to all rounds. */
export const reporting = (slug: string) => ({ href: `/p/${slug}/rounds`, words: 'Reporting' })

async function boardHere(asking: Asking, params: Params, { newer }: Params): Promise<Board | null> {
  const here = await roundHere(asking, params)
  if (!here) return null
  const { db, standing, today, now } = asking
  const { round } = here
  return {
    ...here,
    items: await boardItems(db, round.id, today),
    toAsk: round.state === 'planned' ? await askedBy(db, await spanOf(db, round.id), today) : [],
    acts: isCoordinator(standing),
    now: words.momentOf(now),
    today,
    newer: Number(/^\d{1,4}$/.exec(newer ?? '') ?? 0),
  }
}

export const boardPage = page({
  at: '/p/:slug/rounds/:round',
  audience: 'members',
  read: boardHere,
  show: (board, frame) => {
    const { slug, round, items, today } = board
    const parts = words.partsOf(items)
    const checking = items.filter(one => one.state === 'submitted')
    const missing = parts.filter(one => one.request !== null && one.items.some(words.isMissing))
    const mayCheck = board.acts && round.state !== 'accepted'
    return (
      <Layout
        frame={frame}
        title={words.boardHeading(round)}
        current="rounds"
        crumbs={[reporting(slug), { href: '', words: round.title }]}
      >
        <h1>{words.boardHeading(round)}</h1>
        <Lead>{words.boardLead(round, today)}</Lead>
        <Meta>
          {round.keeper} answers questions about it.
          {round.because && round.state !== 'cancelled' ? ` Last changed because: ${round.because}` : ''}
        </Meta>
        {board.newer ? (
          <p class="said">
            {capital(inWords(board.newer))} {board.newer === 1 ? 'answer was' : 'answers were'} sent or changed after
            the page was shown to you, so {board.newer === 1 ? 'it waits' : 'they wait'} to be checked.
          </p>
        ) : null}
        <WholeRound board={board} />
        {round.state === 'planned' ? <ToAsk asked={board.toAsk} /> : null}
        <Nobody board={board} items={items.filter(one => one.request === null && words.isMissing(one))} />
        {missing.length ? (
          <Section heading={`Missing: ${counted(missing.length, 'person', 'people')}`}>
            {missing.map(one => (
              <Missing key={one.request} board={board} part={one} fold={missing.length > mostUnfolded} />
            ))}
          </Section>
        ) : null}
        <ToCheck slug={slug} acts={mayCheck} items={checking} />
        <Done slug={slug} acts={mayCheck} items={items.filter(one => one.state === 'accepted')} />
      </Layout>
    )
  },
})

/** What can be done with all of it: one button for the next step, the rest small. */
function WholeRound({ board: { slug, round, acts } }: { board: Board }) {
  const at = `/p/${slug}/rounds/${round.id}`
  const steps = {
    planned: [
      ['open', 'Open it today'],
      ['cancel', 'Cancel it'],
    ],
    open: [
      ['extend', 'Give it more time'],
      ['close', 'Close it now'],
    ],
    closed: [['extend', 'Give it more time']],
    accepted: [['reopen', 'Open it again']],
    cancelled: [],
  }[round.state]
  return (
    <>
      {acts && (round.submitted || round.state === 'closed') ? (
        <div class="row">
          {round.submitted && round.state !== 'accepted' ? (
            <form method="post" action={`${at}/accept-all`}>
              <input type="hidden" name="upTo" value={round.lastSentAt!.getTime()} />
              <button class="ds_button" type="submit">
                Accept all that was sent: {round.submitted}
              </button>
            </form>
          ) : round.state === 'closed' ? (
            <ButtonLink href={`${at}/accept`} secondary={round.returned > 0}>
              Accept the round
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
      <p class="tools">
        {round.asked ? <a href={`${at}/exceptions`}>What the board should look at</a> : null}
        {acts
          ? steps.map(([path, label]) => (
              <a key={path} href={`${at}/${path}`}>
                {label}
              </a>
            ))
          : null}
      </p>
    </>
  )
}

/** What a planned round would ask if it opened now. */
function ToAsk({ asked }: { asked: readonly Asked[] }) {
  const people = new Set(asked.flatMap(one => one.holder ?? [])).size
  const unheld = asked.filter(one => one.holder === null).map(one => one.title)
  return (
    <Section heading="What it will ask">
      <p>
        {asked.length
          ? `As things are now: ${counted(people, 'person', 'people')} about ${counted(asked.length, 'thing')}. Each gets one letter.`
          : 'As things are now, nothing: no action is under way and no figure is due in what it covers.'}
      </p>
      {unheld.length ? (
        <p class="missing">Nobody is there to answer for {titlesIn(unheld)}. Name somebody before it opens.</p>
      ) : null}
    </Section>
  )
}

const open = ({ round }: Board): boolean => round.state === 'open'

function Nobody({ board, items }: { board: Board; items: readonly BoardItem[] }) {
  if (!items.length) return null
  return (
    <Section heading={`Nobody to answer: ${items.length}`} words="Nobody is named for these, so nobody was asked.">
      <ul class="plain">
        {items.map(one => (
          <li key={one.item}>
            <a href={addressOf(board.slug, one)}>{one.title}</a>
            <p class="meta">
              {one.body ?? 'No body leads it'}
              {board.acts && open(board) ? (
                <>
                  {' · '}
                  <a href={`/p/${board.slug}/items/${one.item}/give`}>
                    Name somebody <span class="unseen">for {one.title}</span>
                  </a>
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Missing({ board, part, fold }: { board: Board; part: words.Part; fold: boolean }) {
  const { slug, acts, today } = board
  const chase = `/p/${slug}/requests/${part.request}/chase`
  const [first] = part.items
  const chases = acts && open(board) && first!.chased?.on !== today
  const late = words.comesTooLate(first!, board.now, today)
  const missing = part.items.filter(words.isMissing)
  return (
    <section class="asked" aria-labelledby={`part-${part.request}`}>
      <div class="row">
        <h3 id={`part-${part.request}`}>{part.name}</h3>
        <Answered part={part} />
      </div>
      <Meta>{[part.body, ...words.soFar(part, board.now)].filter(Boolean).join(' · ')}</Meta>
      {fold ? (
        <details>
          <summary>{counted(missing.length, 'answer')} missing</summary>
          <MissingItems board={board} items={missing} />
        </details>
      ) : (
        <MissingItems board={board} items={missing} />
      )}
      {chases && late ? <p class="meta">{words.tooLate}</p> : null}
      {chases && !late ? (
        <div class="row">
          <form method="post" action={chase}>
            <button class="ds_button ds_button--secondary" type="submit">
              Ask once more<span class="unseen">: {part.name}</span>
            </button>
          </form>
          <a href={chase}>
            Ask with a note<span class="unseen">: {part.name}</span>
          </a>
        </div>
      ) : null}
      {acts ? <StopLinks slug={slug} part={part} /> : null}
    </section>
  )
}

const MissingItems = ({ board, items }: { board: Board; items: readonly BoardItem[] }) => (
  <ul class="plain">
    {items.map(one => (
      <li key={one.item}>
        <a href={addressOf(board.slug, one)}>{one.title}</a>
        {one.state === 'waiting' ? null : ` · ${itemStateWords[one.state].toLowerCase()}`}
        {board.acts && open(board) ? (
          <>
            {' · '}
            <a href={`/p/${board.slug}/items/${one.item}/give`}>
              Give to another <span class="unseen">: {one.title}</span>
            </a>
          </>
        ) : null}
        {one.returned ? (
          <p class="meta">
            Returned {longDate(one.returned.on)}: “{one.returned.note}”
          </p>
        ) : null}
      </li>
    ))}
  </ul>
)

const Answered = ({ part: { answered, items } }: { part: words.Part }) => (
  <Pill tone={answered === 0 ? 'warn' : 'flat'}>
    {answered === 0 ? `None of ${items.length} answered` : `${answered} of ${items.length} answered`}
  </Pill>
)
