// The working page of a plan: everything in the open version with a link that changes it, what is different from the
// adopted version, and what to do next.

import { capital, counted, inWords, longDate } from '../../kernel/words.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { page } from '../../ui/declare.ts'
import { type Frame, Layout } from '../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Lead, Meta, Section } from '../../ui/parts.tsx'
import { differences, type WordedTheme } from './comparison.ts'
import { Agreement, addressOfPlan, BalanceFindings, Differences, outcomeMeta, StatePill, termOf } from './PlanParts.tsx'
import * as queries from './queries.ts'
import type { Skipped } from './stratml-read.ts'

export const draftPage = page({
  at: '/p/:slug/plans/:plan/draft',
  audience: 'members',
  read: async ({ db, partnership, standing }, params) => {
    const plan = /^\d{1,15}$/.test(params.plan!) ? Number(params.plan) : null
    const found = plan && (await queries.plansOf(db, true)).find(one => one.id === plan)
    if (!found) return null
    const open = await queries.versionOf(db, found.id, ['draft', 'proposed'])
    const adopted = await queries.versionOf(db, found.id, ['adopted'])
    const view = open && (await queries.versionView(db, open))
    const before = adopted && (await queries.versionView(db, adopted))
    return {
      partnership: partnership!,
      plan: found,
      view: view || null,
      differences: view && before ? differences(before, view) : null,
      voices: view ? await queries.voices(db, view.version) : [],
      skipped: view && view.number === 1 ? ((await queries.keptFile(db, view.version))?.skipped ?? []) : [],
      coordinates: isCoordinator(standing),
    }
  },
  show: (found, frame) =>
    found.view ? <Working {...found} view={found.view} frame={frame} /> : <None {...found} frame={frame} />,
})

interface Found {
  readonly partnership: Parameters<typeof termOf>[0]
  readonly plan: queries.PlanListed
  readonly differences: readonly string[] | null
  readonly voices: readonly queries.Voice[]
  readonly skipped: readonly Skipped[]
  readonly coordinates: boolean
}

const crumbsOf = ({ partnership, plan }: Found) => [
  { href: addressOfPlan(partnership.slug, plan), words: plan.title },
  { href: '', words: 'Being worked on' },
]

function None(found: Found & { frame: Frame }) {
  const { plan, partnership, coordinates, frame } = found
  return (
    <Layout frame={frame} title={`${plan.title}: draft`} current="plan" crumbs={crumbsOf(found)}>
      <h1>Nobody is working on “{plan.title}” now</h1>
      <Empty
        words="The adopted version stands. To change it, draft the next version: it begins with the adopted words."
        href={coordinates ? `/p/${partnership.slug}/plans/${plan.id}/next` : undefined}
        next={coordinates ? 'Draft the next version' : undefined}
      />
    </Layout>
  )
}

function Working(found: Found & { view: queries.VersionView; frame: Frame }) {
  const { view, partnership, differences, voices, skipped, coordinates, frame } = found
  const here = `/p/${partnership.slug}/plans/${view.plan}/versions/${view.version}`
  const edits = coordinates && view.state === 'draft'
  const change = (path: string) => (edits ? { href: `${here}/${path}`, words: 'Change' } : undefined)
  const theme = termOf(partnership, 'theme').toLowerCase()
  return (
    <Layout frame={frame} title={`${view.title}: version ${view.number}`} current="plan" crumbs={crumbsOf(found)}>
      <h1>
        {view.title}: version {view.number}
      </h1>
      <p>
        <StatePill state={view.state} />
      </p>
      <NextStep view={view} voices={voices} coordinates={coordinates} here={here} />
      {skipped.length ? <LeftOut skipped={skipped} /> : null}
      <Section heading="What it says">
        <DefinitionRows
          rows={[
            { term: 'Vision', words: view.vision || 'Not written yet', change: change('vision') },
            { term: 'Summary', words: view.summary || 'Not written yet', change: change('vision') },
            { term: 'Period', words: `${longDate(view.starts)} to ${longDate(view.ends)}`, change: change('period') },
          ]}
        />
      </Section>
      {view.themes.map(one => (
        <ThemeRows key={one.id} theme={one} view={view} here={here} edits={edits} />
      ))}
      {edits ? (
        <p>
          <ButtonLink href={`${here}/themes`} secondary>
            Add a {theme}
          </ButtonLink>
        </p>
      ) : null}
      {differences ? (
        <Differences
          heading="What is different from the adopted version"
          list={differences}
          none="Nothing yet. It still says what the adopted version says."
        />
      ) : null}
      <BalanceFindings view={view} />
      {view.state === 'proposed' ? <Agreement view={view} voices={voices} /> : null}
      <p>
        <a href={`${here}/stratml?part=1`}>Download this version as StratML</a>
      </p>
      {edits ? (
        <p>
          <a href={`${here}/discard`}>Discard this draft</a>
        </p>
      ) : null}
    </Layout>
  )
}

function NextStep(props: {
  view: queries.VersionView
  voices: readonly queries.Voice[]
  coordinates: boolean
  here: string
}) {
  const { view, voices, coordinates, here } = props
  if (view.state === 'proposed') {
    const agreed = voices.filter(voice => voice.endorsedOn !== null).length
    return (
      <>
        <Lead>
          {capital(inWords(agreed))} of {inWords(voices.length)} {voices.length === 1 ? 'partner' : 'partners'}{' '}
          {agreed === 1 ? 'has' : 'have'} agreed. The words stand still until it is adopted or withdrawn.
        </Lead>
        <p class="row">
          {coordinates ? <ButtonLink href={`${here}/adopt`}>Record that it was adopted</ButtonLink> : null}
          <ButtonLink href={here} secondary={coordinates}>
            Read it and answer
          </ButtonLink>
          {coordinates ? <a href={`${here}/withdraw`}>Withdraw the proposal</a> : null}
        </p>
      </>
    )
  }
  const missing =
    view.vision === '' ? 'Write the vision' : view.outcomes.length === 0 ? 'Add a theme and an outcome' : ''
  return (
    <>
      <Lead>
        Only members see this draft.{' '}
        {missing ? `${missing} before it can be proposed.` : 'When its words are ready, propose it to the partners.'}
      </Lead>
      {coordinates && !missing ? (
        <p>
          <ButtonLink href={`${here}/propose`}>Propose it to the partners</ButtonLink>
        </p>
      ) : null}
    </>
  )
}

const LeftOut = ({ skipped }: { skipped: readonly Skipped[] }) => (
  <Section
    heading="What was left out of the file"
    words={`${counted(skipped.length, 'thing')} in the file could not be kept. All the rest is here.`}
  >
    <ul class="plain">
      {skipped.map(one => (
        <li key={one.path + one.words}>
          {one.words}
          <p class="meta">{one.path}</p>
        </li>
      ))}
    </ul>
  </Section>
)

function ThemeRows(props: { theme: WordedTheme; view: queries.VersionView; here: string; edits: boolean }) {
  const { theme, view, here, edits } = props
  const outcomes = view.outcomes.filter(one => one.theme === theme.id)
  return (
    <Section heading={theme.title} words={theme.description}>
      {edits ? (
        <p class="row">
          <a href={`${here}/outcomes?theme=${theme.id}`}>
            Add an outcome <span class="unseen">to {theme.title}</span>
          </a>
          <a href={`${here}/themes/${theme.id}`}>
            Change the theme <span class="unseen">{theme.title}</span>
          </a>
          {outcomes.length ? null : (
            <a href={`${here}/themes/${theme.id}/remove`}>
              Remove the theme <span class="unseen">{theme.title}</span>
            </a>
          )}
        </p>
      ) : null}
      {outcomes.length ? (
        <ul class="plain">
          {outcomes.map(one => (
            <li key={one.id}>
              <b>{one.title}</b>
              {one.description ? <p>{one.description}</p> : null}
              <p class="meta">
                {outcomeMeta(one)}
                {one.goals.length ? ` · Serves ${counted(one.goals.length, 'wider goal')}` : ''}
              </p>
              {edits ? (
                <p class="row">
                  {(
                    [
                      ['', 'Change'],
                      ['/goals', 'Wider goals'],
                      ['/remove', 'Remove'],
                    ] as const
                  ).map(([path, words]) => (
                    <a key={path} href={`${here}/outcomes/${one.id}${path}`}>
                      {words} <span class="unseen">{one.title}</span>
                    </a>
                  ))}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <Meta>No outcome under this theme yet.</Meta>
      )}
    </Section>
  )
}
