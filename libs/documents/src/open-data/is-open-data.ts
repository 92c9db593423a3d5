/** A JSON object by its content, whatever the file is called: no plan, ledger or report begins with a brace. */
export function isOpenData(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start, start + 1_000).find((byte) => byte > 0x20);
  return first === 0x7b;
}
