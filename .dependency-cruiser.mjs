// The walls of the house, run by `npm run check`. Each has its reason as its comment, and a folder of the same name
// in test/walls with a small house that breaks it: test/contracts/walls.spec.ts sees every wall bite.
// Paths are relative to the folder that is cruised, so that those small houses are held against these very rules.

const platformLibraries =
  '(^|node_modules/)(@slack/|@microsoft/(agents|teams)|botbuilder|botframework|adaptivecards)';
const pure = '^src/(chat/|features/[^/]+/[a-z-]*rules\\.ts$|schedule/rules\\.ts$|guard/report[^/]*\\.ts$)';
const house = '^(src|adapters|migrations)/(.*/)?';
const nowhere = '^nowhere$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one file, or a third is missing. Circles of types alone vanish when the types do.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-start-knows-adapters',
      comment: 'The core knows no platform: start.ts puts the two together, and nothing else may.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/start\\.ts$' },
      to: { path: '^adapters/' },
    },
    {
      name: 'no-platform-library-in-core',
      comment: 'Bolt, Bot Framework and their types belong to their adapter; the core speaks src/chat.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: platformLibraries },
    },
    {
      name: 'rules-are-pure',
      comment:
        'Rules, and the language that they speak, decide and do nothing else: time and chance come in as arguments. Types may come from anywhere.',
      severity: 'error',
      from: { path: pure },
      to: {
        path: [
          '^src/(database|delivery|web|operator|pictures)/',
          '^src/(bot|config|main|start)\\.(js|ts)$',
          '^src/people/(?!person\\.ts$)',
          '/(store|cards|handlers)\\.ts$',
          '(^|node_modules/)(pg|kysely|pino|node-cron|prom-client)($|/)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-touch-no-machine',
      comment: 'A rule that reads a file, a socket, a clock or a die of its own cannot be replayed.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-people-step-out',
      comment:
        'Row-level security does not hold the owner of the tables back: only connecting and separating workspaces needs that.',
      severity: 'error',
      from: { path: '^(src|adapters)/', pathNot: '^src/people/' },
      to: { path: '^src/database/as-owner\\.ts$' },
    },
    {
      name: 'features-are-strangers',
      comment:
        'A feature that needs another asks for a thing of people/, schedule/ or guard/, or for an offer that bot.ts collects.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/[^/]+/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'adapters-are-strangers',
      comment: 'What two adapters share is a thing of the core; the playground talks to them by HTTP only.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'platforms-know-no-feature',
      comment:
        'A platform draws any card and reads any event: it knows neither features nor people nor what is stored, not even their types.',
      severity: 'error',
      from: { path: '^adapters/(?!playground/)' },
      to: { path: '^src/(features|people|database|delivery|operator|guard)/' },
    },
    {
      name: 'platforms-use-the-language-only',
      comment:
        'What a platform calls is the language (chat, words) and the drawing of pictures; all else start.ts hands to it, so of that it knows types only.',
      severity: 'error',
      from: { path: '^adapters/(?!playground/)' },
      to: {
        path: '^src/',
        pathNot: '^src/(chat|words|pictures|features|people|database|delivery|operator|guard)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'playground-is-outside',
      comment:
        'The playground stands in for companies that have never seen our code: it knows the wire and nothing of the core.',
      severity: 'error',
      from: { path: '^adapters/playground/' },
      to: { path: '^(src|migrations)/' },
    },
    {
      name: 'nothing-rests-on-tests',
      comment: 'Tests look at the house, the house does not look back.',
      severity: 'error',
      from: { path: '^(src|adapters|migrations)/' },
      to: { path: '^test/' },
    },
    {
      name: 'nothing-imports-main',
      comment: 'The file that starts the program exports nothing: who imports it starts the program.',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.js$' },
    },
  ],
  // Names that no file may have. A required dependency that no file can have is how a file is forbidden as such,
  // whether or not another imports it.
  required: [
    {
      name: 'no-types-file',
      comment: 'A type lives with its noun. A file of types is needed by all and needs all.',
      severity: 'error',
      module: { path: `${house}types\\.ts$` },
      to: { path: nowhere },
    },
    {
      name: 'no-barrels',
      comment: 'A file that hands on what others make ties a whole folder into one knot.',
      severity: 'error',
      module: { path: `${house}index\\.ts$` },
      to: { path: nowhere },
    },
    {
      name: 'no-utilities',
      comment: 'What has no name has no place: a helper lives with the noun that it helps.',
      severity: 'error',
      module: { path: `${house}(utils?|utilities|helpers?|common|shared|misc)(/|\\.ts$)` },
      to: { path: nowhere },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/walls/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
