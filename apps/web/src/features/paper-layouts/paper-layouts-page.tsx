import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Input, Popconfirm, Select, Typography } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { usePaperLayouts } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { instrumentPapers, layoutBlocks, layoutLists, layoutPlaces, word } from '../../i18n/zh-CN';
import { instantWords } from '../../ui/format';
import { Loaded, Page } from '../../ui/page';
import { FixedBlock, type LayoutBlock } from './fixed-block';

type Layouts = Schemas['PaperLayouts'];
type Layout = Layouts['items'][number];

/** 文书式样: the blocks of each paper with their words and places; an office keeps its own, version by version. */
export function PaperLayoutsPage() {
  const layouts = usePaperLayouts();
  const [paper, setPaper] = useState<Layout['paper']>('supervisionOrder');
  return (
    <Page title="文书式样" back={{ to: '/instruments', text: '督办文书' }}>
      <Loaded query={layouts}>
        {(data) => {
          const layout = data.items.find((each) => each.paper === paper);
          return (
            <>
              <Select
                style={{ width: 240 }}
                value={paper}
                onChange={setPaper}
                options={data.items.map((each) => ({ value: each.paper, label: word(instrumentPapers, each.paper) }))}
              />
              {layout && <Editor key={`${layout.paper}:${layout.version}`} layout={layout} places={data} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Editor({ layout, places }: { layout: Layout; places: Layouts }) {
  const [blocks, setBlocks] = useState<readonly LayoutBlock[]>(
    () => (JSON.parse(layout.text) as { blocks: readonly LayoutBlock[] }).blocks,
  );
  const save = useCommand(
    (text: string | undefined, key) =>
      client.POST('/api/paper-layouts/{paper}', {
        params: { path: { paper: layout.paper }, header: { 'Idempotency-Key': key } },
        body: { text, version: layout.version },
      }),
    { done: '式样已保存，以后生成的文书按新式样排版' },
  );
  const change = (index: number, block: LayoutBlock) => setBlocks(blocks.map((each, at) => (at === index ? block : each)));
  const move = (index: number, by: number) => {
    const next = [...blocks];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    setBlocks(next);
  };
  const unknown = unknownPlaces(blocks, places.places);
  return (
    <Flex gap={16} align="start" wrap>
      <Card style={{ flex: '2 1 560px' }} title={word(instrumentPapers, layout.paper)} extra={versionWords(layout)}>
        <Flex vertical gap={12}>
          {blocks.map((block, index) => (
            <Flex key={index} gap={8} align="start">
              <Typography.Text type="secondary" style={{ width: 84, paddingTop: 5 }}>
                {index + 1}．{word(layoutBlocks, block.block)}
              </Typography.Text>
              <div style={{ flex: 1 }}>
                {'text' in block && typeof block.text === 'string' ? (
                  <Input.TextArea
                    autoSize
                    value={block.text}
                    aria-label={`第${index + 1}段`}
                    onChange={(event) => change(index, { ...block, text: event.target.value })}
                  />
                ) : (
                  <FixedBlock block={block} onChange={(changed) => change(index, changed)} />
                )}
                {block.when && (
                  <Typography.Text type="secondary" style={{ display: 'block' }}>
                    没有“{word({ ...layoutPlaces, ...layoutLists, items: '事项' }, block.when)}”时不排这一段
                  </Typography.Text>
                )}
              </div>
              <Button aria-label="上移" icon={<ArrowUpOutlined />} disabled={index === 0} onClick={() => move(index, -1)} />
              <Button
                aria-label="下移"
                icon={<ArrowDownOutlined />}
                disabled={index === blocks.length - 1}
                onClick={() => move(index, 1)}
              />
              <Button
                aria-label="删除"
                danger
                icon={<DeleteOutlined />}
                onClick={() => setBlocks(blocks.filter((_, at) => at !== index))}
              />
            </Flex>
          ))}
          <Flex gap={8} wrap>
            <Button onClick={() => setBlocks([...blocks, { block: 'paragraph', text: '' }])}>添加正文</Button>
            <Button onClick={() => setBlocks([...blocks, { block: 'heading', level: 1, text: '' }])}>添加小标题</Button>
          </Flex>
          {unknown.length > 0 && (
            <Alert type="warning" showIcon title={`这些填写项系统不认识，保存前请改正：${unknown.join('、')}`} />
          )}
          <Flex gap={8} wrap>
            <Button
              type="primary"
              loading={save.isPending}
              onClick={() => save.mutate(JSON.stringify({ paper: layout.paper, blocks }))}
            >
              保存式样
            </Button>
            {layout.version > 0 && (
              <Popconfirm title="恢复系统自带的式样？" okText="恢复" cancelText="取消" onConfirm={() => save.mutate(undefined)}>
                <Button>恢复系统式样</Button>
              </Popconfirm>
            )}
          </Flex>
        </Flex>
      </Card>
      <Card title="可用的填写项" size="small" style={{ flex: '1 1 240px' }}>
        <p>在文字中写入大括号和名称，生成文书时换成实际内容。</p>
        <Flex vertical gap={2}>
          {places.places.map((place) => (
            <span key={place}>
              <Typography.Text code copyable={{ text: `{${place}}` }}>{`{${place}}`}</Typography.Text> {word(layoutPlaces, place)}
            </span>
          ))}
        </Flex>
      </Card>
    </Flex>
  );
}

const versionWords = (layout: Layout): string =>
  layout.version === 0
    ? '系统自带'
    : `第${layout.version}版${layout.madeBy ? `，${layout.madeBy}` : ''}${layout.madeAt ? `，${instantWords(layout.madeAt)}` : ''}`;

/** Only a hint while one writes: what counts is the server's check. */
function unknownPlaces(blocks: readonly LayoutBlock[], known: readonly string[]): string[] {
  const found = blocks.flatMap((block) => [...(block.text ?? '').matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ''));
  return [...new Set(found)].filter((name) => !known.includes(name)).map((name) => `{${name}}`);
}
