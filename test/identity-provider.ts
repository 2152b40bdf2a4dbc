// A real identity provider on loopback for tests, with one client and one account that is let in at once.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

export interface Account {
  sub: string
  email?: string
  email_verified?: boolean | string
}

export interface TestProvider {
  readonly issuer: string
  readonly port: number
  close(): Promise<void>
}

export const client = { id: 'thegither', secret: 'only for tests' }

/** `account` is read at every sign-in; null turns everybody away. With `signed`, the address is in the signed token. */
export async function openProvider(
  account: () => Account | null,
  { port = 0, back, signed = false }: { port?: number; back: string; signed?: boolean },
): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', () => resolve()))
  const taken = (server.address() as AddressInfo).port
  const issuer = `http://127.0.0.1:${taken}`
  const provider = new Provider(issuer, configuration(account, back, signed))
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    const known = account()
    const result = known
      ? { login: { accountId: known.sub, remember: false } }
      : { error: 'access_denied', error_description: 'Not you.' }
    await provider.interactionFinished(request, response, result)
  })
  return {
    issuer,
    port: taken,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const configuration = (account: () => Account | null, back: string, signed: boolean): Configuration => ({
  clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [back] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: !signed,
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_request, sub) => ({ accountId: sub, claims: async () => ({ ...account(), sub }) }),
  // Nobody is asked whether the product may know their address.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! })
    grant.addOIDCScope('openid email')
    await grant.save()
    return grant
  },
})
