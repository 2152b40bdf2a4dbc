// Strathmuir's round that is open: two thirds answered, some missing, one returned, begun or passed on. Its days are
// counted from the day the story is told, so that it is open on that day.

import { dayAfter } from './plans.ts'
import type { RoundWords } from './round-words.ts'
import { boardOf, roundKey } from './rounds.ts'
import { planNext } from './strathmuir-rounds.ts'
import type { Event } from './teller.ts'

const slug = 'strathmuir'
const coordinator = 'aileen'

export const autumn = (today: string): RoundWords => ({
  key: 'autumn',
  slug,
  coordinator,
  opens: dayAfter(today, -19),
  title: 'July to September 2026',
  steps: [
    {
      after: 1,
      does: 'answers',
      of: 'action warm',
      by: 'sadia',
      stands: ['green', 'better', 'high'],
      words:
        'We passed 500 homes on 11 September. 121 in this quarter, and six in a hundred needed a second visit. The street in Glenmuir is next.',
    },
    { after: 1, does: 'keeps', of: 'action visits', by: 'liam' },
    {
      after: 2,
      does: 'answers',
      of: 'action money',
      by: 'joanne',
      stands: ['green', 'better', 'high'],
      words: 'Families are phoned on the second day. Port Ellick begins in January, when its new midwife is there.',
    },
    {
      after: 2,
      does: 'answers',
      of: 'action rivers',
      by: 'hamish',
      stands: ['green', 'better', 'medium'],
      words:
        'The second farm is done, so 61 hectares may be wet now. Salmon were seen above the weir for the first time in thirty years.',
    },
    {
      after: 3,
      does: 'answers',
      of: 'action childcare',
      by: 'kirsty',
      stands: ['amber', 'worse', 'medium'],
      words:
        'Castle Street Nursery did not open at six: two of five staff are found. The 41 places we have are full, so parents are turned away again.',
    },
    {
      after: 3,
      does: 'answers',
      of: 'action clothes',
      by: 'kirsty',
      stands: ['amber', 'steady', 'medium'],
      words: '2,048 grants paid. The lawyers’ answer on health records was due in September and has not come.',
    },
    {
      after: 3,
      does: 'answers',
      of: 'action teacher',
      by: 'kirsty',
      stands: ['green', 'better', 'high'],
      words:
        '188 teachers so far; young carers trained all the new ones in September. Four large primary schools have asked to be next.',
    },
    {
      after: 3,
      does: 'answers',
      of: 'indicator children',
      by: 'kirsty',
      words:
        'It comes down further. Money advice may be part of it; the national payment for children certainly is. By the harbour it is still three times what it is on the hill.',
    },
    {
      after: 6,
      does: 'accepts',
      by: coordinator,
      of: ['action warm', 'action money', 'action rivers', 'action childcare', 'action teacher', 'indicator children'],
    },
    {
      after: 7,
      does: 'answers',
      of: 'action drivers',
      by: 'morag',
      stands: ['green', 'steady', 'medium'],
      words: 'More schools have had the course since the holidays, and young people say that it stays with them.',
    },
    {
      after: 7,
      does: 'answers',
      of: 'action harbour',
      by: 'chidi',
      stands: ['green', 'better', 'high'],
      words: 'Nine shops lent and four kept on. The coast fund has asked us for a second talk about the fish store.',
    },
    {
      after: 7,
      does: 'answers',
      of: 'action yearround',
      by: 'chidi',
      stands: ['amber', 'steady', 'low'],
      words:
        'No new figure before April. The health board’s laundry goes to a firm in Port Ellick from January; that is eleven jobs.',
    },
    { after: 8, does: 'keeps', of: 'indicator leavers', by: 'gavin' },
    {
      after: 8,
      does: 'passes-on',
      of: 'action places',
      by: 'gavin',
      to: 'catriona',
      note: 'You have the September numbers. I am at the funding council all week.',
    },
    {
      after: 9,
      does: 'returns',
      of: 'action drivers',
      by: coordinator,
      note: 'How many schools, please? The board asked last time.',
    },
    { after: 9, does: 'accepts', by: coordinator, of: ['action harbour', 'action clothes', 'indicator leavers'] },
    {
      after: 10,
      does: 'answers',
      of: 'action bus',
      by: 'ewa',
      stands: ['amber', 'steady', 'high'],
      words:
        '3,720 passengers after six, more than in any quarter, and 92 in a hundred buses on time. The contract ends on 31 March. Drivers must have three months’ notice, so December is the last month to decide.',
      needs:
        'Which from April: the same two buses for £118,000 a year, or one at eight for £64,000? And who pays which part?',
    },
    {
      after: 13,
      does: 'answers',
      of: 'action rota',
      by: 'anjali',
      stands: ['red', 'better', 'low'],
      words:
        'Two of four nurses are here, and 134 first talks are half as many again as in spring. It stays red because people still wait longer than we promised. The other two have said yes for January.',
    },
    {
      after: 13,
      does: 'answers',
      of: 'indicator healthy-years',
      by: 'anjali',
      words:
        'Lower again, and by more than chance. It fell most by the harbour and in the Old Town. We would rather not wait another year before we ask why.',
    },
    {
      after: 14,
      does: 'answers',
      of: 'action say',
      by: 'rosie',
      stands: ['green', 'better', 'high'],
      words:
        'Six of seven were answered within eight weeks. The one that was not is ours, and the answer goes out on Monday.',
    },
    { after: 15, does: 'reminds' },
    {
      after: 16,
      does: 'answers',
      of: 'action lights',
      by: 'kirsty',
      stands: ['green', 'better', 'high'],
      words: 'Four days on average. All lamps on the seven winter routes were checked in October.',
    },
    {
      after: 16,
      does: 'begins',
      of: 'action lift',
      by: 'jean',
      stands: ['green', 'steady', 'high'],
      words: 'Two drivers for Sundays since October, so church and the football are',
      reached: [1],
    },
    { after: 17, does: 'tells-deputies' },
    { after: 18, does: 'tells-leads' },
  ],
})

/** The next round is planned when this one opens. Told late, what would open meanwhile is put off by the coordinator. */
export const nextPlanned = (round: RoundWords, today: string): Event => ({
  on: round.opens,
  words: 'The round after it is planned',
  tell: async teller => {
    for (;;) {
      const number = await planNext(teller, 'winter')
      if ((await boardOf(teller, round, number)).opens > dayAfter(today, 24)) return
      const raw = { round: teller.number(roundKey('winter')), because: 'The round before it is still open.' }
      await teller.does(coordinator, 'rounds.cancel', raw, slug)
    }
  },
})
