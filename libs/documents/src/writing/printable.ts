/** Characters that XML 1.0 cannot hold (controls, lone surrogates, U+FFFE/U+FFFF): one of them makes a file unreadable. */

const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text without what no Office file can hold; everything else, spaces included, is kept as it is. */
export const printable = (text: string): string => text.replace(NOT_XML, '');
