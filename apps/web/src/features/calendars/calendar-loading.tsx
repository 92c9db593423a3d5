import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Input, Popconfirm, Table, Tag, Typography, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { dayWords, instantWords } from '../../ui/format';
import { Failure } from '../../ui/page';

type Preview = Schemas['CalendarPreview'];

const OUTCOMES: Record<string, { text: string; colour: string }> = {
  moves: { text: '期限变更', colour: 'processing' },
  waits: { text: '将提前，须确认', colour: 'warning' },
  settled: { text: '转为确定', colour: 'success' },
};

/** Loads a year by hand: the notice pasted as it is, or a table; first what would change, then the loading. */
export function CalendarLoading({ nextYear }: { readonly nextYear: number }) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [source, setSource] = useState('粘贴');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const edit = (next: string, from: string) => {
    setText(next);
    setSource(from);
    setPreview(null);
    setFailure(null);
  };
  const look = async () => {
    setBusy(true);
    setFailure(null);
    try {
      setPreview(await answer(client.POST('/api/calendars/preview', { body: { text } })));
    } catch (error) {
      setPreview(null);
      setFailure(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const load = useCommand(
    (body: { text: string; source: string }, key) =>
      client.POST('/api/calendars', { params: { header: { 'Idempotency-Key': key } }, body }),
    { done: '已载入，正在重新计算期限', onDone: ({ jobId }) => void navigate(`/rewrites/${jobId}`) },
  );
  return (
    <Card title={`载入${nextYear}年的安排`} size="small">
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">
          把国务院办公厅“关于{nextYear}
          年部分节假日安排的通知”全文（连同标题）粘贴到下面，或选择表格文件（.csv，每行“日期,类型,名称”；.json）。
        </Typography.Text>
        <Input.TextArea aria-label="放假安排" rows={7} value={text} onChange={({ target }) => edit(target.value, '粘贴')} />
        <Flex gap={8}>
          <Upload
            accept=".csv,.json,.txt"
            showUploadList={false}
            beforeUpload={(file) => {
              void file.text().then((content) => edit(content, file.name));
              return false;
            }}
          >
            <Button icon={<UploadOutlined />}>选择文件</Button>
          </Upload>
          <Button type={preview ? 'default' : 'primary'} disabled={text.trim() === ''} loading={busy} onClick={() => void look()}>
            先看变动
          </Button>
          {preview && (
            <Popconfirm
              title="载入后，各计划即按新日历计算，暂定的期限重新计算并通知有关单位。"
              okText="载入"
              cancelText="取消"
              onConfirm={() => load.mutate({ text, source })}
            >
              <Button type="primary" loading={load.isPending}>
                载入
              </Button>
            </Popconfirm>
          )}
        </Flex>
        {failure && <Failure error={failure} />}
        {preview && <PreviewView preview={preview} />}
      </Flex>
    </Card>
  );
}

function PreviewView({ preview }: { preview: Preview }) {
  const due = (text: string | null) => (text === null ? '—' : dayWords(text) || instantWords(text));
  return (
    <Flex vertical gap={12}>
      <Alert
        type="info"
        showIcon
        title={`${preview.year}年：工作日与休息日互换的有${preview.changed.length}天；未办结事项中${preview.moves.length}项的期限受影响`}
      />
      <Flex gap={4} wrap>
        {preview.changed.map((day) => (
          <Tag key={day.date} style={{ margin: 0 }}>
            {dayWords(day.date)}：{day.before} → {day.after}
          </Tag>
        ))}
      </Flex>
      {preview.moves.length > 0 && (
        <Table
          rowKey="obligationId"
          size="small"
          pagination={preview.moves.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          dataSource={preview.moves}
          columns={[
            {
              title: '',
              width: 130,
              render: (_, move) => <Tag color={OUTCOMES[move.outcome]?.colour}>{OUTCOMES[move.outcome]?.text}</Tag>,
            },
            { title: '单位', width: 200, render: (_, move) => move.unitName ?? '督办机构' },
            { title: '事项', dataIndex: 'what' },
            { title: '原期限', width: 150, render: (_, move) => due(move.from) },
            { title: '新期限', width: 150, render: (_, move) => due(move.to) },
          ]}
        />
      )}
    </Flex>
  );
}
