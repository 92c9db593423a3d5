/**
 * Why a server (PostgreSQL, Temporal, its time-skipping twin) could not be started. The message is one Chinese sentence that says
 * what to do; a command prints it alone, without a stack, and ends with exit code 2.
 */
export class ServerUnavailable extends Error {
  override readonly name = 'ServerUnavailable';
  readonly exitCode = 2;

  constructor(
    readonly code: ServerUnavailableCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export type ServerUnavailableCode =
  | 'PORT_IN_USE'
  | 'FOLDER_IN_USE'
  | 'FOLDER_NOT_EMPTY'
  | 'FOLDER_OF_OTHER_VERSION'
  | 'FOLDER_OF_OTHER_USER'
  | 'FOLDER_NOT_TRAVERSABLE'
  | 'NO_UNIX_ACCOUNT'
  | 'NO_BINARIES'
  | 'NO_TEMPORAL'
  | 'NO_JAVA'
  | 'NO_MAVEN'
  | 'START_FAILED';
