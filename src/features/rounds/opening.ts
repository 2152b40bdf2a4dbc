// How a round opens, by the clock or by hand: who is asked for what is written down, and each hears of it once.

import type { Db } from '../../db/handles.ts'
import { counted, listOf, longDate } from '../../kernel/words.ts'
import type { Context, Notice, Written } from '../../operation/operation.ts'
import type { Asked } from './asking.ts'
import type { RoundFacts } from './model.ts'
import * as store from './store.ts'

type Facts = RoundFacts & { readonly asked: readonly Asked[] }

interface Opened {
  readonly fact: 'RoundOpened'
  readonly round: number
  readonly on: string
  readonly closes: string
  readonly asked: readonly Asked[]
}

export const openRound = {
  load: async (db: Db, round: number, today: string): Promise<Facts | null> => {
    const facts = await store.roundFacts(db, round)
    return facts && { ...facts, asked: await store.askedBy(db, await store.spanOf(db, round), today) }
  },
  write: async (db: Db, fact: Opened, { partnership, now }: Context) => {
    await db
      .updateTable('round')
      .set({ state: 'open', opened_at: now, opens_on: fact.on, closes_on: fact.closes })
      .where('id', '=', fact.round)
      .execute()
    const requests = await store.writeAsked(db, partnership!.id, fact.round, fact.asked)
    return { id: fact.round, requests }
  },
  /** History keeps how much was asked, not of whom. */
  keep: ({ fact, round, on, closes, asked }: Opened) => ({
    fact,
    round,
    on,
    closes,
    items: asked.length,
    people: new Set(asked.map(one => one.holder)).size,
    unheld: asked.filter(one => one.holder === null).length,
  }),
}

/** One notice to each who is asked, naming what. */
export function openingNotices(fact: Opened, facts: Facts, { partnership }: Context, written: Written): Notice[] {
  const { requests } = written as { requests: readonly { id: number; person: number }[] }
  return requests.map(({ id, person }) => {
    const titles = fact.asked.filter(one => one.holder === person).map(one => one.title)
    return {
      to: person,
      cause: `open-${fact.round}-${person}`,
      heading: `${partnership!.name} asks you about ${counted(titles.length, 'thing')}, by ${longDate(fact.closes)}`,
      words: `${facts.title}: ${titlesIn(titles)}.`,
      path: '/home',
      request: id,
      keeper: facts.keeper,
    }
  })
}

/** The first few by name. */
export const titlesIn = (titles: readonly string[]): string =>
  titles.length > 8 ? listOf([...titles.slice(0, 7), `${titles.length - 7} more`]) : listOf(titles)
