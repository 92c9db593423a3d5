import { Card, Descriptions, Flex, Tag, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { reportStates, word } from '../../i18n/zh-CN';
import { FileList } from '../../ui/files';
import { instantWords, periodWords } from '../../ui/format';
import { Nothing } from '../../ui/page';

type Figure = Schemas['Figure'];

export const figureWords = (figure: Figure): string =>
  figure.kind === 'ratio'
    ? `${figure.numerator ?? ''}/${figure.denominator ?? ''}${figure.unit === '%' ? '' : figure.unit}`
    : `${figure.value ?? ''}${figure.unit}`;

export function TaskReports({ reports }: { reports: readonly Schemas['ProgressReport'][] }) {
  if (reports.length === 0) return <Nothing text="还没有进展填报" />;
  return (
    <Flex vertical gap={12}>
      {reports.map((report) => (
        <Card
          key={report.id}
          size="small"
          type="inner"
          title={`${report.unitName} · ${periodWords(report.period)}`}
          extra={<Tag color={report.state === 'signed' ? 'success' : 'default'}>{word(reportStates, report.state)}</Tag>}
        >
          <Flex vertical gap={8}>
            <span className="prewrap">{report.text}</span>
            {report.problems && <Named name="存在问题" text={report.problems} />}
            {report.nextSteps && <Named name="下一步打算" text={report.nextSteps} />}
            {report.figures.length > 0 && (
              <Descriptions
                size="small"
                bordered
                column={{ xs: 1, md: 2, xl: 3 }}
                items={report.figures.map((figure) => ({ key: figure.name, label: figure.name, children: figureWords(figure) }))}
              />
            )}
            <FileList files={report.evidence} />
            <Typography.Text type="secondary">
              {report.filedBy}于{instantWords(report.filedAt)}报送{report.signedAt && `，${instantWords(report.signedAt)}签发`}
            </Typography.Text>
          </Flex>
        </Card>
      ))}
    </Flex>
  );
}

const Named = ({ name, text }: { name: string; text: string }) => (
  <span className="prewrap">
    <strong>{name}：</strong>
    {text}
  </span>
);
