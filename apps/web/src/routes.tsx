import { createBrowserRouter } from 'react-router';
import { Shell } from './ui/shell';
import { Nothing, Page } from './ui/page';
import { RouteFailure } from './ui/route-failure';

/** Every page is its own piece of code, fetched when it is opened. */
export const router = createBrowserRouter([
  {
    path: '/login',
    ErrorBoundary: RouteFailure,
    lazy: async () => ({ Component: (await import('./features/login/login-page')).LoginPage }),
  },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteFailure,
    HydrateFallback: () => null,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./features/home/home-page')).HomePage }) },
      { path: 'plans', lazy: async () => ({ Component: (await import('./features/plans/plans-page')).PlansPage }) },
      { path: 'plans/:id', lazy: async () => ({ Component: (await import('./features/plans/plan-page')).PlanPage }) },
      {
        path: 'amendments/:id',
        lazy: async () => ({ Component: (await import('./features/amendments/amendment-page')).AmendmentPage }),
      },
      { path: 'imports/:id', lazy: async () => ({ Component: (await import('./features/imports/import-page')).ImportPage }) },
      { path: 'tasks/:id', lazy: async () => ({ Component: (await import('./features/tasks/task-page')).TaskPage }) },
      {
        path: 'sign-offs',
        lazy: async () => ({ Component: (await import('./features/sign-offs/sign-offs-page')).SignOffsPage }),
      },
      {
        path: 'sign-offs/:id',
        lazy: async () => ({ Component: (await import('./features/sign-offs/sign-off-page')).SignOffPage }),
      },
      {
        path: 'instruments',
        lazy: async () => ({ Component: (await import('./features/instruments/instruments-page')).InstrumentsPage }),
      },
      {
        path: 'instruments/new',
        lazy: async () => ({ Component: (await import('./features/instruments/new-instrument-page')).NewInstrumentPage }),
      },
      {
        path: 'instruments/bulletins/new',
        lazy: async () => ({ Component: (await import('./features/instruments/new-bulletin-page')).NewBulletinPage }),
      },
      {
        path: 'instruments/layouts',
        lazy: async () => ({ Component: (await import('./features/paper-layouts/paper-layouts-page')).PaperLayoutsPage }),
      },
      {
        path: 'rectifications',
        lazy: async () => ({ Component: (await import('./features/rectifications/rectifications-page')).RectificationsPage }),
      },
      {
        path: 'instruments/:id',
        lazy: async () => ({ Component: (await import('./features/instruments/instrument-page')).InstrumentPage }),
      },
      {
        path: 'exceptions',
        lazy: async () => ({ Component: (await import('./features/exceptions/exceptions-page')).ExceptionsPage }),
      },
      {
        path: 'channels',
        lazy: async () => ({ Component: (await import('./features/channels/channels-page')).ChannelsPage }),
      },
      {
        path: 'instructions',
        lazy: async () => ({ Component: (await import('./features/instructions/instructions-page')).InstructionsPage }),
      },
      {
        path: 'stand-ins',
        lazy: async () => ({ Component: (await import('./features/stand-ins/stand-ins-page')).StandInsPage }),
      },
      { path: 'ledger', lazy: async () => ({ Component: (await import('./features/ledger/ledger-page')).LedgerPage }) },
      { path: 'rollup', lazy: async () => ({ Component: (await import('./features/rollup/roll-up-page')).RollUpPage }) },
      { path: 'scores', lazy: async () => ({ Component: (await import('./features/scores/scores-page')).ScoresPage }) },
      {
        path: 'scores/rules',
        lazy: async () => ({ Component: (await import('./features/scores/scheme-page')).SchemePage }),
      },
      {
        path: 'scores/:id',
        lazy: async () => ({ Component: (await import('./features/scores/score-round-page')).ScoreRoundPage }),
      },
      ...['report', 'report/:id', 'report/:id/:tab'].map((path) => ({
        path,
        lazy: async () => ({ Component: (await import('./features/report/report-page')).ReportPage }),
      })),
      {
        path: 'plans/:id/rehearsal',
        lazy: async () => ({ Component: (await import('./features/rehearsal/rehearsal-page')).RehearsalPage }),
      },
      {
        path: 'plans/:id/policy',
        lazy: async () => ({ Component: (await import('./features/policies/plan-policy-page')).PlanPolicyPage }),
      },
      {
        path: 'policies',
        lazy: async () => ({ Component: (await import('./features/policies/policies-page')).PoliciesPage }),
      },
      {
        path: 'policies/versions/:id',
        lazy: async () => ({ Component: (await import('./features/policies/policy-version-page')).PolicyVersionPage }),
      },
      {
        path: 'policies/drafts/:id',
        lazy: async () => ({ Component: (await import('./features/policies/policy-draft-page')).PolicyDraftPage }),
      },
      {
        path: 'rewrites/:id',
        lazy: async () => ({ Component: (await import('./features/policies/rewrite-page')).RewritePage }),
      },
      {
        path: 'calendar',
        lazy: async () => ({ Component: (await import('./features/calendars/calendar-page')).CalendarPage }),
      },
      {
        path: 'administration',
        lazy: async () => ({ Component: (await import('./features/administration/administration-page')).AdministrationPage }),
      },
      {
        path: '*',
        Component: () => (
          <Page title="没有这个页面">
            <Nothing text="地址可能有误，请从左侧菜单进入" />
          </Page>
        ),
      },
    ],
  },
]);
