// The balance of the work: over time, over the sides of life, and over vision, participation and delivery. Something for
// a board to talk about.

import { capital, counted, inWords } from '../../kernel/words.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { Empty, Lead, Section } from '../../ui/parts.tsx'
import { actionsOf, horizonWords, principleWords } from '../delivery/public.ts'
import { balance, dimensions, horizons } from '../plans/public.ts'
import { threadOutcomes } from './queries.ts'
import { weigh } from './weighing.ts'

export const balancePage = page({
  at: '/p/:slug/balance',
  audience: 'anyone',
  // What is adopted, for everyone alike: a board and a resident look at the same page.
  read: async ({ db, partnership, today }) => ({
    slug: partnership!.slug,
    outcomes: await threadOutcomes(db, false),
    work: (await actionsOf(db, false, today)).filter(one => one.state === 'adopted'),
  }),
  show: ({ slug, outcomes, work }, frame) => {
    const base = `/p/${slug}`
    const weighed = work.length ? weigh(work, outcomes) : null
    const plan = balance(outcomes)
    const outcomeBars = outcomes.length ? (
      <Bars
        caption="Outcomes, by their side of life"
        words={dimensions}
        counts={plan.dimensions}
        of={outcomes.length}
      />
    ) : null
    return (
      <Layout
        frame={frame}
        title="The balance of the work"
        current="actions"
        crumbs={[{ href: `${base}/actions`, words: 'What we are doing' }]}
      >
        <h1>{weighed?.summary ?? 'There is no work to weigh yet'}</h1>
        <Lead>
          {weighed
            ? `${capital(inWords(work.length))} ${work.length === 1 ? 'piece' : 'pieces'} of work and ${counted(outcomes.length, 'outcome')}, weighed in three ways. No mix is right by itself: it is for the partners to say whether this is what they meant.`
            : 'When partners have adopted work together, this page shows what it leans towards, so that a board can talk about it.'}
        </Lead>
        {weighed ? (
          <>
            <Section heading={`${weighed.findings.time}.`}>
              <Bars
                caption="Work, by how long it takes"
                words={horizonWords}
                counts={weighed.horizon}
                of={work.length}
              />
              <Bars
                caption="Outcomes, by when they should be reached"
                words={horizons}
                counts={plan.horizons}
                of={outcomes.length}
              />
              <Question>
                Which of today’s quick wins are the first step of something longer? And what will people see within a
                year?
              </Question>
            </Section>
            <Section heading={`${weighed.findings.sides}.`}>
              <Bars
                caption="Work, by the sides of life it serves"
                words={dimensions}
                counts={weighed.sides}
                of={work.length}
              />
              {outcomeBars}
              <p class="meta">Work, and an outcome, can be about more than one side.</p>
              <Question>Is that what this area needs most, or what we are used to doing?</Question>
            </Section>
            <Section heading={`${weighed.findings.principle}.`}>
              <Bars
                caption="Work, by what it is mostly about"
                words={principleWords}
                counts={weighed.principle}
                of={work.length}
              />
              <Question>
                Who agreed where this is going, who takes part in it, and who does it? Where would more talk, or less,
                help?
              </Question>
            </Section>
          </>
        ) : (
          <>
            <Empty
              words={
                outcomes.length
                  ? `The plan has ${inWords(outcomes.length)} ${outcomes.length === 1 ? 'outcome' : 'outcomes'} and no adopted work yet.`
                  : 'No plan has been adopted yet.'
              }
              href={outcomes.length ? `${base}/actions` : `${base}/plan`}
              next={outcomes.length ? 'See what we are doing' : 'Go to the plan'}
            />
            {outcomeBars ? <Section heading={plan.findings.join(' ')}>{outcomeBars}</Section> : null}
          </>
        )}
      </Layout>
    )
  },
})

interface BarsProps<K extends string> {
  readonly caption: string
  readonly words: Readonly<Record<K, string>>
  readonly counts: Readonly<Record<K, number>>
  readonly of: number
}

/** A bar for each kind, with its count in words beside it: the picture repeats what the words say. */
const Bars = <K extends string>({ caption, words, counts, of }: BarsProps<K>) => (
  <figure class="bars">
    <figcaption>{caption}</figcaption>
    <ul>
      {(Object.keys(words) as K[]).map(key => (
        <li key={key}>
          <span>{words[key]}</span>
          <svg aria-hidden="true" height="18" viewBox="0 0 100 18" preserveAspectRatio="none">
            <rect class="all" width="100" height="18" />
            <rect width={of ? ((counts[key] / of) * 100).toFixed(1) : 0} height="18" />
          </svg>
          <span class="value">
            {counts[key]} of {of}
          </span>
        </li>
      ))}
    </ul>
  </figure>
)

const Question = ({ children }: { children: string | readonly string[] }) => (
  <p class="question">
    <strong>To discuss:</strong> {children}
  </p>
)
