/** The import rules of docs/architecture.md. A room is a folder of src/main or src/renderer. */
const { orderRules } = require('./scripts/test/room-order.cjs')

const pureRooms = '^src/main/(files|network|onnx|audio|text|engines|learning|inference)/'
const services = '^src/main/(library|labelling|training|prediction|reporting)/'
const storage = '^src/main/store/'
const programs = [
  '^src/main/(index|cli|library-thread)\\.ts$',
  '^src/main/workers/',
  '^src/preload/index\\.ts$',
  '^src/renderer/main\\.ts$',
]
const electron = '(^|node_modules/)electron(/|$)'

/** Room `room` may import only what matches one of `allowed` (and its own folder). */
const only = (name, from, allowed, comment) => ({ name, comment, severity: 'error', from: { path: from }, to: { pathNot: allowed } })

module.exports = {
  forbidden: [
    ...orderRules,
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other, if only by a type, belong together or need a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that no program reaches is dead.',
      from: { path: programs },
      to: { path: '^src/', pathNot: ['\\.d\\.ts$', ...programs], reachable: false },
    },
    { name: 'resolvable', severity: 'error', comment: 'The import leads nowhere.', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-packages-in-programs',
      severity: 'error',
      comment: 'The main side is shipped with its dependencies only.',
      from: { path: '^src/main/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: electron },
    },
    {
      name: 'large-data-when-needed',
      severity: 'error',
      comment:
        'These packages bring megabytes of words: read at the start, they would triple the time of every command. Load them by import().',
      from: { path: '^src/' },
      to: { path: 'node_modules/(eld|wink-pos-tagger|music-metadata)/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    only(
      'domain-imports-itself',
      '^src/shared/domain/',
      ['^src/shared/domain/', 'node_modules/pure-rand/'],
      'The words of the program depend on nothing.',
    ),
    only(
      'contract-imports-domain',
      '^src/shared/contract/',
      ['^src/shared/', 'node_modules/zod/'],
      'The contract knows the words and the schema library.',
    ),
    {
      name: 'services-stay-plain',
      severity: 'error',
      comment: 'Services run under the command line too: no Electron, windows, engines or workers inside.',
      from: { path: services },
      to: { path: ['^src/main/(app|ipc|cli|engines|workers|sample)/', '^src/(renderer|preload)/', electron] },
    },
    {
      name: 'pure-rooms-know-no-store',
      severity: 'error',
      comment: 'Engines, audio and text work on values.',
      from: { path: [pureRooms, '^src/main/sample/'] },
      to: { path: [storage, services, '^src/main/(app|ipc|cli|jobs|workers)/', 'node_modules/better-sqlite3/', electron] },
    },
    {
      name: 'workers-never-open-the-store',
      severity: 'error',
      comment: 'Workers get values and files, never SQL.',
      from: { path: '^src/main/workers/' },
      to: { path: [storage, services, '^src/main/(app|ipc|cli)/', 'node_modules/better-sqlite3/', electron] },
    },
    {
      name: 'only-the-store-knows-sqlite',
      severity: 'error',
      comment: 'SQL lives in one room.',
      from: { path: '^src/', pathNot: storage },
      to: { path: 'node_modules/better-sqlite3/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'store-knows-no-service',
      severity: 'error',
      comment: 'Services call the store, never the other way.',
      from: { path: storage },
      to: { path: '^src/(main/(?!store/|files/)|renderer|preload)' },
    },
    {
      name: 'electron-at-the-edges',
      severity: 'error',
      comment: 'Only the window side of main knows Electron.',
      from: { path: '^src/main/', pathNot: '^src/main/(index\\.ts|app/|ipc/)' },
      to: { path: electron },
    },
    {
      name: 'window-knows-no-main',
      severity: 'error',
      comment: 'The window speaks through the api only.',
      from: { path: '^src/renderer/' },
      to: { path: ['^src/main/', '^src/preload/(?!api\\.ts)', electron] },
    },
    {
      name: 'shared-knows-neither-side',
      severity: 'error',
      comment: 'Shared code runs on both sides.',
      from: { path: '^src/shared/' },
      to: { path: '^src/(main|renderer|preload)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.renderer.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    builtInModules: { add: ['electron'] },
  },
}
