import {
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CheckSquareOutlined,
  EditOutlined,
  CalendarOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  HomeOutlined,
  LogoutOutlined,
  PartitionOutlined,
  SendOutlined,
  SwapOutlined,
  SettingOutlined,
  TableOutlined,
  WarningOutlined,
  TrophyOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Flex, Layout, Menu, Skeleton, Tag, Typography } from 'antd';
import { useEffect } from 'react';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { client, ProblemError, SESSION_ENDED, type Schemas } from '../api/client';
import { useLiveUpdates } from '../api/live';
import { useInbox, useMe } from '../api/queries';
import { OwnPassword } from './own-password';
import { Failure } from './page';

const PAGES = [
  { key: 'home', to: '/', text: '首页', icon: <HomeOutlined /> },
  { key: 'plans', to: '/plans', text: '计划', icon: <BookOutlined /> },
  { key: 'signOffs', to: '/sign-offs', text: '待我签批', icon: <AuditOutlined /> },
  { key: 'instruments', to: '/instruments', text: '督办文书', icon: <FileProtectOutlined /> },
  { key: 'rectifications', to: '/rectifications', text: '整改问题清单', icon: <CheckSquareOutlined /> },
  { key: 'ledger', to: '/ledger', text: '台账', icon: <TableOutlined /> },
  { key: 'rollup', to: '/rollup', text: '数据汇总', icon: <BarChartOutlined /> },
  { key: 'scores', to: '/scores', text: '考核得分', icon: <TrophyOutlined /> },
  { key: 'report', to: '/report', text: '年度报告', icon: <FileTextOutlined /> },
  { key: 'instructions', to: '/instructions', text: '领导批示', icon: <EditOutlined /> },
  { key: 'exceptions', to: '/exceptions', text: '待处置事项', icon: <WarningOutlined /> },
  { key: 'channels', to: '/channels', text: '通知渠道', icon: <SendOutlined /> },
  { key: 'standIns', to: '/stand-ins', text: '委托代理', icon: <SwapOutlined /> },
  { key: 'policies', to: '/policies', text: '督办制度', icon: <PartitionOutlined /> },
  { key: 'calendar', to: '/calendar', text: '工作日历', icon: <CalendarOutlined /> },
  { key: 'administration', to: '/administration', text: '系统管理', icon: <SettingOutlined /> },
];

/** The frame around every page: who I am, for which posts, and where I can go. */
export function Shell() {
  const me = useMe();
  const inbox = useInbox();
  const location = useLocation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  useLiveUpdates();
  useEffect(() => {
    const ended = () => void navigate('/login', { state: { from: location.pathname } });
    window.addEventListener(SESSION_ENDED, ended);
    return () => window.removeEventListener(SESSION_ENDED, ended);
  }, [navigate, location.pathname]);

  if (me.error instanceof ProblemError && me.error.problem.status === 401) {
    return <Navigate to="/login" replace state={{ from: location.pathname }} />;
  }
  if (me.error) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (!me.data) return <Skeleton active style={{ padding: 48 }} />;
  const { name, jurisdiction, posts, pages } = me.data;
  const shown = PAGES.filter((page) => pages.includes(page.key));
  const current = [...shown].reverse().find((page) => page.to !== '/' && location.pathname.startsWith(page.to))?.key;
  const isUnder = ['/tasks', '/imports', '/amendments'].some((path) => location.pathname.startsWith(path))
    ? 'plans'
    : location.pathname.startsWith('/rewrites')
      ? 'policies'
      : undefined;
  const leave = async () => {
    await client.DELETE('/api/session');
    queries.clear();
    void navigate('/login');
  };
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Layout.Header style={{ padding: '0 24px', borderBottom: '1px solid #e5e8ee', position: 'sticky', top: 0, zIndex: 10 }}>
        <Flex justify="space-between" align="center" style={{ height: '100%' }} gap={16}>
          <Flex align="center" gap={12}>
            <Link to="/">
              <Typography.Text strong style={{ fontSize: 20, color: '#1d4f91', whiteSpace: 'nowrap' }}>
                督办
              </Typography.Text>
            </Link>
            <Typography.Text type="secondary">{jurisdiction.name}法治政府建设</Typography.Text>
          </Flex>
          <Flex align="center" gap={12}>
            <Typography.Text strong>{name}</Typography.Text>
            {posts.map((post) => (
              <Tag key={post.postId} style={{ margin: 0 }}>
                {placeOf(post)}
                {post.kind === 'acting' && '（代理）'}
                {post.kind === 'delegate' && `（受${post.onBehalfOf ?? ''}委托）`}
              </Tag>
            ))}
            {posts.length === 0 && <Tag color="warning">目前没有任职</Tag>}
            <OwnPassword />
            <Button icon={<LogoutOutlined />} type="text" onClick={() => void leave()}>
              退出
            </Button>
          </Flex>
        </Flex>
      </Layout.Header>
      <Layout>
        <Layout.Sider width={184} breakpoint="lg" collapsedWidth={56} style={{ borderRight: '1px solid #e5e8ee' }}>
          <Menu
            mode="inline"
            style={{ borderInlineEnd: 'none', paddingTop: 8 }}
            selectedKeys={[current ?? isUnder ?? 'home']}
            items={shown.map((page) => ({
              key: page.key,
              icon: page.icon,
              label: (
                <Link to={page.to}>
                  {page.text}
                  {page.key === 'signOffs' && <Badge count={inbox.data?.toSign ?? 0} size="small" offset={[8, -2]} />}
                </Link>
              ),
            }))}
          />
        </Layout.Sider>
        <Layout.Content style={{ padding: 24, maxWidth: 1440 }}>
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** The unit and the post in it, without saying the unit twice. */
function placeOf({ unitName, title }: Schemas['MyPost']): string {
  return `${unitName} · ${title.startsWith(unitName) ? title.slice(unitName.length) : title}`;
}
