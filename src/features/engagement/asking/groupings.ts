// Ready-made questions about the person, so that who took part can be compared with who lives there. The groups are
// those of Scotland's Census 2022 (National Records of Scotland), under the names that figures are imported with.

export interface Grouping {
  /** What people are grouped by. */
  readonly words: string
  readonly question: string
  readonly hint?: string
  /** Words by the group's name. Of places they come from the engagement, so none stand here. */
  readonly groups: Readonly<Record<string, string>>
}

const hours = 'hours a week'

export const aboutGroupings: Readonly<Record<string, Grouping>> = {
  age: {
    words: 'Age',
    question: 'How old are you?',
    groups: {
      '0-15': 'Under 16',
      '16-24': '16 to 24',
      '25-34': '25 to 34',
      '35-44': '35 to 44',
      '45-54': '45 to 54',
      '55-64': '55 to 64',
      '65-74': '65 to 74',
      '75-over': '75 or over',
    },
  },
  sex: { words: 'Sex', question: 'What is your sex?', groups: { female: 'Female', male: 'Male' } },
  disability: {
    words: 'Disability or long-term illness',
    question: 'Does a health problem or disability limit what you can do from day to day?',
    hint: 'One that has lasted, or will last, at least 12 months. Problems of old age count too.',
    groups: { 'limited-a-lot': 'Yes, a lot', 'limited-a-little': 'Yes, a little', 'not-limited': 'No' },
  },
  'ethnic-group': {
    words: 'Ethnic group',
    question: 'What is your ethnic group?',
    hint: 'These are the groups of Scotland’s Census.',
    groups: {
      'white-scottish': 'White: Scottish',
      'white-other-british': 'White: other British',
      'white-irish': 'White: Irish',
      'white-gypsy-traveller': 'White: Gypsy or Traveller',
      'white-polish': 'White: Polish',
      'white-roma': 'White: Roma',
      'white-showman': 'White: Showman or Showwoman',
      'white-other': 'White: other',
      mixed: 'Mixed or multiple ethnic groups',
      asian: 'Asian, Scottish Asian or British Asian',
      african: 'African, Scottish African or British African',
      'caribbean-or-black': 'Caribbean or Black',
      arab: 'Arab, Scottish Arab or British Arab',
      other: 'Another ethnic group',
    },
  },
  carer: {
    words: 'Caring for somebody',
    question: 'Do you look after, or help, family, friends or others who are ill, disabled or old?',
    hint: 'Leave out paid work.',
    groups: {
      no: 'No',
      '1-19': `Yes, 1 to 19 ${hours}`,
      '20-34': `Yes, 20 to 34 ${hours}`,
      '35-49': `Yes, 35 to 49 ${hours}`,
      '50-over': `Yes, 50 or more ${hours}`,
    },
  },
  place: { words: 'Where they live', question: 'Where do you live?', groups: {} },
}
