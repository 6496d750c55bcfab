// The server under test, a process of its own: put together as main.js does it, with limits that let everybody in at once,
// a whole ward that is known already, and a clock that can be set forward.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { startSlack } from '../../adapters/slack/start.ts';
import type { Teams } from '../../adapters/teams/start.ts';
import { connect } from '../../src/database/connect.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { readOrMakeKey } from '../../src/guard/keys.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { openHouse } from '../../src/house.ts';
import { doorRoute } from '../../src/web/door.ts';
import { startServer } from '../../src/web/server.ts';
import { seedPeople } from './people.ts';
import type { Wish, Wished } from './wards.ts';
import { makeWork } from './work.ts';
import { accountOf, appId, botToken, signingSecret, team, teamsAccountOf, tenant } from './workspace.ts';

/**
 * With an address of Microsoft's keys it is a ward in Teams, else one in Slack. `--slack`: where Slack is, which then takes 50
 * messages a second, the most that any platform says it takes.
 */
const { values, positionals } = parseArgs({ options: { slack: { type: 'string' } }, allowPositionals: true });
const [folder = '', people = '', openIdUrl] = positionals;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (fact: object): void => void process.stderr.write(`${JSON.stringify(fact)}\n`);
let ahead = 0;
const now = (): number => Date.now() + ahead;

const keyDir = join(folder, 'keys');
const keys = makeKeyRing([await readOrMakeKey(keyDir)]);
// As in production: with fsync.
const embedded = await startEmbedded({ dataDir: join(folder, 'data'), keyDir, say: () => undefined });
const database = connect(embedded.url, (problem) => complain({ problem }));
const house = await openHouse({
  database,
  keys,
  folder,
  now,
  log: (fact) => (fact.event === 'migrated' ? undefined : complain(fact)),
  ...(values.slack ? { paces: { slack: { start: 50, isPublished: true, talk: [] } } } : {}),
  limits: { personPerMinute: Number.POSITIVE_INFINITY, organisationPerSecond: Number.POSITIVE_INFINITY },
});
let accept: ReturnType<typeof startSlack>['accept'] | undefined;
let teams: Teams | undefined;
const server = await startServer({
  host: '127.0.0.1',
  port: 0,
  log: complain,
  routes: {
    'POST /slack/events': doorRoute(() => accept, 'Slack'),
    'POST /api/messages': doorRoute(() => teams?.accept, 'Microsoft Teams'),
    // All of Slack that is asked for: everybody's profile is known.
    'POST /api/auth.test': (_, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ ok: true, team_id: team, team: 'Bench' }));
    },
  },
});
await house.settle();
await house.install({ platform: 'slack', workspace: team, name: 'Bench', coordinators: [] });
if (openIdUrl === undefined)
  await seedPeople(database, { workspace: team, accountOf }, Number(people), now());
else {
  await house.install({ platform: 'teams', workspace: tenant, name: 'Bench', coordinators: [] });
  await seedPeople(database, { workspace: tenant, accountOf: teamsAccountOf }, Number(people), now());
  const { startTeams } = await import('../../adapters/teams/start.ts');
  teams = startTeams({
    receive: house.bot.receive,
    sayTo: house.sayTo,
    digest: house.digest,
    now: () => Date.now(),
    picture: () => undefined,
    log: complain,
    installed: (workspace) => house.install({ platform: 'teams', ...workspace, coordinators: [] }),
    account: {
      appId,
      password: 'not-used',
      tenant,
      loginUrl: 'http://127.0.0.1:9',
      openIdUrl,
    },
    tenants: [tenant],
    hosts: ['127.0.0.1'],
  });
  house.add(teams.platform);
}
await house.tick.minute();
await settleIn();
const slack = startSlack({
  receive: house.bot.receive,
  sayTo: house.sayTo,
  digest: house.digest,
  now: () => Date.now(),
  picture: () => undefined,
  log: complain,
  installed: (workspace) => house.install({ platform: 'slack', ...workspace, coordinators: [] }),
  botToken,
  apiUrl: `${values.slack ?? server.address}/api/`,
  secrets: [signingSecret],
});
house.add(slack.platform);
accept = slack.accept;

const work = makeWork({ database, house, now });
async function fulfil(wish: Wish): Promise<Wished> {
  try {
    if (wish.kind !== 'later') return { value: await work(wish) };
    ahead += wish.hours * 3_600_000;
    return { value: 0 };
  } catch (error) {
    return { value: 0, because: String(error) };
  }
}
process.on('message', (wish: Wish) => void fulfil(wish).then((wished) => process.send?.(wished)));
/** As in a server that has run for a day: the files that PostgreSQL writes its log into are there, and need not be made. */
async function settleIn(): Promise<void> {
  for (let file = 0; file < 16; file += 1)
    await sql`select pg_logical_emit_message(false, 'bench', ''), pg_switch_wal()`.execute(database.owner);
  await sql`checkpoint`.execute(database.owner);
}

let isLeaving = false;
async function leave(): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  await Promise.all([slack.stop(), teams?.stop()]);
  await server.close(1_000);
  await house.stop(2_000);
  await embedded.stop();
  process.exit(0);
}
// The second is how a bench that was killed is noticed.
for (const end of ['SIGINT', 'disconnect'] as const) process.on(end, () => void leave());
say(`the ward is ready: ${server.address} ${embedded.url} ${embedded.folder}`);
