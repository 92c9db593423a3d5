import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { closeSession, login, readPerson } from '@duban/application';
import { withTransaction } from '@duban/database';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { settled } from '../http/command-call';
import { doneView } from '../http/done';
import { TextField } from '../http/fields';
import { RefusalProblem } from '../http/problem';
import { id, instant, listOf, maybe, object, oneOf, text } from '../http/views';
import { sessionOf, type CallerRequest } from './caller';
import { Policy } from './policy.decorator';
import { SESSION_COOKIE } from './policy.guard';

export class LoginBody {
  @TextField('用户名', { max: 64 })
  login!: string;

  @TextField('密码', { max: 200 })
  password!: string;
}

const meView = object('Me', {
  personId: id,
  name: text,
  jurisdiction: object('MyJurisdiction', { id, name: text }),
  posts: listOf(
    object('MyPost', {
      postId: id,
      title: text,
      role: text,
      unitId: id,
      unitName: text,
      kind: oneOf('holder', 'acting', 'delegate'),
      onBehalfOf: maybe(text),
    }),
  ),
  /** What the menu offers: pages, not deeds. */
  pages: listOf(text),
});

const sessionView = object('SessionOpened', { expiresAt: instant });

@ApiTags('登录')
@Controller('api')
export class SessionController {
  constructor(private readonly api: ApiContext) {}

  /** 登录. Asked for by no command key: it writes no business fact. */
  @Post('session')
  @HttpCode(200)
  @Policy('session.open')
  @Answers(sessionView)
  async open(@Body() body: LoginBody, @Req() request: CallerRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const waitSeconds = this.api.throttle.waitSeconds(body.login, request.ip);
    if (waitSeconds > 0) throw new RefusalProblem({ code: 'LOGIN.TOO_OFTEN', params: { waitSeconds } });
    const decision = await login(this.api.deps, body.login, body.password);
    if (!decision.ok) this.api.throttle.failed(body.login, request.ip);
    const opened = settled(decision);
    this.api.throttle.succeeded(body.login, request.ip);
    this.setCookie(reply, opened.token, opened.expiresAtMs);
    return { expiresAt: new Date(opened.expiresAtMs) };
  }

  @Delete('session')
  @HttpCode(200)
  @Policy('session.close')
  @Answers(doneView)
  async close(@Req() request: CallerRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    if (request.sessionToken !== undefined) await closeSession(this.api.deps, request.sessionToken);
    this.setCookie(reply, '', 0);
    return { done: 'yes' };
  }

  @Get('me')
  @Policy('session.read')
  @Answers(meView)
  async me(@Req() request: CallerRequest) {
    const { scope } = sessionOf(request);
    return withTransaction(this.api.deps.database, (tx) => readPerson(tx, scope));
  }

  private setCookie(reply: FastifyReply, token: string, expiresAtMs: number): void {
    // Lax: a link in a notice must find the person logged in; what writes takes a header that no foreign page can send.
    const cookie = [
      `${SESSION_COOKIE}=${token}`,
      'Path=/',
      `Expires=${new Date(expiresAtMs).toUTCString()}`,
      'HttpOnly',
      'SameSite=Lax',
      ...(this.api.secureCookie ? ['Secure'] : []),
    ];
    void reply.header('Set-Cookie', cookie.join('; '));
  }
}
