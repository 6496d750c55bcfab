// Slack's door: takes a request in, verifies it, hands what it reads to the core and acknowledges what came of it.
// Requests come over HTTP or over Socket Mode; behind this file there is no difference.
import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { Chart } from '../../src/chat/card.ts';
import type { ChatEvent, Who } from '../../src/chat/event.ts';
import type { Outcome } from '../../src/chat/message.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { makeBackOff, within } from '../../src/chat/wait.ts';
import type { Knock, Reception } from '../../src/web/door.ts';
import type { Speaker } from '../../src/words/speak.ts';
import type { Reply } from './answer.ts';
import { clientOptions, makeClients, quietLogger, type Tokens } from './client.ts';
import { makeGrid } from './grid.ts';
import { makeHandle } from './handle.ts';
import { parseBody } from './parse.ts';
import { makePlatform, outcomeOf, problemOf } from './send.ts';
import { openSocket } from './socket.ts';
import { isFromSlack } from './verify.ts';

export type SlackFact = Readonly<Record<string, string | number | boolean>> & { event: string };

/** One workspace, by a token that was made by hand. `installed` is called again until it does not throw. */
export type OneWorkspace = {
  botToken: string;
  /** Where this token turns out to belong. */
  installed: (workspace: { workspace: string; enterprise?: string; name: string }) => Promise<void>;
};
/** As many as install us. */
export type ManyWorkspaces = { tokens: Tokens };

export type SlackOptions = (OneWorkspace | ManyWorkspaces) & {
  receive: (event: ChatEvent) => Promise<Outcome>;
  sayTo: (who: Who) => Speaker;
  picture: (chart: Chart) => string | undefined;
  /** A keyed digest: what is stored as an identity must not betray an answer. */
  digest: (text: string) => string;
  /** Real time in epoch ms: signatures know no other. */
  now: () => number;
  log: (fact: SlackFact) => void;
  /** The signing secret, and the one before while it is being changed. */
  secrets: readonly string[];
  apiUrl: string;
  /** Set: Socket Mode instead of HTTP. */
  appToken?: string;
};

export type Slack = {
  platform: Platform;
  /** Answers one HTTP request. Never throws. */
  accept(knock: Knock): Promise<Reception>;
  /** Fulfilled once the workspace is known to the core, or we stopped. */
  settled: Promise<void>;
  /** Over a socket: answers first what has come in. Over HTTP that is the server's part. */
  stop(): Promise<void>;
};

const callMs = 2_500;
const sendMs = 15_000;
/** Of the three seconds that Slack waits. */
const learnMs = 700;

/** Returns at once; who we are at Slack is found out meanwhile, so that a start without Slack is a start. */
export function startSlack(options: SlackOptions): Slack {
  const { receive, sayTo, picture, digest, now, log, secrets, apiUrl, appToken } = options;
  const tokens: Tokens = 'tokens' in options ? options.tokens : { of: () => options.botToken };
  // Clients for both: a fan-out that is told to wait must not make an open form wait.
  const calls = makeClients(tokens, apiUrl, callMs);
  const sends = makeClients(tokens, apiUrl, sendMs);
  const backOff = makeBackOff();
  let ailment: string | undefined = 'tokens' in options ? undefined : 'Slack has not answered yet.';

  /** Installed through another process a moment ago, a workspace is not known here yet. */
  const learn = (workspace: string): Promise<unknown> | undefined =>
    tokens.renew && tokens.of(workspace) === undefined
      ? within(learnMs, tokens.renew(workspace, ''))
      : undefined;

  const failed = (call: string, problem: string): void => log({ event: 'slack-call-failed', call, problem });

  async function respond(url: string, body: object): Promise<void> {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(callMs),
    });
    const { status } = answer;
    if (status === 429)
      throw Object.assign(new Error('The response URL asks to wait.'), {
        retryAfter: Number(answer.headers.get('retry-after')) || 1,
      });
    if (!answer.ok)
      throw Object.assign(new Error('The response URL did not take it.'), { code: `http_${status}` });
  }

  /** A single token that was taken back is the end of it; where there are many, Slack is asked. */
  async function stands(workspace: string): Promise<boolean | undefined> {
    const client = 'tokens' in options ? calls(workspace) : undefined;
    if (!client) return undefined;
    try {
      return (await client.auth.test()).ok;
    } catch (error) {
      return outcomeOf(error).kind === 'unreachable' ? false : undefined;
    }
  }

  const handle = makeHandle({
    receive,
    sayTo,
    picture,
    digest,
    now,
    log,
    clientOf: calls,
    grid: makeGrid({ clientOf: calls, now, failed }),
    stands,
    learn,
    respond,
    failed,
  });

  const app = new App({
    receiver: receiverFor(() => undefined),
    // Bolt speaks to nobody: our own clients do.
    authorize: async () => ({}),
    clientOptions: clientOptions(apiUrl, callMs),
    convoStore: false,
    ignoreSelf: false,
    logger: quietLogger,
  });
  // There is nobody behind us in Bolt's line.
  app.use(async ({ body, context }) => {
    const outlet: unknown = context.outlet;
    if (isOutlet(outlet)) outlet.reply = await handle(body);
  });
  app.error(async (error) => log({ event: 'slack-fault', problem: problemOf(error) }));

  /** Through Bolt and back. Bolt acknowledges events before anybody has read them, so its acknowledgement is not listened to. */
  async function through(body: Record<string, unknown>): Promise<Reply> {
    const outlet: Outlet = { [outletMark]: true };
    const event: ReceiverEvent = { body, ack: async () => undefined, customProperties: { outlet } };
    try {
      await app.processEvent(event);
    } catch (error) {
      log({ event: 'slack-fault', problem: problemOf(error) });
    }
    // Bolt went by without calling us: a shape that it does not know, or that broke it.
    return outlet.reply ?? handle(body);
  }

  async function accept({ body: bytes, header }: Knock): Promise<Reception> {
    const timestamp = header('x-slack-request-timestamp');
    const signature = header('x-slack-signature');
    if (!isFromSlack({ body: bytes, timestamp, signature }, secrets, now())) {
      log({ event: 'slack-refused' });
      return { status: 401 };
    }
    const body = parseBody(bytes, header('content-type'));
    if (!body) return { status: 400 };
    if (body.type === 'url_verification' && typeof body.challenge === 'string')
      return { status: 200, body: body.challenge };
    if (body.ssl_check !== undefined) return { status: 200 };
    const reply = await through(body);
    return {
      status: reply.again ? 503 : 200,
      ...(reply.body ? { body: reply.body } : {}),
      ...(reply.after ? { after: reply.after } : {}),
    };
  }

  const socket = appToken ? openSocket({ appToken, apiUrl, through, log }) : undefined;

  async function whoWeAre(): Promise<Parameters<OneWorkspace['installed']>[0]> {
    const self = await sends('')?.auth.test();
    if (!self?.team_id) throw new Error('auth.test names no team');
    const { enterprise_id: enterprise, is_enterprise_install: isWhole } = self;
    return {
      workspace: isWhole && enterprise ? enterprise : self.team_id,
      name: self.team ?? self.team_id,
      ...(enterprise ? { enterprise } : {}),
    };
  }

  /** Help must come also while the core still waits for its database: the door opens before `installed` is told. */
  async function settleIn({ installed }: OneWorkspace): Promise<void> {
    const workspace = await backOff.insist(whoWeAre, (error) => {
      const problem = problemOf(error);
      ailment = `Slack did not let us in (${problem}). Check SLACK_BOT_TOKEN and SLACK_API_URL.`;
      log({ event: 'slack-not-ready', problem });
    });
    if (!workspace) return;
    ailment = undefined;
    // Our own database fails here, not Slack.
    await backOff.insist(
      () => installed(workspace),
      (error) => log({ event: 'slack-install-failed', problem: problemOf(error) }),
    );
  }

  const settled = 'tokens' in options ? Promise.resolve() : settleIn(options);

  return {
    settled,
    platform: makePlatform({
      clientOf: sends,
      picture,
      ailment: () => ailment ?? socket?.ailment(),
    }),
    async accept(knock) {
      try {
        return await accept(knock);
      } catch (error) {
        log({ event: 'slack-fault', problem: problemOf(error) });
        return { status: 503 };
      }
    },
    async stop() {
      backOff.end();
      await socket?.stop();
    },
  };
}

/** What one request's handling leaves for its acknowledgement, carried through Bolt's context. */
const outletMark = Symbol('outlet');
type Outlet = { [outletMark]: true; reply?: Reply };
const isOutlet = (value: unknown): value is Outlet =>
  typeof value === 'object' && value !== null && outletMark in value;

/** Bolt wants to own the source of its events. Ours are fed to it by `processEvent`. */
const receiverFor = (nothing: () => undefined): Receiver => ({
  init: nothing,
  start: async () => nothing(),
  stop: async () => nothing(),
});
