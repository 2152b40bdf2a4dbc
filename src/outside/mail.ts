// Sending mail: through SMTP, or into a folder where none is set.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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

export type SendMail = (mail: Mail) => Promise<void>

/** Answers once the mail server has accepted the message; throws where it did not, or was silent for a minute. */
export function mailThrough(smtpUrl: string, from: string): SendMail {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  })
  return async mail => {
    await transport.sendMail(messageOf(mail, from))
  }
}

/** Each message as a file `<id>.eml`, readable by any mail program. */
export function mailIntoFolder(folder: string, from: string): SendMail {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return async mail => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { message } = await transport.sendMail(messageOf(mail, from))
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
