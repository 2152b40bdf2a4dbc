// The page from which texts are sorted: how far it is, the themes and how often each was named, how far people agree.

import { counted } from '../../../../kernel/words.ts'
import type { Asking } from '../../../../operation/ask.ts'
import { type AnyFace, type Params, page } from '../../../../ui/declare.ts'
import { Layout } from '../../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section, Table } from '../../../../ui/parts.tsx'
import { toBeRun } from '../../forms.tsx'
import { RunLinks, runCrumbs } from '../../here.tsx'
import { forms } from './forms.tsx'
import * as queries from './queries.ts'
import { firstForAll } from './rules.ts'
import { addressOfSorting } from './sorting-here.tsx'
import { textPages } from './text-pages.tsx'

async function sortingHere(asking: Asking, params: Params) {
  const found = await toBeRun(asking, params)
  if (!found) return null
  const { db, standing } = asking
  return {
    ...found,
    progress: await queries.progress(db, found.id, standing.person),
    themes: await queries.themesOf(db, found.id),
    agreements: await queries.agreements(db, found.id),
  }
}
type View = NonNullable<Awaited<ReturnType<typeof sortingHere>>>

const sortingPage = page({
  at: '/p/:slug/engagements/:engagement/run/sorting',
  audience: 'members',
  read: sortingHere,
  show: (view, frame) => (
    <Layout frame={frame} title={`Sorting: ${view.title}`} crumbs={runCrumbs(view)} current="voice">
      <h1>Sort what people wrote</h1>
      <RunLinks slug={view.slug} id={view.id} current="/sorting" />
      <Lead>{lead(view)}</Lead>
      <Next view={view} />
      <Themes view={view} />
      <Agreements view={view} />
      <Quotes view={view} />
    </Layout>
  ),
})

function lead({ progress: { texts, sorted, mine } }: View): string {
  if (texts === 0) return 'Nobody has written anything in their own words yet.'
  const number = (count: number) => count.toLocaleString('en-GB')
  return `${counted(texts, 'text')} in people’s own words. ${number(sorted)} sorted by somebody, ${number(mine)} by you.`
}

function Next({ view }: { view: View }) {
  const { themes, progress } = view
  const base = addressOfSorting(view)
  if (themes.length === 0)
    return (
      <Empty
        words="Read some of what people wrote first, and note what comes up again and again: these are your themes."
        href={`${base}/themes/new`}
        next="Add the first theme"
      />
    )
  return (
    <>
      {progress.mine < progress.texts ? (
        <p class="row">
          <ButtonLink href={`${base}/next`}>Sort the next text</ButtonLink>
        </p>
      ) : progress.texts > 0 ? (
        <p>You have sorted every text.</p>
      ) : null}
      <p>
        <a href={`${base}/search`}>Search what people wrote</a>
      </p>
      <Meta>
        Everybody who sorts is given the first {firstForAll} texts, so that it can be seen how far you agree. After
        those, texts that nobody has sorted come first.
      </Meta>
    </>
  )
}

function Themes({ view }: { view: View }) {
  const { themes } = view
  const base = addressOfSorting(view)
  if (themes.length === 0) return null
  return (
    <Section
      heading="Themes"
      words="A text counts for a theme when at least half of the people who sorted it say so. A text can be about several themes."
    >
      <Table
        quiet
        caption="Themes and how often each was named"
        empty=""
        columns={[
          { words: 'Theme' },
          { words: 'Texts', numeric: true },
          { words: 'Share of those sorted', numeric: true },
          { words: 'Quotes', numeric: true },
          { words: '' },
        ]}
        rows={themes.map(one => {
          const share = queries.shareOf(one)
          return [
            <a href={`${base}/themes/${one.id}`} key={one.id}>
              {one.title}
            </a>,
            one.texts.toLocaleString('en-GB'),
            share ? `${share.share}% (${share.low} to ${share.high})` : '–',
            one.quotes.length,
            <span class="links" key={`links-${one.id}`}>
              <a href={`${base}/themes/${one.id}/edit`}>
                Change<span class="unseen"> {one.title}</span>
              </a>{' '}
              <a href={`${base}/themes/${one.id}/drop`}>
                Drop<span class="unseen"> {one.title}</span>
              </a>
            </span>,
          ]
        })}
      />
      <p>
        <a href={`${base}/themes/new`}>Add a theme</a>
      </p>
      <Meta>
        In brackets: where the share would lie, 95 times in 100, if the texts sorted so far were drawn by lot from many
        more like them (Wilson’s interval). It says nothing about people who did not write.
      </Meta>
    </Section>
  )
}

/** Landis & Koch's words; below chance is poor. */
const kappaWords = (agreement: queries.AgreementOfTwo['overall']): string =>
  agreement === null
    ? '–'
    : agreement.kappa === null
      ? 'Always the same, so nothing can be said'
      : `${agreement.kappa.toFixed(2)} (${agreement.word})`

function Agreements({ view: { agreements } }: { view: View }) {
  return (
    <Section
      heading="How far you agree"
      words="Two people who sort the same texts should mean the same by a theme. Where they agree little, talk about the theme and write down what belongs to it."
    >
      {agreements.length === 0 ? (
        <Empty words="Nobody has sorted the same texts as somebody else yet. Ask a second person to sort some." />
      ) : (
        agreements.map(two => (
          <>
            <h3>
              {two.one} and {two.other}
            </h3>
            <p>
              Both sorted {counted(two.both, 'text')}. Over all themes: {kappaWords(two.overall)}.
            </p>
            <Table
              quiet
              caption={`How far ${two.one} and ${two.other} agree, by theme`}
              empty="There are no themes."
              columns={[{ words: 'Theme' }, { words: 'Same answer', numeric: true }, { words: 'Kappa' }]}
              rows={two.byTheme.map(({ title, agreement }) => [
                title,
                agreement ? `${Math.round(agreement.observed * 100)}%` : '–',
                kappaWords(agreement),
              ])}
            />
          </>
        ))
      )}
      {agreements.length ? (
        <Meta>
          Cohen’s kappa: 1 is full agreement, 0 is what chance alone would give. From 0.61 it is called substantial,
          from 0.81 almost perfect (Landis and Koch).
        </Meta>
      ) : null}
    </Section>
  )
}

function Quotes({ view }: { view: View }) {
  const quoted = view.themes.filter(one => one.quotes.length)
  if (quoted.length === 0) return null
  return (
    <Section heading="Quotes" words="These stand in public, as they were written. Each writer agreed to be quoted.">
      {quoted.map(one => (
        <>
          <h3>{one.title}</h3>
          <ul class="plain">
            {one.quotes.map(quote => (
              <li key={quote.id}>
                <blockquote class="said pre">{quote.words}</blockquote>
                <Meta>
                  {quote.who ? `${quote.who} · ` : ''}
                  <a href={`${addressOfSorting(view)}/quotes/${quote.id}/drop`}>
                    Stop quoting it<span class="unseen">: {quote.words.slice(0, 60)}</span>
                  </a>
                </Meta>
              </li>
            ))}
          </ul>
        </>
      ))}
    </Section>
  )
}

export const faces: readonly AnyFace[] = [sortingPage, ...textPages, ...forms]
