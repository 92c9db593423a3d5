import { writeTemplateXlsx } from '@duban/documents';
import type { RegisteredUnit } from '@duban/domain';
import { documentWording } from '@duban/wording';

/** The workbook that an office fills in to import its work points, with the units of its register to choose from. */
export async function importTemplate(register: readonly RegisteredUnit[]): Promise<{ fileName: string; content: Uint8Array }> {
  const content = await writeTemplateXlsx({ units: register.map((unit) => unit.name) });
  return { fileName: documentWording.templateFileName, content };
}
