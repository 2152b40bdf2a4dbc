// What linked work and claims look like wherever they are shown: credit always, words as words, no score.

import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Claims } from '../claims/parts.tsx'
import type { Benefit, Contribution } from '../queries.ts'
import { Credit } from './parts.tsx'

const initiative = {
  id: 3,
  name: 'Warm homes',
  about: '',
  address: '',
  reporting: 'publishes',
  organisation: 7,
  owner: 'Council of Strathmuir',
  consent: 'given',
  consentOn: '2026-05-03',
  consentWords: 'By telephone with Ann',
  publications: [
    { id: 2, on: '2026-11-01', words: '<i>Fifty</i> roofs', address: 'https://owner.example/?a=1&b="2"' },
    { id: 1, on: '2026-10-01', words: 'Forty roofs', address: 'https://owner.example/autumn' },
  ],
} as const
const body = { partner: 1, organisation: 7, name: 'NHS Strathmuir' }
const claim: Contribution = {
  id: 4,
  claim: 'sooner',
  partner: body,
  words: 'A year sooner',
  evidence: 'The earlier plan',
  evidenceAddress: 'https://owner.example/plan',
  said: '2026-05-03',
  withdrawn: null,
}
const benefit: Benefit = {
  id: 5,
  kind: 'trust',
  experiencedBy: 'families',
  words: 'They know who to ask',
  partner: body,
  said: '2026-05-04',
  withdrawn: '2026-06-01',
}

describe('the credit of linked work', () => {
  it('names the owner and quotes the newest words first, with day and address', () => {
    const shown = render(<Credit initiative={initiative} />)
    expect(shown).toContain('Linked work of <strong>Council of Strathmuir</strong>')
    expect(shown).toContain('1 November 2026')
    expect(shown).toContain('&lt;i>Fifty')
    expect(shown).not.toContain('<i>')
    expect(shown).toContain('href="https://owner.example/?a=1&amp;b=&quot;2&quot;"')
    expect(shown.indexOf('Forty')).toBeGreaterThan(shown.indexOf('1 earlier quotation'))
  })

  it('does not tell the public on whose word the owner agreed', () => {
    expect(render(<Credit initiative={initiative} />)).not.toContain('Ann')
  })

  it('says so when nothing is quoted yet', () => {
    expect(render(<Credit initiative={{ ...initiative, publications: [] }} />)).toContain('is quoted yet')
  })
})

describe('claims', () => {
  const shown = (mayWithdraw: boolean) =>
    render(
      <Claims
        base="/p/muir"
        contributions={[claim]}
        benefits={[benefit]}
        mayWithdraw={of => mayWithdraw && of === 7}
      />,
    )

  it('say who claims what on which evidence, and mark what was withdrawn', () => {
    const page = shown(false)
    expect(page).toContain('<strong>NHS Strathmuir</strong> says: it happened sooner.')
    expect(page).toContain('The earlier plan')
    expect(page).toContain('href="https://owner.example/plan"')
    expect(page).toContain('Withdrawn on 1 June 2026')
    expect(page).toContain('felt by families')
    expect(page).not.toContain('/withdraw"')
  })

  it('put what was withdrawn last', () => {
    const withdrawn = { ...claim, id: 6, words: 'Taken back', withdrawn: '2026-06-01' }
    const page = render(
      <Claims base="/p/muir" contributions={[withdrawn, claim]} benefits={[]} mayWithdraw={() => false} />,
    )
    expect(page.indexOf('Taken back')).toBeGreaterThan(page.indexOf('A year sooner'))
  })

  it('offer to withdraw only what stands, to whom it belongs', () => {
    const page = shown(true)
    expect(page).toContain('href="/p/muir/contributions/4/withdraw"')
    expect(page).not.toContain('/benefits/5/withdraw')
  })

  it('say so when nobody said anything', () => {
    expect(render(<Claims base="/p/muir" contributions={[]} benefits={[]} mayWithdraw={() => true} />)).toContain(
      'No partner has said yet',
    )
  })
})
