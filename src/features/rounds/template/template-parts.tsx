// What the pages of a template are made of: its columns, and words about them.

import { counted, listOf } from '../../../kernel/words.ts'
import { Table } from '../../../ui/parts.tsx'
import { shows, type TemplateColumn } from './template.ts'

/** What is read as sentences. */
export const prose: ReadonlySet<TemplateColumn['shows']> = new Set([
  'title',
  'outcomes',
  'words',
  'needs',
  'milestone',
  'fixed',
])

/** Which words are the latest: what is sent and not checked yet is for the organisation’s own people. */
export function latestWords(own: string | null, columns: readonly TemplateColumn[]): string {
  if (own === null) return 'The latest words are the last that were accepted.'
  const checked = columns.find(one => one.shows === 'checked')
  return `The latest words are the last that were accepted, or what ${own} sent since and nobody has checked yet. ${
    checked ? `The column “${checked.heading}” says which.` : `A column that shows “${shows.checked}” would say which.`
  }`
}

/** Partnerships by name, or counted where there are many. */
export const placesWords = (places: readonly string[]) =>
  places.length > 4 ? counted(places.length, 'partnership') : listOf(places)

/** Columns in their order, with what changes each where that is offered. */
export function Columns({
  base,
  columns,
  change,
}: {
  base: string
  columns: readonly TemplateColumn[]
  change: boolean
}) {
  const move = (column: TemplateColumn, towards: 'up' | 'down', words: string) => (
    <form method="post" action={`${base}/columns/${column.id}/move`}>
      <input type="hidden" name="towards" value={towards} />
      <button class="ds_button ds_button--secondary" type="submit">
        {words}
        <span class="unseen">: {column.heading}</span>
      </button>
    </form>
  )
  return (
    <Table
      caption="Columns, from left to right"
      quiet
      columns={[{ words: 'Column' }, { words: 'Shows' }, ...(change ? [{ words: 'Change' }] : [])]}
      rows={columns.map((one, at) => [
        one.heading,
        one.shows === 'fixed' ? `“${one.words}” in every row` : shows[one.shows],
        ...(change
          ? [
              <div class="row">
                {at > 0 ? move(one, 'up', 'Up') : null}
                {at < columns.length - 1 ? move(one, 'down', 'Down') : null}
                <a href={`${base}/columns/${one.id}/drop`}>
                  Drop<span class="unseen">: {one.heading}</span>
                </a>
              </div>,
            ]
          : []),
      ])}
      empty=""
    />
  )
}
