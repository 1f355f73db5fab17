import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

/** Modules that only one room of the program may import, and where that is. */
const guardedModules = [
  { module: 'better-sqlite3', rooms: ['src/main/store/**'], message: 'SQL lives in src/main/store.' },
  {
    module: 'onnxruntime-node',
    rooms: ['src/main/onnx/**', 'src/main/engines/onnx/**'],
    message: 'ONNX sessions are opened in src/main/onnx.',
  },
  {
    module: '@tensorflow/*',
    rooms: ['src/main/engines/tensorflow/**'],
    message: 'TensorFlow is known to src/main/engines/tensorflow only.',
  },
  {
    module: 'electron',
    rooms: ['src/main/index.ts', 'src/main/app/**', 'src/main/ipc/**', 'src/preload/**'],
    message: 'Electron stays at the edges.',
  },
]

const randomness = {
  selector: "MemberExpression[object.name='Math'][property.name='random']",
  message: 'Use createRandom of @shared/domain/random: results must be repeatable.',
}

/** What scripts use without an import. */
const globalsOfNode = 'process Buffer URL setTimeout clearTimeout setInterval clearInterval AbortController console require fetch'.split(
  ' ',
)

/** Rules on line breaks in templates, which Prettier decides. */
const layoutOfTemplates = [
  'max-attributes-per-line',
  'singleline-html-element-content-newline',
  'html-self-closing',
  'html-indent',
  'html-closing-bracket-newline',
  'first-attribute-linebreak',
  'multiline-html-element-content-newline',
]

/** Calls that leave half a file when the program or the power ends meanwhile. */
const halfWrites = {
  selector: 'CallExpression[callee.name=/^(writeFile|writeFileSync|createWriteStream)$/]',
  message: 'Write whole files with writeFileAtomically of src/main/files.',
}

const size = (lines, linesPerFunction) => ({
  'max-lines': ['error', { max: lines, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: linesPerFunction, skipBlankLines: true, skipComments: true }],
})

/** Forbids every guarded module except those of the named rooms. */
const restrict = (allowed) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: guardedModules
        .filter((guarded) => !allowed.includes(guarded))
        .map(({ module, message }) => ({ group: [module], message, allowTypeImports: true })),
    },
  ],
})

const rooms = guardedModules.map((guarded) => ({ files: guarded.rooms, rules: restrictWithin(guarded.rooms) }))

function restrictWithin(files) {
  return restrict(guardedModules.filter((guarded) => guarded.rooms.some((room) => files.includes(room))))
}

/** Rules for everything written in TypeScript, whether it is linted with types or without. */
const wordsOfTypes = {
  'no-undef': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
}

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'node_modules/', 'test-results/', 'journey/', '.cache/', '**/*.circumplex/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: ['tsconfig.json', 'tsconfig.renderer.json', 'tsconfig.e2e.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...wordsOfTypes,
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/return-await': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      // Handlers are async because their kind is, and closures carry no `this`.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Half of the lint's time for cases that do not occur here.
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'no-restricted-syntax': ['error', randomness],
    },
  },
  {
    files: ['**/*.{ts,vue,js,mjs,cjs}'],
    rules: { 'max-len': ['error', { code: 140, ignoreUrls: true, ignoreRegExpLiterals: true, ignorePattern: '^import ' }] },
  },
  { files: ['src/**'], rules: { ...size(300, 40), ...restrict([]) } },
  // The body of a composable or a store holds the functions that it gives.
  { files: ['src/renderer/**/use-*.ts', 'src/renderer/**/*-store.ts'], rules: size(300, 60) },
  ...rooms,
  {
    files: ['src/**'],
    ignores: ['src/main/ipc/**', 'src/preload/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        randomness,
        halfWrites,
        {
          selector: 'ImportSpecifier[imported.name=/^ipc(Main|Renderer)$/]',
          message: 'Raw messages are sent and answered in src/main/ipc and src/preload only.',
        },
      ],
    },
  },
  { files: ['src/main/files/**'], rules: { 'no-restricted-syntax': ['error', randomness] } },
  {
    files: ['**/*.vue'],
    // Without types: each component would rebuild the whole program. vue-tsc checks them, and logic lives in composables.
    extends: [tseslint.configs.strict, vue.configs['flat/recommended']],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      ...size(200, 60),
      ...wordsOfTypes,
      ...Object.fromEntries(layoutOfTemplates.map((rule) => [`vue/${rule}`, 'off'])),
      'vue/valid-v-slot': ['error', { allowModifiers: true }],
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    files: ['tests/**', 'bench/**'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      // Matchers such as expect.any() are typed as any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: { ...Object.fromEntries(globalsOfNode.map((name) => [name, 'readonly'])), module: 'writable' },
    },
    rules: size(150, 50),
  },
)
