import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  /** Given by the form, so that the label leads to the field. */
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (day: string | undefined) => void;
  readonly placeholder?: string;
  readonly width?: number;
}

/** Picks a calendar day and gives it as text: what was clicked is what is sent, in whatever zone the browser stands (S01). */
export function DayField({ id, value, onChange, placeholder = '选择日期', width }: Props) {
  return (
    <DatePicker
      id={id}
      style={{ width: width ?? '100%' }}
      format="YYYY年M月D日"
      placeholder={placeholder}
      value={value ? dayjs(value, 'YYYY-MM-DD') : null}
      onChange={(picked) => onChange?.(picked ? picked.format('YYYY-MM-DD') : undefined)}
    />
  );
}
