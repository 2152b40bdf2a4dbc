// Sending mail: through SMTP, or into a folder where none is set.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'

export interface Mail {
  /** Stable for one letter, so that a second try is the same message. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

export type SendMail = (mail: Mail) => Promise<void>

export function mailThrough(smtpUrl: string, from: string): SendMail {
  const transport = nodemailer.createTransport(smtpUrl)
  return async mail => {
    await transport.sendMail({
      from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@thegither>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
}

/** Each message as a file `<id>.eml`, readable by any mail program. */
export function mailIntoFolder(folder: string, from: string): SendMail {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  return async mail => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { message } = await transport.sendMail({
      from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@thegither>`,
    })
    await writeFile(join(folder, `${mail.id.replace(/[^\w-]/g, '_')}.eml`), message as Buffer, { mode: 0o600 })
  }
}
