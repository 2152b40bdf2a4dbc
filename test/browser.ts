// As much of a browser as a journey without script needs: it keeps cookies by host and path, and follows redirects
// one step at a time.

export interface Visit {
  readonly url: string
  readonly status: number
  readonly location: string | null
  readonly body: string
  readonly headers: Headers
}

export interface Browser {
  /** One request, with the cookies that belong to it. */
  step(url: string): Promise<Visit>
  /** Follows redirects until a page, or until one leads to an address that `stop` names (which is not visited). */
  follow(url: string, stop?: (url: string) => boolean): Promise<Visit>
  cookie(name: string): string | undefined
  put(host: string, name: string, value: string, path?: string): void
}

/** `where` says on which port a made-up host is really found. */
export function openBrowser(where: Readonly<Record<string, string>>): Browser {
  const jar: { host: string; path: string; name: string; value: string }[] = []

  const put: Browser['put'] = (host, name, value, path = '/') => {
    const at = jar.findIndex(one => one.host === host && one.path === path && one.name === name)
    if (at >= 0) jar.splice(at, 1)
    if (value !== '') jar.push({ host, path, name, value })
  }

  const sentTo = ({ host, pathname }: URL) =>
    jar
      .filter(one => one.host === host && `${pathname}/`.startsWith(one.path.replace(/\/?$/, '/')))
      .map(one => `${one.name}=${one.value}`)
      .join('; ')

  const step: Browser['step'] = async address => {
    const url = new URL(address)
    const real = new URL(`${url.pathname}${url.search}`, where[url.host] ?? url.origin)
    const answer = await fetch(real, { redirect: 'manual', headers: { cookie: sentTo(url) } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      const gone = /max-age=0/i.test(line) || /expires=Thu, 01 Jan 1970/i.test(line)
      put(url.host, name!, gone ? '' : value!, /path=([^;]+)/i.exec(line)?.[1] ?? '/')
    }
    const to = answer.headers.get('location')
    const location = to === null ? null : new URL(to, url).href
    return { url: url.href, status: answer.status, location, body: await answer.text(), headers: answer.headers }
  }

  const follow: Browser['follow'] = async (address, stop = () => false) => {
    let visit = await step(address)
    for (let count = 0; visit.location !== null && !stop(visit.location); count++) {
      if (count > 15) throw new Error(`sent round in a circle at ${visit.url}`)
      visit = await step(visit.location)
    }
    return visit
  }

  return { step, follow, put, cookie: name => jar.find(one => one.name === name)?.value }
}
