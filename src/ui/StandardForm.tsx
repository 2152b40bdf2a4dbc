// The page around a verb's form: heading, what is asked, mistakes first, and what was typed still there.

import type { VNode } from 'preact'
import { type FormPage, fieldsOf, type RevealedWhere } from './declare.ts'
import { type Attempt, ErrorSummary, Form } from './form.tsx'
import { type Frame, Layout } from './Layout.tsx'

export type { Attempt } from './form.tsx'

export function StandardForm(props: {
  face: FormPage
  view: unknown
  attempt: Attempt
  frame: Frame
  action: string
}): VNode {
  const { face, view, attempt, frame } = props
  const fields = fieldsOf(face, view)
  const lead = face.lead?.(view)
  const savesTo = face.savesTo?.(view, props.action)
  const asked = face.asks?.(view, attempt)
  const failed = Boolean(attempt.words) || Object.keys(attempt.errors).length > 0
  return (
    <Layout frame={frame} title={face.title(view)} failed={failed} crumbs={face.crumbs?.(view)}>
      <ErrorSummary attempt={attempt} fields={fields} anchored={face.asks !== undefined} />
      <h1>{face.title(view)}</h1>
      {typeof lead === 'string' ? <p class="lead">{lead}</p> : lead}
      <Form
        action={props.action}
        fields={fields}
        attempt={attempt}
        button={face.sends?.(view) === false ? null : face.button}
        danger={face.danger}
        savesTo={savesTo}
        also={face.also?.(view, props.action)}
        multipart={fields.some(field => field.kind === 'file') || face.gathers !== undefined}
      >
        {asked}
        {face.rationed === 'crowd' ? <Bait /> : null}
      </Form>
      {face.below?.(view)}
      {savesTo ? <script src="/assets/save-as-you-go.js" defer /> : null}
    </Layout>
  )
}

/** Programs fill in every field; people see none here, and nothing reads it out. */
const Bait = () => (
  <div hidden>
    <label for="field-website">Leave this empty</label>
    <input id="field-website" name="website" tabindex={-1} autocomplete="off" />
  </div>
)

/** A secret, shown once: it is kept nowhere in a form that could be shown again. */
export function Revealed(props: RevealedWhere & { face: FormPage; secret: string; onward: string }): VNode {
  const { title, words, show, onward = 'I have kept it, go on' } = props.face.reveals!
  return (
    <Layout frame={props.frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{words}</p>
      {show ? (
        show(props.secret, props)
      ) : (
        <p class="secret">
          <code>{props.secret}</code>
        </p>
      )}
      <p>
        <a href={props.onward}>{onward}</a>
      </p>
    </Layout>
  )
}
