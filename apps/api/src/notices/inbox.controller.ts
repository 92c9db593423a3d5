import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { countUnread, listMySignOffs, listNotices, markNoticesRead, readTodo, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { PageQuery } from '../http/page-query';
import { reading } from '../http/reading';
import { day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

const todoView = object('Inbox', {
  todo: listOf(
    object('Todo', {
      kind: oneOf('receipt', 'completion', 'milestone', 'piece', 'periodReport', 'explanation', 'instrumentStage', 'signOffStep'),
      obligationId: id,
      title: text,
      unitName: text,
      period: maybe(text),
      dueOn: maybe(day),
      dueAt: maybe(instant),
      isOverdue: fact,
      isFiled: fact,
      subjectKind: oneOf('task', 'instrument'),
      subjectId: id,
    }),
  ),
  toSign: whole,
  unread: whole,
});

const noticesView = object('Notices', {
  items: listOf(
    object('Notice', {
      id,
      title: text,
      kind: text,
      madeAt: instant,
      readAt: maybe(instant),
      items: listOf(object('NoticeItem', { id, text, subjectKind: text, subjectId: id, taskId: maybe(id) })),
    }),
  ),
  next: maybe(id),
});

const readView = object('NoticesRead', { read: whole });

@ApiTags('待办和通知')
@Controller('api/inbox')
export class InboxController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** What waits for me: owed by my units, to sign, and unread. */
  @Get()
  @Policy('inbox.read')
  @Answers(todoView)
  async read(@InScope() scope: Scope) {
    return reading(this.api, async (tx, { today, nowMs }) => ({
      todo: await readTodo(tx, scope, nowMs),
      toSign: (await listMySignOffs(tx, scope, today, nowMs)).length,
      unread: await countUnread(tx, scope),
    }));
  }

  @Get('notices')
  @Policy('inbox.read')
  @Answers(noticesView)
  async notices(@Query() query: PageQuery, @InScope() scope: Scope) {
    const limit = query.limit ?? 20;
    const items = await reading(this.api, (tx) => listNotices(tx, scope, query.after ?? null, limit + 1));
    const shown = items.slice(0, limit);
    return { items: shown, next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  @Post('notices/:id/reading')
  @HttpCode(200)
  @Policy('inbox.markRead')
  @TakesId()
  @TakesCommand()
  @Answers(readView)
  async markRead(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => markNoticesRead(act, { noticeId: id }));
  }

  @Post('reading')
  @HttpCode(200)
  @Policy('inbox.markRead')
  @TakesCommand()
  @Answers(readView)
  async markAllRead(@Call() call: CommandCall) {
    return this.commands.run(call, (act) => markNoticesRead(act, { noticeId: null }));
  }
}
