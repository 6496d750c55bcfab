// A platform's door as a route: HTTP in, HTTP out, and what is left to do after the response has gone.
import { type Route, readBody, sayInWords } from './server.ts';

export type Knock = { body: Buffer; header: (name: string) => string | undefined };
/** `after` runs once the response has left; it answers for its own errors. */
export type Reception = { status: number; body?: object | string; after?: () => Promise<void> };

/** `accept` may be missing while the platform is being started, or for good. */
export const doorRoute =
  (accept: () => ((knock: Knock) => Promise<Reception>) | undefined, platform: string): Route =>
  async (request, response) => {
    const body = await readBody(request);
    const reception = await accept()?.({
      body,
      header: (name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? value : undefined;
      },
    });
    if (!reception) return sayInWords(response, 404, `${platform} is not set up on this server.`);
    response.statusCode = reception.status;
    if (typeof reception.body === 'object') {
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(reception.body));
    } else response.end(reception.body ?? '');
    if (reception.after) await reception.after();
  };
