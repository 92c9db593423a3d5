import { version } from 'uuid';
import { digestIdOf } from './digest-id';

const MOMENT = '0197b2c4-5a00-7abc-9def-0123456789ab';
const RECEIVER = '0190aaaa-0000-7000-8000-000000000001';

test('the same moment and receiver give the same valid UUIDv7 at the time of the moment', () => {
  const id = digestIdOf(MOMENT, RECEIVER);
  expect(digestIdOf(MOMENT, RECEIVER)).toBe(id);
  expect(version(id)).toBe(7);
  expect(id.slice(0, 13)).toBe('0197b2c4-5a00');
});

test('another receiver, nobody, and another moment give other ids', () => {
  const ids = [
    digestIdOf(MOMENT, RECEIVER),
    digestIdOf(MOMENT, null),
    digestIdOf(MOMENT, RECEIVER.replace(/1$/, '2')),
    digestIdOf(MOMENT.replace(/b$/, 'c'), RECEIVER),
  ];
  expect(new Set(ids).size).toBe(4);
});
