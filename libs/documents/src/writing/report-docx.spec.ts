import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { writeReportDocx } from './report-docx';
import { DATE_NOTE, TITLE_NOTE, type ReportContent } from './report-content';

const CONTENT: ReportContent = {
  title: '示例区人民政府关于2025年度法治政府建设情况的报告',
  receiver: '示例市人民政府',
  opening: [{ text: '现将有关情况报告如下：' }],
  sections: [
    { level: 1, label: '一、', heading: '主要举措和成效', paragraphs: [] },
    {
      level: 2,
      label: '（一）',
      heading: '深化行政审批制度改革',
      paragraphs: [
        { text: '取消事项33项，承接106项，共139项。', source: { label: '区政务局2025年12月填报，已签字', address: 'figures/7' } },
      ],
    },
    { level: 3, label: '1.', heading: '规范案卷评查。', runIn: true, paragraphs: [{ text: '全年评查案卷120件。' }] },
    {
      level: 1,
      label: '二、',
      heading: '存在的不足和原因',
      paragraphs: [
        {
          columns: [
            { heading: '事项', share: 1 },
            { heading: '件数', share: 1 },
          ],
          rows: [['复议', '12']],
        },
      ],
    },
  ],
  closing: '特此报告。',
  signature: { names: ['示例区人民政府'], sealed: false },
  date: '2026-02-08',
  attachments: ['任务完成情况统计表'],
  imprint: { copies: ['区委办公室'], printedBy: '示例区司法局办公室', printedOn: '2026-02-08' },
};

const parts = (bytes: Uint8Array) => {
  const files = unzipSync(bytes);
  return (path: string) => strFromU8(files[path] as Uint8Array);
};
const texts = (xml: string) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]);
const style = (styles: string, id: string) =>
  new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, 's').exec(styles)?.[0] ?? '';
const paragraphWith = (document: string, words: string) =>
  [...document.matchAll(/<w:p>.*?<\/w:p>/gs)].map((match) => match[0]).find((xml) => texts(xml).join('').includes(words)) ?? '';

describe('an annual report as .docx', () => {
  let part: ReturnType<typeof parts>;
  beforeAll(async () => (part = parts(await writeReportDocx(CONTENT))));

  it('has the page of GB/T 9704: A4, its margins, 22 lines of 28 characters', () => {
    const section = /<w:sectPr>.*<\/w:sectPr>/s.exec(part('word/document.xml'))?.[0] ?? '';
    expect(section).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(section).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(section).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>');
    expect(22 * 579).toBeLessThanOrEqual(16838 - 2098 - 1984);
    expect(28 * 20 * (16 - 849 / 4096)).toBeLessThanOrEqual(11906 - 1587 - 1474);
  });

  it('names Chinese and Latin fonts apart, in the defaults and in every style', () => {
    const styles = part('word/styles.xml');
    const defaults = /<w:rPrDefault>.*<\/w:rPrDefault>/s.exec(styles)?.[0] ?? '';
    const fonts = (xml: string) => ({
      ascii: /w:ascii="([^"]*)"/.exec(xml)?.[1],
      hAnsi: /w:hAnsi="([^"]*)"/.exec(xml)?.[1],
      eastAsia: /w:eastAsia="([^"]*)"/.exec(xml.replace(/<w:lang [^>]*>/g, ''))?.[1],
      size: /<w:sz w:val="(\d+)"/.exec(xml)?.[1],
    });
    const latin = { ascii: 'Times New Roman', hAnsi: 'Times New Roman' };
    expect(fonts(defaults)).toEqual({ ...latin, eastAsia: '仿宋_GB2312', size: '32' });
    expect(fonts(style(styles, 'Title'))).toEqual({ ...latin, eastAsia: '方正小标宋简体', size: '44' });
    expect(fonts(style(styles, 'Heading1'))).toEqual({ ...latin, eastAsia: '黑体', size: '32' });
    expect(fonts(style(styles, 'Heading2'))).toEqual({ ...latin, eastAsia: '楷体_GB2312', size: '32' });
    expect(fonts(style(styles, 'Heading3'))).toEqual({ ...latin, eastAsia: '仿宋_GB2312', size: '32' });
    expect(fonts(style(styles, 'OfficialBody'))).toEqual({ ...latin, eastAsia: '仿宋_GB2312', size: '32' });
  });

  it('makes the signs that both scripts share Chinese, by a hint on each run', () => {
    const runs = [...part('word/document.xml').matchAll(/<w:r>.*?<\/w:r>/gs)]
      .map((match) => match[0])
      .filter((run) => run.includes('<w:t'));
    expect(runs.length).toBeGreaterThan(10);
    expect(runs.filter((run) => !run.includes('w:hint="eastAsia"'))).toEqual([]);
  });

  it('lists the fonts with what may stand for each, so that a missing one is seen', () => {
    expect(part('word/fontTable.xml')).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,华文仿宋"/>');
    expect(part('docProps/core.xml')).toContain('方正小标宋简体、仿宋_GB2312、黑体、楷体_GB2312、宋体');
  });

  it('has real headings with typed numbers and no automatic numbering', () => {
    const document = part('word/document.xml');
    expect(paragraphWith(document, '一、主要举措和成效')).toContain('<w:pStyle w:val="Heading1"/>');
    expect(paragraphWith(document, '（一）深化行政审批制度改革')).toContain('<w:pStyle w:val="Heading2"/>');
    expect(document).not.toContain('<w:numPr>');
    const styles = part('word/styles.xml');
    expect([1, 2, 3].map((level) => /<w:outlineLvl w:val="(\d)"/.exec(style(styles, `Heading${level}`))?.[1])).toEqual([
      '0',
      '1',
      '2',
    ]);
  });

  it('sets a lead sentence and its text in one paragraph where the heading runs in', () => {
    const joined = paragraphWith(part('word/document.xml'), '1.规范案卷评查。');
    expect(texts(joined).join('')).toBe('1.规范案卷评查。全年评查案卷120件。');
    expect(joined).toContain('<w:pStyle w:val="OfficialBody"/>');
  });

  it('indents the body by two characters', () => {
    expect(style(part('word/styles.xml'), 'OfficialBody')).toContain('<w:ind w:firstLine="640" w:firstLineChars="200"/>');
  });

  it('puts page numbers outside: at the right of odd and at the left of even pages', () => {
    expect(part('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    const document = part('word/document.xml');
    const relations = part('word/_rels/document.xml.rels');
    const footer = (type: string) => {
      const id = new RegExp(`<w:footerReference w:type="${type}" r:id="([^"]+)"`).exec(document)?.[1];
      const relation = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*>`).exec(relations)?.[0] ?? '';
      return part(`word/${/Target="([^"]+)"/.exec(relation)?.[1]}`);
    };
    expect(footer('default')).toContain('<w:jc w:val="right"/>');
    expect(footer('even')).toContain('<w:jc w:val="left"/>');
    for (const xml of [footer('default'), footer('even')]) {
      expect(texts(xml)).toEqual(['— ', ' —']);
      expect(xml).toContain('PAGE');
      expect(xml).toMatch(/w:ascii="宋体"/);
      expect(xml).toContain('<w:sz w:val="28"/>');
    }
  });

  it('writes the date without zeros, the receiver with a full-width colon, and 版记 with its lines', () => {
    const all = texts(part('word/document.xml'));
    expect(all).toContain('2026年2月8日');
    expect(all).toContain('示例市人民政府：');
    expect(all).toContain('附件：任务完成情况统计表');
    expect(all).toContain('抄送：区委办公室。');
    expect(all).toContain('示例区司法局办公室\t2026年2月8日印发');
  });

  it('keeps the closing words, attachments, names and date on one page', () => {
    const document = part('word/document.xml');
    const end = document.slice(document.indexOf('特此报告。') - 300);
    const kept = ['特此报告。', '附件：', '示例区人民政府', '2026年2月8日'].map((words) =>
      paragraphWith(end, words).includes('<w:keepNext/>'),
    );
    expect(kept).toEqual([true, true, true, false]);
  });

  it('repeats the heading row of a table and tears no row', () => {
    const table = /<w:tbl>.*?<\/w:tbl>/s.exec(part('word/document.xml'))?.[0] ?? '';
    expect(texts(table)).toEqual(['事项', '件数', '复议', '12']);
    expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(table.match(/<w:cantSplit\/>/g)).toHaveLength(2);
  });
});

describe('remarks in the margin', () => {
  it('anchor a finding to the words it is about, and a source to its sentence', async () => {
    const part = parts(
      await writeReportDocx(
        { ...CONTENT, marginNotes: [{ sectionIndex: 1, paragraph: 0, quote: '共139项', text: '33＋106＝139，相符。' }] },
        { sourcesInMargin: true },
      ),
    );
    const document = part('word/document.xml');
    const quoted = /<w:commentRangeStart w:id="1"\/>(.*?)<w:commentRangeEnd w:id="1"\/>/s.exec(document)?.[1] ?? '';
    const sourced = /<w:commentRangeStart w:id="0"\/>(.*?)<w:commentRangeEnd w:id="0"\/>/s.exec(document)?.[1] ?? '';
    expect(texts(quoted).join('')).toBe('共139项');
    expect(texts(sourced).join('')).toBe('取消事项33项，承接106项，共139项。');
    const comments = part('word/comments.xml');
    expect(comments).toMatch(/w:id="1"[^>]*w:author="数据核校"|w:author="数据核校"[^>]*w:id="1"/);
    expect(texts(comments)).toEqual(['来源：区政务局2025年12月填报，已签字', 'figures/7', '33＋106＝139，相符。']);
  });

  it('refuse a place that the report does not have', async () => {
    const outside = { ...CONTENT, marginNotes: [{ sectionIndex: 9, paragraph: 0, text: '无此处' }] };
    await expect(writeReportDocx(outside)).rejects.toThrow(RangeError);
  });
});

describe('a table of contents', () => {
  it('stands filled in, with the page of each heading', async () => {
    const document = parts(await writeReportDocx(CONTENT, { contentsToLevel: 2 }))('word/document.xml');
    const contents = /<w:sdt>.*<\/w:sdt>/s.exec(document)?.[0] ?? '';
    expect(contents).toContain('TOC \\h \\o &quot;1-2&quot;');
    expect(texts(contents)).toEqual(['一、主要举措和成效', '2', '（一）深化行政审批制度改革', '2', '二、存在的不足和原因', '2']);
  });
});

describe('the bytes', () => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  it('are the same for the same content, also with contents and remarks, whatever the clock says', async () => {
    const options = { contentsToLevel: 3, sourcesInMargin: true } as const;
    const first = sha256(await writeReportDocx(CONTENT, options));
    jest.useFakeTimers({
      now: new Date('2031-05-06T07:08:09Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'],
    });
    try {
      expect(sha256(await writeReportDocx(CONTENT, options))).toBe(first);
    } finally {
      jest.useRealTimers();
    }
  });

  it('change with one character', async () => {
    const other = { ...CONTENT, opening: [{ text: '现将有关情况报告如下。' }] };
    expect(sha256(await writeReportDocx(other))).not.toBe(sha256(await writeReportDocx(CONTENT)));
  });

  it('hold no character that would make the file unreadable', async () => {
    const text = '甲\u0001乙\ud800丙\ufffe丁<&>';
    const document = parts(await writeReportDocx({ ...CONTENT, opening: [{ text }] }))('word/document.xml');
    expect(texts(document)).toContain('甲乙丙丁&lt;&amp;&gt;');
  });
});

it('a date that is no calendar day is refused', async () => {
  await expect(writeReportDocx({ ...CONTENT, date: '2026-02-30' })).rejects.toThrow('not a day: 2026-02-30');
});

describe('what stands outside the text', () => {
  it('sets an attachment on pages of its own: 附件 above, the title on the third line, the text like the paper', async () => {
    const attached: ReportContent = {
      ...CONTENT,
      attachments: ['任务完成情况统计表', '出庭应诉情况'],
      attachmentBodies: [
        {
          title: '任务完成情况统计表',
          sections: [{ level: 1, label: '一、', heading: '按单位', paragraphs: [{ text: '共3个单位。' }] }],
        },
        { title: '出庭应诉情况', sections: [{ level: 1, label: '', heading: '', paragraphs: [{ text: '共12件。' }] }] },
      ],
    };
    const document = parts(await writeReportDocx(attached))('word/document.xml');
    const head = [...document.matchAll(/<w:p>.*?<\/w:p>/gs)]
      .map((match) => match[0])
      .filter((xml) => /^附件\d$/.test(texts(xml).join('')));
    expect(head.map((xml) => texts(xml).join(''))).toEqual(['附件1', '附件2']);
    for (const xml of head) expect(xml).toContain('<w:pageBreakBefore/>');
    expect(head[0]).toContain('w:eastAsia="黑体"');
    expect(document.indexOf('附件1<')).toBeGreaterThan(document.indexOf('2026年2月8日'));
    expect(paragraphWith(document, '按单位')).toContain('<w:pStyle w:val="Heading1"/>');
    // A single attachment has no number.
    const single = parts(await writeReportDocx({ ...attached, attachmentBodies: attached.attachmentBodies?.slice(0, 1) }));
    expect(texts(single('word/document.xml'))).toContain('附件');
  });

  it('anchors a remark on the title and one on the date', async () => {
    const part = parts(
      await writeReportDocx({
        ...CONTENT,
        marginNotes: [
          { sectionIndex: TITLE_NOTE, paragraph: 0, quote: '2025年度', text: '年度与正文不一致' },
          { sectionIndex: DATE_NOTE, paragraph: 0, text: '晚于规定日期' },
        ],
      }),
    );
    const document = part('word/document.xml');
    expect(paragraphWith(document, '法治政府建设情况')).toContain('<w:commentRangeStart w:id="0"/>');
    expect(paragraphWith(document, '2026年2月8日')).toContain('<w:commentRangeStart w:id="1"/>');
    expect(texts(part('word/comments.xml')).join('')).toContain('年度与正文不一致');
    await expect(
      writeReportDocx({ ...CONTENT, date: undefined, marginNotes: [{ sectionIndex: DATE_NOTE, paragraph: 0, text: '无' }] }),
    ).rejects.toThrow(RangeError);
  });
});
