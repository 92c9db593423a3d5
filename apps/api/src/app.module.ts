import { Module, type DynamicModule } from '@nestjs/common';
import { SessionController } from './access/session.controller';
import { AdministrationController } from './administration/administration.controller';
import { PeopleController } from './administration/people.controller';
import { RosterController } from './administration/roster.controller';
import { ApiContext } from './api-context';
import { AssignmentsController } from './assignments/assignments.controller';
import { FilesController } from './files/files.controller';
import { CalendarsController } from './calendars/calendars.controller';
import { CaseFilesController } from './case-files/case-files.controller';
import { Commands } from './http/command-call';
import { HealthController } from './http/health.controller';
import { ApiDocument, OpenApiController } from './http/openapi.controller';
import { InstructionsController } from './instructions/instructions.controller';
import { InstrumentDraftsController } from './instruments/instrument-drafts.controller';
import { InstrumentTargetsController } from './instruments/instrument-targets.controller';
import { InstrumentsController } from './instruments/instruments.controller';
import { PaperLayoutsController } from './instruments/paper-layouts.controller';
import { PapersController } from './instruments/papers.controller';
import { FillInController } from './ledger/fill-in.controller';
import { LedgerController } from './ledger/ledger.controller';
import { ChannelsController } from './notices/channels.controller';
import { ExceptionsController } from './notices/exceptions.controller';
import { InboxController } from './notices/inbox.controller';
import { LiveController } from './notices/live.controller';
import { LiveStreams } from './notices/live-streams';
import { StandInsController } from './people/stand-ins.controller';
import { AmendmentsController } from './plans/amendments.controller';
import { DraftsController } from './plans/drafts.controller';
import { ImportsController } from './plans/imports.controller';
import { OpenDataController } from './plans/open-data.controller';
import { PlansController } from './plans/plans.controller';
import { PlanReportController } from './reports/plan-report.controller';
import { PlanPolicyController } from './policies/plan-policy.controller';
import { PoliciesController } from './policies/policies.controller';
import { RewritesController } from './policies/rewrites.controller';
import { RectificationsController } from './rectifications/rectifications.controller';
import { ReportsController } from './reports/reports.controller';
import { RollUpController } from './rollup/roll-up.controller';
import { ScoresController } from './scores/scores.controller';
import { SignOffsController } from './sign-offs/sign-offs.controller';
import { MilestonesController } from './tasks/milestones.controller';
import { PiecesController } from './tasks/pieces.controller';
import { TasksController } from './tasks/tasks.controller';

const CONTROLLERS = [
  SessionController,
  InboxController,
  ChannelsController,
  ExceptionsController,
  LiveController,
  StandInsController,
  PlansController,
  DraftsController,
  AmendmentsController,
  ImportsController,
  OpenDataController,
  MilestonesController,
  PiecesController,
  TasksController,
  CaseFilesController,
  AssignmentsController,
  SignOffsController,
  FilesController,
  InstructionsController,
  // Before the one that reads an instrument by its id: their fixed words would be taken for ids.
  InstrumentDraftsController,
  InstrumentsController,
  InstrumentTargetsController,
  PapersController,
  PaperLayoutsController,
  RectificationsController,
  LedgerController,
  FillInController,
  PlanReportController,
  ReportsController,
  PoliciesController,
  PlanPolicyController,
  RewritesController,
  CalendarsController,
  RollUpController,
  ScoresController,
  AdministrationController,
  PeopleController,
  RosterController,
  HealthController,
  OpenApiController,
];

@Module({})
export class AppModule {
  static with(context: ApiContext, document: ApiDocument): DynamicModule {
    return {
      module: AppModule,
      controllers: CONTROLLERS,
      providers: [
        { provide: ApiContext, useValue: context },
        { provide: ApiDocument, useValue: document },
        Commands,
        LiveStreams,
      ],
    };
  }
}
