import { Drawer, Flex, List, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import { Loaded } from '../../ui/page';
import { useReportSource } from './queries';

interface Props {
  readonly planId: string;
  readonly sourceRef: string | null;
  readonly onClose: () => void;
}

/** Where a piece of the report comes from: the report, who filed it, who signed it, and the way to the task. */
export function SourceDrawer({ planId, sourceRef, onClose }: Props) {
  const source = useReportSource(planId, sourceRef);
  return (
    <Drawer title={source.data?.title ?? '来源'} open={sourceRef !== null} onClose={onClose} size={560}>
      {sourceRef !== null && (
        <Loaded query={source}>
          {(data) => (
            <Flex vertical gap={12}>
              {data.total && <Typography.Text strong>{data.total}</Typography.Text>}
              <List
                dataSource={data.rows}
                renderItem={(row) => (
                  <List.Item style={{ opacity: row.counts ? 1 : 0.6 }}>
                    <Flex vertical gap={4} style={{ width: '100%' }}>
                      <Flex gap={8} wrap align="center">
                        {row.of && <Typography.Text strong>{row.of}</Typography.Text>}
                        {row.heading && <span>{row.heading}</span>}
                        {!row.counts && <Tag>不计入</Tag>}
                      </Flex>
                      {row.text && <span className="prewrap">{row.text}</span>}
                      <Flex gap={12} wrap>
                        {row.who && <Typography.Text type="secondary">{row.who}</Typography.Text>}
                        {row.address && <Link to={row.address}>打开</Link>}
                      </Flex>
                    </Flex>
                  </List.Item>
                )}
              />
            </Flex>
          )}
        </Loaded>
      )}
    </Drawer>
  );
}
