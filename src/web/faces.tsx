// Serves what rooms declare: pages, forms that perform verbs, downloads. One gate for all of them.

import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { networkOf } from '../kernel/network.ts'
import { type Actor, standingOf, stranger } from '../operation/actor.ts'
import { ask, isParts, partsOf } from '../operation/ask.ts'
import type { PartnershipFacts } from '../operation/operation.ts'
import { type Outcome, perform } from '../operation/perform.ts'
import type { AnyFace, Download, FormPage, Moved, Page, Params, Typed } from '../ui/declare.ts'
import { type Attempt, Revealed, StandardForm } from '../ui/StandardForm.tsx'
import { errorPage } from './errors.tsx'
import { frameFor } from './frame.ts'
import { encoded, type Rendered, type RenderedPages, rendered } from './rendered.ts'
import {
  beginSession,
  cookieOptions,
  deviceCookie,
  keepDevice,
  linkCookie,
  markDevice,
  sessionCookie,
} from './session.ts'
import type { Site } from './site.ts'
import { typedIn } from './typed.ts'

const noticeCookie = 'thegither-notice'
/** A field that people cannot see. */
const bait = 'website'
const megabyte = 1024 * 1024
/** The largest form that is taken: strangers send words, and files only where questions ask for them. */
const mostBytes = ({ audience, gathers }: FormPage): number =>
  (audience === 'anyone' ? (gathers ? 12 : 1) : 45) * megabyte
/** How many times more a crowd behind one address may try than one person. */
const crowd = 60

interface Here {
  readonly viewer: Actor
  readonly partnership: PartnershipFacts | null
}

export function serveFaces(
  app: FastifyInstance,
  site: Site,
  pages: RenderedPages,
  settings: { secure: boolean; ration: number },
): void {
  for (const face of site.faces) {
    if (face.kind === 'page') app.get(face.at, (request, reply) => servePage(face, request, reply))
    else if (face.kind === 'download') app.get(face.at, (request, reply) => serveDownload(face, request, reply))
    else {
      app.get(face.at, (request, reply) => showForm(face, request, reply))
      const most = settings.ration * (face.rationed === 'crowd' ? crowd : 1)
      const config = face.rationed ? { config: { rateLimit: { max: most, timeWindow: '15 minutes' } } } : {}
      // What answers a form is an address to go to, or a page that is packed as it is sent.
      app.post(face.at, { ...config, compress: false }, (request, reply) => performForm(face, request, reply))
    }
  }

  async function servePage(face: Page, request: FastifyRequest, reply: FastifyReply) {
    const anonymous =
      face.audience === 'anyone' && !face.device && !request.cookies[sessionCookie] && !request.cookies[noticeCookie]
    const kept = anonymous ? pages.get(request.url) : undefined
    if (kept) return sendRendered(request, reply, kept)
    const here = await enter(face, request, reply)
    if (!here) return reply
    const { generation } = pages
    const view = await ask(
      site.house,
      here.viewer,
      here.partnership,
      asking => face.read(asking, paramsOf(request), queryOf(request)),
      face.device ? deviceOf(request, reply) : null,
    )
    if (view === null) return errorPage(site, request, reply, 404)
    if (isMoved(view)) return reply.redirect(view.movedTo, 301)
    const page = rendered(html(face.show(view, frameOf(request, reply, here))))
    if (anonymous) pages.keep(request.url, here.partnership?.id ?? null, page, generation)
    return sendRendered(request, reply, page, anonymous)
  }

  async function serveDownload(face: Download, request: FastifyRequest, reply: FastifyReply) {
    const here = await enter(face, request, reply)
    if (!here) return reply
    const made = await ask(site.house, here.viewer, here.partnership, asking =>
      face.read(asking, paramsOf(request), queryOf(request)),
    )
    if (made === null) return errorPage(site, request, reply, 404)
    const name = made.name.replace(/[^\w .()-]/g, '_').replace(/^[. ]+/, '')
    reply.header('content-disposition', `${face.inline ? 'inline' : 'attachment'}; filename="${name}"`)
    reply.header('cache-control', face.audience === 'anyone' ? 'public, max-age=300' : 'private, no-store')
    const { body } = made
    return reply
      .type(made.type)
      .send(
        isParts(body)
          ? Readable.from(partsOf(site.house, here.viewer, here.partnership, body), { objectMode: false })
          : body,
      )
  }

  /** The mark of the device; one that has none is given one. What depends on it is nothing for search engines. */
  function deviceOf(request: FastifyRequest, reply: FastifyReply): string {
    reply.header('x-robots-tag', 'noindex')
    const fresh = randomBytes(16).toString('base64url')
    const had = request.cookies[deviceCookie]
    // Somebody else answers on a shared device: from now on it is another one.
    if (!('another' in queryOf(request)) && had && /^[\w-]{22}$/.test(had)) return had
    markDevice(reply, fresh, settings.secure)
    return fresh
  }

  async function showForm(face: FormPage, request: FastifyRequest, reply: FastifyReply) {
    const here = await enter(face, request, reply)
    if (!here) return reply
    const mark = face.device ? deviceOf(request, reply) : undefined
    const device = face.device && mark ? { [face.device]: mark } : {}
    const view = await readForm(face, request, here, mark)
    if (view === null) return errorPage(site, request, reply, 404)
    if (isMoved(view)) return reply.redirect(view.movedTo, 301)
    const values = { ...face.start?.(view), ...givenIn(request), ...device }
    return sendForm(face, view, { values, errors: {} }, request, reply, here)
  }

  async function performForm(face: FormPage, request: FastifyRequest, reply: FastifyReply) {
    const here = await enter(face, request, reply)
    if (!here) return reply
    const { values, files } = await typedIn(request, mostBytes(face))
    // A program fills in what people cannot see; somebody whose browser did it can mend it.
    if (face.rationed === 'crowd' && values[bait]) return errorPage(site, request, reply, 400)
    const { slug: _, ...inAddress } = paramsOf(request)
    const outcome = await perform(
      site.house,
      face.operation,
      {
        ...values,
        ...files,
        ...inAddress,
        ...(face.gathers ? { [face.gathers]: { ...values, ...files } } : {}),
      },
      { actor: here.viewer, partnership: here.partnership, network: networkOf(request.ip) },
    )
    if (outcome.ok) return afterwards(face, outcome, request, reply, here)
    if (outcome.kind === 'not-found') return errorPage(site, request, reply, 404)
    if (outcome.kind === 'forbidden') return errorPage(site, request, reply, 403)
    const device = face.device ? String(values[face.device] ?? '') : undefined
    const view = await readForm(face, request, here, device)
    if (view === null || isMoved(view)) return errorPage(site, request, reply, 404)
    const { renews } = face
    const renewed =
      renews && outcome.kind === 'refused' && outcome.refusal.code === renews.after
        ? { [renews.input]: face.start?.(view)[renews.input] ?? '' }
        : {}
    return sendForm(
      face,
      view,
      { values: { ...values, ...renewed }, ...mistakes(outcome) },
      request,
      reply.code(422),
      here,
    )
  }

  function afterwards(
    face: FormPage,
    outcome: Outcome & { ok: true },
    request: FastifyRequest,
    reply: FastifyReply,
    here: Here,
  ) {
    const cookie = cookieOptions(settings.secure)
    if (face.session === 'begins') beginSession(reply, outcome.written.reveal!, settings.secure)
    if (face.session === 'opens-link')
      keepDevice(reply, paramsOf(request).link!, outcome.written.reveal!, settings.secure)
    if (face.session === 'ends') reply.clearCookie(sessionCookie, cookie)
    // A script that saves while somebody writes stays where it is.
    if (request.headers['x-saves'] === 'while-writing') return reply.code(204).send()
    if (face.done) reply.setCookie(noticeCookie, face.done, { ...cookie, maxAge: 60 })
    const base = here.partnership ? `/p/${here.partnership.slug}` : ''
    const onward = face.next(outcome, paramsOf(request), base)
    if (face.reveals)
      return sendRendered(
        request,
        reply,
        rendered(
          html(
            <Revealed
              face={face}
              secret={outcome.written.reveal!}
              params={paramsOf(request)}
              address={site.house.address}
              frame={frameOf(request, reply, here)}
              onward={onward}
            />,
          ),
        ),
        false,
      )
    return reply.redirect(onward, 303)
  }

  const readForm = (face: FormPage, request: FastifyRequest, here: Here, device: string | undefined) =>
    ask(
      site.house,
      here.viewer,
      here.partnership,
      asking => face.read(asking, paramsOf(request), queryOf(request)),
      device,
    )

  function sendForm(
    face: FormPage,
    view: unknown,
    attempt: Attempt,
    request: FastifyRequest,
    reply: FastifyReply,
    here: Here,
  ) {
    const node = (
      <StandardForm
        face={face}
        view={view}
        attempt={attempt}
        frame={frameOf(request, reply, here)}
        action={pathOf(request)}
      />
    )
    const forAll = face.audience === 'anyone' && !face.device && here.viewer.person === null
    return sendRendered(request, reply, rendered(html(node)), forAll)
  }

  /** Says who asks and where, and turns away whom the face is not for. Null when the reply has been sent. */
  async function enter(face: AnyFace, request: FastifyRequest, reply: FastifyReply): Promise<Here | null> {
    if (Object.values(paramsOf(request)).some(unheardOf)) {
      errorPage(site, request, reply, 404)
      return null
    }
    if (face.audience === 'key-holder') return enterByKey(request, reply)
    const token = request.cookies[sessionCookie]
    const viewer = (token ? await site.findActor(token) : null) ?? stranger
    const { slug } = paramsOf(request)
    const partnership = slug === undefined ? null : await site.findPartnership(slug)
    const turnedAway = (): null => {
      errorPage(site, request, reply, 404)
      return null
    }
    const sentTo = (address: string, status: 301 | 303): null => {
      reply.redirect(address, status)
      return null
    }
    if (slug !== undefined && partnership === null) return turnedAway()
    if (isMoved(partnership)) return sentTo(request.url.replace(`/p/${slug}`, `/p/${partnership.movedTo}`), 301)
    if (face.audience === 'anyone') return { viewer, partnership }
    if (viewer.person === null) return sentTo(`/sign-in?onward=${encodeURIComponent(pathOf(request))}`, 303)
    const standing = standingOf(viewer, partnership?.id ?? null)
    const welcome =
      face.audience === 'signed-in' || standing.administrator || (face.audience === 'members' && standing.inside)
    return welcome ? { viewer, partnership } : turnedAway()
  }

  /** Whoever holds a key that works; a link that was not opened on this device first asks who is there. */
  async function enterByKey(request: FastifyRequest, reply: FastifyReply): Promise<Here | null> {
    const holder = await site.findKeyHolder(paramsOf(request), request.cookies[linkCookie])
    if (holder && 'actor' in holder) return { viewer: holder.actor, partnership: null }
    if (holder) reply.redirect(holder.opensAt, 303)
    else errorPage(site, request, reply, 404)
    return null
  }

  function frameOf(request: FastifyRequest, reply: FastifyReply, here: Here) {
    const notice = request.cookies[noticeCookie]
    if (notice) reply.clearCookie(noticeCookie, { path: '/' })
    return frameFor(site, { ...here, path: pathOf(request), notice })
  }
}

const html = (node: VNode): string => `<!doctype html>${renderToString(node)}`

function sendRendered(request: FastifyRequest, reply: FastifyReply, page: Rendered, isPublic = true): FastifyReply {
  if (isPublic && reply.statusCode === 200) {
    reply
      .header('etag', page.etag)
      .header('cache-control', 'public, no-cache')
      .header('vary', 'accept-encoding, cookie')
    if (request.headers['if-none-match'] === page.etag) return reply.code(304).send()
  } else reply.header('cache-control', 'private, no-store')
  const { bytes, encoding } = encoded(page, request.headers['accept-encoding'])
  if (encoding) reply.header('content-encoding', encoding)
  return reply.header('content-type', 'text/html; charset=utf-8').send(bytes)
}

const mistakes = (outcome: Outcome & { ok: false }): Pick<Attempt, 'errors' | 'words'> => {
  if (outcome.kind === 'invalid') return { errors: { ...outcome.errors } }
  const { field, fields, words } = outcome.refusal
  if (fields) return { errors: { ...fields } }
  return field ? { errors: { [field]: words } } : { errors: {}, words }
}

const isMoved = (view: unknown): view is Moved => typeof view === 'object' && view !== null && 'movedTo' in view
const paramsOf = (request: FastifyRequest): Params => request.params as Params
const queryOf = (request: FastifyRequest): Params =>
  Object.fromEntries(
    Object.entries(request.query as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !unheardOf(entry[1]),
    ),
  )

/** What an address puts into a form's fields, several values of one name among it. */
const givenIn = (request: FastifyRequest): Typed =>
  Object.fromEntries(
    Object.entries(request.query as Record<string, unknown>).filter((entry): entry is [string, string | string[]] =>
      (Array.isArray(entry[1]) ? entry[1] : [entry[1]]).every(one => typeof one === 'string' && !unheardOf(one)),
    ),
  )

/** PostgreSQL keeps no NUL, so nothing here is called that. */
const unheardOf = (part: string): boolean => part.includes('\0')
const pathOf = (request: FastifyRequest): string => request.url.split('?')[0]!
