// The load, the same for both sides of a comparison. Both ways throw where an answer is not the expected one.
import { Agent, request } from 'node:http';
import autocannon from 'autocannon';
import type { Submission } from './submission.ts';

export const connections = 100;
/**
 * Rounds before the first that is measured. Servers live for weeks: what they do in their first seconds, before the engine
 * knows the way, is not what is asked.
 */
export const warmUps = 4;

type Expected = (body: string) => boolean;

/** Sends each once, as fast as answers come, over connections that stay open. Answers a second. */
export function rateOf(url: string, all: readonly Submission[], isExpected: Expected): Promise<number> {
  const shares = Array.from({ length: connections }, (_, index) =>
    all.filter((__, place) => place % connections === index),
  );
  let began = 0;
  let ended = 0;
  return new Promise((resolve, reject) => {
    const running = autocannon(
      {
        url,
        method: 'POST',
        connections,
        amount: all.length,
        timeout: 30,
        sampleInt: 50,
        setupClient: (client) => client.setRequests([...(shares.shift() ?? [])]),
        verifyBody: (body) => typeof body === 'string' && isExpected(body),
      },
      (error: unknown, { '2xx': good, errors, mismatches }) => {
        if (error instanceof Error) reject(error);
        else if (good !== all.length || errors > 0 || mismatches > 0)
          reject(new Error(`of ${all.length} sent ${good} were taken, ${mismatches} not as expected`));
        else resolve(all.length / ((ended - began) / 1_000));
      },
    );
    // Autocannon's own clock ends with its next sample.
    running.on('start', () => {
      began = performance.now();
    });
    running.on('response', () => {
      ended = performance.now();
    });
  });
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
