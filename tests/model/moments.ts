import { dayAt, dayOf, instantOf } from './days';
import type { Deed, RandomYear } from './year';

/** What comes at which instant: the people's deeds, and the times at which the worker goes down and comes back. */
export type Coming =
  | { readonly atMs: number; readonly is: 'deed'; readonly index: number; readonly deed: Deed }
  | { readonly atMs: number; readonly is: 'down' | 'up' };

export const issuedAtMs = (year: RandomYear): number => instantOf(dayOf(`${year.year}-01-01`) + year.issuedAfter, 10, 17);
export const endsAtMs = (year: RandomYear): number => instantOf(dayOf(`${year.year + 1}-01-20`), 12);

/** In the order of time. Deeds are never on the stroke of a step of the ladder, so that what comes first is never in question. */
export function comings(year: RandomYear): Coming[] {
  const from = dayAt(issuedAtMs(year));
  const endMs = endsAtMs(year);
  const deeds = year.deeds.map(({ day, hour, deed }, index) => ({
    atMs: instantOf(from + day, hour, 23) + index * 1000,
    is: 'deed' as const,
    index,
    deed,
  }));
  const outages = joined(year.outages).flatMap(({ day, days }) => [
    { atMs: instantOf(from + day, 8, 41), is: 'down' as const },
    { atMs: instantOf(from + day + days, 14, 7), is: 'up' as const },
  ]);
  return [...deeds, ...outages].filter(({ atMs }) => atMs > issuedAtMs(year) && atMs < endMs).sort((a, b) => a.atMs - b.atMs);
}

/** Outages that touch are one. */
function joined(outages: RandomYear['outages']): { day: number; days: number }[] {
  const result: { day: number; days: number }[] = [];
  for (const each of [...outages].sort((a, b) => a.day - b.day)) {
    const last = result.at(-1);
    if (last && each.day <= last.day + last.days) last.days = Math.max(last.days, each.day + each.days - last.day);
    else result.push({ ...each });
  }
  return result;
}
