import { CHANGED_SIGNAL, clockRunOf, type ChangedSignal, type OwnerClockInput } from '@duban/workflows/contract';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributePair } from '@temporalio/common';
import type { ClockOwner } from '@duban/domain';

export interface ClockRunSettings {
  readonly client: Client;
  readonly taskQueue: string;
  /** Off where the server has not registered the attributes. */
  readonly searchAttributes: boolean;
}

const ENTITY = defineSearchAttributeKey('dubanEntity', SearchAttributeType.KEYWORD);
const JURISDICTION = defineSearchAttributeKey('dubanJurisdiction', SearchAttributeType.KEYWORD);

/** What kind of run it is, in the list of Temporal's pages; its row has the id that the run's id ends with. */
const SUMMARIES: Readonly<Record<ClockOwner['kind'], string>> = {
  plan: '计划的督办时钟',
  instrument: '督办文书的办理时钟',
  signOff: '签批的时限时钟',
};

/**
 * Has the owner's clock look again; starts its run where there is none. At least once is enough: the signal carries no facts,
 * and a run whose owner is closed ends at its first read.
 */
export async function startOrSignal(
  settings: ClockRunSettings,
  owner: ClockOwner,
  jurisdictionId: string,
  signal: ChangedSignal,
): Promise<void> {
  const { workflowType, workflowId } = clockRunOf(owner);
  const pairs: SearchAttributePair[] = [
    { key: ENTITY, value: owner.kind },
    { key: JURISDICTION, value: jurisdictionId },
  ];
  const input: OwnerClockInput = { id: owner.id };
  const tell = () =>
    settings.client.workflow.signalWithStart(workflowType, {
      workflowId,
      taskQueue: settings.taskQueue,
      args: [input],
      signal: CHANGED_SIGNAL,
      signalArgs: [signal],
      staticSummary: SUMMARIES[owner.kind],
      ...(settings.searchAttributes ? { typedSearchAttributes: pairs } : {}),
    });
  await tell().catch((error: unknown) => {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    // A call whose answer was late was sent again while its run was being started: now there is one to signal.
    return tell();
  });
}
