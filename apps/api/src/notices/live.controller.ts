import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { sessionOf, type CallerRequest } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { LiveStreams } from './live-streams';

@ApiTags('待办和通知')
@Controller('api/inbox')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  /**
   * 待办和通知的实时更新（服务器推送）。`notices`：未读数和最新一条；`signOffs`：有签批转了环节；`ended`：登录已失效；
   * `replaced`：同一登录打开过多，由较新的页面接收。断开后自动重连，重连即补齐。
   */
  @Get('stream')
  @Policy('inbox.read')
  @ApiOkResponse({ description: '事件流', content: { 'text/event-stream': { schema: { type: 'string' } } } })
  stream(@Req() request: CallerRequest, @Res() reply: FastifyReply): void {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // Its connection ends with it: kept alive it would hold up the closing of the service.
      connection: 'close',
      'x-content-type-options': 'nosniff',
      // A proxy that collects answers would hold every event back.
      'x-accel-buffering': 'no',
    });
    const forget = this.streams.open(sessionOf(request), request.sessionToken ?? '', raw);
    raw.on('close', forget);
  }
}
