// Which statement somebody sees next.

/**
 * The one that the fewest people have answered, so that all are answered about as often; among equals the order is
 * another for each device, and always the same for one. Null where all are answered.
 */
export function nextStatement<S extends { readonly id: number; readonly answers: number }>(
  asked: readonly S[],
  answered: { has(statement: number): boolean },
  device: string,
): S | null {
  const left = asked.filter(one => !answered.has(one.id))
  const [first] = left.toSorted(
    (a, b) => a.answers - b.answers || turn(device, a.id) - turn(device, b.id) || a.id - b.id,
  )
  return first ?? null
}

/** FNV-1a, 32 bits (Fowler, Noll & Vo): spreads a device and a number over all numbers. */
function turn(device: string, id: number): number {
  let hash = 0x811c9dc5
  for (const letter of `${device}|${id}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return hash >>> 0
}
