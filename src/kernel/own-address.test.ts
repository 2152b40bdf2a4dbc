// Nobody is sent to another site by way of ours.

import { describe, expect, it } from 'vitest'
import { ownAddress } from './own-address.ts'

describe('ownAddress', () => {
  it.each(['/', '/p/muir/plan', '/p/muir/indicators?area=S12000010&year=2025#table', '/%09/evil.example'])(
    'keeps %j, which is ours',
    address => expect(ownAddress(address)).toBe(address),
  )

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/p/..//evil.example',
    '/.\\\\evil.example',
    '/%2e//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    '//',
    '',
    undefined,
    ['/a', '/b'],
    `/${'a'.repeat(2000)}`,
  ])('goes home instead of to %j', address => expect(ownAddress(address)).toBe('/home'))
})
