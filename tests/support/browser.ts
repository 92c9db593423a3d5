import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const ROOT = join(__dirname, '../..');
export const WEB_FOLDER = join(ROOT, 'apps/web/dist');
const SCREENS = join(ROOT, 'tests/reports/screens');

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The pages as they are served to people; built where they are not yet. */
export function builtPages(): string {
  if (!existsSync(join(WEB_FOLDER, 'index.html'))) {
    execFileSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], {
      cwd: join(ROOT, 'apps/web'),
      stdio: 'ignore',
    });
  }
  return WEB_FOLDER;
}

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['DUBAN_CHROMIUM'] ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) throw new Error('找不到 Chromium：请安装 chromium，或用 DUBAN_CHROMIUM 指明它的位置');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface PersonOptions {
  readonly address: string;
  readonly login: string;
  readonly password: string;
  /** The zone in which the browser stands: a day must be the same day in all of them. */
  readonly timezoneId?: string;
}

/** A person at a browser of their own, logged in. What the page throws or logs as an error fails the test by `faults`. */
export async function personAt(browser: Browser, options: PersonOptions): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    locale: 'zh-CN',
    timezoneId: options.timezoneId ?? 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A 401 before login is how the page learns that nobody is logged in.
    if (message.type() === 'error' && !message.text().includes('401')) faults.push(message.text());
  });
  await page.goto(options.address);
  await page.getByLabel('用户名').fill(options.login);
  await page.getByLabel('密码').fill(options.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '首页' }).waitFor();
  return { page, faults };
}

/** A picture for a person to look at; `window` where a dialog lies over the page. */
export async function screenshot(page: Page, name: string, extent: 'page' | 'window' = 'page'): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  // Notices that come and go would make the picture one of chance.
  await page
    .locator('.ant-message-notice')
    .first()
    .waitFor({ state: 'detached', timeout: 10_000 })
    .catch(() => undefined);
  if (extent === 'page') await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: extent === 'page', animations: 'disabled' });
}
