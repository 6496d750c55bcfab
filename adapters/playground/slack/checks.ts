// Small pieces that the rules are made of. A check looks at one value and reports what is wrong with it, and where.
// Wording and pointers follow the `response_metadata.messages` that Slack sends back with a refusal.
import { isThing, type Thing } from './workspace.ts';

export type Report = (problem: string, at: string) => void;
export type Check = (value: unknown, at: string, report: Report) => void;
export type Shape = Readonly<Record<string, Check>>;

/** Lengths are UTF-16 units, the stricter way to count: Slack does not say which one it uses. */
export const string =
  (most: number, least = 0): Check =>
  (value, at, report) => {
    if (typeof value !== 'string') report('must provide a string', at);
    else if (value.length > most) report(`must be less than ${most + 1} characters`, at);
    else if (value.length < least) report(`must be more than ${least - 1} characters`, at);
  };

export const bool: Check = (value, at, report) => {
  if (typeof value !== 'boolean') report('must provide a boolean', at);
};

export const integer =
  (least: number, most: number): Check =>
  (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) report('must provide an integer', at);
    else if (value < least || value > most) report(`must be from ${least} to ${most}`, at);
  };

export const pattern =
  (expression: RegExp, wants: string): Check =>
  (value, at, report) => {
    if (typeof value !== 'string' || !expression.test(value)) report(`must be ${wants}`, at);
  };

export const oneOf =
  (...allowed: readonly string[]): Check =>
  (value, at, report) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      report(`value must be one of: ${allowed.join(', ')}`, at);
  };

export const webAddress: Check = (value, at, report) => {
  if (typeof value !== 'string') return report('must provide a string', at);
  if (value.length > 3000) report('must be less than 3001 characters', at);
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol !== 'https:' && protocol !== 'http:') report('must be a valid http or https URL', at);
};

/** What a link or a button may lead to. Other schemes open nothing, or worse. */
export const linkAddress: Check = (value, at, report) => {
  if (typeof value !== 'string') return report('must provide a string', at);
  if (value.length > 3000) report('must be less than 3001 characters', at);
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (!['https:', 'http:', 'mailto:', 'tel:', 'sms:', 'slack:'].includes(protocol))
    report('must be a valid URL', at);
};

export const list =
  (each: Check, most: number, least = 1): Check =>
  (value, at, report) => {
    if (!Array.isArray(value)) return report('must provide an array', at);
    if (value.length > most) report(`no more than ${most} items allowed`, at);
    if (value.length < least) report(`no fewer than ${least} items allowed`, at);
    value.forEach((item, index) => {
      each(item, `${at}/${index}`, report);
    });
  };

export const object =
  (required: Shape, optional: Shape = {}): Check =>
  (value, at, report) => {
    if (!isThing(value)) return report('must provide an object', at);
    for (const [name, check] of Object.entries(required)) {
      if (value[name] === undefined) report(`missing required field: ${name}`, at);
      else check(value[name], `${at}/${name}`, report);
    }
    for (const [name, property] of Object.entries(value)) {
      if (name in required || property === undefined) continue;
      const check = Object.hasOwn(optional, name) ? optional[name] : undefined;
      if (check) check(property, `${at}/${name}`, report);
      else report(`invalid additional property: ${name}`, at);
    }
  };

/** Picks the check by `type`; a type that is not in the table may not stand here. */
export const typed =
  (table: Readonly<Record<string, Check>>): Check =>
  (value, at, report) => {
    if (!isThing(value)) return report('must provide an object', at);
    const { type } = value;
    const check = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
    if (check) check(value, at, report);
    else report(`unsupported type: ${String(type)}`, `${at}/type`);
  };

export const both =
  (...checks: readonly Check[]): Check =>
  (value, at, report) => {
    for (const check of checks) check(value, at, report);
  };

/** A rule over several fields of one object; gives the problem or undefined. */
export const rule =
  (broken: (value: Thing) => string | undefined): Check =>
  (value, at, report) => {
    const problem = isThing(value) ? broken(value) : undefined;
    if (problem) report(problem, at);
  };

export const type: Check = string(255, 1);

export const plainText = (most: number): Check =>
  typed({ plain_text: object({ type, text: string(most, 1) }, { emoji: bool }) });

export const anyText = (most: number): Check =>
  typed({
    plain_text: object({ type, text: string(most, 1) }, { emoji: bool }),
    mrkdwn: object({ type, text: string(most, 1) }, { verbatim: bool }),
  });
