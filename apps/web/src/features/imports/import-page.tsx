import { Alert, Button, Collapse, Flex, List, Popconfirm, Tag } from 'antd';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useImport } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { word } from '../../i18n/zh-CN';
import { Loaded, Page } from '../../ui/page';
import { ConfirmForm } from './confirm-form';
import { DifferenceCard } from './difference-card';
import { importHeaders, type Import } from './import-shapes';
import { ImportRows } from './import-rows';
import { SheetColumns } from './sheet-columns';
import { UnknownNames } from './unknown-names';

const FROM: Record<string, string> = { plan: '工作要点', report: '年度报告的下步安排', ledger: '任务台账', openData: '公开数据' };

/** What was read of a file: a person looks it through, says what the file leaves open, and confirms. */
export function ImportPage() {
  const { id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const read = useImport(id, search.get('plan') ?? undefined);
  const compareWith = (plan: string) => setSearch({ plan }, { replace: true });
  return <Loaded query={read}>{(data) => <ImportView read={data} compareWith={compareWith} />}</Loaded>;
}

function ImportView({ read, compareWith }: { read: Import; compareWith: (plan: string) => void }) {
  const mayCorrect = read.actions.includes('correct');
  return (
    <Page
      title={`导入：${read.fileName}`}
      back={{ to: '/plans', text: '计划' }}
      extra={read.actions.includes('remove') && <RemoveButton read={read} />}
    >
      <Alert type={read.state === 'draft' ? 'info' : 'success'} showIcon title={<Summary read={read} />} />
      {read.doubts.length > 0 && <Doubts doubts={read.doubts} />}
      {read.sheets.length > 0 && <SheetColumns read={read} />}
      {read.unknownNames.length > 0 && mayCorrect && <UnknownNames read={read} />}
      {read.difference && <DifferenceCard read={read} difference={read.difference} />}
      {read.actions.includes('confirm') && read.rows.length > 0 && <ConfirmForm read={read} compareWith={compareWith} />}
      {read.rows.length > 0 && <ImportRows read={read} />}
    </Page>
  );
}

function Summary({ read }: { read: Import }) {
  if (read.state === 'confirmed') {
    return (
      <>
        这份文件已经导入{read.difference && `，与计划现状比较：${read.difference.summary}`}。
        {read.planId && <Link to={`/plans/${read.planId}`}>查看计划</Link>}
      </>
    );
  }
  const lacking = read.rows.filter((row) => !row.isLeftOut && row.lacks.length > 0).length;
  return (
    <>
      从{word(FROM, read.from)}读出{read.rows.length}条，{lacking > 0 ? `其中${lacking}条还要补充；` : ''}
      请核对后确认，确认前不会生成任何任务。
    </>
  );
}

function Doubts({ doubts }: { doubts: readonly Schemas['ImportDoubt'][] }) {
  return (
    <Collapse
      items={[
        {
          key: 'doubts',
          label: `有${doubts.length}处需要核对`,
          children: (
            <List
              size="small"
              dataSource={[...doubts]}
              pagination={doubts.length > 20 ? { pageSize: 20, size: 'small' } : false}
              renderItem={(doubt) => (
                <List.Item>
                  <Flex gap={8} style={{ width: '100%' }}>
                    {doubt.where && <Tag>{doubt.where}</Tag>}
                    <span style={{ flex: 1 }}>{doubt.message}</span>
                  </Flex>
                </List.Item>
              )}
            />
          ),
        },
      ]}
    />
  );
}

function RemoveButton({ read }: { read: Import }) {
  const navigate = useNavigate();
  const remove = useCommand((_: null, key) => client.POST('/api/imports/{id}/removal', { params: importHeaders(read, key) }), {
    done: '已撤销这次导入',
    onDone: () => void navigate('/plans'),
  });
  return (
    <Popconfirm
      title="撤销后，已做的更正不再保留。确定撤销？"
      okText="撤销"
      cancelText="取消"
      onConfirm={() => remove.mutate(null)}
    >
      <Button loading={remove.isPending}>撤销导入</Button>
    </Popconfirm>
  );
}
