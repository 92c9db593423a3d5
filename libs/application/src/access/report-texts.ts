import type { ReportContent } from '@duban/documents';

/** The report from its title to its signature, a text for each chapter: what a signer reads. */
export function reportTexts(content: ReportContent): { heading: string; text: string }[] {
  const chapters: { heading: string; lines: string[] }[] = [
    {
      heading: content.title,
      lines: [...(content.receiver === undefined ? [] : [`${content.receiver}：`]), ...content.opening.map((each) => each.text)],
    },
  ];
  for (const section of content.sections) {
    const heading = section.label + section.heading;
    if (section.level === 1 && heading !== '') chapters.push({ heading, lines: [] });
    const lines = chapters.at(-1)?.lines;
    if (section.level > 1 && heading !== '') lines?.push(heading);
    lines?.push(...section.paragraphs.flatMap((block) => ('text' in block ? [block.text] : [])));
  }
  const signed = [...(content.closing === undefined ? [] : [content.closing]), ...content.signature.names];
  return [
    ...chapters.map(({ heading, lines }) => ({ heading, text: lines.join('\n') })),
    { heading: '落款', text: signed.join('\n') },
  ];
}
