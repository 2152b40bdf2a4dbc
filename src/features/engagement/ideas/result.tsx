// Ideas with most people behind them, and the places they are about.

import { capital, counted } from '../../../kernel/words.ts'
import { ButtonLink, Empty, Section, Table } from '../../../ui/parts.tsx'
import { type ActivityHere, addressOfActivity, addressOfEngagement } from '../here.tsx'
import type { IdeasCounted } from './counting.ts'

const mostShown = 10

export function IdeasResult({ view, result }: { view: ActivityHere; result: IdeasCounted }) {
  const { ideas, supports, supporters, comments, waiting, hidden, top, places } = result
  const base = addressOfActivity(view.slug, view.id, view.activity)
  if (ideas === 0)
    return <Empty words={waiting ? 'Nobody has read the ideas yet. They are shown then.' : 'There are no ideas yet.'} />
  return (
    <>
      <Section
        heading="Ideas with most people behind them"
        words={`${capital(counted(ideas, 'idea'))}, with ${counted(comments, 'comment')}. ${capital(counted(supporters, 'person', 'people'))} gave support, ${counted(supports, 'time')} in all.`}
      >
        <Table
          quiet
          caption="Ideas with most people behind them"
          empty=""
          columns={[
            { words: 'Idea', prose: true },
            { words: 'Supporters', numeric: true },
            { words: 'Comments', numeric: true },
            { words: 'Place' },
          ]}
          rows={top.slice(0, mostShown).map(one => [
            <a href={`${base}/${one.id}`} key={one.id}>
              {one.title}
            </a>,
            one.supporters.toLocaleString('en-GB'),
            one.comments.toLocaleString('en-GB'),
            one.place ?? '',
          ])}
        />
        <p class="meta">
          People could support as many ideas as they liked, and ideas that came early were seen by more people. So this
          shows which ideas were liked, and is not a vote.
          {waiting ? ` ${capital(counted(waiting, 'idea'))} ${waiting === 1 ? 'waits' : 'wait'} to be read.` : ''}
          {hidden ? ` ${capital(counted(hidden, 'idea'))} ${hidden === 1 ? 'is' : 'are'} not shown.` : ''}
        </p>
        <div class="row">
          <ButtonLink href={base} secondary>
            Read all ideas
          </ButtonLink>
          <a href={`${addressOfEngagement(view.slug, view.id)}/results/${view.activity.id}/ideas.csv`}>
            All ideas (CSV)
          </a>
        </div>
      </Section>
      {places.length ? (
        <Section heading="Where they are about">
          <Table
            quiet
            caption="Where they are about"
            empty=""
            columns={[{ words: 'Place' }, { words: 'Ideas', numeric: true }, { words: 'Support', numeric: true }]}
            rows={places.map(one => [
              one.name,
              one.ideas.toLocaleString('en-GB'),
              one.supports.toLocaleString('en-GB'),
            ])}
          />
        </Section>
      ) : null}
    </>
  )
}
