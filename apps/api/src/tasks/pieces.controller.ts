import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { finishPiece, splitShare, withdrawPiece } from '@duban/application';
import { Policy } from '../access/policy.decorator';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { DayField, IdField, TextField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { id, object } from '../http/views';

export class SplitShareBody {
  @TextField('分解事项', { max: 200 })
  name!: string;

  @IdField('承办岗位，须属于本单位')
  postId!: string;

  /** 不得晚于本单位现行的完成时限。 */
  @DayField('期限')
  dueOn!: string;
}

export class FinishPieceBody {
  @TextField('完成情况', { max: 2000, optional: true })
  note?: string;
}

export class WithdrawPieceBody {
  @TextField('撤回理由', { max: 2000 })
  grounds!: string;
}

const done = { done: 'yes' } as const;
const openedView = object('PieceOpened', { pieceId: id });

/** 单位内分解: what a unit shares out among its own posts. */
@ApiTags('单位内分解')
@Controller('api')
export class PiecesController {
  constructor(private readonly commands: Commands) {}

  /** 把本单位承担的任务分解给本单位的岗位，不影响任务的考核和督办。 */
  @Post('assignments/:id/pieces')
  @HttpCode(200)
  @Policy('piece.split')
  @TakesId()
  @TakesCommand()
  @Answers(openedView)
  async split(@Id() id: string, @Body() body: SplitShareBody, @Call() call: CommandCall) {
    const { name, postId, dueOn } = body;
    return this.commands.run(call, (act) => splitShare(act, { assignmentId: id, name, postId, dueOn }));
  }

  /** 承办岗位、联络员、负责人都可以登记完成。 */
  @Post('pieces/:id/completion')
  @HttpCode(200)
  @Policy('piece.finish')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async finish(@Id() id: string, @Body() body: FinishPieceBody, @Call() call: CommandCall) {
    await this.commands.run(call, (act) => finishPiece(act, { pieceId: id, note: body.note ?? null }));
    return done;
  }

  @Post('pieces/:id/withdrawal')
  @HttpCode(200)
  @Policy('piece.withdraw')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async withdraw(@Id() id: string, @Body() body: WithdrawPieceBody, @Call() call: CommandCall) {
    await this.commands.run(call, (act) => withdrawPiece(act, { pieceId: id, grounds: body.grounds }));
    return done;
  }
}
