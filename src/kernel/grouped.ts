// Rows put together by what they share, in the order in which each first comes.

export function grouped<T, K>(rows: readonly T[], by: (row: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(by(row))
    if (group) group.push(row)
    else groups.set(by(row), [row])
  }
  return [...groups]
}
