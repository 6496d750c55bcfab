// A small server that stands in for Microsoft's login and for the keys of its signatures.
import { createServer } from 'node:http';
import { listen } from '../../src/web/listen.ts';

export const appId = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
export const tenant = '11111111-2222-4333-8444-555555555555';
export const otherId = '99999999-8888-4777-8666-555555555555';
export const secret = 'a~very~hidden~secret';
export const token = 'a.very.hidden.token';

type Said = { status: number; body: Readonly<Record<string, unknown>> | string };
/** What is answered instead, by path. */
export type Odd = Readonly<Record<string, Said>>;
export type Microsoft = { address: string; asked: URLSearchParams[]; end(): Promise<void> };

/** Takes one app of one tenant with one secret, as Microsoft does, and shows a key. `odd` answers instead. */
export async function microsoft(odd: Odd = {}): Promise<Microsoft> {
  const asked: URLSearchParams[] = [];
  let address = '';
  const refused = (code: number): Said => ({
    status: code === 7000215 ? 401 : 400,
    body: {
      error: 'invalid_client',
      error_description: `AADSTS${code}: no. Trace ID: 1`,
      error_codes: [code],
    },
  });
  function tokenFor(path: string, form: URLSearchParams): Said {
    if (path !== `/${tenant}/oauth2/v2.0/token`) return refused(90002);
    if (form.get('client_id') !== appId) return refused(700016);
    if (form.get('client_secret') !== secret) return refused(7000215);
    return form.get('scope') === 'https://api.botframework.com/.default'
      ? { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: token } }
      : refused(70011);
  }
  function answer(path: string, form: URLSearchParams): Said {
    const instead = odd[path] ?? (path.endsWith('/token') ? odd['/token'] : undefined);
    if (instead) return instead;
    if (path.endsWith('/token')) return tokenFor(path, form);
    if (path === '/openid')
      return { status: 200, body: { issuer: 'https://api.botframework.com', jwks_uri: `${address}/keys` } };
    if (path === '/keys')
      return {
        status: 200,
        body: {
          keys: [
            { kid: 'one', kty: 'RSA', endorsements: ['msteams'] },
            { kid: 'two', kty: 'RSA' },
          ],
        },
      };
    return { status: 404, body: 'not here' };
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'));
      asked.push(form);
      const { status, body } = answer(request.url ?? '', form);
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  address = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}`;
  return {
    address,
    asked,
    end: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
