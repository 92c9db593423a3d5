import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';

export const usePolicies = () => useQuery({ queryKey: ['policies'], queryFn: () => answer(client.GET('/api/policies')) });

export const usePolicyVersion = (id: string) =>
  useQuery({
    queryKey: ['policy-version', id],
    queryFn: () => answer(client.GET('/api/policies/versions/{id}', { params: { path: { id } } })),
  });

export const usePolicyDifferences = (id: string, from: string | null) =>
  useQuery({
    queryKey: ['policy-differences', id, from],
    queryFn: () =>
      answer(client.GET('/api/policies/versions/{id}/differences', { params: { path: { id }, query: { from: from ?? '' } } })),
    enabled: from !== null,
  });

export const usePolicyDraft = (id: string) =>
  useQuery({
    queryKey: ['policy-draft', id],
    queryFn: () => answer(client.GET('/api/policies/drafts/{id}', { params: { path: { id } } })),
  });

export const usePolicyChange = (planId: string, to: string | null) =>
  useQuery({
    queryKey: ['policy-change', planId, to],
    queryFn: () =>
      answer(client.GET('/api/plans/{id}/policy-change', { params: { path: { id: planId }, query: { to: to ?? '' } } })),
    enabled: to !== null,
  });

const UNDER_WAY_MS = 1_500;

export const useRewrites = () =>
  useQuery({
    queryKey: ['rewrites'],
    queryFn: () => answer(client.GET('/api/rewrites')),
    // A job that still runs is looked at again; one that is done never changes by itself.
    refetchInterval: ({ state }) => (state.data?.items.some((job) => job.state !== 'done') === true ? UNDER_WAY_MS : false),
  });

export const useRewrite = (id: string) =>
  useQuery({
    queryKey: ['rewrite', id],
    queryFn: () => answer(client.GET('/api/rewrites/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.state !== 'done' ? UNDER_WAY_MS : false),
  });

export const useCalendars = () => useQuery({ queryKey: ['calendars'], queryFn: () => answer(client.GET('/api/calendars')) });

export const useCalendarYear = (year: number) =>
  useQuery({
    queryKey: ['calendar-year', year],
    queryFn: () => answer(client.GET('/api/calendars/days', { params: { query: { year } } })),
    placeholderData: keepPreviousData,
  });

export interface CountInput {
  readonly from: string;
  readonly n: number;
  readonly unit: 'workingDays' | 'calendarDays' | 'months';
}

export const useCountedDay = (input: CountInput | null) =>
  useQuery({
    queryKey: ['counted-day', input],
    queryFn: () => answer(client.GET('/api/calendars/count', { params: { query: input ?? { from: '', n: 0 } } })),
    enabled: input !== null,
    placeholderData: keepPreviousData,
  });

export interface RehearsalInput {
  readonly issueOn?: string;
  readonly done?: number;
  readonly policyVersionId?: string;
}

export const useRehearsal = (planId: string, input: RehearsalInput) =>
  useQuery({
    queryKey: ['rehearsal', planId, input],
    queryFn: () => answer(client.GET('/api/plans/{id}/rehearsal', { params: { path: { id: planId }, query: input } })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
