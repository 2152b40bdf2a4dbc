// What the pages and forms of the structure stand on: crumbs, the way between its pages, the group that is worked on.

import type { Asking } from '../../operation/ask.ts'
import { type GroupView, group } from './queries.ts'

export const addressOfGroup = (slug: string, id: number): string => `/p/${slug}/structure/groups/${id}`

export const structureCrumbs = ({ slug }: { slug: string }) => [
  { href: `/p/${slug}/structure`, words: 'Groups and seats' },
]

/** Records as a list to choose from. */
export const asOptions = (list: readonly { id: number; name: string }[]) =>
  list.map(one => ({ value: String(one.id), words: one.name }))

/** A number in an address. */
export const isNumber = (typed: string | undefined): typed is string => typed !== undefined && /^\d{1,15}$/.test(typed)

export interface GroupHere extends GroupView {
  readonly slug: string
  readonly now: GroupView['texts'][number]
}

/** For members; null where it is not there. */
export async function groupHere(
  { db, partnership }: Asking,
  params: Readonly<Record<string, string>>,
): Promise<GroupHere | null> {
  const found = isNumber(params.group) ? await group(db, Number(params.group)) : null
  return found && { ...found, slug: partnership!.slug, now: found.texts[0]! }
}

/** The group that a seat, a link or a part of a remit belongs to. */
export async function groupOf(
  asking: Asking,
  table: 'seat' | 'group_link' | 'group_remit',
  typed: string | undefined,
): Promise<GroupHere | null> {
  if (!isNumber(typed)) return null
  const row = await asking.db.selectFrom(table).select('group_id').where('id', '=', Number(typed)).executeTakeFirst()
  return row ? groupHere(asking, { group: String(row.group_id) }) : null
}

export const groupCrumbs = (one: Pick<GroupHere, 'slug' | 'id' | 'now'>) => [
  ...structureCrumbs(one),
  { href: addressOfGroup(one.slug, one.id), words: one.now.name },
]

/** Back to the group that the fact is about. */
export const toGroup = ({ written }: { written: { id?: number | string } }, _params: unknown, base: string): string =>
  `${base}/structure/groups/${written.id}`

const ways = [
  ['structure', 'Groups and seats'],
  ['structure/overlap', 'Overlap and hours'],
  ['structure/merge', 'What could be merged'],
  ['structure/scenarios', 'Try it on paper'],
  ['structure/proposals', 'Before something new'],
  ['structure/history', 'What changed'],
  ['register', 'Plans and reports'],
  ['cycles', 'Dates that come back'],
] as const
export type LandscapePage = (typeof ways)[number][0]

/** The way between the pages of the landscape, for members. */
export const LandscapeLinks = ({ slug, current }: { slug: string; current: LandscapePage }) => (
  <nav class="ways" aria-label="Groups and plans">
    <ul>
      {ways.map(([path, words]) => (
        <li key={path}>
          <a href={`/p/${slug}/${path}`} aria-current={path === current ? 'page' : undefined}>
            {words}
          </a>
        </li>
      ))}
      <li>
        <a href="/coterminosity">Where boundaries meet</a>
      </li>
    </ul>
  </nav>
)
