// What one group has in common with the others, and what two have in common, each measure with its formula.

import { capital, inWords, listOf } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Lead, Section, Table } from '../../../ui/parts.tsx'
import { settings } from '../queries.ts'
import { addressOfGroup, isNumber } from '../structure-here.tsx'
import {
  AsWorkedOut,
  addressOfPair,
  HowAlike,
  measureNames,
  measureWords,
  overlapCrumbs,
  percent,
  tryOnPaper,
} from './overlap-here.tsx'
import * as queries from './queries.ts'
import { candidateFrom, type Measure, mostCandidates, weights, wordsOf } from './rules.ts'

const allGroupsPage = page({
  at: '/p/:slug/structure/overlap/groups',
  audience: 'members',
  read: async ({ db, partnership }) => ({ slug: partnership!.slug, groups: await queries.groupRows(db) }),
  show: ({ slug, groups }, frame) => (
    <Layout frame={frame} title="Choose a group" current="structure" crumbs={overlapCrumbs(slug)}>
      <h1>What a group has in common with others</h1>
      <Lead>Choose the group.</Lead>
      <ul class="many">
        {groups.map(group => (
          <li key={group.id}>
            <a href={`/p/${slug}/structure/overlap/${group.id}`}>{group.name}</a>
          </li>
        ))}
      </ul>
    </Layout>
  ),
})

const groupOverlapsPage = page({
  at: '/p/:slug/structure/overlap/:group',
  audience: 'members',
  read: async ({ db, partnership }, params) => {
    if (!isNumber(params.group)) return null
    const groups = await queries.groupRows(db)
    const group = groups.find(one => one.id === Number(params.group))
    if (!group) return null
    return {
      slug: partnership!.slug,
      known: await settings(db),
      group,
      names: new Map(groups.map(one => [one.id, one.name])),
      overlaps: await queries.overlapsOfGroup(db, group.id),
    }
  },
  show: ({ slug, known, group, names, overlaps }, frame) => {
    const others = overlaps.filter(one => names.has(otherOf(one, group.id)))
    const close = others.filter(one => one.score >= candidateFrom).length
    return (
      <Layout frame={frame} title={`${group.name}: overlap`} current="structure" crumbs={overlapCrumbs(slug)}>
        <h1>
          {close
            ? `${capital(inWords(close))} ${close === 1 ? 'group is' : 'groups are'} much like ${group.name}`
            : `No other group is much like ${group.name}`}
        </h1>
        <Lead>
          Much alike means {percent(candidateFrom)} or more.{' '}
          <a href={addressOfGroup(slug, group.id)}>What the group is and who sits there</a>
        </Lead>
        <AsWorkedOut known={known} />
        <Table
          caption="What it has in common with others"
          columns={[
            { words: 'Group' },
            { words: 'Alike', numeric: true },
            ...measureNames.map(name => ({ words: measureWords[name].name, numeric: true })),
          ]}
          rows={others.map(one => [
            <a key="pair" href={addressOfPair(slug, one.group, one.other)}>
              {names.get(otherOf(one, group.id))}
            </a>,
            percent(one.score),
            ...measureNames.map(name => shareWords(one[`${name}Share`])),
          ])}
          empty="It has nothing in common with any other group."
        />
        <HowAlike />
      </Layout>
    )
  },
})

const otherOf = ({ group, other }: queries.PairRow, one: number): number => (group === one ? other : group)
const shareWords = (share: number | null): string => (share === null ? 'Left out' : percent(share))

async function pairHere({ db, partnership }: Asking, params: Params) {
  if (!isNumber(params.group) || !isNumber(params.other)) return null
  const pair = [Number(params.group), Number(params.other)] as const
  const groups = await queries.groupRows(db)
  const [one, other] = pair.map(id => groups.find(group => group.id === id))
  if (!one || !other || one === other) return null
  const { texts, ...common } = await queries.inCommon(db, pair)
  const [words, otherWords] = texts.map(wordsOf)
  return {
    slug: partnership!.slug,
    known: await settings(db),
    one,
    other,
    overlap: await queries.overlapBetween(db, pair),
    candidate: await queries.candidateOf(db, pair),
    names: {
      organisations: common.organisations,
      people: common.people,
      outcomes: common.remit,
      places: common.places,
      words: words && otherWords ? [...words].filter(word => otherWords.has(word)).toSorted() : [],
    } satisfies Record<Measure, readonly string[]>,
  }
}
type Pair = NonNullable<Awaited<ReturnType<typeof pairHere>>>

const pairPage = page({
  at: '/p/:slug/structure/overlap/:group/:other',
  audience: 'members',
  read: pairHere,
  show: (view, frame) => {
    const { slug, known, one, other, overlap, candidate } = view
    return (
      <Layout frame={frame} title={`${one.name} and ${other.name}`} current="structure" crumbs={overlapCrumbs(slug)}>
        <h1>
          {one.name} and {other.name} {overlap ? `are ${percent(overlap.score)} alike` : 'have nothing in common'}
        </h1>
        <Lead>
          {overlap ? inShort(overlap) : ''} <a href={addressOfGroup(slug, one.id)}>{one.name}</a> ·{' '}
          <a href={addressOfGroup(slug, other.id)}>{other.name}</a>
        </Lead>
        <AsWorkedOut known={known} />
        {overlap ? (
          <>
            <Section heading="Measure by measure">
              <DefinitionRows
                rows={measureNames.map(name => ({
                  term: measureWords[name].name,
                  words: <OneMeasure name={name} overlap={overlap} names={view.names[name]} />,
                }))}
              />
            </Section>
            <Section heading="All together">
              <p>{meanWords(overlap)}</p>
              <HowAlike />
            </Section>
            <Section heading="Could they be one?">
              {candidate ? (
                <p class="row">
                  <ButtonLink href={tryOnPaper(slug, candidate.group, candidate.into)}>Try it on paper</ButtonLink>
                  <a href={`/p/${slug}/structure/merge`}>What it would save and lose</a>
                </p>
              ) : (
                <p>{whyNot(view, overlap)}</p>
              )}
            </Section>
          </>
        ) : null}
      </Layout>
    )
  },
})

function inShort({ organisations, people }: queries.OverlapRow): string {
  const parts = [
    organisations ? `${inWords(organisations)} ${organisations === 1 ? 'body sits' : 'bodies sit'} in both` : '',
    people ? `${inWords(people)} ${people === 1 ? 'person does' : 'people do'}` : '',
  ].filter(Boolean)
  return parts.length ? `${capital(listOf(parts))}.` : ''
}

function OneMeasure({
  name,
  overlap,
  names,
}: {
  name: Measure
  overlap: queries.OverlapRow
  names: readonly string[]
}) {
  const share = overlap[`${name}Share`]
  const { formula } = measureWords[name]
  if (share === null)
    return (
      <>
        Left out: one of the two has none named. <span class="meta">{formula}</span>
      </>
    )
  const common = name === 'words' ? names.length : overlap[name]
  const either = share > 0 && common > 0 ? Math.round(common / share) : null
  return (
    <>
      <b>{percent(share)}</b>
      {share > 0 && either !== null ? ` = ${common} in both ÷ ${either} in either` : ': none in both'}
      {names.length ? <p>{listOf(names)}</p> : null}
      <p class="meta">
        {formula} Counts {percent(weights[name])}.
      </p>
    </>
  )
}

/** `(35 × 43% + 25 × 33%) ÷ (35 + 25) = 39%` */
function meanWords(overlap: queries.OverlapRow): string {
  const counted = measureNames.filter(name => overlap[`${name}Share`] !== null)
  const weight = (name: Measure) => String(Math.round(weights[name] * 100))
  const terms = counted.map(name => `${weight(name)} × ${percent(overlap[`${name}Share`]!)}`)
  return `(${terms.join(' + ')}) ÷ (${counted.map(weight).join(' + ')}) = ${percent(overlap.score)}`
}

function whyNot({ one, other }: Pair, overlap: queries.OverlapRow): string {
  if (one.kind === 'joint-body' || other.kind === 'joint-body')
    return 'A linked joint body keeps its own governance, so it is not merged. They can agree who does what.'
  if (overlap.organisationsShare === null) return 'Nobody has said which bodies sit in both, so we do not suggest it.'
  if (overlap.placesShare === 0) return 'They work for different places, so they are alike by design.'
  if (overlap.score < candidateFrom)
    return `They are less than ${percent(candidateFrom)} alike, so we do not suggest it.`
  return (one.kind === 'locality') !== (other.kind === 'locality')
    ? 'One is for a single place and the other is not, so we do not suggest it.'
    : `No more than ${mostCandidates} pairs are kept, and others are more alike.`
}

export const pairFaces: readonly AnyFace[] = [allGroupsPage, groupOverlapsPage, pairPage]
