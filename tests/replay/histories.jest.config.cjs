// `npm run histories`: makes the stored histories that are not there yet.
const { projects } = require('../../jest.config.cjs');

const replay = projects.find((project) => project.displayName === 'replay');
module.exports = { ...replay, displayName: 'histories', testMatch: ['<rootDir>/tests/replay/make-histories.ts'] };
