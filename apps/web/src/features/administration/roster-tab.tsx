import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Modal, Table, Tag, Typography, Upload } from 'antd';
import { useState } from 'react';
import { newCommandKey, type Schemas } from '../../api/client';
import { useFileSending } from '../../ui/files';

type Preview = Schemas['RosterPreview'];
type Person = Schemas['RosterImported']['people'][number];

const ADDRESS = '/api/administration/roster';

/** 导入名册: the workbook down, filled in and up again; what would come of it is shown before one confirmation. */
export function RosterTab() {
  const queries = useQueryClient();
  const { busy, send } = useFileSending();
  const [shown, setShown] = useState<{ file: File; preview: Preview; key: string } | null>(null);
  const [done, setDone] = useState<Schemas['RosterImported'] | null>(null);

  const preview = async (file: File) => {
    setShown(null);
    const answer = await send<Preview>(`${ADDRESS}/preview`, file);
    if (answer) setShown({ file, preview: answer, key: newCommandKey() });
  };
  const confirm = async () => {
    if (!shown) return;
    // An answer that was lost comes again under the same key, the first passwords too.
    const answer = await send<Schemas['RosterImported']>(`${ADDRESS}/import?seen=${shown.preview.mark}`, shown.file, shown.key);
    if (!answer) return;
    setShown(null);
    setDone(answer);
    await queries.invalidateQueries();
  };
  return (
    <Card
      title="导入单位、职务和人员"
      extra={
        <Flex gap={8}>
          <Button href={ADDRESS} icon={<DownloadOutlined />}>
            下载名册
          </Button>
          <Upload
            showUploadList={false}
            accept=".xlsx,.xls,.csv"
            beforeUpload={(file) => {
              void preview(file);
              return false;
            }}
          >
            <Button type="primary" icon={<UploadOutlined />} loading={busy && !shown}>
              上传名册
            </Button>
          </Upload>
        </Flex>
      }
    >
      {shown ? (
        <RosterPreview
          fileName={shown.file.name}
          preview={shown.preview}
          busy={busy}
          onConfirm={() => void confirm()}
          onCancel={() => setShown(null)}
        />
      ) : (
        <Typography.Paragraph type="secondary" style={{ margin: 0 }}>
          下载的名册列出系统现有的单位、职务和人员，附填写说明。在表中增改后上传，先列出将要新增和修改的内容，确认后一次办完。
          导入只新增和修改，不删除；有一处填得不对，就都不保存。
        </Typography.Paragraph>
      )}
      <Modal
        open={done !== null}
        title={done ? `导入完成：新增${done.added}条，修改${done.changed}条` : ''}
        width={640}
        closable={false}
        mask={{ closable: false }}
        keyboard={false}
        footer={
          <Button type="primary" onClick={() => setDone(null)}>
            {done && done.people.length > 0 ? '已记下' : '知道了'}
          </Button>
        }
      >
        {done && done.people.length > 0 && <Passwords people={done.people} />}
      </Modal>
    </Card>
  );
}

interface PreviewProps {
  readonly fileName: string;
  readonly preview: Preview;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function RosterPreview({ fileName, preview, busy, onConfirm, onCancel }: PreviewProps) {
  const { added, changed, changes, faults } = preview;
  const counts = `新增${added}条，修改${changed}条`;
  const isNothing = faults.length === 0 && changes.length === 0;
  const title =
    faults.length > 0
      ? `${fileName}：有${faults.length}处问题，改正后再上传；现在没有保存任何内容`
      : isNothing
        ? `${fileName}：0条新增，0条修改，与系统中的一致`
        : `${fileName}：将${counts}`;
  return (
    <Flex vertical gap={16}>
      <Alert type={faults.length > 0 ? 'warning' : 'info'} showIcon title={title} />
      {faults.length > 0 && (
        <Table
          rowKey={(fault) => `${fault.sheet}${fault.cell}${fault.reason}`}
          size="small"
          pagination={pages(faults.length)}
          dataSource={[...faults]}
          columns={[
            { title: '表', width: 90, dataIndex: 'sheet' },
            { title: '单元格', width: 90, dataIndex: 'cell' },
            { title: '问题', dataIndex: 'reason' },
            { title: '怎样改', dataIndex: 'mend' },
          ]}
        />
      )}
      {faults.length === 0 && changes.length > 0 && (
        <Table
          rowKey={(change) => `${change.sheet}${change.row}${change.text}`}
          size="small"
          pagination={pages(changes.length)}
          dataSource={[...changes]}
          columns={[
            { title: '表', width: 90, dataIndex: 'sheet' },
            { title: '行', width: 70, dataIndex: 'row' },
            {
              title: '办理',
              width: 90,
              render: (_, { kind }) => (kind === 'added' ? <Tag color="green">新增</Tag> : <Tag color="blue">修改</Tag>),
            },
            { title: '内容', dataIndex: 'text' },
          ]}
        />
      )}
      <Flex gap={8}>
        {faults.length === 0 && !isNothing && (
          <Button type="primary" loading={busy} onClick={onConfirm}>
            确认导入（{counts}）
          </Button>
        )}
        <Button onClick={onCancel}>{faults.length > 0 || isNothing ? '关闭' : '取消'}</Button>
      </Flex>
    </Flex>
  );
}

const pages = (count: number) => (count > 50 ? ({ pageSize: 50, showSizeChanger: false } as const) : (false as const));

/** Passwords that nobody can look up again. */
function Passwords({ people }: { people: readonly Person[] }) {
  const lines = people.map((person) => [person.name, person.login, person.password].join('\t')).join('\n');
  return (
    <Flex vertical gap={12}>
      <Alert
        type="warning"
        showIcon
        title="请把密码转交本人"
        description="密码只显示这一次，关闭后不能再查看；请本人登录后自行修改。"
      />
      <Typography.Text copyable={{ text: lines }}>复制全部（姓名、用户名、密码）</Typography.Text>
      <Table
        rowKey="login"
        size="small"
        pagination={false}
        scroll={{ y: 360 }}
        dataSource={[...people]}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '用户名', dataIndex: 'login' },
          { title: '密码', render: (_, { password }) => <Typography.Text code>{password}</Typography.Text> },
        ]}
      />
    </Flex>
  );
}
