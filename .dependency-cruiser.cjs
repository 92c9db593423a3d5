// Which part may import which: the picture and the reasons are in docs/ and CONTRIBUTING.md. `npm run check:deps` holds it;
// tests/architecture/planted has one violation of each rule, and a test that each is found.
'use strict';

const { join } = require('node:path');

const specs = '\\.spec\\.tsx?$';
const ownPackage = '^(libs/[^/]+|apps/[^/]+|workflows|tests)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'R1-domain-is-pure',
      comment:
        'The rules know no package and no part of Node: they run in commands, activities, workflows and the browser alike.',
      severity: 'error',
      from: { path: '^libs/domain/src', pathNot: specs },
      to: { pathNot: '^libs/domain/src' },
    },
    {
      name: 'R2-workflows-import-only-the-kernel',
      comment: 'Workflow code may name the SDK for workflows, the domain and its own files.',
      severity: 'error',
      from: { path: '^workflows/src', pathNot: specs },
      to: { pathNot: ['^workflows/src', '^libs/domain/src', 'node_modules/@temporalio/(workflow|common)/'] },
    },
    {
      name: 'R2-workflows-reach-only-the-kernel',
      comment: "Nor through another file: Temporal's bundler would take it along without complaint.",
      severity: 'error',
      from: { path: '^workflows/src', pathNot: specs },
      to: { path: ['^libs/(?!domain/)', '^apps/', 'node_modules/(?!@temporalio/(workflow|common)/|@duban/)'], reachable: true },
    },
    {
      name: 'R3-api-has-no-temporal',
      comment: 'The HTTP service stays up when Temporal does not.',
      severity: 'error',
      from: { path: '^apps/api/src' },
      to: { path: ['node_modules/@temporalio/', '^workflows/', '^libs/temporal/'], reachable: true },
    },
    {
      name: 'R4-temporal-in-one-library',
      comment: 'Only libs/temporal talks to Temporal; the worker and the command line go through it.',
      severity: 'error',
      from: { pathNot: ['^libs/temporal/', '^tests/', '^workflows/bundle\\.cjs$', '^workflows/src/.*\\.spec\\.ts$'] },
      to: { path: 'node_modules/@temporalio/(client|worker|activity|testing|proto|nexus)/' },
    },
    {
      name: 'R5-libraries-know-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'R5-libraries-know-no-workflow',
      comment: "libs/temporal implements the workflows' ports and starts them.",
      severity: 'error',
      from: { path: '^libs/(?!temporal/)' },
      to: { path: '^workflows/' },
    },
    {
      name: 'R6-sql-in-one-library',
      comment: 'Others get functions and row types from libs/database.',
      severity: 'error',
      from: { pathNot: ['^libs/database/', '^tests/'] },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
    {
      name: 'R7-libraries-know-no-http',
      comment: "A refusal is a value; its HTTP status is the api's word.",
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: 'node_modules/(@nestjs|fastify|@fastify)/' },
    },
    {
      name: 'R8-no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'R8-no-deep-imports',
      comment: 'A package is reached by its name and what it exports.',
      severity: 'error',
      from: { path: ownPackage },
      to: { path: '^(libs/[^/]+|apps/[^/]+|workflows)/(?!src/(index|contract)\\.ts$)', pathNot: ['^$1/', '^apps/cli/bin/'] },
    },
    {
      name: 'R8-dependencies-are-declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'R8-imports-resolve',
      comment: 'Types of Nest that its entry does not name lie in files without code; the compiler finds them.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@nestjs/swagger/dist/interfaces/' },
    },
    {
      name: 'R8-web-shares-no-server-code',
      comment: "The pages know the API's description, and of the libraries only the pure ones.",
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: ['^libs/(?!domain/|wording/)', '^apps/(?!web/)', '^workflows/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules/(?!@duban)' },
    exclude: { path: '^(libs/[^/]+|apps/[^/]+|workflows)/dist/|^tests/architecture/planted/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.base.json') },
    combinedDependencies: true,
    enhancedResolveOptions: {
      conditionNames: ['development', 'import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['main', 'module', 'types', 'typings'],
    },
  },
};
