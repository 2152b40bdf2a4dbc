// What a public site owes its readers: accessibility, privacy, and open figures.

import type { Asking } from '../../operation/ask.ts'
import { page } from '../../ui/declare.ts'
import { Layout } from '../../ui/Layout.tsx'
import { Lead, Section } from '../../ui/parts.tsx'

const nothing = async (_asking: Asking) => ({})

const accessibility = page({
  at: '/accessibility',
  audience: 'anyone',
  read: nothing,
  show: (_view, frame) => (
    <Layout frame={frame} title="Accessibility">
      <h1>Everyone should be able to use this</h1>
      <Lead>These pages are made to meet the Web Content Accessibility Guidelines 2.2 at level AA.</Lead>
      <Section heading="What you can count on">
        <ul>
          <li>Everything works with a keyboard, with a screen reader, and without JavaScript.</li>
          <li>You can enlarge text to four times its size, and read on a screen as narrow as 320 pixels.</li>
          <li>Every chart and map has the same figures as a table. No meaning is carried by colour alone.</li>
          <li>Pages print cleanly on A4.</li>
        </ul>
      </Section>
      <Section heading="What may still be hard">
        <p>
          Files that partners attach or link to are their own, and may not be accessible. Wide tables scroll sideways
          inside their frame.
        </p>
      </Section>
      <Section heading="Tell us">
        <p>
          If something here is hard to use, tell the partnership that publishes it. If you are not happy with the
          answer, the Equality Advisory and Support Service can help.
        </p>
      </Section>
    </Layout>
  ),
})

const privacy = page({
  at: '/privacy',
  audience: 'anyone',
  read: nothing,
  show: (_view, frame) => (
    <Layout frame={frame} title="Privacy">
      <h1>We know nothing about you when you read</h1>
      <Lead>Reading these pages needs no account, sets no cookie and is followed by nobody.</Lead>
      <Section heading="If you sign in">
        <p>
          We keep your name, your email address and your part in a partnership, so that it is clear who does what. One
          cookie keeps you signed in for up to 30 days. You can see and end your sessions, and ask an administrator to
          erase you: your name and address then go, and what you decided stays under “Someone who has left”.
        </p>
      </Section>
      <Section heading="If you take part">
        <p>
          You can answer without saying who you are. A cookie with a random mark stays on your device for 180 days: it
          lets you answer once and find your answer again, and it names nobody. We never keep it as it is, nor your
          code, your postcode or your network’s address, only keys made from them that cannot be turned back. Your
          answers, what you say about yourself and your email address stand in three places that are not tied together.
        </p>
        <p>
          What you say about yourself is shown only as counts of many people. It goes, with your words, your files and
          those keys, a year after the last day; quotes that you allowed stay, without your name. Until the last day you
          can take your answer back with the number you were given.
        </p>
      </Section>
      <Section heading="If you follow something">
        <p>
          We keep your email address for those letters and nothing else. If you do not confirm it, it goes after seven
          days; when you stop, it goes after 30. Every letter can stop itself, in one step.
        </p>
      </Section>
      <Section heading="How long we keep things">
        <p>
          Letters we send you are forgotten once they are sent. Links to sign in work for 30 minutes. Sessions are
          removed a month after they end. Files sent for an import are removed the next day. Links that answer a
          partnership’s questions work for up to 60 days, and what we know of their use goes a month later.
        </p>
      </Section>
    </Layout>
  ),
})

const openFigures = page({
  at: '/open-data',
  audience: 'anyone',
  read: nothing,
  show: (_view, frame) => (
    <Layout frame={frame} title="Open data">
      <h1>Everything that is public here is also open to programs</h1>
      <Lead>No key is needed. Keep the source and the licence that stand beside each figure.</Lead>
      <Section heading="Files">
        <p>Each plan can be downloaded as StratML, each figure and each comparison as CSV, from its own page.</p>
      </Section>
      <Section heading="The API">
        <p>
          <a href="/api/v1/openapi.json">Its description</a> (OpenAPI 3.1) lists what can be asked.{' '}
          <a href="/api/v1/partnerships">The partnerships here</a> are a good beginning.
        </p>
      </Section>
    </Layout>
  ),
})

export const statements = [accessibility, privacy, openFigures]
