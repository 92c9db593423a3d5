import { accept, type Decision } from '@duban/domain';
import { localName, walkXml } from './xml';

interface Level {
  start: number;
  format: string;
  text: string;
  /** The level whose use restarts this one; undefined: any higher; 0: never. */
  restart?: number;
  isLegal: boolean;
}

interface AbstractList {
  readonly levels: Map<number, Level>;
  styleLink?: string;
  numStyleLink?: string;
}

interface ConcreteList {
  abstractId: string;
  readonly startOverrides: Map<number, number>;
  readonly levelOverrides: Map<number, Level>;
}

/** A paragraph's place in a list: the list's id and the 0-based level. */
export interface ListPlace {
  readonly numId: string;
  readonly level: number;
}

export interface StyleLists {
  /** By paragraph style: the list it sets, after its ancestors. */
  readonly places: ReadonlyMap<string, ListPlace>;
  readonly defaultStyle: string | null;
  /** The paragraph styles of a table of contents, its heading included. */
  readonly contents: ReadonlySet<string>;
}

const val = (attributes: Readonly<Record<string, string>>): string => attributes['w:val'] ?? attributes['val'] ?? '';
const newLevel = (): Level => ({ start: 1, format: 'decimal', text: '', isLegal: false });

/** Counts the paragraphs of Word's automatic lists and says the number that Word would show. */
export class WordNumbering {
  private readonly counters = new Map<string, number[]>();
  private readonly started = new Set<string>();

  private constructor(
    private readonly abstracts: ReadonlyMap<string, AbstractList>,
    private readonly lists: ReadonlyMap<string, ConcreteList>,
    private readonly styles: StyleLists,
  ) {}

  static read(numberingXml: string | null, styles: StyleLists): Decision<WordNumbering> {
    const abstracts = new Map<string, AbstractList>();
    const lists = new Map<string, ConcreteList>();
    if (numberingXml !== null) {
      const walked = readNumbering(numberingXml, abstracts, lists);
      if (!walked.ok) return walked;
    }
    return accept(new WordNumbering(abstracts, lists, styles));
  }

  /** The list place of a paragraph: its own, else its style's. Number 0 takes a paragraph out of its style's list. */
  placeOf(own: { numId?: string; level?: number }, style: string | null): ListPlace | null {
    const fromStyle = this.styles.places.get(style ?? this.styles.defaultStyle ?? '') ?? null;
    const numId = own.numId ?? fromStyle?.numId;
    if (numId === undefined || numId === '0') return null;
    return { numId, level: own.level ?? fromStyle?.level ?? 0 };
  }

  /** True for a style that only the entries of a table of contents have. */
  isContentsStyle(style: string | null): boolean {
    return style !== null && (this.styles.contents.has(style) || /^TOC(?:\d|Heading)$/i.test(style));
  }

  /** Counts one paragraph and returns its number as Word shows it; empty for bullets. */
  next(place: ListPlace): string {
    const list = this.lists.get(place.numId);
    if (!list) return '';
    const { abstract, id } = this.resolve(list);
    if (!abstract) return '';
    const level = (at: number): Level => list.levelOverrides.get(at) ?? abstract.levels.get(at) ?? newLevel();
    const counters = this.counters.get(id) ?? [];
    this.counters.set(id, counters);
    if (!this.started.has(place.numId)) {
      this.started.add(place.numId);
      for (const [at, start] of list.startOverrides) counters[at] = start - 1;
    }
    const before = counters[place.level];
    counters[place.level] = before === undefined ? level(place.level).start : before + 1;
    for (let at = place.level + 1; at < 9; at++) {
      const restart = level(at).restart;
      if (restart === undefined || place.level < restart) delete counters[at];
    }
    for (let at = 0; at < place.level; at++) counters[at] ??= level(at).start;
    const shown = level(place.level);
    if (shown.format === 'bullet' || shown.format === 'none') return '';
    return shown.text.replace(/%([1-9])/g, (_whole, digit: string) => {
      const at = Number(digit) - 1;
      return formatNumber(counters[at] ?? 1, shown.isLegal ? 'decimal' : level(at).format);
    });
  }

  private resolve(list: ConcreteList): { abstract: AbstractList | undefined; id: string } {
    const abstract = this.abstracts.get(list.abstractId);
    if (abstract?.numStyleLink === undefined) return { abstract, id: list.abstractId };
    for (const [id, other] of this.abstracts) if (other.styleLink === abstract.numStyleLink) return { abstract: other, id };
    return { abstract, id: list.abstractId };
  }
}

function readNumbering(xml: string, abstracts: Map<string, AbstractList>, lists: Map<string, ConcreteList>): Decision<null> {
  let abstract: AbstractList | null = null;
  let list: ConcreteList | null = null;
  let level: Level | null = null;
  let overridden = 0;
  return walkXml(xml, {
    open(name, attributes) {
      switch (localName(name)) {
        case 'abstractNum':
          abstract = { levels: new Map() };
          abstracts.set(attributes['w:abstractNumId'] ?? '', abstract);
          break;
        case 'num':
          list = { abstractId: '', startOverrides: new Map(), levelOverrides: new Map() };
          lists.set(attributes['w:numId'] ?? '', list);
          break;
        case 'abstractNumId':
          if (list) list.abstractId = val(attributes);
          break;
        case 'styleLink':
          if (abstract) abstract.styleLink = val(attributes);
          break;
        case 'numStyleLink':
          if (abstract) abstract.numStyleLink = val(attributes);
          break;
        case 'lvlOverride':
          overridden = Number(attributes['w:ilvl'] ?? 0);
          break;
        case 'startOverride':
          list?.startOverrides.set(overridden, Number(val(attributes)));
          break;
        case 'lvl':
          level = newLevel();
          (list ? list.levelOverrides : abstract?.levels)?.set(Number(attributes['w:ilvl'] ?? 0), level);
          break;
        case 'start':
          if (level) level.start = Number(val(attributes));
          break;
        case 'numFmt':
          if (level) level.format = val(attributes) || 'decimal';
          break;
        case 'lvlText':
          if (level) level.text = val(attributes);
          break;
        case 'lvlRestart':
          if (level) level.restart = Number(val(attributes));
          break;
        case 'isLgl':
          if (level) level.isLegal = val(attributes) !== '0' && val(attributes) !== 'false';
          break;
      }
    },
    close(name) {
      const local = localName(name);
      if (local === 'lvl') level = null;
      if (local === 'abstractNum') abstract = null;
      if (local === 'num') list = null;
    },
    text() {},
  });
}

const CONTENTS_STYLE = /^(?:toc(?: heading| ?\d)|目录|WPSOffice手动目录)/i;

/** Reads which paragraph styles carry a list, through `basedOn`. */
export function readStyleLists(stylesXml: string | null): Decision<StyleLists> {
  const own = new Map<string, { numId?: string; level?: number; basedOn?: string }>();
  let defaultStyle: string | null = null;
  let style: { numId?: string; level?: number; basedOn?: string } | null = null;
  let styleId = '';
  const contents = new Set<string>();
  if (stylesXml !== null) {
    const walked = walkXml(stylesXml, {
      open(name, attributes) {
        const local = localName(name);
        if (local === 'style') {
          style = {};
          styleId = attributes['w:styleId'] ?? '';
          own.set(styleId, style);
          if (attributes['w:type'] === 'paragraph' && attributes['w:default'] === '1')
            defaultStyle = attributes['w:styleId'] ?? null;
        } else if (style) {
          if (local === 'name' && CONTENTS_STYLE.test(val(attributes))) contents.add(styleId);
          if (local === 'basedOn') style.basedOn = val(attributes);
          if (local === 'numId') style.numId = val(attributes);
          if (local === 'ilvl') style.level = Number(val(attributes));
        }
      },
      close(name) {
        if (localName(name) === 'style') style = null;
      },
      text() {},
    });
    if (!walked.ok) return walked;
  }
  const places = new Map<string, ListPlace>();
  for (const id of own.keys()) {
    let numId: string | undefined;
    let level: number | undefined;
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = own.get(at)?.basedOn) {
      seen.add(at);
      numId ??= own.get(at)?.numId;
      level ??= own.get(at)?.level;
    }
    if (numId !== undefined && numId !== '0') places.set(id, { numId, level: level ?? 0 });
  }
  return accept({ places, defaultStyle, contents });
}

const HAN = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/** One number in one of Word's formats (ISO/IEC 29500-1, ST_NumberFormat); an unknown format is shown in digits. */
export function formatNumber(n: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
      return counted(n, HAN, ['', '十', '百', '千']);
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return counted(n, LEGAL, ['', '拾', '佰', '仟']);
    case 'ideographTraditional':
      return '甲乙丙丁戊己庚辛壬癸'.charAt((n - 1) % 10);
    case 'ideographZodiac':
      return '子丑寅卯辰巳午未申酉戌亥'.charAt((n - 1) % 12);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return n >= 1 && n <= 20 ? String.fromCodePoint(0x2460 + n - 1) : `(${n})`;
    case 'decimalEnclosedParen':
      return n >= 1 && n <= 20 ? String.fromCodePoint(0x2474 + n - 1) : `(${n})`;
    case 'decimalEnclosedFullstop':
      return n >= 1 && n <= 20 ? String.fromCodePoint(0x2488 + n - 1) : `${n}.`;
    case 'ideographEnclosedCircle':
      return n >= 1 && n <= 10 ? String.fromCodePoint(0x3280 + n - 1) : counted(n, HAN, ['', '十', '百', '千']);
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(n)].map((d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join('');
    case 'decimalZero':
      return String(n).padStart(2, '0');
    case 'upperLetter':
    case 'lowerLetter': {
      const letter = String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.floor((n - 1) / 26) + 1);
      return format === 'upperLetter' ? letter : letter.toLowerCase();
    }
    case 'upperRoman':
    case 'lowerRoman': {
      const roman = romanOf(n);
      return format === 'upperRoman' ? roman : roman.toLowerCase();
    }
    default:
      return String(n);
  }
}

function counted(n: number, digits: readonly string[], units: readonly string[]): string {
  if (n <= 0 || n >= 10_000) return String(n);
  const zero = digits[0] === '〇' ? '零' : (digits[0] as string);
  let out = '';
  let gap = false;
  const text = String(n);
  for (let i = 0; i < text.length; i++) {
    const digit = Number(text.charAt(i));
    const unit = units[text.length - 1 - i] as string;
    if (digit === 0) gap = out !== '';
    else {
      if (gap) out += zero;
      gap = false;
      out += (digits[digit] as string) + unit;
    }
  }
  // 十一, not 一十一, in the everyday form; 壹拾壹 keeps its one.
  return digits[0] === '〇' && n >= 10 && n < 20 ? out.slice(1) : out;
}

function romanOf(n: number): string {
  const steps: [number, string][] = [
    [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'],
    [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
  ]; // prettier-ignore
  let rest = n;
  let out = '';
  for (const [value, sign] of steps) {
    while (rest >= value) {
      out += sign;
      rest -= value;
    }
  }
  return out;
}
