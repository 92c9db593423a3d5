import type { Worksheet } from 'exceljs';
import { documentWording } from '@duban/wording';

/*
 * What a cell may hold, as the spreadsheet program itself checks it when somebody types. A prompt, where there is one, is shown
 * while the cell is chosen.
 */

/** Spreadsheet programs call a list of choices longer than this a damaged file. */
const CHOICES_LIMIT = 255;

/** One of these words, or nothing. @throws {RangeError} when they hold a comma or quote or are too long for a list */
export function addChoices(sheet: Worksheet, range: string, choices: readonly string[], prompt?: string): void {
  const list = choices.join(',');
  if (choices.some((choice) => /[,"]/.test(choice)) || list.length > CHOICES_LIMIT) {
    throw new RangeError(`choices that a cell's list cannot hold: ${list}`);
  }
  addRule(
    sheet,
    range,
    {
      type: 'list',
      formulae: [`"${list}"`],
      showErrorMessage: true,
      errorTitle: documentWording.choiceErrorTitle,
      error: documentWording.choiceError,
    },
    prompt,
  );
}

/** Proposes what another sheet lists in `cells`; what is written beside it is taken too. */
export function proposeList(sheet: Worksheet, range: string, cells: string, prompt?: string): void {
  addRule(sheet, range, { type: 'list', formulae: [cells], showErrorMessage: false }, prompt);
}

export function addTextLimit(sheet: Worksheet, range: string, limit: number, prompt?: string): void {
  addRule(
    sheet,
    range,
    {
      type: 'textLength',
      operator: 'lessThanOrEqual',
      formulae: [limit],
      showErrorMessage: true,
      errorTitle: documentWording.lengthErrorTitle,
      error: documentWording.lengthError(limit),
    },
    prompt,
  );
}

export interface NumberRule {
  readonly type: 'whole' | 'decimal';
  readonly least: number;
  readonly most: number;
  readonly errorTitle: string;
  readonly error: string;
}

export function addNumberRule(
  sheet: Worksheet,
  range: string,
  { type, least, most, errorTitle, error }: NumberRule,
  prompt?: string,
): void {
  addRule(
    sheet,
    range,
    { type, operator: 'between', formulae: [least, most], showErrorMessage: true, errorTitle, error },
    prompt,
  );
}

/** exceljs keeps rules by range; its types leave the collection out. */
type WithRules = { dataValidations: { add(range: string, rule: object): void } };

function addRule(sheet: Worksheet, range: string, rule: object, prompt: string | undefined): void {
  (sheet as unknown as WithRules).dataValidations.add(range, {
    allowBlank: true,
    ...rule,
    ...(prompt ? { showInputMessage: true, prompt } : {}),
  });
}
