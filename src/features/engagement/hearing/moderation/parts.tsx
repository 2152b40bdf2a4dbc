// How something that somebody wrote stands on the pages of moderation.

import { longDate } from '../../../../kernel/words.ts'
import { Meta } from '../../../../ui/parts.tsx'
import { things } from './model.ts'
import type { Written } from './queries.ts'

/** The words as they were written: nothing on these pages changes them. */
export const AsWritten = ({ one }: { one: Written }) => (
  <>
    <Meta>
      {things[one.thing]} · {one.activityTitle} · {longDate(one.at)}
      {one.body ? ` · the words of ${one.body}` : ''}
    </Meta>
    {one.asked ? <p>{one.asked}</p> : null}
    {one.thing === 'comment' ? <p>On “{one.heading}”:</p> : null}
    {one.thing === 'idea' ? (
      <p>
        <b>{one.heading}</b>
      </p>
    ) : null}
    {one.words ? <blockquote class="said pre">{one.words}</blockquote> : null}
    {one.body ? (
      <Meta>
        A body’s own words stay unedited: they are shown whole, and hidden only if they name a person or are against the
        law.
      </Meta>
    ) : null}
  </>
)

/** A few of the words, to tell one from another. */
export const briefly = ({ heading, words }: Pick<Written, 'heading' | 'words'>): string => {
  const whole = (heading || words).replace(/\s+/g, ' ')
  return whole.length > 60 ? `${whole.slice(0, 57).trimEnd()}…` : whole
}
