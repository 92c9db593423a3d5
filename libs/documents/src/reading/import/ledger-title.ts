import type { SourceDocument } from '../source';
import type { LedgerMapping } from './batch';

const NOTE = /^(?:附件|填报|制表|单位|日期|填表|说明|注|备注|联系人)\s*\d*\s*(?:[:：]|$)|[:：]$/;

/** The title of a ledger: what stands alone in a row above the first header, or null. */
export function ledgerTitle(source: SourceDocument, mappings: readonly LedgerMapping[]): string | null {
  const [first] = mappings;
  const table = source.tables.find((t) => t.name === first?.sheet);
  const header = Math.min(...(first?.headerRows ?? []));
  for (const row of table?.rows ?? []) {
    if (row.row >= header) break;
    const texts = [...new Set(row.cells.map((c) => c.text.trim()).filter((text) => text !== ''))];
    const [text] = texts;
    if (texts.length === 1 && text !== undefined && text.length >= 4 && !NOTE.test(text)) return text.replace(/\s*\n\s*/g, '');
  }
  return null;
}
