import { findDeadlinePhrases } from '@duban/domain';
import type { SourceLine } from '../source';
import type { ImportedDeadline } from './batch';
import { deadlineOf } from './responsibility';

/** What a plan says once for all its items. */
export interface DocumentRules {
  /** The first unit listed leads; `unsure` where the document says leads or collates. */
  readonly firstListed: 'lead' | 'unsure' | null;
  /** The deadline of every item that names none. */
  readonly deadline: ImportedDeadline | null;
}

const FIRST_LISTED =
  /(?:首位|第一位|第一个|首个|首列|最前|排名第一|列第一).{0,4}(?:责任|承办)?(?:单位|部门|的)?.{0,8}?(?:为|是|作为)[^。；;]{0,12}(?:牵头|汇总)/;
const UNDATED =
  /(?:未|没有|没)(?:单独)?(?:注明|明确|列明|标明|规定|写明|确定)[^。；;]{0,16}(?:时限|时间|期限)[^。]*|(?:其余|其他|其它)[^。；;]{0,12}(?:任务|工作|事项)[^。；;]{0,16}(?:前|底|内)[^。]*/;

/** Reads the rules of a document from its plain text (the preamble and what stands under no item). */
export function documentRules(lines: readonly SourceLine[], year: number): DocumentRules {
  let firstListed: DocumentRules['firstListed'] = null;
  let deadline: ImportedDeadline | null = null;
  for (const { line, text } of lines) {
    const first = FIRST_LISTED.exec(text);
    if (first) firstListed = /汇总/.test(text.slice(first.index, first.index + first[0].length + 8)) ? 'unsure' : 'lead';
    const undated = UNDATED.exec(text);
    const found = undated ? findDeadlinePhrases(undated[0], year) : [];
    if (found.length === 1 && found[0]) deadline ??= deadlineOf(found[0], { line });
  }
  return { firstListed, deadline };
}
