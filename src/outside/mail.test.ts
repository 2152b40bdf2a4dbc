// Mail as a real server receives it, and as it lies in a folder.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bodyOf, headersOf, openMailServer, type TestMailServer } from '../../test/mail-server.ts'
import { type Mail, mailIntoFolder, mailThrough } from './mail.ts'

const from = 'Thegither <post@together.example>'
const letter: Mail = { id: 'letter-7', to: 'mairi@muir.test', subject: 'Your link', text: 'Open this.\nIt works once.' }

describe('mail through a server', () => {
  let server: TestMailServer
  beforeEach(async () => {
    server = await openMailServer()
  })
  afterEach(() => server.close())

  const received = async (mail: Partial<Mail>) => {
    await mailThrough(server.url, from)({ ...letter, ...mail })
    expect(server.received).toHaveLength(1)
    return server.received[0]!
  }

  it('arrives with its headers and words', async () => {
    const { sender, recipients, source } = await received({})
    expect(sender).toBe('post@together.example')
    expect(recipients).toEqual(['mairi@muir.test'])
    expect(headersOf(source)).toMatchObject({
      from: 'Thegither <post@together.example>',
      to: 'mairi@muir.test',
      subject: 'Your link',
      'message-id': '<letter-7@together.example>',
      'auto-submitted': 'auto-generated',
    })
    expect(bodyOf(source)).toBe('Open this.\nIt works once.')
  })

  it.each([
    'Hello\r\nBcc: eve@evil.test',
    'Hello\nBcc: eve@evil.test',
    'Hello\rBcc: eve@evil.test',
    'Hello\r\n\r\nNew words',
  ])('takes no header or words from the subject %j', async subject => {
    const { recipients, source } = await received({ subject })
    expect(recipients).toEqual(['mairi@muir.test'])
    expect(headersOf(source)).not.toHaveProperty('bcc')
    expect(headersOf(source).subject).toMatch(/^Hello +(Bcc|New)/)
    expect(bodyOf(source)).toBe(letter.text)
  })

  it.each([
    'mairi@muir.test\r\nBcc: eve@evil.test',
    'mairi@muir.test\nRCPT TO:<eve@evil.test>',
    'mairi@muir.test>\r\nRCPT TO:<eve@evil.test',
    'mairi@muir.test, eve@evil.test',
    'mairi@muir.test <eve@evil.test>',
  ])('sends nothing to a second person hidden in the recipient %j', async to => {
    await mailThrough(server.url, from)({ ...letter, to }).catch(() => {})
    const everyone = server.received.flatMap(({ recipients }) => recipients)
    expect(everyone).not.toContain('eve@evil.test')
    for (const { source } of server.received) expect(headersOf(source)).not.toHaveProperty('bcc')
  })

  it('takes no second header from an id', async () => {
    const { source } = await received({ id: 'letter-7>\r\nBcc: eve@evil.test' })
    expect(headersOf(source)).not.toHaveProperty('bcc')
  })

  it('names whom an answer goes to', async () => {
    const { recipients, source } = await received({
      replyTo: [
        { name: 'Mòrag', address: 'clerk@muir.test' },
        { name: 'Office, Muir', address: 'muir@muir.test' },
        { name: '', address: 'office@muir.test' },
      ],
    })
    expect(headersOf(source)['reply-to']).toBe(
      'Mòrag <clerk@muir.test>, "Office, Muir" <muir@muir.test>, office@muir.test',
    )
    expect(recipients).toEqual(['mairi@muir.test'])
  })

  it.each([
    { name: 'Mòrag\r\nBcc: eve@evil.test', address: 'clerk@muir.test' },
    { name: 'Clerk\nBcc: eve@evil.test', address: 'clerk@muir.test' },
    { name: 'Clerk" <eve@evil.test>, "', address: 'clerk@muir.test' },
    { name: 'Clerk', address: 'clerk@muir.test>\r\nBcc: <eve@evil.test' },
    { name: '', address: 'clerk@muir.test\r\n\r\nNew words' },
    { name: '', address: 'clerk@muir.test, eve@evil.test' },
  ])('lets no answer go to a second person, and takes no header, from %j', async person => {
    const { recipients, source } = await received({ replyTo: [person] })
    expect(recipients).toEqual(['mairi@muir.test'])
    const headers = headersOf(source)
    expect(headers).not.toHaveProperty('bcc')
    expect(headers['reply-to']!.replace(/"(?:[^"\\]|\\.)*"/g, '')).not.toMatch(/,|<eve@/)
    expect(bodyOf(source)).toBe(letter.text)
  })

  it('offers to stop such letters in one click', async () => {
    const stop = `https://together.example/p/muir/stop?token=${'a1-B_'.repeat(40)}`
    const headers = headersOf((await received({ stop })).source)
    expect(headers['list-unsubscribe']).toBe(`<${stop}>`)
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
  })

  it('offers nothing to stop and no other reader where none is named', async () => {
    const headers = headersOf((await received({})).source)
    for (const name of ['reply-to', 'list-unsubscribe', 'list-unsubscribe-post'])
      expect(headers).not.toHaveProperty(name)
  })

  it.each([
    'https://together.example/stop\r\nBcc: eve@evil.test',
    'https://together.example/stop>, <mailto:eve@evil.test>',
  ])('takes no header and no second address from %j', async stop => {
    const headers = headersOf((await received({ stop })).source)
    expect(headers).not.toHaveProperty('bcc')
    expect(headers['list-unsubscribe']).toMatch(/^<https:\/\/together\.example\/stop[^<>\s]*>$/)
  })

  it('sends nothing with an address to stop that is none', async () => {
    await expect(mailThrough(server.url, from)({ ...letter, stop: 'stop me' })).rejects.toThrow('Invalid URL')
    expect(server.received).toHaveLength(0)
  })

  it('keeps letters of every language', async () => {
    const words = 'Tha a’ bhuidheann a’ coinneachadh Diluain – £5 · Żółć · 中文'
    const { source } = await received({ subject: `Còmhla: ${words}`, text: words })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII on the wire, which every server takes
    expect(source).toMatch(/^[\x00-\x7f]*$/)
    expect(headersOf(source).subject).toBe(`Còmhla: ${words}`)
    expect(bodyOf(source)).toBe(words)
  })

  it('keeps a line that is only a full stop, and all after it', async () => {
    const { source } = await received({ text: 'One\n.\nTwo\n..\nThree' })
    expect(bodyOf(source)).toBe('One\n.\nTwo\n..\nThree')
  })

  it('throws when the server does not take it', async () => {
    server.refuse = to => (to === letter.to ? 'No such mailbox' : null)
    await expect(mailThrough(server.url, from)(letter)).rejects.toThrow('No such mailbox')
    await server.close()
    await expect(mailThrough(server.url, from)(letter)).rejects.toThrow(/ECONNREFUSED/)
  })
})

describe('mail into a folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'thegither-mail-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('lies there as one file, with the same headers and words, for its owner only', async () => {
    const inside = join(folder, 'mail')
    const send = mailIntoFolder(inside, from)
    await send(letter)
    await send(letter)
    expect(readdirSync(inside)).toEqual(['letter-7.eml'])
    const path = join(inside, 'letter-7.eml')
    const source = readFileSync(path, 'utf8')
    expect(headersOf(source)).toMatchObject({
      to: 'mairi@muir.test',
      subject: 'Your link',
      'message-id': '<letter-7@together.example>',
      'auto-submitted': 'auto-generated',
    })
    expect(bodyOf(source)).toBe(letter.text)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(inside).mode & 0o777).toBe(0o700)
  })

  it('stays in its folder whatever the id', async () => {
    await mailIntoFolder(folder, from)({ ...letter, id: '../../escaped' })
    expect(readdirSync(folder)).toEqual(['______escaped.eml'])
  })
})
