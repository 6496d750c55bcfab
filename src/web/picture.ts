// A picture that a chat fetches by its address. The chart itself travels in the address, sealed: nothing is stored, and
// nobody can read a chart out of a link or make one up.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Chart } from '../chat/card.ts';
import type { KeyRing } from '../guard/seal.ts';
import { trendPicture } from '../pictures/trend.ts';
import { type Route, sayInWords } from './server.ts';

const lifetimeMs = 15 * 60_000;
/** The strictest platform takes 3,000 characters. */
const longestLink = 2_900;
const bound = 'picture';

/** What a link carries, as short as may be: until when, title, top, steps, and day, label and value of each point. */
const carried = z.tuple([
  z.number(),
  z.string(),
  z.number(),
  z.array(z.string()),
  z.array(z.tuple([z.string(), z.string(), z.number().nullable()])),
]);

export type PictureLinks = {
  /** An address that shows this chart for 15 minutes. Undefined where nobody outside could fetch it, or it is too long. */
  linkTo(chart: Chart): string | undefined;
  /** For `GET /picture/*`. */
  route: Route;
};

/** `base` is the address under which the world reaches us, undefined where it does not; `now` in epoch milliseconds. */
export function pictureLinks({
  keys,
  base,
  now,
}: {
  keys: KeyRing;
  base: () => string | undefined;
  now: () => number;
}): PictureLinks {
  function read(token: string): { until: number; chart: Chart } | undefined {
    try {
      const packed = keys.open(Buffer.from(token, 'base64url'), bound);
      const text = inflateRawSync(packed, { maxOutputLength: 64 * 1024 }).toString();
      const [until, title, top, steps, points] = carried.parse(JSON.parse(text));
      const chart: Chart = {
        kind: 'trend',
        title,
        top,
        steps,
        points: points.map(([day, label, value]) => ({ day, label, value })),
      };
      return { until, chart };
    } catch {
      // Whatever is wrong with a link that we did not make, or made with a key that is gone, it shows nothing.
      return undefined;
    }
  }

  return {
    linkTo(chart) {
      const start = base();
      if (start === undefined) return undefined;
      const points = chart.points.map(({ day, label, value }) => [day, label, value]);
      const text = JSON.stringify([now() + lifetimeMs, chart.title, chart.top, chart.steps, points]);
      const token = keys.seal(deflateRawSync(text), bound).toString('base64url');
      const link = `${start.replace(/\/+$/, '')}/picture/${token}.png`;
      return link.length <= longestLink ? link : undefined;
    },

    route(_request, response, url) {
      const token = /^\/picture\/([\w-]+)\.png$/.exec(url.pathname)?.[1];
      const found = token === undefined ? undefined : read(token);
      if (!found) return sayInWords(response, 404, 'There is no such picture.');
      if (found.until <= now()) {
        return sayInWords(
          response,
          410,
          'This picture was shown for 15 minutes. Ask for it again in the chat.',
        );
      }
      const picture = trendPicture(found.chart);
      response.setHeader('Content-Type', 'image/png');
      response.setHeader('Content-Length', picture.length);
      response.setHeader('Cache-Control', `private, max-age=${lifetimeMs / 1000}`);
      response.end(picture);
    },
  };
}
