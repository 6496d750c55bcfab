// The load, the same for both sides of a comparison. Both ways throw where an answer is not the expected one.
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Submission } from './submission.ts';

/** As many as it takes: bare Bolt is at its most with half of them, and ours waits for PostgreSQL meanwhile. */
export const connections = 200;
const answerMs = 30_000;
/**
 * Rounds before the first that is measured. Servers live for weeks: what they do in their first seconds, before the engine
 * knows the way, is not what is asked.
 */
export const warmUps = 4;

type Expected = (body: string) => boolean;

/**
 * Sends each once, as fast as answers come, over connections that stay open. Answers a second. What is sent stands ready before
 * the clock starts, and answers are read with as little work as they can be: a client that needs as much of the machine as the
 * server does would be what is measured.
 */
export async function rateOf(url: string, all: readonly Submission[], isExpected: Expected): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const shares = Array.from({ length: connections }, (_, index) =>
    all
      .filter((__, place) => place % connections === index)
      .map(({ headers, body }) => {
        const lines = { host: `${hostname}:${port}`, ...headers, 'content-length': Buffer.byteLength(body) };
        const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
        return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${head.join('')}\r\n${body}`);
      }),
  );
  const sockets = await Promise.all(shares.map(() => opened(hostname, Number(port))));
  const began = performance.now();
  await Promise.all(sockets.map((socket, index) => sendEach(socket, shares[index] ?? [], isExpected)));
  const rate = all.length / ((performance.now() - began) / 1_000);
  for (const socket of sockets) socket.destroy();
  return rate;
}

function opened(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** One after another: the next goes when the one before has its answer. */
function sendEach(socket: Socket, all: readonly Buffer[], isExpected: Expected): Promise<void> {
  return new Promise((resolve, reject) => {
    let next = 0;
    let came = '';
    const go = (): void => {
      const one = all[next];
      next += 1;
      if (one) socket.write(one);
      else resolve();
    };
    socket.setTimeout(answerMs, () => reject(new Error('an answer did not come in time')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('a connection was closed while answers were awaited')));
    socket.on('data', (bytes: Buffer) => {
      came += bytes.toString('latin1');
      const body = bodyOf(came);
      if (body === undefined) return;
      if (!came.startsWith('HTTP/1.1 200 ') || !isExpected(body))
        reject(new Error(`answered ${came.slice(0, 300)}`));
      came = '';
      go();
    });
    go();
  });
}

/** Undefined while the answer is not whole. As both servers answer: of a length that is told, or in one chunk, or in none. */
function bodyOf(answer: string): string | undefined {
  const start = answer.indexOf('\r\n\r\n') + 4;
  if (start < 4) return undefined;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer.slice(0, start))?.[1];
  if (length !== undefined) return answer.length - start >= Number(length) ? answer.slice(start) : undefined;
  if (!answer.endsWith('\r\n0\r\n\r\n')) return undefined;
  const chunk = answer.indexOf('\r\n', start) + 2;
  return answer.slice(chunk, -'\r\n0\r\n\r\n'.length);
}

/**
 * Sends so many a second, evenly, whether or not answers come. How long each took, in ms, the quickest first. Platforms keep
 * their connections: those of the first half second, which open them, are not counted.
 */
export async function latenciesAt(
  perSecond: number,
  url: string,
  all: readonly Submission[],
  isExpected: Expected,
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const answers: Promise<number>[] = [];
  while (answers.length < all.length) {
    const due = Math.ceil(((performance.now() - began) / 1_000) * perSecond);
    for (const one of all.slice(answers.length, due)) answers.push(timed(agent, url, one, isExpected));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const took = await Promise.all(answers);
  agent.destroy();
  return took.slice(perSecond / 2).toSorted((one, other) => one - other);
}

function timed(agent: Agent, url: string, one: Submission, isExpected: Expected): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const { headers, body } = one;
    const length = String(Buffer.byteLength(body));
    const sent = request(
      url,
      { agent, method: 'POST', headers: { ...headers, 'content-length': length } },
      (answer) => {
        let said = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          said += chunk;
        });
        answer.on('end', () => {
          if (answer.statusCode === 200 && isExpected(said)) resolve(performance.now() - began);
          else reject(new Error(`answered ${answer.statusCode} ${said.slice(0, 100)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
