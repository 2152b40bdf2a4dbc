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

  /** The same for the same device, always: it is told again whenever something is sent again. */
  const receiptOfIdeas = async () => (await said('support-idea', { idea, device })).reveal!

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
  for (const words of ['And newts', 'No ponds']) await said('comment-on-idea', { idea, device, words })
  const comment = await one(`select max(id) as id from idea_comment`)
  for (const number of [comment - 1, comment])
    await done('moderate', { thing: 'comment', number, verdict: 'hide', reason: 'off-subject', words: '' })
  await said('appeal', { receipt: await receiptOfIdeas(), thing: 'comment', number: comment - 1, words: 'They are' })
  const moderation = await one(`select id from moderation where thing_id = ${comment - 1} and thing = 'comment'`)
  await done('record-meeting', { activity: parts.meeting, on: today, venue: 'The hall', attended: 12 })
  const point = await done('record-point', { activity: parts.meeting, words: 'More bins', quotable: 'yes' })
  const text = await one(`select min(id) as id from said where activity_id = ${parts.questionnaire}`)
  const theme = await done('add-theme', { engagement, title: 'Places to sit', words: '' })
  await done('sort', { said: text, themes: [theme] })
  const quote = await done('choose-quote', { said: text, theme, who: '' })
  const batch = await done('make-batch', { activity: parts.questionnaire, sheets: 3, note: '' })
  await done('enter-sheet', { batch, sheet: 1, state: 'filled', answers: { q1: 'b' } })
  const twice = await done('make-batch', { activity: parts.questionnaire, sheets: 3, note: '', twice: 'yes' })
  await done('enter-sheet', { batch: twice, sheet: 2, state: 'filled', answers: { q1: 'b' } })
  await done('enter-sheet', { batch: twice, sheet: 2, state: 'filled', answers: { q1: 'a' } }, house.administrator)
  for (const activity of [parts.questionnaire, parts.pairs, parts.statements, parts.ideas, parts.meeting])
    await house.done('engagement.count', { activity }, house.administrator, 'muir')
  await done('look-for-clusters', { activity: parts.questionnaire })
  const cluster = await one(
    `insert into vote_cluster (partnership_id, activity_id, sign, words, responses, found_at)
     select partnership_id, activity_id, 'one-network', 'Two that look alike', array[id], now() from response where activity_id = ${parts.questionnaire} limit 1 returning id`,
  )

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
  const coded = await plan('By code only')
  await done('promise-answer', {
    engagement: coded,
    decidedBy: 'The board',
    answerDue: '2027-09-30',
    admits: 'codes',
    resultsShown: 'while-open',
  })
  await done('make-codes', { engagement: coded, howMany: 3 })
  const { budget, project, suggestion } = await furnishBudget(house)

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
    number: comment,
    point,
    moderation,
    cluster,
    budget,
    project,
    'run/questions engagement': draft,
    'run/questions activity': unopened.questionnaire,
    'run/pairs engagement': draft,
    'run/pairs activity': unopened.pairs,
    'run/people/codes engagement': coded,
    'run/people/codes batch': 1,
    'engagement.withdraw-codes engagement': coded,
    'engagement.withdraw-codes batch': 1,
    '/settle batch': twice,
    'ideas.csv activity': parts.ideas,
    'comments.csv activity': parts.statements,
    'votes.csv activity': parts.statements,
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
    'suggestions/ receipt': suggestion,
    'appeal/ receipt': await receiptOfIdeas(),
    'engagement.appeal receipt': await receiptOfIdeas(),
    thing: 'comment',
    'run/questions/ kind': 'one',
    'move/ towards': 'up',
    device,
    principle: 'support',
    question: 'q1',
    sheet: '2',
  }
}

/** A budget that people can suggest projects for, with one suggested, checked and on the shortlist. */
async function furnishBudget(house: House): Promise<{ budget: number; project: number; suggestion: string }> {
  const coordinator = await house.person('coordinator@muir.test')
  const done = (name: string, raw: Record<string, unknown>) => house.done(name, raw, coordinator, 'muir')
  const engagement = await done('engagement.plan', {
    title: 'Money for the square',
    purpose: 'What the money is for',
    subject: 'square',
    audience: 'Everyone in Strathmuir',
    level: 'decide-together',
    opens: '2027-02-01',
    closes: '2027-02-28',
  })
  await done('engagement.promise-answer', {
    engagement,
    decidedBy: 'The people who vote',
    answerDue: '2027-03-31',
    admits: 'anyone',
    resultsShown: 'after-closing',
  })
  const budget = await done('budgeting.start-budget', {
    engagement,
    title: 'Five thousand for the square',
    about: 'From the council',
    amount: 5000,
    suggestUntil: '2027-01-10',
    ballot: 'approval',
    rule: 'greedy',
    tieBreak: 'votes-cost-list',
    completion: 'none',
  })
  await done('engagement.announce', { engagement })
  const suggested = await house.perform(
    'budgeting.suggest-project',
    { budget, device: 's'.repeat(22), title: 'A well', words: 'With a bucket', cost: 900 },
    stranger,
    'muir',
  )
  if (!suggested.ok) throw new Error(JSON.stringify(suggested))
  const project = suggested.written.id as number
  await done('budgeting.show-project', { project })
  await done('budgeting.check-project', { project, feasible: 'yes', cost: 1000, because: '' })
  return { budget, project, suggestion: suggested.written.reveal! }
}
