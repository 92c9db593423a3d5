import { Flex, Timeline, Typography } from 'antd';
import { useTaskEvents } from '../../api/queries';
import { dayWords, instantWords, periodWords } from '../../ui/format';
import { Loaded, Nothing } from '../../ui/page';

/** 办理经过：what happened, the latest first. */
export function TaskEvents({ taskId }: { taskId: string }) {
  const events = useTaskEvents(taskId);
  return (
    <Loaded query={events}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing text="还没有办理记录" />
        ) : (
          <Timeline
            style={{ paddingTop: 12 }}
            items={items.map((event) => ({
              key: event.id,
              content: (
                <Flex vertical>
                  <span>
                    <strong>{event.text}</strong>
                    {event.unitName && ` · ${event.unitName}`}
                    {event.person && ` · ${event.person}`}
                    {event.onBehalfOf && `（代${event.onBehalfOf}）`}
                  </span>
                  {event.note && <span className="prewrap">{noteWords(event.note)}</span>}
                  <Typography.Text type="secondary">{instantWords(event.at)}</Typography.Text>
                </Flex>
              ),
            }))}
          />
        )
      }
    </Loaded>
  );
}

/** A note may be a day or a period as it is stored. */
const noteWords = (note: string): string =>
  dayWords(note) || (/^\d{4}-(Q[1-4]|H[12]|\d{2})$/.test(note) ? periodWords(note) : note);
