// What both fan-outs are measured with: a platform whose limit nobody is told, and an outbox on a database of its own.
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from '../../src/chat/card.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { connect } from '../../src/database/connect.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { makeOutbox, type Outbox } from '../../src/delivery/outbox.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { installWorkspace } from '../../src/people/workspace.ts';
import { listen } from '../../src/web/listen.ts';

export const messages = 3_000;

/** How long a request is on its way, in ms: 60 to 120, the same for each run. */
const travel = (request: number): number => 60 + ((request * 37) % 60);

export type Limited = {
  address: string;
  taken: number;
  rejected: number;
  /** When each conversation was written to, ms of `performance.now()`. */
  arrived: Map<string, number[]>;
  /** What the limit would have allowed until the last one was taken. */
  allowed(): number;
  end(): Promise<void>;
};

type Answer = { status: number; body: object; retryAfter?: number };

/**
 * Takes `limits[0]` messages a second until half of them are taken, then `limits[1]`; what is not used is saved up to `saved`.
 * `post`: the conversation of a message, undefined where it is none and has no limit. `trouble`: instead of taking it.
 */
export async function openLimited(parts: {
  limits: readonly [number, number];
  saved: number;
  post: (url: string, body: string) => string | undefined;
  trouble?: (request: number) => number | undefined;
  takes: (message: number, conversation: string | undefined) => object;
}): Promise<Limited> {
  const { limits, saved, post, trouble, takes } = parts;
  let tokens = saved;
  let at = performance.now();
  let granted = saved;
  let requests = 0;
  const told = { taken: 0, rejected: 0, arrived: new Map<string, number[]>(), allowedAtLast: 0 };

  function take(conversation: string): Answer {
    requests += 1;
    const now = performance.now();
    const rate = limits[told.taken < messages / 2 ? 0 : 1];
    const more = ((now - at) / 1_000) * rate;
    at = now;
    // Before the first one there is nothing that could have been used.
    if (told.taken > 0) granted += more;
    tokens = Math.min(saved, tokens + more);
    if (tokens < 1) {
      told.rejected += 1;
      return {
        status: 429,
        retryAfter: Math.max(1, Math.ceil((1 - tokens) / rate)),
        body: { ok: false, error: 'ratelimited' },
      };
    }
    tokens -= 1;
    const status = trouble?.(requests);
    if (status !== undefined) {
      // What fails takes its place under the limit: nobody could have used it.
      granted -= 1;
      return { status, body: {} };
    }
    told.taken += 1;
    told.allowedAtLast = granted;
    told.arrived.set(conversation, [...(told.arrived.get(conversation) ?? []), now]);
    return { status: 200, body: takes(told.taken, conversation) };
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const conversation = post(request.url ?? '', Buffer.concat(chunks).toString('utf8'));
      const one: Answer =
        conversation === undefined ? { status: 200, body: takes(0, undefined) } : take(conversation);
      const { status, retryAfter, body } = one;
      setTimeout(() => {
        response.writeHead(status, {
          'Content-Type': 'application/json',
          ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
        });
        response.end(JSON.stringify(body));
      }, travel(requests));
    });
  });
  const port = await listen(server, '127.0.0.1', 0);
  return {
    address: `http://127.0.0.1:${port}`,
    get taken() {
      return told.taken;
    },
    get rejected() {
      return told.rejected;
    },
    arrived: told.arrived,
    allowed: () => told.allowedAtLast,
    end: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type Sender = {
  /** One message for each conversation. */
  put(conversations: readonly string[], urgent?: boolean): Promise<void>;
  outbox: Outbox;
  /** What became of those that have not gone: states, tries and problems, with how many there are of each. */
  notSent(): Promise<string>;
  end(): Promise<void>;
};

export async function openSender(platform: Platform, workspace: string): Promise<Sender> {
  const folder = await mkdtemp(join(tmpdir(), 'lamplight-fanout-'));
  await chmod(folder, 0o755);
  // As in production: with fsync.
  const server = await startEmbedded({
    dataDir: join(folder, 'data'),
    keyDir: join(folder, 'keys'),
    say: () => undefined,
  });
  const database = connect(server.url, () => undefined, 10, 10_000);
  await migrate(database.owner);
  const place = await installWorkspace(
    database,
    { platform: platform.name, workspace, name: workspace },
    0,
    randomUUID,
  );
  const { id } = await database.owner.selectFrom('workspace').select('id').executeTakeFirstOrThrow();
  const problems = new Map<string, number>();
  const outbox = makeOutbox({
    database,
    platforms: new Map([[platform.name, platform]]),
    keys: makeKeyRing([Buffer.alloc(32, 1)]),
    now: Date.now,
    id: randomUUID,
    told: {
      sent: () => undefined,
      problem: ({ kind, because }) =>
        problems.set(`${kind}: ${because}`, (problems.get(`${kind}: ${because}`) ?? 0) + 1),
    },
  });
  const pieces = 500;
  return {
    outbox,
    async put(conversations, urgent = false) {
      for (let from = 0; from < conversations.length; from += pieces)
        await database.within(place.organisation, (tx) =>
          outbox.put(
            tx,
            place.organisation,
            conversations.slice(from, from + pieces).map((conversation) => ({
              to: { kind: 'conversation', workspace: id, conversation },
              card: { name: 'bench', summary: 'Bench', blocks: [text('How was your shift?')] },
              why: 'asked',
              urgent,
            })),
            Date.now(),
          ),
        );
      outbox.wake();
    },
    async notSent() {
      const rows = await database.owner
        .selectFrom('delivery')
        .select(({ fn }) => ['state', 'attempts', 'problem', fn.countAll<number>().as('count')])
        .where('state', '<>', 'sent')
        .groupBy(['state', 'attempts', 'problem'])
        .execute();
      return JSON.stringify({ rows, problems: Object.fromEntries(problems) });
    },
    async end() {
      await outbox.stop(5_000);
      await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Throws where it is not so in time. */
export async function waitUntil(
  holds: () => boolean,
  ms: number,
  what: () => string | Promise<string>,
): Promise<void> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(await what());
    await sleep(50);
  }
}

/** Throws where one is missing or came twice. */
export function eachOnce({ arrived }: Limited, conversations: readonly string[]): void {
  const lost = conversations.filter((one) => !arrived.has(one)).length;
  const doubled = [...arrived.values()].filter((times) => times.length > 1).length;
  if (lost + doubled > 0) throw new Error(`${lost} lost, ${doubled} doubled`);
}

export const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[
    Math.min(values.length - 1, Math.floor(values.length * part))
  ] ?? Number.NaN;
