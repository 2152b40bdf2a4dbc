// One of everything that people are asked, say and decide: an open engagement with every kind of activity and something
// in each, one that closed and was answered, one that is only linked, and a participatory budget.

import { stranger } from '../src/operation/actor.ts'
import { asOwner, type House } from './house-on.ts'

/**
 * Answers the number of each by its noun, and of some that depend on where it is used: `run/thread engagement` is the
 * engagement in addresses with `run/thread` in them, `engagement.decide priority` the priority that this verb is given.
 */
export async function furnishVoice(
  house: House,
  standing: { organisation: number; outcome: number; action: number; indicator: number },
): Promise<Record<string, string>> {
  const coordinator = await house.person('coordinator@muir.test')
  const lead = await house.person('lead@muir.test')
  const done = (name: string, raw: Record<string, unknown>, actor = coordinator) =>
    house.done(`engagement.${name}`, raw, actor, 'muir')
  const one = async (sql: string): Promise<number> =>
    (await asOwner(house.owner, client => client.query<{ id: number }>(sql))).rows[0]!.id
  const today = house.now.toISOString().slice(0, 10)
  const said = async (verb: string, raw: Record<string, unknown>) => {
    const outcome = await house.perform(`engagement.${verb}`, raw, stranger, 'muir')
    if (!outcome.ok) throw new Error(`${verb}: ${JSON.stringify(outcome)}`)
    return outcome.written
  }

  const plan = (title: string) =>
    done('plan', {
      title,
      purpose: 'What should change in the park',
      subject: 'parks',
      audience: 'Everyone in Strathmuir',
      level: 'involve',
      opens: today,
      closes: '2027-06-30',
      outcomes: [standing.outcome],
      places: ['X12000001'],
    })
  const promise = (engagement: number) =>
    done('promise-answer', {
      engagement,
      decidedBy: 'The board',
      answerDue: '2027-09-30',
      mustReach: 'Young people',
      admits: 'anyone',
      resultsShown: 'while-open',
    })
  const fill = async (engagement: number) => {
    const add = (kind: string) => done('add-activity', { engagement, kind, title: `Part: ${kind}`, peopleAdd: 'yes' })
    const questionnaire = await add('questionnaire')
    await done('add-question', {
      activity: questionnaire,
      kind: 'one',
      title: 'Do you use it?',
      options: 'Yes\nNo',
      required: 'yes',
    })
    await done('add-question', { activity: questionnaire, kind: 'text', title: 'What would make it better?' })
    await done('ask-about', { activity: questionnaire, groupings: ['age'] })
    const pairs = await add('pairs')
    const options = [
      await done('add-option', { activity: pairs, title: 'Benches' }),
      await done('add-option', { activity: pairs, title: 'Lamps' }),
    ]
    const statements = await add('statements')
    const statement = await done('add-statement', { activity: statements, words: 'Dogs should be on a lead.' })
    return {
      questionnaire,
      pairs,
      options,
      statements,
      statement,
      ideas: await add('ideas'),
      meeting: await add('meeting'),
    }
  }

  const engagement = await plan('The future of the park')
  const parts = await fill(engagement)
  await promise(engagement)
  await done('plan-principle', { engagement, principle: 'support', words: 'Tea and a ramp', evidence: '' })
  await done('announce', { engagement })
  await done('open', { engagement })
  const device = 'd'.repeat(22)
  const { reveal: receipt } = await said('respond', {
    activity: parts.questionnaire,
    device,
    answers: { q1: 'a', q2: 'More benches', 'q2.quote': 'yes', q3: '25-34' },
  })
  await said('compare', {
    activity: parts.pairs,
    device,
    one: parts.options[0],
    other: parts.options[1],
    chosen: String(parts.options[0]),
  })
  await said('take-stance', { activity: parts.statements, device, statement: parts.statement, stance: 'agree' })
  await said('give-idea', { activity: parts.ideas, device, title: 'A pond', words: 'With ducks', place: 'X12000001' })
  const idea = await one(`select max(id) as id from idea`)
  await done('moderate', { thing: 'idea', number: idea, verdict: 'show' })
  await said('comment-on-idea', { idea, device, words: 'And newts' })
  await done('record-meeting', { activity: parts.meeting, on: today, venue: 'The hall', attended: 12 })
  await done('record-point', { activity: parts.meeting, words: 'More bins', quotable: 'yes' })
  const text = await one(`select min(id) as id from said where activity_id = ${parts.questionnaire}`)
  const theme = await done('add-theme', { engagement, title: 'Places to sit', words: '' })
  await done('sort', { said: text, themes: [theme] })
  await done('sort', { said: text, themes: [theme] }, lead).catch(() => null)
  const quote = await done('choose-quote', { said: text, theme, who: '' })
  const batch = await done('make-batch', { activity: parts.questionnaire, sheets: 3, note: '' })
  await done('enter-sheet', { batch, sheet: 1, state: 'filled', answers: { q1: 'b' } })
  for (const activity of [parts.questionnaire, parts.pairs, parts.statements, parts.ideas, parts.meeting])
    await house.done('engagement.count', { activity }, house.administrator, 'muir')
  await done('look-for-clusters', { activity: parts.questionnaire })

  const closed = await plan('The future of the library')
  await fill(closed)
  await promise(closed)
  await done('announce', { engagement: closed })
  await done('open', { engagement: closed })
  await done('close', { engagement: closed })
  const priority = await done('name-priority', { engagement: closed, title: 'Open later', words: '', themes: [] })
  const undecided = await done('name-priority', { engagement: closed, title: 'Warmer rooms', words: '', themes: [] })
  await done('decide', {
    priority,
    answer: 'yes',
    reason: 'It can be paid for',
    organisation: '',
    decidedBy: 'The board',
    decidedOn: today,
  })
  await done('link-action', { priority, action: standing.action })
  await done('link-indicator', { priority, indicator: standing.indicator })

  const linked = await done('link', {
    title: 'Bus survey',
    purpose: 'Which buses',
    subject: 'buses',
    audience: 'Everyone',
    level: 'consult',
    opens: '2026-11-01',
    closes: '2026-12-01',
    address: 'https://bus.example/',
    heard: '',
  })
  await done('announce', { engagement: linked })
  const draft = await plan('Still a draft')
  const unopened = await fill(draft)

  const numbers = {
    engagement,
    activity: parts.questionnaire,
    option: unopened.options[0]!,
    statement: parts.statement,
    idea,
    said: text,
    quote,
    batch,
    priority,
    '/ideas/ activity': parts.ideas,
    '/pairs/ activity': parts.pairs,
    '/statements/ activity': parts.statements,
    '/meeting/ activity': parts.meeting,
    'engagement.compare activity': parts.pairs,
    'engagement.compare one': parts.options[0]!,
    'engagement.compare other': parts.options[1]!,
    'engagement.compare chosen': parts.options[1]!,
    'engagement.take-stance activity': parts.statements,
    'engagement.offer-statement activity': parts.statements,
    'engagement.give-idea activity': parts.ideas,
    'run/thread engagement': closed,
    'engagement.name-priority engagement': closed,
    'engagement.decide priority': undecided,
    'engagement.edit-priority priority': undecided,
    'run/heard engagement': linked,
    'run/address engagement': linked,
    'engagement.note-heard engagement': linked,
    'engagement.correct-address engagement': linked,
    'engagement.add-theme engagement': engagement,
  }
  return {
    ...Object.fromEntries(Object.entries(numbers).map(([noun, id]) => [noun, String(id)])),
    receipt: receipt!,
    device,
    principle: 'support',
    question: 'q1',
    sheet: '2',
  }
}
