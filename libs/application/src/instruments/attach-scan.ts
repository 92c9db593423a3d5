import { refuse, type Decision } from '@duban/domain';
import type { Act } from '../kernel/act';
import { attachEvidence, type NewEvidence } from '../tasks/evidence';
import { lockOfficeInstrument } from './instrument-case';

/** 盖章扫描件: the paper as it was printed, sealed and scanned back. Kept beside the text that was signed, never in its place. */
export async function attachScan(
  act: Act,
  input: { readonly instrumentId: string; readonly scans: readonly NewEvidence[] },
): Promise<Decision<null>> {
  const found = await lockOfficeInstrument(act, input.instrumentId);
  if (!found.ok) return found;
  const { instrument } = found.value;
  if (instrument.issuedAt === null) return refuse('INSTRUMENT.NOT_ISSUED');
  if (input.scans.length === 0) return refuse('INSTRUMENT.FIELD_MISSING', { field: 'scan' });
  act.emit({
    type: 'instrument.scanAttached',
    planId: instrument.planId,
    subjectKind: 'instrument',
    subjectId: instrument.id,
    data: { files: input.scans.map((scan) => scan.sha256) },
  });
  const subject = { kind: 'instrumentScan' as const, id: instrument.id };
  return attachEvidence(act, subject, { taskId: null, assignmentId: null }, input.scans);
}
