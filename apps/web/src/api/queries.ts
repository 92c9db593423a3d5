import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';

/* One hook for each thing read. */

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => answer(client.GET('/api/me')), retry: false });

export const useInbox = () => useQuery({ queryKey: ['inbox'], queryFn: () => answer(client.GET('/api/inbox')) });

export const useNotices = () =>
  useInfiniteQuery({
    queryKey: ['notices'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answer(client.GET('/api/inbox/notices', { params: { query: { after: pageParam, limit: 10 } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const usePlans = () => useQuery({ queryKey: ['plans'], queryFn: () => answer(client.GET('/api/plans')) });

export const usePlan = (id: string) =>
  useQuery({ queryKey: ['plan', id], queryFn: () => answer(client.GET('/api/plans/{id}', { params: { path: { id } } })) });

/** 结转 of a plan: what came and what went. */
export const useCarriedOver = (id: string) =>
  useQuery({
    queryKey: ['carried-over', id],
    queryFn: () => answer(client.GET('/api/plans/{id}/carried-over', { params: { path: { id } } })),
  });

/** What a 收官 made now would carry over. */
export const useWrapUp = (id: string) =>
  useQuery({
    queryKey: ['wrap-up', id],
    queryFn: () => answer(client.GET('/api/plans/{id}/wrap-up', { params: { path: { id } } })),
  });

export const useTask = (id: string) =>
  useQuery({ queryKey: ['task', id], queryFn: () => answer(client.GET('/api/tasks/{id}', { params: { path: { id } } })) });

export const useTaskClock = (id: string) =>
  useQuery({
    queryKey: ['clock', id],
    queryFn: () => answer(client.GET('/api/tasks/{id}/clock', { params: { path: { id } } })),
  });

/** What an act would do if it were made today; asked for only when there is one. */
export const useWhatIf = (id: string, supposed: string | null, share: string | undefined) =>
  useQuery({
    queryKey: ['clock', id, supposed, share],
    enabled: supposed !== null,
    retry: false,
    queryFn: () =>
      answer(client.GET('/api/tasks/{id}/clock', { params: { path: { id }, query: { if: supposed ?? undefined, share } } })),
  });

export const useTaskEvents = (id: string) =>
  useQuery({
    queryKey: ['events', id],
    queryFn: () => answer(client.GET('/api/tasks/{id}/events', { params: { path: { id } } })),
  });

export const useSignOffs = () => useQuery({ queryKey: ['sign-offs'], queryFn: () => answer(client.GET('/api/sign-offs')) });

export const useSignOff = (id: string) =>
  useQuery({
    queryKey: ['sign-off', id],
    queryFn: () => answer(client.GET('/api/sign-offs/{id}', { params: { path: { id } } })),
  });

export interface InstrumentFilter {
  readonly kind?: string;
  readonly isOpen?: boolean;
  readonly state?: string;
  readonly unitId?: string;
  readonly planId?: string;
  readonly year?: number;
  readonly text?: string;
}

export const useInstruments = (filter: InstrumentFilter) =>
  useInfiniteQuery({
    queryKey: ['instruments', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answer(client.GET('/api/instruments', { params: { query: { ...filter, after: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useInstrument = (id: string) =>
  useQuery({
    queryKey: ['instrument', id],
    queryFn: () => answer(client.GET('/api/instruments/{id}', { params: { path: { id } } })),
  });

/** What a unit owes and has not finished, to be chosen as items of a paper. */
export const useUrgeable = (query: { readonly kind: string; readonly unitId: string; readonly planId?: string }) =>
  useQuery({
    queryKey: ['urgeable', query],
    queryFn: () => answer(client.GET('/api/instruments/urgeable', { params: { query } })),
  });

export const usePaperLayouts = () =>
  useQuery({ queryKey: ['paper-layouts'], queryFn: () => answer(client.GET('/api/paper-layouts')) });

export interface RectificationFilter {
  readonly unitId?: string;
  readonly planId?: string;
  readonly sourceKind?: string;
  readonly sourceId?: string;
  readonly standing?: 'underWay' | 'late' | 'continuing' | 'rectified' | 'struckOff';
  readonly text?: string;
}

export const useRectifications = (filter: RectificationFilter) =>
  useInfiniteQuery({
    queryKey: ['rectifications', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answer(client.GET('/api/rectifications', { params: { query: { ...filter, after: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export interface LedgerFilter {
  readonly planId?: string;
  readonly unitId?: string;
  readonly role?: 'lead' | 'collating' | 'responsible' | 'cooperating';
  readonly state?: 'assigned' | 'received' | 'completionFiled' | 'returned' | 'struckOff' | 'archived' | 'suspended';
  readonly standing?: 'overdue' | 'dueSoon' | 'done' | 'open';
  readonly text?: string;
}

export const useLedger = (filter: LedgerFilter) =>
  useInfiniteQuery({
    queryKey: ['ledger', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answer(client.GET('/api/ledger', { params: { query: { ...filter, after: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useLedgerUnits = () =>
  useQuery({ queryKey: ['ledger-units'], queryFn: () => answer(client.GET('/api/ledger/units')), staleTime: 300_000 });

/** `plan`: what the file is compared with, `new` for nothing; absent: the likely plan. */
export const useImport = (id: string, plan: string | undefined) =>
  useQuery({
    queryKey: ['import', id, plan],
    queryFn: () => answer(client.GET('/api/imports/{id}', { params: { path: { id }, query: { plan } } })),
    placeholderData: keepPreviousData,
  });

export const useExceptions = () => useQuery({ queryKey: ['exceptions'], queryFn: () => answer(client.GET('/api/exceptions')) });

export const useStandIns = () => useQuery({ queryKey: ['stand-ins'], queryFn: () => answer(client.GET('/api/stand-ins')) });

export const usePeople = () =>
  useQuery({ queryKey: ['people'], queryFn: () => answer(client.GET('/api/stand-ins/people')), staleTime: 300_000 });

export const useChannels = () => useQuery({ queryKey: ['channels'], queryFn: () => answer(client.GET('/api/channels')) });

export const useInstructions = () =>
  useInfiniteQuery({
    queryKey: ['instructions'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answer(client.GET('/api/instructions', { params: { query: { after: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const useImports = () => useQuery({ queryKey: ['imports'], queryFn: () => answer(client.GET('/api/imports')) });

export const useDraftChoices = () =>
  useQuery({ queryKey: ['draft-choices'], queryFn: () => answer(client.GET('/api/plans/draft-choices')) });

export const useAdministration = () =>
  useQuery({ queryKey: ['administration'], queryFn: () => answer(client.GET('/api/administration')) });
