import type { WorkPointBody } from './drafts.dto';

/** A point written by hand is called by its number; its path, as printed, is the chapter's number and its own. */
export function wordsOf({ chapter = '', label = '', heading, text = '' }: WorkPointBody) {
  const chapterLabel = /^([一二三四五六七八九十百]+)、/.exec(chapter)?.[1] ?? '';
  return { chapter, label, path: `${chapterLabel}${label}`, heading, text: text === '' ? heading : text };
}
