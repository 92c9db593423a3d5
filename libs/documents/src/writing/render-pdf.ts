import { spawn } from 'node:child_process';
import { access, constants, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { accept, refuse, type Decision } from '@duban/domain';

export interface RenderPdfOptions {
  /** The LibreOffice program; where absent, it is looked for in `searchPath`. */
  readonly program?: string;
  /** Folders to look in, as in PATH. */
  readonly searchPath?: string;
  readonly limitSeconds?: number;
}

const PROGRAMS = ['soffice', 'libreoffice'] as const;
const LIMIT_SECONDS = 60;

/**
 * Makes a PDF of a .docx (or .xlsx) with LibreOffice where it is installed. Each call has a profile folder of its own, so that
 * calls do not wait for each other or for a person's open LibreOffice. The bytes depend on the machine's fonts and are not the
 * same each time: what is frozen is the .docx.
 *
 * Refuses with DOCUMENT.NO_PDF_PROGRAM, DOCUMENT.PDF_NO_SOURCE, DOCUMENT.PDF_FAILED or DOCUMENT.PDF_TOO_SLOW.
 */
export async function renderPdf(documentPath: string, options: RenderPdfOptions = {}): Promise<Decision<Uint8Array>> {
  if (!(await allows(documentPath, constants.R_OK))) return refuse('DOCUMENT.PDF_NO_SOURCE');
  const program = options.program ?? (await findProgram(options.searchPath ?? process.env['PATH'] ?? ''));
  if (program === undefined || !(await allows(program, constants.X_OK))) return refuse('DOCUMENT.NO_PDF_PROGRAM');

  const seconds = options.limitSeconds ?? LIMIT_SECONDS;
  const folder = await mkdtemp(join(tmpdir(), 'duban-pdf-'));
  try {
    const ended = await run(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        '--norestore',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        documentPath,
      ],
      seconds,
    );
    if (ended === 'timeout') return refuse('DOCUMENT.PDF_TOO_SLOW', { seconds });
    const pdf = join(folder, `${basename(documentPath, extname(documentPath))}.pdf`);
    // LibreOffice ends with 0 even where it could not read the file: the file made is the only proof.
    if (!(await allows(pdf, constants.R_OK))) return refuse('DOCUMENT.PDF_FAILED');
    return accept(new Uint8Array(await readFile(pdf)));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function findProgram(searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter).filter((each) => each !== '')) {
    for (const name of PROGRAMS) {
      const program = join(folder, name);
      if (await allows(program, constants.X_OK)) return program;
    }
  }
  return undefined;
}

const allows = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );

/** Runs a program in a process group of its own, and ends the whole group at the limit: soffice is a script with a child. */
function run(program: string, args: readonly string[], seconds: number): Promise<'ended' | 'timeout'> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    let outcome: 'ended' | 'timeout' = 'ended';
    const timer = setTimeout(() => {
      outcome = 'timeout';
      if (child.pid !== undefined) {
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          // The group has ended in the meantime.
        }
      }
    }, seconds * 1000);
    const finish = () => {
      clearTimeout(timer);
      resolve(outcome);
    };
    child.once('error', finish);
    child.once('close', finish);
  });
}
