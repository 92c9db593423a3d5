import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem';

/**
 * Serves the built pages: assets with a hash in their name for ever, `index.html` never from a cache, and the latter for
 * every address of the pages, so that a link in a notice opens where it points. Throws where the pages are not built.
 */
export async function serveWebPages(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`网页尚未构建：缺少 index.html（${folder}），请先运行 npm run build`);
  await app.register(fastifyStatic as never, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders: (reply: { header(name: string, value: string): unknown }, path: string) =>
      reply.header('Cache-Control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  const fastify = app.getHttpAdapter().getInstance();
  const page = async (_request: FastifyRequest, reply: FastifyReply) =>
    reply.header('Cache-Control', 'no-cache').sendFile('index.html');
  fastify.get('/', page);
  // A route, since Nest has set the one not-found handler that a server may have.
  fastify.get('/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const isPage = !request.url.startsWith('/api') && !/\.\w+(\?|$)/.test(request.url);
    if (isPage) return page(request, reply);
    const problem = problemOf({ code: 'ROUTE.UNKNOWN', params: {} }, 404, request.url);
    return reply.status(404).header('Content-Type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  });
}
