import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { ProblemError } from './api/client';
import { router } from './routes';
import './ui/style.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What is refused stays refused; only a server that did not answer is asked again.
      retry: (count, error) =>
        count < 2 && !(error instanceof ProblemError && error.problem.status !== 0 && error.problem.status < 500),
    },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <ConfigProvider
      locale={zhCN}
      theme={{
        token: {
          colorPrimary: '#1d4f91',
          colorLink: '#1d4f91',
          // The palette's own pale shades of this blue are grey.
          colorPrimaryBg: '#e6eefa',
          colorPrimaryBgHover: '#d6e4f7',
          controlItemBgActive: '#e6eefa',
          borderRadius: 6,
          fontFamily: "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
        },
        components: {
          Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f4f6f9' },
          Menu: { itemSelectedBg: '#e6eefa', itemSelectedColor: '#1d4f91', itemActiveBg: '#eef3fb' },
        },
      }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  </StrictMode>,
);
