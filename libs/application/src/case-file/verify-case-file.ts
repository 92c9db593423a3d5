import { createHash } from 'node:crypto';
import { unpackFiles } from '@duban/documents';
import { accept, refuse, type Decision } from '@duban/domain';
import type { Anchor } from '../record/anchors';
import { eventDigest, linkHash, sealedHash } from '../record/event-hash';
import type { CaseChain } from './case-chain';
import { CASE_FILE_SCHEMA, CASE_PATHS, type CaseManifest } from './case-manifest';

/**
 * What is wrong with a case file. Of files: `altered`, `missing`, `renamed`, `added`. Of events: `eventAltered`, `eventMissing`
 * (the case names it and it is not there), `chainBroken` (a link does not lead to the next), `chainCut` (the links end before the
 * head), `anchorDiffers` (the head is not the one kept outside).
 */
export interface CaseFault {
  readonly kind:
    | 'altered' | 'missing' | 'renamed' | 'added' | 'eventAltered' | 'eventMissing' | 'chainBroken' | 'chainCut' | 'anchorDiffers'; // prettier-ignore
  /** The file's path, or the event's id and kind. */
  readonly what: string;
  readonly position: number | null;
}

export interface CaseVerdict {
  readonly ok: boolean;
  readonly title: string;
  readonly files: number;
  readonly events: number;
  readonly links: number;
  /** Links of seals made before there were digests, which cannot be computed without other cases' events. */
  readonly oldLinks: number;
  readonly head: { readonly position: number; readonly hash: string };
  /** The anchor that the file names; whether it was compared with one kept outside. */
  readonly anchor: Anchor | null;
  readonly isAnchorCompared: boolean;
  readonly faults: readonly CaseFault[];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Checks a case file with nothing but the file: each file against the manifest, each event against the chain, the chain against
 * its head, and the head against the anchors that whoever checks has from elsewhere. Refuses what is no case file.
 */
export function verifyCaseFile(bytes: Uint8Array, anchors: readonly Anchor[] = []): Decision<CaseVerdict> {
  const unpacked = unpackFiles(bytes);
  if (!unpacked.ok) return unpacked;
  const files = unpacked.value;
  const manifest = jsonOf<CaseManifest>(files.get(CASE_PATHS.manifest));
  if (!isManifest(manifest)) return refuse('CASE_FILE.NOT_ONE');
  const found: CaseFault[] = checkFiles(files, manifest);
  const chain = shaped<CaseChain>(files, CASE_PATHS.events, isChain, found);
  if (chain) found.push(...checkChain(chain, manifest, anchors));
  const content = shaped<CaseContent>(files, CASE_PATHS.content, isContent, found);
  if (chain && content) found.push(...checkNamed(chain, content), ...checkEvidence(chain, files));
  const faults = once(found);
  return accept({
    ok: faults.length === 0,
    title: manifest.title,
    files: manifest.files.length,
    events: chain?.events.length ?? 0,
    links: chain?.links.length ?? 0,
    oldLinks: chain?.links.filter((link) => link.digest === null).length ?? 0,
    head: manifest.head,
    anchor: manifest.anchor,
    isAnchorCompared: anchors.some((each) => each.position === manifest.head.position),
    faults,
  });
}

interface CaseContent {
  readonly eventIds: readonly string[];
}

const isManifest = (manifest: CaseManifest | null): manifest is CaseManifest =>
  manifest?.schema === CASE_FILE_SCHEMA &&
  Array.isArray(manifest.files) &&
  manifest.files.every((file: unknown) => typeof (file as { path?: unknown } | null)?.path === 'string') &&
  typeof manifest.head?.hash === 'string';

const isContent = (value: object): boolean => Array.isArray((value as Partial<CaseContent>).eventIds);

/** As far as the checks look into it: whoever wrote the file may have written anything. */
function isChain(value: object): boolean {
  const { before, links, events } = value as Partial<CaseChain>;
  const isPlaced = (each: unknown): boolean => Number.isInteger((each as { position?: unknown } | null)?.position);
  return (
    typeof before === 'string' &&
    Array.isArray(links) &&
    links.every(isPlaced) &&
    Array.isArray(events) &&
    events.every((each) => isPlaced(each) && typeof (each as { event?: unknown }).event === 'object')
  );
}

/** A part that every case file has, and that can be read; whatever the manifest says of it. */
function shaped<Value extends object>(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  isRight: (value: object) => boolean,
  faults: CaseFault[],
): Value | null {
  const content = files.get(path);
  const value = jsonOf<Value>(content);
  if (value !== null && typeof value === 'object' && isRight(value)) return value;
  faults.push({ kind: content === undefined ? 'missing' : 'altered', what: path, position: null });
  return null;
}

function jsonOf<Value>(bytes: Uint8Array | undefined): Value | null {
  try {
    return bytes === undefined ? null : (JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Value);
  } catch {
    return null;
  }
}

function checkFiles(files: ReadonlyMap<string, Uint8Array>, manifest: CaseManifest): CaseFault[] {
  const listed = new Set(manifest.files.map((file) => file.path));
  const strays = [...files.keys()].filter((path) => path !== CASE_PATHS.manifest && !listed.has(path));
  const strayByHash = new Map(strays.map((path) => [sha256(files.get(path) as Uint8Array), path]));
  const faults: CaseFault[] = [];
  for (const { path, sha256: wanted } of manifest.files) {
    const content = files.get(path);
    const moved = strayByHash.get(wanted);
    if (content === undefined && moved !== undefined) {
      strayByHash.delete(wanted);
      faults.push({ kind: 'renamed', what: `${path} → ${moved}`, position: null });
    } else if (content === undefined) faults.push({ kind: 'missing', what: path, position: null });
    else if (sha256(content) !== wanted) faults.push({ kind: 'altered', what: path, position: null });
  }
  return [...faults, ...[...strayByHash.values()].map((path): CaseFault => ({ kind: 'added', what: path, position: null }))];
}

function checkChain(chain: CaseChain, manifest: CaseManifest, anchors: readonly Anchor[]): CaseFault[] {
  const faults: CaseFault[] = [];
  const fault = (kind: CaseFault['kind'], what: string, position: number) => faults.push({ kind, what, position });
  const events = new Map(chain.events.map((each) => [each.position, each.event]));
  let hash = chain.before;
  let expected = chain.links[0]?.position ?? 0;
  for (const link of chain.links) {
    if (link.position !== expected) fault('chainBroken', '', expected);
    expected = link.position + 1;
    const event = events.get(link.position);
    const name = event ? `${event.id} ${event.type}` : '';
    if (event && link.digest !== null && eventDigest(event) !== link.digest) fault('eventAltered', name, link.position);
    if (link.digest !== null) hash = linkHash(hash, link.digest);
    else {
      if (event && sealedHash(hash, null, event) !== link.hash) fault('eventAltered', name, link.position);
      hash = link.hash ?? '';
    }
    events.delete(link.position);
  }
  for (const [position, event] of events) fault('chainBroken', `${event.id} ${event.type}`, position);
  const last = chain.links.at(-1)?.position ?? 0;
  if (last < manifest.head.position) fault('chainCut', '', last);
  else if (hash !== manifest.head.hash) fault('chainBroken', '', manifest.head.position);
  const outside = anchors.find((each) => each.position === manifest.head.position);
  if (outside && outside.hash !== manifest.head.hash) fault('anchorDiffers', '', manifest.head.position);
  return faults;
}

/** Events that the case names and that are not in the file. */
function checkNamed(chain: CaseChain, content: CaseContent): CaseFault[] {
  const there = new Set(chain.events.map(({ event }) => event.id));
  return content.eventIds.filter((id) => !there.has(id)).map((id) => ({ kind: 'eventMissing', what: id, position: null }));
}

/** Evidence stands under its own hash, and what the sealed events name is there, whatever the manifest says. */
function checkEvidence(chain: CaseChain, files: ReadonlyMap<string, Uint8Array>): CaseFault[] {
  const faults: CaseFault[] = [];
  for (const [path, content] of files) {
    if (!path.startsWith(CASE_PATHS.evidence)) continue;
    if (sha256(content) !== path.slice(CASE_PATHS.evidence.length)) faults.push({ kind: 'altered', what: path, position: null });
  }
  for (const { position, event } of chain.events) {
    const named = (event.data as { evidence?: unknown } | null)?.evidence;
    for (const hash of Array.isArray(named) ? (named as unknown[]) : []) {
      if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) continue;
      const path = `${CASE_PATHS.evidence}${hash}`;
      if (!files.has(path)) faults.push({ kind: 'missing', what: path, position });
    }
  }
  return faults;
}

/** A fault that two checks find is one. */
function once(faults: readonly CaseFault[]): CaseFault[] {
  const seen = new Set<string>();
  return faults.filter(({ kind, what, position }) => {
    const key = `${kind}:${what}:${kind === 'altered' || kind === 'missing' ? '' : position}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
