import { day, fact, id, listOf, maybe, object, oneOf, text, whole } from '../http/views';
import { HOLDING_KINDS, POST_ROLES } from './administration.dto';

const unitView = object('AdministeredUnit', {
  id,
  name: text,
  officialOrder: whole,
  isOffice: fact,
  leaderPostId: maybe(id),
  successorId: maybe(id),
  successorName: maybe(text),
  names: listOf(object('DatedName', { name: text, fromOn: day, toOn: maybe(day) })),
  aliases: listOf(text),
  openShares: whole,
  actions: listOf(oneOf('change', 'rename', 'alias', 'merge', 'addPost')),
});

const postView = object('AdministeredPost', {
  id,
  unitId: id,
  role: oneOf(...POST_ROLES),
  title: text,
  superiorPostId: maybe(id),
  isVacant: fact,
  holdings: listOf(
    object('Holding', {
      id,
      personId: id,
      personName: text,
      kind: oneOf(...HOLDING_KINDS),
      fromOn: day,
      toOn: maybe(day),
      standing: oneOf('past', 'now', 'ahead'),
      actions: listOf(oneOf('end')),
    }),
  ),
});

const personView = object('AdministeredPerson', {
  id,
  name: text,
  login: text,
  isDisabled: fact,
  posts: listOf(text),
  actions: listOf(oneOf('change', 'disable', 'enable', 'resetPassword')),
});

export const administrationView = object('Administration', {
  today: day,
  units: listOf(unitView),
  posts: listOf(postView),
  people: listOf(personView),
});

export const unitsAddedView = object('UnitsAdded', { unitIds: listOf(id) });
export const unitChangedView = object('UnitChanged', { unitId: id });
export const unitMergedView = object('UnitMerged', { shares: whole, papers: whole, problems: whole });
export const postChangedView = object('PostChanged', { postId: id });
export const personChangedView = object('PersonChanged', { personId: id });
export const personAddedView = object('PersonAdded', { personId: id, login: text, password: text });
export const passwordResetView = object('PasswordReset', { login: text, password: text });
export const holdingChangedView = object('HoldingChanged', { holdingId: id });
