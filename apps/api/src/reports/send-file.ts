import type { FastifyReply } from 'fastify';
import { dispositionOf } from '../files/file-name';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const PDF = 'application/pdf';

/** Sends a document to be saved; no cache keeps it and no browser guesses at it. */
export async function sendFile(
  reply: FastifyReply,
  file: { readonly fileName: string; readonly content: Uint8Array },
  mediaType: string,
): Promise<void> {
  await reply
    .header('Content-Type', mediaType)
    .header('Content-Disposition', dispositionOf(file.fileName))
    .header('X-Content-Type-Options', 'nosniff')
    .header('Cache-Control', 'private, no-store')
    .send(Buffer.from(file.content));
}
