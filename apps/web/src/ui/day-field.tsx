import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  readonly value?: string;
  readonly onChange?: (day: string | undefined) => void;
}

/** Picks a calendar day and gives it as text: what was clicked is what is sent, in whatever zone the browser stands (S01). */
export function DayField({ value, onChange }: Props) {
  return (
    <DatePicker
      style={{ width: '100%' }}
      format="YYYY年M月D日"
      placeholder="选择日期"
      value={value ? dayjs(value, 'YYYY-MM-DD') : null}
      onChange={(picked) => onChange?.(picked ? picked.format('YYYY-MM-DD') : undefined)}
    />
  );
}
