// What people think of the statements, as a page: what all groups agree on first, then what divides them, and everything
// in a picture and a table.

import { capital, counted, inWords, listOf } from '../../../kernel/words.ts'
import { Empty, Section, Table } from '../../../ui/parts.tsx'
import { type ActivityHere, addressOfEngagement } from '../here.tsx'
import { whenAllIn } from '../results/all-in.ts'
import type { GroupsCounted, StatementCounted, StatementsCounted } from './counting.ts'
import { GroupSign, Landscape, letterOf } from './landscape.tsx'
import type { Side } from './statements-of-groups.ts'

/** Of every group, in per cent: so many on one side are nearly everyone. */
const nearlyEveryone = 70
const mostListed = 8

const percent = (share: number): string => `${Math.round(share * 100)}%`
const answers = ({ agree, disagree, pass }: StatementCounted): number => agree + disagree + pass
const verbs: Readonly<Record<Side, string>> = { agree: 'agree', disagree: 'disagree' }

interface ResultProps {
  readonly view: ActivityHere
  readonly result: StatementsCounted
  readonly isAllIn: boolean
}

export function StatementsResult({ view, result, isAllIn }: ResultProps) {
  const { statements, groups, stances } = result
  if (stances === 0) return <Empty words="Nobody has said what they think of the statements yet." />
  return (
    <>
      {'none' in groups ? (
        <Majorities result={result} why={groups.none} />
      ) : (
        <Groups groups={groups} statements={statements} />
      )}
      <AllStatements result={result} />
      <OpenFiles view={view} isAllIn={isAllIn} />
    </>
  )
}

/** Without groups: what more than half agree or disagree with, by more than chance. */
function Majorities({ result: { statements }, why }: { result: StatementsCounted; why: string }) {
  const clear = (side: Side) =>
    statements
      .filter(one => ((side === 'agree' ? one.agreeing : one.disagreeing)?.low ?? 0) > 0.5)
      .toSorted((a, b) => b[side] / answers(b) - a[side] / answers(a))
      .slice(0, mostListed)
      .map(one => ({ one, side }))
  const listed = [...clear('agree'), ...clear('disagree')]
  return (
    <Section heading="What most people agree on" words={why}>
      {listed.length === 0 ? (
        <p>There is no statement on which clearly more than half think the same.</p>
      ) : (
        <ul class="plain">
          {listed.map(({ one, side }) => (
            <li key={one.id}>
              {one.words}
              <p class="meta">
                {percent(one[side] / answers(one))} {verbs[side]}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

interface GroupsProps {
  readonly groups: GroupsCounted
  readonly statements: readonly StatementCounted[]
}

const Groups = ({ groups, statements }: GroupsProps) => (
  <>
    <Consensus groups={groups} statements={statements} />
    <Dividing groups={groups} statements={statements} />
    <Section
      heading={`${capital(inWords(groups.sizes.length))} groups of people who think alike`}
      words="Nobody chose a group. They were found in the answers: people are close to each other who answered alike."
    >
      <Landscape groups={groups} />
      <Representative groups={groups} statements={statements} />
      <Method groups={groups} />
    </Section>
  </>
)

function Consensus({ groups, statements }: GroupsProps) {
  const nearly = groups.consensus.filter(({ statement, side }) =>
    groups.shares[statement]!.every(share => share![side] >= nearlyEveryone),
  )
  const listed = nearly.length ? nearly : groups.consensus
  const who = nearly.length ? 'nearly everyone agrees' : 'most people agree'
  if (listed.length === 0)
    return (
      <Section heading="What nearly everyone agrees on">
        <p>Nothing: there is no statement on which more than half of every group think the same.</p>
      </Section>
    )
  const lists = (['agree', 'disagree'] as const)
    .map(side => ({ side, own: listed.filter(one => one.side === side).slice(0, mostListed) }))
    .filter(({ own }) => own.length > 0)
  return (
    <>
      {lists.map(({ side, own }) => (
        <Section
          key={side}
          heading={side === 'agree' ? `What ${who} on` : `What ${who.replace('agree', 'disagree')} with`}
          words={`${nearly.length ? `At least ${nearlyEveryone}%` : 'More than half'} of every group think the same.`}
        >
          <ul class="plain">
            {own.map(({ statement }) => (
              <li key={statement}>
                {statements[statement]!.words}
                <p class="meta">
                  {listOf(
                    groups.shares[statement]!.map((share, group) => `${share![side]}% of group ${letterOf(group)}`),
                  )}{' '}
                  {verbs[side]}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  )
}

const Dividing = ({ groups, statements }: GroupsProps) =>
  groups.dividing.length === 0 ? null : (
    <Section heading="What divides people" words="Here the groups are furthest apart.">
      <ul class="plain">
        {groups.dividing.map(statement => (
          <li key={statement}>
            {statements[statement]!.words}
            <p class="meta">
              {listOf(groups.shares[statement]!.map((share, group) => `${share!.agree}% of group ${letterOf(group)}`))}{' '}
              agree
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )

const Representative = ({ groups, statements }: GroupsProps) => (
  <>
    {groups.sizes.map((size, group) => (
      <div key={letterOf(group)}>
        <h3>
          <GroupSign group={group} /> Group {letterOf(group)}: {counted(size, 'person', 'people')}
        </h3>
        {groups.representative[group]!.length === 0 ? (
          <p>Nothing sets this group apart for certain.</p>
        ) : (
          <>
            <p>More than the others, people in this group</p>
            <ul>
              {groups.representative[group]!.map(({ statement, side }) => (
                <li key={statement}>
                  {verbs[side]}: {statements[statement]!.words}{' '}
                  <span class="meta">({groups.shares[statement]![group]![side]}%)</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    ))}
  </>
)

const Method = ({ groups: { leftOut, leastAnswers, silhouette, held, among } }: { groups: GroupsCounted }) => (
  <details>
    <summary>How the groups were found, and what to beware of</summary>
    <p>
      Everybody’s answers were laid out on a plane so that people who answered alike are close together (principal
      component analysis). Then a computer looked for clusters in it, two to five of them, and kept the clearest
      (k-means). The plane shows {percent(held)} of all differences between people; the rest does not fit on it.
    </p>
    <p>
      {silhouette >= 0.5
        ? 'The groups stand well apart.'
        : silhouette >= 0.25
          ? 'The groups stand apart, but many people are in between.'
          : 'The groups run into each other: take them as a rough picture only.'}{' '}
      (Silhouette {silhouette.toFixed(2)}; 1 would be the clearest.) A group is a way to look at answers, not a kind of
      person, and another set of statements would give other groups.
    </p>
    <p>
      {leftOut > 0
        ? `${capital(counted(leftOut, 'person', 'people'))} answered fewer than ${leastAnswers} statements and ${leftOut === 1 ? 'is' : 'are'} in no group; their answers are in the table. `
        : ''}
      {among === null ? '' : `Groups were found among ${among.toLocaleString('en-GB')} people, drawn by lot. `}
      Shares by group are left out where fewer than five of a group answered.
    </p>
  </details>
)

function AllStatements({ result: { statements, groups, stances, people } }: { result: StatementsCounted }) {
  const found = 'none' in groups ? null : groups
  const order = [...statements.keys()].toSorted((a, b) => answers(statements[b]!) - answers(statements[a]!) || a - b)
  return (
    <Section
      heading="All statements"
      words={`${capital(counted(people, 'person', 'people'))} gave ${counted(stances, 'answer')}.`}
    >
      <Table
        quiet
        caption="All statements"
        empty=""
        columns={[
          { words: 'Statement', prose: true },
          { words: 'Agree', numeric: true },
          { words: 'Likely range', numeric: true },
          { words: 'Disagree', numeric: true },
          { words: 'Pass', numeric: true },
          ...(found?.sizes.map((_, group) => ({ words: `Group ${letterOf(group)} agrees`, numeric: true })) ?? []),
        ]}
        rows={order.map(at => {
          const one = statements[at]!
          return [
            one.words,
            one.agree.toLocaleString('en-GB'),
            one.agreeing ? `${percent(one.agreeing.low)}\u00a0to\u00a0${percent(one.agreeing.high)}` : '–',
            one.disagree.toLocaleString('en-GB'),
            one.pass.toLocaleString('en-GB'),
            ...(found ? found.shares[at]!.map(share => (share ? `${share.agree}%` : '–')) : []),
          ]
        })}
      />
    </Section>
  )
}

function OpenFiles({ view, isAllIn }: Omit<ResultProps, 'result'>) {
  const { slug, id, activity } = view
  const when = whenAllIn(view)
  if (!isAllIn)
    return (
      <Section heading="The answers themselves">
        <p>
          {when === null
            ? 'The answers one by one are not given out, because this was called off.'
            : `The answers one by one are here, free to use by anyone, ${when}.`}
        </p>
      </Section>
    )
  const base = `${addressOfEngagement(slug, id)}/results/${activity.id}`
  return (
    <Section
      heading="The answers themselves"
      words="Free to use by anyone, in the form that Polis uses. People are numbers in them, in no order."
    >
      <ul>
        <li>
          <a href={`${base}/comments.csv`}>The statements (CSV)</a>
        </li>
        <li>
          <a href={`${base}/votes.csv`}>Who answered what (CSV)</a>
        </li>
      </ul>
    </Section>
  )
}
