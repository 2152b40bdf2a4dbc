// What was said, on the board of a round: answers to be checked, and those that are accepted.

import type { ComponentChildren } from 'preact'
import { counted } from '../../../kernel/words.ts'
import { Meta, Section } from '../../../ui/parts.tsx'
import { addressOfAction } from '../../delivery/public.ts'
import { StatusPill } from '../answering/asked-list.tsx'
import { goingWords } from '../answering/latest.tsx'
import type { BoardItem } from './board-queries.ts'
import * as words from './board-words.ts'

/** Where there are more people who are missing, or more answers to check, they are folded by person. */
export const mostUnfolded = 20

/** The page of what was asked about. */
export const addressOf = (slug: string, { about, subject }: Pick<BoardItem, 'about' | 'subject'>): string =>
  about === 'action' ? addressOfAction(slug, subject) : `/p/${slug}/indicators/${subject}`

interface Listed {
  readonly slug: string
  /** Whoever looks may accept and return. */
  readonly acts: boolean
  readonly items: readonly BoardItem[]
}

/** What was sent and waits to be checked, by person. */
export function ToCheck({ slug, acts, items }: Listed) {
  if (!items.length) return null
  const fold = items.length > mostUnfolded
  return (
    <Section id="checking" heading={`Sent, to be checked: ${items.length}`}>
      {words.partsOf(items).map(part => (
        <Folded
          key={part.request}
          fold={fold}
          heading={[part.name, part.body].filter(Boolean).join(', ')}
          count={part.items.length}
        >
          {part.items.map(one => (
            <Answer key={one.item} slug={slug} acts={acts} item={one} />
          ))}
          {acts ? <StopLinks slug={slug} part={part} /> : null}
        </Folded>
      ))}
    </Section>
  )
}

/** For a letter that went to the wrong address. */
export const StopLinks = ({ slug, part: { request, name, items } }: { slug: string; part: words.Part }) =>
  items[0]!.linked ? (
    <p class="tools">
      <a href={`/p/${slug}/requests/${request}/stop-links`}>
        Stop the links of their letters<span class="unseen">: {name}</span>
      </a>
    </p>
  ) : null

const Folded = (props: { fold: boolean; heading: string; count: number; children: ComponentChildren }) =>
  props.fold ? (
    <details>
      <summary>
        {props.heading}: {counted(props.count, 'answer')}
      </summary>
      {props.children}
    </details>
  ) : (
    <>
      <h3>{props.heading}</h3>
      {props.children}
    </>
  )

function Answer({ slug, acts, item: one }: { slug: string; acts: boolean; item: BoardItem }) {
  const at = `/p/${slug}/items/${one.item}`
  return (
    <div class="asked">
      <p>
        <a href={addressOf(slug, one)}>
          <b>{one.title}</b>
        </a>
      </p>
      <Said item={one} />
      <Meta>{[words.sentWords(one), words.changed(one)].filter(Boolean).join(' · ')}</Meta>
      {acts ? (
        <div class="row">
          <form method="post" action={`${at}/accept`}>
            <input type="hidden" name="seen" value={one.version} />
            <button class="ds_button" type="submit">
              Accept<span class="unseen">: {one.title}</span>
            </button>
          </form>
          <a href={`${at}/return`}>
            Return with a note<span class="unseen">: {one.title}</span>
          </a>
        </div>
      ) : null}
    </div>
  )
}

/** How it stands, in words and signs, and what was said. */
export function Said({ item: one }: { item: BoardItem }) {
  const figure = words.figureWords(one)
  return (
    <>
      {one.now.status ? (
        <p class="row">
          <StatusPill status={one.now.status} /> <span>{goingWords(one.now)}</span>
        </p>
      ) : null}
      {figure ? <p>{figure}</p> : null}
      {one.now.words ? <blockquote class="said pre">{one.now.words}</blockquote> : null}
      {one.reached.length ? <p>Reached: {one.reached.join('; ')}</p> : null}
      {one.now.needs ? (
        <p>
          <b>For the board to decide:</b> {one.now.needs}
        </p>
      ) : null}
    </>
  )
}

/** What is accepted. */
export function Done({ slug, acts, items }: Listed) {
  if (!items.length) return null
  const parts = words.partsOf(items)
  const people = parts.filter(one => one.request !== null).length
  return (
    <Section heading={`Accepted: ${items.length}`}>
      <details>
        <summary>
          {counted(items.length, 'answer')}
          {people ? ` of ${counted(people, 'person', 'people')}` : ''}
        </summary>
        {parts.map(part => (
          <div key={part.request}>
            <h3>{[part.name, part.body].filter(Boolean).join(', ')}</h3>
            <ul class="plain">
              {part.items.map(one => (
                <li key={one.item}>
                  <a href={addressOf(slug, one)}>{one.title}</a>{' '}
                  {one.now.status ? <StatusPill status={one.now.status} /> : null}
                  <p class="meta">
                    {words.sentWords(one)}
                    {acts ? (
                      <>
                        {' · '}
                        <a href={`/p/${slug}/items/${one.item}/return`}>
                          Return with a note<span class="unseen">: {one.title}</span>
                        </a>
                      </>
                    ) : null}
                  </p>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </details>
    </Section>
  )
}
