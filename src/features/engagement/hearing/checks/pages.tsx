// Checks: the page on which those who run an engagement judge answers that look alike, and the report that everyone reads.

import { capital, counted, longDate } from '../../../../kernel/words.ts'
import type { Asking } from '../../../../operation/ask.ts'
import { type AnyFace, form, type Params, page } from '../../../../ui/declare.ts'
import { Layout } from '../../../../ui/Layout.tsx'
import { DefinitionRows, Empty, Lead, Meta, Pill, Section, Table } from '../../../../ui/parts.tsx'
import { toBeRun } from '../../forms.tsx'
import { addressOfEngagement, crumbs, type EngagementHere, engagementHere, RunLinks, runCrumbs } from '../../here.tsx'
import type { Sign } from './model.ts'
import * as operations from './operations.ts'
import * as queries from './queries.ts'
import { signs } from './rules.ts'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/checks${path}`
const addressOf = ({ slug, id }: Pick<EngagementHere, 'slug' | 'id'>) => `${addressOfEngagement(slug, id)}/run/checks`
const checksCrumbs = (view: EngagementHere) => [...runCrumbs(view), { href: addressOf(view), words: 'Checks' }]
const toChecks = (_outcome: unknown, { engagement }: Params, base: string) =>
  `${base}/engagements/${engagement}/run/checks`

const withClusters =
  (here: (asking: Asking, params: Params) => Promise<EngagementHere | null>) =>
  async (asking: Asking, params: Params) => {
    const found = await here(asking, params)
    return (
      found && {
        ...found,
        clusters: await queries.clusters(asking.db, found.id),
        looks: await queries.looks(asking.db, found.id),
      }
    )
  }
type View = EngagementHere & { clusters: readonly queries.ClusterView[]; looks: readonly queries.Looks[] }

const checksPage = page({
  at: at(''),
  audience: 'members',
  read: withClusters(toBeRun),
  show: (view, frame) => (
    <Layout frame={frame} title={`Checks: ${view.title}`} crumbs={runCrumbs(view)} current="voice">
      <h1>Answers that look alike</h1>
      <RunLinks slug={view.slug} id={view.id} current="/checks" />
      <Lead>{staffLead(view)}</Lead>
      <p>
        These are signs, not proof. You judge; nothing is set aside by itself, and nothing is ever deleted. Everyone can
        read the <a href={`${addressOfEngagement(view.slug, view.id)}/checks`}>report</a>.
      </p>
      <Waiting view={view} />
      <LookNow view={view} />
      <Judged view={view} />
    </Layout>
  ),
})

function staffLead({ clusters, looks }: View): string {
  const waiting = clusters.filter(one => !one.judged).length
  if (waiting)
    return `${capital(counted(waiting, 'group of answers', 'groups of answers'))} ${waiting === 1 ? 'waits' : 'wait'} for you to judge.`
  if (looks.every(one => one.looks === 0)) return 'Nobody has looked yet.'
  return clusters.length ? 'All that was found is judged.' : 'Nothing was found.'
}

function LookNow({ view }: { view: View }) {
  const activities = view.activities.filter(one => one.kind !== 'meeting')
  if (activities.length === 0) return <Empty words="There is nothing that people answer yet." />
  return (
    <Section heading="Look">
      <Table
        quiet
        caption="When each part was looked at"
        empty=""
        columns={[{ words: 'What' }, { words: 'Last looked' }, { words: '' }]}
        rows={activities.map(one => {
          const last = view.looks.find(each => each.activity === one.id)?.last
          return [
            one.title,
            last ? longDate(last) : 'Not yet',
            <a href={`${addressOf(view)}/look/${one.id}`} key={one.id}>
              Look now<span class="unseen"> at {one.title}</span>
            </a>,
          ]
        })}
      />
    </Section>
  )
}

function Waiting({ view }: { view: View }) {
  const waiting = view.clusters.filter(one => !one.judged)
  if (waiting.length === 0) return null
  return (
    <Section wash heading="To judge">
      <ul class="plain">
        {waiting.map(one => (
          <li key={one.id}>
            <a href={`${addressOf(view)}/${one.id}`}>
              {signs[one.sign].title}: {counted(one.responses, 'answer')}
            </a>
            <p>{one.words}</p>
            <Meta>
              {one.activityTitle} · found on {longDate(one.foundAt)}
            </Meta>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Judged({ view }: { view: View }) {
  const judged = view.clusters.filter(one => one.judged)
  if (judged.length === 0) return null
  return (
    <Section heading="Judged">
      <ul class="plain">
        {judged.map(one => (
          <li key={one.id}>
            {signs[one.sign].title}: {counted(one.responses, 'answer')}{' '}
            {one.judged === 'counted' ? <Pill tone="good">Counted</Pill> : <Pill tone="warn">Set aside</Pill>}
            <p>{one.because}</p>
            <Meta>
              {one.activityTitle} · {longDate(one.judgedOn!)} ·{' '}
              <a href={`${addressOf(view)}/${one.id}`}>
                judge it again<span class="unseen">: {one.words}</span>
              </a>
            </Meta>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const lookForm = form({
  at: at('/look/:activity'),
  audience: 'members',
  operation: operations.lookForClusters,
  read: async (asking, params) => {
    const found = await toBeRun(asking, params)
    const activity = found?.activities.find(one => String(one.id) === params.activity)
    return found && activity ? { ...found, activity } : null
  },
  title: ({ activity }) => `Look at “${activity.title}”`,
  lead: () => 'We look for answers that look alike, for you to judge. Nothing is set aside by this.',
  crumbs: checksCrumbs,
  button: 'Look now',
  next: toChecks,
  done: 'We have looked.',
})

const judgeForm = form({
  at: at('/:cluster'),
  audience: 'members',
  operation: operations.judgeCluster,
  read: async (asking, params) => {
    const found = await withClusters(toBeRun)(asking, params)
    const cluster = found?.clusters.find(one => String(one.id) === params.cluster)
    const evidence = cluster && (await queries.evidence(asking.db, cluster.id))
    return found && cluster && evidence ? { ...found, cluster, evidence } : null
  },
  start: ({ cluster }) => ({ judged: cluster.judged ?? '', because: cluster.because }),
  title: ({ cluster }) => signs[cluster.sign].title,
  lead: ({ cluster, evidence }) => (
    <>
      <p class="lead">{cluster.words}</p>
      <DefinitionRows
        rows={[
          { term: 'Where', words: cluster.activityTitle },
          { term: 'Answers', words: cluster.responses.toLocaleString('en-GB') },
          { term: 'Different answers among them', words: evidence.different.toLocaleString('en-GB') },
          { term: 'Wrote something in their own words', words: evidence.wrote.toLocaleString('en-GB') },
          {
            term: 'Networks they came from',
            words: evidence.networks ? evidence.networks.toLocaleString('en-GB') : 'Not kept any more',
          },
          { term: 'Days', words: days(evidence) },
          { term: 'Set aside now', words: evidence.setAside.toLocaleString('en-GB') },
        ]}
      />
      <p>
        {signs[cluster.sign].maybe} What they answered is not shown: it must not matter. Ask yourself whether each may
        be one person who may take part.
      </p>
    </>
  ),
  crumbs: checksCrumbs,
  button: 'Save',
  next: toChecks,
  done: 'Saved. It is in the report that everyone can read.',
})

const days = ({ from, to }: queries.Evidence): string =>
  longDate(from) === longDate(to) ? longDate(from) : `${longDate(from)} to ${longDate(to)}`

const reportPage = page({
  at: '/p/:slug/engagements/:engagement/checks',
  audience: 'anyone',
  read: withClusters(engagementHere),
  show: (view, frame) => (
    <Layout frame={frame} title={`How answers were checked: ${view.title}`} crumbs={crumbs(view)} current="voice">
      <h1>How answers were checked</h1>
      <Lead>{reportLead(view)}</Lead>
      <p>
        Each person counts once. We look for answers that look alike, and a person judges them. What they answered is
        not looked at. Answers that are set aside are kept, are not counted, and can be counted again.
      </p>
      <Section heading="When we looked">
        <Table
          quiet
          caption="When each part was looked at"
          empty="There is nothing to look at."
          columns={[{ words: 'What' }, { words: 'Looked at' }, { words: 'Set aside', numeric: true }]}
          rows={view.activities
            .filter(one => one.kind !== 'meeting')
            .map(one => {
              const looked = view.looks.find(each => each.activity === one.id)
              return [
                one.title,
                looked?.last ? `${counted(looked.looks, 'time')}, last on ${longDate(looked.last)}` : 'Not yet',
                (looked?.setAside ?? 0).toLocaleString('en-GB'),
              ]
            })}
        />
      </Section>
      <Section heading="What was found, and what we did">
        {view.clusters.length === 0 ? <p>Nothing was found.</p> : null}
        <ul class="plain">
          {view.clusters.map(one => (
            <li key={one.id}>
              {signs[one.sign].title}, in “{one.activityTitle}”: {counted(one.responses, 'answer')}{' '}
              {one.judged === 'set-aside' ? (
                <Pill tone="warn">Set aside</Pill>
              ) : one.judged ? (
                <Pill tone="good">Counted</Pill>
              ) : (
                <Pill tone="flat">Not judged yet</Pill>
              )}
              {one.because ? <p>{one.because}</p> : null}
              <Meta>
                Found on {longDate(one.foundAt)}
                {one.judgedOn ? `, judged on ${longDate(one.judgedOn)}` : ''}
              </Meta>
            </li>
          ))}
        </ul>
        {view.clusters.length ? <Meta>An answer can stand in more than one of these.</Meta> : null}
      </Section>
      <Section heading="What we look for" words="Each of these is a sign, not proof. Nobody is accused by it.">
        <DefinitionRows
          rows={(Object.keys(signs) as Sign[]).map(sign => ({
            term: signs[sign].title,
            words: `${signs[sign].words} ${signs[sign].maybe}`,
          }))}
        />
        <Meta>
          To see whether answers came from one network we keep a scrambled mark of it, which cannot be turned back,
          until 90 days after closing.
        </Meta>
      </Section>
    </Layout>
  ),
})

function reportLead({ clusters, looks }: View): string {
  if (looks.every(one => one.looks === 0)) return 'We have not looked at the answers yet.'
  const setAside = looks.reduce((sum, one) => sum + one.setAside, 0)
  const waiting = clusters.filter(one => !one.judged).length
  return [
    clusters.length === 0
      ? 'We looked, and found no answers that look alike.'
      : `We found ${counted(clusters.length, 'group of answers', 'groups of answers')} that look alike.`,
    clusters.length
      ? `${setAside === 0 ? 'No answer is' : setAside === 1 ? 'One answer is' : `${setAside.toLocaleString('en-GB')} answers are`} set aside.`
      : '',
    waiting
      ? `${capital(counted(waiting, 'group'))} still ${waiting === 1 ? 'waits' : 'wait'} for a person to judge.`
      : '',
  ]
    .filter(Boolean)
    .join(' ')
}

export const faces: readonly AnyFace[] = [reportPage, checksPage, lookForm, judgeForm]
