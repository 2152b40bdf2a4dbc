// The frame around a page: whose it is, who looks, and where they can go next.

import { type Actor, standingOf, stranger } from '../operation/actor.ts'
import type { PartnershipFacts } from '../operation/operation.ts'
import type { Frame } from '../ui/Layout.tsx'
import type { Site } from './site.ts'

export function frameFor(
  site: Site,
  here: { viewer: Actor | null; partnership: PartnershipFacts | null; path: string; notice?: string },
): Frame {
  const { partnership } = here
  // Who came by a link sees what it opens, and no account.
  const viewer = here.viewer?.link ? stranger : (here.viewer ?? stranger)
  return {
    product: 'Thegither',
    address: here.path,
    partnership: partnership
      ? {
          slug: partnership.slug,
          name: partnership.name,
          subtitle: partnership.subtitle,
          colour: partnership.colour,
          logo: partnership.hasLogo ? `/p/${partnership.slug}/logo` : undefined,
          invented: partnership.invented,
        }
      : undefined,
    viewer: viewer.person ? { name: viewer.name } : null,
    navigation: site.navigation(partnership, standingOf(viewer, partnership?.id ?? null)),
    footer: [
      { href: '/open-data', words: 'Open data' },
      { href: '/accessibility', words: 'Accessibility' },
      { href: '/privacy', words: 'Privacy' },
    ],
    notice: here.notice,
    demonstration: site.demonstration,
  }
}
