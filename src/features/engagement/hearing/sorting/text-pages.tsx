// Pages on which texts are read: the next one to sort, those about a theme, those found by words.

import { counted } from '../../../../kernel/words.ts'
import type { Asking } from '../../../../operation/ask.ts'
import { fieldsOf, type Params, page } from '../../../../ui/declare.ts'
import { Form } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section } from '../../../../ui/parts.tsx'
import { toBeRun } from '../../forms.tsx'
import type { EngagementHere } from '../../here.tsx'
import { sortForm } from './forms.tsx'
import * as queries from './queries.ts'
import { addressOfSorting, sortingCrumbs, TextAsWritten, textHere, themeHere } from './sorting-here.tsx'

const at = (path: string) => `/p/:slug/engagements/:engagement/run/sorting/${path}`

const nextPage = page({
  at: at('next'),
  audience: 'members',
  read: async (asking: Asking, params: Params) => {
    const found = await toBeRun(asking, params)
    if (!found) return null
    const { db, standing } = asking
    const next = standing.person === null ? null : await queries.nextToSort(db, found.id, standing.person)
    return {
      ...found,
      progress: await queries.progress(db, found.id, standing.person),
      next: next === null ? null : await textHere(asking, { ...params, said: String(next) }),
    }
  },
  show: (view, frame) => (
    <Layout frame={frame} title="What is it about?" crumbs={sortingCrumbs(view)} current="voice">
      <h1>What is it about?</h1>
      {view.next ? (
        <>
          <TextAsWritten text={view.next.text} />
          <Form
            action={`${addressOfSorting(view)}/texts/${view.next.text.id}`}
            fields={fieldsOf(sortForm, view.next)}
            attempt={{ values: {}, errors: {} }}
            button={sortForm.button}
          />
          <Meta>
            You have sorted {view.progress.mine.toLocaleString('en-GB')} of {counted(view.progress.texts, 'text')}.{' '}
            <a href={`${addressOfSorting(view)}/themes/new`}>Add a theme</a>
          </Meta>
        </>
      ) : (
        <Empty words="You have sorted every text." href={addressOfSorting(view)} next="See what people said" />
      )}
    </Layout>
  ),
})

/** Texts, each with what can be done with it. */
const Texts = ({ view, texts }: { view: EngagementHere; texts: readonly queries.TextHere[] }) => (
  <ul class="plain">
    {texts.map(text => (
      <li key={text.id}>
        <TextAsWritten text={text} />
        <p>
          <a href={`${addressOfSorting(view)}/texts/${text.id}`}>
            {text.mine ? 'Sort it again' : 'Sort it'}
            <span class="unseen">: {text.words.slice(0, 60)}</span>
          </a>
          {text.quotable && !text.hidden ? (
            <>
              {' · '}
              <a href={`${addressOfSorting(view)}/texts/${text.id}/quote`}>
                Quote it<span class="unseen">: {text.words.slice(0, 60)}</span>
              </a>
            </>
          ) : null}
        </p>
      </li>
    ))}
  </ul>
)

const themePage = page({
  at: at('themes/:theme'),
  audience: 'members',
  read: async (asking: Asking, params: Params) => {
    const found = await themeHere(asking, params)
    return (
      found && {
        ...found,
        texts: await queries.textsOf(asking.db, found.id, found.theme.id, asking.standing.person),
      }
    )
  },
  show: (view, frame) => (
    <Layout frame={frame} title={view.theme.title} crumbs={sortingCrumbs(view)} current="voice">
      <h1>{view.theme.title}</h1>
      {view.theme.words ? <Lead>{view.theme.words}</Lead> : null}
      <Section heading="What people wrote about it">
        {view.texts.length === 0 ? (
          <Empty
            words="No text was sorted into it yet."
            href={`${addressOfSorting(view)}/next`}
            next="Sort the next text"
          />
        ) : (
          <Texts view={view} texts={view.texts} />
        )}
        {view.texts.length === queries.mostListed ? <Meta>These are the newest {queries.mostListed}.</Meta> : null}
      </Section>
    </Layout>
  ),
})

const mostTyped = 200

const searchPage = page({
  at: at('search'),
  audience: 'members',
  read: async (asking: Asking, params: Params, query: Params) => {
    const found = await toBeRun(asking, params)
    if (!found) return null
    const words = (query.q ?? '').trim().slice(0, mostTyped)
    return {
      ...found,
      words,
      found: words ? await queries.search(asking.db, found.id, words, asking.standing.person) : null,
    }
  },
  show: (view, frame) => (
    <Layout frame={frame} title="Search what people wrote" crumbs={sortingCrumbs(view)} current="voice">
      <h1>Search what people wrote</h1>
      <form class="form" method="get" action={`${addressOfSorting(view)}/search`}>
        <div class="ds_question">
          <label class="ds_label" for="field-q">
            Words to look for
          </label>
          <p class="ds_hint-text" id="hint-q">
            All of them, in any form. Or finds either (bench or seat), "quotes" find a phrase, and - leaves a word out
            (-dog).
          </p>
          <input
            class="ds_input"
            type="search"
            id="field-q"
            name="q"
            value={view.words}
            maxlength={mostTyped}
            aria-describedby="hint-q"
          />
        </div>
        <button class="ds_button" type="submit">
          Search
        </button>
      </form>
      {view.found ? <FoundTexts view={view} found={view.found} /> : null}
    </Layout>
  ),
})

function FoundTexts({ view, found }: { view: EngagementHere & { words: string }; found: queries.Found }) {
  if (found.texts.length === 0)
    return (
      <Section heading="Nothing found">
        <p>No text has these words. Try fewer words, or others that mean the same.</p>
        <ButtonLink href={addressOfSorting(view)} secondary>
          Back to sorting
        </ButtonLink>
      </Section>
    )
  return (
    <Section heading={found.all > 1000 ? 'More than 1,000 texts' : counted(found.all, 'text')}>
      <Texts view={view} texts={found.texts} />
      {found.all > found.texts.length ? <Meta>These are the newest {found.texts.length} of them.</Meta> : null}
    </Section>
  )
}

export const textPages = [nextPage, searchPage, themePage] as const
