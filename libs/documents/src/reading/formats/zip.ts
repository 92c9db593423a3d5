import { inflateRawSync } from 'node:zlib';
import { accept, type Decision, refuse } from '@duban/domain';

/** What an office file may cost when it is unpacked; ordinary files are far below. */
export interface ZipLimits {
  readonly entries: number;
  readonly totalMb: number;
}

export const OFFICE_LIMITS: ZipLimits = { entries: 5_000, totalMb: 150 };

export interface ZipEntry {
  readonly name: string;
  readonly declaredSize: number;
}

export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  has(name: string): boolean;
  /** The unpacked bytes of one entry, never more than the limit whatever its header declares. Null if there is none. */
  read(name: string): Decision<Uint8Array | null>;
}

interface CentralEntry extends ZipEntry {
  readonly method: number;
  readonly packedSize: number;
  readonly offset: number;
  readonly isEncrypted: boolean;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const MEGABYTE = 1024 * 1024;

/** True for bytes that begin like a zip file. */
export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);

/**
 * Opens a zip by its central directory. Refuses too many entries and too large declared sizes before anything is unpacked;
 * each entry is then unpacked with a cap, so that a header that lies gains nothing.
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits = OFFICE_LIMITS): Decision<ZipArchive> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === -1) return refuse('DOCUMENT.DAMAGED', { detail: '压缩目录缺失' });
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) return refuse('DOCUMENT.TOO_MANY_ENTRIES', { entries: count, limit: limits.entries });
  const entries = new Map<string, CentralEntry>();
  let declared = 0;
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      return refuse('DOCUMENT.DAMAGED', { detail: '压缩目录不完整' });
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, '/');
    const entry: CentralEntry = {
      name,
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedSize: view.getUint32(at + 20, true),
      declaredSize: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    declared += entry.declaredSize;
    entries.set(name.replace(/^\//, ''), entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (declared > limits.totalMb * MEGABYTE) return refuse('DOCUMENT.TOO_LARGE', { limitMb: limits.totalMb });
  return accept(archiveOf(bytes, view, entries, limits));
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

function archiveOf(bytes: Uint8Array, view: DataView, entries: ReadonlyMap<string, CentralEntry>, limits: ZipLimits): ZipArchive {
  let left = limits.totalMb * MEGABYTE;
  const read = (name: string): Decision<Uint8Array | null> => {
    const entry = entries.get(name);
    if (!entry) return accept(null);
    if (entry.isEncrypted) return refuse('DOCUMENT.ENCRYPTED');
    if (entry.offset + 30 > bytes.length) return refuse('DOCUMENT.DAMAGED', { detail: name });
    const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
    const packed = bytes.subarray(start, start + entry.packedSize);
    const unpacked = entry.method === 0 ? packed : entry.method === 8 ? inflate(packed, left) : 'damaged';
    if (unpacked === 'tooLarge') return refuse('DOCUMENT.TOO_LARGE', { limitMb: limits.totalMb });
    if (unpacked === 'damaged') return refuse('DOCUMENT.DAMAGED', { detail: name });
    left -= unpacked.length;
    return left < 0 ? refuse('DOCUMENT.TOO_LARGE', { limitMb: limits.totalMb }) : accept(unpacked);
  };
  return { entries: [...entries.values()], has: (name) => entries.has(name), read };
}

function inflate(packed: Uint8Array, limit: number): Uint8Array | 'tooLarge' | 'damaged' {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(limit, 1) });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'tooLarge';
    if (code.startsWith('Z_')) return 'damaged';
    throw error;
  }
}
