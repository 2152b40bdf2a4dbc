// What the headings of people's own lists of groups mean: known words first, then words that are nearly the same. Pure.

import { distance } from 'fastest-levenshtein'

export const meanings = {
  group: 'Name of the group',
  kind: 'Kind of group',
  parent: 'Group it reports to',
  partOf: 'Group it is part of',
  coordinates: 'Groups it co-ordinates with',
  informs: 'Groups it informs',
  remit: 'Remit: what the group is for',
  legalBasis: 'Legal basis',
  secretariat: 'Who runs its secretariat',
  meetings: 'How often it meets',
  minutes: 'How long a meeting is',
  lastMet: 'When it last met',
  review: 'When it is to be reviewed',
  founded: 'When the group began',
  outcomes: 'Outcomes in its remit',
  themes: 'Themes in its remit',
  places: 'Places in its remit',
  organisation: 'Organisation that has the seat',
  constituency: 'Whom the seat speaks for directly',
  members: 'All members, in one cell',
  seats: 'How many seats',
  post: 'Post that the seat goes with',
  office: 'Part in the group: chair, vice chair, member',
  chair: 'Who chairs',
  person: 'Who holds the seat',
  forename: 'First name of who holds the seat',
  surname: 'Last name of who holds the seat',
  email: 'Email address of who holds the seat',
  substitute: 'Who stands in',
  elected: 'Held by an elected councillor',
  filledBy: 'How the seat is filled',
  voting: 'Has a vote',
  since: 'Since when the seat is held',
  vacant: 'The seat is vacant',
  'leave-out': 'Leave this column out',
} as const
export type Meaning = keyof typeof meanings

/** What people write above their columns, in plain form. */
const written: Readonly<Record<Exclude<Meaning, 'leave-out'>, string>> = {
  group:
    'group|groups|group name|name of group|name of the group|group title|partnership|partnership group|partnership name|name of partnership|meeting|meeting name|forum|forum name|committee|committee name|board name|structure|theme group|strategic group|group forum|group partnership',
  kind: 'kind|type|kind of group|type of group|group type|group kind|category|tier|level|status of group|classification',
  parent:
    'reports to|reporting to|report to|reports into|accountable to|parent|parent group|parent body|reporting line|governance|governance route|reports up to|who does it report to',
  partOf: 'part of|is part of|sub group of|subgroup of',
  coordinates: 'co ordinates with|coordinates with|works with|links with|linked to',
  informs: 'informs|feeds into|advises',
  remit:
    'remit|purpose|role and remit|remit and purpose|purpose remit|terms of reference|tor|what it does|what is it for|function|aims|description|objectives|role of group|scope',
  legalBasis:
    'legal basis|statutory basis|legislation|statute|statutory|act|statutory requirement|legal status|authority|statutory duty',
  secretariat:
    'secretariat|secretary|support|administration|admin|admin support|clerk|supported by|serviced by|secretariat provided by|lead officer|support officer',
  meetings:
    'meetings|meetings a year|meetings per year|how often|how often it meets|frequency|frequency of meetings|meeting frequency|meets|no of meetings|number of meetings|times a year|how often does it meet|schedule|cycle|mtgs|mtg frequency',
  minutes:
    'minutes a meeting|length|length of meeting|length of meetings|duration|meeting length|meeting duration|how long|minutes|hours|length hours|length mins|hours per meeting|minutes per meeting|mtg length|time',
  lastMet: 'last met|last meeting|date of last meeting|last met on|date last met|most recent meeting',
  review: 'review|review date|review on|next review|to be reviewed|date of review|tor review|tor review date',
  founded:
    'founded|established|set up|date established|date set up|started|start date of group|group since|formed|created',
  outcomes:
    'outcomes|outcome|loip outcome|loip outcomes|priority|priorities|loip priority|loip priorities|strategic outcome|strategic outcomes|outcomes served|links to outcomes',
  themes: 'themes|theme|loip theme|thematic area',
  places:
    'places|place|area|areas|locality|localities|geography|geographic area|area covered|ward|wards|community council area',
  organisation:
    'organisation|organization|org|orgs|organisation name|partner|partner organisation|member organisation|agency|body|employer|organisations|name of organisation|partner agency|representing|represents|representing organisation|sector organisation|organisation represented|company|service',
  constituency:
    'speaks for|constituency|speaks for directly|on behalf of|community represented|interest represented|represents whom',
  members:
    'members|membership|member organisations|who sits on it|attendees|partners|partners involved|organisations involved|core membership|core members|represented organisations|who attends',
  seats: 'seats|number of seats|no of seats|places at table|no of members|number of members|how many|no of reps|reps',
  post: 'post|role|job title|title|position|designation|post held|post title|job|job role|role title',
  office:
    'office|office held|role on group|role in group|group role|membership role|role on the group|capacity|membership type|member type|part in group|position on group|status on group|role on board',
  chair: 'chair|chaired by|chairperson|convener|convenor|chair of group|chair person|chairman|current chair',
  person:
    'person|name|member|member name|representative|rep|named person|held by|holder|contact|who|full name|name of member|name of representative|named representative|named rep|attendee|name of person|individual|seat holder|contact name|nominated officer|nominee',
  forename: 'first name|forename|given name|firstname|christian name',
  surname: 'surname|last name|family name|lastname',
  email: 'email|e mail|email address|e mail address|contact email|mail|contact details',
  substitute:
    'substitute|sub|deputy|depute|named substitute|substitute name|named deputy|alternate|substitute member|stands in|deputy name|named sub',
  elected: 'elected|councillor|elected member|cllr|is councillor|elected y n|elected member y n',
  filledBy:
    'filled by|how filled|appointed by|how appointed|appointment|method of appointment|selection|how chosen|basis of appointment|nomination',
  voting: 'voting|vote|voting rights|has a vote|voting member|voting y n|votes',
  since:
    'since|seat since|from|member since|start|start date|date joined|joined|appointed|appointed on|date appointed|in post since|date of appointment',
  vacant: 'vacant|vacancy|is vacant|vacant y n|vacancies',
}

const meaningOf = new Map(
  Object.entries(written).flatMap(([meaning, words]) =>
    words.split('|').map(word => [word, meaning as Meaning] as const),
  ),
)

/** A heading as it is compared: small letters and figures, one space between words, nothing of what stands in brackets. */
export const plainHeading = (words: string): string => plainly(words.replace(/\([^)]*\)/g, ' ')) || plainly(words)

const plainly = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

export interface Suggestion {
  readonly meaning: Meaning
  /** Not one of the known words, only nearly one. */
  readonly near: boolean
}

/** What is longer is no heading; of a heading in two lines, with both. */
export const longestHeading = 400

/** What stands between the upper and the lower line of a heading in two lines. */
export const between = ' – '

/** What a heading most likely means; null where nobody could tell. Of two lines, the lower one says more. */
export function suggest(heading: string): Suggestion | null {
  if (heading.length > longestHeading) return null
  const [upper = '', ...below] = heading.split(between)
  const lower = below.join(' ')
  const both = [`${upper} ${lower}`, lower].map(plainHeading).filter(Boolean)
  if (both.some(words => neverGuessed.has(words))) return null
  for (const words of both) {
    const meaning = meaningOf.get(words)
    if (meaning) return { meaning, near: false }
  }
  for (const words of both) {
    const meaning = nearest(words)
    if (meaning) return { meaning, near: true }
  }
  // What stands above several columns says of none of them what it is, unless nothing else does.
  const above = lower ? meaningOf.get(plainHeading(upper)) : undefined
  return above ? { meaning: above, near: true } : null
}

/** Columns for anything: near to other words, and of no meaning of their own. */
const neverGuessed = new Set('note|notes|comment|comments|remark|remarks'.split('|'))

/** Short words have too many neighbours to be guessed from one letter. */
const shortestGuessed = 6
const longestGuessed = 60
const nearEnough = 0.8

function nearest(words: string): Meaning | null {
  if (words.length < shortestGuessed || words.length > longestGuessed) return null
  let best: { meaning: Meaning; share: number } | null = null
  for (const [known, meaning] of meaningOf) {
    if (known.length < shortestGuessed) continue
    if (Math.min(words.length, known.length) < nearEnough * Math.max(words.length, known.length)) continue
    const share = 1 - distance(words, known) / Math.max(words.length, known.length)
    if (share >= nearEnough && share > (best?.share ?? 0)) best = { meaning, share }
  }
  return best?.meaning ?? null
}

/** A heading with what it is taken for; null where it is not known, and so its column stays out. */
export interface Understood {
  readonly heading: string
  readonly column: number
  readonly meaning: Meaning | null
  /** Somebody said so, or the words are known; otherwise it is a guess. */
  readonly sure: boolean
}

/**
 * What each column is taken for. What somebody said counts first, then known words, then guesses; a meaning is given
 * once, to the column that comes first.
 */
export function understand(headings: readonly Column[], said: Readonly<Record<string, Meaning>>): Understood[] {
  const taken = new Set<Meaning>()
  const found = new Map<number, Understood>()
  const give = (one: Column, meaning: Meaning, sure: boolean) => {
    if (meaning !== 'leave-out' && taken.has(meaning)) return
    taken.add(meaning)
    found.set(one.column, { ...one, meaning, sure })
  }
  const suggested = headings.map(one => ({ one, guess: suggest(one.heading) }))
  for (const one of headings) if (Object.hasOwn(said, one.heading)) give(one, said[one.heading]!, true)
  for (const sure of [true, false])
    for (const { one, guess } of suggested)
      if (guess && guess.near === !sure && !found.has(one.column) && !Object.hasOwn(said, one.heading))
        give(one, guess.meaning, sure)
  return headings.map(one => found.get(one.column) ?? { ...one, meaning: null, sure: false })
}

export interface Column {
  readonly heading: string
  readonly column: number
}
