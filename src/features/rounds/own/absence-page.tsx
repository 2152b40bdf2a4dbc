// The page of being away: for which days, what waits meanwhile, and who can answer it.

import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, form } from '../../../ui/declare.ts'
import { Section } from '../../../ui/parts.tsx'
import { waiting } from '../answering/asked-list.tsx'
import { type AskedThing, askedOf } from '../queries.ts'
import { beAway, beBack } from './absence.ts'

interface Absence {
  readonly id: number
  readonly from: string
  readonly to: string
}

const absencesOf = ({ db, viewer, today }: Asking): Promise<Absence[]> =>
  db
    .selectFrom('absence')
    .select(['id', 'from_on as from', 'to_on as to'])
    .where('person_id', '=', viewer.person)
    .where('to_on', '>=', today)
    .orderBy('from_on')
    .execute()

const dueAway = ({ closes }: AskedThing, absences: readonly Absence[]): boolean =>
  absences.some(one => one.from <= closes && closes <= one.to)

const days = ({ from, to }: Absence): string => (from === to ? longDate(from) : `${longDate(from)} to ${longDate(to)}`)

const away = form({
  at: '/home/away',
  audience: 'signed-in',
  operation: beAway,
  read: async asking => ({
    today: asking.today,
    absences: await absencesOf(asking),
    things: waiting(await askedOf(asking)).filter(one => one.part === 'holder'),
  }),
  title: ({ absences, today }) =>
    absences[0] && absences[0].from <= today
      ? 'You are away'
      : absences.length
        ? 'You will be away'
        : 'When you are away',
  lead: ({ absences, things }) => {
    const due = things.filter(one => dueAway(one, absences)).length
    return `Rounds that open on these days ask your deputies instead of you. What waits with you already stays yours until you pass it on.${
      due ? ` ${counted(due, 'thing')} of yours ${due === 1 ? 'is' : 'are'} due while you are away.` : ''
    }`
  },
  crumbs: () => [{ href: '/home', words: 'Home' }],
  button: 'I am away on these days',
  done: 'Noted. Rounds that open on these days ask your deputies.',
  next: () => '/home/away',
  below: view => <Meanwhile {...view} />,
})

function Meanwhile({ absences, things }: { absences: readonly Absence[]; things: readonly AskedThing[] }) {
  return (
    <>
      {absences.length ? (
        <Section heading="Your days away">
          <ul class="plain">
            {absences.map(one => (
              <li key={one.id}>
                {days(one)} ·{' '}
                <a href={`/home/away/${one.id}/back`}>
                  I am here after all<span class="unseen">: {days(one)}</span>
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {things.length ? (
        <Section heading="What waits with you now">
          <ul class="plain">
            {things.map(one => (
              <li key={one.item}>
                <p>
                  <a href={`/home/items/${one.item}`}>{one.title}</a>
                </p>
                <p class="meta">
                  {one.place} · due {longDate(one.closes)}
                  {dueAway(one, absences) ? ', while you are away' : ''} ·{' '}
                  <a href={`/home/items/${one.item}/pass-on`}>
                    {one.deputyName ? `Pass to ${one.deputyName}` : 'Pass it on'}
                    <span class="unseen">: {one.title}</span>
                  </a>
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

const back = form({
  at: '/home/away/:absence/back',
  audience: 'signed-in',
  operation: beBack,
  read: async (asking, { absence }) => (await absencesOf(asking)).find(one => String(one.id) === absence) ?? null,
  title: () => 'You are here after all',
  lead: one => `${days(one)}: rounds ask you as usual.`,
  crumbs: () => [{ href: '/home/away', words: 'When you are away' }],
  button: 'I am here',
  done: 'Noted. Rounds ask you as usual.',
  next: () => '/home/away',
})

export const absenceFaces: readonly AnyFace[] = [away, back]
