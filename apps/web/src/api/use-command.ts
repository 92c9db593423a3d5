import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { answer, newCommandKey, ProblemError } from './client';

type Reply<Data> = Promise<{ data?: Data; error?: unknown; response: Response }>;

interface Options<Input, Data> {
  /** What is said when it is done. */
  readonly done: string;
  readonly onDone?: (data: Data, input: Input) => void;
}

/**
 * A write. The same input sent again (a second click, a lost answer) goes under the same key, so the server does it once;
 * another input, or the same after it was done, is a new deed. Whatever it changed is read again.
 */
export function useCommand<Input, Data>(send: (input: Input, key: string) => Reply<Data>, options: Options<Input, Data>) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const keys = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: (input: Input) => {
      const deed = JSON.stringify(input ?? null);
      const key = keys.current.get(deed) ?? newCommandKey();
      keys.current.set(deed, key);
      return answer(send(input, key));
    },
    onSuccess: async (data, input) => {
      keys.current.clear();
      void message.success(options.done);
      options.onDone?.(data, input);
      await queries.invalidateQueries();
    },
    onError: async (error) => {
      // A refusal is the answer for its key: what is sent after a change of circumstances is a new deed.
      if (error instanceof ProblemError && error.problem.code !== 'WEB.UNREACHABLE' && error.problem.status < 500)
        keys.current.clear();
      void message.error(error instanceof ProblemError ? sentenceOf(error) : '系统出错，请稍后再试。', 6);
      if (error instanceof ProblemError && error.problem.status === 409) await queries.invalidateQueries();
    },
  });
}

function sentenceOf({ problem }: ProblemError): string {
  return problem.detail;
}
