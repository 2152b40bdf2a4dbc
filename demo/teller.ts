// The teller: keeps the events of the story, puts them in the order of their days, and performs them as their people.

import { type Actor, stranger } from '../src/operation/actor.ts'
import { type Asking, ask } from '../src/operation/ask.ts'
import type { AnyOperation, PartnershipFacts } from '../src/operation/operation.ts'
import { type House, keptBack, perform } from '../src/operation/perform.ts'
import type { AnyRead } from '../src/operation/read.ts'
import { cast, type Name, type Slug } from './cast.ts'

type Raw = Readonly<Record<string, unknown>>

/** What the story is performed on: a house with its verbs. */
export interface Stage {
  readonly house: House
  readonly operations: ReadonlyMap<string, AnyOperation>
  /** Among them the forms, which say what stands in the fields before anybody types. */
  readonly faces: readonly unknown[]
  /** What the public API answers. */
  readonly reads: readonly AnyRead[]
  findPartnership(slug: string): Promise<PartnershipFacts | { readonly movedTo: string } | null>
  findPersonByEmail(email: string, via: Actor['via']): Promise<Actor | null>
}

interface Form {
  readonly operation?: AnyOperation
  read(asking: Asking, params: Readonly<Record<string, string>>, query: Raw): Promise<unknown>
  start?(view: unknown): Raw
}

/** One step of the story: a day, what happens on it in words, and the verbs that make it happen. */
export interface Event {
  /** `YYYY-MM-DD` */
  readonly on: string
  readonly words: string
  tell(teller: Teller): Promise<void>
}

/** The demonstration itself, for what has to be there before anybody is. */
const itself: Actor = { ...stranger, name: 'The demonstration', administrator: true, via: 'demonstration' }

/** These only say that there was nothing to do. */
const harmless = new Set(['frameworks-known', 'nothing-to-bring'])

/** What a partnership is called and how it speaks is asked for again after these. */
const changesFacts = new Set(['describe', 'choose-terms', 'choose-colour'].map(verb => `partnerships.${verb}`))

const betweenSteps = 20_000

export class Teller {
  private readonly numbers = new Map<string, number>()
  private readonly actors = new Map<Name, Actor>()
  private readonly partnerships = new Map<Slug, PartnershipFacts>()
  private event: Event = { on: '', words: '', tell: async () => {} }
  private moment = 0

  constructor(private readonly stage: Stage) {}

  async tell(event: Event): Promise<void> {
    this.event = event
    // Two events of one day follow each other.
    this.moment = Math.max(this.moment, Date.parse(`${event.on}T10:00:00Z`))
    await event.tell(this)
  }

  /**
   * Performs a verb as one of the cast, in a partnership, or over all of their own where none is named; answers the
   * number of what it wrote.
   */
  async does(who: Name, verb: string, raw: Raw, slug?: Slug): Promise<number> {
    return (await this.writes(who, verb, raw, slug)).id
  }

  /** The same; answers all the numbers of what it wrote, by what they are of. */
  async writes(who: Name, verb: string, raw: Raw, slug?: Slug): Promise<{ id: number } & Record<string, number>> {
    return (await this.performs(verb, raw, await this.actor(who), slug)) as { id: number } & Record<string, number>
  }

  /** Performs a verb as somebody of the area, who has no account; answers all that it wrote. */
  anybody(verb: string, raw: Raw, slug: Slug) {
    return this.performs(verb, raw, { ...stranger, via: 'demonstration' }, slug)
  }

  /** Performs a verb as one of the cast; answers what it reveals once. */
  async reveals(who: Name, verb: string, raw: Raw, slug: Slug): Promise<string> {
    const written = (await this.performs(verb, raw, await this.actor(who), slug)) as { reveal?: string }
    return written.reveal ?? this.stop(`${verb} reveals nothing`)
  }

  /** What one of the cast finds in a partnership. */
  async finds<V>(who: Name, slug: Slug, read: (asking: Asking) => Promise<V>): Promise<V> {
    return ask(this.stage.house, await this.actor(who), await this.partnership(slug), read)
  }

  /** Opens the form of a verb at an address, changes some of what stands in it, and sends it. */
  async changes(who: Name, verb: string, at: Readonly<Record<string, number>>, words: Raw, slug?: Slug): Promise<void> {
    const form = (this.stage.faces as readonly Form[]).find(face => face.operation?.name === verb && face.start)
    if (!form?.start) return this.stop(`${verb} has no form`)
    const params = Object.fromEntries(Object.entries(at).map(([name, number]) => [name, String(number)]))
    const [actor, partnership] = [await this.actor(who), slug ? await this.partnership(slug) : null]
    const where = slug ? { slug, ...params } : params
    const view = await ask(this.stage.house, actor, partnership, asking => form.read(asking, where, {}))
    if (view === null) return this.stop(`the form of ${verb} is not there for ${actor.name}`)
    await this.does(who, verb, { ...at, ...form.start(view), ...words }, slug)
  }

  /** Starts a plan; answers its number and that of its first draft. */
  async starts(who: Name, raw: Raw, slug: Slug): Promise<{ plan: number; version: number }> {
    const { id, version } = await this.writes(who, 'plans.start-plan', raw, slug)
    return { plan: id, version: version! }
  }

  /** What a read of the API answers to one of the cast. */
  async asks<V>(who: Name, name: string, at: Readonly<Record<string, number>>, slug: Slug): Promise<V> {
    const read = this.stage.reads.find(one => one.name === name) ?? this.stop(`there is no read ${name}`)
    const params = Object.fromEntries(Object.entries(at).map(([key, number]) => [key, String(number)]))
    const [actor, partnership] = [await this.actor(who), await this.partnership(slug)]
    return ask(this.stage.house, actor, partnership, asking =>
      read.read(asking, { slug, ...params }, read.query.parse({})),
    )
  }

  /** Performs a verb of the demonstration's own; answers what it wrote. */
  sets(verb: string, raw: Raw, slug?: Slug) {
    return this.performs(verb, raw, itself, slug)
  }

  /** The number of one of the cast. */
  async person(who: Name): Promise<number> {
    return (await this.actor(who)).person!
  }

  /** Keeps the number of something under a name of the story's own. */
  keep(name: string, number: number): number {
    this.numbers.set(name, number)
    return number
  }

  /** The number kept under a name. */
  number(name: string): number {
    return this.numbers.get(name) ?? this.stop(`nothing is called “${name}” yet`)
  }

  has = (name: string): boolean => this.numbers.has(name)

  private async performs(verb: string, raw: Raw, actor: Actor, slug?: Slug) {
    const operation = this.stage.operations.get(verb) ?? this.stop(`there is no verb ${verb}`)
    const now = new Date(this.moment)
    this.moment += betweenSteps
    // Letters stay written and unsent: nobody in the story has a letter box.
    const house: House = { ...this.stage.house, clock: () => now, post: keptBack }
    const partnership = slug ? await this.partnership(slug) : null
    const outcome = await perform(house, operation, raw, { actor, partnership })
    if (outcome.ok) {
      if (slug && changesFacts.has(verb)) this.partnerships.delete(slug)
      if (verb === 'partnerships.give-role') this.actors.clear()
      return outcome.written
    }
    if (outcome.kind === 'refused' && harmless.has(outcome.refusal.code)) return {}
    return this.stop(
      `${verb} ${JSON.stringify(raw).slice(0, 300)} by ${actor.name}: ${outcome.kind === 'invalid' ? JSON.stringify(outcome.errors) : `${outcome.kind}, ${outcome.refusal.words}`}`,
    )
  }

  private async actor(who: Name): Promise<Actor> {
    const known =
      this.actors.get(who) ??
      (await this.stage.findPersonByEmail(cast[who].email, 'demonstration')) ??
      this.stop(`${cast[who].name} has no part yet`)
    this.actors.set(who, known)
    return known
  }

  private async partnership(slug: Slug): Promise<PartnershipFacts> {
    const found = this.partnerships.get(slug) ?? (await this.stage.findPartnership(slug))
    if (!found || 'movedTo' in found) return this.stop(`${slug} is not founded yet`)
    this.partnerships.set(slug, found)
    return found
  }

  private stop(why: string): never {
    throw new Error(`The demonstration stopped at “${this.event.words}” (${this.event.on}): ${why}`)
  }
}
