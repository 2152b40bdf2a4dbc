// Which organisation a written name means. Certain is only what is the same name, a spelling that somebody settled
// before, or the short name; everything else is doubtful, with suggestions and why, for people to confirm. Pure.

import { distance } from 'fastest-levenshtein'

export interface KnownOrganisation {
  readonly id: number
  readonly name: string
  readonly shortName: string
  /** A partner here: of two that fit alike, the likelier one. */
  readonly partner: boolean
}

export interface Known {
  readonly organisations: readonly KnownOrganisation[]
  /** By plain form. */
  readonly spellings: ReadonlyMap<string, number>
  /** Whom seats here speak for directly, in plain form. */
  readonly constituencies: ReadonlySet<string>
}

/** An organisation's number, a new one, or nobody: the seat speaks for people directly. */
export type Decision = number | 'new' | 'nobody'

export interface Candidate {
  readonly organisation: number
  readonly name: string
  /** 0 to 1. */
  readonly likeness: number
  readonly because: string
}

export type Match =
  | { readonly certain: true; readonly is: number | 'nobody' }
  | {
      readonly certain: false
      /** The likeliest first. */
      readonly candidates: readonly Candidate[]
      readonly suggested: Decision
    }

const mostCandidates = 4
/** Two names are nearly alike from this share of equal letters on. */
const nearlyAlike = 0.75

/** A name as it is compared: small letters, `&` is and, no signs, without the endings of companies. */
export const plainOrganisation = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the (?=\S)/, '')
    .replace(/(?<=\S) (ltd|limited|plc|cic|scio)$/, '')
    // One sign may stand for many letters, and an index takes no more.
    .slice(0, 300)

const small = new Set(['and', 'of', 'the', 'for', 'in', 'to', 'on', 'at'])

/**
 * What each name was found to be: a certain one by how it is written, since two bodies may differ in no more than a
 * capital; a doubtful one by its plain form, so that it is asked about once.
 */
export type Decisions = ReadonlyMap<string, Decision>

export const certainly = (written: string): string => `=${written}`

export const decisionOn = (decisions: Decisions, written: string): Decision | undefined =>
  decisions.get(certainly(written)) ?? decisions.get(plainOrganisation(written))

/**
 * The letters a name is shortened to: initials with and without the small words, and words that are capitals already
 * kept whole, so that NHS Forth Valley is both NFV and NHSFV.
 */
export function initialsOf(name: string): string[] {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < 2) return []
  const big = words.filter(word => !small.has(word.toLowerCase()))
  const kept = (word: string): string => (/^\p{Lu}{2,}$/u.test(word) ? word : word.charAt(0))
  const forms = [words.map(word => word.charAt(0)), big.map(word => word.charAt(0)), words.map(kept), big.map(kept)]
  return [...new Set(forms.map(form => form.join('').toLowerCase()))].filter(form => form.length >= 2)
}

/** A name ready to be compared with many. */
interface Form {
  readonly of: KnownOrganisation
  readonly plain: string
  readonly words: ReadonlySet<string>
  readonly initials: readonly string[]
}

const formOf = (of: KnownOrganisation): Form => ({
  of,
  plain: plainOrganisation(of.name),
  words: wordsOf(plainOrganisation(of.name)),
  initials: initialsOf(of.name),
})

const wordsOf = (plain: string): Set<string> => new Set(plain.split(' ').filter(word => word && !small.has(word)))

/** Answers for one written name after the other; what is known is prepared once. */
export function matcher({ organisations, spellings, constituencies }: Known): (written: string) => Match {
  const forms = organisations.map(formOf)
  const byName = new Map(organisations.map(each => [each.name, each.id]))
  const sure = new Map<string, Set<number>>()
  const note = (plain: string, id: number) => sure.set(plain, (sure.get(plain) ?? new Set()).add(id))
  for (const { of, plain } of forms) {
    note(plain, of.id)
    if (of.shortName) note(plainOrganisation(of.shortName), of.id)
  }
  return written => {
    const plain = plainOrganisation(written)
    const exact = byName.get(written) ?? spellings.get(plain)
    if (exact !== undefined) return { certain: true, is: exact }
    const same = sure.get(plain)
    if (same?.size === 1) return { certain: true, is: [...same][0]! }
    if (!same && constituencies.has(plain)) return { certain: true, is: 'nobody' }
    const candidates = forms
      .flatMap(form => candidateOf(form, written, plain, same) ?? [])
      .sort((a, b) => b.likeness - a.likeness || Number(b.partner) - Number(a.partner) || (a.name < b.name ? -1 : 1))
      .slice(0, mostCandidates)
      .map(({ partner: _, ...candidate }) => candidate)
    const suggested = candidates[0]?.organisation ?? (speaksForPeople(written) ? 'nobody' : 'new')
    return { certain: false, candidates, suggested }
  }
}

/** Seats of representatives of people are no organisation's. */
const speaksForPeople = (written: string): boolean =>
  /\b(rep|reps|representatives?|lived experience|carers?|service users?|residents?|tenants?|young people)$/i.test(
    written.trim(),
  )

function candidateOf(
  { of, plain: known, words, initials }: Form,
  written: string,
  plain: string,
  same: ReadonlySet<number> | undefined,
): (Candidate & { readonly partner: boolean }) | null {
  const is = (likeness: number, because: string) => ({
    organisation: of.id,
    name: of.name,
    likeness,
    because,
    partner: of.partner,
  })
  if (same?.has(of.id)) return is(1, 'has this name, and so has another')
  const letters = plain.replaceAll(' ', '')
  if (letters.length >= 2 && letters.length <= 8 && initials.includes(letters)) return is(0.95, 'has these initials')
  const said = wordsOf(plain)
  const theirs = initialsOf(written)
  if (theirs.includes(known)) return is(0.95, 'is its initials')
  const [fewer, more] = said.size < words.size ? [said, words] : [words, said]
  if (fewer.size > 0 && [...fewer].every(word => more.has(word)) && [...fewer].some(word => word.length > 3))
    return is(
      0.6 + (0.3 * fewer.size) / more.size,
      said.size <= words.size ? 'has these words in its name' : 'is part of what was written',
    )
  const inName = [...said].filter(word => words.has(word)).length
  const shortened = [...said].filter(
    word => !words.has(word) && word.length >= 3 && initials.some(form => form.includes(word)),
  ).length
  if (inName > 0 && shortened > 0 && inName + shortened === said.size) return is(0.85, 'has these words and initials')
  if (letters.length < 4 || Math.abs(plain.length - known.length) > plain.length) return null
  const alike = 1 - distance(plain, known) / Math.max(plain.length, known.length)
  return alike >= nearlyAlike ? is(alike * 0.9, 'is spelt nearly like this') : null
}
