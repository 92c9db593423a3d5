import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { answer, client, ProblemError } from '../../api/client';

interface Credentials {
  readonly login: string;
  readonly password: string;
}

export function LoginPage() {
  const navigate = useNavigate();
  const location = useLocation();
  const queries = useQueryClient();
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = '登录 · 督办';
  }, []);
  const enter = async (credentials: Credentials) => {
    setBusy(true);
    setFault(null);
    try {
      await answer(client.POST('/api/session', { body: credentials }));
      queries.clear();
      const from = (location.state as { from?: string } | null)?.from;
      await navigate(from ?? '/', { replace: true });
    } catch (error) {
      setFault(error instanceof ProblemError ? error.problem.detail : '登录没有成功，请稍后再试。');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Flex align="center" justify="center" style={{ minHeight: '100vh', padding: 16 }}>
      <Card style={{ width: 400, maxWidth: '100%' }} styles={{ body: { padding: 32 } }}>
        <Flex vertical align="center" gap={4} style={{ marginBottom: 24 }}>
          <Typography.Title level={2} style={{ margin: 0, color: '#1d4f91' }}>
            督办
          </Typography.Title>
          <Typography.Text type="secondary">法治政府建设督察督办</Typography.Text>
        </Flex>
        <Form<Credentials> layout="vertical" onFinish={(values) => void enter(values)} requiredMark={false}>
          <Form.Item name="login" label="用户名" rules={[{ required: true, message: '请输入用户名' }]}>
            <Input prefix={<UserOutlined />} autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" size="large" />
          </Form.Item>
          {fault && <Alert type="error" showIcon title={fault} style={{ marginBottom: 16 }} />}
          <Button type="primary" htmlType="submit" block size="large" loading={busy}>
            登录
          </Button>
        </Form>
      </Card>
    </Flex>
  );
}
