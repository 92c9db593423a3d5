/**
 * A refusal is a value, never an exception: the code is stable (`AREA.REASON`), the params fill the Chinese sentence that
 * `libs/wording` keeps for the code. Only the API knows HTTP.
 */
export interface Refusal {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

export type Decision<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const accept = <T>(value: T): Decision<T> => ({ ok: true, value });

export const refuse = (code: string, params: Refusal['params'] = {}): Decision<never> => ({
  ok: false,
  refusal: { code, params },
});

/** The end of an exhaustive switch: reached only if a new member was added and not handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled member: ${JSON.stringify(value)}`);
}
