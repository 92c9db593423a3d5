import { dayOfInstant, minuteOfDay } from '@duban/domain';
import { readTimeline, type Deps, type TimelineEntry } from '@duban/application';
import { withTransaction } from '@duban/database';

/** Who did what and who was told what, day by day, from the event and delivery rows of one jurisdiction. */
export async function describeTimeline(deps: Deps, jurisdictionId: string): Promise<string> {
  const entries = await withTransaction(deps.database, (tx) => readTimeline(tx, jurisdictionId));
  const lines: string[] = [];
  let day = '';
  for (const entry of entries) {
    const on = dayOfInstant(entry.at.getTime());
    if (on !== day) {
      day = on;
      lines.push('', on);
    }
    lines.push(`  ${clock(entry.at)}  ${describe(entry)}`);
  }
  return lines.join('\n').trimStart();
}

function clock(at: Date): string {
  const minutes = minuteOfDay(at.getTime());
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function describe(entry: TimelineEntry): string {
  if (entry.kind === 'told') return `→ ${entry.receiver ?? '督办机构例外清单'}（${entry.title}）：${joined(entry.texts)}`;
  return `${entry.person ?? '时钟'}：${entry.text}`;
}

const AUTHORITY = /。?督办依据：.*$/;

/** Each item names its authority; where all of a notice name the same, it is said once, at the end. */
function joined(texts: readonly string[]): string {
  const authorities = new Set(texts.flatMap((text) => AUTHORITY.exec(text)?.[0] ?? []));
  if (authorities.size !== 1) return texts.join('；');
  const [authority] = authorities;
  return `${texts.map((text) => text.replace(AUTHORITY, '').replace(/。$/, '')).join('；')}${authority ?? ''}`;
}
