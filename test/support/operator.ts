// What a person at a terminal runs, run as they run it: a process of its own, with nothing set but what is given.
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Ran = {
  code: number;
  said: string;
  complained: string;
  /** The doctor's line about this, or ''. */
  about(what: string): string;
};

/** `program` lies in src/operator. */
export function operate(
  program: 'doctor' | 'manifest' | 'migrate' | 'outbox' | 'words',
  environment: Record<string, string>,
  given: readonly string[] = [],
  cwd = tmpdir(),
): Promise<Ran> {
  const file = join(import.meta.dirname, '../../src/operator', `${program}.ts`);
  const env = { PATH: process.env.PATH ?? '', ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...given], { env, cwd }, (error, said, complained) => {
      const code = error ? Number(error.code ?? 1) : 0;
      const about = (what: string): string =>
        said.split('\n').find((line) => line.slice(7).startsWith(`${what}:`)) ?? '';
      resolve({ code, said, complained, about });
    });
  });
}
