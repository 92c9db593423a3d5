import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Modal, Table, Tag, Typography, Upload } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useMe } from '../../api/queries';
import { useFileSending } from '../../ui/files';

type Row = Schemas['FillInRow'];
type Filed = Schemas['FillInFiledRow'];

const OUTCOMES: Record<Row['outcome'], { word: string; color: string }> = {
  ready: { word: '将报送', color: 'green' },
  filed: { word: '已报送过', color: 'default' },
  faulty: { word: '有问题', color: 'red' },
};
const FILED: Record<Filed['outcome'], string> = {
  filed: '已报送',
  filedBefore: '以前已报送',
  faulty: '有问题，未报送',
  refused: '未报送',
};

/** 填报表 of one plan: a unit takes it along, fills it in off line and sends it back; what would be filed is shown before. */
export function FillIn({ planId }: { planId: string }) {
  const queries = useQueryClient();
  const me = useMe();
  const { busy, send } = useFileSending();
  const [shown, setShown] = useState<{ file: File; rows: readonly Row[] } | null>(null);
  const [filed, setFiled] = useState<readonly Filed[] | null>(null);
  const isUnit = me.data?.posts.some((post) => post.role === 'liaison' || post.role === 'unitHead') ?? false;
  if (!isUnit) return null;
  const address = `/api/ledger/plans/${planId}/fill-in`;

  const preview = async (file: File) => {
    const answer = await send<Schemas['FillInPreview']>(`${address}/preview`, file);
    if (answer) setShown({ file, rows: answer.items });
  };
  const confirm = async () => {
    if (!shown) return;
    const answer = await send<Schemas['FillInFiled']>(`${address}/filing`, shown.file);
    if (!answer) return;
    setShown(null);
    setFiled(answer.items);
    await queries.invalidateQueries();
  };
  const ready = shown?.rows.filter((row) => row.outcome === 'ready').length ?? 0;
  return (
    <>
      <Button href={address} icon={<DownloadOutlined />}>
        下载填报表
      </Button>
      <Upload
        showUploadList={false}
        accept=".xlsx"
        beforeUpload={(file) => {
          void preview(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />} loading={busy && !shown}>
          上传填报表
        </Button>
      </Upload>
      <Modal
        open={shown !== null}
        title={`填报表：${shown?.file.name ?? ''}`}
        width={960}
        okText={`确认报送（${ready}项）`}
        cancelText="取消"
        okButtonProps={{ disabled: ready === 0 }}
        confirmLoading={busy}
        onOk={() => void confirm()}
        onCancel={() => setShown(null)}
      >
        {shown && <Preview rows={shown.rows} ready={ready} />}
      </Modal>
      <Modal
        open={filed !== null}
        title="报送结果"
        width={720}
        footer={
          <Button type="primary" onClick={() => setFiled(null)}>
            知道了
          </Button>
        }
        onCancel={() => setFiled(null)}
      >
        {filed && (
          <Table
            rowKey="row"
            size="small"
            pagination={false}
            dataSource={[...filed]}
            columns={[
              { title: '行', width: 60, dataIndex: 'row' },
              { title: '任务', dataIndex: 'task' },
              { title: '填报期', width: 140, dataIndex: 'period' },
              {
                title: '结果',
                width: 220,
                render: (_, row) => (
                  <Flex vertical>
                    <span>{FILED[row.outcome]}</span>
                    {row.reason && <Typography.Text type="danger">{row.reason}</Typography.Text>}
                  </Flex>
                ),
              },
            ]}
          />
        )}
      </Modal>
    </>
  );
}

function Preview({ rows, ready }: { rows: readonly Row[]; ready: number }) {
  if (rows.length === 0) {
    return <Alert type="info" showIcon title="表中还没有填写任何内容：请在黄色的栏填写后再上传。" />;
  }
  const faulty = rows.filter((row) => row.outcome === 'faulty').length;
  const others = rows.length - ready - faulty;
  return (
    <Flex vertical gap={12}>
      <Alert
        type={faulty > 0 ? 'warning' : 'info'}
        showIcon
        title={[
          `填了${rows.length}项：将报送${ready}项`,
          ...(others > 0 ? [`${others}项已报送过，不再报送`] : []),
          ...(faulty > 0 ? [`${faulty}项有问题，改正后再上传即可补报`] : []),
        ].join('；')}
        description="确认后，各项按本单位的程序签批。佐证材料请在任务页面上传。"
      />
      <Table
        rowKey="row"
        size="small"
        pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        dataSource={[...rows]}
        columns={[
          { title: '行', width: 50, dataIndex: 'row' },
          {
            title: '结果',
            width: 100,
            render: (_, row) => <Tag color={OUTCOMES[row.outcome].color}>{OUTCOMES[row.outcome].word}</Tag>,
          },
          {
            title: '任务',
            width: 260,
            render: (_, row) => (
              <Flex vertical>
                <span>{row.task}</span>
                <Typography.Text type="secondary">{row.period}</Typography.Text>
              </Flex>
            ),
          },
          { title: '所填内容', render: (_, row) => <Filled row={row} /> },
        ]}
      />
    </Flex>
  );
}

function Filled({ row }: { row: Row }) {
  return (
    <Flex vertical gap={2}>
      <Typography.Paragraph className="prewrap" ellipsis={{ rows: 3, expandable: true, symbol: '展开' }} style={{ margin: 0 }}>
        {row.text}
      </Typography.Paragraph>
      {row.figures.map((figure) => (
        <Typography.Text key={figure.name} type="secondary">
          {figure.name}：{figure.value}
          {figure.denominator !== null && `／${figure.denominator}`}
          {figure.denominator === null && figure.unit}
        </Typography.Text>
      ))}
      {row.remarks.map((remark) => (
        <Typography.Text key={remark} type="warning">
          {remark}
        </Typography.Text>
      ))}
      {row.faults.map((fault) => (
        <Typography.Text key={`${fault.sheet}${fault.cell}${fault.reason}`} type="danger">
          “{fault.sheet}”表 {fault.cell}：{fault.reason}。{fault.mend}。
        </Typography.Text>
      ))}
    </Flex>
  );
}
