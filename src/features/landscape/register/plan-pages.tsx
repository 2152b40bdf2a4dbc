// One body's part of the register, and one plan on it.

import { counted, inWords } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Empty, Section, Table } from '../../../ui/parts.tsx'
import { addressOfOutcome, outcomesToLink } from '../../plans/public.ts'
import { planKinds, planStates } from '../model.ts'
import { isNumber } from '../structure-here.tsx'
import { burdenOf, hoursAYear, hoursSaid } from './burden.ts'
import type { Body } from './duties.ts'
import { contentThemes } from './model.ts'
import { BurdenFacts, Formulas, Gaps, gapCount, kindAndState, OnePlan, SavingFormula } from './parts.tsx'
import {
  addressOfPlan,
  addressOfRegister,
  addressOfRequirement,
  nameOfBody,
  type PlanHere,
  planCrumbs,
  planHere,
  type RegisterHere,
  registerCrumbs,
  registerHere,
} from './register-here.ts'
import { contentsOf } from './repetition.ts'
import { everyWords, periodWords, rounded } from './words.ts'

interface BodyHere extends RegisterHere {
  readonly body: Body
}

export const bodyPage = page({
  at: '/p/:slug/register/bodies/:organisation',
  audience: 'members',
  read: async (asking: Asking, params: Params): Promise<BodyHere | null> => {
    const own = params.organisation === 'own'
    if (!own && !isNumber(params.organisation)) return null
    const view = await registerHere(asking)
    const body = view.bodies.find(one => one.organisation === (own ? null : Number(params.organisation)))
    return body ? { ...view, body } : null
  },
  show: (view, frame) => (
    <Layout frame={frame} title={`Plans of ${view.body.name}`} current="structure" crumbs={registerCrumbs(view)}>
      <BodyShown view={view} />
    </Layout>
  ),
})

function BodyShown({ view }: { view: BodyHere }) {
  const { slug, body } = view
  const plans = view.plans.filter(one => one.organisation === body.organisation)
  const held = view.held.filter(one => one.plan.organisation === body.organisation)
  const combinations = view.combinations.filter(one => one.organisation === body.organisation)
  const gaps = view.gaps.filter(gap => gap.bodies.some(one => one.organisation === body.organisation))
  const keeps = view.keeps.includes(body.organisation)
  const add = `${addressOfRegister(slug)}/plans/add${body.organisation === null ? '' : `?organisation=${body.organisation}`}`
  return (
    <>
      <h1>
        {held.length
          ? `${body.name} has ${inWords(held.length)} ${held.length === 1 ? 'plan or report' : 'plans and reports'}`
          : `${body.name} has no plan on the register`}
      </h1>
      {held.length ? <BurdenFacts burden={burdenOf(held.map(one => one.plan))} /> : null}
      {plans.length ? (
        <>
          {keeps ? (
            <p class="row">
              <ButtonLink href={add}>Register another</ButtonLink>
            </p>
          ) : null}
          <Section heading="Its plans and reports">
            <Plans view={view} plans={plans} />
            <Formulas />
          </Section>
        </>
      ) : (
        <Empty
          words="When its plans are here, you see what they cost, what they repeat, and which of them could be one."
          href={keeps ? add : undefined}
          next={keeps ? 'Register the first' : undefined}
        />
      )}
      {combinations.length ? (
        <Section heading="What could be one plan">
          {combinations.map(one => (
            <OnePlan key={one.plans[0]!.id} view={view} one={one} />
          ))}
          <SavingFormula />
        </Section>
      ) : null}
      {gaps.length ? (
        <Section
          heading={gapCount(gaps)}
          words={`The plan may be there and not on the register, or the duty may not fall on this body after all.${keeps ? ' To register one, follow the name of its body.' : ''}`}
        >
          <Gaps view={view} gaps={gaps} />
        </Section>
      ) : null}
    </>
  )
}

const Plans = ({ view, plans }: { view: RegisterHere; plans: RegisterHere['plans'] }) => (
  <Table
    caption="Plans and reports"
    quiet
    columns={[
      { words: 'Plan or report', prose: true },
      { words: 'From and to' },
      { words: 'Pages', numeric: true },
      { words: 'Reports a year', numeric: true },
      { words: 'Hours a year', numeric: true },
      { words: 'In another too', numeric: true },
    ]}
    rows={plans.map(one => {
      const repeated = view.repeated.get(one.id)
      return [
        <>
          <a href={addressOfPlan(view.slug, one.id)}>{one.name}</a>
          <p class="meta">{kindAndState(one.kind, planStates[one.state])}</p>
        </>,
        periodWords(one),
        one.pages ?? 'Not said',
        one.reportsAYear === null ? 'Not said' : rounded(one.reportsAYear),
        hoursWords(one),
        repeated ? (repeated.of ? `${repeated.anyBody.length} of ${repeated.of}` : 'Not said') : '',
      ]
    })}
    empty=""
  />
)

function hoursWords(one: RegisterHere['plans'][number]): string {
  const hours = hoursAYear(one)
  if (hours === null) return 'Not said'
  return hoursSaid(one) ? rounded(hours) : `${rounded(hours)}, not all said`
}

interface PlanShownHere extends PlanHere {
  readonly served: readonly { readonly id: number; readonly title: string }[]
}

export const planPage = page({
  at: '/p/:slug/register/plans/:registeredPlan',
  audience: 'members',
  read: async (asking: Asking, params: Params): Promise<PlanShownHere | null> => {
    const found = await planHere(asking, params)
    if (!found) return null
    const served = await outcomesToLink(asking.db)
    return { ...found, served: served.filter(one => found.plan.outcomes.includes(one.id)) }
  },
  show: (view, frame) => (
    <Layout frame={frame} title={view.plan.name} current="structure" crumbs={planCrumbs(view).slice(0, 2)}>
      <PlanShown view={view} />
    </Layout>
  ),
})

function PlanShown({ view }: { view: PlanShownHere }) {
  const { slug, plan } = view
  // A body that left keeps nothing here, and a coordinator keeps what it left.
  const keeps = view.coordinates || view.keeps.includes(plan.organisation)
  return (
    <>
      <h1>{plan.name}</h1>
      <p class="lead">
        {planKinds[plan.kind]} of {nameOfBody(view, plan.organisation)}. {planStates[plan.state]}.
      </p>
      {keeps ? (
        <p class="row">
          <ButtonLink href={`${addressOfPlan(slug, plan.id)}/edit`}>Change it</ButtonLink>
          <ButtonLink href={`${addressOfPlan(slug, plan.id)}/remove`} secondary>
            Take it off the register
          </ButtonLink>
        </p>
      ) : null}
      <Section heading="What is said of it">
        <DefinitionRows
          rows={[
            { term: 'From and to', words: periodWords(plan) },
            { term: 'It meets', words: <Met view={view} /> },
            {
              term: 'It serves',
              words: view.served.length ? (
                <ul>
                  {view.served.map(one => (
                    <li key={one.id}>
                      <a href={addressOfOutcome(slug, one.id, one.title)}>{one.title}</a>
                    </li>
                  ))}
                </ul>
              ) : (
                'No outcome is named'
              ),
            },
            { term: 'Pages', words: plan.pages?.toLocaleString('en-GB') ?? 'Not said' },
            { term: 'Hours to write it', words: plan.hours === null ? 'Not said' : rounded(plan.hours) },
            {
              term: 'Reports on it a year',
              words: plan.reportsAYear === null ? 'Not said' : rounded(plan.reportsAYear),
            },
            {
              term: 'Hours for one of these',
              words: plan.reportHours === null ? 'Not said' : rounded(plan.reportHours),
            },
            { term: 'Hours a year in all', words: hoursWords(plan) },
            ...(plan.address
              ? [{ term: 'Read it', words: <a href={plan.address}>{new URL(plan.address).hostname}</a> }]
              : []),
            ...(plan.plan === null
              ? []
              : [{ term: 'In this system', words: <a href={`/p/${slug}/plans/${plan.plan}`}>{plan.planTitle}</a> }]),
          ]}
        />
        <Formulas />
      </Section>
      <Contents view={view} />
    </>
  )
}

const Met = ({ view: { slug, plan, requirements } }: { view: PlanHere }) =>
  plan.requirements.length ? (
    <ul>
      {plan.requirements.map(id => (
        <li key={id}>
          <a href={addressOfRequirement(slug, id)}>{requirements.get(id)!.name}</a> (
          {everyWords(requirements.get(id)!.everyMonths)})
        </li>
      ))}
    </ul>
  ) : (
    <>No requirement is named</>
  )

/** Each thing in the plan, who asks for it, and where else it stands. */
function Contents({ view }: { view: PlanHere }) {
  const { slug, plan, requirements } = view
  const contents = [...contentsOf(plan, requirements)]
  const elsewhere = view.held.filter(one => one.plan.id !== plan.id)
  const repeated = contents.filter(theme => elsewhere.some(one => one.contents.has(theme))).length
  return (
    <Section
      heading={
        contents.length
          ? `${repeated} of ${counted(contents.length, 'thing')} in it ${repeated === 1 ? 'stands' : 'stand'} in another plan too`
          : 'Nobody has said what is in it'
      }
    >
      <Table
        caption="What is in it"
        quiet
        columns={[
          { words: 'What is in it', prose: true },
          { words: 'Asked for by', prose: true },
          { words: 'Stands also in', prose: true },
        ]}
        rows={contents.map(theme => [
          contentThemes[theme],
          plan.requirements
            .map(id => requirements.get(id)!)
            .filter(one => one.contains.includes(theme))
            .map(one => one.name)
            .join(', ') || 'No requirement',
          <Others key="others" slug={slug} view={view} others={elsewhere.filter(one => one.contents.has(theme))} />,
        ])}
        empty="Tick what it contains, or the requirements that it meets: then it shows what other plans have too."
      />
    </Section>
  )
}

/** More than so many plans are counted, not listed. */
const mostListed = 3

const Others = ({ slug, view, others }: { slug: string; view: RegisterHere; others: RegisterHere['held'] }) => (
  <>
    {others.length === 0 ? 'No other plan' : null}
    {others.slice(0, mostListed).map((one, at) => (
      <>
        {at ? ', ' : ''}
        <a href={addressOfPlan(slug, one.plan.id)}>{one.plan.name}</a> ({nameOfBody(view, one.plan.organisation)})
      </>
    ))}
    {others.length > mostListed ? ` and ${others.length - mostListed} more` : ''}
  </>
)
