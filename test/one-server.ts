// Starts the one PostgreSQL of a test run and migrates the template that every test file copies.
// With DATABASE_URL set, an external server is used instead; its databases `thegither_test_…` are made and dropped.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrations } from '../src/cli/installation.ts'
import { connectionFrom } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { openServer } from '../src/db/server.ts'
import { prepareJobs } from '../src/jobs/post.ts'
import { asOwner } from './harness.ts'

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const external = process.env.DATABASE_URL
  const directory = mkdtempSync(join(tmpdir(), 'thegither-test-'))
  // Tests kill no machine, so they need not wait for the disk; the soak runs with fsync on.
  const server = external ? null : await openServer(directory, { fsync: false })
  const owner = server?.connection ?? connectionFrom(external!)
  const template = `thegither_test_${process.pid}`
  const login = { user: 'thegither_test_login', password: 'only for tests' }
  await asOwner(owner, client => client.query(`create database ${template}`))
  await migrate({ ...owner, database: template }, login, migrations)
  await prepareJobs({ ...owner, database: template })
  provide('owner', owner)
  provide('login', login)
  provide('template', template)
  return async () => {
    await asOwner(owner, client => client.query(`drop database if exists ${template} with (force)`))
    await server?.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
