import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

interface BareActivities {
  bareActivity(input: { readonly id: string }): Promise<number>;
}

const { bareActivity } = proxyActivities<BareActivities>({ startToCloseTimeout: '30 seconds' });

const goOn = defineSignal('goOn');

/** What a sign-off's run cannot do with less of: one signal and two activities. */
export async function bareRun(input: { readonly id: string }): Promise<number> {
  let told = false;
  setHandler(goOn, () => {
    told = true;
  });
  const first = await bareActivity(input);
  await condition(() => told);
  return first + (await bareActivity(input));
}
