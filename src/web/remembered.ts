// What every request asks and few verbs change (who holds a session, which partnership an address is): remembered in
// this process until something changes. An answer that was on its way when the change came is not kept.

export interface Remembered<V> {
  find(key: string): Promise<V | null>
  forget(): void
}

/** More keys than this and all are forgotten, so that made-up keys cannot fill the memory. */
const most = 10_000

export function remembered<V>(
  ask: (key: string) => Promise<V | null>,
  stillGood: (value: V) => boolean = () => true,
): Remembered<V> {
  let known = new Map<string, V>()
  return {
    find: async key => {
      const before = known
      const had = before.get(key)
      if (had !== undefined && stillGood(had)) return had
      const found = await ask(key)
      if (found !== null && before === known) {
        if (known.size >= most) known = new Map()
        known.set(key, found)
      }
      return found
    },
    forget: () => {
      known = new Map()
    },
  }
}
