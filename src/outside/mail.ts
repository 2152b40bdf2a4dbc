// Sending mail: through SMTP, or into a folder where none is set.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'

export interface Mail {
  /** Stable for one letter and never used for another, so that a second try is the same message to a mail program. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Who reads an answer, where that is not the sender. */
  readonly replyTo?: readonly { readonly name: string; readonly address: string }[]
  /**
   * Address that ends such letters when it is POSTed to, without signing in and without asking again; mail programs
   * show a button for it (RFC 8058, which asks for https).
   */
  readonly stop?: string
}

/**
 * `handing` is awaited just before the last of the message goes out: until then nothing can arrive, from then on it may
 * have. Where it throws, nothing is sent.
 */
export type SendMail = (mail: Mail, handing?: () => Promise<void>) => Promise<void>

/** Nobody can say whether the message arrived: the mail server had all of it, and the answer never came. */
export class PerhapsSent extends Error {}

/** Answers once the mail server has accepted the message; throws where it did not, or was silent for a minute. */
export function mailThrough(smtpUrl: string, from: string): SendMail {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  })
  return async (mail, handing = async () => {}) => {
    const { envelope, message } = await composer.sendMail(messageOf(mail, from))
    let handed = false
    const raw = Readable.from(
      inTwo(message as Buffer, async () => {
        await handing()
        handed = true
      }),
    )
    await transport.sendMail({ envelope, raw }).catch((cause: Error & { responseCode?: number }) => {
      throw handed && cause.responseCode === undefined ? new PerhapsSent(cause.message, { cause }) : cause
    })
  }
}

/** A message in two pieces, with a pause before the last. */
async function* inTwo(message: Buffer, pause: () => Promise<void>): AsyncGenerator<Buffer> {
  yield message.subarray(0, -1)
  await pause()
  yield message.subarray(-1)
}

/** Each message as a file `<id>.eml`, readable by any mail program. */
export function mailIntoFolder(folder: string, from: string): SendMail {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return async (mail, handing = async () => {}) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { message } = await transport.sendMail(messageOf(mail, from))
    await handing()
    await writeFile(join(folder, `${mail.id.replace(/[^\w-]/g, '_')}.eml`), message as Buffer, { mode: 0o600 })
  }
}

function messageOf({ id, to, subject, text, replyTo, stop }: Mail, from: string) {
  const [, domain] = /@([\w.-]+)/.exec(from) ?? []
  const oneClick = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
  return {
    from,
    // As one address, never as a header to be read: commas and line breaks make no second recipient.
    to: { name: '', address: to },
    replyTo: replyTo?.map(({ name, address }) => ({ name, address })),
    subject,
    text,
    messageId: `<${id}@${domain ?? 'thegither'}>`,
    // What `URL` writes holds no line break, angle bracket or space.
    list: stop === undefined ? undefined : { unsubscribe: new URL(stop).href },
    headers: { 'Auto-Submitted': 'auto-generated', ...(stop === undefined ? {} : oneClick) },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
