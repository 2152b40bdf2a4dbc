// The HTTP edge: security headers, static files, who asks, faces and errors.

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { serveApi } from '../api/serve.ts'
import { networkOf } from '../kernel/network.ts'
import type { Settings } from '../outside/settings.ts'
import { isCrossSite } from './cross-site.ts'
import { errorPage } from './errors.tsx'
import { serveFaces } from './faces.tsx'
import { serveProvider } from './provider.tsx'
import type { RenderedPages } from './rendered.ts'
import type { Site } from './site.ts'

export interface WebSettings {
  readonly trustProxy: boolean | string
  /** Whether people reach us over https (cookies are then marked secure). */
  readonly secure: boolean
  /** Where `stylesheet.css` and other files of ours stand. */
  readonly assets: string
  readonly log: boolean
  /** The identity provider people may sign in with. */
  readonly provider: Settings['provider']
  /** Tries per address and quarter of an hour, for the few forms open to anyone. */
  readonly ration: number
}

export async function buildWeb(site: Site, pages: RenderedPages, settings: WebSettings): Promise<FastifyInstance> {
  const app = Fastify({
    trustProxy: settings.trustProxy,
    bodyLimit: 1024 * 1024,
    logger: settings.log ? { level: 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] } : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'"],
        // The partnership's colour is set on the page itself.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    hsts: settings.secure,
    crossOriginEmbedderPolicy: false,
  })
  await app.register(cookie)
  await app.register(compress, { threshold: 1024 })
  await app.register(rateLimit, { global: false, keyGenerator: request => networkOf(request.ip) })
  await app.register(formbody, { bodyLimit: 1024 * 1024 })
  await app.register(multipart, {
    limits: { fileSize: 20 * 1024 * 1024, files: 6, fields: 2000, fieldSize: 2 * 1024 * 1024, fieldNameSize: 200 },
  })
  app.addHook('onRequest', async (request, reply) => {
    if (isCrossSite(request))
      return reply.code(403).type('text/plain').send('This came from another site, so nothing was done.')
  })
  await serveAssets(app, settings.assets)
  app.get('/health', { logLevel: 'silent' }, async () => {
    await site.house.root.selectFrom('installation').select('demonstration').execute()
    return { status: 'ok' }
  })
  serveFaces(app, site, pages, settings)
  const { provider } = settings
  if (provider) serveProvider(app, site, { ...settings, provider })
  await serveApi(app, site, { version: '1.0.0', ration: settings.ration })
  app.setNotFoundHandler((request, reply) => errorPage(site, request, reply, 404))
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error, request: request.id }, 'bug')
    return errorPage(site, request, reply, status)
  })
  return app
}

async function serveAssets(app: FastifyInstance, ours: string): Promise<void> {
  const require = createRequire(import.meta.url)
  const roboto = join(dirname(require.resolve('@fontsource/roboto/package.json')), 'files')
  const design = dirname(require.resolve('@scottish-government/design-system/dist/css/design-system.min.css'))
  const week = { maxAge: '7d', immutable: false }
  await app.register(fastifyStatic, { root: ours, prefix: '/assets/', serve: false })
  const files: Record<string, [string, string]> = {
    'stylesheet.css': ['stylesheet.css', ours],
    'save-as-you-go.js': ['save-as-you-go.js', ours],
    'design-system.min.css': ['design-system.min.css', design],
    'roboto-latin-400-normal.woff2': ['roboto-latin-400-normal.woff2', roboto],
    'roboto-latin-500-normal.woff2': ['roboto-latin-500-normal.woff2', roboto],
    'roboto-latin-700-normal.woff2': ['roboto-latin-700-normal.woff2', roboto],
  }
  for (const [name, [file, root]] of Object.entries(files))
    app.get(`/assets/${name}`, (_request, reply) => reply.sendFile(file, root, week))
}
