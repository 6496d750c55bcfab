// The baseline for Teams, a process of its own: CloudAdapter as Microsoft's samples have it. It verifies an invoke and
// acknowledges it, and does nothing else.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type Response,
} from 'botbuilder';
import { appId, tenant } from './workspace.ts';

const [openIdUrl = ''] = process.argv.slice(2);
const login = 'https://login.microsoftonline.com';
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'not-used',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: tenant,
    ValidateAuthority: 'true',
    ToChannelFromBotLoginUrl: `${login}/${tenant}`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
    CallerId: 'urn:botframework:azure',
  }),
);

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return body;
}

/** What CloudAdapter asks of Express. */
const bridged = (response: ServerResponse): Response => {
  const bridge: Response = {
    socket: response.socket,
    end: () => response.end(),
    header: (name, value) => response.setHeader(name, String(value)),
    send: (body) => response.end(typeof body === 'string' ? body : JSON.stringify(body)),
    status: (code) => {
      response.statusCode = code;
      return bridge;
    },
  };
  return bridge;
};

const server = createServer((request, response) => {
  const answer = async (): Promise<void> => {
    const asked: Request = {
      body: await bodyOf(request),
      headers: request.headers,
      ...(request.method ? { method: request.method } : {}),
    };
    await adapter.process(asked, bridged(response), async (context) => {
      await context.sendActivity({
        type: 'invokeResponse',
        value: {
          status: 200,
          body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'ok' },
        },
      });
    });
  };
  answer().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    response.destroy();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.stdout.write(`bare CloudAdapter is ready: http://127.0.0.1:${port}\n`);
});
process.once('disconnect', () => process.exit(0));
