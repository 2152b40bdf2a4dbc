// Whether two short texts are about the same: the words they share, whatever their endings, without words that say
// nothing of their own.

/** Words that stand in nearly every title, subject and audience. */
const hollow = new Set(
  `a about all an and any anyone are area areas around at be by can community communities consultation do engagement every
  everybody everyone for from future have help here how household households in is it its life like live lives living
  local member members of on or our people person plan plans public resident residents say service services should
  survey tell that the their them they this those to us view views want we what when where which who will with work
  you your`.match(/\S+/g),
)

/** The words of a text by what is left of them without their ending: `buses` and `bus` are the same. */
export function stemsOf(text: string, besides: ReadonlySet<string> = new Set()): Map<string, string> {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[’']s\b/g, '')
    .match(/[a-z0-9]{2,}/g)
  return new Map(
    (words ?? []).filter(word => !hollow.has(word) && !besides.has(stemOf(word))).map(word => [stemOf(word), word]),
  )
}

/** Only what makes one of several: no dictionary, so `housing` and `houses` stay two words. */
export function stemOf(word: string): string {
  if (word.length <= 3) return word
  if (/(ss|us|is)$/.test(word)) return word
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.replace(/s$/, '').replace(/e$/, '')
}

/** The words that both have, as the second wrote them; none unless they are at least half of the shorter text. */
export function shared(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const both = [...other].filter(([stem]) => one.has(stem)).map(([, word]) => word)
  return both.length > 0 && both.length * 2 >= Math.min(one.size, other.size) ? both : []
}
