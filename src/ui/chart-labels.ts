// Where the words of a chart go: at the ends of the lines, apart from each other, inside the picture.
// All lengths are units of the chart's view box.

/** Width of a text in Roboto, near enough to place it. */
export const widthOf = (text: string, size: number, bold = false): number => text.length * size * (bold ? 0.56 : 0.53)

/** Breaks words into lines of at most `most` characters; a longer word keeps a line for itself. */
export function wrapped(words: string, most: number): string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

export interface Box {
  readonly left: number
  readonly right: number
  /** Wished middle. */
  readonly middle: number
  readonly height: number
}

/** Middles moved up or down so that no two boxes overlap and all stay between top and bottom; order is kept. */
export function apart(boxes: readonly Box[], top: number, bottom: number): number[] {
  const order = boxes.map((_, index) => index).sort((a, b) => boxes[a]!.middle - boxes[b]!.middle)
  const middles = boxes.map(box => Math.min(Math.max(box.middle, top + box.height / 2), bottom - box.height / 2))
  const together = (a: number, b: number) => boxes[a]!.left < boxes[b]!.right && boxes[b]!.left < boxes[a]!.right
  const gap = (a: number, b: number) => (boxes[a]!.height + boxes[b]!.height) / 2
  for (let i = 1; i < order.length; i++) {
    for (let above = 0; above < i; above++) {
      const [a, b] = [order[above]!, order[i]!]
      if (together(a, b)) middles[b] = Math.max(middles[b]!, middles[a]! + gap(a, b))
    }
  }
  for (let i = order.length - 1; i >= 0; i--) {
    const a = order[i]!
    middles[a] = Math.min(middles[a]!, bottom - boxes[a]!.height / 2)
    for (let below = i + 1; below < order.length; below++) {
      const b = order[below]!
      if (together(a, b)) middles[a] = Math.min(middles[a]!, middles[b]! - gap(a, b))
    }
  }
  return middles
}

export interface Mark {
  /** Decimal year. */
  readonly x: number
  readonly label: string
}

/**
 * The few moments that get a word under the chart: those in `first` before others, then every year, second,
 * fifth or tenth, whichever fits in `width` without touching.
 */
export function fewMarks(marks: readonly Mark[], first: readonly Mark[], width: number, size: number): Mark[] {
  const xs = [...marks, ...first].map(mark => mark.x)
  const [from, to] = [Math.min(...xs), Math.max(...xs)]
  const at = (mark: Mark) => (to > from ? ((mark.x - from) / (to - from)) * width : 0)
  const kept: Mark[] = []
  const add = (mark: Mark) => {
    const room = (other: Mark) => (widthOf(mark.label, size) + widthOf(other.label, size)) / 2 + size
    if (kept.every(other => Math.abs(at(mark) - at(other)) >= room(other))) kept.push(mark)
  }
  for (const mark of first) add(mark)
  const spread = Math.max(...marks.map(at)) - Math.min(...marks.map(at))
  const every = [1, 2, 5, 10, 20].map(step => marks.filter(mark => Math.floor(mark.x) % step === 0))
  const fitting = every.find(
    some => some.reduce((sum, mark) => sum + widthOf(mark.label, size) + size, 0) * 1.25 <= spread,
  )
  fitting?.forEach(add)
  return kept.sort((a, b) => a.x - b.x)
}
