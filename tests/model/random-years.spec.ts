import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { publishedCalendar } from '@duban/calendar';
import { arbitraryYear, yearsToLive } from '../support/year/arbitrary-year';
import { noticesOf } from '../support/year/notices';
import { policyOf } from '../support/year/policy-of-rules';
import { RulesYear } from '../support/year/rules-year';
import { Model } from './model';
import { inOrder, rules } from './year';

const calendar = publishedCalendar();
const policy = policyOf(rules);

test('random years on the pure rules are lived as the model of design section 5 says', () => {
  fc.assert(
    fc.property(arbitraryYear(2025), (year) => {
      const expected = new Model(year, rules, noticesOf(calendar)).live();
      expect(inOrder(new RulesYear(year, policy, calendar).live())).toEqual(inOrder(expected));
    }),
    yearsToLive('DUBAN_YEARS_RULES', 1000),
  );
});

test('the model knows nothing of the product', () => {
  const files = readdirSync(__dirname).filter((name) => !name.endsWith('.spec.ts'));
  expect(files).toEqual(['days.ts', 'model.ts', 'moments.ts', 'things.ts', 'year.ts']);
  for (const name of files) {
    const imports = [...readFileSync(join(__dirname, name), 'utf8').matchAll(/from '([^']+)'/g)].map((found) => found[1]);
    expect(imports.filter((from) => !from?.startsWith('./'))).toEqual([]);
  }
});
