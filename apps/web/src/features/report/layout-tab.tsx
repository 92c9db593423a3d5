import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Col, Flex, Form, Input, Radio, Row, Select, Switch, Typography } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { editions, partNames } from './words';

type Book = Schemas['ReportBook'];
type Template = Book['template'];
type Setting = Book['setting'];

const FROM: Record<string, string> = { office: '督办机构设定', previous: '取自上年度报告', plan: '取自计划' };

/** How the report is laid out, and how the chosen version is addressed. */
export function LayoutTab({ book }: { book: Book }) {
  const mayWrite = book.actions.includes('layOut');
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={12}>
        <TemplateCard book={book} mayWrite={mayWrite} />
      </Col>
      <Col xs={24} xl={12}>
        <EditionCard book={book} mayWrite={mayWrite} />
      </Col>
    </Row>
  );
}

function useLayOut(planId: string) {
  return useCommand(
    (input: { template?: Template; templateReset?: boolean; editions?: Setting[] }, key) =>
      client.POST('/api/plans/{id}/report/layout', {
        params: { path: { id: planId }, header: { 'Idempotency-Key': key } },
        body: {
          ...input,
          editions: input.editions?.map((each) => ({
            ...each,
            receiver: each.receiver ?? undefined,
            remark: each.remark ?? undefined,
          })),
        },
      }),
    { done: '已保存' },
  );
}

function TemplateCard({ book, mayWrite }: { book: Book; mayWrite: boolean }) {
  const [template, setTemplate] = useState<Template>(book.template);
  const save = useLayOut(book.planId);
  const missing = Object.keys(partNames).filter((part) => !template.parts.some((each) => each.part === part));
  const move = (at: number, by: number) => {
    const parts = [...template.parts];
    const [part] = parts.splice(at, 1);
    if (part) parts.splice(at + by, 0, part);
    setTemplate({ ...template, parts });
  };
  return (
    <Card size="small" title={`报告结构（${FROM[book.templateFrom] ?? ''}）`}>
      <Flex vertical gap={12}>
        {template.parts.map((each, at) => (
          <Flex key={each.part} gap={8} align="center">
            <Typography.Text style={{ flex: '0 0 104px' }}>{partNames[each.part]}</Typography.Text>
            <Input
              aria-label={`${partNames[each.part] ?? ''}的标题`}
              value={each.heading}
              disabled={!mayWrite}
              placeholder={each.part === 'done' && template.chaptersAtTop ? '不设标题，直接列计划章节' : '标题'}
              onChange={(event) =>
                setTemplate({
                  ...template,
                  parts: template.parts.map((one) => (one.part === each.part ? { ...one, heading: event.target.value } : one)),
                })
              }
            />
            <Button
              size="small"
              aria-label="上移"
              icon={<ArrowUpOutlined />}
              disabled={!mayWrite || at === 0}
              onClick={() => move(at, -1)}
            />
            <Button
              size="small"
              aria-label="下移"
              icon={<ArrowDownOutlined />}
              disabled={!mayWrite || at === template.parts.length - 1}
              onClick={() => move(at, 1)}
            />
            <Button
              size="small"
              disabled={!mayWrite || ['done', 'problems', 'next'].includes(each.part)}
              onClick={() => setTemplate({ ...template, parts: template.parts.filter((one) => one.part !== each.part) })}
            >
              不设
            </Button>
          </Flex>
        ))}
        {missing.length > 0 && mayWrite && (
          <Select
            placeholder="增设一章"
            value={null}
            options={missing.map((part) => ({ value: part, label: partNames[part] ?? part }))}
            onChange={(part: string | null) => {
              if (part === null) return;
              const added = { part: part as Template['parts'][number]['part'], heading: partNames[part] ?? '' };
              setTemplate({ ...template, parts: [...template.parts, added] });
            }}
          />
        )}
        <Checkbox
          disabled={!mayWrite}
          checked={template.chaptersAtTop}
          onChange={(event) => setTemplate({ ...template, chaptersAtTop: event.target.checked })}
        >
          以计划的章节作为报告的一级标题
        </Checkbox>
        <Radio.Group
          disabled={!mayWrite}
          value={template.numbering}
          onChange={(event) => setTemplate({ ...template, numbering: event.target.value as Template['numbering'] })}
          options={[
            { value: 'restart', label: '条目每章重新编号' },
            { value: 'through', label: '条目全文连续编号' },
          ]}
        />
        {mayWrite && (
          <Flex gap={8}>
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate({ template })}>
              保存结构
            </Button>
            {book.templateFrom === 'office' && (
              <Button loading={save.isPending} onClick={() => save.mutate({ templateReset: true })}>
                恢复{book.previous ? '上年度报告' : '计划'}的结构
              </Button>
            )}
          </Flex>
        )}
      </Flex>
    </Card>
  );
}

interface EditionForm {
  readonly receiver?: string;
  readonly issuers: string[];
  readonly leaveOut: string[];
  readonly remark?: string;
  readonly withContents: boolean;
}

function EditionCard({ book, mayWrite }: { book: Book; mayWrite: boolean }) {
  const save = useLayOut(book.planId);
  const { setting } = book;
  const sections = [
    ...book.sections.filter((section) => !['opening', 'done'].includes(section.key) && section.heading !== ''),
    ...setting.leaveOut
      .filter((key) => !book.sections.some((section) => section.key === key))
      .map((key) => ({ key, label: '', heading: LEFT_OUT[key] ?? key })),
  ];
  return (
    <Card size="small" title={`“${editions[book.edition] ?? ''}”版本`}>
      <Form<EditionForm>
        layout="vertical"
        disabled={!mayWrite}
        initialValues={{
          receiver: setting.receiver ?? '',
          issuers: setting.issuers,
          leaveOut: setting.leaveOut,
          remark: setting.remark ?? '',
          withContents: setting.withContents,
        }}
        onFinish={(values) =>
          save.mutate({
            editions: [
              {
                edition: book.edition,
                receiver: values.receiver ?? null,
                issuers: values.issuers,
                leaveOut: values.leaveOut,
                remark: values.remark ?? null,
                withContents: values.withContents,
              },
            ],
          })
        }
      >
        <Form.Item name="receiver" label="主送机关" extra={book.edition === 'public' ? '公开版本一般不写主送机关。' : undefined}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="issuers"
          label="落款机关"
          extra="联合报告可填几个，按排列顺序落款。"
          rules={[{ required: true, type: 'array', min: 1, message: '请填写落款机关' }]}
        >
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item name="leaveOut" label="本版本不列出的部分">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={sections.map((section) => ({ value: section.key, label: section.label + section.heading }))}
          />
        </Form.Item>
        <Form.Item name="remark" label="附注">
          <Input maxLength={100} placeholder="如：此件公开发布" />
        </Form.Item>
        <Form.Item name="withContents" label="目录" valuePropName="checked">
          <Switch checkedChildren="带目录" unCheckedChildren="不带" />
        </Form.Item>
        {mayWrite && (
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            保存版本设置
          </Button>
        )}
      </Form>
    </Card>
  );
}

/** Sections that this version does not show, by what they are. */
const LEFT_OUT: Record<string, string> = {
  ...partNames,
  'problems.late': '部分任务未按期办结',
  'problems.reported': '工作推进中的薄弱环节',
  'problems.rectification': '尚未销号的整改问题',
  'next.carried': '结转任务',
  'next.proposals': '各项工作打算',
};
