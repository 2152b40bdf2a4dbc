// The forms of sorting: themes, one text, quotes.

import { form } from '../../../../ui/declare.ts'
import { toBeRun } from '../../forms.tsx'
import { isNumber } from '../../here.tsx'
import * as operations from './operations.ts'
import * as queries from './queries.ts'
import { addressOfSorting, sortingCrumbs, TextAsWritten, textHere, themeHere, toSorting } from './sorting-here.tsx'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/sorting/${path}`
const shared = { audience: 'members', crumbs: sortingCrumbs, next: toSorting } as const

const addThemeForm = form({
  ...shared,
  at: at('themes/new'),
  operation: operations.addTheme,
  read: toBeRun,
  title: () => 'Add a theme',
  lead: () => 'Something that comes up again and again in what people wrote.',
  button: 'Add it',
  done: 'The theme is added.',
})

const editThemeForm = form({
  ...shared,
  at: at('themes/:theme/edit'),
  operation: operations.editTheme,
  read: themeHere,
  start: ({ theme }) => ({ title: theme.title, words: theme.words }),
  title: ({ theme }) => `Change “${theme.title}”`,
  button: 'Save',
  done: 'Saved.',
})

const dropThemeForm = form({
  ...shared,
  at: at('themes/:theme/drop'),
  operation: operations.dropTheme,
  read: themeHere,
  title: ({ theme }) => `Stop using “${theme.title}”`,
  lead: () => 'How texts were sorted into it is kept, but it is counted and shown no longer.',
  button: 'Stop using it',
  danger: true,
  done: 'The theme is no longer used.',
})

export const sortForm = form({
  ...shared,
  at: at('texts/:said'),
  operation: operations.sort,
  read: textHere,
  options: ({ themes }) => ({
    themes: themes.map(one => ({ value: String(one.id), words: one.title, hint: one.words || undefined })),
  }),
  start: ({ text }) => ({ themes: (text.mine ?? []).map(String), none: text.mine?.length === 0 ? 'yes' : '' }),
  title: () => 'What is it about?',
  lead: ({ text }) => <TextAsWritten text={text} />,
  below: view => (
    <p>
      {view.text.quotable && !view.text.hidden && view.themes.length ? (
        <a href={`${addressOfSorting(view)}/texts/${view.text.id}/quote`}>Quote it in public</a>
      ) : null}
    </p>
  ),
  button: 'Save and go on',
  next: (outcome, params, base) => `${toSorting(outcome, params, base)}/next`,
})

const quoteForm = form({
  ...shared,
  at: at('texts/:said/quote'),
  operation: operations.chooseQuote,
  read: textHere,
  options: ({ themes }) => ({ theme: themes.map(one => ({ value: String(one.id), words: one.title })) }),
  start: ({ text }) => ({ theme: String(text.mine?.[0] ?? ''), who: text.body ?? '' }),
  title: () => 'Quote it in public',
  lead: ({ text }) => (
    <>
      <TextAsWritten text={text} />
      <p>
        It is quoted whole, as it was written. Look once more that it names nobody. The quote stays after the answers
        themselves are erased.
      </p>
    </>
  ),
  button: 'Quote it',
  done: 'It is quoted now.',
})

const dropQuoteForm = form({
  ...shared,
  at: at('quotes/:quote/drop'),
  operation: operations.dropQuote,
  read: async (asking, params) => {
    const found = await toBeRun(asking, params)
    if (!found || !isNumber(params.quote)) return null
    const quotes = (await queries.themesOf(asking.db, found.id)).flatMap(one => one.quotes)
    const quote = quotes.find(one => String(one.id) === params.quote)
    return quote ? { ...found, quote } : null
  },
  title: () => 'Stop quoting it',
  lead: ({ quote }) => <blockquote class="said pre">{quote.words}</blockquote>,
  button: 'Stop quoting it',
  danger: true,
  done: 'It is no longer quoted.',
})

export const forms = [addThemeForm, editThemeForm, dropThemeForm, sortForm, quoteForm, dropQuoteForm] as const
