import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  isOffice,
  listCalendars,
  loadCalendar,
  newestCalendar,
  previewCalendar,
  readCalendarYear,
  type CalendarPreview,
  type Scope,
} from '@duban/application';
import { dayAnswer, type CalendarDifference, type DayClass, type WorkCalendar } from '@duban/domain';
import { DAY_REASON_WORDS, describeDayAnswer, owedWords } from '@duban/wording';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { DayField, TextField, WholeField, WordField } from '../http/fields';
import { found, reading } from '../http/reading';
import { day, fact, id, instant, listOf, maybe, object, oneOf, text, whole } from '../http/views';

export class YearQuery {
  @WholeField('年份', 1990, 2100)
  year!: number;
}

export class CountQuery {
  @DayField('起算日')
  from!: string;

  @WholeField('天数', -2000, 2000)
  n!: number;

  @WordField('计算方式', ['workingDays', 'calendarDays', 'months'], { optional: true })
  unit?: 'workingDays' | 'calendarDays' | 'months';
}

export class TableBody {
  @TextField('放假安排', { max: 100_000 })
  text!: string;

  @TextField('来源', { optional: true, max: 200 })
  source?: string;
}

const calendarListView = object('CalendarList', {
  items: listOf(
    object('CalendarVersion', {
      id,
      version: whole,
      name: text,
      firstYear: whole,
      publishedThrough: whole,
      loadedAt: instant,
      loadedBy: maybe(text),
    }),
  ),
  actions: listOf(oneOf('load')),
});

const calendarYearView = object('CalendarYear', {
  year: whole,
  calendar: text,
  isPublished: fact,
  days: listOf(object('CalendarDay', { date: day, kind: oneOf('off', 'work'), name: text })),
});

const dayChangeView = object('CalendarDayChange', { date: day, before: text, after: text });

const previewView = object('CalendarPreview', {
  year: whole,
  version: text,
  settledYears: listOf(whole),
  changed: listOf(dayChangeView),
  renamed: listOf(dayChangeView),
  moves: listOf(
    object('CalendarMove', {
      obligationId: id,
      what: text,
      taskId: maybe(id),
      unitName: maybe(text),
      outcome: oneOf('moves', 'waits', 'settled'),
      from: maybe(text),
      to: maybe(text),
    }),
  ),
});

const loadedView = object('CalendarLoaded', { calendarId: id, version: text, jobId: id });

const countedView = object('CountedDay', {
  date: day,
  provisional: fact,
  calendar: text,
  sentence: text,
  explain: listOf(object('ExplainedDay', { date: day, counted: fact, why: text, name: maybe(text), provisional: fact })),
});

/** 工作日历: its versions, the loading of a year, and the counting by it. */
@ApiTags('工作日历')
@Controller('api/calendars')
export class CalendarsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('calendar.read')
  @Answers(calendarListView)
  async list(@InScope() scope: Scope) {
    const items = await reading(this.api, (tx) => listCalendars(tx, scope));
    return { items, actions: isOffice(scope.actor) ? ['load'] : [] };
  }

  @Get('days')
  @Policy('calendar.read')
  @Answers(calendarYearView)
  async year(@Query() query: YearQuery, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx) => readCalendarYear(tx, scope, query.year)), 'CALENDAR.UNKNOWN');
  }

  /** Counts days by the calendar in force here, each day told with its reason. */
  @Get('count')
  @Policy('calendar.read')
  @Answers(countedView)
  async count(@Query() query: CountQuery, @InScope() scope: Scope) {
    const row = await reading(this.api, (tx) => newestCalendar(tx, scope.jurisdictionId));
    const answer = dayAnswer(row.body as WorkCalendar, query.from, query.n, query.unit ?? 'workingDays');
    return {
      ...answer,
      sentence: describeDayAnswer(answer),
      explain: answer.explain.map((each) => ({ ...each, why: DAY_REASON_WORDS[each.why], name: each.name ?? null })),
    };
  }

  /** What loading a table would change: its days, and every due day that would move. Nothing is written, so it takes no key. */
  @Post('preview')
  @HttpCode(200)
  @Policy('calendar.load')
  @Answers(previewView)
  async preview(@Body() body: TableBody, @InScope() scope: Scope) {
    return previewShown(settled(await reading(this.api, (tx) => previewCalendar(tx, scope, body.text))));
  }

  @Post()
  @HttpCode(200)
  @Policy('calendar.load')
  @TakesCommand()
  @Answers(loadedView)
  async load(@Body() body: TableBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => loadCalendar(act, { text: body.text, source: body.source ?? '' }));
  }
}

function previewShown({ year, next, difference, moves }: CalendarPreview) {
  return {
    year,
    version: next.version,
    settledYears: difference.settledYears,
    changed: difference.changed.map(changeShown),
    renamed: difference.renamed.map(changeShown),
    moves: moves.map((move) => ({ ...move, what: owedWords(move.kind, move.taskTitle, move.period) })),
  };
}

const changeShown = ({ date, before, after }: CalendarDifference['changed'][number]) => ({
  date,
  before: classWords(before),
  after: classWords(after),
});

const classWords = (found: DayClass): string => `${found.name ?? ''}${DAY_REASON_WORDS[found.why]}`;
