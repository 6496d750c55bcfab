// What Slack takes at most. Lengths are UTF-16 code units, the strictest way to count a character.
// Sources: docs.slack.dev/reference/block-kit (blocks, block elements, composition objects) and reference/views.

export const most = {
  blocksInMessage: 50,
  blocksInView: 100,
  buttonsInRow: 25,
  partsOfContext: 10,
  header: 150,
  /** Slack states 3,000 for a text object and nothing for rich text: we stay below the one for both. */
  words: 2_900,
  quiet: 2_000,
  fallback: 3_000,
  linkAddress: 2_000,
  spokenMoment: 300,
  pictureAddress: 3_000,
  pictureAlt: 2_000,
  pictureTitle: 2_000,
  buttonLabel: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewLabel: 24,
  fieldLabel: 2_000,
  hint: 2_000,
  placeholder: 150,
  typed: 3_000,
  radios: 10,
  selectOptions: 100,
  optionLabel: 75,
  optionDescription: 75,
  /**
   * Slack refuses a message (`msg_blocks_too_long`) from about 13,200 characters of all blocks together, their structure
   * counted in; measured by others, not documented (slackapi/bolt-js issues 2509 and 2867).
   */
  messageWeight: 12_000,
  blockWeight: 9_000,
  /** Slack refuses a view over 250 kB (`view_too_large`). */
  viewBytes: 200_000,
} as const;

/**
 * About how much of a message's room a block takes: every string at its length, with a share for the structure around it.
 * JSON's own escapes are left out, since Slack counts characters.
 */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + weigh(part) + 1, 2);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce((sum, [key, part]) => sum + key.length + 4 + weigh(part), 2);
  }
  return 10;
}
