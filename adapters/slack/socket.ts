// Socket Mode: one connection that we open ourselves and open again whenever it is gone. Slack's client would do that too,
// but where Slack answers with an error it ends the process, and it tells nobody that there is no connection.
import { SocketModeClient } from '@slack/socket-mode';
import { isRecord } from '../../src/chat/json.ts';
import { makeBackOff, within } from '../../src/chat/wait.ts';
import type { Reply } from './answer.ts';
import { clientOptions, quietLogger } from './client.ts';
import { problemOf } from './send.ts';

export type Socket = {
  /** Undefined while there is a connection, otherwise one sentence. */
  ailment(): string | undefined;
  /** Answers what has come in and does what follows from it, for at most five seconds; then disconnects. */
  stop(): Promise<void>;
};

type Envelope = { ack: (answer?: object) => Promise<void>; body: unknown };

const callMs = 15_000;
const helloMs = 30_000;
const finishMs = 5_000;
const closeMs = 1_000;
/** A connection that was lost sooner than this counts as a failure, or we would dial without a pause. */
const steadyMs = 10_000;

export function openSocket(parts: {
  appToken: string;
  apiUrl: string;
  through: (body: Record<string, unknown>) => Promise<Reply>;
  log: (fact: { event: string; problem: string }) => void;
}): Socket {
  const { appToken, apiUrl, through, log } = parts;
  const running = new Set<Promise<void>>();
  const backOff = makeBackOff();
  let ailment: string | undefined = 'Slack has not answered yet.';
  let stopped = false;
  let lost: () => void = () => undefined;

  const client = new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    logger: quietLogger,
    clientOptions: clientOptions(apiUrl, callMs),
  });
  client.on('disconnected', () => lost());
  client.on('slack_event', (envelope: Envelope) => {
    const work = answer(envelope).finally(() => running.delete(work));
    running.add(work);
  });

  /** Never throws. */
  async function answer({ ack, body }: Envelope): Promise<void> {
    try {
      if (!isRecord(body)) return;
      const reply = await through(body);
      try {
        // Not acknowledged is how a socket asks for the same event again.
        if (!reply.again) await ack(reply.body);
      } finally {
        await reply.after?.();
      }
    } catch (error) {
      log({ event: 'slack-socket-fault', problem: problemOf(error) });
    }
  }

  const disconnect = (): Promise<unknown> =>
    within(
      closeMs,
      // Disconnecting while it connects raises; we are leaving either way.
      client.disconnect().catch(() => undefined),
    );

  /** Comes back when the connection that it opened is gone; throws where there was none. */
  async function holdOne(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      lost = resolve;
    });
    // Slack greets a connection before it uses it.
    const timer = setTimeout(() => void disconnect(), helloMs);
    try {
      await client.start();
    } finally {
      clearTimeout(timer);
    }
    if (stopped) return void (await disconnect());
    ailment = undefined;
    await gone;
  }

  async function hold(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      const since = performance.now();
      let problem = 'closed';
      try {
        await holdOne();
      } catch (error) {
        problem = problemOf(error);
        if (!stopped) log({ event: 'slack-not-ready', problem });
      }
      ailment = `There is no connection to Slack (${problem}). Check SLACK_APP_TOKEN and SLACK_API_URL.`;
      const wasSteady = problem === 'closed' && performance.now() - since > steadyMs;
      failures = wasSteady ? 0 : failures + 1;
      if (failures > 0) await backOff.pause(failures);
    }
  }

  const holding = hold();

  return {
    ailment: () => ailment,
    async stop() {
      const finished = async (): Promise<void> => {
        while (running.size > 0) await Promise.all(running);
      };
      await within(finishMs, finished());
      stopped = true;
      backOff.end();
      await disconnect();
      await within(closeMs, holding);
    },
  };
}
