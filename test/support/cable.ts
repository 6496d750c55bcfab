// The wire to the database, as something that can be pulled: a TCP proxy that is cut, mended, or left hanging.
import { createServer, connect as dial, type Socket } from 'node:net';

export type Cable = {
  /** The same database, over this wire. */
  url: string;
  /** The server is gone: lines break, and new ones are refused. */
  cut(): void;
  /** Half-open: nothing answers any more, and nobody says so. */
  freeze(): void;
  /** The next line that says this hands it on, and breaks when the server answers, before the answer has passed. */
  loseAnswerTo(statement: string): void;
  /** The server has done so many more statements, and is gone before the answer to the last of them has passed. */
  cutAfter(statements: number): void;
  isCut(): boolean;
  mend(): void;
  /** The way is whole for whoever dials anew; what hung before hangs for ever. */
  reroute(): void;
  end(): Promise<void>;
};

/** How the server says that it has done what it was told, and waits for more: ReadyForQuery. */
const ready = Buffer.from([0x5a, 0, 0, 0, 5]);

function readyIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(ready); at >= 0; at = bytes.indexOf(ready, at + 1)) count += 1;
  return count;
}

export async function layCable(to: string): Promise<Cable> {
  const target = new URL(to);
  const lines = new Set<Socket>();
  let deaf: string | undefined;
  let left = Number.POSITIVE_INFINITY;
  let state: 'whole' | 'cut' | 'frozen' = 'whole';
  const keep = (socket: Socket): void => {
    lines.add(socket);
    socket.on('close', () => lines.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    if (state === 'cut') return near.destroy();
    if (state === 'frozen') return near.pause();
    const far = dial(Number(target.port || 5432), target.hostname);
    keep(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.on('data', (bytes: Buffer) => {
      if (deaf === undefined || !bytes.includes(deaf)) return;
      deaf = undefined;
      far.unpipe(near);
      far.once('data', () => near.destroy()).resume();
    });
    far.on('data', (bytes: Buffer) => {
      left -= readyIn(bytes);
      if (left <= 0) cut();
    });
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  const breakAll = (): void => {
    for (const line of lines) line.destroy();
  };
  function cut(): void {
    state = 'cut';
    left = Number.POSITIVE_INFINITY;
    breakAll();
  }
  return {
    url: url.href,
    cut,
    cutAfter(statements) {
      left = statements;
    },
    isCut: () => state === 'cut',
    freeze() {
      state = 'frozen';
      for (const line of lines) {
        line.unpipe();
        line.pause();
      }
    },
    loseAnswerTo(statement) {
      deaf = statement;
    },
    mend() {
      if (state === 'frozen') breakAll();
      state = 'whole';
    },
    reroute() {
      state = 'whole';
    },
    async end() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
