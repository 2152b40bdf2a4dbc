// The credit that linked work carries wherever it is shown: whose it is, and its owner's own words about how it goes.

import { counted, longDate } from '../../../kernel/words.ts'
import { Meta } from '../../../ui/parts.tsx'
import type { ActionView, Publication } from '../queries.ts'
import { askedOf } from './model.ts'

/** For linked work: the owner's name, the latest quotation with date and address, and all earlier ones. */
export function Credit({ initiative }: { initiative: NonNullable<ActionView['initiative']> }) {
  const [latest, ...earlier] = initiative.publications
  return (
    <>
      <p>
        Linked work of <strong>{initiative.owner}</strong>, which calls it{' '}
        {initiative.address ? <a href={initiative.address}>{initiative.name}</a> : `“${initiative.name}”`}.
      </p>
      <Meta>{askedOf[initiative.reporting]}</Meta>
      {latest ? <Quotation said={latest} owner={initiative.owner} /> : null}
      {latest || initiative.reporting === 'answers-once' ? null : <p>Nothing its owner published is quoted yet.</p>}
      {earlier.length ? (
        <details>
          <summary>{counted(earlier.length, 'earlier quotation')}</summary>
          {earlier.map(one => (
            <Quotation key={one.id} said={one} owner={initiative.owner} />
          ))}
        </details>
      ) : null}
    </>
  )
}

/** Words of an owner with their day and where they can be read. */
export const Quotation = ({ said, owner }: { said: Publication; owner: string }) => (
  <>
    <blockquote class="said" cite={said.address}>
      {said.words}
    </blockquote>
    <Meta>
      {owner}, {longDate(said.on)} ·{' '}
      <a href={said.address}>
        {new URL(said.address).hostname} <span class="unseen">has the words of {longDate(said.on)}</span>
      </a>
    </Meta>
  </>
)
