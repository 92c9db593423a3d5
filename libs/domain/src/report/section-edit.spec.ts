import fc from 'fast-check';
import { standingOfEdit, textChanges } from './section-edit';

test('an edit is current while the roll-up says what it said, changed when it says more, settled when it says the same', () => {
  const edit = { baseText: '办理3件。', ownText: '共办理3件，均已答复。' };
  expect(standingOfEdit(edit, '办理3件。')).toBe('current');
  expect(standingOfEdit(edit, '办理4件。')).toBe('changed');
  expect(standingOfEdit(edit, '共办理3件，均已答复。')).toBe('settled');
});

test('what changed is told by the sentence', () => {
  expect(textChanges('甲局办理3件。乙局配合。', '甲局办理4件。乙局配合。')).toEqual([
    { kind: 'removed', text: '甲局办理3件。' },
    { kind: 'added', text: '甲局办理4件。' },
    { kind: 'same', text: '乙局配合。' },
  ]);
});

test('the kept and removed pieces are the old text, the kept and added ones the new', () => {
  const text = fc.array(fc.constantFrom('甲。', '乙；', '丙\n', '丁'), { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = textChanges(before, after);
      const joined = (left: 'removed' | 'added') =>
        changes
          .filter((each) => each.kind !== left)
          .map((each) => each.text)
          .join('');
      expect([joined('added'), joined('removed')]).toEqual([before, after]);
    }),
  );
});
