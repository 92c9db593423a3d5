import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addAlias,
  addPost,
  addUnits,
  appoint,
  changePost,
  changeUnit,
  endHolding,
  mergeUnit,
  readAdministration,
  removeAlias,
  renameUnit,
  type Scope,
} from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import {
  AliasBody,
  ChangePostBody,
  ChangeUnitBody,
  EndHoldingBody,
  MergeUnitBody,
  NewHoldingBody,
  NewPostBody,
  NewUnitsBody,
  RenameUnitBody,
} from './administration.dto';
import {
  administrationView,
  holdingChangedView,
  postChangedView,
  unitChangedView,
  unitMergedView,
  unitsAddedView,
} from './administration.views';

/** What the office's administrator sets: units with their names, posts, and who holds them. */
@ApiTags('系统管理')
@Controller('api/administration')
export class AdministrationController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('admin.read')
  @Answers(administrationView)
  async read(@InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { today }) => readAdministration(tx, scope, today)), 'ACCESS.UNKNOWN');
  }

  /** Adds units in the order given, all or none; without a day the name counts from today. */
  @Post('units')
  @HttpCode(200)
  @Policy('admin.units')
  @TakesCommand()
  @Answers(unitsAddedView)
  async addUnits(@Body() body: NewUnitsBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) =>
      addUnits(
        act,
        body.units.map((unit) => ({
          name: unit.name,
          fromOn: unit.fromOn ?? act.today,
          leaderPostId: unit.leaderPostId ?? null,
          aliases: (unit.aliases ?? []).map((each) => each.alias),
        })),
      ),
    );
  }

  @Post('units/:id/change')
  @HttpCode(200)
  @Policy('admin.units')
  @TakesId()
  @TakesCommand()
  @Answers(unitChangedView)
  async changeUnit(@Id() id: string, @Body() body: ChangeUnitBody, @Call() call: CommandCall) {
    const input = { unitId: id, officialOrder: body.officialOrder, leaderPostId: body.leaderPostId ?? null };
    return this.commands.run(call, (act) => changeUnit(act, input));
  }

  /** 更名: the old name stays the unit's until the day before, and is read in documents for ever. */
  @Post('units/:id/name')
  @HttpCode(200)
  @Policy('admin.units')
  @TakesId()
  @TakesCommand()
  @Answers(unitChangedView)
  async rename(@Id() id: string, @Body() body: RenameUnitBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => renameUnit(act, { unitId: id, name: body.name, fromOn: body.fromOn }));
  }

  @Post('units/:id/aliases')
  @HttpCode(200)
  @Policy('admin.units')
  @TakesId()
  @TakesCommand()
  @Answers(unitChangedView)
  async addAlias(@Id() id: string, @Body() body: AliasBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => addAlias(act, { unitId: id, alias: body.alias }));
  }

  @Post('units/:id/aliases/removal')
  @HttpCode(200)
  @Policy('admin.units')
  @TakesId()
  @TakesCommand()
  @Answers(unitChangedView)
  async removeAlias(@Id() id: string, @Body() body: AliasBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => removeAlias(act, { unitId: id, alias: body.alias }));
  }

  /** 撤并: what the unit has open goes over to the successor in the same act; where something blocks it, the refusal lists it. */
  @Post('units/:id/merger')
  @HttpCode(200)
  @Policy('admin.units')
  @TakesId()
  @TakesCommand()
  @Answers(unitMergedView)
  async merge(@Id() id: string, @Body() body: MergeUnitBody, @Call() call: CommandCall) {
    const input = { unitId: id, successorId: body.successorId, onDay: body.onDay };
    return this.commands.run(call, (act) => mergeUnit(act, input));
  }

  @Post('posts')
  @HttpCode(200)
  @Policy('admin.posts')
  @TakesCommand()
  @Answers(postChangedView)
  async addPost(@Body() body: NewPostBody, @Call() call: CommandCall) {
    const { unitId, role, title, superiorPostId = null } = body;
    return this.commands.run(call, (act) => addPost(act, { unitId, role, title, superiorPostId }));
  }

  @Post('posts/:id/change')
  @HttpCode(200)
  @Policy('admin.posts')
  @TakesId()
  @TakesCommand()
  @Answers(postChangedView)
  async changePost(@Id() id: string, @Body() body: ChangePostBody, @Call() call: CommandCall) {
    const input = { postId: id, title: body.title, superiorPostId: body.superiorPostId ?? null };
    return this.commands.run(call, (act) => changePost(act, input));
  }

  /** 任职、代理、委托. */
  @Post('holdings')
  @HttpCode(200)
  @Policy('admin.holdings')
  @TakesCommand()
  @Answers(holdingChangedView)
  async appoint(@Body() body: NewHoldingBody, @Call() call: CommandCall) {
    const { postId, personId, kind, fromOn, toOn = null } = body;
    return this.commands.run(call, (act) => appoint(act, { postId, personId, kind, fromOn, toOn }));
  }

  @Post('holdings/:id/end')
  @HttpCode(200)
  @Policy('admin.holdings')
  @TakesId()
  @TakesCommand()
  @Answers(holdingChangedView)
  async endHolding(@Id() id: string, @Body() body: EndHoldingBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => endHolding(act, { holdingId: id, toOn: body.toOn }));
  }
}
