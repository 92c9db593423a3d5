interface OpenField {
  code: string;
  isCode: boolean;
}

/** The complex fields that are open at a place of a Word part: what is code, what is shown, and whether it is a table of contents. */
export class WordFields {
  private readonly open: OpenField[] = [];

  /** A field's code stands between `begin` and `separate`, what it shows between `separate` and `end`. */
  mark(kind: string): void {
    const last = this.open[this.open.length - 1];
    if (kind === 'begin') this.open.push({ code: '', isCode: true });
    else if (kind === 'separate' && last) last.isCode = false;
    else if (kind === 'end') this.open.pop();
  }

  addCode(text: string): void {
    const last = this.open[this.open.length - 1];
    if (last?.isCode) last.code += text;
  }

  /** True where text is the code of a field, which nobody sees. */
  get isCode(): boolean {
    return this.open[this.open.length - 1]?.isCode ?? false;
  }

  get isContents(): boolean {
    return this.open.some((field) => /^\s*TOC\b/i.test(field.code));
  }
}
