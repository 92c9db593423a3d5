import { Alert, Button, Empty, Flex, Skeleton, Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { ProblemError } from '../api/client';

interface PageProps {
  readonly title: string;
  readonly back?: { readonly to: string; readonly text: string };
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page: its title, where one came from, and what can be done. */
export function Page({ title, back, extra, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · 督办`;
  }, [title]);
  return (
    <Flex vertical gap={16}>
      <Flex justify="space-between" align="start" gap={16} wrap className="page-head">
        <Flex vertical gap={2}>
          {back && <Link to={back.to}>‹ {back.text}</Link>}
          <Typography.Title level={3} style={{ margin: 0 }}>
            {title}
          </Typography.Title>
        </Flex>
        {extra && (
          <Flex gap={8} wrap>
            {extra}
          </Flex>
        )}
      </Flex>
      {children}
    </Flex>
  );
}

interface Reading<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

/** Shows what was read, or that it is still being read, or why it could not be. */
export function Loaded<Data>({
  query,
  children,
}: {
  readonly query: Reading<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton active paragraph={{ rows: 6 }} />;
}

export function Failure({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const problem = error instanceof ProblemError ? error.problem : null;
  return (
    <Alert
      type={problem?.status === 404 ? 'warning' : 'error'}
      showIcon
      title={problem?.title ?? '页面出错'}
      description={problem?.detail ?? '页面出错，请刷新后再试。'}
      action={retry && problem?.status !== 404 ? <Button onClick={retry}>重试</Button> : undefined}
    />
  );
}

export const Nothing = ({ text }: { readonly text: string }) => <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} />;
