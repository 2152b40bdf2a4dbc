// One question and how it was answered: bars and figures in one table, by kind of question.

import type { Geometry } from 'geojson'
import type { VNode } from 'preact'
import { capital, counted, listOf } from '../../../kernel/words.ts'
import { AreaMap } from '../../../ui/AreaMap.tsx'
import { type Column, Section, Table } from '../../../ui/parts.tsx'
import type { OptionCounted, QuestionCounted, ScaleCounted, Shape, Split, TextsCounted } from './model.ts'
import { Bar, countAndShare, figure, hiddenSign, percent, rangeOf } from './showing.tsx'

interface Shown {
  readonly question: QuestionCounted
  readonly shapes: ReadonlyMap<string, Geometry>
  /** Where people’s own words can be read, sorted. */
  readonly words: string
}

export const QuestionResult = ({ at, ...shown }: Shown & { at: number }) => {
  const { id, title, answered, asked, splits } = shown.question
  return (
    <Section id={id} heading={`${at}. ${title}`} words={answeredWords(answered, asked)}>
      {answered > 0 ? looks[shown.question.shape](shown) : null}
      {splits.map(split => (
        <SplitTable key={split.grouping} split={split} title={title} />
      ))}
    </Section>
  )
}

const answeredWords = (answered: number, asked: number): string =>
  answered === 0
    ? 'Nobody answered this.'
    : answered === asked
      ? 'Everyone answered this.'
      : `${capital(counted(answered, 'person', 'people'))} of ${figure(asked)} answered this.`

const looks: Readonly<Record<Shape, (shown: Shown) => VNode>> = {
  one: Choices,
  several: Choices,
  place: Places,
  ranking: Ranking,
  points: Points,
  scale: ({ question }) => <Scale scale={question.scale!} question={question} />,
  text: ({ question, words }) => <Texts texts={question.texts!} words={words} />,
  file: () => <p>Files and pictures are not published.</p>,
}

const highest = (options: readonly OptionCounted[], of: (one: OptionCounted) => number): readonly OptionCounted[] =>
  options.toSorted((a, b) => of(b) - of(a))

const named = (words: string, share: number) => (
  <>
    {words}
    <Bar share={share} />
  </>
)

/** A vote is what people decided, not a sample of what they might have: it has no range. */
function Choices({ question: { title, shape, ballot, answered, options } }: Shown) {
  const costs = options.some(one => one.cost !== undefined)
  const columns: Column[] = [
    { words: ballot ? 'Project' : 'Answer' },
    ...(costs ? [{ words: 'Cost', numeric: true }] : []),
    { words: ballot ? 'Votes' : 'People', numeric: true },
    { words: 'Share', numeric: true },
    ...(ballot ? [] : [{ words: 'Likely range', numeric: true }]),
  ]
  return (
    <>
      <Table
        quiet
        caption={title}
        empty=""
        columns={columns}
        rows={(ballot ? highest(options, one => one.count) : options).map(({ words, cost, count }) => [
          named(words, count / answered),
          ...(costs ? [cost === undefined ? '' : `£${figure(cost)}`] : []),
          figure(count),
          percent(count / answered),
          ...(ballot ? [] : [rangeOf(count, answered)]),
        ])}
      />
      {shape === 'several' ? (
        <p class="meta">People could choose more than one, so the shares add up to more than 100%.</p>
      ) : null}
    </>
  )
}

function Places(shown: Shown) {
  const { question, shapes, words } = shown
  const { id, title, answered, options, texts } = question
  return (
    <>
      <AreaMap
        id={`map-${id}`}
        title={title}
        description={`A darker area was chosen more often. The table has the same figures. Most often: ${options.length ? highest(options, one => one.count)[0]!.words : ''}.`}
        areas={options.map(one => ({
          code: one.id,
          name: one.words,
          value: one.count,
          text: countAndShare(one.count, answered),
        }))}
        shapes={shapes}
      />
      <Choices {...shown} question={{ ...question, options: highest(options, one => one.count) }} />
      {texts?.written ? <Texts texts={texts} words={words} /> : null}
    </>
  )
}

function Ranking({ question: { title, ballot, answered, options } }: Shown) {
  const most = answered * (options.length - 1) || 1
  return (
    <>
      <Table
        quiet
        caption={title}
        empty=""
        columns={[
          { words: ballot ? 'Project' : 'Answer' },
          { words: 'Score', numeric: true },
          { words: 'Put first by', numeric: true },
          { words: 'Put in order by', numeric: true },
        ]}
        rows={highest(options, one => one.borda!).map(({ words, borda, firsts, count }) => [
          named(words, borda! / most),
          figure(borda!),
          countAndShare(firsts!, answered),
          figure(count),
        ])}
      />
      <p class="meta">
        The score (Borda count) looks at whole lists: first place gives {counted(options.length - 1, 'point')}, and each
        place after it one point less. What somebody left out gets nothing from them.
      </p>
    </>
  )
}

function Points({ question: { title, answered, options } }: Shown) {
  const all = options.reduce((sum, one) => sum + one.points!, 0)
  const most = Math.max(...options.map(one => one.points!), 1)
  return (
    <Table
      quiet
      caption={title}
      empty=""
      columns={[
        { words: 'Project' },
        { words: 'Points', numeric: true },
        { words: 'Share of all points', numeric: true },
        { words: 'Given by', numeric: true },
      ]}
      rows={highest(options, one => one.points!).map(({ words, points, count }) => [
        named(words, points! / most),
        figure(points!),
        all ? percent(points! / all) : '–',
        countAndShare(count, answered),
      ])}
    />
  )
}

function Scale({ scale, question: { title, answered } }: { scale: ScaleCounted; question: QuestionCounted }) {
  const { from, to, low, high, counts, mean, median, deviation } = scale
  const end = (value: number) => (value === from && low ? `: ${low}` : value === to && high ? `: ${high}` : '')
  return (
    <>
      <p>
        The mean is <b>{figure(mean!)}</b> on a scale from {from} to {to}. The answer in the middle is {figure(median!)}
        . {agreeWords(deviation!, to - from)}
      </p>
      <Table
        quiet
        caption={title}
        empty=""
        columns={[
          { words: 'Answer' },
          { words: 'People', numeric: true },
          { words: 'Share', numeric: true },
          { words: 'Likely range', numeric: true },
        ]}
        rows={counts.map((count, at) => [
          named(`${from + at}${end(from + at)}`, count / answered),
          figure(count),
          percent(count / answered),
          rangeOf(count, answered),
        ])}
      />
      <p class="meta">Standard deviation {figure(deviation!)}.</p>
    </>
  )
}

/** The largest standard deviation there can be is half the width, when half choose one end and half the other. */
function agreeWords(deviation: number, width: number): string {
  const share = deviation / (width / 2)
  if (share < 0.35) return 'Most people chose about the same.'
  return share > 0.7 ? 'People are far apart.' : 'Answers are spread out.'
}

function Texts({ texts: { written }, words }: { texts: TextsCounted; words: string }) {
  return (
    <p>
      {capital(counted(written, 'person', 'people'))} wrote in their own words.{' '}
      <a href={words}>What people said, by theme</a>
    </p>
  )
}

/** Whether a number in it is not shown. */
export const hidesSome = ({ rows }: Pick<Split, 'rows'>): boolean => rows.some(row => row.counts.includes(null))

function SplitTable({ split: { grouping, title, columns, rows }, title: question }: { split: Split; title: string }) {
  return (
    <details>
      <summary>
        By group: {title}
        <span class="unseen"> ({question})</span>
      </summary>
      <Table
        quiet
        caption={`${question}, by group: ${title}`}
        empty=""
        columns={[
          { words: 'Answer' },
          ...columns.map(column => ({
            words: `${listOf(column.words)} (${figure(column.people)})`,
            numeric: true,
          })),
        ]}
        rows={rows.map(row => [
          capital(row.words.join(' or ')),
          ...row.counts.map((count, at) => (count === null ? hiddenSign : countAndShare(count, columns[at]!.people))),
        ])}
      />
      <p class="meta" id={`split-${grouping}`}>
        Shares are of all in the group who took part. Small groups and small answers are put together.
        {hidesSome({ rows }) ? (
          <>
            {' '}
            A dash stands for a number that is <a href="#hidden">not shown</a>.
          </>
        ) : null}
      </p>
    </details>
  )
}
