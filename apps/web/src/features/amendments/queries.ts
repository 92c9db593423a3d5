import { useQuery } from '@tanstack/react-query';
import { answer, client } from '../../api/client';

export const useAmendments = (planId: string) =>
  useQuery({
    queryKey: ['amendments', planId],
    queryFn: () => answer(client.GET('/api/plans/{id}/amendments', { params: { path: { id: planId } } })),
  });

export const useAmendment = (id: string) =>
  useQuery({
    queryKey: ['amendment', id],
    queryFn: () => answer(client.GET('/api/amendments/{id}', { params: { path: { id } } })),
  });
