// Changes when what runs inside the lab's own namespaces is started otherwise.
import { apart } from '../../build/lab-programs.ts';
import { inRepository } from '../../build/paths.ts';

/** The arguments of `unshare` that run the lab. @param only beginnings of names; none: all scenarios. */
export function labArguments(only: readonly string[]): string[] {
  return [...apart, process.execPath, inRepository('tests', 'phone-lab', 'run.ts'), ...only];
}

/** The arguments of `unshare` that run the real desktop in it. */
export function deskArguments(): string[] {
  return [...apart, process.execPath, inRepository('tests', 'phone-lab', 'desk-run.ts')];
}
