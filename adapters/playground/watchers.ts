// Tells each open page when what its person sees has changed. The page then asks for it.
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { startStream } from './door.ts';

export type Watchers = {
  add(person: string, response: ServerResponse): void;
  /** Something changed, for somebody. */
  look(): void;
  stop(): void;
};

/** A line that says nothing keeps the stream open through whatever lies between. */
const heartbeat = 20_000;

export function makeWatchers(seenBy: (person: string) => unknown): Watchers {
  const open = new Map<ServerResponse, { person: string; last: string }>();
  let soon: NodeJS.Immediate | undefined;

  const markOf = (person: string): string =>
    createHash('sha256')
      .update(JSON.stringify(seenBy(person)))
      .digest('base64url')
      .slice(0, 16);

  function tell(): void {
    soon = undefined;
    for (const [response, watcher] of open) {
      const mark = markOf(watcher.person);
      if (mark === watcher.last) continue;
      watcher.last = mark;
      response.write(`event: changed\ndata: ${mark}\n\n`);
    }
  }

  const beat = setInterval(() => {
    for (const response of open.keys()) response.write(': still here\n\n');
  }, heartbeat);
  beat.unref();

  return {
    add(person, response) {
      startStream(response);
      // The first mark differs from every real one: a page that lost its stream hears at once that it may be behind.
      open.set(response, { person, last: '' });
      response.on('close', () => open.delete(response));
      soon ??= setImmediate(tell);
    },
    look() {
      soon ??= setImmediate(tell);
    },
    stop() {
      clearInterval(beat);
      clearImmediate(soon);
      for (const response of open.keys()) response.end();
    },
  };
}
