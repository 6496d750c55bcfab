// A form travels within its own card and comes back with what was typed, so that it can be shown again also without a
// database. It is marked: nobody can make us draw, or inflate, what we did not write.
import { timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Form } from '../../src/chat/form.ts';

export type Sealed = { drawn: string; mark: string };

export type Seal = {
  seal(form: Form): Sealed;
  /** Undefined where the mark is not ours. */
  open(sealed: Sealed): Form | undefined;
};

/** No form of ours is longer than a tenth of this. */
const mostBytes = 1_000_000;

/** `digest` is keyed. */
export function makeSeal(digest: (text: string) => string): Seal {
  const markOf = (drawn: string): string => digest(`teams form ${drawn}`);
  return {
    seal(form) {
      const drawn = deflateRawSync(JSON.stringify(form)).toString('base64url');
      return { drawn, mark: markOf(drawn) };
    },
    open({ drawn, mark }) {
      const given = Buffer.from(mark);
      const wanted = Buffer.from(markOf(drawn));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      try {
        const text = inflateRawSync(Buffer.from(drawn, 'base64url'), { maxOutputLength: mostBytes });
        // The mark says that we wrote it.
        const form: Form = JSON.parse(text.toString('utf8'));
        return form;
      } catch {
        // By a version of ours that packed otherwise: a card of yesterday, which does nothing any more.
        return undefined;
      }
    },
  };
}
