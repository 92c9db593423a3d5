import { formatDayChinese } from '@duban/domain';
import type { NoticeText } from './task-notices';

const by = (dueOn: string | null): string => (dueOn === null ? '' : `，要求${formatDayChinese(dueOn)}前办结`);
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}……` : text);

export const instructionGivenNotice = (post: string, text: string, dueOn: string | null): NoticeText => ({
  title: '领导批示',
  text: `${post}批示：“${text.trim()}”${by(dueOn)}，请及时交办。`,
});

export const instructionSettledNotice = (
  text: string,
  opened: 'task' | 'instrument' | null,
  answer: string | null,
): NoticeText => ({
  title: '批示落实',
  text:
    opened === null
      ? `您的批示“${short(text)}”，督办机构回复：${answer ?? ''}`
      : `您的批示“${short(text)}”已${opened === 'task' ? '立项交办' : '起草督办文书'}，可随时查看办理情况。`,
});

export const instructionTaskNotice = (title: string, dueOn: string | null): NoticeText => ({
  title: '批示交办',
  text: `领导批示交由本单位办理“${title}”${by(dueOn)}，请按期签收。`,
});

/** The chapter under which such tasks stand in the ledger. */
export const instructionChapter = '领导批示交办';

export const instructionGrounds = (post: string, text: string): string => `${post}批示：${text}`;
