// Who may import whom: one map for the whole house, no exemptions. Rooms stand in the order in which they may know each other.
const rooms = ['people', 'partnerships', 'places', 'plans', 'indicators', 'delivery', 'rounds', 'landscape', 'engagement', 'budgeting', 'front']

const may = {
  kernel: [],
  db: ['kernel'],
  operation: ['kernel', 'db'],
  outside: ['kernel'],
  ui: ['kernel', 'operation'],
  web: ['kernel', 'operation', 'db', 'outside', 'ui', 'api'],
  api: ['kernel', 'operation', 'db', 'outside', 'web/site'],
  jobs: ['kernel', 'operation', 'db', 'outside'],
}

const folders = Object.entries(may).map(([from, allowed]) => ({
  name: `${from}-may-import-${allowed.join('-') || 'nothing'}`,
  comment: `src/${from} may import ${allowed.map(a => `src/${a}`).join(', ') || 'nothing of the house'}. Move what is needed, or open a door in the map.`,
  severity: 'error',
  from: { path: `^src/${from}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^(src|demo|test|bin)/', pathNot: `^src/(${[from, ...allowed].join('|')})(/|\\.)` },
}))

const inOrder = rooms.map((room, at) => ({
  name: `${room}-knows-only-rooms-before-it`,
  comment: `The room ${room} may use the public.ts of the rooms before it, and nothing else of any room.`,
  severity: 'error',
  from: { path: `^src/features/${room}/`, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^src/features/[^/]+/',
    pathNot: [`^src/features/${room}/`, ...rooms.slice(0, at).map(before => `^src/features/${before}/public\\.ts$`)],
  },
}))

module.exports = {
  forbidden: [
    ...folders,
    ...inOrder,
    {
      name: 'kernel-needs-no-package',
      comment: 'The kernel is pure words and rules: it imports no package and nothing of Node.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'features-know-no-edge',
      comment: 'A room declares verbs and pages; it never reaches for the web, the API, the command line, the jobs or app.ts.',
      severity: 'error',
      from: { path: '^src/features/', pathNot: ['\\.test\\.tsx?$', '/some-[a-z-]+\\.ts$'] },
      to: { path: '^(src/(web|api|cli|jobs)/|src/(app|thegither)\\.ts$|demo/|test/)' },
    },
    {
      name: 'only-pages-use-ui',
      comment: 'Of a room only its pages use the parts in src/ui (and index.ts, room.ts their types).',
      severity: 'error',
      from: { path: '^src/features/.*\\.ts$', pathNot: ['\\.test\\.ts$', 'room\\.ts$', 'index\\.ts$'] },
      to: { path: '^src/ui/' },
    },
    {
      name: 'only-the-command-line-starts-the-app',
      comment: 'src/app.ts knows every room; only the command line and the tests import it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|thegither\\.ts$)' },
      to: { path: '^src/app\\.ts$' },
    },
    {
      name: 'demo-performs-verbs',
      comment: 'The demonstration is told by performing verbs: it never imports a room.',
      severity: 'error',
      from: { path: '^demo/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(kernel|operation)/' },
    },
    { name: 'no-circles', comment: 'Two files that need each other are one file, or three.', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' } },
}
