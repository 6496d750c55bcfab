// The login endpoint: gives the bot a token for its id and secret, or says no as Microsoft does.
// https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
import { randomUUID } from 'node:crypto';
import type { Thing } from './tenant.ts';
import type { Tokens } from './tokens.ts';

type Reply = { status: number; body: Thing };
type Account = { appId: string; appPassword: string; tenant: string };

const scope = 'https://api.botframework.com/.default';

/** https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes */
function refusal(status: number, error: string, code: number, sentence: string): Reply {
  const [trace_id, correlation_id] = [randomUUID(), randomUUID()];
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${sentence} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id,
      correlation_id,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  };
}

/** `directory`: the tenant in the address; a bot of many tenants asks `botframework.com`. */
export async function login(
  tokens: Tokens,
  account: Account,
  directory: string,
  form: URLSearchParams,
): Promise<Reply> {
  if (directory !== account.tenant && directory !== 'botframework.com')
    return refusal(400, 'invalid_request', 90002, `Tenant '${directory}' not found.`);
  for (const field of ['grant_type', 'client_id', 'scope'])
    if (!form.get(field))
      return refusal(
        400,
        'invalid_request',
        900144,
        `The request body must contain the following parameter: '${field}'.`,
      );
  if (form.get('grant_type') !== 'client_credentials')
    return refusal(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.');
  const client = form.get('client_id') ?? '';
  if (client !== account.appId)
    return refusal(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${client}' was not found in the directory '${directory}'.`,
    );
  if (!form.get('client_secret'))
    return refusal(
      401,
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  if (form.get('client_secret') !== account.appPassword)
    return refusal(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'.`,
    );
  if (form.get('scope') !== scope)
    return refusal(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${form.get('scope')} is not valid.`,
    );
  const { token, seconds } = await tokens.grant();
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token },
  };
}
