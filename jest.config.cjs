// One configuration, several projects: the folder of a test says what it needs (see CONTRIBUTING.md).
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // Libraries are read from their TypeScript source: no build is needed before a test.
  testEnvironmentOptions: { customExportConditions: ['development', 'node', 'require'] },
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.(t|j)s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Nest 12 and a few of its helpers are ESM only; jest on Node 20 needs them as CommonJS.
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|@fastify/cookie|cookie|file-type|strtok3|token-types|@tokenizer|uint8array-extras|@borewit|load-esm|jose|@casl|content-disposition)/)',
  ],
};
const project = (displayName, testMatch, more = {}) => ({ ...shared, displayName, testMatch, ...more });

module.exports = {
  projects: [
    project('unit', ['<rootDir>/{libs,apps}/*/src/**/*.spec.ts'], { testPathIgnorePatterns: ['/libs/documents/'] }),
    project('documents', ['<rootDir>/libs/documents/src/**/*.spec.ts']),
    project('architecture', ['<rootDir>/tests/architecture/**/*.spec.ts']),
    project('model', ['<rootDir>/tests/model/**/*.spec.ts']),
    project('db', ['<rootDir>/tests/db/**/*.db-spec.ts']),
    project('workflow', ['<rootDir>/workflows/src/**/*.spec.ts', '<rootDir>/tests/workflow/**/*.spec.ts']),
    project('replay', ['<rootDir>/tests/replay/**/*.spec.ts']),
    project('e2e', ['<rootDir>/tests/e2e/**/*.e2e-spec.ts']),
    project('browser', ['<rootDir>/tests/browser/**/*.browser-spec.ts']),
    project('faults', ['<rootDir>/tests/faults/**/*.fault-spec.ts']),
  ],
};
