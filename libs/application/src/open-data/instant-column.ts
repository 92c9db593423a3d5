/** SQL of a timestamptz as text in Asia/Shanghai with its zone, to the millisecond: `2026-06-30T17:30:00.000+08:00`. */
export const instantColumn = (column: string): string =>
  `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"')`;

/** SQL of a unit's name of today. */
export const unitNameColumn = (unitId: string): string =>
  `(select n.name from unit_name n where n.unit_id = ${unitId} order by n.from_on desc limit 1)`;

/** SQL of a person's name. */
export const personColumn = (personId: string): string => `(select p.name from person p where p.id = ${personId})`;
