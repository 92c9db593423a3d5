import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POLICIES, routeTable, createApi, type RouteEntry } from '@duban/api';
import { DrivenClock, machineClock, type Deps } from '@duban/application';

/*
 * The route table is the one that the server really answers with: built without a database, since nothing is asked of it.
 */
const deps = {
  database: {},
  clock: new DrivenClock(0),
  machine: machineClock,
  files: { put: () => Promise.reject(new Error('no files here')), get: () => Promise.resolve(null) },
} as unknown as Deps;

let routes: readonly RouteEntry[];
let openApi: string;
beforeAll(async () => {
  const api = await createApi({ deps, secret: 'only for the table' });
  routes = routeTable(api.app);
  openApi = (await api.app.inject({ method: 'GET', url: '/api/openapi.json' })).payload;
  await api.close();
});

test('every route names a policy of the table', () => {
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter((route) => route.policy === null || !(route.policy in POLICIES))).toEqual([]);
});

test('every policy of the table has a route', () => {
  const used = new Set(routes.map((route) => route.policy));
  expect(Object.keys(POLICIES).filter((name) => !used.has(name))).toEqual([]);
});

test('only login, health and the descriptions of the API and of the open data are open to anyone', () => {
  const open = routes.filter((route) => POLICIES[route.policy as keyof typeof POLICIES].who === 'anyone');
  expect(open.map((route) => `${route.method} ${route.path}`).sort()).toEqual([
    'GET /api/health',
    'GET /api/health/live',
    'GET /api/health/ready',
    'GET /api/open-data/plan.schema.json',
    'GET /api/openapi.json',
    'POST /api/session',
  ]);
});

test('the server answers no address under /api that is not in the table', async () => {
  const api = await createApi({ deps, secret: 'only for the table' });
  const answered = api.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  await api.close();
  const served = servedRoutes(answered);
  const listed = new Set(routes.map((route) => `${route.method} ${route.path}`));
  expect(served.filter((route) => !listed.has(route))).toEqual([]);
  expect([...listed].filter((route) => !served.includes(route))).toEqual([]);
});

test('the committed OpenAPI document is what the code says: npm run sync:openapi', () => {
  const committed = readFileSync(join(__dirname, '../../apps/api/openapi.json'), 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(openApi));
});

/** Reads Fastify's own print of its routes: one line each, indented by depth, with the methods in brackets. */
function servedRoutes(printed: string): string[] {
  const path: string[] = [];
  const found: string[] = [];
  for (const line of printed.split('\n')) {
    const match = /^([\s│]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!match) continue;
    const depth = (match[1] ?? '').length / 4;
    path.length = depth;
    path.push(match[2] ?? '');
    for (const method of (match[3] ?? '').split(', ')) {
      if (method !== '' && method !== 'HEAD' && method !== 'OPTIONS') found.push(`${method} ${path.join('')}`);
    }
  }
  return [...new Set(found)].filter((route) => route.includes(' /api'));
}
