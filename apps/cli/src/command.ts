/** One command of `duban`; a file in commands/ exports `run`. */
export interface Command {
  /**
   * @param args what follows the command's name
   * @returns the exit code: 0 done, 1 an error of the program or a finding, 2 wrong use or bad input
   */
  run(args: string[]): Promise<number>;
}

export interface CommandEntry {
  /** One line of the help. */
  summary: string;
  load: () => Promise<Command>;
}
