// `npm run bench`: one PostgreSQL with fsync on in a temporary directory, a furnished house in it, and everything
// measured one after the other on copies of that. Ends with 1 when a bound is missed.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations, root } from '../../src/cli/installation.ts'
import { migrate } from '../../src/db/migrate.ts'
import { type OwnerConnection, openServer } from '../../src/db/server.ts'
import { prepareJobs } from '../../src/jobs/post.ts'
import { queriesOfPages } from '../counted.ts'
import { asOwner, type House, openOn } from '../house-on.ts'
import { enlarge, multiply } from '../many.ts'
import { furnish } from '../surface.ts'
import { type Account, asDocument, compared, onScreen, type Row } from './account.ts'
import { fillLandscapes, overlapPages, workingOut } from './landscape.ts'
import * as measures from './measures.ts'
import { serve } from './serving.ts'
import * as voice from './voice.ts'

const login = { user: 'thegither_bench_login', password: 'only for measuring' }
const times = 300
/** Every council area of Scotland. */
const landscapes = 32

if (process.argv[2] === 'serve') serve()
else process.exitCode = await bench(process.argv.includes('--install'))

async function bench(install: boolean): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'thegither-bench-'))
  const server = await openServer(directory)
  try {
    const account = await measureAll(server.connection, install)
    console.log(`\n${onScreen(account.rows)}\n`)
    for (const words of account.leftOut) console.log(words)
    writeFileSync(join(root, 'docs/performance.md'), asDocument(account))
    console.log('Written down in docs/performance.md')
    return account.rows.every(row => row.met) ? 0 : 1
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function measureAll(owner: OwnerConnection, install: boolean): Promise<Account> {
  const make = (name: string, template: string) =>
    asOwner(owner, client => client.query(`create database ${name} template ${template}`))
  /** Works in the house on a new copy of a database. */
  const inCopy = async <T>(name: string, template: string, work: (house: House) => Promise<T>): Promise<T> => {
    await make(name, template)
    return inHouse(name, work)
  }
  const inHouse = async <T>(name: string, work: (house: House) => Promise<T>): Promise<T> => {
    const house = {} as House
    await openOn(house, { ...owner, database: name }, login, true)
    house.now = new Date()
    return work(house).finally(() => house.database.close())
  }

  say('Furnishing')
  await make('migrated', 'template0')
  const migrated = { ...owner, database: 'migrated' }
  await migrate(migrated, login, migrations)
  await prepareJobs(migrated)
  const known = await inCopy('furnished', 'migrated', furnish)
  const indicators = await inCopy('enlarged', 'furnished', house => enlarge(house, known))
  await make('crowded', 'enlarged')
  await multiply({ ...owner, database: 'crowded' }, times - 1)
  await make('alone', 'enlarged')
  await multiply({ ...owner, database: 'alone' }, 0)

  say('Queries')
  const few = await inCopy('few', 'furnished', queriesOfPages)
  const many = await inHouse('crowded', queriesOfPages)
  const queries = Object.keys(few).map(page => [page, few[page]!.queries, many[page]!.queries] as const)
  const [, least, most] = queries.toSorted((a, b) => b[2] / b[1] - a[2] / a[1])[0]!

  const rows: Row[] = []
  say('The plan page')
  rows.push(...(await inCopy('reading', 'enlarged', house => measures.publicPage(house, login))))
  say('Targets')
  rows.push(...(await inCopy('writing', 'enlarged', house => measures.targetForm(house, login, indicators))))
  say('Answers')
  rows.push(await inCopy('answering', 'furnished', house => measures.answering(house, login)))
  say('Importing')
  let copies = 0
  const imported = await measures.importing(use => inCopy(`importing_${++copies}`, 'furnished', use))
  if (imported) rows.push(imported)
  say('Many partnerships')
  rows.push(
    ...(await inHouse('crowded', house => inHouse('alone', one => measures.manyPartnerships(house, one, times)))),
  )
  say('Landscapes')
  await make('landscapes', 'enlarged')
  await multiply({ ...owner, database: 'landscapes' }, landscapes - 1)
  await make('landscape_alone', 'enlarged')
  await multiply({ ...owner, database: 'landscape_alone' }, 0)
  for (const database of ['landscapes', 'landscape_alone']) await fillLandscapes({ ...owner, database })
  rows.push(await inHouse('landscapes', house => workingOut(house, landscapes)))
  await inHouse('landscape_alone', house => workingOut(house, 1))
  rows.push(
    ...(await inHouse('landscapes', house => inHouse('landscape_alone', one => overlapPages(house, one, landscapes)))),
  )
  say('Voice')
  rows.push(
    ...(await inCopy('voice', 'furnished', async house => {
      const asked = await voice.openVoice(house)
      const voted = [await voice.voting(house, login, asked), ...(await voice.oneVoteEach(house, login, asked))]
      // Answers are open to everybody once no more can come.
      await house.done('engagement.close', { engagement: asked.engagement }, house.administrator, 'muir')
      const counted = await voice.counting(house)
      return [...voted, counted, await voice.resultPages(house, asked), ...(await voice.openFile(house, asked))]
    })),
  )
  rows.push(
    compared({
      name: 'Queries for a list page, many rows against few',
      means: `Every list page, to a stranger and to a coordinator: with eight outcomes, twenty-five indicators and ${times} partnerships, against one outcome, one indicator and two partnerships. The page that grew most stands here, the table below has them all.`,
      pairs: { ours: [most], bare: [least] },
      show: value => value.toFixed(0),
      atMost: 1,
    }),
  )
  say('First view and second start')
  rows.push(await inHouse('reading', measures.firstView))
  rows.push(await measures.secondStart())
  if (install) rows.push(await measures.installSize())

  const { rows: versions } = await asOwner(owner, client =>
    client.query<{ server_version: string }>('show server_version'),
  )
  const leftOut = [
    imported ? '' : 'Importing was not measured: ../shared/data/indicators/lgbf is not there.',
    install ? '' : 'The size of a production install was not measured: `npm run bench -- --install` asks the registry.',
  ].filter(Boolean)
  return { rows, postgres: versions[0]!.server_version, leftOut, queries }
}

function say(words: string): void {
  console.log(`${words} …`)
}
