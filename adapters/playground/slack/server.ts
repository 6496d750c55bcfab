// The HTTP side of the pretend Slack: Web API calls and response URLs, with the weather in between.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Reply, send } from '../serving.ts';
import type { Sky } from '../weather.ts';
import { argumentsOf, readBody, refuse } from './answer.ts';
import { contentOf, postAs, removeFrom, type Tell, updateTo } from './messages.ts';
import type { makeMethods } from './methods.ts';
import { makeServe } from './serving.ts';
import type { Call, ResponseUrl, Thing, Workspace } from './workspace.ts';

const mostCalls = 1000;
/** A response URL can be used five times within 30 minutes. */
const mostUses = 5;
const urlLife = 30 * 60_000;

export function makeListener(
  workspace: Workspace,
  methods: ReturnType<typeof makeMethods>,
  sky: Sky,
  tell: Tell,
  calls: Call[],
) {
  /** Tokens are not kept. */
  function record(method: string, given: Thing | undefined, answer: unknown): void {
    const { token: _hidden, ...args } = given ?? {};
    calls.push({ method, args: parsed(args), answer, at: workspace.now() });
    if (calls.length > mostCalls) calls.shift();
  }

  const serve = makeServe(sky, record);

  function callMethod(req: IncomingMessage, method: string, body: string): Reply {
    const read = readBody(String(req.headers['content-type'] ?? ''), body);
    if (!read) return { status: 200, body: refuse('invalid_json') };
    const query = Object.fromEntries(new URL(req.url ?? '/', 'http://localhost').searchParams);
    const bearer = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1];
    const given: Thing = { ...query, ...read };
    const answer = methods.call(method, given, bearer);
    record(method, given, answer);
    const accepted = methods.accepted(method);
    const headers = {
      'x-oauth-scopes': methods.granted(),
      ...(accepted === '' ? {} : { 'x-accepted-oauth-scopes': accepted }),
    };
    return { status: 200, headers, body: answer };
  }

  function respond(req: IncomingMessage, id: string, body: string): Reply {
    const url = workspace.responseUrls.get(id);
    const given = readBody(String(req.headers['content-type'] ?? ''), body);
    const reply = answerTo(url, given);
    record('response_url', given, reply.body);
    return reply;
  }

  function answerTo(url: ResponseUrl | undefined, given: Thing | undefined): Reply {
    if (!url || workspace.realNow() - url.at > urlLife) return { status: 404, body: refuse('expired_url') };
    if (url.uses >= mostUses) return { status: 404, body: refuse('used_url') };
    if (!given) return { status: 400, body: refuse('invalid_payload') };
    const args = argumentsOf(given);
    const source = url.source === undefined ? undefined : workspace.find(url.channel, url.source);
    if (args.flag('delete_original')) {
      url.uses += 1;
      if (source) removeFrom(workspace, tell, source);
      return { status: 200, body: { ok: true } };
    }
    const read = contentOf(args);
    if (read.kind === 'refused') return { status: 400, body: read.answer };
    url.uses += 1;
    if (args.flag('replace_original') && source) {
      // What is left out of a replacement is gone, unlike in chat.update.
      const { blocks: _old, ...bare } = source;
      if (source.ephemeralFor === undefined)
        updateTo(workspace, tell, source, { blocks: [], ...read.content });
      else workspace.replace(source, { ...bare, ...read.content });
      return { status: 200, body: { ok: true } };
    }
    const thread = args.text('thread_ts');
    const made = postAs(workspace, tell, {
      channel: url.channel,
      ...read.content,
      ...(args.text('response_type') === 'in_channel' ? {} : { ephemeralFor: url.user }),
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
    // A slash command has no message of its own; the first answer becomes the one that is replaced.
    url.source ??= made.ts;
    return { status: 200, body: { ok: true } };
  }

  return (req: IncomingMessage, res: ServerResponse): void => {
    const { pathname } = new URL(req.url ?? '/', 'http://localhost');
    const method = /\/api\/([A-Za-z.]+)$/.exec(pathname)?.[1];
    const id = /\/response\/([A-Za-z0-9_-]+)$/.exec(pathname)?.[1];
    const work =
      method !== undefined
        ? serve(req, res, method, (body) => callMethod(req, method, body))
        : id !== undefined
          ? serve(req, res, 'response_url', (body) => respond(req, id, body))
          : Promise.resolve(send(res, { status: 404, body: 'not found' }));
    // The other side hung up in the middle of its request: there is nobody left to answer.
    work.catch(() => res.destroy());
  };
}

/** For looking at: JSON within a form's strings is unpacked. */
function parsed(args: Thing): Thing {
  const read = argumentsOf(args);
  const unpacked = Object.entries(args).map(([name, value]): [string, unknown] => {
    const json = typeof value === 'string' && /^[[{]/.test(value) ? read.json(name) : undefined;
    return [name, json?.kind === 'value' ? json.value : value];
  });
  return Object.fromEntries(unpacked);
}
