// Teams' door: takes an activity in, verifies it, hands what it reads to the core and answers with what came of it.
import { z } from 'zod';
import type { Chart } from '../../src/chat/card.ts';
import type { ChatEvent, Who } from '../../src/chat/event.ts';
import { parseJson } from '../../src/chat/json.ts';
import type { Outcome } from '../../src/chat/message.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { makeBackOff, within } from '../../src/chat/wait.ts';
import type { Knock, Reception } from '../../src/web/door.ts';
import type { Speaker } from '../../src/words/speak.ts';
import { makeHandle } from './handle.ts';
import { makePeople } from './people.ts';
import { isAllowed, isLoopback } from './place.ts';
import { makeReach } from './reach.ts';
import { readActing } from './read.ts';
import { makeSeal } from './seal.ts';
import { makePlatform } from './send.ts';
import { optional } from './shape.ts';
import { makeTokens } from './token.ts';
import { channel, makeVerifier } from './verify.ts';
import { makeWire, problemOf } from './wire.ts';

export type TeamsFact = Readonly<Record<string, string | number | boolean>> & { event: string };

export type TeamsOptions = {
  receive: (event: ChatEvent) => Promise<Outcome>;
  sayTo: (who: Who) => Speaker;
  picture: (chart: Chart) => string | undefined;
  /** A keyed digest: what is stored as an identity must not betray an answer. */
  digest: (text: string) => string;
  /** Real time in epoch ms: tokens know no other. */
  now: () => number;
  log: (fact: TeamsFact) => void;
  /** A tenant that may speak to us. Called again until it does not throw. */
  installed: (workspace: { workspace: string; name: string }) => Promise<void>;
  /** Absent: the anonymous mode, in which nobody is checked and nothing is signed. */
  account?: { appId: string; password: string; tenant: string; loginUrl: string; openIdUrl: string };
  /** Tenants whose people may speak to us. Empty in the anonymous mode only: any. */
  tenants: readonly string[];
  /** Hosts that our token may be sent to, in lower case. */
  hosts: readonly string[];
};

export type Teams = {
  platform: Platform;
  /** Answers one HTTP request. Never throws. */
  accept(knock: Knock): Promise<Reception>;
  /** Fulfilled once the listed tenants are known to the core, or we stopped. */
  settled: Promise<void>;
  stop(): Promise<void>;
};

const envelope = z.object({
  serviceUrl: z.string(),
  channelId: optional(z.string()),
  from: optional(z.object({ id: z.string() })),
  conversation: optional(z.object({ tenantId: optional(z.string().min(1)) })),
  channelData: optional(z.object({ tenant: optional(z.object({ id: z.string().min(1) })) })),
});

/** How long a tenant's first activity waits in the anonymous mode until the core knows the tenant. */
const greetingMs = 1_500;

/** A page of somebody else's in a browser on this machine, or a proxy or tunnel before us: both come over loopback too. */
function isFromOutside(header: Knock['header']): boolean {
  if (header('x-forwarded-for') !== undefined || header('forwarded') !== undefined) return true;
  const origin = header('origin');
  return origin !== undefined && !isLoopback(URL.parse(origin)?.hostname ?? '');
}

/** Returns at once; token, keys and tenants are seen to meanwhile, so that a start without Microsoft is a start. */
export function startTeams(options: TeamsOptions): Teams {
  const { receive, sayTo, picture, digest, now, log, installed, account, hosts } = options;
  const tenants = new Set(options.tenants.map((tenant) => tenant.toLowerCase()));
  const verifier = account && makeVerifier(account, now);
  const tokens = account && makeTokens(account, now);
  const people = makePeople();
  const seal = makeSeal(digest);
  const wire = makeWire({ tokens, self: account && `28:${account.appId}`, hosts, now });
  const reach = makeReach({
    wire,
    people,
    failed: (call, problem) => log({ event: 'teams-call-failed', call, problem }),
  });
  const handle = makeHandle({ receive, sayTo, picture, digest, now, log, reach, seal });
  const backOff = makeBackOff();
  const installs = new Map<string, Promise<void>>();

  const refuse = (because: string, status: number): Reception => {
    log({ event: 'teams-refused', because });
    return { status };
  };

  async function accept({ body: bytes, header }: Knock): Promise<Reception> {
    if (!verifier && isFromOutside(header)) return refuse('from outside', 403);
    const verdict = await verifier?.check(header('authorization'));
    if (verdict?.kind === 'refused') return refuse('token', 401);
    if (verdict?.kind === 'unknown') return refuse('no keys', 503);
    const body = parseJson(bytes.toString('utf8'));
    if (!body) return { status: 400 };
    const read = envelope.safeParse(body);
    if (verdict && (read.data?.serviceUrl !== verdict.service || read.data.channelId !== channel))
      return refuse('token', 401);
    if (!read.success) return { status: 400 };
    if (!isAllowed(read.data.serviceUrl, hosts)) return refuse('host', 403);
    const tenant = tenantOf(read.data);
    if (tenant === undefined) return refuse('tenant', 403);
    // In the anonymous mode a tenant is new when it first speaks. Help must come also where the core waits for its database.
    if (!verifier) await within(greetingMs, welcome(tenant));
    const acting = readActing(body);
    if (acting) people.met(tenant, acting);
    return handle(body, tenant);
  }

  /** The one tenant that the activity names, in lower case; undefined where it may not speak to us. */
  function tenantOf({ conversation, channelData }: z.infer<typeof envelope>): string | undefined {
    const named = [conversation?.tenantId, channelData?.tenant?.id].flatMap(
      (one) => one?.toLowerCase() ?? [],
    );
    const [tenant = verifier ? undefined : 'local'] = named;
    if (tenant === undefined || named.some((other) => other !== tenant)) return undefined;
    const isOpen = !verifier && tenants.size === 0;
    return isOpen || tenants.has(tenant) ? tenant : undefined;
  }

  function welcome(tenant: string): Promise<void> {
    const welcoming =
      installs.get(tenant) ??
      backOff.insist(
        () => installed({ workspace: tenant, name: tenant }),
        (error) => log({ event: 'teams-install-failed', problem: problemOf(error) }),
      );
    installs.set(tenant, welcoming);
    return welcoming;
  }

  /** So that a wrong secret is told by /readyz, and not by the first person whom we cannot answer. */
  async function warmUp(): Promise<void> {
    const notReady = (problem: string): void => log({ event: 'teams-not-ready', problem });
    await Promise.all([
      verifier &&
        backOff.insist(
          () => verifier.ready(),
          () => notReady('no keys'),
        ),
      tokens &&
        backOff.insist(
          async () => {
            const asked = await tokens.ask();
            if (asked.kind !== 'token') throw new Error('no token');
          },
          () => notReady('no token'),
        ),
    ]);
  }

  const settled = Promise.all([...tenants].map(welcome)).then(() => undefined);
  const warming = warmUp();

  return {
    settled,
    platform: makePlatform({
      wire,
      people,
      seal,
      picture,
      sayTo,
      usualService: `https://${hosts[0] ?? 'smba.trafficmanager.net'}/teams/`,
      ailment: () => verifier?.ailment() ?? tokens?.ailment(),
    }),
    async accept(knock) {
      try {
        return await accept(knock);
      } catch (error) {
        log({ event: 'teams-fault', problem: problemOf(error) });
        return { status: 503 };
      }
    },
    async stop() {
      backOff.end();
      reach.stop();
      await within(1_000, warming);
    },
  };
}
