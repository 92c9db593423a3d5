import { Card, Flex, Tag, Timeline, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { instantWords } from '../../ui/format';

type AmendmentOfTask = Schemas['AmendmentOfTask'];
type Difference = Schemas['TextDifference'];

/** One thing as it stood and as it stands: what is gone struck through, what is new beside it. */
export function DifferenceView({ difference }: { difference: Difference }) {
  const { field, before, after } = difference;
  return (
    <div>
      <Typography.Text type="secondary">{field}：</Typography.Text>
      {before !== '' && <Typography.Text delete>{before}</Typography.Text>}
      {before !== '' && after !== '' && ' → '}
      {after !== '' && <Typography.Text strong>{after}</Typography.Text>}
    </div>
  );
}

/** Beside a task in the plan: by which amendments it was changed. */
export function AmendedTags({ amendments }: { amendments: readonly AmendmentOfTask[] }) {
  const byAmendment = new Map<string, AmendmentOfTask[]>();
  for (const each of amendments) byAmendment.set(each.amendmentId, [...(byAmendment.get(each.amendmentId) ?? []), each]);
  if (byAmendment.size === 0) return null;
  return (
    <Flex gap={4} wrap>
      {[...byAmendment].map(([id, lines]) => (
        <Link key={id} to={`/amendments/${id}`}>
          <Tag color="blue" style={{ margin: 0 }}>
            {lines[0]?.name}：{[...new Set(lines.map((line) => line.kindName))].join('、')}
          </Tag>
        </Link>
      ))}
    </Flex>
  );
}

/** The history of a task's text: 原文, then each amendment with what it changed. */
export function TaskAmendments({ amendments }: { amendments: readonly AmendmentOfTask[] }) {
  if (amendments.length === 0) return null;
  // The first change of a field holds the words that were issued.
  const first = new Map<string, string>();
  for (const { field, before, after } of amendments.flatMap((each) => each.differences)) {
    if (before !== '' && after !== '' && !first.has(field)) first.set(field, before);
  }
  return (
    <Card title="调整经过" size="small">
      <Timeline
        items={[
          ...(first.size === 0
            ? []
            : [
                {
                  color: 'gray',
                  content: (
                    <Flex vertical>
                      <strong>原文</strong>
                      {[...first].map(([field, before]) => (
                        <div key={field}>
                          <Typography.Text type="secondary">{field}：</Typography.Text>
                          {before}
                        </div>
                      ))}
                    </Flex>
                  ),
                },
              ]),
          ...amendments.map((each) => ({
            content: (
              <Flex vertical>
                <span>
                  <Link to={`/amendments/${each.amendmentId}`}>{each.name}</Link>
                  {`　${each.kindName}　${instantWords(each.effectiveAt)}　依据：${each.basis}`}
                </span>
                {each.differences.map((difference) => (
                  <DifferenceView key={difference.field} difference={difference} />
                ))}
                {each.grounds !== null && <span>理由：{each.grounds}</span>}
              </Flex>
            ),
          })),
        ]}
      />
    </Card>
  );
}
