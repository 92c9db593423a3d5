import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: one thing has one name everywhere.',
};
/** A day is a string and an instant is a number: the machine's zone must have no say. */
const noZone = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The present instant is an argument.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length>1]",
    message: "This reads the machine's zone; use Date.UTC.",
  },
  { selector: "CallExpression[callee.name='Date']", message: 'The present instant is an argument.' },
  {
    selector:
      'CallExpression > MemberExpression.callee[property.name=/^([gs]et(Hours|Minutes|Seconds|Milliseconds|Date|Day|Month|FullYear|Year)|getTimezoneOffset|toLocale(Date|Time)?String)$/]',
    message: "This reads the machine's zone or language.",
  },
];
const noRandom = { object: 'Math', property: 'random', message: 'The same input must give the same answer.' };
const noNow = [
  { object: 'Date', property: 'now', message: 'The present instant is an argument.' },
  { object: 'Temporal', property: 'Now', message: 'The present instant is an argument.' },
];
const noMachine = ['process', 'Buffer', '__dirname', 'fetch', 'crypto', 'performance'];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/coverage/',
      'data/',
      'out/',
      '.cache/',
      'tests/architecture/planted/',
      'tests/fixtures/',
      'tests/reports/',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@typescript-eslint': tseslint.plugin, 'import-x': importX },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unsafe-enum-comparison': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'import-x/no-extraneous-dependencies': 'off',
      eqeqeq: ['error', 'always'],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
    },
  },
  // Each package names what it uses; the root's own list is for tools and tests.
  ...packageRules(),
  {
    files: ['libs/domain/src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...noMachine, 'setTimeout', 'setInterval', 'queueMicrotask', 'console'],
      'no-restricted-properties': ['error', noRandom, ...noNow],
      'no-restricted-syntax': ['error', noDefaultExport, ...noZone],
    },
  },
  {
    // Temporal gives workflow code its own Date.now, the run's time; it is the one source of `nowMs`.
    files: ['workflows/src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...noMachine, 'console'],
      'no-restricted-properties': ['error', noRandom],
      'no-restricted-syntax': ['error', noDefaultExport, ...noZone],
    },
  },
  {
    files: ['**/*.spec.ts', 'tests/**/*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // These tools take their settings from a default export.
    files: ['**/*.config.ts', '**/*.config.mjs', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    rules: { eqeqeq: ['error', 'always'], 'no-var': 'error', 'prefer-const': 'error', 'no-unused-vars': 'error' },
  },
);

/** no-extraneous-dependencies reads the package.json files it is told; for specs and tests the root's counts as well. */
function packageRules() {
  const packages = [
    ...['domain', 'calendar', 'wording', 'database', 'documents', 'application', 'sample', 'temporal'].map(
      (name) => `libs/${name}`,
    ),
    ...['api', 'worker', 'cli', 'web'].map((name) => `apps/${name}`),
    'workflows',
  ];
  const rule = (...packageDir) => ({ 'import-x/no-extraneous-dependencies': ['error', { packageDir, includeTypes: true }] });
  const root = import.meta.dirname;
  return packages.flatMap((name) => [
    { files: [`${name}/**/*.ts`, `${name}/**/*.tsx`], rules: rule(`${root}/${name}`) },
    { files: [`${name}/**/*.spec.ts`, `${name}/**/*.spec.tsx`, `${name}/*.config.ts`], rules: rule(`${root}/${name}`, root) },
  ]);
}
