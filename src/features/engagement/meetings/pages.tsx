// A meeting as everyone sees it: when, where, how many came, what was said. Beside it the forms of whoever runs it.

import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { dayIn } from '../../../operation/perform.ts'
import { type AnyFace, form, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Section } from '../../../ui/parts.tsx'
import { type ActivityHere, activityHere, addressOfActivity, addressOfEngagement, crumbs } from '../here.tsx'
import * as operations from './operations.ts'
import { pointsOf } from './queries.ts'

async function meetingHere(asking: Asking, params: Params) {
  const found = await activityHere(asking, params)
  if (found?.activity.kind !== 'meeting') return null
  return { ...found, points: await pointsOf(asking.db, found.activity.id), today: asking.today }
}
type View = NonNullable<Awaited<ReturnType<typeof meetingHere>>>

const toBeRecorded = async (asking: Asking, params: Params): Promise<View | null> => {
  const found = await meetingHere(asking, params)
  return found?.mayRun ? found : null
}

const formAddress = ({ slug, id, activity }: ActivityHere, path = ''): string =>
  `${addressOfEngagement(slug, id)}/run/meeting/${activity.id}${path}`

const meetingPage = page({
  at: '/p/:slug/engagements/:engagement/meeting/:activity',
  audience: 'anyone',
  read: meetingHere,
  show: (view, frame) => {
    const { activity, points, mayRun, state } = view
    const works = mayRun && state !== 'called-off'
    return (
      <Layout frame={frame} title={activity.title} crumbs={crumbs(view)} current="voice">
        <h1>{activity.title}</h1>
        <Lead>{whenAndWhere(view)}</Lead>
        {activity.about ? <p class="prose">{activity.about}</p> : null}
        {works ? <Recording view={view} /> : null}
        {points.length ? (
          <Section heading="What was said" words="In the words of whoever wrote it down. No names are kept.">
            <ul>
              {points.map(one => (
                <li key={one.point}>
                  {one.words}
                  {works && dayIn(one.at) === view.today ? (
                    <>
                      {' '}
                      <a href={formAddress(view, `/points/${one.point}/remove`)}>
                        Take out<span class="unseen"> “{one.words.slice(0, 60)}”</span>
                      </a>
                    </>
                  ) : null}
                </li>
              ))}
            </ul>
          </Section>
        ) : isHeld(view) && !works ? (
          <Empty words="What was said there has not been written down yet." />
        ) : null}
      </Layout>
    )
  },
})

const isHeld = ({ activity, today }: View): boolean => activity.heldOn !== null && activity.heldOn <= today

function whenAndWhere(view: View): string {
  const { heldOn, venue, attended } = view.activity
  if (view.state === 'called-off') return 'This was called off.'
  if (heldOn === null) return 'When and where it is will stand here.'
  if (!isHeld(view)) return `It is on ${longDate(heldOn)}: ${venue}. Come and talk.`
  const came = attended === null ? '' : ` ${counted(attended, 'person', 'people')} came.`
  return `It was on ${longDate(heldOn)}: ${venue}.${came}`
}

/** The one thing to do next, for whoever runs it. */
function Recording({ view }: { view: View }) {
  const { activity } = view
  if (!isHeld(view) || activity.attended === null)
    return (
      <Section
        wash
        heading={isHeld(view) ? 'How many came?' : activity.heldOn ? 'It is still to come' : 'When and where?'}
      >
        <p>
          {activity.heldOn && !isHeld(view)
            ? 'Once it was held, say how many came, and write down what was said.'
            : 'Then you can write down what was said.'}
        </p>
        <ButtonLink href={formAddress(view)}>
          {activity.heldOn ? 'Change what is said here' : 'Say when and where'}
        </ButtonLink>
        {isHeld(view) ? (
          <p>
            <a href={formAddress(view, '/points')}>Write down what was said</a>
          </p>
        ) : null}
      </Section>
    )
  return (
    <Section wash heading={view.points.length ? 'Was more said?' : 'What was said?'}>
      <p>Write down one point at a time. Later you can sort the points, together with what people wrote.</p>
      <ButtonLink href={formAddress(view, '/points')}>Write down a point</ButtonLink>
      <p>
        <a href={formAddress(view)}>Change when, where and how many came</a>
      </p>
    </Section>
  )
}

const toMeeting = (_: unknown, { engagement, activity }: Params, base: string): string =>
  `${base}/engagements/${engagement}/meeting/${activity}`

const meetingCrumbs = (view: View) => [
  ...crumbs(view),
  { href: addressOfActivity(view.slug, view.id, view.activity), words: view.activity.title },
]

const recordForm = form({
  at: '/p/:slug/engagements/:engagement/run/meeting/:activity',
  audience: 'members',
  operation: operations.recordMeeting,
  read: toBeRecorded,
  crumbs: meetingCrumbs,
  title: ({ activity }) => `Record “${activity.title}”`,
  lead: () => 'Beforehand people see when and where it is. Afterwards they see how many came.',
  start: ({ activity }) => ({
    on: activity.heldOn ? longDate(activity.heldOn) : '',
    venue: activity.venue,
    attended: activity.attended === null ? '' : String(activity.attended),
    words: activity.about,
  }),
  button: 'Save',
  next: toMeeting,
  done: 'Saved.',
})

const pointForm = form({
  at: '/p/:slug/engagements/:engagement/run/meeting/:activity/points',
  audience: 'members',
  operation: operations.recordPoint,
  read: toBeRecorded,
  crumbs: meetingCrumbs,
  title: ({ activity }) => `What was said at “${activity.title}”`,
  lead: () => 'One point at a time, in plain words. Everyone sees it at once, so leave out names.',
  button: 'Write it down',
  next: (_, { engagement, activity }, base) => `${base}/engagements/${engagement}/run/meeting/${activity}/points`,
  done: 'Written down. Add the next, or go back when you are done.',
  below: view => (
    <Section heading={view.points.length ? `${counted(view.points.length, 'point')} so far` : undefined}>
      {view.points.length ? (
        <ul>
          {view.points.toReversed().map(one => (
            <li key={one.point}>{one.words}</li>
          ))}
        </ul>
      ) : null}
      <p>
        <a href={addressOfActivity(view.slug, view.id, view.activity)}>That is all: back to the meeting</a>
      </p>
    </Section>
  ),
})

const removeForm = form({
  at: '/p/:slug/engagements/:engagement/run/meeting/:activity/points/:point/remove',
  audience: 'members',
  operation: operations.removePoint,
  read: async (asking, params) => {
    const view = await toBeRecorded(asking, params)
    const point = view?.points.find(one => String(one.point) === params.point)
    return view && point ? { view, point } : null
  },
  crumbs: ({ view }) => meetingCrumbs(view),
  title: () => 'Take out this point',
  lead: ({ point }) => <blockquote class="said">{point.words}</blockquote>,
  button: 'Take it out',
  danger: true,
  next: toMeeting,
  done: 'It is taken out.',
})

export const faces: readonly AnyFace[] = [meetingPage, recordForm, pointForm, removeForm]
