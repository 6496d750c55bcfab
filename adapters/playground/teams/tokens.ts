// Who is who on the wire: the tokens with which Teams comes to the bot, and those with which the bot comes to Teams.
// https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
import { createHmac, generateKeyPair, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, jwtVerify, SignJWT } from 'jose';
import type { Thing } from './tenant.ts';

/** How a request to the bot differs from an honest one. Times are epoch seconds. */
export type Forgery = {
  /** `stranger`: a key that nobody published, under the published key's id. `unendorsed`: published, but not for Teams; `bare`: for nothing. */
  key?: 'stranger' | 'unendorsed' | 'bare';
  kid?: string;
  iss?: string;
  aud?: string;
  exp?: number;
  nbf?: number;
  /** The claim; null leaves it out. */
  serviceurl?: string | null;
  /** `HS256`: with the published key as the shared secret. */
  alg?: 'none' | 'HS256';
  /** In place of `Bearer <token>`; null: no such header. */
  authorization?: string | null;
};

type Key = { kid: string; privateKey: KeyObject; publicKey: KeyObject };

const issuer = 'https://api.botframework.com';
const audience = 'https://api.botframework.com';
/** Seconds that a bot's own token lives; Microsoft's live up to a day. */
const tokenLife = 3600;

const makePair = promisify(generateKeyPair);
async function makeKey(): Promise<Key> {
  return { kid: randomBytes(20).toString('base64url'), ...(await makePair('rsa', { modulusLength: 2048 })) };
}

/** By name, for all that is pretended in this process: a good key takes a moment to make. */
const made = new Map<string, Promise<Key>>();
function keyOf(name: string): Promise<Key> {
  const key = made.get(name) ?? makeKey();
  made.set(name, key);
  return key;
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens know real time only: both sides hold them against their own clocks. */
const seconds = (): number => Math.floor(Date.now() / 1000);

export type Tokens = ReturnType<typeof makeTokens>;

export function makeTokens(account: { appId: string; tenant: string }) {
  let current = 0;
  const own = (): Promise<Key> => keyOf(`own ${current}`);
  let secret = randomBytes(32);

  const published = async (key: Key, endorsements?: readonly string[]): Promise<Thing> => ({
    ...(await exportJWK(key.publicKey)),
    use: 'sig',
    kid: key.kid,
    x5t: key.kid,
    ...(endorsements ? { endorsements } : {}),
  });

  async function sign(header: Thing, claims: Thing, forged: Forgery): Promise<string> {
    const key = await (forged.key === undefined ? own() : keyOf(forged.key));
    if (forged.alg === undefined)
      return new SignJWT(claims)
        .setProtectedHeader({ ...header, alg: 'RS256', kid: String(header.kid) })
        .sign(key.privateKey);
    const start = `${base64({ ...header, alg: forged.alg })}.${base64(claims)}`;
    if (forged.alg === 'none') return `${start}.`;
    const pem = key.publicKey.export({ type: 'spki', format: 'pem' });
    return `${start}.${createHmac('sha256', pem).update(start).digest('base64url')}`;
  }

  return {
    /** What stands in the `Authorization` header of a request to the bot; undefined: no such header. */
    async authorization(serviceUrl: string, forged: Forgery = {}): Promise<string | undefined> {
      if (forged.authorization !== undefined) return forged.authorization ?? undefined;
      const named = await (forged.key === 'unendorsed' || forged.key === 'bare' ? keyOf(forged.key) : own());
      const kid = forged.kid ?? named.kid;
      const claim = forged.serviceurl === undefined ? serviceUrl : forged.serviceurl;
      const claims = {
        ...(claim === null ? {} : { serviceurl: claim }),
        nbf: forged.nbf ?? seconds() - 300,
        exp: forged.exp ?? seconds() + 3300,
        iss: forged.iss ?? issuer,
        aud: forged.aud ?? account.appId,
      };
      return `Bearer ${await sign({ kid, x5t: kid, typ: 'JWT' }, claims, forged)}`;
    },
    /** From now on requests are signed with a new key; the former one is published no more. */
    rotate(): void {
      current += 1;
    },
    async keys(): Promise<Thing> {
      return {
        keys: [
          await published(await own(), ['msteams']),
          await published(await keyOf('unendorsed'), ['webchat']),
          await published(await keyOf('bare')),
        ],
      };
    },
    document: (keys: string): Thing => ({
      issuer,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: keys,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }),
    /** A token for the bot's calls, which it can do nothing with but send it along. */
    async grant(): Promise<{ token: string; seconds: number }> {
      const token = await new SignJWT({ appid: account.appId, tid: account.tenant, ver: '1.0' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(`https://sts.windows.net/${account.tenant}/`)
        .setAudience(audience)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(seconds() + tokenLife)
        .sign(secret);
      return { token, seconds: tokenLife - 1 };
    },
    async isGranted(authorization: string | undefined): Promise<boolean> {
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return false;
      try {
        const { payload } = await jwtVerify(token, secret, { audience, algorithms: ['HS256'] });
        return payload.appid === account.appId;
      } catch {
        return false;
      }
    },
    /** Every token that was given until now is refused from here on. */
    revoke(): void {
      secret = randomBytes(32);
    },
  };
}
