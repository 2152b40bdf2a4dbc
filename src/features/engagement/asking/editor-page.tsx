// The page on which questions are written: each as people will see it, with what can be done to it.

import type { Geometry } from 'geojson'
import { capital, counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Lead, Meta, Section } from '../../../ui/parts.tsx'
import { shapesOf } from '../../places/public.ts'
import { AboutYou, QuestionAsked } from '../answering/question-parts.tsx'
import { addressOfActivity, addressOfEngagement, RunLinks, runCrumbs } from '../here.tsx'
import { questionKinds } from '../questions.ts'
import { aboutGroupings } from './groupings.ts'
import { addressOfEditor, addressOfQuestions, questionsHere } from './questions-here.tsx'

async function written(asking: Asking, params: Params) {
  const found = await questionsHere(asking, params)
  if (!found) return null
  const codes = found.draft.flatMap(one => (one.kind === 'place' ? (one.options ?? []).map(({ id }) => id) : []))
  return { ...found, shapes: (await shapesOf(asking.db, codes)) as ReadonlyMap<string, Geometry> }
}
type View = NonNullable<Awaited<ReturnType<typeof written>>>

export const editorPage = page({
  at: '/p/:slug/engagements/:engagement/run/questions/:activity',
  audience: 'members',
  read: written,
  show: (view, frame) => (
    <Layout frame={frame} title={`Questions: ${view.activity.title}`} current="voice" crumbs={runCrumbs(view)}>
      <h1>Questions: {view.activity.title}</h1>
      <Lead>{standing(view)}</Lead>
      <NextStep view={view} />
      {view.writes && view.draft.length ? (
        <p>
          <a href="#add">Add a question</a>
        </p>
      ) : null}
      {view.draft.length ? (
        <Section
          heading="As people see them"
          words="You can try them. Nothing that you choose or write on this page is kept."
        >
          {view.draft.map((question, at) => (
            <div class="written" key={question.id}>
              {question.about && !view.draft[at - 1]?.about ? <AboutYou /> : null}
              <QuestionAsked at={at} questions={view.draft} attempt={untouched} shapes={view.shapes} />
              {view.writes ? <Controls view={view} at={at} /> : null}
            </div>
          ))}
        </Section>
      ) : null}
      {view.writes ? <Add view={view} /> : null}
      <Section>
        <p>
          <a href={addressOfActivity(view.slug, view.id, view.activity)}>See the whole page that people answer on</a>
        </p>
        {view.activity.version > 0 ? (
          <p>
            <a href={addressOfQuestions(view.slug, view.id, view.activity.id)}>
              See what people were asked, version by version
            </a>
          </p>
        ) : null}
        <RunLinks slug={view.slug} id={view.id} current="other" />
      </Section>
    </Layout>
  ),
})

const untouched = { values: {}, errors: {} }

function standing(view: View): string {
  const { activity, state, draft, begun, next, opens } = view
  if (activity.kind === 'vote') return 'The question of a vote comes from its budget, and is changed there.'
  const many = draft.length ? `${capital(counted(draft.length, 'question'))}.` : 'There are no questions yet.'
  if (state === 'draft' || state === 'announced')
    return `${many} You can change everything until it opens on ${longDate(opens)}. Then the questions are frozen, so that everyone answers the same ones.`
  if (state === 'open' && begun)
    return `${many} This is version ${next}. People still answer version ${activity.version}, until you use this one.`
  if (state === 'open') return `${many} People are answering them now.`
  return `${many} No more answers are taken, so they stay as they are.`
}

/** While people answer, the one way to change what they are asked. */
function NextStep({ view }: { view: View }) {
  const { state, activity, begun, next, mayRun } = view
  if (state !== 'open' || !mayRun || activity.kind !== 'questionnaire') return null
  const base = addressOfEditor(view)
  return begun ? (
    <p>
      <ButtonLink href={`${base}/use`}>Use version {next} from now on</ButtonLink>
    </p>
  ) : (
    <p>
      Is something wrong with them? <a href={`${base}/revise`}>Begin a new version</a>. Answers to this one stay, and
      everyone can see what changed and why.
    </p>
  )
}

function Controls({ view, at }: { view: View; at: number }) {
  const question = view.draft[at]!
  const address = `${addressOfEditor(view)}/${question.id}`
  const of = <span class="unseen"> question {at + 1}</span>
  const nearby = (to: number) => view.draft[to] && Boolean(view.draft[to].about) === Boolean(question.about)
  const move = (towards: 'up' | 'down', words: string) => (
    <form method="post" action={`${address}/move/${towards}`}>
      <button class="ds_button ds_button--secondary" type="submit">
        {words}
        {of}
      </button>
    </form>
  )
  return (
    <div class="row controls">
      {question.about ? null : (
        <a href={`${address}/edit`}>
          Change
          {of}
        </a>
      )}
      <a href={`${address}/remove`}>
        Take out
        {of}
      </a>
      {nearby(at - 1) ? move('up', 'Move up') : null}
      {nearby(at + 1) ? move('down', 'Move down') : null}
    </div>
  )
}

/** What each kind of question is good for. */
const goodFor: Readonly<Record<keyof typeof questionKinds, string>> = {
  one: 'Yes or no, or one of a few answers',
  several: 'People tick all that fit, or up to as many as you say',
  scale: 'How good, how often, how much: a row of numbers with words at both ends',
  ranking: 'People number things, the most important first',
  text: 'What you have not thought of. Somebody must read and sort these answers.',
  place: 'People choose one of your areas, and can say where in it',
  file: 'People send a picture or a document',
}

function Add({ view }: { view: View }) {
  const base = addressOfEditor(view)
  const open = Object.keys(aboutGroupings).filter(name => !view.draft.some(one => one.about === name))
  return (
    <Section wash id="add" heading={view.draft.length ? 'Add a question' : 'Add the first question'}>
      <ul class="plain">
        {Object.entries(questionKinds).map(([kind, words]) => (
          <li key={kind}>
            <a href={`${base}/new/${kind}`}>{words}</a>
            <Meta>{goodFor[kind as keyof typeof questionKinds]}</Meta>
          </li>
        ))}
        {open.length ? (
          <li>
            <a href={`${base}/about`}>About the person</a>
            <Meta>
              Ready-made: {open.map(name => aboutGroupings[name]!.words.toLowerCase()).join(', ')}. Nobody need answer
              these. They show whether all kinds of people were heard.
            </Meta>
          </li>
        ) : null}
      </ul>
      {view.draft.length ? null : (
        <p>
          Was this asked before?{' '}
          <a href={`${addressOfEngagement(view.slug, view.id)}/run/before`}>See what people said</a>
        </p>
      )}
    </Section>
  )
}
