import type { SignOffOutcome } from '@duban/domain';
import type { NoticeText } from './task-notices';

/** What people are told about sign-offs. */
export const signWaitingNotice = (title: string, step: string): NoticeText => ({
  title: '待签批',
  text: `${title}，待您${step}。`,
});

const OUTCOMES: Readonly<Record<SignOffOutcome, string>> = { approved: '已通过', refused: '未通过，已退回', withdrawn: '已撤回' };

export const signOffEndedNotice = (title: string, outcome: SignOffOutcome, opinion: string): NoticeText => ({
  title: `签批${outcome === 'approved' ? '通过' : outcome === 'refused' ? '退回' : '撤回'}`,
  text: `${title}${OUTCOMES[outcome]}${opinion.trim() === '' ? '' : `。意见：${opinion.trim()}`}`,
});

export const signOffReturnedNotice = (title: string, step: string, opinion: string): NoticeText => ({
  title: '退回重签',
  text: `${title}已退回至“${step}”环节重新签批${opinion.trim() === '' ? '' : `。意见：${opinion.trim()}`}`,
});

export const signaturesLapsedNotice = (title: string): NoticeText => ({
  title: '内容已修改',
  text: `${title}的内容已修改，您原来的签批意见不再有效，需要重新签批。`,
});

export const signOffSilenceOpinion = (answer: 'approve' | 'refuse'): string =>
  answer === 'approve' ? '逾期未签批，按制度视为同意' : '逾期未签批，按制度视为不同意';
