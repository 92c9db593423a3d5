import { Workbook } from 'exceljs';
import { strToU8 } from 'fflate';
import { documentWording } from '@duban/wording';
import { CHART_SHEET, chartBlocks, chartCells, chartXml, type BarChart } from './bar-chart';
import type { PartEdit } from './fixed-package';
import { packWorkbook } from './sheet-package';
import { cellText } from './sheet-values';
import type { FileChild } from 'docx';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATION_LIST = 'http://schemas.openxmlformats.org/package/2006/relationships';
const WORKBOOK_RELATION = 'rId1';

/** The charts of a paper: where each stands in the text, and the parts that the package gets for them. */
export class ChartParts {
  private readonly charts: BarChart[] = [];

  /** The chart's place in the text. */
  place(chart: BarChart): FileChild[] {
    this.charts.push(chart);
    return chartBlocks(chart, relationOf(this.charts.length), this.charts.length);
  }

  /** What the package gets besides, by path; the workbook holds the figures, so that the chart can be edited in Word. */
  async parts(day: string | undefined): Promise<Record<string, Uint8Array>> {
    const parts: Record<string, Uint8Array> = {};
    for (const [index, chart] of this.charts.entries()) {
      const n = index + 1;
      parts[`word/charts/chart${n}.xml`] = strToU8(chartXml(chart, WORKBOOK_RELATION));
      parts[`word/charts/_rels/chart${n}.xml.rels`] = strToU8(
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="${RELATION_LIST}">` +
          `<Relationship Id="${WORKBOOK_RELATION}" Type="${RELATIONS}/package" Target="../embeddings/chart${n}.xlsx"/></Relationships>`,
      );
      parts[`word/embeddings/chart${n}.xlsx`] = await workbookOf(chart, day);
    }
    return parts;
  }

  /** How the package's lists name them. */
  edits(): Record<string, PartEdit> {
    if (this.charts.length === 0) return {};
    const numbers = this.charts.map((_, index) => index + 1);
    return {
      '[Content_Types].xml': insertBefore(
        '</Types>',
        `<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>` +
          numbers
            .map(
              (n) =>
                `<Override PartName="/word/charts/chart${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`,
            )
            .join(''),
      ),
      'word/_rels/document.xml.rels': insertBefore(
        '</Relationships>',
        numbers
          .map((n) => `<Relationship Id="${relationOf(n)}" Type="${RELATIONS}/chart" Target="charts/chart${n}.xml"/>`)
          .join(''),
      ),
    };
  }
}

const relationOf = (n: number): string => `rIdChart${n}`;

const insertBefore =
  (end: string, inserted: string): PartEdit =>
  (xml) => {
    const at = xml.lastIndexOf(end);
    if (at < 0) throw new Error(`the part has no ${end}`);
    return xml.slice(0, at) + inserted + xml.slice(at);
  };

function workbookOf(chart: BarChart, day: string | undefined): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.creator = documentWording.creator;
  workbook.lastModifiedBy = documentWording.creator;
  const sheet = workbook.addWorksheet(CHART_SHEET);
  for (const row of chartCells(chart)) {
    sheet.addRow(row.map((cell) => (typeof cell === 'number' ? cell : cellText(cell, documentWording.cellCut))));
  }
  return packWorkbook(workbook, day, []);
}
