// The browser of the page tests: the machine's own Chromium; on a fresh Debian it is installed when the runner is root.
'use strict';

const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** @returns the path of a Chromium, or undefined */
const findChromium = () =>
  process.env.CHROMIUM_PATH ?? onPath('chromium') ?? onPath('chromium-browser') ?? onPath('google-chrome');

const hasChineseFont = () => {
  const list = onPath('fc-list');
  return list !== undefined && spawnSync(list, [':lang=zh', 'family'], { encoding: 'utf8' }).stdout.trim() !== '';
};

/** Installs what is missing where that is possible. @returns the path of a Chromium, or undefined */
function chromiumOrInstall(tell) {
  const found = findChromium();
  if (found !== undefined && hasChineseFont()) return found;
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) return found;
  tell('installing chromium and fonts-noto-cjk');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fontconfig']]) {
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return findChromium();
}

module.exports = { chromiumOrInstall };
