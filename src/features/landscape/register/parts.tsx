// Small parts of the register's pages: what plans cost, what could be one plan, duties without a plan, formulas in words.

import { capital, counted, listOf } from '../../../kernel/words.ts'
import { DefinitionRows, Fact, Meta } from '../../../ui/parts.tsx'
import { planKinds } from '../model.ts'
import { type Burden, burdenOf, type Known } from './burden.ts'
import type { Combination, Obstacle } from './combining.ts'
import { type Gap, owesTogether } from './duties.ts'
import { contentThemes } from './model.ts'
import {
  addressOfPlan,
  addressOfRegister,
  addressOfRequirement,
  nameOfBody,
  type RegisterHere,
} from './register-here.ts'
import { everyWords, periodWords, rounded, sumWords, themesWords, unsaidWords } from './words.ts'

/** The sum that stands, and beside it how much of it is not said. */
export const Sum = ({ of, plans }: { of: Known; plans: number }) => (
  <>
    {sumWords(of, plans)}
    {of.unsaid && sumWords(of, plans) !== 'Not said' ? <span class="meta"> + {of.unsaid} not said</span> : null}
  </>
)

export function BurdenFacts({ burden }: { burden: Burden }) {
  const sums = [
    [burden.reports, 'reports on them a year'],
    [burden.pages, 'pages'],
    [burden.hours, 'hours of work a year'],
  ] as const
  const unsaid = sums.filter(([of]) => of.unsaid).map(([of, words]) => `${words} for ${counted(of.unsaid, 'plan')}`)
  return (
    <>
      <div class="facts">
        <Fact figure={burden.plans} words={burden.plans === 1 ? 'plan or report' : 'plans and reports'} />
        {sums.map(([of, words]) => (
          <Fact key={words} figure={sumWords(of, burden.plans)} words={words} />
        ))}
      </div>
      {unsaid.length ? <Meta>Not all said, and so not in these sums: {listOf(unsaid)}.</Meta> : null}
    </>
  )
}

export const burdenOfBody = ({ held }: RegisterHere, organisation: number | null): Burden =>
  burdenOf(held.filter(one => one.plan.organisation === organisation).map(one => one.cost))

/** The headings by which contents are told. */
export const themeCount = Object.keys(contentThemes).length

export const Formulas = () => (
  <details>
    <summary>How this is worked out</summary>
    <ul>
      <li>Plans that are being written, in force, or past their end and not replaced count. Ended ones do not.</li>
      <li>
        Hours a year of a plan: the hours to write it ÷ the years it is for (at least one), + its reports a year × the
        hours for one report. All of these are estimates that people enter.
      </li>
      <li>
        A report counts once. Where one is on the register by itself, and meets a requirement that a plan of the same
        body meets too, that plan’s own “reports a year” are not counted again.
      </li>
      <li>What nobody has said is not guessed: it is left out of the sum, and we say for how many plans.</li>
      <li>
        What is in a plan: what its requirements ask for, with what was ticked for it, by {themeCount} broad headings.
        It repeats where another plan of the same body has the same heading. That does not mean that they say the same.
      </li>
    </ul>
  </details>
)

/** Plans of one body that one plan could replace. */
export function OnePlan({ view, one }: { view: RegisterHere; one: Combination }) {
  const { slug } = view
  const [first, ...others] = one.plans
  const adds = one.adds.filter(each => each.themes.length)
  return (
    <article class="outcome">
      <h3>{listOf(one.plans.map(plan => plan.name))}</h3>
      <p class="meta">
        {nameOfBody(view, one.organisation)} · could be {first!.kind === 'report' ? 'one report' : 'one plan'} that
        starts from “{first!.name}”
      </p>
      <DefinitionRows
        rows={[
          { term: 'They share', words: capital(themesWords(one.shared)) },
          {
            term: 'Still to be covered',
            words: adds.length ? (
              <ul>
                {adds.map(each => (
                  <li key={each.plan.id}>
                    Only <a href={addressOfPlan(slug, each.plan.id)}>{each.plan.name}</a> has {themesWords(each.themes)}
                  </li>
                ))}
              </ul>
            ) : (
              'Nothing: each thing stands in at least two of them'
            ),
          },
          {
            term: 'It would have to meet',
            words: one.requirements.length ? (
              <ul>
                {one.requirements.map(id => (
                  <li key={id}>
                    <a href={addressOfRequirement(slug, id)}>{view.requirements.get(id)!.name}</a>
                  </li>
                ))}
              </ul>
            ) : (
              'No requirement is named for any of them'
            ),
          },
          {
            term: 'What stands in the way',
            words: one.obstacles.length ? (
              <ul>
                {one.obstacles.map(obstacle => (
                  <li key={obstacle.kind}>{obstacleWords(obstacle)}</li>
                ))}
              </ul>
            ) : (
              'Nothing that the register knows of'
            ),
          },
          {
            term: 'It might save',
            words: capital(
              `${savesWords(one.saves.hours, others.length, 'hours a year')}, and ${savesWords(one.saves.pages, others.length, 'pages')}`,
            ),
          },
        ]}
      />
    </article>
  )
}

const savesWords = (saves: Known, plans: number, unit: string): string => {
  if (saves.unsaid === plans && saves.sum === 0) return `nobody has said how many ${unit}`
  return saves.unsaid
    ? `at least ${rounded(saves.sum)} ${unit} (${unsaidWords(saves)})`
    : `about ${rounded(saves.sum)} ${unit}`
}

function obstacleWords(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'periods':
      return `They are for different times: ${listOf(obstacle.plans.map(plan => `${plan.name} (${periodWords(plan)})`))}`
    case 'period-unsaid':
      return `Nobody has said from when to when ${listOf(obstacle.plans.map(plan => plan.name))} ${obstacle.plans.length === 1 ? 'is' : 'are'}`
    case 'intervals':
      return `They come back at different times: ${listOf(obstacle.requirements.map(one => `${one.name} (${everyWords(one.everyMonths)})`))}`
    case 'joint':
      return `Other bodies must agree, because they owe it together: ${listOf(obstacle.requirements.map(one => one.name))}`
  }
}

export const SavingFormula = () => (
  <details>
    <summary>How plans come together here</summary>
    <ul>
      <li>
        Two plans of one body about the same subject (such as housing, or children), when they have at least two things
        in common, and these are at least a third of all that the two contain.
      </li>
      <li>
        Then any other of its plans about such a subject, when at least half of what it contains is there already, and
        up to four in all. Reports go with reports only.
      </li>
      <li>
        What it might save: of each plan but the one that holds most, its hours a year (and pages) × the share of its
        contents that the plans before it have already.
      </li>
      <li>It is an estimate to begin a talk with. Plans under one heading may still say different things.</li>
    </ul>
  </details>
)

/** Duties that fall on somebody here, and no plan on the register meets; who owes each stands folded. */
export const Gaps = ({ view, gaps }: { view: RegisterHere; gaps: readonly Gap[] }) => (
  <ul class="plain">
    {gaps.map(gap => (
      <li key={gap.requirement.id}>
        <details>
          <summary>
            {gap.requirement.name}{' '}
            <span class="meta">
              {counted(gap.bodies.length, 'body', 'bodies')}
              {owesTogether(gap.requirement) && gap.bodies.length > 1 ? ', one plan is enough' : ''}
            </span>
          </summary>
          <p>
            <Owing view={view} gap={gap} />
          </p>
          <Meta>
            <a href={addressOfRequirement(view.slug, gap.requirement.id)}>
              What is asked for<span class="unseen"> by {gap.requirement.name}</span>
            </a>
          </Meta>
        </details>
      </li>
    ))}
  </ul>
)

/** The duties of one body, each with the way to register a plan for it. */
export function GapsOf({ view, gaps, organisation }: GapsOfProps) {
  const { slug } = view
  return (
    <ul class="many">
      {gaps.map(({ requirement }) => (
        <li key={requirement.id}>
          <a href={addressOfRequirement(slug, requirement.id)}>{requirement.name}</a>
          {view.keeps.includes(organisation) ? (
            <>
              {' · '}
              <a href={addressToRegister(view, requirement.id, organisation)}>
                Register one<span class="unseen"> for {requirement.name}</span>
              </a>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

interface GapsOfProps {
  readonly view: RegisterHere
  readonly gaps: readonly Gap[]
  readonly organisation: number | null
}

/** Who owes it; each body that the viewer keeps is a way to the form. */
export const Owing = ({ view, gap: { requirement, bodies } }: { view: RegisterHere; gap: Gap }) => (
  <>
    {owesTogether(requirement) && bodies.length > 1 ? 'One is enough, of ' : 'Of '}
    {bodies.map((body, at) => (
      <>
        {at ? ', ' : ''}
        {view.keeps.includes(body.organisation) ? (
          <a href={addressToRegister(view, requirement.id, body.organisation)}>
            <span class="unseen">Register that of </span>
            {body.name}
          </a>
        ) : (
          body.name
        )}
      </>
    ))}
  </>
)

/** The form, with whose plan it is and what it meets filled in. */
const addressToRegister = ({ slug }: RegisterHere, requirement: number, organisation: number | null): string =>
  `${addressOfRegister(slug)}/plans/add?requirement=${requirement}${organisation === null ? '' : `&organisation=${organisation}`}`

export const kindAndState = (kind: keyof typeof planKinds, state: string): string => `${planKinds[kind]} · ${state}`

export const gapCount = (gaps: readonly Gap[]): string =>
  `${counted(gaps.length, 'duty has', 'duties have')} no plan on the register`
