import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { labelOf } from './fields';
import { RefusalProblem, type FieldFault } from './problem';

/** A field that the route does not know is at fault too: a misspelt name must not vanish silently. */
function faultsOf(errors: readonly ValidationError[], path = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const at = path === '' ? error.property : `${path}.${error.property}`;
    const label = error.target ? labelOf(error.target, error.property) : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      path: at,
      label,
      message: rule === 'whitelistValidation' ? '没有这一项' : rule === 'unknownValue' ? '内容不能识别' : message,
    }));
    return [...own.slice(0, 1), ...faultsOf(error.children ?? [], at)];
  });
}

export const requestPipe = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    // The target's class knows the Chinese names of its fields.
    validationError: { target: true, value: false },
    exceptionFactory: (errors) => {
      const faults = faultsOf(errors);
      const summary = faults.map((fault) => `${fault.label}${fault.message}`).join('；');
      return new RefusalProblem({ code: 'COMMAND.WRONG_BODY', params: { faults: summary } }, faults);
    },
  });
