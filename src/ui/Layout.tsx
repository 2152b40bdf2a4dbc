// The whole document around a page: head, banner, header with navigation, notice, main and footer.
// No script: the menu on a phone is a <details>.

import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { brandOf } from '../kernel/colour.ts'
import { Crumbs, type Link } from './parts.tsx'

interface Entry extends Link {
  readonly name: string
  /** Part of running the partnership: a row of its own, below what everyone sees. */
  readonly forMembers?: boolean
}

/** What every page of a request shares. */
export interface Frame {
  readonly product: 'Thegither'
  /** Where this is served; printed pages say it. */
  readonly address: string
  readonly partnership?: {
    readonly slug: string
    readonly name: string
    readonly subtitle: string
    /** `#rrggbb`; the default brand is used where it is no colour or cannot be read on white. */
    readonly colour: string
    /** Address of a picture; without one the mark is the first letter of the name. */
    readonly logo?: string
    readonly invented: boolean
  }
  readonly viewer?: { readonly name: string } | null
  readonly navigation: readonly Entry[]
  readonly footer?: readonly Link[]
  /** Said once at the top: what was just done. */
  readonly notice?: string
  readonly demonstration: boolean
}

interface LayoutProps {
  readonly frame: Frame
  readonly title: string
  /** For matrices and very wide tables: the column may grow to 1440 px instead of 1160. */
  readonly wide?: boolean
  readonly crumbs?: readonly Link[]
  /** The `name` of the navigation entry this page is under. */
  readonly current?: string
  /** A form was refused: the title says so before anything else. */
  readonly failed?: boolean
  readonly children: ComponentChildren
}

/** The document as text, ready to send. */
export const documentOf = (page: VNode): string => `<!doctype html>${renderToString(page)}`

export function Layout({ frame, title, wide, crumbs, current, failed, children }: LayoutProps) {
  const place = frame.partnership?.name ?? frame.product
  const brand = brandOf(frame.partnership?.colour)
  return (
    <html lang="en" style={`--brand:${brand}`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${failed ? 'Error: ' : ''}${title === place ? title : `${title} – ${place}`}`}</title>
        <meta name="theme-color" content={brand} />
        <link
          rel="preload"
          href="/assets/roboto-latin-400-normal.woff2"
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
        <link rel="stylesheet" href="/assets/design-system.min.css" />
        <link rel="stylesheet" href="/assets/stylesheet.css" />
      </head>
      <body class={wide ? 'wide' : undefined}>
        <div class="ds_skip-links">
          <a class="ds_skip-links__link" href="#main">
            Skip to main content
          </a>
        </div>
        <Header frame={frame} current={current} />
        {frame.notice ? (
          <div class="notice" role="status">
            <p class="wrap">{frame.notice}</p>
          </div>
        ) : null}
        {crumbs?.length ? (
          <div class="wrap">
            <Crumbs crumbs={crumbs} />
          </div>
        ) : null}
        <main id="main" class="wrap" tabindex={-1}>
          {children}
        </main>
        <Footer frame={frame} />
      </body>
    </html>
  )
}

function Header({ frame, current }: { frame: Frame; current?: string }) {
  const { partnership, viewer } = frame
  const name = partnership?.name ?? frame.product
  const below = viewer
    ? `Signed in as ${viewer.name}`
    : (partnership?.subtitle ?? 'For community planning partnerships')
  const everyones = frame.navigation.filter(entry => !entry.forMembers)
  const members = frame.navigation.filter(entry => entry.forMembers)
  return (
    <header class="top">
      {frame.demonstration ? (
        <p class="demonstration">
          <span class="wrap">
            <b>Demonstration.</b>{' '}
            {frame.partnership?.invented
              ? 'Invented people, places and figures.'
              : 'The partnerships and people here are invented.'}
          </span>
        </p>
      ) : null}
      <div class="wrap bar">
        <a class="home" href={partnership ? `/p/${partnership.slug}` : '/'}>
          {partnership?.logo ? (
            <img class="mark" src={partnership.logo} alt="" width="44" height="44" />
          ) : (
            <span class="mark" aria-hidden="true">
              {[...name][0]?.toUpperCase()}
            </span>
          )}
          <span class="name">
            {name} <small>{below}</small>
          </span>
        </a>
        {frame.navigation.length > 0 ? (
          <>
            <nav class="main-navigation" aria-label="Main">
              <Navigation entries={everyones} current={current} />
            </nav>
            <details class="menu">
              <summary>Menu</summary>
              <nav aria-label="Main">
                <Navigation entries={[...everyones, ...members]} current={current} />
              </nav>
            </details>
          </>
        ) : null}
      </div>
      {members.length ? (
        <nav class="members-navigation" aria-label="For members">
          <div class="wrap">
            <Navigation entries={members} current={current} />
          </div>
        </nav>
      ) : null}
    </header>
  )
}

const Navigation = ({ entries, current }: { entries: readonly Entry[]; current?: string }) => (
  <ul>
    {entries.map(entry => (
      <li key={entry.name}>
        <a href={entry.href} aria-current={entry.name === current ? 'true' : undefined}>
          {entry.words}
        </a>
      </li>
    ))}
  </ul>
)

function Footer({ frame }: { frame: Frame }) {
  const { partnership } = frame
  const who = partnership
    ? `${partnership.name} is the community planning partnership of ${partnership.invented ? 'an invented area. Figures are invented.' : 'its area.'}`
    : `${frame.product} is a shared working system for community planning partnerships.`
  return (
    <footer class="foot">
      <div class="wrap">
        <p>{who}</p>
        {frame.footer?.length ? (
          <ul>
            {frame.footer.map(link => (
              <li key={link.href}>
                <a href={link.href}>{link.words}</a>
              </li>
            ))}
          </ul>
        ) : null}
        <p class="on-paper">Printed from {frame.address}</p>
      </div>
    </footer>
  )
}
