import { Alert, Flex, Typography } from 'antd';
import type { Schemas } from '../../api/client';

type Finding = Schemas['PolicyFindingShown'];

interface Props {
  readonly findings: readonly Finding[];
  readonly part: string;
  readonly at: string | null;
}

/** What is wrong with one place, in its place. */
export function FindingsAt({ findings, part, at }: Props) {
  const own = findings.filter(({ place }) => place.part === part && place.key === at);
  if (own.length === 0) return null;
  return (
    <Flex vertical>
      {own.map((finding) => (
        <Typography.Text
          key={`${finding.code}${finding.place.field ?? ''}${finding.sentence}`}
          type={finding.severity === 'error' ? 'danger' : 'warning'}
        >
          {finding.sentence}
        </Typography.Text>
      ))}
    </Flex>
  );
}

const PARTS: Record<string, string> = {
  general: '时限和责任',
  owes: '时限和责任',
  ladder: '督办步骤',
  chains: '签批',
  instruments: '文书各环节时限',
  extension: '时限和责任',
  objection: '异议',
  bulletins: '定期通报',
  missLeadsTo: '不落实的转入',
  repeats: '提级签发',
  lamps: '亮灯',
};

/** All of it at the head of the page: how much, and what has no row of its own. */
export function FindingsSummary({ findings }: { readonly findings: readonly Finding[] }) {
  const errors = findings.filter((finding) => finding.severity === 'error');
  const remarks = findings.length - errors.length;
  if (findings.length === 0) return <Alert type="success" showIcon title="检查通过，可以发布" />;
  return (
    <Alert
      type={errors.length > 0 ? 'error' : 'warning'}
      showIcon
      title={errors.length > 0 ? `有${errors.length}处问题，改正后才能发布` : `可以发布；有${remarks}处提示`}
      description={
        <Flex vertical>
          {findings.map((finding, index) => (
            <span key={index}>
              【{PARTS[finding.place.part] ?? finding.place.part}】{finding.sentence}
            </span>
          ))}
        </Flex>
      }
    />
  );
}
