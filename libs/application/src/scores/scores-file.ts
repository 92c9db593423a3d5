import { dayOfInstant, formatDayChinese, type ScoreRule, type ScoreScheme } from '@duban/domain';
import { writeTablesXlsx, type SheetTable } from '@duban/documents';
import { ledgerWords, scoreWords } from '@duban/wording';
import type { ShownUnit } from './read-scores';

const words = scoreWords.sheet;

/** How a rule counts, in one sentence: what stands beside the ranking. */
export function ruleInWords(rule: ScoreRule): string {
  switch (rule.kind) {
    case 'each': {
      const roles = Object.entries(rule.byRole).map(([role, points]) => `${scoreWords.roles[role] ?? role}${points}分`);
      return scoreWords.howEach(scoreWords.facts[rule.fact] ?? rule.fact, rule.points, roles.join('，'));
    }
    case 'rate':
      return scoreWords.howRate(scoreWords.rates[rule.of] ?? rule.of, rule.full);
    case 'award':
      return scoreWords.howAward;
  }
}

/** Ranking, rules and details as a workbook: three sheets, each point with its reason. */
export async function scoresFile(input: {
  readonly title: string;
  readonly asOfMs: number;
  readonly scheme: ScoreScheme;
  readonly units: readonly ShownUnit[];
}): Promise<{ fileName: string; content: Uint8Array }> {
  const day = dayOfInstant(input.asOfMs);
  const subtitle = ledgerWords.subtitle(formatDayChinese(day));
  const { scheme, units } = input;
  const tables: SheetTable[] = [
    {
      name: words.ranking,
      title: input.title,
      subtitle,
      columns: [
        { heading: words.rank, width: 8, align: 'center' },
        { heading: words.unit, width: 28, align: 'left' },
        { heading: words.base, width: 10, align: 'center' },
        ...scheme.rules.map((rule) => ({ heading: rule.name, width: 12, align: 'center' as const })),
        { heading: words.adjustment, width: 12, align: 'center' },
        { heading: words.total, width: 10, align: 'center' },
      ],
      rows: units.map((unit) => [
        unit.rank ?? words.unranked,
        unit.unitName,
        unit.sheet ? Number(unit.sheet.base) : '',
        ...scheme.rules.map((rule) => {
          const line = unit.sheet?.lines.find((each) => each.ruleKey === rule.key);
          return line ? Number(line.points) : '';
        }),
        Number(unit.adjustment),
        Number(unit.total),
      ]),
    },
    {
      name: words.rules,
      title: scheme.name,
      subtitle: words.note(scheme.base, scheme.most, scheme.least),
      columns: [
        { heading: words.rule, width: 24, align: 'left' },
        { heading: words.how, width: 60, align: 'left' },
        { heading: words.cap, width: 10, align: 'center' },
      ],
      rows: scheme.rules.map((rule) => [
        rule.name,
        ruleInWords(rule),
        rule.kind === 'rate' ? Number(rule.full) : rule.cap === null ? words.noCap : Number(rule.cap),
      ]),
    },
    {
      name: words.details,
      title: input.title,
      subtitle,
      columns: [
        { heading: words.unit, width: 24, align: 'left' },
        { heading: words.rule, width: 20, align: 'left' },
        { heading: words.points, width: 8, align: 'center' },
        { heading: words.reason, width: 60, align: 'left' },
        { heading: words.day, width: 14, align: 'center' },
      ],
      rows: units.flatMap((unit) =>
        (unit.sheet?.lines ?? []).flatMap((line) => [
          ...(line.rate
            ? [[unit.unitName, line.name, Number(line.points), words.rateOf(line.rate.onTime, line.rate.due), '']]
            : []),
          ...line.items.map((item) => [
            unit.unitName,
            line.name,
            Number(item.points),
            item.isCovered ? `${item.title}（${words.covered}）` : item.title,
            item.on ?? '',
          ]),
        ]),
      ),
    },
  ];
  return { fileName: scoreWords.fileName(input.title), content: await writeTablesXlsx(tables, day) };
}
