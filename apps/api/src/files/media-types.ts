export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const PDF = 'application/pdf';
export const CSV = 'text/csv; charset=utf-8';
export const OPEN_DATA = 'application/json; charset=utf-8';
export const JSON_SCHEMA = 'application/schema+json';
export const ZIP = 'application/zip';
