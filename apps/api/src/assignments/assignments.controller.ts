import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  askExtension,
  cancelAssignment,
  explainLate,
  fileCompletion,
  fileProgressReport,
  reassignAssignment,
  receiveAssignment,
  resumeAssignment,
  suspendAssignment,
} from '@duban/application';
import { sessionOf } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { evidenceOf } from '../files/evidence.dto';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { Id, TakesId } from '../http/id';
import { day, id, maybe, object } from '../http/views';
import {
  AskExtensionBody,
  ExplainLateBody,
  FileCompletionBody,
  GroundsBody,
  ReassignBody,
  ReportProgressBody,
} from './assignment.dto';

const progressFiledView = object('ProgressFiled', { progressReportId: id, signOffId: id });
const completionFiledView = object('CompletionFiled', { signOffId: id });
const reassignedView = object('Reassigned', { dueOn: maybe(day) });
const extensionAskedView = object('ExtensionAsked', { extensionId: id, signOffId: id });

const done = { done: 'yes' } as const;

@ApiTags('责任分工')
@Controller('api/assignments/:id')
export class AssignmentsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Post('receipt')
  @HttpCode(200)
  @Policy('assignment.receive')
  @TakesId()
  @TakesCommand(true)
  @Answers(doneView)
  async receive(@Id() id: string, @Call() call: CommandCall) {
    await this.commands.run(call, (act) => receiveAssignment(act, { assignmentId: id }), { kind: 'assignment', id });
    return done;
  }

  @Post('progress')
  @HttpCode(200)
  @Policy('assignment.report')
  @TakesId()
  @TakesCommand(true)
  @Answers(progressFiledView)
  async report(@Id() id: string, @Body() body: ReportProgressBody, @Call() call: CommandCall) {
    const input = {
      assignmentId: id,
      period: body.period ?? null,
      text: body.text,
      problems: body.problems,
      nextSteps: body.nextSteps,
      figures: body.figures ?? [],
      evidence: evidenceOf(this.api, sessionOf(call.request).personId, body.evidence),
    };
    return this.commands.run(call, (act) => fileProgressReport(act, input), { kind: 'assignment', id });
  }

  @Post('completion')
  @HttpCode(200)
  @Policy('assignment.complete')
  @TakesId()
  @TakesCommand(true)
  @Answers(completionFiledView)
  async complete(@Id() id: string, @Body() body: FileCompletionBody, @Call() call: CommandCall) {
    const evidence = evidenceOf(this.api, sessionOf(call.request).personId, body.evidence);
    const input = { assignmentId: id, text: body.text, evidence };
    return this.commands.run(call, (act) => fileCompletion(act, input), { kind: 'assignment', id });
  }

  @Post('extension')
  @HttpCode(200)
  @Policy('assignment.extend')
  @TakesId()
  @TakesCommand(true)
  @Answers(extensionAskedView)
  async extend(@Id() id: string, @Body() body: AskExtensionBody, @Call() call: CommandCall) {
    const input = { assignmentId: id, untilOn: body.untilOn, reason: body.reason };
    return this.commands.run(call, (act) => askExtension(act, input), { kind: 'assignment', id });
  }

  @Post('explanation')
  @HttpCode(200)
  @Policy('assignment.explain')
  @TakesId()
  @TakesCommand(true)
  @Answers(doneView)
  async explain(@Id() id: string, @Body() body: ExplainLateBody, @Call() call: CommandCall) {
    const input = { assignmentId: id, reason: body.reason, expectedOn: body.expectedOn ?? null };
    await this.commands.run(call, (act) => explainLate(act, input), { kind: 'assignment', id });
    return done;
  }

  @Post('suspension')
  @HttpCode(200)
  @Policy('assignment.suspend')
  @TakesId()
  @TakesCommand(true)
  @Answers(doneView)
  async suspend(@Id() id: string, @Body() body: GroundsBody, @Call() call: CommandCall) {
    const input = { assignmentId: id, grounds: body.grounds };
    await this.commands.run(call, (act) => suspendAssignment(act, input), { kind: 'assignment', id });
    return done;
  }

  @Post('resumption')
  @HttpCode(200)
  @Policy('assignment.resume')
  @TakesId()
  @TakesCommand(true)
  @Answers(doneView)
  async resume(@Id() id: string, @Body() body: GroundsBody, @Call() call: CommandCall) {
    const input = { assignmentId: id, reason: body.grounds };
    await this.commands.run(call, (act) => resumeAssignment(act, input), { kind: 'assignment', id });
    return done;
  }

  @Post('reassignment')
  @HttpCode(200)
  @Policy('assignment.reassign')
  @TakesId()
  @TakesCommand(true)
  @Answers(reassignedView)
  async reassign(@Id() id: string, @Body() body: ReassignBody, @Call() call: CommandCall) {
    const input = { assignmentId: id, toUnitId: body.toUnitId, grounds: body.grounds, dueOn: body.dueOn ?? null };
    return this.commands.run(call, (act) => reassignAssignment(act, input), { kind: 'assignment', id });
  }

  @Post('cancellation')
  @HttpCode(200)
  @Policy('assignment.cancel')
  @TakesId()
  @TakesCommand(true)
  @Answers(doneView)
  async cancel(@Id() id: string, @Body() body: GroundsBody, @Call() call: CommandCall) {
    const input = { assignmentId: id, grounds: body.grounds };
    await this.commands.run(call, (act) => cancelAssignment(act, input), { kind: 'assignment', id });
    return done;
  }
}
