// Having one's say, without scripts and on a phone: a resident answers and comes back to see what became of it, paper is
// typed in, a coordinator closes the loop, everything can be done from the keyboard, ideas, and a budget that people
// share out. Every page on the way is looked at afterwards by axe, and for its width, headings and labels.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { tick } from '../../src/jobs/clockwork.ts'
import { openPost, type Post } from '../../src/jobs/post.ts'
import { stranger } from '../../src/operation/actor.ts'
import { mailIntoFolder } from '../../src/outside/mail.ts'
import { adoptedAction } from '../asked.ts'
import { asOwner, twoPartnerships, useHouse } from '../harness.ts'
import { bodyOf, headersOf } from '../mail-server.ts'
import { choose, tick as choosing, expectHeading, expectWords, fill, follow, press, useBrowser } from './browser.ts'
import { intoMain, pick, pressKey, tabTo, type } from './keyboard.ts'
import { useSecondLook } from './second-look.ts'

const house = useHouse()
const street = useBrowser(house)
const watch = useSecondLook(street)
const withoutScripts = { script: false, size: 'phone' } as const
let post: Post
let folder: string

beforeAll(async () => {
  await twoPartnerships(house)
  await mapOfTheArea()
  await house.database.root.deleteFrom('letter').execute()
  post = await openPost(house.database)
  folder = await mkdtemp(join(tmpdir(), 'voice-'))
  await post.work(mailIntoFolder(folder, 'post@together.example'), { keepWords: false })
  // Letters that the pages write go out too.
  Object.assign(house.site.house, { post: post.put })
})
afterAll(async () => {
  await post.stop()
  await rm(folder, { recursive: true })
})

/** Three wards of Strathmuir side by side, with boundaries. */
async function mapOfTheArea(): Promise<void> {
  for (const [at, name] of ['East Muir', 'High Muir', 'West Muir'].entries()) {
    const [west, east] = [-3.5 + at * 0.1, -3.4 + at * 0.1]
    const ring = [
      [west, 56],
      [east, 56],
      [east, 56.1],
      [west, 56.1],
      [west, 56],
    ]
    const code = `X1300000${at + 1}`
    await asOwner(house.owner, async client => {
      await client.query(`insert into place (code, name, kind, boundary, invented) values ($1, $2, 'ward', $3, true)`, [
        code,
        name,
        JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
      ])
      await client.query(`insert into place_parent (place_code, parent_code) values ($1, 'X12000001')`, [code])
    })
  }
}

// ── the day, and who comes ────────────────────────────────────────────────────

const today = (): string => house.now.toISOString().slice(0, 10)
const inDays = (days: number): string => new Date(house.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** So many days later, when the clock has done what was due. */
async function daysLater(days: number): Promise<void> {
  house.now = new Date(house.now.getTime() + days * 86_400_000)
  await aMinuteLater()
}

async function aMinuteLater(): Promise<void> {
  house.now = new Date(house.now.getTime() + 60_000)
  await tick(house.site)
  house.pages.changed(null)
}

const resident = () => opened({})
/** Somebody signed in; again after a day has passed, because a session ends. */
const staff = async (email: string) => opened({ as: await house.person(email) })

async function opened(sitting: Parameters<typeof street.tab>[0]): Promise<Page> {
  const page = await street.tab({ ...withoutScripts, ...sitting })
  watch(page)
  return page
}

/** A verb of the coordinator that must work. */
const done = async (verb: string, raw: Record<string, unknown>): Promise<number> =>
  house.done(verb, raw, await house.person('coordinator@muir.test'), 'muir')

const numberIn = (page: Page, word: string): string => new RegExp(`/${word}/(\\d+)`).exec(page.url())![1]!

/** Everything that the house has written to an address, oldest first. */
async function lettersTo(email: string): Promise<{ subject: string; body: string }[]> {
  const sources = await Promise.all(
    (await readdir(folder)).map(async name => (await readFile(join(folder, name))).toString('latin1')),
  )
  return sources
    .map(source => ({ headers: headersOf(source), body: bodyOf(source) }))
    .filter(one => one.headers.to?.includes(email))
    .toSorted((a, b) => (a.headers['message-id']! < b.headers['message-id']! ? -1 : 1))
    .map(one => ({ subject: one.headers.subject!, body: one.body }))
}

/** Once there are so many letters, the newest of them. */
const letter = (email: string, count: number): Promise<string> =>
  vi.waitFor(
    async () => {
      const all = await lettersTo(email)
      expect(all.map(one => one.subject)).toHaveLength(count)
      return all.at(-1)!.body
    },
    { timeout: 20_000, interval: 300 },
  )

const pathIn = (body: string, like: RegExp): string => new URL(like.exec(body)![0]).pathname

/** An engagement that is promised, announced and open, with activities as asked for. */
async function openEngagement(
  title: string,
  fillIt: (engagement: number) => Promise<void>,
  more: Record<string, unknown> = {},
): Promise<number> {
  const engagement = await done('engagement.plan', {
    title,
    purpose: `What people think: ${title}`,
    subject: 'parks',
    audience: 'Everyone in Strathmuir',
    level: 'involve',
    opens: today(),
    closes: inDays(30),
    ...more,
  })
  await fillIt(engagement)
  await done('engagement.promise-answer', {
    engagement,
    decidedBy: 'The partnership board',
    answerDue: inDays(90),
    admits: 'anyone',
    resultsShown: 'after-closing',
  })
  await done('engagement.announce', { engagement })
  await done('engagement.open', { engagement })
  return engagement
}

/** Where something is written, by its label; a tick that lets it be quoted has the same words in its own. */
const box = (page: Page, label: string): Locator => page.locator('main').getByRole('textbox', { name: label })
const write = (page: Page, label: string, words: string): Promise<void> => box(page, label).fill(words)

const addQuestions = async (activity: number, questions: readonly Record<string, unknown>[]): Promise<void> => {
  for (const question of questions) await done('engagement.add-question', { activity, ...question })
}

// ── the journeys ──────────────────────────────────────────────────────────────

describe('having a say, without scripts and on a phone', { timeout: 240_000 }, () => {
  it('a resident answers, keeps the number, hears once, and sees what was decided', async () => {
    const engagement = await openEngagement('The future of the park', async number => {
      const activity = await done('engagement.add-activity', {
        engagement: number,
        kind: 'questionnaire',
        title: 'Tell us about the park',
      })
      await addQuestions(activity, [
        { kind: 'one', title: 'Do you use the park?', options: 'Yes\nNo', required: 'yes' },
        { kind: 'scale', title: 'How good is it?', steps: '1-5', low: 'Very bad', high: 'Very good' },
        { kind: 'text', title: 'What would make it better?' },
      ])
      await done('engagement.ask-about', { activity, groupings: ['age'] })
    })

    // The way in from the front page.
    const page = await resident()
    await page.goto('/p/muir')
    await choose(page, 'Have your say')
    await expectHeading(page, 'Have your say')
    await follow(page, 'The future of the park')
    await expectHeading(page, 'The future of the park')
    await expectWords(page, 'The partnership board')
    await follow(page, 'Answer the questions')
    await expectHeading(page, 'Tell us about the park')

    // A mistake first: it is said beside the question, and what was typed is still there.
    await write(page, 'What would make it better?', 'Somewhere to sit down.')
    await choosing(page, 'You may quote my words')
    await press(page, 'Send my answers')
    await expectWords(page, 'There is a problem')
    await page.locator('#question-q1 .ds_question__error-message', { hasText: 'Do you use the park?' }).waitFor()
    expect(await box(page, 'What would make it better?').inputValue()).toBe('Somewhere to sit down.')
    expect(await page.getByLabel('You may quote my words').isChecked()).toBe(true)
    await page.locator('#question-q1 label', { hasText: 'Yes' }).click()
    await page.locator('#question-q2 label', { hasText: '4' }).click()
    await press(page, 'Send my answers')
    await expectHeading(page, 'Thank you')
    const receipt = (await page.locator('.secret code').textContent())!
    expect(receipt).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/)
    await expectWords(page, 'Somewhere to sit down.')

    // Hears of it by letter, once the address is confirmed.
    await follow(page, 'Tell me when this moves')
    await expectHeading(page, 'Hear when this moves')
    await press(page, 'Tell me when this moves')
    await expectWords(page, 'There is a problem')
    await fill(page, { 'email address': 'resident@home.test' })
    await press(page, 'Tell me when this moves')
    await expectHeading(page, 'Look in your email')
    const asked = await letter('resident@home.test', 1)
    await page.goto(pathIn(asked, /https?:\S+\/follow\/[\w-]+/))
    await expectHeading(page, 'Hear when this moves: The future of the park')
    await press(page, 'Yes, write to me')
    await expectHeading(page, 'You follow this now')

    // It is closed, sorted, named and decided; each letter says what moved, and none says it twice.
    await done('engagement.close', { engagement })
    const theme = await done('engagement.add-theme', { engagement, title: 'Places to sit', words: '' })
    const [said] = await numbers(
      'select s.id from said s join activity a on a.id = s.activity_id where a.engagement_id = $1',
      [engagement],
    )
    await done('engagement.sort', { said, themes: [theme] })
    await done('engagement.choose-quote', { said, theme, who: '' })
    const priority = await done('engagement.name-priority', {
      engagement,
      title: 'Benches in the park',
      words: '',
      themes: [theme],
    })
    await daysLater(1)
    const named = await letter('resident@home.test', 2)
    expect(named).toContain('Benches in the park')
    await done('engagement.decide', {
      priority,
      answer: 'yes',
      reason: 'Ten benches will be set up by May.',
      organisation: '',
      decidedBy: 'The partnership board',
      decidedOn: today(),
    })
    await daysLater(1)
    const decided = await letter('resident@home.test', 3)
    expect(decided).toContain('There is an answer to “Benches in the park”: yes. Ten benches will be set up by May.')
    const action = await adoptedAction(house, 'muir', 'Benches by the pond')
    await daysLater(1)
    await daysLater(1)
    expect((await lettersTo('resident@home.test')).filter(one => one.body.includes('There is an answer'))).toHaveLength(
      1,
    )

    // Stops it with the address that stands in the letter; what comes then is not written any more.
    await page.goto(pathIn(decided, /https?:\S+\/stop/))
    await press(page, 'Stop these letters')
    await expectHeading(page, 'These letters have stopped')
    await done('engagement.link-action', { priority, action })
    await daysLater(1)
    expect(await lettersTo('resident@home.test')).toHaveLength(3)

    // Comes back with the number on another phone: mistyped first, then as somebody types who is in a hurry.
    const later = await resident()
    await later.goto('/p/muir')
    await choose(later, 'Have your say')
    await follow(later, 'The future of the park')
    await expectWords(later, 'We decided')
    await follow(later, 'Open your own answer')
    await fill(later, { 'The number on your receipt': 'ABCD-EFGH' })
    await press(later, 'Open it')
    await expectWords(later, 'We do not find this number here.')
    expect(await later.getByLabel('The number on your receipt').inputValue()).toBe('ABCD-EFGH')
    await fill(later, { 'The number on your receipt': ` ${receipt.toLowerCase().replaceAll('-', ' ')}` })
    await press(later, 'Open it')
    await expectHeading(later, 'Your answer')
    await expectWords(later, 'Somewhere to sit down.')
    await expectWords(later, 'Ten benches will be set up by May.')
    await follow(later, 'The whole story')
    await expectWords(later, 'Benches by the pond')
    await expectWords(later, '“Somewhere to sit down.”')
  })

  it('a facilitator prints a batch and types in what came back, with somebody else', async () => {
    const organisation = await council()
    const engagement = await openEngagement(
      'Bins and benches',
      async number => {
        const activity = await done('engagement.add-activity', {
          engagement: number,
          kind: 'questionnaire',
          title: 'Three questions about bins',
        })
        await addQuestions(activity, [
          { kind: 'one', title: 'Are there enough bins?', options: 'Yes\nNo', required: 'yes' },
          { kind: 'ranking', title: 'What matters most?', options: 'Bins\nBenches\nLamps' },
          { kind: 'text', title: 'Anything else?' },
        ])
      },
      { organisation },
    )

    // One batch, two people, a PDF to print.
    const first = await staff('lead@muir.test')
    await first.goto(`/p/muir/engagements/${engagement}/run`)
    await first.getByRole('navigation', { name: 'Running this engagement' }).getByText('Paper').click()
    await expectHeading(first, 'Paper')
    await follow(first, 'Print the first sheets')
    await fill(first, { 'How many sheets': '0' })
    await press(first, 'Make the sheets')
    await expectWords(first, 'There is a problem')
    await fill(first, { 'How many sheets': '5', 'Where they are handed out': 'The library' })
    await choosing(first, 'Two people enter each sheet')
    await press(first, 'Make the sheets')
    await expectHeading(first, 'Batch 1')
    const [file] = await Promise.all([first.waitForEvent('download'), follow(first, 'Sheets 1 to 5')])
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-')
    const batch = first.url()

    // Sheet 1 is read the same by both, sheet 2 not, sheet 3 is blank, sheet 4 spoilt, sheet 5 never came back.
    await press(first, 'Enter this sheet')
    await enterSheet(first, 'Sheet 1', { bins: 'Yes', order: ['1', '2', ''], words: 'Thanks' })
    await expectHeading(first, 'sheet 2')
    await press(first, 'Save, and go on to the next sheet')
    await expectWords(first, 'There is a problem')
    await enterSheet(first, 'Sheet 2', { bins: 'Yes', order: ['1', '2', '3'] })
    await sheetThat(first, 'Sheet 3', 'It is blank')
    await sheetThat(first, 'Sheet 4', 'It is spoilt')
    await expectHeading(first, 'sheet 5')
    await first.goto(batch)
    await expectWords(first, 'Entered once: 4')

    const second = await staff('coordinator@muir.test')
    await second.goto(batch)
    await press(second, 'Enter this sheet')
    await enterSheet(second, 'Sheet 1', { bins: 'Yes', order: ['1', '2', ''], words: 'Thanks' })
    await enterSheet(second, 'Sheet 2', { bins: 'No', order: ['1', '2', '3'] })
    await sheetThat(second, 'Sheet 3', 'It is blank')
    await sheetThat(second, 'Sheet 4', 'It is spoilt')
    await expectHeading(second, 'sheet 5')
    await second.goto(batch)
    await expectWords(second, 'To settle: 1')

    // Neither of them says what counts: a third person looks again, and what both read stands there already.
    await follow(second, 'Sheet 2')
    await expectHeading(second, 'Settle')
    await expectWords(second, 'You entered this sheet, so only somebody who did not can settle it.')
    expect(await second.getByRole('button', { name: 'This is what counts' }).count()).toBe(0)
    const role = { name: 'Third of muir', email: 'third@muir.test', role: 'partner-lead', organisation }
    await house.done('partnerships.give-role', role, house.administrator, 'muir')
    const third = await staff('third@muir.test')
    await third.goto(batch)
    await follow(third, 'Sheet 2')
    await expectWords(third, 'Two people read different things.')
    expect(await third.getByLabel('Benches').inputValue()).toBe('2')
    await third.locator('#question-q1 label', { hasText: 'No' }).first().click()
    await press(third, 'This is what counts')
    await expectWords(third, '2 filled in, 1 blank, 1 spoilt.')
    await follow(third, 'Nothing more comes back')
    await expectWords(third, '1 sheet of 5 did not come back: 5')
    await press(third, 'Close this batch')
    await expectWords(third, 'The batch is closed.')

    // It counts with the others, and everyone sees how it came.
    await done('engagement.close', { engagement })
    await aMinuteLater()
    const page = await resident()
    await page.goto(`/p/muir/engagements/${engagement}`)
    await follow(page, 'Everything that was answered')
    await expectHeading(page, 'results')
    await expectWords(page, 'On paper')
    await expectWords(page, 'Of 5 sheets of paper, 2 came back filled in, 1 blank, and 1 spoilt.')
    const answers = page.getByRole('table', { name: 'Are there enough bins?' })
    expect(await answers.getByRole('row', { name: /^No/ }).textContent()).toMatch(/^No\s*1\s*50%/)
  })

  it('a coordinator closes the loop, and everyone sees all five steps', async () => {
    await twoPlans()
    const page = await staff('coordinator@muir.test')
    await page.goto('/p/muir')
    await choose(page, 'Have your say')
    await follow(page, 'Plan an engagement')
    await expectHeading(page, 'Plan an engagement')

    // Who was asked before is seen while it is being planned, with what was typed still there.
    await fill(page, {
      'What people will call it': 'Later buses',
      'What you want to know': 'Which buses should run later, and why',
      'What it is about': 'buses',
      'Who you ask': 'Everyone who lives in Strathmuir',
      'First day': today(),
      'Last day': inDays(20),
    })
    await page.getByRole('button', { name: 'See who was asked before' }).click()
    await expectWords(page, 'Bus survey of last year')
    expect(await page.getByLabel('What people will call it').inputValue()).toBe('Later buses')
    await press(page, 'Keep the plan')
    await expectWords(page, 'There is a problem')
    await choosing(page, 'Involve: people work on it with us')
    await press(page, 'Keep the plan')
    await expectHeading(page, 'Who was asked before?')
    await expectWords(page, 'Asked about the same')
    await expectWords(page, 'Bus survey of last year')
    await follow(page, 'Go on')
    const run = page.url()
    const engagement = numberIn(page, 'engagements')
    const other = await resident()
    expect((await other.goto(`/p/muir/engagements/${engagement}`))?.status()).toBe(404)

    // What people do, and what is promised: always the one next step.
    await expectHeading(page, 'Later buses')
    await next(page, 'Add a way of taking part')
    await select(page, 'What people do', 'Questions: people answer on line or on paper')
    await fill(page, { 'What people will call it': 'Three questions about buses' })
    await press(page, 'Add it')
    await expectHeading(page, 'Questions: Three questions about buses')
    await follow(page, 'One choice')
    await fill(page, { 'The question': 'Do you take the bus?', 'Answers to choose from': 'Often' })
    await press(page, 'Add it')
    await expectWords(page, 'There is a problem')
    await fill(page, { 'Answers to choose from': 'Often\nNever' })
    await press(page, 'Add it')
    await expectWords(page, 'The question is added.')
    await follow(page, 'In your own words')
    await fill(page, { 'The question': 'What would make buses better?' })
    await press(page, 'Add it')
    await expectWords(page, '2 questions')
    await page.getByRole('button', { name: 'Move up question 2' }).click()
    await expectWords(page, '1. What would make buses better?')
    await follow(page, 'About the person')
    await choosing(page, 'Age')
    await press(page, 'Add these questions')
    await expectWords(page, 'They are added')
    await page.goto(run)
    await next(page, 'Make the promise')
    await fill(page, { 'Who decides': 'The partnership board', 'By when people get an answer': today() })
    await choosing(page, 'Anyone: one answer from each phone or computer')
    await choosing(page, 'When it has closed')
    await press(page, 'Save')
    await expectWords(page, 'The answer can only come after the last day.')
    await fill(page, { 'By when people get an answer': inDays(60) })
    await press(page, 'Save')
    await next(page, 'Plan it well')
    await follow(page, 'Write the plan for Support')
    await page.locator('main').getByRole('textbox').first().fill('Tea, a ramp, and a bus there.')
    await press(page, 'Save')
    await expectWords(page, 'Tea, a ramp, and a bus there.')
    await page.goto(run)
    await next(page, 'Announce it')
    await press(page, 'Announce it')
    await next(page, 'Open it now')
    await press(page, 'Open it')
    await expectWords(page, 'It is open. People can answer now.')

    // Somebody answers; it is closed; what they wrote is shown, sorted, quoted, and named as what people want.
    await other.goto(`/p/muir/engagements/${engagement}`)
    await follow(other, 'Answer the questions')
    await write(other, 'What would make buses better?', 'A bus home after nine.')
    await choosing(other, 'You may quote my words')
    await press(other, 'Send my answers')
    await expectHeading(other, 'Thank you')
    await page.goto(run)
    await follow(page, 'Close it early')
    await press(page, 'Close it')
    await expectWords(page, 'It is closed.')
    await page.getByRole('navigation', { name: 'Running this engagement' }).getByText('What people wrote').click()
    await expectWords(page, 'A bus home after nine.')
    await choosing(page, 'Fine to show')
    await press(page, 'Show those I ticked')
    await expectWords(page, 'They are shown now.')
    await page.goto(run)
    await next(page, 'Sort them')
    await follow(page, 'Add the first theme')
    await fill(page, { 'The theme': 'Later buses' })
    await press(page, 'Add it')
    await follow(page, 'Sort the next text')
    await choosing(page, 'Later buses')
    await press(page, 'Save and go on')
    await expectWords(page, 'You have sorted every text.')
    await follow(page, 'See what people said')
    await follow(page, 'Later buses')
    await follow(page, 'Quote it')
    await press(page, 'Quote it')
    await expectWords(page, 'It is quoted now.')
    await page.goto(run)
    await next(page, 'Name what matters')
    await next(page, 'Name what people want')
    await fill(page, { 'What people want': 'A bus home at night' })
    await choosing(page, 'Later buses')
    await press(page, 'Name it')
    await expectWords(page, 'It is named.')

    // The answer, the work, and the figure that will show whether it changed anything.
    await next(page, 'Give an answer')
    await choosing(page, 'In part')
    await press(page, 'Give this answer')
    await expectWords(page, 'There is a problem')
    expect(await page.getByRole('radio', { name: 'In part' }).isChecked()).toBe(true)
    await fill(page, { 'Why, and what that means': 'On Fridays, from May.', 'On which day': today() })
    await press(page, 'Give this answer')
    await expectWords(page, 'The answer stands.')
    await next(page, 'Say what is done')
    await select(page, 'Work', 'Friday night bus')
    await press(page, 'Link this work')
    await next(page, 'Choose a figure')
    await select(page, 'Figure', 'People who can get home at night')
    await press(page, 'Link this figure')
    await expectHeading(page, 'What people asked for has its answer')
    await page.goto(run)
    await next(page, 'Look back')
    await follow(page, 'Write the review for Support')
    await page.locator('main').getByRole('textbox').first().fill('Nobody could not come in.')
    await press(page, 'Save')

    // Everyone sees all of it; a year later there is a figure.
    await other.goto(`/p/muir/engagements/${engagement}`)
    await expectHeading(other, 'Later buses')
    for (const step of ['We asked', 'You said', 'We decided', 'We did', 'Did it change anything?'])
      await other.locator('main').getByRole('heading', { name: step, exact: true }).waitFor()
    await expectWords(other, '“A bus home after nine.”')
    await expectWords(other, 'On Fridays, from May.')
    await expectWords(other, 'Friday night bus')
    await daysLater(420)
    await done('indicators.record-reading', { indicator: figure, period: '2027', value: 47, status: 'actual' })
    await aMinuteLater()
    await other.reload()
    await other.locator('main').getByRole('heading', { name: 'It changed', exact: true }).waitFor()
    await expectWords(other, '47')
    await other.goto(`/p/muir/engagements/${engagement}/principles`)
    await expectWords(other, 'Nobody could not come in.')
  })

  it('ranking, pairs, statements, the map and both ballots need nothing but the keyboard', async () => {
    let parts: Record<string, number> = {}
    const engagement = await openEngagement('Our streets', async number => {
      const add = (kind: string, title: string) =>
        done('engagement.add-activity', { engagement: number, kind, title, peopleAdd: 'yes' })
      parts = {
        questions: await add('questionnaire', 'Two questions about streets'),
        pairs: await add('pairs', 'Which matters more to you?'),
        statements: await add('statements', 'Do you agree?'),
      }
      await addQuestions(parts.questions!, [
        { kind: 'ranking', title: 'What matters most?', options: 'Lamps\nBenches\nTrees', required: 'yes' },
        { kind: 'place', title: 'Which place needs it most?', places: ['X13000001', 'X13000002', 'X13000003'] },
      ])
      for (const title of ['Lamps', 'Benches', 'Trees'])
        await done('engagement.add-option', { activity: parts.pairs, title })
      for (const words of ['Streets are well lit.', 'Dogs should be on a lead.'])
        await done('engagement.add-statement', { activity: parts.statements, words })
    })
    const page = await resident()
    const face = `/p/muir/engagements/${engagement}`

    // Things in order: a mistake first, which the keyboard is led to.
    await page.goto(face)
    await intoMain(page)
    await pressKey(page, page.getByRole('link', { name: 'Answer the questions' }))
    await expectHeading(page, 'Two questions about streets')
    await type(page, page.getByLabel('Lamps'), '2')
    await type(page, page.getByLabel('Benches'), '2')
    await pressKey(page, page.getByRole('button', { name: 'Send my answers' }))
    await expectWords(page, 'There is a problem')
    await page.locator('#error-summary:focus').waitFor()
    await pressKey(page, page.locator('#error-summary a').first())
    await type(page, page.getByLabel('Benches'), '1')
    // The map is a list with numbers.
    await pick(page, page.getByRole('radio', { name: 'High Muir' }))
    await type(page, page.getByLabel('Where is it, in your own words?'), 'The corner by the library')
    await pressKey(page, page.getByRole('button', { name: 'Send my answers' }))
    await expectHeading(page, 'Thank you')
    await expectWords(page, '1. Benches')
    await expectWords(page, 'High Muir')

    // Two at a time.
    await page.goto(face)
    await intoMain(page)
    await pressKey(page, page.getByRole('link', { name: 'Say what matters more' }))
    for (const so of ['You see two things at a time', '1 pair of 3 so far', '2 pairs of 3 so far']) {
      await expectWords(page, so)
      await pick(page, page.locator('main input[type=radio]').nth(1))
      await pressKey(page, page.getByRole('button', { name: 'Next pair' }))
    }
    await expectWords(page, 'You have compared them all.')
    await pressKey(page, page.getByRole('link', { name: 'Stop here and keep my number' }))
    await expectHeading(page, 'Thank you')
    await expectWords(page, 'What matters more to you')

    // One statement after the other, each with three buttons; a changed mind; one of one's own.
    await page.goto(face)
    await intoMain(page)
    await pressKey(page, page.getByRole('link', { name: 'Agree or disagree' }))
    await expectHeading(page, 'Do you agree?')
    await expectWords(page, 'one at a time')
    await pressKey(page, page.getByRole('button', { name: 'Agree', exact: true }))
    await expectWords(page, '1 of 2 so far')
    await pressKey(page, page.getByRole('button', { name: 'Pass' }))
    await expectWords(page, 'You have answered them all.')
    await pressKey(page, page.locator('main summary', { hasText: 'What you said so far' }))
    await pressKey(page, page.getByRole('link', { name: /^Change what you said/ }).first())
    await pick(page, page.getByRole('radio', { name: 'Disagree' }))
    await pressKey(page, page.getByRole('button', { name: 'Send' }))
    await pressKey(page, page.getByRole('link', { name: 'Add a statement of your own' }))
    await type(page, page.getByRole('textbox', { name: 'The statement' }), 'Pavements should be wider.')
    await pressKey(page, page.getByRole('button', { name: 'Send it' }))
    await expectWords(page, 'Yours waits to be read')
    await pressKey(page, page.getByRole('link', { name: 'Stop here and keep my number' }))
    await expectHeading(page, 'Thank you')
    await expectWords(page, 'Pavements should be wider.')

    // Both ballots that need arithmetic: money spent, and points shared out.
    const spent = await budgetToVoteOn('£100 to spend', { ballot: 'knapsack' })
    const shared = await budgetToVoteOn('£100 by points', { ballot: 'points', points: '10' })
    await daysLater(10)
    await page.goto(`/p/muir/budgets/${spent}`)
    await intoMain(page)
    await pressKey(page, page.locator('main').getByRole('link', { name: 'Vote', exact: true }))
    for (const name of ['Books for the library', 'Swings in the park', 'Benches in the park']) {
      await tabTo(page, page.getByRole('checkbox', { name }))
      await page.keyboard.press('Space')
    }
    await pressKey(page, page.getByRole('button', { name: 'Send my answers' }))
    await expectHeading(page, 'Thank you')
    await expectWords(page, 'Swings in the park')
    await page.goto(`/p/muir/budgets/${shared}`)
    await intoMain(page)
    await pressKey(page, page.locator('main').getByRole('link', { name: 'Vote', exact: true }))
    await type(page, page.getByLabel('Books for the library'), '8')
    await type(page, page.getByLabel('Swings in the park'), '3')
    await pressKey(page, page.getByRole('button', { name: 'Send my answers' }))
    await expectWords(page, 'There is a problem')
    await type(page, page.getByLabel('Books for the library'), '7')
    await pressKey(page, page.getByRole('button', { name: 'Send my answers' }))
    await expectHeading(page, 'Thank you')
    await expectWords(page, 'Books for the library')
  })

  it('an idea is given, read by somebody, supported and talked about', async () => {
    const engagement = await openEngagement('Ideas for the pond', async number => {
      await done('engagement.add-activity', { engagement: number, kind: 'ideas', title: 'What would you do?' })
    })
    const face = `/p/muir/engagements/${engagement}`
    const giver = await resident()
    await giver.goto(face)
    await follow(giver, 'Put forward ideas')
    await expectHeading(giver, 'What would you do?')
    await expectWords(giver, 'No ideas yet.')
    await follow(giver, 'Give your idea')
    await fill(giver, { 'Your idea in a few words': 'A pond with newts' })
    await press(giver, 'Send my idea')
    await expectWords(giver, 'There is a problem')
    expect(await box(giver, 'Your idea in a few words').inputValue()).toBe('A pond with newts')
    await write(giver, 'More about it', 'Children could look into it.')
    await press(giver, 'Send my idea')
    await expectWords(giver, 'Somebody reads it first.')
    await expectWords(giver, 'Yours waits to be read')
    const other = await resident()
    await other.goto(`${face}`)
    await follow(other, 'Put forward ideas')
    await expectWords(other, 'No ideas yet.')

    // Somebody reads it and shows it; another supports it, takes that back, supports it again, and says something.
    await showsAll(engagement, 'A pond with newts')
    await other.reload()
    await follow(other, 'A pond with newts')
    await expectHeading(other, 'A pond with newts')
    await expectWords(other, '0 supporters')
    await press(other, 'Support this “A pond with newts”')
    await expectWords(other, '1 supporter')
    await press(other, 'Take my support back “A pond with newts”')
    await expectWords(other, '0 supporters')
    await press(other, 'Support this “A pond with newts”')
    await expectWords(other, 'You support this.')
    await follow(other, 'A pond with newts')
    await follow(other, 'Say what you think of it')
    await press(other, 'Send it')
    await expectWords(other, 'There is a problem')
    await write(other, 'What do you think of it?', 'And a fence round it.')
    await press(other, 'Send it')
    await expectWords(other, 'Yours waits to be read')
    await showsAll(engagement, 'And a fence round it.')

    // Whoever gave it sees both, and the number opens it again.
    await giver.reload()
    await follow(giver, 'A pond with newts')
    await expectWords(giver, '1 supporter')
    await expectWords(giver, 'Yours')
    await expectWords(giver, 'And a fence round it.')
    await giver.goBack()
    await follow(giver, 'Keep my number')
    await expectHeading(giver, 'Thank you')
    await expectWords(giver, 'A pond with newts')

    // When it has closed, everyone sees which idea has how many people behind it.
    await done('engagement.close', { engagement })
    await aMinuteLater()
    await other.goto(face)
    await follow(other, 'Everything that was answered')
    await expectHeading(other, 'What would you do?: results')
    await expectWords(other, 'A pond with newts')
  })

  it('money is shared out: suggested, checked, voted on, counted, explained and followed', async () => {
    const engagement = await plannedBudget('You decide: the green')
    let runs = await staff('coordinator@muir.test')
    await runs.goto('/p/muir/budgets')
    await follow(runs, 'Start a budget')
    await select(runs, 'Engagement it belongs to', 'You decide: the green')
    await fill(runs, { 'What people will call it': '£100 for the green', 'How much money there is, in pounds': '0' })
    await write(runs, 'What the money is for, and who gives it', 'The common good fund gives it.')
    await write(runs, 'Last day on which people can suggest projects', inDays(5))
    await select(runs, 'How people vote', 'Tick every project you want')
    await press(runs, 'Start it')
    await expectWords(runs, 'There is a problem')
    await fill(runs, { 'How much money there is, in pounds': '100' })
    await press(runs, 'Start it')
    await expectWords(runs, 'The budget is started.')
    const run = runs.url()
    const budget = `/p/muir/budgets/${numberIn(runs, 'budgets')}`
    await done('engagement.announce', { engagement })

    // A resident suggests one, and keeps its number.
    const page = await resident()
    await page.goto('/p/muir/engagements')
    await follow(page, 'Money you decide about')
    await expectHeading(page, 'You decide: budgets')
    await follow(page, '£100 for the green')
    await follow(page, 'Suggest a project')
    await fill(page, { 'What it is': 'A safer crossing' })
    await press(page, 'Send my suggestion')
    await expectWords(page, 'There is a problem')
    expect(await box(page, 'What it is').inputValue()).toBe('A safer crossing')
    await write(page, 'What would be done, and who it would help', 'Children cross there twice a day.')
    await press(page, 'Send my suggestion')
    await expectHeading(page, 'Thank you')

    // It is read, checked and put on the shortlist; others are added; one cannot be done, and everyone reads why.
    await runs.goto(run)
    await next(runs, 'Read the first')
    await follow(runs, 'Check it')
    await check(runs, 'Yes', '60')
    await runs.goto(run)
    for (const [title, cost] of [
      ['Benches on the green', '40'],
      ['Lamps on the green', '50'],
      ['A bridge', ''],
    ] as const) {
      await follow(runs, 'Add a project')
      await fill(runs, { 'What it is': title })
      await write(runs, 'What would be done, and who it would help', `${title}, for everyone.`)
      await press(runs, 'Add it')
      await expectWords(runs, 'It is on the list.')
      await next(runs, `Check “${title}”`)
      await (cost ? check(runs, 'Yes', cost) : check(runs, 'No', '', 'It would cost £2 million.'))
    }
    for (const title of ['A safer crossing', 'Benches on the green', 'Lamps on the green']) {
      await runs.getByRole('link', { name: new RegExp(`^Put it on the shortlist ?: ${title}`) }).click()
      await press(runs, 'Put it on the shortlist')
      await expectWords(runs, 'It is on the shortlist.')
    }
    await page.goto(`${budget}/projects`)
    await expectWords(page, 'It would cost £2 million.')

    // The vote is made, opens by itself, and is cast.
    house.now = new Date(house.now.getTime() + 6 * 86_400_000)
    runs = await staff('coordinator@muir.test')
    await runs.goto(run)
    await next(runs, 'Make the vote')
    await press(runs, 'Make the vote')
    await expectWords(runs, 'The vote is ready.')
    await daysLater(4)
    await page.goto(budget)
    await expectWords(page, 'Now you decide')
    await page.locator('main').getByRole('link', { name: 'Vote', exact: true }).click()
    await choosing(page, 'A safer crossing')
    await choosing(page, 'Benches on the green')
    await press(page, 'Send my answers')
    await expectHeading(page, 'Thank you')
    const [activity] = await numbers(`select id from activity where engagement_id = $1 and kind = 'vote'`, [engagement])
    for (let voter = 1; voter <= 5; voter++) {
      const device = `voter-${voter}`.padEnd(22, 'x')
      const answers = { q1: voter <= 3 ? ['1', '2'] : ['3'] }
      expect((await house.perform('engagement.respond', { activity, device, answers }, stranger, 'muir')).ok).toBe(true)
    }

    // Counted by the rule that was declared, looked at, published, and its work named.
    await daysLater(21)
    runs = await staff('coordinator@muir.test')
    await runs.goto(run)
    await next(runs, 'Count the votes')
    await press(runs, 'Count them')
    await expectWords(runs, 'Only members see this yet.')
    expect((await page.goto(`${budget}/result`))?.status()).toBe(200)
    await expectWords(page, 'The votes are being counted.')
    await runs.goto(run)
    await next(runs, 'Publish the result')
    await press(runs, 'Publish it')
    await expectHeading(runs, 'The result')
    await page.reload()
    await expectWords(page, 'Why this one and not that one')
    await expectWords(page, 'What other rules would have done')
    await expectWords(page, '£100 of £100 goes to projects')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('main a[href$=".pb"]').first().click(),
    ])
    expect(await readFile(await file.path(), 'utf8')).toContain('A safer crossing')
    await adoptedAction(house, 'muir', 'Build the crossing')
    for (const title of ['A safer crossing', 'Benches on the green']) {
      await runs.goto(run)
      await next(runs, `Say which work does “${title}”`)
      await select(runs, 'work', 'Build the crossing')
      await press(runs, 'Link the work')
      await expectWords(runs, 'The work is linked.')
    }
    await expectWords(runs, 'Every project that got money has its work.')
    await page.goto(budget)
    await expectWords(page, 'What you decided is being done')
    await follow(page, 'A safer crossing')
    await expectWords(page, 'Why it gets money')
    await expectWords(page, 'Build the crossing')
    await follow(page, 'The whole result')
    await expectHeading(page, 'The result: £100 for the green')
    await page.goto(`${budget}/rules`)
    await expectHeading(page, 'How votes are counted')
  })
})

/** A budget of £100 with three projects; its vote opens in ten days. */
async function budgetToVoteOn(title: string, ballot: Record<string, unknown>): Promise<number> {
  const engagement = await plannedBudget(`You decide: ${title}`)
  const budget = await done('budgeting.start-budget', {
    engagement,
    title,
    about: 'The common good fund gives it.',
    amount: '100',
    rule: 'equal-shares',
    completion: 'none',
    tieBreak: 'votes-cost-list',
    ...ballot,
  })
  for (const [name, cost] of [
    ['Books for the library', '40'],
    ['Swings in the park', '30'],
    ['Benches in the park', '30'],
  ]) {
    const project = await done('budgeting.add-project', { budget, title: name, words: `More about: ${name}` })
    await done('budgeting.check-project', { project, feasible: 'yes', cost })
    await done('budgeting.shortlist-project', { project })
  }
  await done('budgeting.prepare-vote', { budget })
  await done('engagement.announce', { engagement })
  return budget
}

/** An engagement that decides together; it opens in ten days, and is promised and not announced yet. */
async function plannedBudget(title: string): Promise<number> {
  const engagement = await done('engagement.plan', {
    title,
    purpose: 'What the money is for',
    subject: 'money',
    audience: 'Everyone',
    level: 'decide-together',
    opens: inDays(10),
    closes: inDays(30),
  })
  await done('engagement.promise-answer', {
    engagement,
    decidedBy: 'The people who vote',
    answerDue: inDays(60),
    admits: 'anyone',
    resultsShown: 'after-closing',
  })
  return engagement
}

/** Says whether a project can be done, and what it costs. */
async function check(page: Page, feasible: string, cost: string, because = ''): Promise<void> {
  await expectHeading(page, 'Check “')
  await page.locator('main form.form').getByText(feasible, { exact: true }).click()
  if (cost) await fill(page, { 'What it costs, in pounds': cost })
  if (because) await fill(page, { 'Why not, or what people should know': because })
  await press(page, 'Save the check')
  await expectWords(page, 'Checked.')
}

/** The coordinator reads what waits, this among it, and shows all of it. */
async function showsAll(engagement: number, words: string): Promise<void> {
  const page = await staff('coordinator@muir.test')
  await page.goto(`/p/muir/engagements/${engagement}/run`)
  await next(page, 'Read them')
  await expectWords(page, words)
  for (const box of await page.getByRole('checkbox', { name: 'Fine to show' }).all()) await box.check({ force: true })
  await press(page, 'Show those I ticked')
  await expectWords(page, 'They are shown now.')
}

/** Follows the one next step of the page. */
const next = (page: Page, words: string): Promise<void> =>
  page.locator('main section.wash').getByRole('link', { name: words }).click()

/** Chooses from a list that opens, or of round buttons where there are few. */
async function select(page: Page, label: string, words: string): Promise<void> {
  await page.locator('main form.form').getByText(label).first().waitFor()
  const list = page.locator('main').getByRole('combobox', { name: label })
  if (await list.count())
    await list.selectOption({ label: (await list.locator('option', { hasText: words }).first().textContent())! })
  else await choosing(page, words)
}

let figure: number
/** What was asked before, adopted work, and a figure to measure by. */
async function twoPlans(): Promise<void> {
  const linked = await done('engagement.link', {
    title: 'Bus survey of last year',
    purpose: 'Which buses people need',
    subject: 'buses',
    audience: 'Everyone who lives in Strathmuir',
    level: 'consult',
    opens: inDays(-200),
    closes: inDays(-180),
    address: 'https://bus.example/',
    heard: 'People want later buses.',
  })
  await done('engagement.announce', { engagement: linked })
  await adoptedAction(house, 'muir', 'Friday night bus')
  figure = await done('indicators.define', {
    name: 'People who can get home at night',
    kind: 'local',
    unit: 'percent',
    good: 'up',
    frequency: 'yearly',
    source: 'Survey',
  })
  await done('indicators.record-reading', { indicator: figure, period: '2025', value: 41, status: 'actual' })
}

/** Types in what a filled sheet shows; saves it. */
async function enterSheet(
  page: Page,
  sheet: string,
  shown: { bins: string; order: readonly string[]; words?: string },
): Promise<void> {
  await expectHeading(page, sheet.replace('Sheet', 'sheet'))
  await choosing(page, 'It is filled in')
  await page.locator('#question-q1 label', { hasText: shown.bins }).first().click()
  for (const [at, name] of ['Bins', 'Benches', 'Lamps'].entries())
    await page.locator('#question-q2').getByLabel(name).fill(shown.order[at]!)
  if (shown.words) await write(page, 'Anything else?', shown.words)
  await press(page, 'Save, and go on to the next sheet')
}

async function sheetThat(page: Page, sheet: string, shows: string): Promise<void> {
  await expectHeading(page, sheet.replace('Sheet', 'sheet'))
  await choosing(page, shows)
  await press(page, 'Save, and go on to the next sheet')
}

const numbers = async (sql: string, values: readonly unknown[] = []): Promise<number[]> =>
  (await asOwner(house.owner, client => client.query(sql, [...values]))).rows.map(row => Number(row.id))

const council = async (): Promise<number> =>
  (await numbers(`select id from organisation where name = 'Council of muir'`))[0]!
