// The clock: does what has fallen due, each verb through the one runner, as nobody in particular.

import { type Actor, stranger } from '../operation/actor.ts'
import type { PartnershipFacts } from '../operation/operation.ts'
import { type House, perform } from '../operation/perform.ts'
import type { Due, Timed } from '../operation/timed.ts'

export interface Clockwork {
  readonly house: House
  readonly timed: readonly Timed[]
  findPartnershipByNumber(id: number): Promise<PartnershipFacts | null>
}

const clock: Actor = { ...stranger, name: 'The clock', administrator: true, via: 'job' }

/** Does everything that is due now, one after the other; answers how many verbs were done. */
export async function tick(clockwork: Clockwork): Promise<number> {
  // What falls due while it is done waits for the next tick (answers that stream in are counted again then, not now).
  const now = clockwork.house.clock()
  let all = 0
  for (const due of clockwork.timed) {
    // One thing done can make another due (a round opens, so its owners are told), so it is asked until nothing moves.
    for (let done = 1; done > 0; all += done) {
      done = 0
      for (const one of await due(clockwork.house.root, now)) done += await doOne(clockwork, one)
    }
  }
  return all
}

async function doOne({ house, findPartnershipByNumber }: Clockwork, due: Due): Promise<0 | 1> {
  const { operation, partnership, raw } = due
  try {
    const where = partnership === null ? null : await findPartnershipByNumber(partnership)
    const outcome = await perform(house, operation, raw, { actor: clock, partnership: where })
    return outcome.ok ? 1 : 0
  } catch (cause) {
    // One partnership's trouble is not another's: the rest goes on, and this is tried again at the next tick.
    console.error(`Jobs: ${operation.name} ${JSON.stringify(raw)}: ${(cause as Error).message}`)
    return 0
  }
}
