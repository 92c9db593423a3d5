import type { SourceLine } from '../source';

// What surrounds the text of a copied web page: navigation, publishing line, footer. Only short lines are looked at.
const MARKS = [
  /ICP备案|ICP备\d|公网安备|网站标识码|版权所有|Copyright/i,
  /^(主办|承办|主办单位|承办单位|技术支持|运维单位)\s*[:：]/,
  /(关于我们|使用帮助|网站声明|网站地图|联系我们|隐私声明|无障碍|设为首页|加入收藏|长者模式|简体\s*\|)/,
  /(来源|信息来源|发布机构|索引号|浏览次数|点击数|访问量|阅读量|字体|字号|发布时间|发布日期|责任编辑|视力保护色)\s*[:：]/,
  /^(当前位置|您所在的位置|您的位置|首页\s*[>＞»])/,
  /^(打印|关闭|打印本页|关闭窗口|分享到|扫一扫|上一篇|下一篇|返回顶部|收藏)/,
  /\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天]\s*$/,
  /^(附件|相关链接|相关附件|相关解读)\s*[:：]?\s*$/,
  /的(起草说明|政策解读|图解|解读)$/,
];
const LONGEST = 90;

/** True for a line that is page furniture by its look; whether it counts depends on where it stands (see `bodyOf`). */
export function isFurniture(text: string): boolean {
  const line = text.trim();
  return line !== '' && line.length <= LONGEST && MARKS.some((mark) => mark.test(line));
}

/** Runs of furniture, one for each unbroken block; blank lines between two furniture lines do not break it. */
export function furnitureBlocks(lines: readonly SourceLine[]): { first: number; last: number }[] {
  const blocks: { first: number; last: number }[] = [];
  let open: { first: number; last: number } | null = null;
  for (const { line, text } of lines) {
    if (text.trim() === '') continue;
    if (!isFurniture(text)) {
      open = null;
      continue;
    }
    if (open) open.last = line;
    else blocks.push((open = { first: line, last: line }));
  }
  return blocks;
}
