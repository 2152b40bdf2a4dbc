// Who may take part: what has been made for it (codes, invitations, a list of postcodes), and what to do next.

import { counted, longDate } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import { type AnyFace, type Params, page } from '../../../ui/declare.ts'
import { Layout } from '../../../ui/Layout.tsx'
import { ButtonLink, Empty, Lead, Meta, Section, Table } from '../../../ui/parts.tsx'
import { addressOfEngagement, type EngagementHere, engagementHere, RunLinks, runCrumbs } from '../here.tsx'
import type { Admits } from '../model.ts'
import { letInForms } from './forms.tsx'
import { type LetIn, letIn } from './queries.ts'

async function peopleHere(asking: Asking, params: Params) {
  const engagement = await engagementHere(asking, params)
  return engagement && { engagement, letIn: await letIn(asking.db, engagement.id) }
}
type View = NonNullable<Awaited<ReturnType<typeof peopleHere>>>

const peoplePage = page({
  at: '/p/:slug/engagements/:engagement/run/people',
  audience: 'members',
  read: peopleHere,
  show: (view, frame) => {
    const { engagement } = view
    return (
      <Layout frame={frame} title="Who may take part" crumbs={runCrumbs(engagement)} current="voice">
        <h1>Who may take part</h1>
        <RunLinks slug={engagement.slug} id={engagement.id} current="/people" />
        <Lead>{leads[engagement.admits](view.letIn)}</Lead>
        {engagement.linked ? <Empty words="It runs somewhere else, so nobody is let in here." /> : <Ways view={view} />}
        <Changing engagement={engagement} />
      </Layout>
    )
  },
})

const leads: Readonly<Record<Admits, (people: LetIn) => string>> = {
  anyone: () => 'Anyone may take part, with one answer from each phone or computer. There is nothing to do here.',
  'signed-in': () => 'People who are signed in here may take part, each once. There is nothing to do here.',
  postcodes: ({ postcodes }) =>
    postcodes
      ? `People who live here may take part. The list has ${postcodes.toLocaleString('en-GB')} ${postcodes === 1 ? 'postcode' : 'postcodes'}.`
      : 'People who live here may take part. Nobody can yet: there is no list of postcodes.',
  codes: ({ codes }) => {
    const good = codes.reduce((sum, one) => sum + one.good, 0)
    return good
      ? `Whoever has a code may take part, once with each. ${good.toLocaleString('en-GB')} ${good === 1 ? 'code is' : 'codes are'} good.`
      : 'Whoever has a code may take part. Nobody can yet: no codes are good.'
  },
  bodies: ({ bodies }) =>
    bodies.length
      ? `${counted(bodies.length, 'body', 'bodies')} invited, of which ${bodies.filter(one => one.answered).length} answered.`
      : 'Bodies that you invite may take part. None is invited yet.',
}

function Ways({ view: { engagement, letIn } }: { view: View }) {
  const run = `${addressOfEngagement(engagement.slug, engagement.id)}/run/people`
  const open = engagement.mayRun && engagement.state !== 'closed' && engagement.state !== 'called-off'
  return (
    <>
      {engagement.admits === 'codes' && open ? (
        <Section words="A code lets one person take part. You see codes once, when they are made; they cannot be listed again. Where some are lost, withdraw the batch and make others.">
          <ButtonLink href={`${run}/codes/new`}>{letIn.codes.length ? 'Make more codes' : 'Make codes'}</ButtonLink>
        </Section>
      ) : null}
      {letIn.codes.length ? <Codes letIn={letIn} run={run} open={open} /> : null}
      {engagement.admits === 'bodies' && open ? (
        <Section words="Each body gets one code. You see codes once, when they are made; they cannot be listed again. A body that lost its code can be given a new one until it has answered.">
          <ButtonLink href={`${run}/bodies/new`}>
            {letIn.bodies.length ? 'Invite more bodies' : 'Invite bodies'}
          </ButtonLink>
        </Section>
      ) : null}
      {letIn.bodies.length ? <Bodies letIn={letIn} /> : null}
      {engagement.admits === 'postcodes' && open ? (
        <Section words="A postcode is only looked up in the list when somebody answers. It is not kept with the answer.">
          <ButtonLink href={`${run}/postcodes`}>
            {letIn.postcodes ? 'Put another list in its place' : 'Give the list of postcodes'}
          </ButtonLink>
        </Section>
      ) : null}
    </>
  )
}

const Codes = ({ letIn, run, open }: { letIn: LetIn; run: string; open: boolean }) => (
  <Section heading="Codes that were made">
    <Table
      quiet
      caption="Codes that were made"
      empty=""
      columns={[{ words: 'Batch' }, { words: 'Made on' }, { words: 'Codes', numeric: true }, { words: '' }]}
      rows={letIn.codes.map(one => [
        `Batch ${one.batch}`,
        longDate(one.madeOn),
        one.codes.toLocaleString('en-GB'),
        one.good === 0 ? (
          `Withdrawn ${longDate(one.withdrawnOn!)}`
        ) : open ? (
          <a href={`${run}/codes/${one.batch}/withdraw`}>
            Withdraw<span class="unseen"> batch {one.batch}</span>
          </a>
        ) : (
          'Good'
        ),
      ])}
    />
  </Section>
)

const Bodies = ({ letIn }: { letIn: LetIn }) => (
  <Section heading="Bodies that were invited">
    <Table
      quiet
      caption="Bodies that were invited"
      empty=""
      columns={[{ words: 'Body' }, { words: 'Invited on' }, { words: 'Answered?' }]}
      rows={letIn.bodies.map(one => [
        one.name,
        longDate(one.invitedOn),
        one.tookBack
          ? 'Yes, and took an answer back'
          : one.answered
            ? 'Yes'
            : one.good
              ? 'Not yet'
              : 'No: its code was withdrawn',
      ])}
    />
  </Section>
)

/** Who may take part is part of the promise, so it can change only before it opens. */
function Changing({ engagement }: { engagement: EngagementHere }) {
  const { mayRun, state, linked, slug, id } = engagement
  if (linked) return null
  return mayRun && (state === 'draft' || state === 'announced') ? (
    <p>
      <a href={`${addressOfEngagement(slug, id)}/run/promise`}>Change who may take part</a>
    </p>
  ) : (
    <Meta>Who may take part is promised before it opens, and does not change afterwards.</Meta>
  )
}

export const faces: readonly AnyFace[] = [peoplePage, ...letInForms]
