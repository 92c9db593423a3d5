import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addPerson,
  changeOwnPassword,
  changePerson,
  disablePerson,
  hashPassword,
  passwordOf,
  resetPassword,
  runCommand,
  sessionHash,
} from '@duban/application';
import { sessionOf, type CallerRequest } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { Id, TakesId } from '../http/id';
import { RefusalProblem } from '../http/problem';
import { ChangePersonBody, DisablePersonBody, NewPersonBody, OwnPasswordBody } from './administration.dto';
import { passwordResetView, personAddedView, personChangedView } from './administration.views';

/** People and their passwords. A password that is given to somebody is shown once and stored nowhere but as its hash. */
@ApiTags('系统管理')
@Controller('api')
export class PeopleController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Post('administration/people')
  @HttpCode(200)
  @Policy('admin.people')
  @TakesCommand()
  @Answers(personAddedView)
  async add(@Body() body: NewPersonBody, @Call() call: CommandCall) {
    const password = this.passwordFor(call);
    const passwordHash = await hashPassword(password);
    const { name, login } = body;
    const { personId } = await this.commands.run(call, (act) => addPerson(act, { name, login, passwordHash }));
    return { personId, login, password };
  }

  @Post('administration/people/:id/change')
  @HttpCode(200)
  @Policy('admin.people')
  @TakesId()
  @TakesCommand()
  @Answers(personChangedView)
  async change(@Id() id: string, @Body() body: ChangePersonBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => changePerson(act, { personId: id, name: body.name }));
  }

  @Post('administration/people/:id/disabling')
  @HttpCode(200)
  @Policy('admin.people')
  @TakesId()
  @TakesCommand()
  @Answers(personChangedView)
  async disable(@Id() id: string, @Body() body: DisablePersonBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => disablePerson(act, { personId: id, isDisabled: body.isDisabled }));
  }

  /** Gives the person a new password, shown in this answer only, and ends the person's sessions. */
  @Post('administration/people/:id/password')
  @HttpCode(200)
  @Policy('admin.people')
  @TakesId()
  @TakesCommand()
  @Answers(passwordResetView)
  async resetPassword(@Id() id: string, @Call() call: CommandCall) {
    const password = this.passwordFor(call);
    const passwordHash = await hashPassword(password);
    const { login } = await this.commands.run(call, (act) => resetPassword(act, { personId: id, passwordHash }));
    return { login, password };
  }

  /** Not kept under a command key: that would keep a hash of the passwords. Sent twice, the second is refused. */
  @Post('me/password')
  @HttpCode(200)
  @Policy('session.password')
  @Answers(doneView)
  async changeOwn(@Body() body: OwnPasswordBody, @Req() request: CallerRequest) {
    const { actor } = sessionOf(request);
    const asked = `password of ${actor.personId}`;
    const waitSeconds = this.api.throttle.waitSeconds(asked, request.ip);
    if (waitSeconds > 0) throw new RefusalProblem({ code: 'LOGIN.TOO_OFTEN', params: { waitSeconds } });
    const input = {
      old: body.old,
      wanted: body.wanted,
      wantedHash: await hashPassword(body.wanted),
      keepSessionHash: sessionHash(request.sessionToken ?? ''),
    };
    const route = `${request.method} ${request.url}`;
    const decision = await runCommand(this.api.deps, { actor, route, key: null, body: null }, (act) =>
      changeOwnPassword(act, input),
    );
    if (!decision.ok && decision.refusal.code === 'PASSWORD.WRONG_OLD') this.api.throttle.failed(asked, request.ip);
    return settled(decision);
  }

  /** The same for the same deed: a lost answer that is asked for again shows the password that was set. */
  private passwordFor({ request, key }: CommandCall): string {
    return passwordOf(this.api.secret, `${sessionOf(request).personId}\n${request.url}\n${key}`);
  }
}
