import type { FastifyReply } from 'fastify';
import { dispositionOf } from './file-name';

/** A file made for this caller: always a download, kept by no cache on the way and guessed at by no browser. */
export async function sendFile(
  reply: FastifyReply,
  mediaType: string,
  file: { readonly fileName: string; readonly content: Uint8Array },
): Promise<void> {
  await reply
    .header('Content-Type', mediaType)
    .header('Content-Disposition', dispositionOf(file.fileName))
    .header('X-Content-Type-Options', 'nosniff')
    .header('Cache-Control', 'private, no-store')
    .send(Buffer.from(file.content));
}
