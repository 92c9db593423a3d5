import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { usePlans, useReportDraft } from '../../api/queries';
import { Loaded, Nothing, Page } from '../../ui/page';

/** 年度报告：what it would say if it were written now. */
export function ReportPage() {
  const plans = usePlans();
  const issued = plans.data?.items.filter((plan) => plan.state !== 'draft' && plan.state !== 'approved') ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const planId = chosen ?? issued[0]?.id ?? null;
  const draft = useReportDraft(planId);
  return (
    <Page
      title="年度报告"
      extra={
        planId && (
          <Button type="primary" icon={<DownloadOutlined />} href={`/api/plans/${planId}/report/document`}>
            下载Word文档
          </Button>
        )
      }
    >
      <Loaded query={plans}>
        {() =>
          planId === null ? (
            <Nothing text="计划印发后可以起草年度报告" />
          ) : (
            <>
              <Select
                style={{ maxWidth: 480 }}
                value={planId}
                onChange={setChosen}
                options={issued.map((plan) => ({ value: plan.id, label: `${plan.year}年 ${plan.title}` }))}
              />
              <Alert type="info" showIcon title="这是按目前已签发的填报自动起草的内容，每次打开都会更新。" />
              <Loaded query={draft}>{(report) => <Paper report={report} />}</Loaded>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Paper({ report }: { report: Schemas['ReportDraft'] }) {
  return (
    <article className="paper">
      <h1>{report.title}</h1>
      {report.receiver && <p style={{ textIndent: 0 }}>{report.receiver}：</p>}
      {report.blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
      <p className="signed">
        {report.issuers.map((issuer) => (
          <span key={issuer}>
            {issuer}
            <br />
          </span>
        ))}
        {report.date}
      </p>
    </article>
  );
}

function Block({ block }: { block: Schemas['ReportBlock'] }): ReactNode {
  switch (block.kind) {
    case 'heading1':
      return <h2>{block.text}</h2>;
    case 'heading2':
      return <h3>{block.text}</h3>;
    case 'heading3':
    case 'heading4':
      return <h4>{block.text}</h4>;
    case 'table': {
      const [head = [], ...rows] = block.text.split('\n').map((line) => line.split('\t'));
      return (
        <table>
          <thead>
            <tr>
              {head.map((cell) => (
                <th key={cell}>{cell}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    }
    case 'paragraph':
      return <p>{block.text}</p>;
  }
}
