import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { layoutPlaces, readPaperLayouts, replacePaperLayout, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { TextField, WholeField } from '../http/fields';
import { reading } from '../http/reading';
import { instant, listOf, maybe, object, text, whole } from '../http/views';
import { paperView } from './instrument.views';

const layoutView = object('PaperLayout', {
  paper: paperView,
  version: whole,
  /** The layout as text, as it is edited. */
  text,
  madeAt: maybe(instant),
  madeBy: maybe(text),
});
const layoutsView = object('PaperLayouts', {
  items: listOf(layoutView),
  /** What may stand in braces, and the lists. */
  places: listOf(text),
  linePlaces: listOf(text),
  lists: listOf(text),
});
const replacedView = object('PaperLayoutReplaced', { version: whole });

export class PaperLayoutBody {
  @TextField('式样', { optional: true, max: 60_000 })
  text?: string;

  @WholeField('所见版本', 0, 1_000_000)
  version!: number;
}

@ApiTags('督办文书')
@Controller('api/paper-layouts')
export class PaperLayoutsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('paperLayout.read')
  @Answers(layoutsView)
  async read(@InScope() scope: Scope) {
    const layouts = await reading(this.api, (tx) => readPaperLayouts(tx, scope.jurisdictionId));
    return {
      items: layouts.map(({ layout, ...each }) => ({ ...each, text: JSON.stringify(layout, null, 2) })),
      ...layoutPlaces(),
    };
  }

  /** Replaces a layout as a whole; without a text the system's own is in force again. */
  @Post(':paper')
  @HttpCode(200)
  @Policy('paperLayout.replace')
  @ApiParam({ name: 'paper', type: String, description: '文书' })
  @TakesCommand()
  @Answers(replacedView)
  async replace(@Param('paper') paper: string, @Body() body: PaperLayoutBody, @Call() call: CommandCall) {
    const input = { paper, text: body.text ?? null, seenVersion: body.version };
    return this.commands.run(call, (act) => replacePaperLayout(act, input));
  }
}
