// Settings: environment variables, checked at start, every mistake said in plain words.

import { resolve } from 'node:path'

export interface Settings {
  readonly port: number
  readonly directory: string
  readonly databaseUrl: string | null
  readonly demonstration: boolean
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly address: string
  readonly trustProxy: boolean | string
  readonly provider: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret: string
    readonly name: string
  } | null
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads all settings; answers the list of mistakes where there are any. */
export function readSettings(environment: Environment, root: string): { settings: Settings } | { mistakes: string[] } {
  const mistakes: string[] = []
  const said = (name: string): string | null => environment[name]?.trim() || null
  const address = (name: string, protocols: readonly string[]): string | null => {
    const value = said(name)
    if (value === null) return null
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value.replace(/\/+$/, '')
    mistakes.push(
      `${name} must be a whole address that begins with ${protocols.map(p => `${p}//`).join(' or ')}. It is “${withoutSecrets(value)}”.`,
    )
    return null
  }

  const port = Number(said('PORT') ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    mistakes.push(`PORT must be a number from 0 to 65535. It is “${said('PORT')}”.`)
  const demo = said('THEGITHER_DEMO') ?? '1'
  if (!['0', '1'].includes(demo)) mistakes.push(`THEGITHER_DEMO must be 0 (start empty) or 1. It is “${demo}”.`)
  const issuer = address('OIDC_ISSUER', ['https:', 'http:'])
  if (issuer && new URL(issuer).protocol === 'http:' && !isLoopback(new URL(issuer)))
    mistakes.push('OIDC_ISSUER must begin with https://. Plain http:// is only for a provider on this machine.')
  const clientId = said('OIDC_CLIENT_ID')
  const clientSecret = said('OIDC_CLIENT_SECRET')
  if ([issuer, clientId, clientSecret].some(Boolean) && ![issuer, clientId, clientSecret].every(Boolean))
    mistakes.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together, or none of them.')
  const proxy = said('TRUST_PROXY')

  const settings: Settings = {
    port,
    directory: resolve(root, said('THEGITHER_DATA') ?? 'data'),
    databaseUrl: address('DATABASE_URL', ['postgres:', 'postgresql:']),
    demonstration: demo === '1',
    smtpUrl: address('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: said('MAIL_FROM') ?? 'Thegither <thegither@localhost>',
    address: address('PUBLIC_URL', ['https:', 'http:']) ?? `http://localhost:${port}`,
    trustProxy: proxy === null || proxy === '0' ? false : proxy === '1' ? 'loopback, linklocal, uniquelocal' : proxy,
    provider:
      issuer && clientId && clientSecret
        ? { issuer, clientId, clientSecret, name: said('OIDC_NAME') ?? 'your organisation' }
        : null,
  }
  return mistakes.length ? { mistakes } : { settings }
}

/** Loopback is the one place where plain http cannot be listened to on the way. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)

/** An address as it may be shown: no user, no password (however oddly written), no query. */
const withoutSecrets = (address: string): string =>
  address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1…@').replace(/\?.*$/s, '?…')
