// What the pages of sorting stand on: the way there, a theme or a text in an address, how a text stands on a page.

import { listOf } from '../../../../kernel/words.ts'
import type { Asking } from '../../../../operation/ask.ts'
import type { Params } from '../../../../ui/declare.ts'
import { Meta } from '../../../../ui/parts.tsx'
import { toBeRun } from '../../forms.tsx'
import { addressOfEngagement, type EngagementHere, isNumber, runCrumbs } from '../../here.tsx'
import * as queries from './queries.ts'

type Here = Pick<EngagementHere, 'slug' | 'id'>

export const addressOfSorting = ({ slug, id }: Here): string => `${addressOfEngagement(slug, id)}/run/sorting`

export const sortingCrumbs = (view: EngagementHere) => [
  ...runCrumbs(view),
  { href: addressOfSorting(view), words: 'Sorting' },
]

export const toSorting = (_outcome: unknown, { engagement }: Params, base: string): string =>
  `${base}/engagements/${engagement}/run/sorting`

/** The engagement with one of its themes; null where it is not there. */
export async function themeHere(asking: Asking, params: Params) {
  const found = await toBeRun(asking, params)
  const theme = found && isNumber(params.theme) ? await queries.theme(asking.db, found.id, Number(params.theme)) : null
  return found && theme ? { ...found, theme } : null
}

/** The engagement with a text and all its themes, as they stand for whoever looks. */
export async function textHere(asking: Asking, params: Params) {
  const found = await toBeRun(asking, params)
  const { db, standing } = asking
  const text =
    found && isNumber(params.said) ? await queries.text(db, found.id, Number(params.said), standing.person) : null
  return found && text ? { ...found, text, themes: await queries.themes(db, found.id) } : null
}

/** A text as it was written, with what is known of it. */
export const TextAsWritten = ({ text }: { text: queries.TextHere }) => (
  <>
    <Meta>{text.asked || text.activityTitle}</Meta>
    <blockquote class="said pre">{text.words}</blockquote>
    <Meta>
      {text.body ? `The words of ${text.body} · ` : ''}
      {text.quotable ? 'May be quoted' : 'Not to be quoted'}
      {text.hidden ? ' · hidden from the public' : ''}
      {text.themes.length ? ` · about ${listOf(text.themes)}` : ''}
    </Meta>
  </>
)
