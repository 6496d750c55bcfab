// As much of Microsoft as a Teams bot asks when it is spoken to: whose keys sign. One token for everybody, as Teams sends it
// for about an hour.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listen } from '../../src/web/listen.ts';
import { appId } from './workspace.ts';

export type Microsoft = {
  openIdUrl: string;
  /** What stands in activities as their service URL, and in the token. */
  serviceUrl: string;
  authorization: string;
  end(): Promise<void>;
};

const kid = 'bench';

export async function openMicrosoft(): Promise<Microsoft> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256', endorsements: ['msteams'] };
  let address = '';
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify(
        request.url === '/keys'
          ? { keys: [jwk] }
          : {
              issuer: 'https://api.botframework.com',
              jwks_uri: `${address}/keys`,
              id_token_signing_alg_values_supported: ['RS256'],
            },
      ),
    );
  });
  address = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}`;
  const serviceUrl = `${address}/service/`;
  const token = await new SignJWT({ serviceurl: serviceUrl })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer('https://api.botframework.com')
    .setAudience(appId)
    .setNotBefore('-1m')
    .setExpirationTime('1h')
    .sign(privateKey);
  return {
    openIdUrl: `${address}/openid`,
    serviceUrl,
    authorization: `Bearer ${token}`,
    end: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
