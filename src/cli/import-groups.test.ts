// `thegither import groups` over a real installation of its own.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { asOwner } from '../../test/harness.ts'
import { openServer, type Server } from '../db/server.ts'
import { longList } from '../features/landscape/importing/some-workbooks.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'thegither-groups-'))
const environment = { THEGITHER_DATA: join(folder, 'installation'), THEGITHER_DEMO: '0', DATABASE_URL: '' }
let server: Server | undefined
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})

async function say(...words: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(text => void out.push(String(text))),
    vi.spyOn(console, 'error').mockImplementation(text => void err.push(String(text))),
  ]
  try {
    return { code: await run(words, environment), out: out.join('\n'), err: err.join('\n') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

it('says what is in doubt and leaves nothing behind, then brings in and counts', async () => {
  expect((await say('migrate')).code).toBe(0)
  server = await openServer(environment.THEGITHER_DATA)
  await asOwner(server.connection, client =>
    client.query(`insert into place (code, name, kind, invented) values ('X12000001', 'Muir', 'council', true)`),
  )
  const found = await say('do', 'partnerships.found', '--name', 'Muir', '--slug', 'muir', '--area', 'X12000001')
  expect(found.err).toBe('')
  const groups = file('groups.csv', 'Jo is ill\nGrup name,Organisation\nBoard,Fire\n,Police\nNote: ask Ann\n')
  const asked = await say('import', 'groups', groups, '--partnership', 'muir')
  expect([asked.code, asked.err]).toEqual([1, expect.stringContaining('/p/muir/structure/import and say there')])
  expect(asked.out).toContain('column “Grup name” is taken for: Name of the group')
  const done = await say('import', 'groups', groups, '--partnership', 'muir', '--take-suggestions')
  expect(done.out).toContain('groups: new 1, changed 0, unchanged 0\nseats: new 2, changed 0, unchanged 0')
  expect(done.out).toContain('line 1: A line above the headings.\nline 5: A note.')
  const long = await say(
    'import',
    'groups',
    file('long.csv', longList(1500)),
    '--partnership',
    'muir',
    '--take-suggestions',
  )
  expect(long.out).toContain('seats: new 1500, changed 0, unchanged 0')
}, 120_000)
