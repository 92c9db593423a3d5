/** What a person gave cannot be used: one Chinese sentence, exit code 2, and nothing stored. */
export class BadInput extends Error {
  readonly exitCode = 2;
}
