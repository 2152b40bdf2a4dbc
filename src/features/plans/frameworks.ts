// The frameworks of goals that outcomes are mapped to: facts, each with its source and its year.
// A new edition of a framework is a new entry with a code of its own; what was mapped to the old one stays.

export interface FrameworkFacts {
  readonly code: string
  readonly name: string
  readonly version: string
  readonly publisher: string
  readonly source: string
  /** `YYYY-MM-DD`. */
  readonly adoptedOn: string
  /** Code and title, in the publisher's order. */
  readonly goals: readonly (readonly [string, string])[]
}

const numbered = (titles: readonly string[]): [string, string][] =>
  titles.map((title, index) => [String(index + 1), title])

export const frameworks: readonly FrameworkFacts[] = [
  {
    code: 'national-outcomes-2018',
    name: 'National Outcomes of Scotland',
    version: '2018',
    publisher: 'Scottish Government',
    source: 'https://nationalperformance.gov.scot/national-outcomes',
    adoptedOn: '2018-06-11',
    goals: [
      ['children', 'Children and Young People'],
      ['communities', 'Communities'],
      ['culture', 'Culture'],
      ['economy', 'Economy'],
      ['education', 'Education'],
      ['environment', 'Environment'],
      ['fair-work', 'Fair Work and Business'],
      ['health', 'Health'],
      ['human-rights', 'Human Rights'],
      ['international', 'International'],
      ['poverty', 'Poverty'],
    ],
  },
  {
    code: 'sdg-2015',
    name: 'Sustainable Development Goals',
    version: '2015',
    publisher: 'United Nations (General Assembly resolution 70/1)',
    source: 'https://sdgs.un.org/goals',
    adoptedOn: '2015-09-25',
    goals: numbered([
      'No Poverty',
      'Zero Hunger',
      'Good Health and Well-being',
      'Quality Education',
      'Gender Equality',
      'Clean Water and Sanitation',
      'Affordable and Clean Energy',
      'Decent Work and Economic Growth',
      'Industry, Innovation and Infrastructure',
      'Reduced Inequalities',
      'Sustainable Cities and Communities',
      'Responsible Consumption and Production',
      'Climate Action',
      'Life Below Water',
      'Life on Land',
      'Peace, Justice and Strong Institutions',
      'Partnerships for the Goals',
    ]),
  },
  {
    code: 'wales-2015',
    name: 'Well-being goals of Wales',
    version: '2015',
    publisher: 'Well-being of Future Generations (Wales) Act 2015, section 4',
    source: 'https://www.legislation.gov.uk/anaw/2015/2/section/4',
    adoptedOn: '2015-04-29',
    goals: numbered([
      'A prosperous Wales',
      'A resilient Wales',
      'A healthier Wales',
      'A more equal Wales',
      'A Wales of cohesive communities',
      'A Wales of vibrant culture and thriving Welsh language',
      'A globally responsible Wales',
    ]),
  },
]
