import { useQuery } from '@tanstack/react-query';
import { answer, client } from '../../api/client';

const path = (id: string) => ({ params: { path: { id } } });

export const useLiveScores = (planId: string) =>
  useQuery({ queryKey: ['scores', planId], queryFn: () => answer(client.GET('/api/plans/{id}/scores', path(planId))) });

export const useScoreRounds = (planId: string) =>
  useQuery({
    queryKey: ['score-rounds', planId],
    queryFn: () => answer(client.GET('/api/plans/{id}/score-rounds', path(planId))),
  });

export const useScoreRound = (id: string) =>
  useQuery({ queryKey: ['score-round', id], queryFn: () => answer(client.GET('/api/score-rounds/{id}', path(id))) });
