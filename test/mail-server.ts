// A real mail server on loopback for tests, and how to read what it received.

import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Received {
  readonly sender: string
  readonly recipients: readonly string[]
  /** The message as it came over the wire. */
  readonly source: string
}

export interface TestMailServer {
  readonly url: string
  readonly port: number
  readonly received: Received[]
  /** Why a recipient is turned away; null takes them. */
  refuse: (recipient: string) => string | null
  close(): Promise<void>
}

export async function openMailServer(port = 0): Promise<TestMailServer> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onRcptTo: ({ address }, _session, done) => {
      const why = mail.refuse(address)
      done(why ? Object.assign(new Error(why), { responseCode: 550 }) : null)
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        received.push({
          sender: envelope.mailFrom ? envelope.mailFrom.address : '',
          recipients: envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(parts).toString('latin1'),
        })
        done()
      })
    },
  })
  server.on('error', () => {}) // a connection that a test cuts off
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', () => resolve()))
  const taken = (server.server.address() as AddressInfo).port
  const mail: TestMailServer = {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    received,
    refuse: () => null,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
  return mail
}

const halves = (source: string): [string, string] => {
  const [head, ...body] = source.replace(/\r\n/g, '\n').split('\n\n')
  return [head!, body.join('\n\n')]
}

/** Headers by their name in small letters, unfolded and decoded. */
export function headersOf(source: string): Record<string, string> {
  const lines = halves(source)[0]
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
  return Object.fromEntries(
    lines.map(line => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim())]
    }),
  )
}

/** The words of a message of one part, decoded. */
export function bodyOf(source: string): string {
  const body = halves(source)[1].replace(/\n$/, '')
  const encoding = headersOf(source)['content-transfer-encoding']
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? fromQuoted(body.replace(/=\n/g, '')) : body
}

const fromQuoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** RFC 2047 words; white space between two of them is no part of the text. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, way, body) =>
      way.toLowerCase() === 'b' ? Buffer.from(body, 'base64').toString('utf8') : fromQuoted(body.replace(/_/g, ' ')),
    )
