// Slack's documented rules for the elements and composition objects of Block Kit.
// Source: https://docs.slack.dev/reference/block-kit/block-elements and .../composition-objects
import {
  anyText,
  bool,
  both,
  type Check,
  integer,
  linkAddress,
  list,
  object,
  oneOf,
  pattern,
  plainText,
  rule,
  type Shape,
  string,
  type,
  typed,
  webAddress,
} from './checks.ts';
import { richText } from './richtext.ts';
import { isThing, type Thing } from './workspace.ts';

const confirm = object(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
);

const action: Shape = { action_id: string(255, 1) };
const confirmable: Shape = { ...action, confirm };
const focusable: Shape = { focus_on_load: bool };
const hinted: Shape = { placeholder: plainText(150) };
const picker: Shape = { ...confirmable, ...focusable, ...hinted };
const dispatching: Shape = {
  dispatch_action_config: object({
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2),
  }),
};

const option = (text: Check, more: Shape = {}): Check =>
  object({ text, value: string(150, 1) }, { description: plainText(75), ...more });
const plainOption = option(plainText(75));
const richOption = object({ text: anyText(75), value: string(150, 1) }, { description: anyText(75) });
const group = object({ label: plainText(75), options: list(plainOption, 100) });

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isThing(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );

/** What a select, radio group or checkbox group offers, groups included. */
export function optionsOf(element: Thing): readonly Thing[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isThing) : [];
  const flat = [element.options, ...groups.map((one) => one.options)];
  return flat.flatMap((some) => (Array.isArray(some) ? some.filter(isThing) : []));
}

const optionsAgree = rule((element) => {
  const offered = optionsOf(element);
  const values = offered.map((one) => one.value);
  if (new Set(values).size < values.length) return 'option values must be unique';
  const known = new Set(offered.map(canonical));
  const chosen = [
    ...(element.initial_option === undefined ? [] : [element.initial_option]),
    ...(Array.isArray(element.initial_options) ? element.initial_options : []),
  ];
  if (chosen.some((one) => !known.has(canonical(one)))) return 'initial option must match one of the options';
  return undefined;
});

const optionsOrGroups = rule((element) =>
  (element.options === undefined) === (element.option_groups === undefined)
    ? 'provide either options or option_groups'
    : undefined,
);

const ids = list(string(255, 1), 100);
const several: Shape = { max_selected_items: integer(1, 100) };
const filter = rule((value) => {
  const known = ['include', 'exclude_external_shared_channels', 'exclude_bot_users'];
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => known.includes(name)) ? undefined : 'invalid filter';
});
const conversations: Shape = { default_to_current_conversation: bool, filter };

/** Exactly one of `image_url` and `slack_file`. */
export const pictured = (more: Shape = {}): Check =>
  both(
    object(
      { type, alt_text: string(2000, 1) },
      { image_url: webAddress, slack_file: object({}, { id: string(255, 1), url: webAddress }), ...more },
    ),
    rule((image) =>
      (image.image_url === undefined) === (image.slack_file === undefined)
        ? 'provide either image_url or slack_file'
        : undefined,
    ),
    rule((image) =>
      isThing(image.slack_file) &&
      (image.slack_file.id === undefined) === (image.slack_file.url === undefined)
        ? 'slack_file needs either id or url'
        : undefined,
    ),
  );

const ordered = (low: string, high: string): Check =>
  rule((element) => {
    const [least, most] = [Number(element[low] ?? Number.NaN), Number(element[high] ?? Number.NaN)];
    return least > most ? `${low} must not be greater than ${high}` : undefined;
  });

const button = object(
  { type, text: plainText(75) },
  {
    ...confirmable,
    value: string(2000),
    url: linkAddress,
    style: oneOf('primary', 'danger'),
    accessibility_label: string(75, 1),
  },
);
const checkboxes = both(
  object(
    { type, options: list(richOption, 10) },
    { ...confirmable, ...focusable, initial_options: list(richOption, 10) },
  ),
  optionsAgree,
);
const radio = both(
  object(
    { type, options: list(richOption, 10) },
    { ...confirmable, ...focusable, initial_option: richOption },
  ),
  optionsAgree,
);
const overflow = object({ type, options: list(option(plainText(75), { url: linkAddress }), 5) }, confirmable);
const day = pattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date as YYYY-MM-DD');
const hour = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm');
const lists: Shape = { options: list(plainOption, 100), option_groups: list(group, 100) };
const number = pattern(/^-?\d+(\.\d+)?$/, 'a number as a string');
const typing: Shape = { ...action, ...focusable, ...hinted, ...dispatching };

const choosing: Readonly<Record<string, Check>> = {
  static_select: both(
    object({ type }, { ...picker, ...lists, initial_option: plainOption }),
    optionsOrGroups,
    optionsAgree,
  ),
  multi_static_select: both(
    object({ type }, { ...picker, ...several, ...lists, initial_options: list(plainOption, 100) }),
    optionsOrGroups,
    optionsAgree,
  ),
  external_select: object(
    { type },
    { ...picker, initial_option: plainOption, min_query_length: integer(0, 1000) },
  ),
  multi_external_select: object(
    { type },
    { ...picker, ...several, initial_options: list(plainOption, 100), min_query_length: integer(0, 1000) },
  ),
  users_select: object({ type }, { ...picker, initial_user: string(255, 1) }),
  multi_users_select: object({ type }, { ...picker, ...several, initial_users: ids }),
  channels_select: object(
    { type },
    { ...picker, initial_channel: string(255, 1), response_url_enabled: bool },
  ),
  multi_channels_select: object({ type }, { ...picker, ...several, initial_channels: ids }),
  conversations_select: object(
    { type },
    { ...picker, ...conversations, initial_conversation: string(255, 1), response_url_enabled: bool },
  ),
  multi_conversations_select: object(
    { type },
    { ...picker, ...several, ...conversations, initial_conversations: ids },
  ),
  checkboxes,
  radio_buttons: radio,
  datepicker: object({ type }, { ...picker, initial_date: day }),
  timepicker: object({ type }, { ...picker, initial_time: hour, timezone: string(255, 1) }),
  datetimepicker: object(
    { type },
    { ...confirmable, ...focusable, initial_date_time: integer(1_000_000_000, 9_999_999_999) },
  ),
};

const { datetimepicker: _notBesideText, ...besideText } = choosing;

export const sectionAccessory: Check = typed({ button, overflow, image: pictured(), ...besideText });
export const actionsElement: Check = typed({ button, overflow, ...choosing });
export const contextElement: Check = typed({
  image: pictured(),
  plain_text: anyText(3000),
  mrkdwn: anyText(3000),
});

const inputs: Readonly<Record<string, Check>> = {
  ...choosing,
  plain_text_input: both(
    object(
      { type },
      {
        ...typing,
        initial_value: string(3000),
        multiline: bool,
        min_length: integer(0, 3000),
        max_length: integer(1, 3000),
      },
    ),
    ordered('min_length', 'max_length'),
  ),
  rich_text_input: object(
    { type },
    { ...typing, initial_value: richText, min_lines: integer(1, 100), max_lines: integer(1, 100) },
  ),
  number_input: both(
    object(
      { type, is_decimal_allowed: bool },
      { ...typing, initial_value: number, min_value: number, max_value: number },
    ),
    ordered('min_value', 'max_value'),
  ),
  email_text_input: object({ type }, { ...typing, initial_value: string(3000, 1) }),
  url_text_input: object({ type }, { ...typing, initial_value: linkAddress }),
};

export const inputElement: Check = typed(inputs);
/** Files can be given in modals only. */
export const modalInputElement: Check = typed({
  ...inputs,
  file_input: object(
    { type },
    { ...action, filetypes: list(string(255, 1), 100), max_files: integer(1, 10) },
  ),
});
