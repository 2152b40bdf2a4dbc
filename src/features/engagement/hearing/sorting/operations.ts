// Sorting what people wrote into themes, by several people, and choosing quotes that may stand in public.

import { flag, line, ref, refs, text } from '../../../../operation/fields.ts'
import { operation } from '../../../../operation/operation.ts'
import { mayRecord, mayRun } from '../../rules.ts'
import { engagementFacts } from '../../store.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const themeWording = {
  title: line('The theme', { max: 100, hint: 'A few words: somewhere to sit, safe crossings' }),
  words: text('What belongs to it', {
    optional: true,
    max: 500,
    hint: 'So that everybody who sorts means the same by it. Everyone can read this.',
  }),
}

export const addTheme = operation({
  name: 'engagement.add-theme',
  summary: 'Add a theme that what people wrote is sorted into.',
  scope: 'partnership',
  about: 'voice_theme',
  input: { engagement: ref('Engagement'), ...themeWording },
  load: (db, input) => engagementFacts(db, input.engagement),
  permit: mayRun,
  decide: (facts, input) => mayRecord(facts) ?? { fact: 'ThemeAdded' as const, ...input },
  write: async (db, fact, { partnership }) => ({ id: await store.addTheme(db, partnership!.id, fact) }),
})

export const editTheme = operation({
  name: 'engagement.edit-theme',
  summary: 'Change what a theme is called and what belongs to it.',
  scope: 'partnership',
  about: 'voice_theme',
  input: { theme: ref('Theme'), ...themeWording },
  load: (db, input) => store.themeFacts(db, input.theme),
  permit: mayRun,
  decide: (facts, input) => rules.mayEditTheme(facts) ?? { fact: 'ThemeEdited' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('voice_theme')
      .set({ title: fact.title, words: fact.words })
      .where('id', '=', fact.theme)
      .execute()
    return { id: fact.theme }
  },
})

export const dropTheme = operation({
  name: 'engagement.drop-theme',
  summary: 'Stop using a theme. How texts were sorted into it is kept and no longer counted.',
  scope: 'partnership',
  about: 'voice_theme',
  input: { theme: ref('Theme') },
  load: (db, input) => store.themeFacts(db, input.theme),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayDropTheme(facts) ?? { fact: 'ThemeDropped' as const, ...input, on: today },
  write: async (db, fact) => {
    await db.updateTable('voice_theme').set({ dropped_on: fact.on }).where('id', '=', fact.theme).execute()
    return { id: fact.theme }
  },
})

export const sort = operation({
  name: 'engagement.sort',
  summary: 'Say which themes a text is about. Your earlier opinion of it is replaced; those of others stay.',
  scope: 'partnership',
  about: 'said',
  input: { said: ref('Text'), themes: refs('What is it about?'), none: flag('None of these') },
  load: (db, input) => store.textFacts(db, input.said),
  permit: mayRun,
  decide: (facts, input, { actor }) =>
    rules.maySort(facts, input, actor.person) ?? {
      fact: 'TextSorted' as const,
      said: input.said,
      themes: input.themes,
    },
  write: async (db, fact, { partnership, actor, today }) => {
    await store.writeSorting(db, partnership!.id, fact, actor.person!, today)
    return { id: fact.said }
  },
})

export const chooseQuote = operation({
  name: 'engagement.choose-quote',
  summary: 'Quote a text in public for a theme, as it was written, where its writer agreed to that.',
  scope: 'partnership',
  about: 'quote',
  input: {
    said: ref('Text'),
    theme: ref('Theme it stands for'),
    who: line('Who says it', {
      optional: true,
      max: 100,
      hint: 'Never a name. For example: a parent in Muirtown. Leave it blank where you do not know.',
    }),
  },
  load: (db, input) => store.textFacts(db, input.said),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayQuote(facts, input.theme) ?? {
      fact: 'QuoteChosen' as const,
      ...input,
      words: facts.words,
      on: today,
    },
  write: async (db, fact, { partnership }) =>
    db
      .insertInto('quote')
      .values({
        partnership_id: partnership!.id,
        theme_id: fact.theme,
        said_id: fact.said,
        words: fact.words,
        who: fact.who,
        chosen_on: fact.on,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  keep: ({ words: _, who: __, ...kept }) => kept,
})

export const dropQuote = operation({
  name: 'engagement.drop-quote',
  summary: 'Stop quoting a text. The text itself stays where it is.',
  scope: 'partnership',
  about: 'quote',
  input: { quote: ref('Quote') },
  load: (db, input) => store.quoteFacts(db, input.quote),
  permit: mayRun,
  decide: (facts, input) => ({ fact: 'QuoteDropped' as const, ...input, engagement: facts.engagement }),
  write: async (db, fact) => {
    await db.deleteFrom('quote').where('id', '=', fact.quote).execute()
    return { id: fact.quote }
  },
})
