// Points on a plane into groups: how many groups, and who is in which.

import { sample, silhouette } from 'simple-statistics'
import { seededRandom } from '../../../kernel/seeded.ts'
import { mean, sampleStandardDeviation } from '../../../kernel/statistics.ts'

export type Place = readonly [x: number, y: number]

export interface Clusters {
  /** For each point the number of its cluster, from 0: largest first, then from left to right. */
  readonly labels: readonly number[]
  readonly centres: readonly Place[]
  readonly sizes: readonly number[]
  /** Mean silhouette, −1 to 1: how much nearer points are to their own cluster than to the next. */
  readonly silhouette: number
  /** Standard error of that mean. */
  readonly silhouetteError: number
  /** On how many of the points it was measured. */
  readonly measuredOn: number
}

/** The silhouette takes every distance between two points; of more points than this it takes a sample, always the same. */
const mostMeasured = 2000
const starts = 10
const seed = 1

/**
 * Clusters of each count from `least` to `most` for which there are enough different points. Always the same for the
 * same points in the same order.
 */
export function clustersOfEachCount(points: readonly Place[], least: number, most: number): Clusters[] {
  const different = new Set(points.map(([x, y]) => `${x} ${y}`)).size
  const measured = points.length > mostMeasured ? sampleOf(points.length) : [...points.keys()]
  const each: Clusters[] = []
  for (let count = least; count <= Math.min(most, different); count++) {
    const found = kMeans(points, count)
    if (found) each.push(inOrder(found, points, measured))
  }
  return each
}

const sampleOf = (size: number): number[] =>
  sample([...Array(size).keys()], mostMeasured, seededRandom(seed)).toSorted((a, b) => a - b)

interface Partition {
  readonly labels: number[]
  readonly centres: Place[]
  readonly squares: number
}

/**
 * Lloyd's k-means from ten k-means++ starts; the one with the least sum of squared distances. Null where every start
 * lost a cluster. simple-statistics' own starts once from random points and throws when two of them are alike, as people
 * who answered alike are. Source: Arthur & Vassilvitskii (2007), k-means++: the advantages of careful seeding.
 */
function kMeans(points: readonly Place[], count: number): Partition | null {
  const random = seededRandom(seed)
  let best: Partition | null = null
  for (let start = 0; start < starts; start++) {
    const found = settle(points, spreadCentres(points, count, random))
    if (found && (!best || found.squares < best.squares)) best = found
  }
  return best
}

/** k-means++: each further centre is a point, likelier the further it is from the centres before it. */
function spreadCentres(points: readonly Place[], count: number, random: () => number): Place[] {
  const centres = [points[Math.floor(random() * points.length)]!]
  const nearest = points.map(point => squaredDistance(point, centres[0]!))
  while (centres.length < count) {
    let left = random() * nearest.reduce((sum, distance) => sum + distance, 0)
    let chosen = nearest.findLastIndex(distance => distance > 0)
    for (const [at, distance] of nearest.entries()) {
      left -= distance
      if (left < 0) {
        chosen = at
        break
      }
    }
    const centre = points[chosen]!
    centres.push(centre)
    for (const [at, point] of points.entries()) nearest[at] = Math.min(nearest[at]!, squaredDistance(point, centre))
  }
  return centres
}

/** Points to the nearest centre, centres to the middle of their points, until no point changes. */
function settle(points: readonly Place[], from: readonly Place[]): Partition | null {
  const labels: number[] = Array(points.length).fill(-1)
  let centres = [...from]
  for (let round = 0; round < 300; round++) {
    let [changed, squares] = [false, 0]
    const sums = centres.map(() => ({ x: 0, y: 0, size: 0 }))
    for (const [at, point] of points.entries()) {
      let [label, least] = [0, Number.POSITIVE_INFINITY]
      for (let centre = 0; centre < centres.length; centre++) {
        const distance = squaredDistance(point, centres[centre]!)
        if (distance < least) [label, least] = [centre, distance]
      }
      if (labels[at] !== label) changed = true
      labels[at] = label
      squares += least
      const sum = sums[label]!
      sum.x += point[0]
      sum.y += point[1]
      sum.size++
    }
    if (sums.some(({ size }) => size === 0)) return null
    centres = sums.map(({ x, y, size }) => [x / size, y / size])
    if (!changed) return { labels, centres, squares }
  }
  return null
}

function inOrder({ labels, centres }: Partition, points: readonly Place[], measured: readonly number[]): Clusters {
  const sizes = centres.map((_, label) => labels.filter(other => other === label).length)
  const order = [...centres.keys()].sort(
    (a, b) => sizes[b]! - sizes[a]! || centres[a]![0] - centres[b]![0] || centres[a]![1] - centres[b]![1],
  )
  const named = labels.map(label => order.indexOf(label))
  return {
    labels: named,
    centres: order.map(label => centres[label]!),
    sizes: order.map(label => sizes[label]!),
    ...silhouetteOf(
      measured.map(at => points[at]!),
      measured.map(at => named[at]!),
    ),
    measuredOn: measured.length,
  }
}

function silhouetteOf(points: readonly Place[], labels: readonly number[]) {
  // A sample may miss a small cluster altogether; the silhouette wants labels without gaps.
  const met = [...new Set(labels)].sort((a, b) => a - b)
  if (met.length < 2) return { silhouette: 0, silhouetteError: 0 }
  const widths = silhouette(
    points.map(point => [...point]),
    labels.map(label => met.indexOf(label)),
  )
  return { silhouette: mean(widths), silhouetteError: sampleStandardDeviation(widths) / Math.sqrt(widths.length) }
}

const squaredDistance = (a: Place, b: Place): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
