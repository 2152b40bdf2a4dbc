// What the pages and forms of the gate stand on: crumbs, the proposal that is looked at, and who could do it in a sentence.

import { capital, inWords } from '../../../kernel/words.ts'
import type { Asking } from '../../../operation/ask.ts'
import type { Params } from '../../../ui/declare.ts'
import { isNumber, structureCrumbs } from '../structure-here.tsx'
import * as queries from './queries.ts'
import { couldFrom, type Ranked } from './rules.ts'

export const gateCrumbs = (here: { slug: string }) => [
  ...structureCrumbs(here),
  { href: `/p/${here.slug}/structure/proposals`, words: 'Before something new' },
]

export interface ProposalHere extends queries.ProposalView {
  readonly slug: string
}

export async function proposalHere({ db, partnership }: Asking, params: Params): Promise<ProposalHere | null> {
  const found = isNumber(params.proposal) ? await queries.proposal(db, Number(params.proposal)) : null
  return found && { ...found, slug: partnership!.slug }
}

/** The answer: how many groups could do it, and the nearest. */
export function whoCould(ranked: readonly Ranked[]): string {
  const could = ranked.filter(one => one.score >= couldFrom)
  if (could.length === 1) return `One existing group could do this: ${could[0]!.name}.`
  if (could.length)
    return `${capital(inWords(could.length))} existing groups could do this. The nearest is ${could[0]!.name}.`
  return ranked.length
    ? `No existing group fits. ${ranked[0]!.name} comes nearest, and only touches it.`
    : 'No existing group has anything in common with this.'
}
