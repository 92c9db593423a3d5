import type { ChannelKind } from '@duban/domain';
import { sendEmail } from './email';
import type { SendMessage } from './outgoing';
import { sendDingtalkRobot, sendFeishuRobot, sendWecomRobot } from './robots';
import { sendWebhook } from './webhook';
import { sendWecomApp } from './wecom-app';

/** Who sends for each kind: a new kind does not compile without one. */
export const senders: Readonly<Record<ChannelKind, SendMessage>> = {
  email: sendEmail,
  wecomApp: sendWecomApp,
  wecomRobot: sendWecomRobot,
  dingtalkRobot: sendDingtalkRobot,
  feishuRobot: sendFeishuRobot,
  webhook: sendWebhook,
};
