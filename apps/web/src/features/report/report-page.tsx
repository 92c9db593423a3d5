import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Badge, Button, Dropdown, Flex, Segmented, Select, Tabs } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { usePlans } from '../../api/queries';
import { Loaded, Nothing, Page } from '../../ui/page';
import { CommitmentsTab } from './commitments-tab';
import { CompletenessTab } from './completeness-tab';
import { LayoutTab } from './layout-tab';
import { LeadersTab } from './leaders-tab';
import { TextTab } from './text-tab';
import { useReportBook } from './queries';
import { VersionsTab } from './versions-tab';
import { editionKeys, editions, type EditionKey } from './words';

/** 年度报告：what it would say if it were written now, what it lacks, and the versions that went out. */
export function ReportPage() {
  const plans = usePlans();
  const navigate = useNavigate();
  const params = useParams();
  const issued = plans.data?.items.filter((plan) => plan.state !== 'draft' && plan.state !== 'approved') ?? [];
  const usual = issued.find((plan) => plan.kind !== 'standing') ?? issued[0];
  const planId = params['id'] ?? usual?.id ?? null;
  const [edition, setEdition] = useState<EditionKey>('superior');
  const book = useReportBook(planId, edition);
  return (
    <Page title="年度报告" extra={book.data && planId && <Files planId={planId} edition={edition} />}>
      <Loaded query={plans}>
        {() =>
          planId === null ? (
            <Nothing text="计划印发后可以起草年度报告" />
          ) : (
            <>
              <Flex gap={12} wrap className="no-print">
                <Select
                  style={{ minWidth: 420 }}
                  value={planId}
                  onChange={(id) => void navigate(`/report/${id}`)}
                  options={issued.map((plan) => ({ value: plan.id, label: `${plan.year}年 ${plan.title}` }))}
                />
                <Segmented<EditionKey>
                  value={edition}
                  onChange={setEdition}
                  options={editionKeys.map((key) => ({ value: key, label: editions[key] ?? key }))}
                />
              </Flex>
              <Loaded query={book}>
                {(data) => (
                  <Book book={data} tab={params['tab'] ?? 'text'} onTab={(tab) => void navigate(`/report/${planId}/${tab}`)} />
                )}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Files({ planId, edition }: { planId: string; edition: EditionKey }) {
  const address = `/api/plans/${planId}/report/document?edition=${edition}`;
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        打印
      </Button>
      <Dropdown.Button
        type="primary"
        style={{ width: 'auto' }}
        onClick={() => window.location.assign(address)}
        menu={{ items: [{ key: 'sources', label: <a href={`${address}&sources=true`}>下载带来源批注的文档</a> }] }}
      >
        <DownloadOutlined /> 下载草稿
      </Dropdown.Button>
    </>
  );
}

function Book({ book, tab, onTab }: { book: Schemas['ReportBook']; tab: string; onTab: (tab: string) => void }) {
  const unjudged = book.commitments.filter((each) => each.outcome === null).length;
  const unanswered = book.completeness.clauses.filter((each) => !each.answered).length;
  const withCount = (text: string, count: number) => (
    <span>
      {text} <Badge count={count} size="small" color="#d48806" style={{ marginInlineStart: 4 }} />
    </span>
  );
  return (
    <Tabs
      activeKey={tab}
      onChange={onTab}
      destroyOnHidden
      items={[
        { key: 'text', label: withCount('正文', book.gaps.length), children: <TextTab book={book} /> },
        { key: 'commitments', label: withCount('上年承诺', unjudged), children: <CommitmentsTab book={book} /> },
        { key: 'completeness', label: withCount('条目对照', unanswered), children: <CompletenessTab book={book} /> },
        { key: 'leaders', label: '履职登记', children: <LeadersTab planId={book.planId} /> },
        { key: 'versions', label: '版本与报送', children: <VersionsTab book={book} /> },
        { key: 'layout', label: '结构与版本设置', children: <LayoutTab key={`${book.planId}${book.edition}`} book={book} /> },
      ]}
    />
  );
}
