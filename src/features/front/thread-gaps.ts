// The kinds of gap in the golden thread (A4), each with words that say what is missing and why that matters.

import { counted } from '../../kernel/words.ts'
import { addressOfAction, type threadGaps } from '../delivery/public.ts'
import type { gaps } from '../indicators/public.ts'
import { addressOfOutcome } from '../plans/public.ts'

interface Row {
  readonly id: number
  readonly title: string
  readonly due?: string
}

export interface GapKind {
  readonly words: string
  readonly why: string
  readonly rows: readonly Row[]
  readonly href: (id: number, title: string) => string
}

/** Every kind, also those without a gap: outcomes first, then work, then figures. */
export function kindsOf(
  slug: string,
  found: ReturnType<typeof gaps> & { readonly work: ReturnType<typeof threadGaps> },
): readonly GapKind[] {
  const { work } = found
  const outcome = (words: string, why: string, rows: readonly Row[]): GapKind => ({
    words,
    why,
    rows,
    href: (id, title) => addressOfOutcome(slug, id, title),
  })
  const action = (words: string, why: string, rows: readonly Row[]): GapKind => ({
    words,
    why,
    rows,
    href: id => addressOfAction(slug, id),
  })
  const indicator = (words: string, why: string, rows: readonly Row[]): GapKind => ({
    words,
    why,
    rows,
    href: id => `/p/${slug}/indicators/${id}`,
  })
  return [
    outcome('No work serves it', 'It is wanted, but nobody does anything together for it.', work.unserved),
    outcome('Nothing measures it', 'Nobody could tell whether it got better.', found.unmeasured),
    outcome('No target is set', 'It is measured, but nothing is promised.', found.untargeted),
    outcome('No partner is responsible', 'What is everyone’s is no one’s.', found.unowned),
    action('Serves no outcome', 'Tie the work to an outcome, or ask why it is done.', work.aimless),
    action('Nobody leads it', 'Work that is everyone’s gets done by no one.', work.leaderless),
    action('No person answers for it', 'A body leads, but nobody knows whom to ask.', work.ownerless),
    action('Nobody stands in', 'When its owner is away, nobody can answer.', work.deputyless),
    action('Nothing of the work is counted', 'Nobody could say how much was done, or how well.', work.unmeasured),
    action('It has no milestone', 'Nobody could say that it is late.', work.undated),
    action(
      'Serves only outcomes that nothing measures',
      'The work may help, and nobody would ever see it.',
      work.unmeasurable,
    ),
    indicator('Never had a figure', 'The indicator is there, its first figure is not.', found.neverRead),
    indicator('The new figure is late', 'Its publisher, or its owner, should have brought it.', found.overdue),
    indicator('Measures no outcome', 'Either link it to an outcome, or stop asking for it.', found.unattached),
  ]
}

/** The kind with most gaps: `nothing of the work is counted (5 times)`. */
export function largest(groups: readonly GapKind[]): string {
  const [first] = [...groups].sort((one, other) => other.rows.length - one.rows.length)
  return first
    ? `${first.words.charAt(0).toLowerCase()}${first.words.slice(1)} (${counted(first.rows.length, 'time')})`
    : ''
}
