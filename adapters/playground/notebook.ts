// What the room remembers between two starts, in one file that only its owner can read: it holds secrets.
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const secrets = z.object({
  signingSecret: z.string().min(1),
  botToken: z.string().min(1),
  appToken: z.string().min(1),
});
const teamsSecrets = z.object({ appId: z.uuid(), appPassword: z.string().min(1) });

/** What a pretend platform gave to be kept; only it can read that. */
const kept = z.unknown();

const page = z.object({
  secrets,
  slack: kept,
  /** Absent in a file from before there was a pretend Teams. */
  teams: z.object({ secrets: teamsSecrets, state: kept }).optional(),
  /** How far business time is ahead of the machine's, in ms. */
  ahead: z.number().nonnegative().optional(),
  /** Newcomers who have joined, by name. */
  arrived: z.array(z.string()).optional(),
});

export type SlackSecrets = z.infer<typeof secrets>;
export type TeamsSecrets = z.infer<typeof teamsSecrets>;
/** As it was found; what is written always has all of it. */
export type Page = z.infer<typeof page>;

export type Notebook = {
  /** Absent: nothing was written, or it could not be read. */
  found: Page | undefined;
  /** Something is new: written within `delay` milliseconds, many changes at once. */
  changed(): void;
  /** Writes what is unwritten, and no more after that. */
  close(): Promise<void>;
};

const delay = 100;

async function read(file: string, say: (line: string) => void): Promise<Page | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return page.parse(JSON.parse(text));
  } catch {
    const aside = `${file}.unreadable-${Date.now()}`;
    await rename(file, aside);
    say(`The playground could not read what it had kept and starts afresh. The old file is ${aside}`);
    return undefined;
  }
}

/** Whole or not at all: a cut while writing leaves the former page as it was. */
async function write(file: string, text: string): Promise<void> {
  const scratch = `${file}.${process.pid}.part`;
  const handle = await open(scratch, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(scratch, file);
}

/** `page` is asked for at the moment of writing. A failed write is said and tried again with the next change. */
export async function openNotebook(
  file: string,
  page: () => Page,
  say: (line: string) => void,
): Promise<Notebook> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const found = await read(file, say);
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  let closed = false;

  const writeNow = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    last = last.then(async () => {
      try {
        await write(file, JSON.stringify(page()));
      } catch (error) {
        say(
          `The playground could not keep its state: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    });
    return last;
  };

  return {
    found,
    changed() {
      if (closed) return;
      timer ??= setTimeout(() => void writeNow(), delay);
    },
    async close() {
      closed = true;
      await (timer ? writeNow() : last);
    },
  };
}
