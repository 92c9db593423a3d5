import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { fileMilestone, returnMilestone } from '@duban/application';
import { sessionOf } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { EvidenceBody, evidenceOf } from '../files/evidence.dto';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { DayField, ListField, TextField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { day, fact, id, maybe, object } from '../http/views';

export class FileMilestoneBody {
  @TextField('节点完成情况')
  text!: string;

  @ListField('佐证材料', () => EvidenceBody, { optional: true, max: 50 })
  evidence?: EvidenceBody[];
}

export class ReturnMilestoneBody {
  @TextField('退回理由', { max: 2000 })
  reason!: string;

  /** 不填时按督办制度确定。 */
  @DayField('新的完成时限', { optional: true })
  dueOn?: string;
}

const filedView = object('MilestoneFiled', { filingId: id, isLate: fact });
const returnedView = object('MilestoneReturned', { dueOn: maybe(day) });

/** 阶段节点: each is one owed thing of one share, named by the id under which the task shows it. */
@ApiTags('阶段节点')
@Controller('api/milestones/:id')
export class MilestonesController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** 填报即为完成，不走签批；督办机构可以退回。 */
  @Post('completion')
  @HttpCode(200)
  @Policy('milestone.file')
  @TakesId()
  @TakesCommand()
  @Answers(filedView)
  async file(@Id() id: string, @Body() body: FileMilestoneBody, @Call() call: CommandCall) {
    const evidence = evidenceOf(this.api, sessionOf(call.request).personId, body.evidence);
    return this.commands.run(call, (act) => fileMilestone(act, { obligationId: id, text: body.text, evidence }));
  }

  @Post('return')
  @HttpCode(200)
  @Policy('milestone.return')
  @TakesId()
  @TakesCommand()
  @Answers(returnedView)
  async return(@Id() id: string, @Body() body: ReturnMilestoneBody, @Call() call: CommandCall) {
    const input = { obligationId: id, reason: body.reason, dueOn: body.dueOn ?? null };
    return this.commands.run(call, (act) => returnMilestone(act, input));
  }
}
