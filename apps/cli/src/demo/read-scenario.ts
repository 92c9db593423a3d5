import { readFile } from 'node:fs/promises';
import { checkScenario, standardScenario, type Scenario } from '@duban/sample';
import { refusalText } from '@duban/wording';
import { BadInput } from '../bad-input';

/**
 * The scenario that a person named, or the standard one.
 * @throws BadInput that names the file and what is wrong in it
 */
export async function readScenario(path: string | boolean | undefined): Promise<Scenario> {
  if (typeof path !== 'string') return standardScenario;
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadInput(`${path}：不是正确的 JSON 文件，请检查括号和引号。`);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new BadInput(`${path}：找不到这个情景文件。`);
    throw error;
  }
  const scenario = checkScenario(content);
  if (!scenario.ok) throw new BadInput(`${path}：${refusalText(scenario.refusal)}`);
  return scenario.value;
}
