// One setting, read: the shapes that several of them share.
import { z } from 'zod';

export const filled = z.string().trim().min(1);

/** Several, with commas between them. */
export const list = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ''));

export const onOrOff = z.enum(['on', 'off'], { error: 'must be on or off' });

/** `host` as a person writes it, or as URL gives it, with an IPv6 address in brackets. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || /^(\[::1\]|::1|127\.\d+\.\d+\.\d+)$/.test(host);

/** A secret goes there, or what it says decides who is believed: by https, or not off this machine. */
export const safeAddress = z
  .string()
  .trim()
  .refine(
    (text) => {
      if (!URL.canParse(text)) return false;
      const { protocol, hostname } = new URL(text);
      return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    },
    { error: 'must be an https address' },
  )
  .transform((text) => text.replace(/\/+$/, ''));
