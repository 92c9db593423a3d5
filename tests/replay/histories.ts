import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';

export const HISTORIES_FOLDER = join(__dirname, 'histories');

export interface StoredHistory {
  /** `<workflow>-<what it proves>-v<version>` */
  readonly name: string;
  readonly workflowId: string;
  readonly history: ReturnType<typeof historyFromJSON>;
}

/** Every stored history; never edited, only added, and deleted when its patch is removed. */
export function storedHistories(): StoredHistory[] {
  return readdirSync(HISTORIES_FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((file) => {
      const { workflowId, history } = JSON.parse(readFileSync(join(HISTORIES_FOLDER, file), 'utf8')) as {
        workflowId: string;
        history: unknown;
      };
      return { name: file.replace(/\.json$/, ''), workflowId, history: historyFromJSON(history) };
    });
}
