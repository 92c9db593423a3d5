import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { appointActing, delegatePost, endStandIn, listPeople, readStandIns, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { DayField, IdField, TextField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { reading } from '../http/reading';
import { day, fact, id, listOf, maybe, object, oneOf, text, whole } from '../http/views';

export class DelegateBody {
  @IdField('委托的职务')
  postId!: string;

  @IdField('受托人')
  personId!: string;

  @DayField('起始日期')
  fromOn!: string;

  @DayField('截止日期')
  toOn!: string;

  @TextField('事由', { optional: true, max: 500 })
  reason?: string;
}

export class ActingBody {
  @IdField('代理的职务')
  postId!: string;

  @IdField('代理人')
  personId!: string;

  @DayField('起始日期')
  fromOn!: string;

  @DayField('截止日期', { optional: true })
  toOn?: string;

  @TextField('事由', { max: 500 })
  reason!: string;
}

export class EndBody {
  @TextField('事由', { optional: true, max: 500 })
  reason?: string;
}

const standInsView = object('StandIns', {
  myPosts: listOf(object('DelegablePost', { postId: id, title: text, unitName: text })),
  items: listOf(
    object('StandIn', {
      id,
      kind: oneOf('acting', 'delegate'),
      postId: id,
      postTitle: text,
      unitName: text,
      personId: id,
      personName: text,
      principal: maybe(text),
      fromOn: day,
      toOn: maybe(day),
      isInForce: fact,
      actions: listOf(oneOf('end')),
    }),
  ),
});

const peopleView = object('People', { items: listOf(object('PersonChoice', { personId: id, name: text, posts: text })) });

@ApiTags('委托和代理')
@Controller('api/stand-ins')
export class StandInsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** 我给出的和受托的；督办机构看全部。 */
  @Get()
  @Policy('standIn.read')
  @Answers(standInsView)
  async list(@InScope() scope: Scope) {
    return reading(this.api, (tx, { today }) => readStandIns(tx, scope, today));
  }

  @Get('people')
  @Policy('standIn.people')
  @Answers(peopleView)
  async people(@InScope() scope: Scope) {
    return { items: await reading(this.api, (tx, { today }) => listPeople(tx, scope, today)) };
  }

  /** 委托：起止日期都算在内，期间双方都能看到，记录载明“某某代某某”。 */
  @Post()
  @HttpCode(200)
  @Policy('standIn.delegate')
  @TakesCommand()
  @Answers(object('Delegated', { holdingId: id }))
  async delegate(@Body() body: DelegateBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => delegatePost(act, { ...body, reason: body.reason ?? '' }));
  }

  /** 指定代理：原先无人接收的通知同时补送给代理人。 */
  @Post('acting')
  @HttpCode(200)
  @Policy('standIn.appoint')
  @TakesCommand()
  @Answers(object('ActingAppointed', { holdingId: id, told: whole }))
  async appoint(@Body() body: ActingBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => appointActing(act, { ...body, toOn: body.toOn ?? null }));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Policy('standIn.end')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async end(@Id() id: string, @Body() body: EndBody, @Call() call: CommandCall) {
    await this.commands.run(call, (act) => endStandIn(act, { holdingId: id, reason: body.reason ?? '' }));
    return { done: 'yes' };
  }
}
