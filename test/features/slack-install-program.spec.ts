// Installs as an operator has them: the program itself, told by its environment, and the doctor.
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Key, speaker } from '../../src/words/speak.ts';
import { type Campus, north, openCampus, south } from '../support/campus.ts';
import { checkIn } from '../support/checkins.ts';
import { coordinator, nurse } from '../support/hospital.ts';
import { browserAt } from '../support/installer.ts';
import { operate } from '../support/operator.ts';
import { emptyFolder, type Program, startProgram } from '../support/program.ts';

const says = (key: Key, values = {}): string => speaker('en', 'UTC')(key, values);

/** Nobody listens there: somebody just did, and left. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

describe('the program that serves whoever installs', { timeout: 60_000 }, () => {
  let campus: Campus;
  let program: Program;
  let folder: Awaited<ReturnType<typeof emptyFolder>>;
  let address: string;
  beforeAll(async () => {
    campus = await openCampus();
    folder = await emptyFolder();
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    program = await startProgram({
      ...campus.environment(address),
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder.path,
    });
    campus.serveFrom({ address });
  });
  afterAll(async () => {
    await program.stop();
    await folder.remove();
    await campus.end();
  });

  it('is ready before anybody has installed it', async () => {
    const ready = await fetch(`${address}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ ready: true })]);
  });

  it('is installed from the first page to the last, and answers then', async () => {
    const browser = browserAt({ address });
    const page = await browser.open(await browser.answer(await browser.begin(), south, coordinator));
    expect([page.status, page.text]).toEqual([
      200,
      expect.stringContaining(says('install.done', { workspace: 'South Hospital' })),
    ]);
    expect(await checkIn(campus.slackOf(south), nurse, 4)).toMatchObject({ kind: 'updated' });
  });

  it('tells no token and no secret in its log', () => {
    for (const secret of [...campus.desk.everGiven(), 'a-client-secret'])
      expect(program.output()).not.toContain(secret);
  });
});

describe('a program that serves one workspace', { timeout: 60_000 }, () => {
  it('has no page to install it by', async () => {
    const campus = await openCampus();
    const folder = await emptyFolder();
    const {
      SLACK_CLIENT_ID: _id,
      SLACK_CLIENT_SECRET: _secret,
      ...single
    } = campus.environment('http://localhost');
    const program = await startProgram({
      ...single,
      SLACK_BOT_TOKEN: 'xoxb-1',
      HOST: '127.0.0.1',
      DATA_DIR: folder.path,
    });
    const url = program.url.replace('localhost', '127.0.0.1');
    for (const path of ['/slack/install', '/slack/oauth'])
      expect((await fetch(`${url}${path}`, { redirect: 'manual' })).status).toBe(404);
    await program.stop();
    await folder.remove();
    await campus.end();
  });
});

describe('the doctor, where workspaces install it', { timeout: 60_000 }, () => {
  let campus: Campus;
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    campus = await openCampus();
    settings = campus.environment('https://lamplight.example.org');
  });
  afterAll(() => campus.end());

  it('says where to install it, and that nobody has yet', async () => {
    const doctor = await operate('doctor', settings);
    expect(doctor.about('Slack')).toMatch(
      /^ok .*https:\/\/lamplight\.example\.org\/slack\/install.*redirect URL https:\/\/lamplight\.example\.org\/slack\/oauth/,
    );
    expect(doctor.about('Installations')).toMatch(/^look .*No workspace has installed it yet/);
  });

  it('counts those that have, and asks Slack about each', async () => {
    await campus.install(north);
    await campus.install(south);
    const doctor = await operate('doctor', settings);
    expect(doctor.about('Installations')).toMatch(/^ok .*2 workspaces\. Slack takes the token of each/);
    expect(doctor.about('Slack scopes')).toMatch(/^ok /);
    expect(doctor.about('Coordinators')).toMatch(/^ok /);
    for (const secret of [...campus.desk.everGiven(), 'a-client-secret', settings.LAMPLIGHT_KEY ?? ''])
      expect(doctor.said).not.toContain(secret);
  });

  it('names the one whose token Slack does not take', async () => {
    campus.desk.expire(south);
    const doctor = await operate('doctor', settings);
    expect(doctor.about('Installations')).toMatch(
      /^wrong .*2 workspaces\. .*South Hospital \(token_expired\)\. Somebody there has to install it again/,
    );
    expect(doctor.about('Installations')).not.toContain('North');
  });

  it('tells a wrong client secret apart', async () => {
    const doctor = await operate('doctor', { ...settings, SLACK_CLIENT_SECRET: 'hidden' });
    expect(doctor.about('Slack')).toMatch(/^wrong .*\(bad_client_secret\).*Basic Information/);
    expect(doctor.said).not.toContain('hidden');
  });
});
