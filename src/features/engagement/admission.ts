// Who may take part: turns whatever lets somebody take part (a device, a code, a postcode, an account) into a key that
// cannot be turned back, and says why not. One key answers an activity once.

import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../db/handles.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import { line } from '../../operation/fields.ts'
import type { Context } from '../../operation/operation.ts'
import * as model from './model.ts'
import type { Question } from './questions.ts'

/** What every verb of a resident takes, beside the activity. */
export const entry = {
  device: line('Mark of your device', { optional: true, max: 60 }),
  code: line('Your code', { optional: true, max: 40, hint: 'It stands on the letter or card you were given' }),
  postcode: line('Your postcode', {
    optional: true,
    max: 12,
    hint: 'Only to see that you live here. It is not kept.',
    autocomplete: 'postal-code',
  }),
}

export interface Entry {
  readonly device: string
  readonly code: string
  readonly postcode: string
}

/** An activity, and who is about to take part in it. */
export interface Participant extends model.ActivityFacts {
  readonly questions: readonly Question[]
  readonly peopleAdd: boolean
  /** What they are known by here; a refusal where they may not take part. */
  readonly admitted: Admitted | Refusal
}

export interface Admitted {
  readonly voterKey: Buffer
  readonly deviceKey: Buffer | null
  /** The one thing that opens their answer again; the same for the same person, always. */
  readonly receipt: string
  /** The invited body they answer for. */
  readonly organisation: number | null
  /** A keyed hash of where it came from. */
  readonly network: Buffer | null
  /** Their answer, where they began on this device before. */
  readonly response: number | null
}

/** Loads the activity and finds out who this is; null where there is nothing that strangers may see. */
export async function participant(
  db: Db,
  activity: number,
  { device, code, postcode }: Entry,
  { actor, network, standing, now }: Pick<Context, 'actor' | 'network' | 'standing' | 'now'>,
): Promise<Participant | null> {
  const { rows } = await sql<
    Omit<Participant, 'admitted'> & {
      secret: Buffer
      invited: { organisation: number | null } | null
      lives: boolean
    }
  >`
    select e.id as engagement, e.title, e.state, e.linked, e.organisation_id as organisation, e.admits, e.opens_on as opens, e.closes_on as closes,
      a.id as activity, a.kind, a.title as "activityTitle", a.dropped_on is not null as dropped, a.version, a.people_add as "peopleAdd", e.secret,
      coalesce((select f.questions from activity_form f where (f.partnership_id, f.activity_id, f.version) = (a.partnership_id, a.id, a.version)), '[]') as questions,
      (select jsonb_build_object('organisation', c.organisation_id) from voter_code c
       where e.admits in ('codes', 'bodies') and (c.partnership_id, c.engagement_id) = (e.partnership_id, e.id) and c.withdrawn_on is null
         and c.code_hash = sha256(e.secret || convert_to(${`code|${plainCode(code)}`}, 'UTF8'))) as invited,
      (e.admits = 'postcodes' and exists (select from engagement_postcode p
       where (p.partnership_id, p.engagement_id, p.postcode) = (e.partnership_id, e.id, ${plainPostcode(postcode)}))) as lives
    from activity a join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    where a.id = ${activity} and (e.state <> 'draft' or ${standing.inside})`.execute(db)
  const found = rows[0]
  if (!found) return null
  const { secret, ...facts } = found
  const key = keyOf(secret, activity)
  const deviceKey = device === '' ? null : key(`device|${device}`)
  const identity = identityOf(facts, { device, code, postcode }, actor.person)
  const voterKey = isRefusal(identity) ? null : key(identity)
  // What is built up step by step is found again; what is sent in one piece is found by the key that only one can take.
  const begun = inSteps(facts.kind)
    ? await answerBegun(db, activity, voterKey, deviceKey, since(facts.admits, now))
    : null
  const admitted = ((): Admitted | Refusal => {
    const known = voterKey ?? (facts.admits === 'signed-in' ? null : begun?.voterKey)
    if (!known) return identity as Refusal
    if (begun?.withdrawn) return takenBack
    return {
      voterKey: known,
      deviceKey,
      receipt: receiptOf(key, known),
      organisation: facts.invited?.organisation ?? begun?.organisation ?? null,
      network: network === null ? null : key(`network|${network}`),
      response: begun?.response ?? null,
    }
  })()
  return { ...facts, admitted }
}

const inSteps = (kind: model.ActivityKind): boolean => kind === 'ideas' || kind === 'pairs' || kind === 'statements'

/** What somebody is known by, in words that are hashed and kept nowhere; a refusal where they show nothing that lets them in. */
function identityOf(
  { admits, invited, lives }: { admits: model.Admits; invited: object | null; lives: boolean },
  { device, code, postcode }: Entry,
  person: number | null,
): string | Refusal {
  const byDevice = device.length >= 16 ? `device|${device}` : pageTooOld
  switch (admits) {
    case 'anyone':
      return byDevice
    case 'postcodes':
      return lives ? byDevice : postcode === '' ? postcodeMissing : postcodeUnknown
    case 'codes':
    case 'bodies':
      return invited ? `code|${plainCode(code)}` : code === '' ? codeMissing : codeUnknown
    case 'signed-in':
      return person === null ? signedOut : `person|${person}`
  }
}

/** Why nobody, or not this person, may take part now; null where they may. */
export function mayTakePart(facts: Participant, today: string): Refusal | null {
  if (facts.linked) return model.linkedOnly
  if (facts.state === 'called-off') return model.calledOff
  if (facts.state === 'draft' || facts.state === 'announced' || today < facts.opens) return model.notOpenYet
  if (facts.state === 'closed' || today > facts.closes) return model.closed
  if (facts.dropped) return model.dropped
  return isRefusal(facts.admitted) ? facts.admitted : null
}

const hour = 3_600_000

/** Whoever typed a code goes on without it on their device for a while; then somebody else may stand there. */
const since = (admits: model.Admits, now: Date): Date =>
  new Date(admits === 'codes' || admits === 'bodies' ? now.getTime() - 2 * hour : 0)

/** An answer begun by whoever has this key, or on this device not too long ago. */
async function answerBegun(
  db: Db,
  activity: number,
  voterKey: Buffer | null,
  deviceKey: Buffer | null,
  notBefore: Date,
) {
  const { rows } = await sql<{ response: number; voterKey: Buffer; organisation: number | null; withdrawn: boolean }>`
    select id as response, voter_key as "voterKey", organisation_id as organisation, withdrawn_on is not null as withdrawn from response
    where activity_id = ${activity} and ${voterKey ? sql`voter_key = ${voterKey}` : sql`device_key = ${deviceKey} and received_at >= ${notBefore}`}
    order by id desc limit 1`.execute(db)
  return rows[0] ?? null
}

/**
 * The answer that somebody builds up step by step (ideas, pairs, statements): made at their first step, found again at
 * the next. Its version is the activity's.
 */
export async function enter(db: Db, partnership: number, facts: Participant, now: Date): Promise<number> {
  const { voterKey, deviceKey, receipt, organisation, network, response } = facts.admitted as Admitted
  if (response !== null) return response
  // The newest code typed on a device is whose turn it is there.
  await sql`update response set device_key = null where activity_id = ${facts.activity} and device_key = ${deviceKey} and voter_key <> ${voterKey}`.execute(
    db,
  )
  const { rows } = await sql<{ id: number }>`
    insert into response (partnership_id, activity_id, version, voter_key, device_key, receipt_hash, source, organisation_id, network, received_at)
    values (${partnership}, ${facts.activity}, ${facts.version}, ${voterKey}, ${deviceKey}, ${receiptHash(receipt)}, 'online', ${organisation}, ${network}, ${now})
    on conflict (partnership_id, activity_id, voter_key) do update set device_key = excluded.device_key returning id`.execute(
    db,
  )
  return rows[0]!.id
}

/** A keyed hash: what goes in cannot be found again without the engagement's secret, which is erased with its details. */
export const keyOf =
  (secret: Buffer, activity: number) =>
  (identity: string | Buffer): Buffer =>
    createHash('sha256').update(secret).update(`${activity}|`).update(identity).digest()

const receiptLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 16 letters in four groups, 80 bits: easy to write down, impossible to guess. */
export function receiptOf(key: (identity: Buffer) => Buffer, voterKey: Buffer): string {
  const bytes = key(Buffer.concat([Buffer.from('receipt|'), voterKey]))
  const letters = [...bytes.subarray(0, 16)].map(byte => receiptLetters[byte % 32])
  return [0, 4, 8, 12].map(at => letters.slice(at, at + 4).join('')).join('-')
}

/** What is kept of a receipt. */
export const receiptHash = (receipt: string): Buffer =>
  createHash('sha256')
    .update(receipt.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()

/** As codes are hashed: capitals, without blanks and dashes, and letters that look like figures taken for them. */
export const plainCode = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

export const codeHash = (secret: Buffer, code: string): Buffer =>
  createHash('sha256')
    .update(secret)
    .update(`code|${plainCode(code)}`)
    .digest()

export const plainPostcode = (postcode: string): string => postcode.toUpperCase().replace(/[^A-Z0-9]/g, '')

const pageTooOld = refuse(
  'page-too-old',
  'This page is too old to be sent. Load it again; what you typed stays if you go back.',
)
const takenBack = refuse('taken-back', 'You took your answer to this back, so nothing can be added to it.')
const codeMissing = refuse('code-missing', 'Type your code. It stands on the letter or card you were given.', 'code')
const codeUnknown = refuse('code-unknown', 'We do not know this code. Look at each letter again.', 'code')
const postcodeMissing = refuse(
  'postcode-missing',
  'Type your postcode, so that we can see that you live here.',
  'postcode',
)
const postcodeUnknown = refuse(
  'postcode-unknown',
  'This postcode is not on the list for this area. Look at it again, or ask the people who run this.',
  'postcode',
)
const signedOut = refuse('signed-out', 'Sign in first. Only people who are signed in can take part in this.')
