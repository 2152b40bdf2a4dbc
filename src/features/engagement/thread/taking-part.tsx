// The ways to take part in an engagement, as a resident sees them: one clear button each, who may, and on paper too.

import { longDate } from '../../../kernel/words.ts'
import { ButtonLink, Section } from '../../../ui/parts.tsx'
import { type ActivityListed, addressOfActivity, type EngagementHere } from '../here.tsx'
import type { ActivityKind, Admits } from '../model.ts'

const buttons: Readonly<Record<ActivityKind, string>> = {
  questionnaire: 'Answer the questions',
  ideas: 'Put forward ideas',
  pairs: 'Say what matters more',
  statements: 'Agree or disagree',
  meeting: 'About this meeting',
  vote: 'Vote',
}

const explained: Readonly<Record<ActivityKind, string>> = {
  questionnaire: 'A few questions. Leave out what you do not want to answer.',
  ideas: 'Say what you would do, and support the ideas of others.',
  pairs: 'Two things at a time: which of them matters more to you?',
  statements: 'Short statements: agree, disagree, or pass.',
  meeting: 'Come and talk.',
  vote: 'Choose what the money is for.',
}

export const whoMay: Readonly<Record<Admits, string>> = {
  anyone: 'Anyone may take part. You need no account, and need not say who you are.',
  postcodes:
    'Everyone who lives here may take part. You give your postcode, so that we can see that you live here; it is not kept.',
  codes: 'Everyone who was given a code may take part. It stands on the letter or card that you got.',
  bodies: 'The bodies that were invited take part, each with the code it was sent.',
  'signed-in': 'People who are signed in here may take part.',
}

/** Whether it can be answered on paper is said where sheets were printed. */
export function TakingPart({ view, paper }: { view: EngagementHere; paper: boolean }) {
  const { slug, id, activities, state, opens, closes, admits } = view
  const open = state === 'open'
  return (
    <Section heading={open ? `Take part until ${longDate(closes)}` : 'How you will be able to take part'}>
      {activities.length ? (
        <div class="outcomes">
          {activities.map(one => (
            <div class="outcome" key={one.id}>
              <h3>{one.title}</h3>
              <p>{one.about && one.about.length <= 200 ? one.about : explained[one.kind]}</p>
              {whenAndWhere(one) ? <p class="meta">{whenAndWhere(one)}</p> : null}
              {open || one.kind === 'meeting' ? (
                <p class="row">
                  <ButtonLink href={addressOfActivity(slug, id, one)} secondary={one.kind === 'meeting'}>
                    {buttons[one.kind]}
                    <span class="unseen">: {one.title}</span>
                  </ButtonLink>
                </p>
              ) : null}
            </div>
          ))}
        </div>
      ) : (
        <p>The ways to take part will stand here.</p>
      )}
      <p>
        {whoMay[admits]}
        {paper ? ' You can answer on paper too: ask for a printed sheet where you see this announced.' : ''}
        {open ? '' : ` It opens on ${longDate(opens)}.`}
      </p>
    </Section>
  )
}

const whenAndWhere = ({ heldOn, venue }: ActivityListed): string =>
  [heldOn && longDate(heldOn), venue].filter(Boolean).join(', ')
