export { publishedCalendar } from './published-calendar';
export { parseLocalDays, parseYearTable, type DayList } from './year-table';
