import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, client } from '../../api/client';
import type { EditionKey } from './words';

export const useReportBook = (planId: string | null, edition: EditionKey) =>
  useQuery({
    queryKey: ['report', planId, edition],
    queryFn: () => answer(client.GET('/api/plans/{id}/report', { params: { path: { id: planId ?? '' }, query: { edition } } })),
    enabled: planId !== null,
    placeholderData: keepPreviousData,
  });

export const useReportDuties = (planId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['report-duties', planId],
    queryFn: () => answer(client.GET('/api/plans/{id}/report/duties', { params: { path: { id: planId } } })),
    enabled,
  });

export const useReportSource = (planId: string, ref: string | null) =>
  useQuery({
    queryKey: ['report-source', planId, ref],
    queryFn: () =>
      answer(client.GET('/api/plans/{id}/report/sources', { params: { path: { id: planId }, query: { ref: ref ?? '' } } })),
    enabled: ref !== null,
  });

export const useLeaderActivities = (planId: string) =>
  useQuery({
    queryKey: ['leader-activities', planId],
    queryFn: () => answer(client.GET('/api/plans/{id}/leader-activities', { params: { path: { id: planId } } })),
  });

export const useReportVerification = (reportId: string | null) =>
  useQuery({
    queryKey: ['report-verification', reportId],
    queryFn: () => answer(client.GET('/api/reports/{id}/verification', { params: { path: { id: reportId ?? '' } } })),
    enabled: reportId !== null,
  });
