// The child of the bench's document part: reads one file as the built program does and says what it took. Its peak of memory is its
// own, so each file gets a process.
'use strict';

const { readFileSync } = require('node:fs');
const { basename } = require('node:path');
const { importPlan, outlineOf, readSource } = require('@duban/documents');

const [path, year] = process.argv.slice(2);
const source = readSource(readFileSync(path), basename(path));
if (!source.ok) throw new Error(source.refusal.code);
const outline = outlineOf(source.value);
const batch = year === undefined ? null : importPlan(source.value, { year: Number(year) });
if (batch && !batch.ok) throw new Error(batch.refusal.code);
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    seconds: process.uptime(),
    cpuSeconds: (user + system) / 1e6,
    peakMB: process.resourceUsage().maxRSS / 1024,
    lines: source.value.lines.length,
    clauses: outline.clauses.length,
    rows: batch?.value.rows.length ?? 0,
  }),
);
