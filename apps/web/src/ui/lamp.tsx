import { Tag } from 'antd';
import type { Schemas } from '../api/client';
import { assignmentStates, lampColours, standings, word } from '../i18n/zh-CN';

type Share = Pick<Schemas['Share'], 'state' | 'standing' | 'lamp'>;

/** The policy's word and colour for how a share stands; the colour never says it alone. */
export function Lamp({ share }: { readonly share: Share }) {
  if (share.lamp) return <Tag color={lampColours[share.lamp.colour] ?? 'default'}>{share.lamp.word}</Tag>;
  if (share.standing) return <Tag>{word(standings, share.standing)}</Tag>;
  return <Tag>{word(assignmentStates, share.state)}</Tag>;
}
