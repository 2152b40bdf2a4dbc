// Which address may be gone on to after signing in: only one of our own.

const own = 'http://own.invalid'

/**
 * The path of `onward` where it stays with us, otherwise `/home`. Read as a browser reads it, because a browser drops
 * tabs, takes `\` for `/` and folds `/.//other.example` into `//other.example`, all of which lead to somebody else's site.
 */
export function ownAddress(onward: unknown): string {
  if (typeof onward !== 'string' || !onward.startsWith('/') || onward.length > 1000) return '/home'
  if (!URL.canParse(onward, own)) return '/home'
  const { origin, pathname, search, hash } = new URL(onward, own)
  return origin === own && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/home'
}
