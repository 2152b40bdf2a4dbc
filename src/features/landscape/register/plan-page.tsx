// One plan on the register: what is said of it, and where else its contents stand.

import { counted } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, DefinitionRows, Section, Table } from '../../../ui/parts.tsx'
import { addressOfOutcome, outcomesToLink } from '../../plans/public.ts'
import { planKinds, planStates } from '../model.ts'
import { countedApart } from './burden.ts'
import { contentThemes } from './model.ts'
import { Formulas } from './parts.tsx'
import {
  addressOfPlan,
  addressOfRequirement,
  costOf,
  mayKeepHere,
  nameOfBody,
  type PlanHere,
  planCrumbs,
  planHere,
  type RegisterHere,
} from './register-here.ts'
import { contentsOf } from './repetition.ts'
import { everyWords, hoursWords, periodWords, reportsWords, rounded } from './words.ts'

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
  const keeps = mayKeepHere(view, plan.organisation)
  const apart = countedApart(
    plan,
    view.held.map(one => one.plan),
  )
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
              words: (
                <>
                  {reportsWords(plan)}
                  {apart ? (
                    <>
                      . Counted with <a href={addressOfPlan(slug, apart.id)}>{apart.name}</a>
                    </>
                  ) : null}
                </>
              ),
            },
            {
              term: 'Hours for one of these',
              words: plan.reportHours === null ? 'Not said' : rounded(plan.reportHours),
            },
            { term: 'Hours a year in all', words: hoursWords(costOf(view, plan)) },
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
  const own = elsewhere.filter(one => one.plan.organisation === plan.organisation)
  const repeated = contents.filter(theme => own.some(one => one.contents.has(theme))).length
  return (
    <Section
      heading={
        contents.length
          ? `${repeated} of ${counted(contents.length, 'thing')} in it ${repeated === 1 ? 'stands' : 'stand'} in another plan of the same body too`
          : 'Nobody has said what is in it'
      }
    >
      <Table
        caption="What is in it"
        quiet
        columns={[
          { words: 'What is in it' },
          { words: 'Stands also in', prose: true },
          { words: 'Asked for by', prose: true },
        ]}
        rows={contents.map(theme => [
          contentThemes[theme],
          <Others
            key="others"
            slug={slug}
            view={view}
            others={[...own, ...elsewhere.filter(one => !own.includes(one))].filter(one => one.contents.has(theme))}
          />,
          plan.requirements
            .map(id => requirements.get(id)!)
            .filter(one => one.contains.includes(theme))
            .map(one => one.name)
            .join(', ') || 'No requirement',
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
