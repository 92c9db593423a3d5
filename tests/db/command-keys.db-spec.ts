import { instantOf, refuse } from '@duban/domain';
import { actorOn, readRoster, runCommand, type Actor } from '@duban/application';
import { withTransaction } from '@duban/database';
import { writeSampleJurisdiction, type SampleJurisdiction } from '@duban/sample';
import { openTestDeps, type TestDeps } from '../support/database';

let deps: TestDeps;
let sample: SampleJurisdiction;
let actor: Actor;
beforeAll(async () => {
  deps = await openTestDeps(instantOf('2026-03-02', 10));
  sample = await writeSampleJurisdiction(
    deps,
    { name: '示例区', officeName: '示例区司法局', unitNames: ['甲局'], fromOn: '2020-01-01' },
    'x',
  );
  actor = await withTransaction(deps.database, async (tx) =>
    actorOn(await readRoster(tx, sample.jurisdictionId), sample.jurisdictionId, sample.office.clerk.personId, '2026-03-02'),
  );
});
afterAll(() => deps.close());

/** A command that renames the jurisdiction once: whoever comes second finds it done and is refused, as most commands are. */
function renameOnce(key: string, name: string) {
  return runCommand<{ name: string }>(deps, { actor, route: 'rename', key, body: { name } }, async (act) => {
    const [row] = await act.tx.query<{ name: string }>('select name from jurisdiction where id = $1 for update', [
      sample.jurisdictionId,
    ]);
    if (row?.name === name) return refuse('PLAN.STATE', { state: 'issued' });
    await act.tx.run('update jurisdiction set name = $2 where id = $1', [sample.jurisdictionId, name]);
    act.emit({ type: 'plan.issued', subjectKind: 'jurisdiction', subjectId: sample.jurisdictionId, data: { name } });
    return { ok: true, value: { name } };
  });
}

const count = async (text: string, values: readonly unknown[]) =>
  (await deps.database.query<{ n: number }[]>(`select count(*)::int as n from ${text}`, [...values]))[0]?.n;

test('twenty requests at once with one key do the thing once and all get its answer, even those that come too late to do it', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => renameOnce('key-1', '示例区一')));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ ok: true, value: { name: '示例区一' } })]),
  );
  expect(await count(`event where data ->> 'name' = $1`, ['示例区一'])).toBe(1);
  expect(await count('command_key where key = $1', ['key-1'])).toBe(1);
});

test('twenty requests at once that nothing holds back do the thing once as well: the unique key stops the others', async () => {
  const unguarded = () =>
    runCommand(deps, { actor, route: 'note', key: 'key-2', body: null }, (act) => {
      const id = act.emit({
        type: 'plan.issued',
        subjectKind: 'jurisdiction',
        subjectId: sample.jurisdictionId,
        data: { note: 2 },
      });
      return Promise.resolve({ ok: true as const, value: { id } });
    });
  const answers = await Promise.all(Array.from({ length: 20 }, unguarded));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await count(`event where data ->> 'note' = $1`, ['2'])).toBe(1);
});

test('a refusal is the key’s answer too, also when what was refused would be allowed by now', async () => {
  expect(await renameOnce('key-3', '示例区一')).toMatchObject({ ok: false, refusal: { code: 'PLAN.STATE' } });
  expect(await renameOnce('key-4', '示例区二')).toMatchObject({ ok: true });
  expect(await renameOnce('key-3', '示例区一')).toMatchObject({ ok: false, refusal: { code: 'PLAN.STATE' } });
});

test('the same key with another body is refused and does nothing', async () => {
  expect(await renameOnce('key-4', '示例区三')).toMatchObject({ ok: false, refusal: { code: 'COMMAND.KEY_REUSED' } });
  expect(await count('jurisdiction where name = $1', ['示例区三'])).toBe(0);
});
