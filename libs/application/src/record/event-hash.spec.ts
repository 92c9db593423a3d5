import * as fc from 'fast-check';
import { canonicalJson } from './event-hash';

test('the order in which the keys were written does not matter, at any depth', () => {
  expect(canonicalJson({ b: [{ z: 1, a: '二' }], a: null })).toBe('{"a":null,"b":[{"a":"二","z":1}]}');
});

test('it is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
