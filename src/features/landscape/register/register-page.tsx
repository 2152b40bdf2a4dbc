// The register in all: what plans and reports of every body cost, what repeats, and what could be one plan.

import { capital, inWords } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { writeCsv } from '../../../outside/sheets.ts'
import { download, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { outcomesToLink } from '../../plans/public.ts'
import { planKinds, planStates } from '../model.ts'
import { LandscapeLinks } from '../structure-here.tsx'
import { burdenOf, hoursAYear } from './burden.ts'
import { contentThemes } from './model.ts'
import { nextStep } from './next-step.ts'
import {
  BurdenFacts,
  burdenOfBody,
  Formulas,
  Gaps,
  gapCount,
  OnePlan,
  SavingFormula,
  Sum,
  themeCount,
} from './parts.tsx'
import {
  addressOfBody,
  addressOfRegister,
  costOf,
  nameOfBody,
  type RegisterHere,
  registerHere,
} from './register-here.ts'
import { contentsOf, repeatedThemes, shareRepeated } from './repetition.ts'
import { starterRequirements } from './starter-requirements.ts'
import { roughWords, shareWords } from './words.ts'

export const registerPage = page({
  at: '/p/:slug/register',
  audience: 'members',
  read: registerHere,
  show: (view, frame) => (
    <Layout frame={frame} title="Plans and reports" current="structure">
      <LandscapeLinks slug={view.slug} current="register" />
      <h1>{headline(view)}</h1>
      {view.plans.length || view.requirements.size ? <Whole view={view} /> : <Nothing view={view} />}
    </Layout>
  ),
})

/** What all of it costs, and what could be less; of hours not all said no more than what is known. */
function headline({ held, combinations }: RegisterHere): string {
  if (held.length === 0) return 'No plans on the register yet'
  const count = `${capital(inWords(held.length))} ${held.length === 1 ? 'plan or report' : 'plans and reports'}`
  const { hours } = burdenOf(held.map(one => one.cost))
  if (hours.sum === 0) return `${count} on the register`
  const takes = `${held.length === 1 ? 'takes' : 'take'} ${hours.unsaid ? 'at least' : 'about'} ${roughWords(hours)} hours a year.`
  const sets = combinations.length
  const could = sets
    ? ` ${capital(inWords(sets))} ${sets === 1 ? 'set of plans could be one plan.' : 'sets of plans could be one plan each.'}`
    : ''
  return `${count} ${takes}${could}`
}

function Nothing({ view: { slug, coordinates, keeps } }: { view: RegisterHere }) {
  const at = addressOfRegister(slug)
  return (
    <>
      <Lead>
        Put the plans and reports of every body side by side. Then you see what the law asks of whom, how much work it
        is, what stands in several plans, and which of them could be one.
      </Lead>
      <p class="row">
        {coordinates ? (
          <ButtonLink href={`${at}/requirements/take-starter`}>
            Take in the starter list of {starterRequirements.length} requirements
          </ButtonLink>
        ) : null}
        {keeps.length ? (
          <ButtonLink href={`${at}/plans/add`} secondary={coordinates}>
            Register the first plan
          </ButtonLink>
        ) : null}
      </p>
      {keeps.length ? null : <Meta>A coordinator, or somebody who works for a partner, can begin.</Meta>}
    </>
  )
}

function Whole({ view }: { view: RegisterHere }) {
  const { slug, held, gaps, combinations, keeps } = view
  const at = addressOfRegister(slug)
  const step = nextStep(view)
  return (
    <>
      {step ? (
        <Lead>
          Next: <a href={step.path.startsWith('#') ? step.path : at + step.path}>{step.words}</a>.
        </Lead>
      ) : null}
      {held.length ? <BurdenFacts burden={burdenOf(held.map(one => one.cost))} /> : null}
      <p class="row">
        {keeps.length ? <ButtonLink href={`${at}/plans/add`}>Register a plan or report</ButtonLink> : null}
        <ButtonLink href={`${at}/requirements`} secondary>
          What is required
        </ButtonLink>
      </p>
      {held.length ? (
        <>
          <Section heading="Body by body">
            <Bodies view={view} />
            <Formulas />
          </Section>
          <Section heading="What stands in several plans" words={repeatedWords(view)} wash>
            <Themes view={view} />
          </Section>
          <Section heading="What could be one plan" id="one-plan">
            {combinations.length ? (
              <>
                {combinations.map(one => (
                  <OnePlan key={one.plans[0]!.id} view={view} one={one} />
                ))}
                <SavingFormula />
              </>
            ) : (
              <p>No two plans of one body have so much in common that they could be one.</p>
            )}
          </Section>
        </>
      ) : null}
      <Section heading={gaps.length ? gapCount(gaps) : 'Every duty has a plan'} id="gaps">
        {gaps.length ? (
          <>
            <p class="under">
              Each falls on a kind of body that is here. The plan may be there and not on the register, or the duty may
              not fall on this body after all.
              {keeps.length ? ' Open one, and follow the name of its body to register it.' : ''}
            </p>
            <Gaps view={view} gaps={gaps} />
          </>
        ) : (
          <p>Each requirement that falls on a body here is met by a plan on the register.</p>
        )}
      </Section>
      <Meta>
        <a href={`${at}.csv`}>Take the register out as a spreadsheet (CSV)</a>
      </Meta>
    </>
  )
}

/** The number, what it means, and what it does not. */
function repeatedWords({ repeated }: RegisterHere): string {
  const share = shareRepeated([...repeated.values()])
  const limit = `Contents are told by ${themeCount} broad headings only, so plans under one heading may still say different things.`
  if (share === null) return `Nobody has said yet what is in the plans. ${limit}`
  return `${shareWords(share)} of what is in the plans stands in another plan of the same body too: the same body writes about it more than once. ${limit}`
}

function Bodies({ view }: { view: RegisterHere }) {
  const { slug, bodies, held, repeated } = view
  return (
    <Table
      caption="Plans and reports, body by body"
      quiet
      columns={[
        { words: 'Body' },
        { words: 'Hours a year', numeric: true },
        { words: 'In another of its own too', numeric: true },
        { words: 'Plans', numeric: true },
        { words: 'Reports a year', numeric: true },
        { words: 'Pages', numeric: true },
      ]}
      rows={bodies
        .filter(body => held.some(one => one.plan.organisation === body.organisation))
        .map(body => {
          const burden = burdenOfBody(view, body.organisation)
          const own = held
            .filter(one => one.plan.organisation === body.organisation)
            .map(one => repeated.get(one.plan.id)!)
          return [
            <a key="body" href={addressOfBody(slug, body.organisation)}>
              {body.name}
            </a>,
            <Sum key="hours" of={burden.hours} plans={burden.plans} />,
            shareWords(shareRepeated(own)),
            burden.plans,
            <Sum key="reports" of={burden.reports} plans={burden.plans} />,
            <Sum key="pages" of={burden.pages} plans={burden.plans} />,
          ]
        })}
      empty=""
    />
  )
}

const Themes = ({ view }: { view: RegisterHere }) => (
  <Table
    caption="What stands in several plans"
    quiet
    columns={[
      { words: 'What is in them' },
      { words: 'Bodies with it in several plans', numeric: true },
      { words: 'Plans', numeric: true },
      { words: 'Bodies', numeric: true },
    ]}
    rows={repeatedThemes(view.held).map(one => [contentThemes[one.theme], one.twice, one.plans, one.bodies])}
    empty="No two plans on the register have the same thing in them."
  />
)

const tenths = (hours: number | null): number | null => (hours === null ? null : Math.round(hours * 10) / 10)

export const registerDownload = download({
  at: '/p/:slug/register.csv',
  audience: 'members',
  read: async (asking: Asking) => {
    const view = await registerHere(asking)
    const outcomes = new Map((await outcomesToLink(asking.db)).map(one => [one.id, one.title]))
    const named = (list: readonly (string | undefined)[]) => list.filter(Boolean).join('; ')
    return {
      name: `Plans and reports of ${view.partnership}.csv`,
      type: 'text/csv; charset=utf-8',
      body: writeCsv(
        [
          ...[
            'body',
            'plan',
            'kind',
            'state',
            'first day',
            'last day',
            'requirements',
            'contains',
            'outcomes',
            'pages',
          ],
          ...['hours to write', 'reports a year', 'hours a report', 'hours a year', 'address'],
        ],
        view.plans.map(one => [
          ...[nameOfBody(view, one.organisation), one.name, planKinds[one.kind], planStates[one.state]],
          ...[one.from, one.to, named(one.requirements.map(id => view.requirements.get(id)?.name))],
          named([...contentsOf(one, view.requirements)].map(theme => contentThemes[theme])),
          ...[named(one.outcomes.map(id => outcomes.get(id))), one.pages, one.hours, one.reportsAYear],
          ...[one.reportHours, tenths(hoursAYear(costOf(view, one))), one.address],
        ]),
      ),
    }
  },
})
