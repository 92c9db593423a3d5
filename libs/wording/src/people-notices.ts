import { formatDayChinese } from '@duban/domain';
import type { NoticeText } from './task-notices';

const because = (reason: string): string => (reason.trim() === '' ? '' : `。事由：${reason.trim()}`);

export const delegatedNotice = (principal: string, post: string, fromOn: string, toOn: string, reason: string): NoticeText => ({
  title: '受托代办',
  text: `${principal}委托您自${formatDayChinese(fromOn)}至${formatDayChinese(toOn)}代行“${post}”的签批和办理，记录中同时载明两人姓名${because(reason)}`,
});

export const actingAppointedNotice = (post: string, fromOn: string, toOn: string | null, reason: string): NoticeText => ({
  title: '指定代理',
  text: `督办机构指定您自${formatDayChinese(fromOn)}起${toOn === null ? '' : `至${formatDayChinese(toOn)}`}代理“${post}”${because(reason)}`,
});

export const standInEndedNotice = (post: string, reason: string): NoticeText => ({
  title: '代理结束',
  text: `您代行“${post}”的安排已结束${because(reason)}`,
});

/** The heading of what had reached nobody and has a receiver now. */
export const redirectedTitle = '补送通知';

/** 撤并: what the successor has taken over. */
export const handedOverNotice = (
  unit: string,
  { shares, papers, problems }: { readonly shares: number; readonly papers: number; readonly problems: number },
): NoticeText => {
  const parts = [
    ...(shares > 0 ? [`任务${shares}项`] : []),
    ...(papers > 0 ? [`督办文书${papers}件`] : []),
    ...(problems > 0 ? [`整改问题${problems}项`] : []),
  ];
  return {
    title: '单位撤并移交',
    text: `${unit}已并入本单位，移交${parts.join('、')}，期限和办理状态不变，请接续办理。`,
  };
};
