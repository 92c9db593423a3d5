import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input, Select } from 'antd';
import { client } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { FileField, type Attached } from '../../ui/files';
import { dayWords, periodWords } from '../../ui/format';
import { attached } from './attached';
import type { Share, Task } from '../../api/shown';

interface FigureInput {
  readonly name: string;
  readonly kind: 'count' | 'amount' | 'ratio';
  readonly unit: string;
  readonly value?: string;
  readonly numerator?: string;
  readonly denominator?: string;
}

interface ProgressInput {
  readonly period?: string;
  readonly text: string;
  readonly problems?: string;
  readonly nextSteps?: string;
  readonly figures?: FigureInput[];
  readonly evidence?: Attached[];
}

const NUMBER = { pattern: /^-?\d{1,18}(\.\d{1,6})?$/, message: '请填写数字' };

/** 进展填报：text, figures by indicator, and files. */
export function ProgressForm({ task, share }: { task: Task; share: Share }) {
  const report = useCommand(
    (input: ProgressInput, key) =>
      client.POST('/api/assignments/{id}/progress', {
        params: { path: { id: share.id }, header: { 'Idempotency-Key': key, 'If-Match': `"${share.version}"` } },
        body: { ...input, figures: (input.figures ?? []).map(ownNumbers), evidence: attached(input.evidence) },
      }),
    { done: '进展已提交，等待单位负责人审签' },
  );
  const owed = task.owedPeriods.filter((each) => each.assignmentId === share.id);
  const known = task.indicators.map(({ name, kind, unit }) => ({ name, kind: kind as FigureInput['kind'], unit }));
  return (
    <DeedModal<ProgressInput>
      label="填报进展"
      title="进展填报"
      primary={share.state !== 'assigned'}
      busy={report.isPending}
      initial={{ period: owed[0]?.period, figures: known }}
      onSubmit={(values) => report.mutateAsync(values)}
    >
      <Form.Item name="period" label="报告期">
        <Select
          allowClear
          placeholder="不限期填报"
          options={owed.map((each) => ({
            value: each.period,
            label: `${periodWords(each.period)}${each.dueOn ? `（${dayWords(each.dueOn)}前报送）` : ''}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="text" label="进展情况" rules={[{ required: true, whitespace: true, message: '请填写进展情况' }]}>
        <Input.TextArea rows={5} maxLength={10_000} showCount />
      </Form.Item>
      <Form.Item name="problems" label="存在问题">
        <Input.TextArea rows={2} maxLength={10_000} />
      </Form.Item>
      <Form.Item name="nextSteps" label="下一步打算">
        <Input.TextArea rows={2} maxLength={10_000} />
      </Form.Item>
      <Form.Item label="数据">
        <Form.List name="figures">
          {(fields, { add, remove }) => (
            <Flex vertical gap={8}>
              {fields.map((field) => (
                <FigureRow key={field.key} index={field.name} onRemove={() => remove(field.name)} />
              ))}
              <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({ kind: 'count', unit: '件' })}>
                添加一项数据
              </Button>
            </Flex>
          )}
        </Form.List>
      </Form.Item>
      <Form.Item name="evidence" label="佐证材料">
        <FileField />
      </Form.Item>
    </DeedModal>
  );
}

function FigureRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const kind = Form.useWatch(['figures', index, 'kind']) as FigureInput['kind'] | undefined;
  return (
    <Flex gap={6} align="start">
      <Form.Item name={[index, 'name']} noStyle rules={[{ required: true, message: '请填写指标名称' }]}>
        <Input placeholder="指标，如：评查案卷数" style={{ flex: 2 }} />
      </Form.Item>
      <Form.Item name={[index, 'kind']} noStyle>
        <Select
          style={{ width: 84 }}
          options={[
            { value: 'count', label: '数量' },
            { value: 'amount', label: '金额' },
            { value: 'ratio', label: '比率' },
          ]}
        />
      </Form.Item>
      {kind === 'ratio' ? (
        <>
          <Form.Item name={[index, 'numerator']} noStyle rules={[{ required: true, message: '请填写分子' }, NUMBER]}>
            <Input placeholder="分子" style={{ flex: 1 }} />
          </Form.Item>
          <Form.Item name={[index, 'denominator']} noStyle rules={[{ required: true, message: '请填写分母' }, NUMBER]}>
            <Input placeholder="分母" style={{ flex: 1 }} />
          </Form.Item>
        </>
      ) : (
        <Form.Item name={[index, 'value']} noStyle rules={[{ required: true, message: '请填写数值' }, NUMBER]}>
          <Input placeholder="数值" style={{ flex: 1 }} />
        </Form.Item>
      )}
      <Form.Item name={[index, 'unit']} noStyle rules={[{ required: true, message: '请填写单位' }]}>
        <Input placeholder="单位" style={{ width: 72 }} />
      </Form.Item>
      <Button type="text" icon={<DeleteOutlined />} aria-label="移除这项数据" onClick={onRemove} />
    </Flex>
  );
}

/** A ratio has no value and a count no denominator, whatever was typed before the kind was changed. */
function ownNumbers({ name, kind, unit, value, numerator, denominator }: FigureInput) {
  return kind === 'ratio' ? { name, kind, unit, numerator, denominator } : { name, kind, unit, value };
}
