// One group as a page: what it is for and whom it answers to first, then its seats, its ties, and what was said of it before.

import { capital, counted, inWords, listOf, longDate } from '../../kernel/words.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Lead, Meta, Section, Table } from '../../ui/parts.tsx'
import { aKind, groupKindWords, linkKinds, offices, waysToFill } from './model.ts'
import { hoursWords } from './picture.tsx'
import { elsewhere, type GroupView, group, type SeatView, settings } from './queries.ts'
import { hoursEach, hoursOf } from './structure.ts'
import { addressOfGroup, isNumber, structureCrumbs } from './structure-here.tsx'

export const groupPage = page({
  at: '/p/:slug/structure/groups/:group',
  audience: 'anyone',
  read: async ({ db, partnership, standing }, { group: id }) => {
    const known = await settings(db)
    if (!isNumber(id) || (!standing.inside && known.publishedOn === null)) return null
    const found = await group(db, Number(id))
    if (!found) return null
    return {
      slug: partnership!.slug,
      one: found,
      known,
      elsewhere: found.body ? await elsewhere(db, found.body.id, partnership!.id) : [],
      inside: standing.inside,
      coordinates: isCoordinator(standing) && found.until === null,
    }
  },
  show: ({ slug, one, known, elsewhere: others, inside, coordinates }, frame) => {
    const now = one.texts[0]!
    const here = addressOfGroup(slug, one.id)
    // Of a group that has ended: the seats it had to the last.
    const seats = one.seats.filter(seat => lasts(seat, one))
    const people = seats.filter(seat => seat.held).length
    const ended = one.until !== null
    return (
      <Layout frame={frame} title={now.name} current="structure" crumbs={structureCrumbs({ slug })}>
        <h1>{now.name}</h1>
        <Lead>{answer(one, people)}</Lead>
        {one.until ? (
          <p>
            It ended on {longDate(one.until)}. {one.endedBecause}{' '}
            {one.into ? (
              <>
                It became part of <a href={addressOfGroup(slug, one.into.id)}>{one.into.name}</a>.
              </>
            ) : null}
          </p>
        ) : null}
        {coordinates ? (
          <p class="row">
            <ButtonLink href={`${here}/seats/new`}>Add a seat</ButtonLink>
            <ButtonLink href={`${here}/describe`} secondary>
              Change what is said of it
            </ButtonLink>
            <ButtonLink href={`${here}/end`} secondary>
              Record its end
            </ButtonLink>
          </p>
        ) : null}
        <Section heading="What it is">
          <DefinitionRows
            rows={[
              { term: 'Kind', words: groupKindWords[now.kind] },
              { term: 'What it is for', words: now.remit || 'Not said yet' },
              { term: 'Meets', words: meets(now) },
              { term: ended ? 'Took' : 'Takes', words: takes({ ...now, seats }, known.preparationHours, people) },
              { term: 'Law it rests on', words: now.legalBasis || 'None' },
              { term: 'Paperwork', words: now.secretariat || 'Not said yet' },
              {
                term: 'Last met',
                words: now.lastMet ? longDate(now.lastMet) : 'Not said yet',
                change: coordinates ? { href: `${here}/met`, words: 'Change' } : undefined,
              },
              { term: 'To be reviewed', words: now.review ? longDate(now.review) : 'No day set' },
              { term: 'Began', words: longDate(one.since) },
              ...(one.body ? jointRows(one, here, coordinates) : []),
            ]}
          />
          {others.length ? (
            <>
              <h3>Also linked to</h3>
              <ul>
                {others.map(other => (
                  <li key={other.slug}>
                    <a href={addressOfGroup(other.slug, other.id)}>{other.partnership}</a>:{' '}
                    {other.reports || other.group}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </Section>
        <Section
          heading={`${capital(inWords(seats.length))} ${seats.length === 1 ? 'seat' : 'seats'}`}
          words={inside ? 'Only members see names.' : undefined}
        >
          {seats.length ? (
            <Table
              caption={`Seats of ${now.name}`}
              quiet
              columns={[{ words: 'Seat' }, { words: 'Held by' }]}
              rows={seats.map(seat => seatRow(slug, seat, inside, coordinates))}
              empty=""
            />
          ) : (
            <Empty
              words="Nobody has said yet who sits here."
              href={coordinates ? `${here}/seats/new` : undefined}
              next="Add the first seat"
            />
          )}
          {one.seats.length > seats.length ? (
            <details>
              <summary>{capital(counted(one.seats.length - seats.length, 'seat'))} that it had before</summary>
              <ul>
                {one.seats
                  .filter(seat => !lasts(seat, one))
                  .map(seat => (
                    <li key={seat.id}>
                      {seatName(seat)}, {longDate(seat.since)} to {longDate(seat.until!)}
                    </li>
                  ))}
              </ul>
            </details>
          ) : null}
        </Section>
        <Remit slug={slug} one={one} here={here} coordinates={coordinates} />
        <Ties slug={slug} one={one} here={here} coordinates={coordinates} />
        <Before one={one} />
      </Layout>
    )
  },
})

const lasts = (seat: SeatView, one: GroupView): boolean =>
  one.until === null ? seat.until === null : seat.until !== null && seat.until >= one.until

/** `A thematic group that reports to the Executive Group. Eleven people meet in it, four times a year.` */
function answer(one: GroupView, people: number): string {
  const now = one.texts[0]!
  const over = one.links.filter(link => !link.inward && (link.kind === 'reports-to' || link.kind === 'part-of'))
  const above = over.length
    ? ` that ${listOf(over.map(link => `${linkKinds[link.kind]} the ${link.name.replace(/^the /i, '')}`))}`
    : ''
  if (one.until !== null) return `It was ${aKind(now.kind)}.`
  const sit = people
    ? `${capital(inWords(people))} ${people === 1 ? 'person sits' : 'people sit'} in it.`
    : one.seats.some(seat => seat.until === null)
      ? 'All its seats are vacant.'
      : 'Nobody has said yet who sits in it.'
  return `${capital(aKind(now.kind))}${above}. ${sit}`
}

function takes(group: Parameters<typeof hoursOf>[0], preparationHours: number, people: number): string {
  const [all, each] = [hoursOf(group, preparationHours), hoursEach(group, preparationHours)]
  if (group.seats.length === 0) return 'Not known: nobody has said who sits in it'
  if (all === null || each === null) return 'Not known: nobody has said how often and how long it meets'
  return people === 0
    ? 'Nothing: all its seats are vacant'
    : `${hoursWords(all)}: ${Math.round(each * 10) / 10} for each of ${counted(people, 'person', 'people')}`
}

function meets({ meetings, minutes }: GroupView['texts'][number]): string {
  const often =
    meetings === null ? 'Nobody has said how often' : `${counted(Math.round(meetings * 10) / 10, 'time')} a year`
  return minutes === null ? often : `${often}, ${lengthWords(minutes)} each`
}

const lengthWords = (minutes: number): string =>
  minutes % 60 === 0
    ? counted(minutes / 60, 'hour')
    : minutes < 60
      ? `${minutes} minutes`
      : `${Math.floor(minutes / 60)} h ${minutes % 60} min`

const jointRows = (one: GroupView, here: string, coordinates: boolean) => [
  { term: 'Whom it answers to', words: one.body!.ownGovernance || 'Its own governance; nobody has said more' },
  ...(one.body!.address ? [{ term: 'Its own pages', words: <a href={one.body!.address}>{one.body!.address}</a> }] : []),
  {
    term: 'What it reports here',
    words: one.reports || 'Not said yet',
    change: coordinates ? { href: `${here}/reports`, words: 'Change' } : undefined,
  },
]

interface PartProps {
  readonly slug: string
  readonly one: GroupView
  readonly here: string
  readonly coordinates: boolean
}

function Remit({ slug, one, here, coordinates }: PartProps) {
  const kindOf = (remit: GroupView['remits'][number]) => (remit.outcome ? 'Outcome' : remit.theme ? 'Theme' : 'Place')
  return (
    <Section
      heading={one.until ? 'What it minded' : 'What it minds'}
      words="Outcomes and themes of our plans, and places."
    >
      {one.remits.length ? (
        <Table
          caption="What it minds"
          quiet
          columns={[{ words: 'What' }, { words: 'Kind' }, ...(coordinates ? [{ words: '' }] : [])]}
          rows={one.remits.map(remit => [
            remit.outcome ? <a href={`/p/${slug}/outcomes/${remit.outcome}`}>{remit.words}</a> : remit.words,
            kindOf(remit),
            ...(coordinates
              ? [
                  <a key="take" href={`/p/${slug}/structure/remits/${remit.id}/end`}>
                    Take out <span class="unseen">{remit.words}</span>
                  </a>,
                ]
              : []),
          ])}
          empty=""
        />
      ) : (
        <p>{one.until ? 'Nobody had said.' : 'Nobody has said yet what it minds.'}</p>
      )}
      {coordinates ? (
        <p>
          <a href={`${here}/remit`}>Add an outcome, a theme or a place</a>
        </p>
      ) : null}
    </Section>
  )
}

function Ties({ slug, one, here, coordinates }: PartProps) {
  const inwards: Record<string, string> = {
    'part-of': 'has as a part',
    'reports-to': 'hears reports from',
    'coordinates-with': 'co-ordinates with',
    informs: 'is informed by',
  }
  return (
    <Section heading={one.until ? 'How it hung together with others' : 'How it hangs together with others'}>
      {one.links.length ? (
        <ul>
          {one.links.map(link => (
            <li key={link.id}>
              It {link.inward ? inwards[link.kind] : linkKinds[link.kind]}{' '}
              <a href={addressOfGroup(slug, link.other)}>{link.name}</a>
              {coordinates ? (
                <>
                  {' '}
                  ·{' '}
                  <a href={`/p/${slug}/structure/links/${link.id}/end`}>
                    End this <span class="unseen">link with {link.name}</span>
                  </a>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p>{one.until ? 'It stood by itself.' : 'It stands by itself.'}</p>
      )}
      {coordinates ? (
        <p>
          <a href={`${here}/link`}>Link it to another group</a>
        </p>
      ) : null}
    </Section>
  )
}

const seatName = (seat: SeatView): string =>
  [seat.organisationName ?? seat.constituency, seat.post].filter(Boolean).join(', ')

function seatRow(slug: string, seat: SeatView, inside: boolean, coordinates: boolean) {
  const at = `/p/${slug}/structure/seats/${seat.id}`
  const part = [offices[seat.office], seat.elected ? 'councillor' : '', seat.voting ? '' : 'no vote']
  const how = seat.filledBy === 'unknown' ? '' : waysToFill[seat.filledBy].toLowerCase()
  return [
    <div key="seat">
      {seatName(seat)}
      <Meta>{[part.filter(Boolean).join(', '), how].filter(Boolean).join(' · ')}</Meta>
      {coordinates ? (
        <Meta>
          <a href={`${at}/fill`}>
            {seat.held ? 'Somebody else' : 'Fill it'} <span class="unseen">for {seatName(seat)}</span>
          </a>
          {seat.held ? (
            <>
              {' '}
              · <a href={`${at}/substitute`}>Stand-in</a> · <a href={`${at}/vacate`}>Make it vacant</a>
            </>
          ) : null}{' '}
          · <a href={`${at}/end`}>End the seat</a>
        </Meta>
      ) : null}
    </div>,
    <div key="holder">
      {!seat.held ? <b>Vacant</b> : inside ? (seat.personName ?? 'Somebody; no name is known') : 'Filled'}
      {inside && seat.substituteName ? <Meta>Stand-in: {seat.substituteName}</Meta> : null}
    </div>,
  ]
}

/** What was said of it before, so that nothing is lost when it changes. */
function Before({ one }: { one: GroupView }) {
  const before = one.texts.slice(1)
  if (before.length === 0) return null
  return (
    <Section heading="What it was before">
      <ul class="plain">
        {before.map(text => (
          <li key={text.since}>
            <b>{text.name}</b>, {groupKindWords[text.kind].toLowerCase()}
            {text.remit ? `: ${text.remit}` : ''}
            <Meta>
              {longDate(text.since)} to {longDate(text.until!)} · {meets(text)}
            </Meta>
          </li>
        ))}
      </ul>
    </Section>
  )
}
