// Coming in: links that work once and not for long, and personas that live in a demonstration only.

import { describe, expect, it } from 'vitest'
import { useHouse } from '../../../test/harness.ts'
import { stranger } from '../../operation/actor.ts'
import { perform } from '../../operation/perform.ts'

const demonstration = useHouse()
const real = useHouse({ demonstration: false })

/** A new link for the first administrator, who has not come in yet. */
async function newLink(): Promise<string> {
  const made = await demonstration.perform('people.first-administrator', {}, stranger)
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made.written.reveal!
}

describe('links to sign in with', () => {
  it('refuse once their day is over', async () => {
    const { site } = demonstration
    const nextDay = { ...site.house, clock: () => new Date('2026-11-23T10:00:01Z') }
    const signIn = site.operations.get('people.sign-in')!
    const request = { actor: stranger, partnership: null }
    expect(await perform(nextDay, signIn, { token: await newLink() }, request)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'link-expired' },
    })
  })

  it('refuse what nobody was sent', async () => {
    expect(await demonstration.perform('people.sign-in', { token: 'made-up' }, stranger)).toMatchObject({
      refusal: { code: 'link-unknown' },
    })
  })

  it('work once', async () => {
    const token = await newLink()
    const first = await demonstration.perform('people.sign-in', { token }, stranger)
    expect(first).toMatchObject({ ok: true, fact: { fact: 'SignedIn' } })
    expect(first.ok && (await demonstration.site.findActor(first.written.reveal!))?.administrator).toBe(true)
    expect(await demonstration.perform('people.sign-in', { token }, stranger)).toMatchObject({
      refusal: { code: 'link-used' },
    })
  })

  it('say the same to an address that nobody has, and send nothing', async () => {
    const before = await demonstration.letters()
    expect(await demonstration.perform('people.ask-for-link', { email: 'nobody@example.org' }, stranger)).toMatchObject(
      {
        ok: true,
      },
    )
    expect(await demonstration.letters()).toBe(before)
  })
})

describe('personas', () => {
  it('are looked around as in a demonstration, each by one person', async () => {
    const person = demonstration.administrator.person!
    await demonstration.done('people.set-persona', { person, persona: 'manager' }, stranger)
    expect(await demonstration.perform('people.look-around', { persona: 'manager' }, stranger)).toMatchObject({
      fact: { fact: 'SignedIn', person, by: 'persona' },
    })
    expect(await demonstration.perform('people.set-persona', { person, persona: 'manager' }, stranger)).toMatchObject({
      refusal: { code: 'persona-taken' },
    })
    expect(await demonstration.perform('people.look-around', { persona: 'nobody' }, stranger)).toMatchObject({
      refusal: { code: 'persona-unknown' },
    })
  })

  it('are refused everywhere else', async () => {
    const person = real.administrator.person!
    const refused = { kind: 'refused', refusal: { code: 'not-a-demonstration' } }
    expect(await real.perform('people.set-persona', { person, persona: 'manager' }, stranger)).toMatchObject(refused)
    expect(await real.perform('people.look-around', { persona: 'manager' }, stranger)).toMatchObject(refused)
  })
})
