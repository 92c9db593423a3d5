import type { ChannelKind } from '@duban/domain';

export const channelKindWords: Readonly<Record<ChannelKind, string>> = {
  email: '电子邮件',
  wecomApp: '企业微信应用消息',
  wecomRobot: '企业微信群机器人',
  dingtalkRobot: '钉钉群机器人',
  feishuRobot: '飞书群机器人',
  webhook: '对接其他系统',
};

const FIELDS: Readonly<Record<string, string>> = {
  host: '邮件服务器',
  port: '端口',
  security: '加密方式',
  from: '发件人',
  user: '登录用户',
  password: '登录密码',
  apiBase: '接口地址',
  corpId: '企业编号',
  agentId: '应用编号',
  corpSecret: '应用密钥',
  url: '接收网址',
  signKey: '签名密钥',
};

/** What a setting of a channel is called on the page. */
export const channelFieldWord = (key: string): string => FIELDS[key] ?? key;

const HINTS: Readonly<Record<string, string>> = {
  'email.from': '如：督办系统 <duban@单位邮箱域名>',
  'wecomApp.apiBase': '公有云为 https://qyapi.weixin.qq.com，政务微信填本地地址',
  'wecomRobot.url': '在群机器人页面复制，网址中含有密钥，保存后不再显示',
  'dingtalkRobot.url': '在群机器人页面复制，网址中含有密钥，保存后不再显示',
  'dingtalkRobot.signKey': '安全设置选“加签”时填写',
  'feishuRobot.url': '在群机器人页面复制，网址中含有密钥，保存后不再显示',
  'feishuRobot.signKey': '安全设置选“签名校验”时填写',
  'webhook.signKey': '对方用它核对通知确由本系统发出',
};

export const channelFieldHint = (kind: ChannelKind, key: string): string => HINTS[`${kind}.${key}`] ?? '';

/** What a person's address on a channel is called. */
export const channelAddressWords: Readonly<Record<string, string>> = {
  email: '邮箱地址',
  userId: '企业微信账号',
  mobile: '钉钉绑定的手机号',
  openId: '飞书用户编号',
};

/** What became of a try to send, for the office's page. */
export const sendWords = {
  notSent: (error: string): string => `没有连上对方服务（${error.slice(0, 120)}）`,
  lost: (error: string): string => `发出后没有收到回复，可能已经送达（${error.slice(0, 120)}）`,
  busy: (status: string): string => `对方服务暂时不能接收（${status}）`,
  noCode: (status: string): string => `对方服务没有接收（${status}）`,
  refused: (said: string): string => (said === '' ? '对方平台没有接收' : `对方平台答复：${said}`),
  noSuchPerson: (address: string): string => `对方平台没有“${address}”这个接收人，请核对后重新填写`,
  noAddress: '没有登记接收地址',
  channelOff: '渠道已停用',
  gaveUp: (detail: string): string => `多次发送未成功，最后一次：${detail}`,
} as const;

export const trialNotice = (channel: string): { title: string; text: string } => ({
  title: '试发通知',
  text: `这是一条试发通知，收到即表示“${channel}”可以使用。`,
});
