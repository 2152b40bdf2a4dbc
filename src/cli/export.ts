// `thegither export`: any download of the site into a file, by its address or by a shorter name.

import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isRefusal } from '../kernel/refusal.ts'
import { ask, isParts, partsOf } from '../operation/ask.ts'
import { readSheet, writeXlsx } from '../outside/sheets.ts'
import type { Download } from '../ui/declare.ts'
import type { Site } from '../web/site.ts'
import { type Command, flagsIn, Misuse } from './command.ts'
import { actorNamed, atDesk, partnershipAt } from './desk.ts'
import { settingsFrom, Trouble } from './installation.ts'

const flags = {
  in: { type: 'string' },
  code: { type: 'string' },
  part: { type: 'string' },
  format: { type: 'string' },
  as: { type: 'string' },
  to: { type: 'string' },
} as const

type Said = Partial<Record<keyof typeof flags, string>>

export const exportFile: Command = {
  name: 'export',
  usage:
    'ADDRESS [--format csv|xlsx] [--to FILE]\n       thegither export plan --in SLUG [--part 1|2] …\n       thegither export indicators --in SLUG …\n       thegither export readings --in SLUG | --code CODE …',
  summary: 'write a download of the site into a file',
  help: () =>
    [
      'ADDRESS       of a download, like /p/strathmuir/plan.stratml.xml',
      '--as EMAIL    who asks; left out, it is the operator, who may see what an administrator may',
      '--format xlsx a table as an Excel workbook; left out, it is CSV',
      '--to FILE     where it goes; left out, it is printed',
    ].join('\n'),
  run: async (words, environment) => {
    const { values, positionals } = flagsIn(words, flags, ['ADDRESS'])
    const address = addressFor(positionals[0]!, values)
    return atDesk(settingsFrom(environment), async site => {
      const { face, params, query } = downloadAt(site, address)
      const viewer = await actorNamed(site, values.as)
      const partnership = params.slug === undefined ? null : await partnershipAt(site, params.slug)
      const made = await ask(site.house, viewer, partnership, asking => face.read(asking, params, query))
      if (!made) throw new Trouble(`There is nothing at ${address}.`)
      const parts = isParts(made.body) ? partsOf(site.house, viewer, partnership, made.body) : [made.body]
      const body = values.format === 'xlsx' ? [await workbookOf(await whole(parts), made.name)] : parts
      const read = Readable.from(body, { objectMode: false })
      if (values.to === undefined) {
        await pipeline(read, process.stdout, { end: false })
        return 0
      }
      const file = createWriteStream(values.to)
      await pipeline(read, file)
      console.log(`Wrote ${values.to} (${file.bytesWritten.toLocaleString('en-GB')} bytes).`)
      return 0
    })
  },
}

/** The address that a shorter name stands for. */
function addressFor(name: string, { in: slug, code, part, format = 'csv' }: Said): string {
  if (!['csv', 'xlsx'].includes(format)) throw new Misuse('--format is csv or xlsx.')
  if (name.startsWith('/')) return name
  if (!['plan', 'indicators', 'readings'].includes(name))
    throw new Misuse(
      `There is no export “${name}”. Say plan, indicators, readings, or an address that begins with “/”.`,
    )
  if (name === 'readings' && slug === undefined && code !== undefined)
    return `/indicators/${encodeURIComponent(code)}/readings.csv`
  if (slug === undefined) throw new Misuse(`Say whose ${name}: --in SLUG.`)
  if (name !== 'plan') return `/p/${slug}/${name}.csv`
  return `/p/${slug}/plan.stratml.xml${part === undefined ? '' : `?part=${encodeURIComponent(part)}`}`
}

function downloadAt(site: Site, address: string) {
  const { pathname, searchParams } = new URL(address, 'http://here')
  for (const face of site.faces) {
    if (face.kind !== 'download') continue
    const params = matched(face, pathname)
    if (params) return { face, params, query: Object.fromEntries(searchParams) }
  }
  const known = site.faces.flatMap(face => (face.kind === 'download' ? [`  ${face.at}`] : []))
  throw new Trouble([`There is no download at ${pathname}. The downloads are:`, ...known].join('\n'))
}

/** The parts of an address that fits `at`, which may hold several in one step (`:code.:format`). */
function matched({ at }: Download, pathname: string): Record<string, string> | null {
  const pattern = at.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:(\w+)/g, '(?<$1>[^/]+?)')
  const found = new RegExp(`^${pattern}/?$`).exec(pathname)
  if (!found) return null
  return Object.fromEntries(
    Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  )
}

async function whole(parts: AsyncIterable<string> | Iterable<string | Uint8Array>): Promise<Buffer> {
  const read: Buffer[] = []
  for await (const part of parts) read.push(Buffer.from(part))
  return Buffer.concat(read)
}

/** The same table as a workbook; what is written as a number there is one. */
async function workbookOf(body: Uint8Array, name: string): Promise<Uint8Array> {
  const sheet = await readSheet(body, name)
  if (isRefusal(sheet)) throw new Trouble(`${name} is no table, so it cannot be a workbook.`)
  const cell = (text: string) => (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : text)
  const rows = sheet.rows.map(row => sheet.headings.map(heading => cell(row.cells[heading]!)))
  return writeXlsx(name.replace(/\.\w+$/, '').slice(0, 31), sheet.headings, rows)
}
