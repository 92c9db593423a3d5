import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** Hour and minute as they are on the clock of the jurisdiction, whatever zone the browser stands in. */
export function MeetingField({ value, onChange }: { value?: string; onChange?: (at: string | undefined) => void }) {
  return (
    <DatePicker
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY年M月D日 HH:mm"
      placeholder="选择时间"
      value={value ? dayjs(value.slice(0, 16)) : null}
      onChange={(picked) => onChange?.(picked ? `${picked.format('YYYY-MM-DDTHH:mm')}:00+08:00` : undefined)}
    />
  );
}
