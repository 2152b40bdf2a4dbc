// What the pages of the gate are made of: the groups that could do it with their reasons, and how that is worked out.

import { listOf } from '../../../kernel/words.ts'
import { Pill } from '../../../ui/parts.tsx'
import { groupKindWords } from '../model.ts'
import { addressOfGroup } from '../structure-here.tsx'
import { couldFrom, type Measure, type Ranked, weights } from './rules.ts'

/** A score as it is shown: `64 of 100`. */
export const scoreWords = (score: number): string => `${Math.round(score * 100)} of 100`

interface RankingProps {
  readonly slug: string
  readonly ranked: readonly Ranked[]
  /** Where one of them is given the proposal; nothing for those who may not. */
  readonly give?: string
}

/** Existing groups, best first, each with why it stands there and what is in the way. */
export const Ranking = ({ slug, ranked, give }: RankingProps) => (
  <ol class="plain">
    {ranked.map(one => (
      <li key={one.group}>
        <h3>
          <a href={addressOfGroup(slug, one.group)}>{one.name}</a>
        </h3>
        <p class="row">
          {one.score >= couldFrom ? <Pill tone="good">Could do it</Pill> : <Pill tone="flat">Only touches it</Pill>}
          <span class="meta">
            {scoreWords(one.score)} · {groupKindWords[one.kind]}
          </span>
        </p>
        <ul>
          {one.because.map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {one.obstacles.length ? (
          <p>
            <strong>In the way:</strong> {one.obstacles.join('. ')}.
          </p>
        ) : null}
        {one.remarks.length ? <p class="meta">{one.remarks.join('. ')}.</p> : null}
        {give ? (
          <p>
            <a href={`${give}?group=${one.group}`}>
              Give it to this group <span class="unseen">: {one.name}</span>
            </a>
          </p>
        ) : null}
      </li>
    ))}
  </ol>
)

const counts: Record<Measure, string> = {
  outcomes: 'the outcomes it would work for',
  organisations: 'the organisations that would have to be there',
  themes: 'the themes',
  places: 'the places',
  words: 'the words in common',
}

/** The formula, in words. */
export const HowItIsRanked = () => (
  <details>
    <summary>How the groups are ranked</summary>
    <p>
      For each group we look at how much of the proposal it has already. Of 100 points,{' '}
      {listOf((Object.keys(weights) as Measure[]).map(one => `${counts[one]} count ${Math.round(weights[one] * 100)}`))}
      . What the proposal does not name is left out, and the rest counts for more.
    </p>
    <p>
      A group that minds a theme minds its outcomes. A group for a wider place is there for the places in it. An outcome
      of a theme, or a part of a place, counts half. Words in common are those that stand in both, out of all that stand
      in either.
    </p>
    <p>
      From {Math.round(couldFrom * 100)} points on we say that a group could do it. One that minds less than half of the
      outcomes, themes and places that are named only touches it: it keeps four tenths of its points. How often it
      meets, whether it seems asleep, and the law it rests on change no points: they stand beside them.
    </p>
  </details>
)
