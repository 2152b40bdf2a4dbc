// Identity providers: any that speaks OpenID Connect, by authorization code with PKCE, state and nonce.
// A provider that is down closes its own door only: it is asked at the first sign-in, and again at the next.

import * as oidc from 'openid-client'
import { isLoopback, type Settings } from './settings.ts'

/** What must come back unchanged from the provider; kept by the browser that set out, where nobody can read it. */
export interface Errand {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** What the provider vouches for. */
export interface Vouched {
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  readonly emailConfirmed: boolean
}

/** `refused`: the provider, or a check of ours, says no. `unreachable`: it is down, or answers what nobody can use. */
export interface Failed {
  readonly failed: 'refused' | 'unreachable'
  /** For the log: what went wrong, without anything secret. */
  readonly why: string
}

export interface IdentityProvider {
  /** The provider's address to send the browser to. */
  setOut(errand: Errand): Promise<{ readonly address: string } | Failed>
  /** Reads the query that the browser came back with. */
  comeBack(query: string, errand: Errand): Promise<Vouched | Failed>
}

export const newErrand = (): Errand => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
})

const patience = 10 // seconds for each request to the provider
const scope = 'openid email'

/** `back` is the whole address that the provider sends people back to; it must be registered there. */
export function identityProvider(provider: NonNullable<Settings['provider']>, back: string): IdentityProvider {
  const issuer = new URL(provider.issuer)
  let found: Promise<oidc.Configuration> | undefined

  const configuration = (): Promise<oidc.Configuration> => {
    found ??= oidc
      .discovery(issuer, provider.clientId, provider.clientSecret, undefined, {
        timeout: patience,
        execute: issuer.protocol === 'http:' && isLoopback(issuer) ? [oidc.allowInsecureRequests] : [],
      })
      .catch(cause => {
        found = undefined
        throw cause
      })
    return found
  }

  return {
    setOut: async ({ state, nonce, verifier }) => {
      try {
        const known = await configuration()
        const challenge = await oidc.calculatePKCECodeChallenge(verifier)
        const asked = {
          redirect_uri: back,
          scope,
          state,
          nonce,
          code_challenge: challenge,
          code_challenge_method: 'S256',
        }
        return { address: oidc.buildAuthorizationUrl(known, asked).href }
      } catch (cause) {
        return failureOf(cause)
      }
    },
    comeBack: async (query, { state, nonce, verifier }) => {
      const here = new URL(back)
      here.search = query
      try {
        const known = await configuration()
        const tokens = await oidc.authorizationCodeGrant(known, here, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
        })
        const vouched = await vouchedBy(known, tokens)
        // OpenID Connect Core 1.0, section 2. Anything else could be tidied into somebody else's subject.
        if (/^[\x21-\x7e]{1,255}$/.test(vouched.subject)) return vouched
        return { failed: 'unreachable', why: 'its subject is not plain ASCII of up to 255 characters' }
      } catch (cause) {
        return failureOf(cause)
      }
    },
  }
}

/** Many providers put the address in the signed token; the others answer it when asked for it. */
async function vouchedBy(
  known: oidc.Configuration,
  tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
): Promise<Vouched> {
  const signed = tokens.claims()! // the nonce check has made sure of it
  const asksMore = signed.email === undefined && known.serverMetadata().userinfo_endpoint !== undefined
  const said = asksMore ? await oidc.fetchUserInfo(known, tokens.access_token, signed.sub) : signed
  return {
    issuer: signed.iss,
    subject: signed.sub,
    email: typeof said.email === 'string' ? said.email : null,
    // Some providers write it as text.
    emailConfirmed: said.email_verified === true || (said.email_verified as unknown) === 'true',
  }
}

const checksOfOurs = new Set(['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'])

function failureOf(cause: unknown): Failed {
  const why = reasons(cause)
  if (cause instanceof oidc.AuthorizationResponseError) return { failed: 'refused', why: `${why}: ${cause.error}` }
  if (cause instanceof oidc.ResponseBodyError)
    // Any other error here is about our own registration with the provider (a wrong secret, say).
    return { failed: cause.error === 'invalid_grant' ? 'refused' : 'unreachable', why: `${why}: ${cause.error}` }
  const refused = cause instanceof oidc.ClientError && checksOfOurs.has(cause.code ?? '')
  return { failed: refused ? 'refused' : 'unreachable', why }
}

const reasons = (cause: unknown): string =>
  cause instanceof Error ? [cause.message, cause.cause ? reasons(cause.cause) : ''].filter(Boolean).join(': ') : ''
