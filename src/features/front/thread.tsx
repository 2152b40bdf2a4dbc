// The golden thread: every place where it is broken, by its kind; then the thread itself, read both ways: from the
// vision down to what would show it, and from each partner's work up to the vision. For members.

import { capital, inWords, longDate } from '../../kernel/words.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { Empty, Lead } from '../../ui/parts.tsx'
import { actionsOf, threadGaps } from '../delivery/public.ts'
import { gaps, indicatorsOf } from '../indicators/public.ts'
import { partners } from '../partnerships/public.ts'
import { measuresInUse, partsTaken, threadOutcomes } from './queries.ts'
import { type GapKind, kindsOf, largest } from './thread-gaps.ts'
import { Downwards, type Thread, Upwards } from './thread-ways.tsx'

export const threadPage = page({
  at: '/p/:slug/thread',
  audience: 'members',
  read: async ({ db, partnership, today }, _params, { from }) => {
    const outcomes = await threadOutcomes(db, true)
    const indicators = await indicatorsOf(db, partnership!.areaCode)
    const actions = (await actionsOf(db, true, today)).filter(one => one.state !== 'stopped')
    const measured = indicators.flatMap(one => one.outcomes)
    return {
      thread: {
        slug: partnership!.slug,
        outcomes,
        actions,
        parts: await partsTaken(db),
        measures: await measuresInUse(db),
        indicators,
        partners: await partners(db),
      } satisfies Thread,
      found: {
        ...gaps(
          outcomes,
          indicators.map(one => ({
            id: one.id,
            title: one.name,
            outcomes: one.outcomes,
            lastRead: one.readings.at(-1)?.period ?? null,
            due: one.due,
            targets: one.targets.length,
          })),
          today,
        ),
        work: threadGaps(outcomes, actions, measured),
      },
      upwards: from === 'partner',
    }
  },
  show: ({ thread, found, upwards }, frame) => {
    const base = `/p/${thread.slug}`
    const groups = kindsOf(thread.slug, found).filter(group => group.rows.length)
    const count = groups.reduce((sum, group) => sum + group.rows.length, 0)
    return (
      <Layout frame={frame} title="What is missing" current="thread">
        <h1>
          {count
            ? `${capital(inWords(count))} ${count === 1 ? 'gap' : 'gaps'} between what we want, what we do and how we would know`
            : thread.outcomes.length
              ? 'Nothing is missing between the vision and the figures'
              : 'There is no thread to follow yet'}
        </h1>
        <Lead>
          A plan holds when every outcome has somebody responsible, work that serves it, people who do that work, and a
          figure that would show it.
          {groups.length ? ` Most often: ${largest(groups)}.` : ''}
        </Lead>
        {thread.outcomes.length ? (
          <p class="tools">
            <a href={`${base}/thread#thread`} aria-current={upwards ? undefined : 'true'}>
              Read the thread from the vision down
            </a>
            <a href={`${base}/thread?from=partner#thread`} aria-current={upwards ? 'true' : undefined}>
              Read it from each partner up
            </a>
            <a href={`${base}/balance`}>The balance of the work</a>
          </p>
        ) : (
          <Empty
            words="Outcomes, the work for them and what shows them will be tied together here."
            href={`${base}/plan`}
            next="Go to the plan"
          />
        )}
        {groups.length ? (
          <section class="part">
            <h2>Every gap, by its kind</h2>
            {groups.map(group => (
              <div class="kind" key={group.words}>
                <h3>
                  {group.words}: {group.rows.length}
                </h3>
                <p class="meta">{group.why}</p>
                {group.rows.length > folded ? (
                  <details>
                    <summary>
                      Show all {group.rows.length} <span class="unseen">({group.words})</span>
                    </summary>
                    <GapRows group={group} />
                  </details>
                ) : (
                  <GapRows group={group} />
                )}
              </div>
            ))}
          </section>
        ) : null}
        <div id="thread">{upwards ? <Upwards thread={thread} /> : <Downwards thread={thread} />}</div>
      </Layout>
    )
  },
})

/** A kind with more gaps than this keeps them folded. */
const folded = 6

const GapRows = ({ group }: { group: GapKind }) => (
  <ul class="plain many">
    {group.rows.map(row => (
      <li key={row.id}>
        <a href={group.href(row.id, row.title)}>{row.title}</a>
        {row.due ? <span class="meta"> · due {longDate(row.due)}</span> : null}
      </li>
    ))}
  </ul>
)
