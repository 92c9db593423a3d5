import { AlignmentType, ImportedXmlComponent, type FileChild, type ParagraphChild } from 'docx';
import { BODY_FONT, LATIN_FONT } from './official-fonts';
import { TEXT_WIDTH } from './official-page';
import { paragraph, run } from './official-paragraphs';
import { STYLE } from './official-styles';
import { printable } from './printable';
import { columnLetters } from './sheet-package';

/** Bars lying on their side, one for each name, each made of the series' parts one after another. */
export interface BarChart {
  readonly caption?: string;
  readonly names: readonly string[];
  readonly series: readonly BarSeries[];
}

export interface BarSeries {
  readonly name: string;
  /** RRGGBB. */
  readonly colour: string;
  /** One for each name. */
  readonly values: readonly number[];
}

const EMU_PER_TWIP = 635;
/** A bar with the space around it, and what the legend and the axis take, in twips. */
const BAR_PITCH = 420;
const AROUND = 1100;
/** So that the caption and the picture find room on one page; more bars become thinner. */
const TALLEST = 10_800;

const escapeXml = (text: string): string =>
  printable(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The caption and the place of the chart in the text; `relation` names its part in the package. */
export function chartBlocks(chart: BarChart, relation: string, id: number): FileChild[] {
  const height = Math.min(TALLEST, AROUND + BAR_PITCH * chart.names.length);
  const drawing = ImportedXmlComponent.fromXmlString(
    `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">` +
      `<wp:extent cx="${TEXT_WIDTH * EMU_PER_TWIP}" cy="${height * EMU_PER_TWIP}"/>` +
      `<wp:docPr id="${id}" name="chart${id}" descr="${escapeXml(chart.caption ?? '')}"/><wp:cNvGraphicFramePr/>` +
      `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">` +
      `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">` +
      `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${relation}"/>` +
      `</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
  ) as unknown as ParagraphChild;
  const caption = chart.caption
    ? [
        paragraph(STYLE.fieldLabel, [run(chart.caption)], {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 120, after: 60 },
        }),
      ]
    : [];
  // An exact line would cut the picture off.
  return [...caption, paragraph(STYLE.tableText, [drawing], { spacing: { before: 0, after: 120, line: 240, lineRule: 'auto' } })];
}

/** The cells behind the chart: names in the first column, a column for each series, headings in the first row. */
export const chartCells = (chart: BarChart): (string | number)[][] => [
  ['', ...chart.series.map((series) => series.name)],
  ...chart.names.map((name, index) => [name, ...chart.series.map((series) => series.values[index] ?? 0)]),
];

/** The sheet of the chart's workbook. */
export const CHART_SHEET = 'Sheet1';

const FONT = `<a:latin typeface="${LATIN_FONT}"/><a:ea typeface="${BODY_FONT}"/><a:cs typeface="${LATIN_FONT}"/>` as const;
const text = (size: number) =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="0"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>${FONT}</a:defRPr></a:pPr>` +
  `<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;
const line = (colour: string) => `<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:ln></c:spPr>`;

/**
 * The chart as a chart (DrawingML), not as a picture: Word, WPS and LibreOffice draw it with the reader's own fonts, so that
 * no font and no drawing program is needed where the paper is written, and an office can still change it.
 */
export function chartXml(chart: BarChart, workbookRelation: string): string {
  const last = chart.names.length + 1;
  const names = chart.names.map((name, index) => `<c:pt idx="${index}"><c:v>${escapeXml(name)}</c:v></c:pt>`).join('');
  const series = chart.series.map((each, index) => {
    const column = columnLetters(index + 2);
    const values = each.values.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join('');
    return (
      `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>` +
      `<c:tx><c:strRef><c:f>${CHART_SHEET}!$${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(each.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>` +
      `<c:spPr><a:solidFill><a:srgbClr val="${each.colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>` +
      // A part of nothing has no number of its own.
      `<c:dLbls><c:numFmt formatCode="0;;;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${text(900)}` +
      `<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>` +
      `<c:cat><c:strRef><c:f>${CHART_SHEET}!$A$2:$A$${last}</c:f><c:strCache><c:ptCount val="${chart.names.length}"/>${names}</c:strCache></c:strRef></c:cat>` +
      `<c:val><c:numRef><c:f>${CHART_SHEET}!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${chart.names.length}"/>${values}</c:numCache></c:numRef></c:val></c:ser>`
    );
  });
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
    `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
    `<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>` +
    `<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>${series.join('')}` +
    `<c:gapWidth val="60"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>` +
    // The first name on top, as in the table.
    `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>` +
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${line('808080')}${text(1050)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
    `<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:majorGridlines>${line('D9D9D9')}</c:majorGridlines><c:numFmt formatCode="0" sourceLinked="0"/>` +
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${line('808080')}${text(900)}<c:crossAx val="1"/><c:crosses val="max"/><c:crossBetween val="between"/>${wholeSteps(chart)}</c:valAx>` +
    `</c:plotArea><c:legend><c:legendPos val="t"/><c:overlay val="0"/>${text(1050)}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>` +
    `<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="${workbookRelation}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
  );
}

/** Counts are whole: a short axis steps by one, so that no label is printed twice. */
function wholeSteps(chart: BarChart): string {
  const longest = Math.max(
    0,
    ...chart.names.map((_, index) => chart.series.reduce((sum, each) => sum + (each.values[index] ?? 0), 0)),
  );
  return longest <= 10 ? `<c:majorUnit val="1"/>` : '';
}
