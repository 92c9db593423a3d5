import type { Browser, Page } from 'playwright-core';
import type { Api } from '@duban/api';
import { instantOf } from '@duban/domain';
import type { SampleJurisdiction } from '@duban/sample';
import { sampleWithLogins, startTestApi, TEST_PASSWORD } from './api';
import { builtPages, openBrowser, personAt } from './browser';
import { openTestDeps, type TestDeps } from './database';

/** The system as people at their browsers meet it on 2 March 2026: three units, the API with its pages, a browser. */
export interface BrowserWalk {
  readonly deps: TestDeps;
  readonly sample: SampleJurisdiction;
  readonly api: Api;
  readonly address: string;
  readonly browser: Browser;
  /** A person at a browser of their own, logged in. */
  at(login: string, timezoneId?: string): Promise<{ page: Page; faults: string[] }>;
  close(): Promise<void>;
}

export async function openBrowserWalk(): Promise<BrowserWalk> {
  const deps = await openTestDeps(instantOf('2026-03-02', 10));
  const sample = await sampleWithLogins(deps, ['区政务服务管理局', '区应急管理局', '区教育局']);
  const api = await startTestApi(deps, { webFolder: builtPages() });
  const address = `http://127.0.0.1:${await api.listen(0)}`;
  const browser = await openBrowser();
  return {
    deps,
    sample,
    api,
    address,
    browser,
    at: (login, timezoneId) => personAt(browser, { address, login, password: TEST_PASSWORD, timezoneId }),
    async close() {
      await browser.close();
      await api.close();
      await deps.close();
    },
  };
}

/** Waits until the page says so. */
export const said = (page: Page, text: string): Promise<void> => page.getByText(text, { exact: false }).first().waitFor();
