import { Button, Result } from 'antd';

/** When a page cannot be fetched (a new version was installed meanwhile) or breaks. */
export function RouteFailure() {
  return (
    <Result
      status="error"
      title="页面没有打开"
      subTitle="可能是网络中断，或系统刚刚更新，请刷新后再试。"
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          刷新
        </Button>
      }
    />
  );
}
