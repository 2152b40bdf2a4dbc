// The parts of an action's page that say how far it is: milestones and measures. Links that change things stand where
// those who may work on it see them.

import { showSeries } from '../../kernel/quantity.ts'
import { inWords, longDate } from '../../kernel/words.ts'
import { Fact, type Link, Pill, Section, Table } from '../../ui/parts.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { type ActionView, asks, type Measure, type Milestone } from '../delivery/public.ts'
import { reachedWords } from './work.tsx'

export interface Editing {
  /** The action's address. */
  readonly here: string
  readonly mayWork: boolean
}

/** Links for those who may change something, side by side; nothing for others. */
export const Tools = ({ links }: { links: readonly (Link & { readonly about?: string })[] }) =>
  links.length ? (
    <p class="tools">
      {links.map(link => (
        <a key={link.href} href={link.href}>
          {link.words}
          {link.about ? <span class="unseen"> ({link.about})</span> : null}
        </a>
      ))}
    </p>
  ) : null

interface MilestonesProps extends Editing {
  readonly base: string
  readonly list: readonly Milestone[]
  readonly today: string
  readonly one: ActionView
}

export function Milestones({ base, here, list, today, mayWork, one }: MilestonesProps) {
  // Nobody here promises anything for linked work whose owner reports elsewhere.
  if (list.length === 0 && one.linked?.reporting === 'publishes') return null
  const reached = reachedWords(one.milestones)
  return (
    <Section
      heading={
        reached
          ? `${reached}${one.overdue ? `, and ${inWords(one.overdue)} ${one.overdue === 1 ? 'is' : 'are'} overdue` : ''}`
          : 'No milestone is promised yet'
      }
    >
      {list.length ? (
        <ol class="dated">
          {list.map(milestone => (
            <li key={milestone.id}>
              <span class="when">{longDate(milestone.reached ?? milestone.due)}</span>
              <div>
                <p class="row">
                  <span>{milestone.words}</span>{' '}
                  <MilestoneState milestone={milestone} today={one.stopped ? '' : today} />
                </p>
                {milestone.due > milestone.firstDue ? (
                  <p class="meta">
                    Slipped: first promised for {longDate(milestone.firstDue)}
                    {milestone.movedBecause ? `. ${milestone.movedBecause}` : ''}
                  </p>
                ) : milestone.due < milestone.firstDue ? (
                  <p class="meta">Brought forward from {longDate(milestone.firstDue)}</p>
                ) : null}
                {milestone.dropped && milestone.droppedBecause ? <p class="meta">{milestone.droppedBecause}</p> : null}
                {mayWork && !milestone.reached && !milestone.dropped ? (
                  <Tools
                    links={[
                      {
                        href: `${base}/milestones/${milestone.id}/reach`,
                        words: 'It is reached',
                        about: milestone.words,
                      },
                      { href: `${base}/milestones/${milestone.id}/move`, words: 'Move it', about: milestone.words },
                      { href: `${base}/milestones/${milestone.id}/drop`, words: 'Drop it', about: milestone.words },
                    ]}
                  />
                ) : null}
              </div>
            </li>
          ))}
        </ol>
      ) : null}
      <Tools links={mayWork ? [{ href: `${here}/milestones`, words: 'Promise a milestone' }] : []} />
    </Section>
  )
}

function MilestoneState({ milestone, today }: { milestone: Milestone; today: string }) {
  if (milestone.dropped) return <Pill tone="flat">Dropped {longDate(milestone.dropped)}</Pill>
  if (milestone.reached) {
    const late = milestone.reached > milestone.due
    return (
      <Pill tone="good" sign="✓">
        Reached{late ? `, due ${longDate(milestone.due)}` : ''}
      </Pill>
    )
  }
  return milestone.due < today ? (
    <Pill tone="warn" sign="●">
      Overdue
    </Pill>
  ) : null
}

interface MeasuresProps extends Editing {
  readonly base: string
  readonly list: readonly Measure[]
  readonly one: ActionView
}

/** The three questions side by side; one that nothing answers says so. */
export function Measures({ base, here, list, mayWork, one }: MeasuresProps) {
  const used = list.filter(measure => measure.dropped === null)
  if (used.length === 0 && one.linked?.reporting === 'publishes') return null
  const better = used.filter(measure => measure.asks === 'better-off')
  return (
    <Section
      heading={
        used.length === 0
          ? 'Nothing is counted yet'
          : better.some(measure => measure.readings.length)
            ? 'Is anyone better off? What is counted'
            : 'What is counted; nobody can say yet whether anyone is better off'
      }
    >
      {used.length ? (
        <div class="three">
          {(Object.keys(asks) as (keyof typeof asks)[]).map(question => {
            const answering = used.filter(measure => measure.asks === question)
            return (
              <div key={question}>
                <h3>{asks[question]}</h3>
                {answering.length ? null : <p class="missing">Nothing tells this yet</p>}
                {answering.map(measure => (
                  <Counted key={measure.id} base={base} measure={measure} mayWork={mayWork} />
                ))}
              </div>
            )
          })}
        </div>
      ) : null}
      <Tools links={mayWork ? [{ href: `${here}/measures`, words: 'Add a measure' }] : []} />
    </Section>
  )
}

function Counted({ base, measure, mayWork }: { base: string; measure: Measure; mayWork: boolean }) {
  const latest = measure.readings.at(-1)
  const figures = showSeries(
    measure.readings.map(reading => reading.value),
    measure.unit,
  )
  return (
    <>
      {latest ? (
        <Fact figure={figures.at(-1)} words={`${measure.words}, ${latest.period}`} />
      ) : (
        <p>
          {measure.words}: <span class="missing">no figure yet</span>
        </p>
      )}
      {measure.readings.length > 1 ? (
        <>
          <Sparkline values={measure.readings.map(reading => reading.value)} />
          <details>
            <summary>
              All {measure.readings.length} figures <span class="unseen">of {measure.words}</span>
            </summary>
            <Table
              caption={measure.words}
              quiet
              columns={[{ words: 'Period' }, { words: 'Figure', numeric: true }]}
              rows={measure.readings.map((reading, at) => [reading.period, figures[at]])}
              empty=""
            />
          </details>
        </>
      ) : null}
      {mayWork ? (
        <Tools
          links={[
            { href: `${base}/measures/${measure.id}/record`, words: 'Add a figure', about: measure.words },
            { href: `${base}/measures/${measure.id}/drop`, words: 'Stop counting', about: measure.words },
          ]}
        />
      ) : null}
    </>
  )
}
