import { TextField, WholeField } from './fields';

/** How a list is paged: `next` of one page is `after` of the following. */
export class PageQuery {
  @TextField('上一页的末项', { optional: true, max: 400 })
  after?: string;

  @WholeField('每页条数', 1, 200, { optional: true })
  limit?: number;
}

export const pageOf = (query: PageQuery, usual = 50): { after: string | null; limit: number } => ({
  after: query.after ?? null,
  limit: query.limit ?? usual,
});
