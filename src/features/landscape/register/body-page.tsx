// One body's part of the register: what is missing, its plans, which could be one, and its duties without a plan.

import { counted, inWords, listOf } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Section, Table } from '../../../ui/parts.tsx'
import { planStates } from '../model.ts'
import { isNumber } from '../structure-here.tsx'
import { burdenOf, missingOf } from './burden.ts'
import type { Body } from './duties.ts'
import { BurdenFacts, Formulas, GapsOf, gapCount, kindAndState, OnePlan, SavingFormula } from './parts.tsx'
import {
  addressOfPlan,
  addressOfRegister,
  costOf,
  mayKeepHere,
  type RegisterHere,
  registerCrumbs,
  registerHere,
} from './register-here.ts'
import { hoursWords, periodWords, reportsWords } from './words.ts'

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
  const keeps = mayKeepHere(view, body.organisation)
  const add = `${addressOfRegister(slug)}/plans/add${body.organisation === null ? '' : `?organisation=${body.organisation}`}`
  return (
    <>
      <h1>
        {held.length
          ? `${body.name} has ${inWords(held.length)} ${held.length === 1 ? 'plan or report' : 'plans and reports'}`
          : `${body.name} has no plan on the register`}
      </h1>
      {held.length ? <BurdenFacts burden={burdenOf(held.map(one => one.cost))} /> : null}
      <Unsaid view={view} held={held} keeps={keeps} />
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
          words={`The plan may be there and not on the register, or the duty may not fall on this body after all.`}
        >
          <GapsOf view={view} gaps={gaps} organisation={body.organisation} />
        </Section>
      ) : null}
    </>
  )
}

interface UnsaidProps {
  readonly view: RegisterHere
  readonly held: RegisterHere['held']
  readonly keeps: boolean
}

/** Plans of which pages or hours are not said, with what is missing and the way to say it. */
function Unsaid({ view, held, keeps }: UnsaidProps) {
  const unsaid = held.filter(one => missingOf([one.cost]).length)
  if (unsaid.length === 0) return null
  return (
    <Section heading={`Something is missing of ${counted(unsaid.length, 'plan')}`}>
      <ul class="plain">
        {unsaid.map(({ plan, cost }) => (
          <li key={plan.id}>
            <a href={`${addressOfPlan(view.slug, plan.id)}${keeps ? '/edit' : ''}`}>{plan.name}</a>
            <p class="meta">Not said: {listOf(missingOf([cost]))}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Plans = ({ view, plans }: { view: RegisterHere; plans: RegisterHere['plans'] }) => (
  <Table
    caption="Plans and reports"
    quiet
    columns={[
      { words: 'Plan or report', prose: true },
      { words: 'Hours a year', numeric: true },
      { words: 'In another of its own too', numeric: true },
      { words: 'Pages', numeric: true },
      { words: 'Reports a year', numeric: true },
    ]}
    rows={plans.map(one => {
      const repeated = view.repeated.get(one.id)
      return [
        <>
          <a href={addressOfPlan(view.slug, one.id)}>{one.name}</a>
          <p class="meta">
            {kindAndState(one.kind, planStates[one.state])} · {periodWords(one)}
          </p>
        </>,
        hoursWords(costOf(view, one)),
        repeated ? (repeated.of ? `${repeated.sameBody.length} of ${repeated.of}` : 'Not said') : '',
        one.pages ?? 'Not said',
        reportsWords(costOf(view, one)),
      ]
    })}
    empty=""
  />
)
