import type { BareResult } from './reading';

const DONE = '(?:完成|办结|整改|落实|办理|执行|推进|开展|报送|到位)?';

const LONG_TERM = new RegExp(
  '^(?:并|且|坚持)?(?:长期|持续|常态化?|经常性?|常年|长效)(?:性|化)?地?' +
    '(?:长期|持续|坚持|推进|开展|实施|落实|整改|抓好|进行|深化|巩固|保持|推动|用力|任务|工作|执行|跟进|推行)*$',
);
const IMMEDIATE = new RegExp(
  `^(?:立行立改|立改立行|即知即改|即行即改|立说立行|立即|马上|马上就办|即时|即刻|随到随办|即办|边查边改)${DONE}$`,
);
const VAGUE = new RegExp(
  '^(?:尽快|尽早|尽量|近期|短期|中期|中长期|适时|择机|按时|按期|按要求|按计划|按进度|同步|实时|及时|待定|' +
    `另行通知|(?:按|根据|视|结合).{0,16}(?:要求|安排|部署|情况|进度|规定|通知|确定))${DONE}$`,
);
const EVENT =
  /^(?:\d{4}年|今年|明年)?(?:春节|国庆节?|元旦|五一|劳动节|中秋节?|清明节?|端午节?|全国两会|两会|汛期|入汛|开学|换届|年关|.{0,6}年)(?:之前|以前|前|期间|之后|后)/;

/** What is said in words without any number, or null where the text is none of these. */
export function wordsReading(text: string): BareResult | null {
  if (LONG_TERM.test(text)) return { kind: 'longTerm' };
  if (IMMEDIATE.test(text)) return { unread: 'immediate' };
  if (VAGUE.test(text)) return { unread: 'vague' };
  // 2026年前 is a period, told by the date rules; 年前 and 春节前 hang on an event.
  if (EVENT.test(text) && !/^(?:.*\d{4} ?年(?:之前|以前|前|期间|之后|后)|[二〇○])/.test(text)) return { unread: 'event' };
  return null;
}
