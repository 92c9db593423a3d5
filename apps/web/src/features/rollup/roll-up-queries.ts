import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, client } from '../../api/client';

export const useOverview = (isShown: boolean) =>
  useQuery({ queryKey: ['overview'], queryFn: () => answer(client.GET('/api/overview')), enabled: isShown });

export interface RollUpAsk {
  readonly by?: string;
  readonly chapter?: string;
  readonly unitId?: string;
  readonly period?: string;
  readonly asOfOn?: string;
  readonly units?: 'asNamed' | 'bySuccessor';
  readonly withLower?: boolean;
}

export const useRollUp = (planId: string, ask: RollUpAsk) =>
  useQuery({
    queryKey: ['rollup', planId, ask],
    queryFn: () => answer(client.GET('/api/plans/{id}/rollup', { params: { path: { id: planId }, query: ask } })),
    placeholderData: keepPreviousData,
  });

export interface SourcesAsk extends RollUpAsk {
  readonly clauseId?: string;
  readonly taskId?: string;
  readonly jurisdictionId?: string;
  readonly name: string;
  readonly measureUnit: string;
  readonly kind: 'count' | 'amount' | 'ratio';
}

export const useCellSources = (planId: string, ask: SourcesAsk) =>
  useInfiniteQuery({
    queryKey: ['sources', planId, ask],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/api/plans/{id}/rollup/sources', {
          params: { path: { id: planId }, query: { ...ask, after: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const useTargets = (planId: string) =>
  useQuery({
    queryKey: ['targets', planId],
    queryFn: () => answer(client.GET('/api/plans/{id}/targets', { params: { path: { id: planId } } })),
  });
