// The list of what somebody is asked: what waits first, then what was sent. The same signed in and by a link.

import { showQuantity } from '../../../kernel/quantity.ts'
import { capital, counted, inWords, listOf, longDate } from '../../../kernel/words.ts'
import { ButtonLink, Pill } from '../../../ui/parts.tsx'
import { type Status, statusWords } from '../model.ts'
import type { AskedItem, AskedThing } from '../queries.ts'
import { judgeSeries } from './figures.ts'

/** Minutes that one thing takes, as we say before anybody begins. */
export const minutesEach = 2

export const waiting = (things: readonly AskedThing[]): AskedThing[] =>
  things.filter(one => one.state !== 'submitted' && one.state !== 'accepted')

/** `Five things to answer, for three partnerships`. */
export function askedHeading(things: readonly AskedThing[]): string {
  const still = waiting(things)
  if (!still.length) return things.length ? 'All answered. Thank you' : 'Nothing waits for you'
  const places = new Set(still.flatMap(placesList)).size
  return `${capital(inWords(still.length))} ${still.length === 1 ? 'thing' : 'things'} to answer${places > 1 ? `, for ${inWords(places)} partnerships` : ''}`
}

export function askedLead(things: readonly AskedThing[]): string {
  const still = waiting(things)
  const shared = still.filter(one => one.alsoIn.length).length
  if (!things.length) return 'When something is asked of you, it stands here, and a letter says so.'
  if (!still.length)
    return things.every(one => one.state === 'accepted')
      ? 'Everything you sent is accepted.'
      : 'You can still change what you sent until it is checked.'
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

const placesList = (one: AskedThing): string[] => [one.place, ...one.alsoIn.map(twin => twin.place)]

export const placesOf = (one: AskedThing): string => listOf(placesList(one))

const partWords = (one: AskedThing): string =>
  ({
    deputy: `${one.holderName ?? 'Nobody'} is asked, you are the deputy`,
    lead: `${one.holderName ?? 'Nobody'} is asked, you lead for the organisation`,
    coordinator: `${one.holderName ?? 'Nobody'} is asked`,
    holder: '',
  })[one.part]

/** What the figures say, before anybody gives the reason: the data speaks first, of every place that asks. */
export const toldOf = (one: AskedThing): string =>
  one.alsoIn.length ? [one, ...one.alsoIn].map(twin => `${twin.place}: ${figureOf(twin)}`).join('; ') : figureOf(one)

function figureOf({ figure }: AskedItem): string {
  const judged = figure && judgeSeries(figure)
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
