// The pages where plans are read: the plan for the whole area, any other plan, one version of it, and its StratML file.

import { counted, slugOf } from '../../kernel/words.ts'
import type { Asking, AskingHere } from '../../operation/ask.ts'
import type { PartnershipFacts } from '../../operation/operation.ts'
import { isCoordinator } from '../../operation/permission.ts'
import { download, type Params, page } from '../../ui/declare.ts'
import { type Frame, Layout } from '../../ui/Layout.tsx'
import { ButtonLink, Empty, Hero, Lead, Meta, Section } from '../../ui/parts.tsx'
import { differences } from './comparison.ts'
import {
  Agreement,
  addressOfPlan,
  agreedWords,
  BalanceFindings,
  Differences,
  Goals,
  kindWords,
  OtherPlans,
  paragraphs,
  StatePill,
  Themes,
  termOf,
  Versions,
  years,
} from './PlanParts.tsx'
import * as queries from './queries.ts'
import { documentOfVersion } from './stratml-export.ts'
import { writeStratml } from './stratml-write.ts'

const number = (text: string | undefined): number | null => (text && /^\d{1,15}$/.test(text) ? Number(text) : null)

interface PlanView {
  readonly partnership: PartnershipFacts
  readonly plan: number | null
  /** Null while nothing is adopted. */
  readonly view: queries.VersionView | null
  readonly title: string
  readonly voices: readonly queries.Voice[]
  readonly versions: readonly queries.VersionListed[]
  readonly plans: readonly queries.PlanListed[]
  readonly open: number | null
  readonly inside: boolean
  readonly coordinates: boolean
}

async function planView({ db, partnership, standing }: Asking, plan: number | null): Promise<PlanView> {
  const version = plan === null ? null : await queries.versionOf(db, plan, ['adopted'])
  const plans = await queries.plansOf(db, standing.inside)
  return {
    partnership: partnership!,
    plan,
    view: version === null ? null : await queries.versionView(db, version),
    title: plans.find(one => one.id === plan)?.title ?? '',
    voices: version === null ? [] : await queries.voices(db, version),
    versions: plan === null ? [] : await queries.versionsOf(db, plan, standing.inside),
    plans,
    open: plan === null || !standing.inside ? null : await queries.versionOf(db, plan, ['draft', 'proposed']),
    inside: standing.inside,
    coordinates: isCoordinator(standing),
  }
}

const communityPage = page({
  at: '/p/:slug/plan',
  audience: 'anyone',
  read: async asking => planView(asking, await queries.communityPlan(asking.db)),
  show: (found, frame) => <PlanPage found={found} frame={frame} />,
})

const planPage = page({
  at: '/p/:slug/plans/:plan',
  audience: 'anyone',
  read: async (asking, params) => {
    const plan = number(params.plan)
    const found =
      plan === null ? null : (await queries.plansOf(asking.db, asking.standing.inside)).find(p => p.id === plan)
    if (!found) return null
    return found.kind === 'community'
      ? { movedTo: addressOfPlan(asking.partnership!.slug, found) }
      : planView(asking, found.id)
  },
  show: (found, frame) => <PlanPage found={found} frame={frame} />,
})

function PlanPage({ found, frame }: { found: PlanView; frame: Frame }) {
  const { view, partnership, plan, plans, versions, voices } = found
  if (!view) return <NotYet found={found} frame={frame} />
  const [first, ...rest] = paragraphs(view.summary)
  const name = kindWords(partnership, view.kind)
  const word = (term: 'outcome' | 'theme') => termOf(partnership, term).toLowerCase()
  return (
    <Layout
      frame={frame}
      title={view.title}
      current="plan"
      crumbs={view.kind === 'community' ? undefined : wayTo(found)}
    >
      <Hero
        eyebrow={`${name}${view.place ? ` for ${view.place}` : view.community ? ` for ${view.community}` : ''}, ${years(view)} · ${agreedWords(view, voices)}`}
        heading={view.vision || view.title}
        words={first}
      >
        <span>
          <b>{view.outcomes.length}</b> {view.outcomes.length === 1 ? word('outcome') : `${word('outcome')}s`} under{' '}
          {counted(view.themes.length, word('theme'))}
        </span>
        <span>
          <a href="#partners">What partners say</a>
        </span>
        {view.parentPlan ? (
          <span>
            Belongs to{' '}
            <a
              href={addressOfPlan(
                partnership.slug,
                plans.find(one => one.id === view.parentPlan) ?? { id: view.parentPlan, kind: 'thematic' },
              )}
            >
              {view.parentTitle}
            </a>
          </span>
        ) : null}
      </Hero>
      {rest.length ? (
        <Section>
          {rest.map(words => (
            <p key={words}>{words}</p>
          ))}
        </Section>
      ) : null}
      <Actions found={found} />
      <Themes view={view} slug={partnership.slug} />
      <Agreement view={view} voices={voices} />
      <BalanceFindings view={view} />
      <Goals view={view} />
      <OtherPlans partnership={partnership} plans={plans} except={plan} />
      <Versions slug={partnership.slug} plan={view.plan} versions={versions} />
      {view.placeCode ? (
        <p>
          <a href={`/p/${partnership.slug}/places/${encodeURIComponent(view.placeCode)}/follow`}>
            Tell me when something moves in {view.place}
          </a>
        </p>
      ) : null}
      <p>
        <a href={`/p/${partnership.slug}/plans/${view.plan}/stratml?part=1`}>Download the plan as StratML</a>, a form
        that other systems can read
        {view.kind === 'community' ? (
          <>
            , or <a href={`/p/${partnership.slug}/performance-plan.stratml.xml`}>with its targets and figures</a>
          </>
        ) : null}
        .
      </p>
    </Layout>
  )
}

const wayTo = ({ partnership, view }: PlanView) => [
  { href: `/p/${partnership.slug}/plan`, words: termOf(partnership, 'plan') },
  { href: '', words: view?.title ?? '' },
]

/** What members can do next; readers see nothing of it. */
function Actions({ found }: { found: PlanView }) {
  const { inside, open, plan, partnership, coordinates } = found
  const base = `/p/${partnership.slug}/plans`
  if (!inside || plan === null) return null
  return (
    <p class="row">
      {open ? (
        <ButtonLink href={`${base}/${plan}/draft`}>See the version being worked on</ButtonLink>
      ) : coordinates ? (
        <ButtonLink href={`${base}/${plan}/next`}>Draft the next version</ButtonLink>
      ) : null}
      {coordinates ? (
        <>
          <ButtonLink href={`${base}/start`} secondary>
            Start another plan
          </ButtonLink>
          <a href={`${base}/import`}>Take in a plan from a file</a>
        </>
      ) : null}
    </p>
  )
}

function NotYet({ found, frame }: { found: PlanView; frame: Frame }) {
  const { partnership, plan, open, coordinates, plans, inside, title } = found
  const base = `/p/${partnership.slug}/plans`
  const [href, next] = open
    ? [`${base}/${plan}/draft`, 'See the version being worked on']
    : coordinates && plan === null
      ? [`${base}/start?kind=community`, 'Start the plan']
      : []
  const name = title || termOf(partnership, 'plan')
  return (
    <Layout frame={frame} title={name} current="plan">
      <h1>{name}</h1>
      <Empty
        words={
          open
            ? 'This plan is being written. It appears here when the partners have adopted it.'
            : inside
              ? 'There is no plan yet. It says what should get better here, and who is responsible.'
              : 'No plan has been adopted yet. When the partners agree one, this page says what should get better here, and who is responsible.'
        }
        href={href}
        next={next}
      />
      {coordinates && plan === null ? (
        <p>
          Do you have it already? <a href={`${base}/import`}>Take in a plan from a StratML file</a>.
        </p>
      ) : null}
      {inside ? null : (
        <p>
          <a href={`/p/${partnership.slug}/partners`}>See who works together here</a>.
        </p>
      )}
      <OtherPlans partnership={partnership} plans={plans} except={plan} />
    </Layout>
  )
}

/** A version by its address; drafts and proposals are there for members only. */
export async function versionHere({ db, standing }: Pick<AskingHere, 'db' | 'standing'>, params: Params) {
  const id = number(params.version)
  const view = id === null ? null : await queries.versionView(db, id)
  if (!view || String(view.plan) !== params.plan) return null
  const isPublic = view.state === 'adopted' || view.state === 'superseded'
  return isPublic || standing.inside ? view : null
}

const versionPage = page({
  at: '/p/:slug/plans/:plan/versions/:version',
  audience: 'anyone',
  read: async (asking, params) => {
    const view = await versionHere(asking as AskingHere, params)
    if (!view) return null
    const before = await queries.versionBefore(asking.db, view)
    const voices = await queries.voices(asking.db, view.version)
    const { standing } = asking
    return {
      partnership: asking.partnership!,
      view,
      voices,
      before: before?.number ?? null,
      differences: before ? differences(before, view) : [],
      mine: voices.filter(one => isCoordinator(standing) || standing.leads.includes(one.organisation)),
      inside: standing.inside,
    }
  },
  show: ({ partnership, view, voices, before, differences, mine, inside }, frame) => {
    const here = `/p/${partnership.slug}/plans/${view.plan}/versions/${view.version}`
    const answers = (view.state === 'proposed' || view.state === 'adopted') && mine.length > 0
    return (
      <Layout
        frame={frame}
        title={`${view.title}, version ${view.number}`}
        current="plan"
        crumbs={[
          { href: addressOfPlan(partnership.slug, { id: view.plan, kind: view.kind }), words: view.title },
          { href: '', words: `Version ${view.number}` },
        ]}
      >
        <h1>{view.vision || view.title}</h1>
        <Lead>
          Version {view.number} of “{view.title}”, {years(view)}. {agreedWords(view, voices)}
          {view.adoptedWhere ? ` (${view.adoptedWhere})` : ''}.
        </Lead>
        <p>
          <StatePill state={view.state} />
        </p>
        {paragraphs(view.summary).map(words => (
          <p key={words}>{words}</p>
        ))}
        {answers ? (
          <p class="row">
            <ButtonLink href={`${here}/endorse`}>Say whether you agree</ButtonLink>
            <ButtonLink href={`${here}/stress`} secondary>
              Say what you stress
            </ButtonLink>
          </p>
        ) : null}
        {view.because ? (
          <Section heading="What changed, and why">
            <p>{view.because}</p>
          </Section>
        ) : null}
        {before !== null ? (
          <Differences heading={`What is different from version ${before}`} list={differences} none="Not a word." />
        ) : null}
        <Themes view={view} slug={partnership.slug} linked={view.state === 'adopted' || inside} />
        <Agreement view={view} voices={voices} />
        <Goals view={view} />
        {inside ? (
          <p>
            <a href={`${here}/stratml`}>Download this version as StratML</a>
          </p>
        ) : null}
        <Meta>
          <a href={addressOfPlan(partnership.slug, { id: view.plan, kind: view.kind })}>The plan as it stands</a>
        </Meta>
      </Layout>
    )
  },
})

async function stratml(asking: Asking, version: number | null, part: 1 | 2) {
  const document = version === null ? null : await documentOfVersion(asking as AskingHere, version)
  return document
    ? {
        name: `${slugOf(document.title) || 'plan'}.stratml.xml`,
        type: 'application/xml; charset=utf-8',
        body: writeStratml(document, part),
      }
    : null
}

const communityStratml = download({
  at: '/p/:slug/plan.stratml.xml',
  audience: 'anyone',
  read: async asking => {
    const plan = await queries.communityPlan(asking.db)
    return stratml(asking, plan && (await queries.versionOf(asking.db, plan, ['adopted'])), 1)
  },
})

const planStratml = download({
  at: '/p/:slug/plans/:plan/stratml',
  audience: 'anyone',
  read: async (asking, params, query) => {
    const plan = number(params.plan)
    const version = plan && (await queries.versionOf(asking.db, plan, ['adopted']))
    return stratml(asking, version, query.part === '2' ? 2 : 1)
  },
})

/** Any version as it stands, for members: kept out of shared caches. */
const versionStratml = download({
  at: '/p/:slug/plans/:plan/versions/:version/stratml',
  audience: 'members',
  read: async (asking, params, query) => {
    const view = await versionHere(asking as AskingHere, params)
    return stratml(asking, view?.version ?? null, query.part === '2' ? 2 : 1)
  },
})

export const readingFaces = [communityPage, planPage, versionPage, communityStratml, planStratml, versionStratml]
