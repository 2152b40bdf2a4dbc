// Which columns hold personal data, and when each is erased. A law of the house: no other column may.
// `erased` names what does it: being erased (people.erase), or housekeeping by date.

export interface Kept {
  readonly table: string
  readonly columns: readonly string[]
  readonly why: string
  readonly erased: string
}

export const personalColumns: readonly Kept[] = [
  {
    table: 'person',
    columns: ['email', 'name'],
    why: 'to know who acts and where to write',
    erased: 'when the person is erased, or on erase_by',
  },
  {
    table: 'identity',
    columns: ['issuer', 'subject'],
    why: 'to recognise who comes through a provider',
    erased: 'when the person is erased',
  },
  {
    table: 'session',
    columns: ['device'],
    why: 'so that people know their own devices',
    erased: '30 days after it ends',
  },
  {
    table: 'letter',
    columns: ['subject', 'body', 'stop'],
    why: 'until it is sent',
    erased: 'when it is sent, at the latest after 30 days',
  },
  {
    table: 'upload',
    columns: ['name', 'bytes'],
    why: 'between a preview and its confirmation',
    erased: 'the day after',
  },
  {
    table: 'api_token',
    columns: ['label'],
    why: 'so that people know their own tokens',
    erased: 'when the person is erased',
  },
  {
    table: 'notice',
    columns: ['heading', 'words', 'stop'],
    why: 'until the day’s letter is written',
    erased: 'when the letter is written; the cause stays 400 days, so that nothing is told twice',
  },
  {
    table: 'link_use',
    columns: ['said_name'],
    why: 'so that the owner of a link knows who used it',
    erased: '30 days after the link ends',
  },
  {
    table: 'absence',
    columns: ['from_on', 'to_on'],
    why: 'so that deputies are asked instead',
    erased: '30 days after the last day, or when the person is erased',
  },
  {
    table: 'group_import',
    columns: ['name', 'bytes', 'left_out'],
    why: 'while a spreadsheet of groups and seats is being brought in',
    erased: 'the bytes when it is in or dropped, the rest with it or on erase_by',
  },
  {
    table: 'response',
    columns: ['device_key', 'network'],
    why: 'so that people find their answer again on their device; to find votes that look alike (both as keyed hashes)',
    erased: 'the network 90 days after closing, the device on the engagement’s erase_on',
  },
  {
    table: 'response_about',
    columns: ['answers'],
    why: 'to see who was heard and who was missed',
    erased: 'on the engagement’s erase_on; counts that are safe to show stay',
  },
  {
    table: 'response_file',
    columns: ['name', 'bytes'],
    why: 'because people wanted it to be seen',
    erased: 'on the engagement’s erase_on',
  },
  {
    table: 'paper_sheet',
    columns: ['first', 'second'],
    why: 'what two people read from a sheet, until they agree',
    erased: 'when the sheet is settled, at the latest on the engagement’s erase_on',
  },
  {
    table: 'said',
    columns: ['words'],
    why: 'to understand what people want; anybody may write anything in a free text',
    erased: 'on the engagement’s erase_on; quotes chosen with consent stay, and what bodies said',
  },
  ...(['idea', 'idea_comment', 'statement'] as const).map(table => ({
    table,
    columns: table === 'idea' ? ['title', 'words'] : ['words'],
    why: 'because people wanted others to read it',
    erased: 'on the engagement’s erase_on, where it was never shown or hidden; when its writer takes the answer back',
  })),
  {
    table: 'moderation',
    columns: ['appeal'],
    why: 'what somebody says who asks for another look at their words',
    erased: 'on the engagement’s erase_on',
  },
  {
    table: 'engagement_postcode',
    columns: ['postcode'],
    why: 'the list of postcodes whose people may take part; nobody’s own postcode is kept',
    erased: 'on the engagement’s erase_on',
  },
  {
    table: 'voter_code',
    columns: ['code_hash'],
    why: 'so that each code counts once',
    erased: 'on the engagement’s erase_on',
  },
]

/** Tables that exist once in an installation; every other table belongs to a partnership. */
export const commonsTables: readonly string[] = [
  'installation',
  'migration',
  'organisation',
  'person',
  'identity',
  'sign_in_link',
  'session',
  'letter',
  'place',
  'place_spelling',
  'place_parent',
  'place_family',
  'partnership',
  'partnership_address',
  'api_token',
  'commons_history',
  'upload',
  'framework',
  'goal',
  'catalogue_indicator',
  'catalogue_reading',
  'catalogue_revision',
  'initiative',
  'initiative_publication',
  'absence',
  'notice',
  'request_link',
  'request_link_part',
  'link_use',
  'calendar_feed',
  'template_column',
  'joint_body',
  'place_population',
  'place_group_population',
  'area_overlap',
  'area_comparison',
]
