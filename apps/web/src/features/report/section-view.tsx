import { Button, Flex, Form, Input, Popconfirm } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { instantWords } from '../../ui/format';

type Section = Schemas['ReportSection'];

interface Props {
  readonly planId: string;
  readonly section: Section;
  readonly mayEdit: boolean;
  readonly onSource: (ref: string) => void;
}

/** One section: its heading, its text with the sources, and what was written over it by hand. */
export function SectionView({ planId, section, mayEdit, onSource }: Props) {
  const heading = section.label + section.heading;
  const Heading = section.level <= 1 ? 'h2' : section.level === 2 ? 'h3' : 'h4';
  return (
    <section id={`section-${encodeURIComponent(section.key)}`} className={section.edit ? 'by-hand' : undefined}>
      {heading !== '' && <Heading>{heading}</Heading>}
      {section.edit && <EditNote planId={planId} section={section} edit={section.edit} mayEdit={mayEdit} />}
      {section.paragraphs.map((paragraph, at) => (
        <p key={at}>
          {paragraph.pieces.map((piece, index) =>
            piece.ref === null ? (
              <span key={index}>{piece.text}</span>
            ) : (
              // A button would not break over lines.
              <span
                key={index}
                role="button"
                tabIndex={0}
                className="piece"
                title={piece.label ?? undefined}
                onClick={() => onSource(piece.ref ?? '')}
                onKeyDown={(event) => event.key === 'Enter' && onSource(piece.ref ?? '')}
              >
                {piece.text}
              </span>
            ),
          )}
        </p>
      ))}
      {mayEdit && section.paragraphs.length > 0 && (
        <div className="section-deeds no-print">
          <EditDeed planId={planId} section={section} />
        </div>
      )}
    </section>
  );
}

function EditDeed({ planId, section }: { planId: string; section: Section }) {
  const edit = useCommand(
    (input: { ownText: string }, key) =>
      client.POST('/api/plans/{id}/report/edits', {
        params: { path: { id: planId }, header: { 'Idempotency-Key': key } },
        body: { sectionKey: section.key, baseText: section.text, ownText: input.ownText },
      }),
    { done: '已保存修改' },
  );
  return (
    <DeedModal<{ ownText: string }>
      label="修改文字"
      title={`修改：${section.label}${section.heading}`}
      okText="保存"
      busy={edit.isPending}
      hint="一段一行。没有改动的句子仍连着原来的来源；改动的句子记为手工修改，以后重新汇总也不会丢。"
      initial={{ ownText: section.edit?.ownText ?? section.text }}
      onSubmit={(values) => edit.mutateAsync(values)}
    >
      <Form.Item name="ownText" label="内容" rules={[{ required: true, whitespace: true, message: '内容不能为空' }]}>
        <Input.TextArea autoSize={{ minRows: 8, maxRows: 24 }} maxLength={50_000} />
      </Form.Item>
    </DeedModal>
  );
}

interface NoteProps {
  readonly planId: string;
  readonly section: Section;
  readonly edit: NonNullable<Section['edit']>;
  readonly mayEdit: boolean;
}

/** Who wrote over the section and when; where the roll-up says something else by now, what has changed, and the choice. */
function EditNote({ planId, section, edit, mayEdit }: NoteProps) {
  const params = (key: string) => ({ path: { id: planId }, header: { 'Idempotency-Key': key } });
  const take = useCommand(
    (_: null, key) =>
      client.POST('/api/plans/{id}/report/edits/taking', { params: params(key), body: { sectionKey: section.key } }),
    { done: '已采用汇总内容' },
  );
  const keep = useCommand(
    (_: null, key) =>
      client.POST('/api/plans/{id}/report/edits', {
        params: params(key),
        body: { sectionKey: section.key, baseText: edit.newText, ownText: edit.ownText },
      }),
    { done: '已保留手工修改' },
  );
  const changed = edit.standing === 'changed';
  return (
    <div className={changed ? 'edit-note changed no-print' : 'edit-note no-print'}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <span>
          {edit.editedBy}于{instantWords(edit.editedAt)}手工修改
          {changed && '，之后汇总内容又有变化：'}
          {edit.standing === 'settled' && '，汇总内容现已与修改一致。'}
        </span>
        {mayEdit && (
          <Flex gap={8}>
            <Popconfirm
              title="采用汇总内容后，这一部分的手工修改不再显示（修改记录保留）。"
              okText="采用"
              cancelText="取消"
              onConfirm={() => take.mutate(null)}
            >
              <Button size="small" loading={take.isPending}>
                采用汇总内容
              </Button>
            </Popconfirm>
            {changed && (
              <Button size="small" type="primary" loading={keep.isPending} onClick={() => keep.mutate(null)}>
                保留手工修改
              </Button>
            )}
          </Flex>
        )}
      </Flex>
      {changed && (
        <div className="prewrap changes">
          {edit.changes.map((change, at) =>
            change.kind === 'same' ? (
              <span key={at}>{change.text}</span>
            ) : change.kind === 'added' ? (
              <ins key={at}>{change.text}</ins>
            ) : (
              <del key={at}>{change.text}</del>
            ),
          )}
        </div>
      )}
    </div>
  );
}
