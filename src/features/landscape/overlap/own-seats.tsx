// One's own seats and hours, over all the partnerships one belongs to.

import { grouped } from '../../../kernel/grouped.ts'
import { capital, inWords, longDate } from '../../../kernel/words.ts'
import { page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { type Office, offices } from '../model.ts'
import { addressOfGroup } from '../structure-here.tsx'
import { hours } from './overlap-here.tsx'
import { type OwnSeat, ownHours, ownSeats } from './queries.ts'

export const ownSeatsPage = page({
  at: '/home/seats',
  audience: 'signed-in',
  read: async ({ db, viewer }) => ({
    seats: await ownSeats(db, viewer.person!),
    measured: await ownHours(db, viewer.person!),
  }),
  show: ({ seats, measured }, frame) => {
    const held = seats.filter(seat => seat.part === 'holder')
    const places = grouped(seats, seat => seat.slug)
    const all = measured.reduce((sum, one) => sum + one.hours, 0)
    return (
      <Layout frame={frame} title="Your seats and hours" crumbs={[{ href: '/home', words: 'Home' }]}>
        <h1>
          {held.length
            ? `You hold ${seatsWords(held.length)} in ${placesWords(new Set(held.map(seat => seat.slug)).size)}`
            : seats.length
              ? `You stand in for ${seatsWords(seats.length)}`
              : 'You hold no seat'}
        </h1>
        {seats.length ? (
          <Lead>
            {all
              ? `They take about ${hours(all)} a year, with the time to get ready.`
              : 'Nobody has said how often their groups meet, so the hours are not known.'}
          </Lead>
        ) : (
          <Empty words="When somebody enters you for a seat in a group, it stands here, whichever partnership it is in." />
        )}
        {places.map(([slug, here]) => (
          <Section key={slug} heading={here[0]!.partnership} words={hoursIn(measured, slug)}>
            <Table
              caption={`Your seats in ${here[0]!.partnership}`}
              quiet
              columns={[{ words: 'Group' }, { words: 'As' }, { words: 'For' }, { words: 'Since' }]}
              rows={here.map(seat => [
                <a key="group" href={addressOfGroup(slug, seat.group)}>
                  {seat.groupName}
                </a>,
                asWhat(seat),
                seat.organisation ?? seat.constituency,
                longDate(seat.since),
              ])}
              empty=""
            />
          </Section>
        ))}
        {seats.length ? (
          <Meta>
            Hours are meetings a year × (their length + the time to get ready), as each partnership has entered them.
            Where you stand in for somebody, no hours are counted.
          </Meta>
        ) : null}
      </Layout>
    )
  },
})

const asWhat = ({ office, part }: OwnSeat): string => (part === 'substitute' ? 'Stands in' : offices[office as Office])

const hoursIn = (measured: readonly { slug: string; groups: number; hours: number }[], slug: string) => {
  const here = measured.find(one => one.slug === slug)
  return here
    ? `${capital(inWords(here.groups))} ${here.groups === 1 ? 'group' : 'groups'}, about ${hours(here.hours)} a year.`
    : undefined
}

const seatsWords = (count: number): string => `${inWords(count)} ${count === 1 ? 'seat' : 'seats'}`
const placesWords = (count: number): string => `${inWords(count)} ${count === 1 ? 'partnership' : 'partnerships'}`
