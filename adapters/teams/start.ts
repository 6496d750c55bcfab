// Teams' door: takes an activity in, verifies it, hands what it reads to the core and answers with what came of it.
import type { Chart } from '../../src/chat/card.ts';
import type { ChatEvent, Who } from '../../src/chat/event.ts';
import type { Outcome } from '../../src/chat/message.ts';
import type { Platform } from '../../src/chat/platform.ts';
import type { Knock, Reception } from '../../src/web/door.ts';
import type { Speaker } from '../../src/words/speak.ts';

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

export function startTeams(_options: TeamsOptions): Teams {
  throw new Error('not yet');
}
