// A second process of ours, as far as a spec can have one: its own core, door and port, on the same database and Slack.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSlack } from '../../adapters/slack/start.ts';
import { connect } from '../../src/database/connect.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type House, openHouse } from '../../src/house.ts';
import { doorRoute } from '../../src/web/door.ts';
import { startServer } from '../../src/web/server.ts';
import { steady } from './clock.ts';
import { botToken, type Hospital, key, signingSecret } from './hospital.ts';

export type SecondHouse = {
  house: House;
  knock: Hospital['knock'];
  end(): Promise<void>;
};

/** `ahead`: by how many ms its clock is. */
export async function openSecondHouse(hospital: Hospital, ahead = 0): Promise<SecondHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'lamplight-second-'));
  const log = (): void => undefined;
  const house = await openHouse({
    database: connect(hospital.cable.url, log),
    keys: makeKeyRing([key]),
    folder,
    now: () => hospital.clock.now + ahead,
    steadyNow: steady(hospital.clock),
    log,
  });
  await house.settle();
  const door = startSlack({
    receive: house.bot.receive,
    sayTo: house.sayTo,
    digest: house.digest,
    now: () => Date.now(),
    picture: () => undefined,
    log,
    installed: async () => undefined,
    botToken,
    apiUrl: `${hospital.server.address}/pretend/api/`,
    secrets: [signingSecret],
  });
  house.add(door.platform);
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    log,
    routes: { 'POST /slack/events': doorRoute(() => door.accept, 'Slack') },
  });
  return {
    house,
    knock: (body, headers) => fetch(`${server.address}/slack/events`, { method: 'POST', body, headers }),
    async end() {
      await door.stop();
      await server.close(200);
      await house.stop(2_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
