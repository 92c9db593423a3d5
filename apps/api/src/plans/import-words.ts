import type { ImportDetail, Place, RowCorrection, SheetChoice, UnitChoice } from '@duban/application';
import { accept, refuse, type Decision } from '@duban/domain';
import { importDifference } from '@duban/wording';
import type { RowCorrectionBody, SheetChoiceBody, UnitChoiceBody } from './imports.dto';

/** An import as the page shows it. */
export function describeImport(detail: ImportDetail) {
  const { row, batch, corrections, difference, target } = detail;
  const isDraft = row.state === 'draft';
  return {
    id: row.id,
    version: row.version,
    fileName: row.fileName,
    year: row.year,
    state: row.state,
    planId: row.planId,
    title: corrections.title ?? batch.title ?? `${row.year}年工作要点`,
    docNumber: batch.docNumber ?? null,
    leadUnitId: corrections.leadUnitId ?? null,
    from: batch.from,
    units: detail.units,
    unknownNames: detail.unknownNames,
    doubts: batch.doubts.map((doubt) => ({ where: placeWords(doubt.place), message: doubt.message })),
    rows: detail.rows.map((each) => ({
      ...each,
      where: placeWords(each.place),
      isPointOnly: each.stated?.isPointOnly === true,
      isCorrected: each.corrected.some((field) => field !== 'isLeftOut'),
    })),
    sheets: sheetsOf(detail),
    targets: detail.targets,
    difference:
      target && difference
        ? {
            planId: target.id,
            planTitle: target.title,
            version: target.version,
            isEditable: target.isEditable,
            summary: importDifference.summary(
              difference.added.length,
              difference.changed.length,
              difference.unchanged,
              difference.vanished.length,
            ),
            added: difference.added,
            changed: difference.changed.map((each) => ({
              ...each,
              fields: each.fields.map((field) => ({ ...field, field: importDifference.fields[field.field] })),
            })),
            unchanged: difference.unchanged,
            vanished: difference.vanished,
          }
        : null,
    actions: isDraft ? ['correct', ...(detail.preview.length > 0 ? ['map'] : []), 'confirm', 'remove'] : [],
  };
}

/** The sheets of a workbook with how each was read; a text has none. */
function sheetsOf({ batch, preview }: ImportDetail) {
  return preview.map((sheet) => {
    const mapping = batch.mappings.find((each) => each.sheet === sheet.sheet);
    return { ...sheet, headerRows: mapping?.headerRows ?? [], columns: mapping?.columns ?? [] };
  });
}

/** 第3行, the cell with its sheet: 台账!B7, or the place in an open-data file: 第2章第3条第1项任务. */
function placeWords({ line, cell, sheet, row, words }: Place): string {
  if (words !== undefined) return words;
  if (cell !== undefined) return sheet === undefined ? cell : `${sheet}!${cell}`;
  if (row !== undefined) return sheet === undefined ? `第${row}行` : `${sheet}第${row}行`;
  return line === undefined ? '' : `第${line}行`;
}

export const sheetChoiceOf = ({ sheet, isSkipped, headerRows, columns }: SheetChoiceBody): SheetChoice => ({
  sheet,
  headerRows: isSkipped ? null : headerRows.map((each) => each.row),
  columns,
});

/** Null: the row as it was read. */
export function correctionOf(body: RowCorrectionBody): RowCorrection | null {
  if (body.isReset === true) return null;
  const { title, deliverable, units, deadlineKind, dueOn, cycle, milestones, isLeftOut } = body;
  return {
    ...(title === undefined ? {} : { title }),
    ...(deliverable === undefined ? {} : { deliverable: deliverable.trim() === '' ? null : deliverable }),
    ...(units === undefined ? {} : { units: units.map(({ unitId, role }) => ({ unitId, role })) }),
    ...(milestones === undefined
      ? {}
      : { milestones: milestones.map((each) => ({ name: each.name, dueOn: each.dueOn, unitId: each.unitId ?? null })) }),
    ...(deadlineKind === undefined
      ? {}
      : {
          deadline: {
            kind: deadlineKind,
            dueOn: deadlineKind === 'date' ? (dueOn ?? null) : null,
            cycle: cycle ?? null,
          },
        }),
    ...(isLeftOut === undefined ? {} : { isLeftOut }),
  };
}

/** Null: the name is asked about again. */
export function choiceOf({ name, means, unitId }: UnitChoiceBody): Decision<UnitChoice | null> {
  if (means === 'ask') return accept(null);
  if (means === 'leave') return accept({ unitId: null, isAlias: false });
  return unitId === undefined ? refuse('IMPORT.UNIT_CHOICE_MISSING', { name }) : accept({ unitId, isAlias: means === 'alias' });
}
