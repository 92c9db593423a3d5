import fc from 'fast-check';
import { decideStage, type StageCase } from './decide-stage';
import {
  definitionOf,
  EVERY_STAGE,
  instrumentDefinitions,
  instrumentNumber,
  mainStages,
  stageAfter,
  type StageKey,
} from './definitions';
import { judgeItem } from './instrument';
import type { InstrumentKind } from './kinds';

const kinds = Object.keys(instrumentDefinitions) as InstrumentKind[];

describe('the definitions', () => {
  test('a number has hexagonal brackets and no leading zero', () => {
    expect(instrumentNumber(definitionOf('supervisionOrder'), 2026, 3)).toBe('督办〔2026〕3号');
    expect(instrumentNumber(definitionOf('listing'), 2026, 12)).toBe('挂牌〔2026〕12号');
  });

  test('no two kinds share the word of their number', () => {
    const words = kinds.map((kind) => definitionOf(kind).numberWord);
    expect(new Set(words).size).toBe(words.length);
  });

  test('what a miss leads to comes to an end', () => {
    for (const kind of kinds) {
      const seen: InstrumentKind[] = [];
      for (let at: InstrumentKind | null = kind; at !== null; at = definitionOf(at).missLeadsTo) {
        expect(seen).not.toContain(at);
        seen.push(at);
      }
    }
  });

  test('only 催办 goes out without a person', () => {
    expect(kinds.filter((kind) => definitionOf(kind).goesOutAlone)).toEqual(['urging']);
  });

  test('with no stage that is chosen, the line ends with the acceptance or the delisting; each kind alike ends', () => {
    const plain = { isPublic: false, withTerm: [] };
    for (const kind of kinds) {
      for (const choice of [plain, EVERY_STAGE]) {
        const line = mainStages(definitionOf(kind), choice).map((stage) => stage.key);
        if (line.length > 0 && choice === plain) expect(['acceptance', 'delisting']).toContain(line.at(-1));
        expect(stageAfter(definitionOf(kind), line.at(-1) ?? null, choice)).toBeNull();
      }
    }
    expect(mainStages(definitionOf('summons'), plain).map((stage) => stage.key)).not.toContain('revisit');
    expect(mainStages(definitionOf('summons')).at(-1)?.key).toBe('revisit');
    expect(mainStages(definitionOf('listing')).at(-1)?.key).toBe('announcement');
    expect(mainStages(definitionOf('judicialSuggestion')).at(-1)?.key).toBe('reply');
  });

  test('only 催办 is not for a person to open', () => {
    expect(kinds.filter((kind) => !definitionOf(kind).opensByHand)).toEqual(['urging']);
  });
});

describe('an item judged again', () => {
  const ground = { obligationState: 'open', isFrozen: false, firedDueVersion: 1, dueVersion: 1 } as const;
  test.each([
    [{}, { verdict: 'stands' }],
    [{ obligationState: 'met' }, { verdict: 'lapses', reason: 'met' }],
    [
      { obligationState: 'void', isFrozen: true },
      { verdict: 'lapses', reason: 'noLongerOwed' },
    ],
    [{ dueVersion: 2 }, { verdict: 'lapses', reason: 'dueDayMoved' }],
    [{ isFrozen: true }, { verdict: 'waits' }],
    [{ firedDueVersion: null, isFrozen: true, dueVersion: 4 }, { verdict: 'stands' }],
  ] as const)('%j: %j', (change, judgement) => {
    expect(judgeItem({ ...ground, ...change })).toEqual(judgement);
  });
});

const stageCase = (kind: InstrumentKind, stageKey: StageKey, change: Partial<StageCase> = {}): StageCase => ({
  definition: definitionOf(kind),
  choice: EVERY_STAGE,
  instrumentState: 'running',
  caseStage: 'targets',
  target: { id: 't', state: 'running', stage: stageKey, isReceived: false },
  stageKey,
  payload: {},
  today: '2026-03-10',
  person: { id: 'p', isOffice: true, isOfTarget: false },
  first: null,
  answeredBy: [],
  ...change,
});
const unit = { id: 'u', isOffice: false, isOfTarget: true };

describe('completing a stage', () => {
  test.each([
    [
      'a draft has no stage',
      stageCase('summons', 'plan', { instrumentState: 'submitted', person: unit }),
      'INSTRUMENT.NOT_RUNNING',
    ],
    ['a kind has only its own stages', stageCase('supervisionOrder', 'minutes'), 'INSTRUMENT.NO_SUCH_STAGE'],
    ['摘牌 is its chain and not a stage to complete', stageCase('listing', 'delisting'), 'INSTRUMENT.NO_SUCH_STAGE'],
    [
      'the office does not answer for a unit',
      stageCase('listing', 'answer', { payload: { text: '好' } }),
      'INSTRUMENT.NOT_YOUR_STAGE',
    ],
    ['an answer has words', stageCase('listing', 'answer', { person: unit, payload: { text: ' ' } }), 'INSTRUMENT.FIELD_MISSING'],
    [
      'a meeting is not recorded before its day',
      stageCase('summons', 'meeting', { caseStage: 'meeting', payload: { heldOn: '2026-03-11' } }),
      'INSTRUMENT.DAY_IN_FUTURE',
    ],
    [
      'nobody accepts their own answer',
      stageCase('supervisionOrder', 'acceptance', { answeredBy: ['p'], payload: { accepted: true } }),
      'INSTRUMENT.OWN_ANSWER',
    ],
    [
      'a return names a later day',
      stageCase('supervisionOrder', 'acceptance', { payload: { accepted: false, text: '否', againBy: '2026-03-10' } }),
      'INSTRUMENT.DAY_NOT_LATER',
    ],
  ])('%s', (_, given, code) => {
    expect(decideStage(given)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('an absence ends the target and leads on, as the kind says', () => {
    const given = stageCase('summons', 'attendance', { payload: { attended: 'absent' } });
    expect(decideStage(given)).toEqual({ ok: true, value: { kind: 'end', outcome: 'notDone', leadsTo: 'listing' } });
  });

  test('of two acceptors both must accept, whoever comes first', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (firstSays, secondSays) => {
        const decision = decideStage(
          stageCase('listing', 'acceptance', {
            first: { personId: 'q', side: 'office', accepted: firstSays },
            payload: { accepted: secondSays, text: '核查' },
          }),
        );
        expect(decision.ok && decision.value.kind).toBe(firstSays && secondSays ? 'goOn' : 'end');
      }),
    );
  });

  test('whatever stage is asked for, the line never goes back or skips, but for a return to the answer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom<StageKey>(
          'receipt',
          'meeting',
          'attendance',
          'minutes',
          'plan',
          'report',
          'answer',
          'acceptance',
          'delisting',
        ),
        fc.constantFrom<StageKey>('meeting', 'attendance', 'minutes', 'plan', 'answer', 'acceptance', 'delisting'),
        fc.record({ accepted: fc.boolean(), attended: fc.constantFrom('mainLeader' as const, 'absent' as const) }),
        fc.boolean(),
        (kind, asked, at, payload, isUnit) => {
          const decision = decideStage(
            stageCase(kind, asked, {
              caseStage: at,
              target: { id: 't', state: 'running', stage: at, isReceived: false },
              payload: { ...payload, text: '有', heldOn: '2026-03-09' },
              person: isUnit ? unit : { id: 'p', isOffice: true, isOfTarget: false },
            }),
          );
          if (!decision.ok || decision.value.kind !== 'goOn') return;
          expect(asked).toBe(at);
          expect(decision.value.next).toEqual(stageAfter(definitionOf(kind), asked));
        },
      ),
    );
  });
});
