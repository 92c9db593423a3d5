import { Button, Card, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { useRectifications } from '../../api/queries';
import type { Instrument } from '../../api/shown';
import { NewRectification } from '../rectifications/new-rectification';
import { RectificationTable } from '../rectifications/rectification-table';

/** The lines that this instrument has put on the 整改问题清单, each struck off on its own. */
export function InstrumentProblems({ instrument }: { instrument: Instrument }) {
  const lines = useRectifications({ sourceId: instrument.id });
  const first = lines.data?.pages[0];
  const items = lines.data?.pages.flatMap((page) => page.items) ?? [];
  const mayAdd = first?.mayAdd === true && instrument.issuedAt !== null && instrument.kind !== 'urging';
  if (items.length === 0 && !mayAdd) return null;
  return (
    <Card
      title="整改问题"
      extra={
        <Flex gap={8} align="center">
          <Link to="/rectifications">整改问题清单</Link>
          {mayAdd && (
            <NewRectification
              source={{
                kind: instrument.kind,
                id: instrument.id,
                units: instrument.targets.map((target) => ({ value: target.unitId, label: target.unitName })),
              }}
            />
          )}
        </Flex>
      }
      styles={{ body: { padding: items.length > 0 ? 0 : 16 } }}
    >
      {items.length > 0 ? (
        <RectificationTable lines={items} isOfOneSource />
      ) : (
        <Typography.Text type="secondary">还没有列入整改问题</Typography.Text>
      )}
      {lines.hasNextPage && (
        <Button type="link" onClick={() => void lines.fetchNextPage()}>
          显示更多
        </Button>
      )}
    </Card>
  );
}
