/** A list of units as printed, taken apart. */
export interface UnitList {
  readonly names: readonly string[];
  /** Words for a set that has no end: 各有关部门, 等. */
  readonly open: readonly string[];
  /** 按职责分工负责: who does what is not said. */
  readonly shared: string | null;
}

const OPENING = '（(〔[【《“';
const CLOSING = '）)〕]】》”';
// What a unit's name ends with; 和 and 及 divide names only behind such an end, so that 发展和改革局 stays whole.
const NAME_END =
  /(?:局|委|办|院|府|会|处|厅|部|站|社|署|团|厂|公司|银行|单位|部门|中心|街道|乡镇|镇|办公室|办事处|大队|支队|总队|管委会|党校|党组|学校|医院|集团|机关|小组|区委|县委|市委)(?:[（(][^）)]*[）)])?$/;
const SHARED =
  /[，,、]?\s*(?:按照?|依据|根据)?(?:各自)?(?:职责|职能)(?:分工)?(?:范围)?(?:分别|各自|共同)?(?:牵头)?(?:负责|落实|组织实施|配合)?$/;
const OPEN_NAME =
  /^(?:各|全[市县区]各|市直各|区直各|县直各|省直各)|(?:有关|相关|各)(?:部门|单位|委办局|科室|成员单位)|各(?:镇|乡|街道|区|县|市)|各[^、（(]{0,8}(?:部门|单位|机关)|^(?:其他|其它)|成员单位$|区直(?:各)?(?:部门|单位)|[州市县区省]直(?:有关|相关|各)?(?:部门|单位)/;
const OPEN_TAIL =
  /等(?:\d+[个家]|[一二三四五六七八九十]+[个家])?(?:[省市县区州]?直?(?:各|有关|相关)*(?:部门|单位|科室|地方|成员单位)(?:[（(]单位[）)])?)?$/;

const UNIT_END =
  /(?:局|委|办|院|府|会|处|厅|部|站|社|署|团|联|中心|街道|镇街|镇|乡|村|社区|县区|区县|旗县|县市|部门|单位|办公室|办事处|大队|支队|总队|大|队|所|股|室|馆|公司|机关|科|银行|学校|党校|集团|管委会|专班|小组|政协)(?:[（(][^）)]*[）)])?(?:等.*|按.*)?$/;

/** True for words that end as the name of an office does. */
export const looksLikeUnit = (name: string): boolean =>
  name.length >= 2 && UNIT_END.test(name) && !/^(?:等|其他|其它)$/.test(name);

/** True where every name of the list looks like an office's. */
export function isUnitList(text: string): boolean {
  const { names } = readUnitList(text);
  return names.length > 0 && names.every((name) => looksLikeUnit(name) && name.length <= 24 && !/[。！？!?“”《》\d]/.test(name));
}

/** Takes a printed list of units apart at 、，,；; and spaces outside brackets, and at 和/及 between two names. */
export function readUnitList(text: string): UnitList {
  const names: string[] = [];
  const open: string[] = [];
  let rest = text.trim().replace(/^[：:、，,；;]+|[。；;、，,：:]+$/g, '').trim(); // prettier-ignore
  let shared: string | null = null;
  const sharing = /职责|职能/.test(rest) ? SHARED.exec(rest) : null;
  if (sharing && sharing[0] !== '') {
    shared = sharing[0].replace(/^[，,、\s]+/, '');
    rest = rest.slice(0, sharing.index);
  }
  for (const piece of splitOutsideBrackets(rest)) {
    for (let name of splitAtAnd(piece)) {
      const tail = OPEN_TAIL.exec(name);
      if (tail && tail.index > 0) {
        open.push(tail[0]);
        name = name.slice(0, tail.index);
        names.push(...splitAtAnd(name));
        continue;
      }
      if (OPEN_NAME.test(name)) open.push(name);
      if (name !== '' && !/^(?:等|其中|会同|由)$/.test(name)) names.push(name);
    }
  }
  return {
    names: [...new Set(names.map((n) => n.replace(/^(?:由|会同|及|和|与|以及)/, '').trim()).filter((n) => n !== ''))],
    open,
    shared,
  };
}

export function splitOutsideBrackets(text: string, separators = /[、，,；;\n\t\/]|\s{1,}/): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (const c of text) {
    if (OPENING.includes(c)) depth++;
    else if (CLOSING.includes(c)) depth = Math.max(0, depth - 1);
    if (depth === 0 && separators.test(c)) {
      pieces.push(piece);
      piece = '';
    } else piece += c;
  }
  pieces.push(piece);
  return pieces.map((p) => p.trim()).filter((p) => p !== '');
}

function splitAtAnd(text: string): string[] {
  for (const match of text.matchAll(/以及|和|及|与/g)) {
    const left = text.slice(0, match.index);
    const right = text.slice(match.index + match[0].length);
    const outside = (left.match(/[（(〔[]/g)?.length ?? 0) === (left.match(/[）)〕\]]/g)?.length ?? 0);
    // 及其所属单位 goes on about the same unit.
    if (outside && right.length >= 2 && !/^(?:其|所属)/.test(right) && NAME_END.test(left) && left.length >= 2) {
      return [left.trim(), ...splitAtAnd(right.trim())];
    }
  }
  return [text];
}

/** The people of a cell or a label; their telephone numbers are no names. */
export const peopleIn = (text: string): string[] =>
  splitOutsideBrackets(text)
    .map((piece) => piece.replace(/[（(]?(?:联系)?(?:电话|手机)?[:：]?\s*\d[\d-－—]{3,}[）)]?$/, '').trim())
    .filter((piece) => piece !== '' && !/^(?:联系)?(?:电话|手机|办公电话)[:：]?$/.test(piece));
