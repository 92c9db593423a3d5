import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { accept, parseDay, refuse, type Decision } from '@duban/domain';
import { openDataFault } from '@duban/wording';
import { OPEN_PLAN_SCHEMA, type OpenPlan } from './open-plan';
import { openPlanSchema } from './schema';

/** One thing that is wrong with a file, at its place as a JSON pointer (RFC 6901). */
interface OpenDataFault {
  readonly pointer: string;
  readonly reason: string;
}

/** So many are named; with more, the first say enough to mend the program that wrote the file. */
const MOST_FAULTS = 20;

let compiled: ValidateFunction | null = null;
const validator = (): ValidateFunction => (compiled ??= new Ajv({ allErrors: true, strictTypes: false }).compile(openPlanSchema));

/** A file's bytes as a plan of the published schema, or why not: each fault by its pointer. */
export function checkOpenPlan(bytes: Uint8Array): Decision<OpenPlan> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('DOCUMENT.UNKNOWN_ENCODING');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('OPEN_DATA.NOT_JSON');
  }
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (schema !== OPEN_PLAN_SCHEMA) {
    return refuse('OPEN_DATA.OTHER_SCHEMA', {
      found: typeof schema === 'string' ? schema.slice(0, 60) : '',
      wanted: OPEN_PLAN_SCHEMA,
    });
  }
  const validate = validator();
  const faults = validate(value) ? dayFaults(value as OpenPlan) : (validate.errors ?? []).filter(isCause).map(faultOf);
  if (faults.length === 0) return accept(value as OpenPlan);
  const shown = faults.slice(0, MOST_FAULTS).map(({ pointer, reason }) => `${pointer} ${reason}`);
  return refuse('OPEN_DATA.INVALID', { count: faults.length, more: faults.length - shown.length, faults: shown.join('；') });
}

/** `anyOf` fails with each of its members; the members say more. A member that only says "or null" says nothing. */
const isCause = (error: ErrorObject): boolean =>
  error.keyword !== 'anyOf' &&
  !(error.keyword === 'type' && error.params['type'] === 'null' && error.schemaPath.includes('/anyOf/'));

const step = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

function faultOf(error: ErrorObject): OpenDataFault {
  const { keyword, instancePath, params } = error;
  const key: unknown = keyword === 'required' ? params['missingProperty'] : params['additionalProperty'];
  const pointer = typeof key === 'string' ? `${instancePath}${step(key)}` : instancePath;
  return { pointer: pointer === '' ? '/' : pointer, reason: openDataFault(keyword, params) };
}

/** A pattern lets 2026-02-30 pass; it is no day. */
function dayFaults(plan: OpenPlan): OpenDataFault[] {
  const faults: OpenDataFault[] = [];
  const look = (value: unknown, pointer: string): void => {
    if (Array.isArray(value)) value.forEach((each, index) => look(each, `${pointer}/${index}`));
    else if (value !== null && typeof value === 'object') {
      for (const [key, each] of Object.entries(value)) {
        const at = `${pointer}${step(key)}`;
        if (/dueOn$/i.test(key) && typeof each === 'string' && parseDay(each) === null) {
          faults.push({ pointer: at, reason: openDataFault('day', { day: each }) });
        } else look(each, at);
      }
    }
  };
  look(plan.chapters, '/chapters');
  return faults;
}
