// A process that only sends letters, to be killed: `node sender.js CONNECTION-AS-JSON LOGIN-AS-JSON SMTP-URL`.

import { openDatabase } from '../../src/db/database.ts'
import { openPost } from '../../src/jobs/post.ts'
import { mailThrough } from '../../src/outside/mail.ts'

const [owner, login, smtp] = process.argv.slice(2)
const database = openDatabase(JSON.parse(owner!), JSON.parse(login!), 3)
const post = await openPost(database)
await post.work(mailThrough(smtp!, 'post@together.example'), { keepWords: false })
