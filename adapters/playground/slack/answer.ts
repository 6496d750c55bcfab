// What a Web API method is asked and what it answers.
import { isThing, type Thing } from './workspace.ts';

export type Answer = Thing & { ok: boolean };

export const done = (more: Thing = {}): Answer => ({ ok: true, ...more });
/** `error` is Slack's own code for it. */
export const refuse = (error: string, more: Thing = {}): Answer => ({ ok: false, error, ...more });
/** With the rule that was broken, where Slack says so. */
export const refuseFor = (error: string, problems: readonly string[]): Answer =>
  refuse(error, { response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) } });

export type Arguments = {
  raw: Thing;
  text(name: string): string | undefined;
  flag(name: string): boolean;
  number(name: string): number | undefined;
  /** Absent, or the value; `bad` where it is a string that holds no JSON. */
  json(name: string): { kind: 'absent' } | { kind: 'bad' } | { kind: 'value'; value: unknown };
};

/** Forms carry strings and JSON within strings, JSON bodies carry values: both come out alike. */
export function argumentsOf(raw: Thing): Arguments {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    raw,
    text,
    flag: (name) => raw[name] === true || raw[name] === 'true' || raw[name] === '1' || raw[name] === 1,
    number(name) {
      const value = text(name);
      return value !== undefined && Number.isFinite(Number(value)) ? Number(value) : undefined;
    },
    json(name) {
      const value = raw[name];
      if (value === undefined || value === null || value === '') return { kind: 'absent' };
      if (typeof value !== 'string') return { kind: 'value', value };
      try {
        const parsed: unknown = JSON.parse(value);
        return { kind: 'value', value: parsed };
      } catch {
        return { kind: 'bad' };
      }
    },
  };
}

/** Undefined where the body is no JSON object and no form. */
export function readBody(type: string, body: string): Thing | undefined {
  if (!type.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body));
  try {
    const value: unknown = JSON.parse(body);
    return isThing(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
