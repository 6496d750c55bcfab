// Who comes as whom: the login, the keys, and each way in which a request to the bot can be forged.
import { createRemoteJWKSet, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SendOptions } from '../../adapters/playground/teams/deliveries.ts';
import { isThing, type Thing } from '../../adapters/playground/teams/tenant.ts';
import { ana, appId, appPassword, type Stage, setStage, tenantId, ward } from '../support/pretend-teams.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const hello = { type: 'message', text: 'hello' };
const send = (options: SendOptions = {}) =>
  stage.teams.send(stage.teams.compose(ana.id, stage.teams.personal(ana.id), 'hello'), options);

describe('the login', () => {
  test('gives a token that opens the connector, to a bot of one tenant or of many', async () => {
    const one = await stage.login();
    expect(one).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
    expect(Number(one.body.expires_in)).toBeGreaterThan(300);
    const many = await stage.login({}, 'botframework.com');
    for (const { body } of [one, many]) {
      const said = await stage.call(
        'POST',
        `/v3/conversations/${ward}/activities`,
        hello,
        String(body.access_token),
      );
      expect(said.status).toBe(201);
    }
  });

  test.each<[string, Record<string, string>, string, number, string, number]>([
    ['a wrong secret', { client_secret: 'guessed' }, tenantId, 401, 'invalid_client', 7000215],
    ['no secret', { client_secret: '' }, tenantId, 401, 'invalid_client', 7000218],
    ['another app', { client_id: tenantId }, tenantId, 400, 'unauthorized_client', 700016],
    ['another tenant', {}, 'elsewhere', 400, 'invalid_request', 90002],
    [
      'another scope',
      { scope: 'https://graph.microsoft.com/.default' },
      tenantId,
      400,
      'invalid_scope',
      1002012,
    ],
    ['another grant', { grant_type: 'password' }, tenantId, 400, 'unsupported_grant_type', 70003],
  ])('refuses %s as Microsoft does', async (_name, form, directory, status, error, code) => {
    const refused = await stage.login(form, directory);
    expect(refused).toMatchObject({ status, body: { error, error_codes: [code] } });
    expect(refused.body.error_description).toMatch(new RegExp(`^AADSTS${code}: .*Trace ID: `));
  });

  test('is written down without the secret', async () => {
    await stage.login({ client_secret: 'guessed' });
    await stage.login();
    expect(stage.teams.calls).toMatchObject([
      {
        method: 'POST',
        path: `/login/${tenantId}/oauth2/v2.0/token`,
        body: { client_id: appId },
        status: 401,
      },
      { status: 200 },
    ]);
    const kept = JSON.stringify(stage.teams.calls);
    for (const secret of ['guessed', appPassword]) expect(kept).not.toContain(secret);
  });
});

describe('the connector', () => {
  test.each([
    ['no token', null],
    ['a made up one', 'abc'],
    ['one of another issue', 'eyJhbGciOiJub25lIn0.eyJhcHBpZCI6IngifQ.'],
  ])('takes nothing with %s', async (_name, token) => {
    for (const [method, path] of [
      ['POST', '/v3/conversations'],
      ['POST', `/v3/conversations/${ward}/activities`],
      ['PUT', `/v3/conversations/${ward}/activities/1`],
      ['DELETE', `/v3/conversations/${ward}/activities/1`],
      ['GET', `/v3/conversations/${ward}/pagedmembers`],
      ['GET', `/v3/teams/${ward}`],
    ] as const)
      expect((await stage.call(method, path, method === 'GET' ? undefined : hello, token)).status).toBe(401);
  });

  test('takes nothing with a token that was taken back', async () => {
    expect((await stage.post(ward, hello)).status).toBe(201);
    stage.teams.revokeTokens();
    expect((await stage.post(ward, hello)).status).toBe(401);
    const { access_token } = (await stage.login()).body;
    const path = `/v3/conversations/${ward}/activities`;
    expect((await stage.call('POST', path, hello, String(access_token))).status).toBe(201);
  });
});

describe('the keys', () => {
  test('are found from the metadata, with what each is good for', async () => {
    const read = async (url: string): Promise<Thing> => {
      const value: unknown = await (await fetch(url)).json();
      return isThing(value) ? value : {};
    };
    const document = await read(stage.teams.account.openIdUrl);
    expect(document).toMatchObject({
      issuer: 'https://api.botframework.com',
      id_token_signing_alg_values_supported: ['RS256'],
    });
    const { keys } = await read(String(document.jwks_uri));
    expect(keys).toMatchObject([
      { kty: 'RSA', use: 'sig', endorsements: ['msteams'] },
      { kty: 'RSA', use: 'sig', endorsements: ['webchat'] },
      { kty: 'RSA', use: 'sig' },
    ]);
    expect(JSON.stringify(keys)).not.toMatch(/"[dpq]":/);
  });

  test('change, and a bot that looks again goes on', async () => {
    const talk = stage.teams.personal(ana.id);
    await stage.teams.message(ana.id, talk, 'before');
    stage.teams.rotateKeys();
    expect(await stage.teams.message(ana.id, talk, 'after')).toMatchObject({ heard: true });
    const kids = stage.heard.map(
      ({ headers }) => decodeProtectedHeader((headers.authorization ?? '').replace('Bearer ', '')).kid,
    );
    expect(new Set(kids).size).toBe(2);
    const published = createRemoteJWKSet(new URL(`${stage.address}/keys`));
    await expect(published({ alg: 'RS256', kid: kids[0] ?? '' })).rejects.toThrow('no applicable key');
  });
});

describe('what is sent by hand', () => {
  test('is heard where it is honest, whatever it is', async () => {
    expect(await send()).toMatchObject({ status: 200 });
    expect(await stage.teams.send({ type: 'whatever', serviceUrl: 'x' })).toMatchObject({ status: 200 });
    expect(stage.heard).toHaveLength(2);
  });

  const now = Math.floor(Date.now() / 1000);
  test.each<[string, SendOptions]>([
    ['another key under the same id', { key: 'stranger' }],
    ['an unknown key id', { kid: 'unknown' }],
    ['another issuer', { iss: 'https://sts.windows.net/x/' }],
    ['another bot', { aud: tenantId }],
    ['a token that is over', { exp: now - 600 }],
    ['a token that has not begun', { nbf: now + 600 }],
    ['another service', { serviceurl: 'https://elsewhere.example/' }],
    ['no service', { serviceurl: null }],
    ['no signature', { alg: 'none' }],
    ['the public key as a secret', { alg: 'HS256' }],
    ['no header', { authorization: null }],
    ['an empty bearer', { authorization: 'Bearer ' }],
  ])('can be forged: %s', async (_name, options) => {
    expect(await send(options)).toMatchObject({ status: 401 });
    expect(stage.heard).toEqual([]);
  });

  test('can come from another tenant, from another service that signs for itself, or by a key for another channel', async () => {
    expect(await send({ tenant: 'elsewhere' })).toMatchObject({ status: 200 });
    expect(await send({ serviceUrl: 'https://elsewhere.example/' })).toMatchObject({ status: 200 });
    expect(await send({ key: 'unendorsed' })).toMatchObject({ status: 200 });
    expect(stage.heard).toMatchObject([
      { activity: { conversation: { tenantId: 'elsewhere' }, channelData: { tenant: { id: 'elsewhere' } } } },
      {
        claims: { serviceurl: 'https://elsewhere.example/' },
        activity: { serviceUrl: 'https://elsewhere.example/' },
      },
      { activity: { text: 'hello' } },
    ]);
  });

  test('is not heard by a bot that does not answer', async () => {
    await stage.end();
    stage = await setStage({ deliverTo: () => undefined });
    expect(await send()).toEqual({ status: 0, body: '' });
  });
});

test('a bot that refuses the token has not heard', async () => {
  stage.answerWith(() => ({ status: 401 }));
  expect(await stage.teams.message(ana.id, stage.teams.personal(ana.id), 'hi')).toMatchObject({
    heard: false,
  });
  expect(stage.heard).toHaveLength(1);
});
