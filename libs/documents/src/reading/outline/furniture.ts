import type { SourceLine } from '../source';

// What surrounds the text of a copied web page: navigation, publishing line, footer. Only short lines are looked at.
const MARKS = [
  /ICP备案|ICP备\d|公网安备|网站标识码|版权所有|Copyright/i,
  /^(主办|承办|主办单位|承办单位|技术支持|运维单位|网站支持|建议使用)\s*[:：]/,
  /(关于我们|使用帮助|网站声明|网站地图|站点地图|联系我们|隐私声明|无障碍|设为首页|加入收藏|长者模式|政府网站找错|简体\s*\|)/,
  /(来源|稿源|信息来源|文章来源|发布机构|索引号|浏览次数|浏览量|点击数|点击量|点击次数|访问量|阅读量|阅读次数|字体|字号|字体大小|发布时间|发布日期|发布人|责任编辑|责编|视力保护色)\s*[:：]/,
  /^[（(]?(作者|编辑|供稿|通讯员|审核人?|校对|浏览|阅读|点击|人气|日期|时间)\s*[:：][^，。]{0,40}$/,
  /^(当前位置|您所在的位置|您当前的位置|您现在的位置|您的位置|首页\s*[>＞»/])/,
  /^[【[（(]?\s*(打印|关闭|打印本页|关闭窗口|关闭本页|分享|分享到|分享至|扫一扫|扫码|微信扫|手机查看|上一篇|下一篇|上一条|下一条|上篇|下篇|返回顶部|返回列表|返回首页|收藏|朗读|纠错|我要纠错|点赞)\s*(?:[】\]）)]|[:：|]|\s|$|本页|本文|文章|到|至|在)/,
  /^(微信|微博|QQ空间)(\s+(微信|微博|QQ空间))*$/,
  /^(大|中|小)(\s+(大|中|小)){1,2}$|^[【[](大|中|小)[】\]]/,
  /^(相关阅读|相关推荐|相关信息|相关文章|相关新闻|推荐阅读|热点新闻|延伸阅读|最新动态)\s*[:：]?$/,
  /\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天]\s*$/,
  /^(附件|相关链接|相关附件|附件下载|相关解读|政策解读|图文解读)\s*[:：]?\s*$/,
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
